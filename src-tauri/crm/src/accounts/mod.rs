//! Organisations: customers, prospects, partners, competitors, with parents and children.

mod model;

pub use model::{Account, AccountType};
