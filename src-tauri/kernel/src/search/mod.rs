//! Search over everything as one types: FTS5 with prefix indexes, diacritics folded, phone digits and e-mail
//! addresses found exactly, ranked when the hit set is small enough to rank quickly.

mod all;
mod expression;

pub use all::{SearchAll, SearchHit, SearchHits};
pub(crate) use expression::{finds, match_expression, words};
