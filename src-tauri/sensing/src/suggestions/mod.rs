//! Every suggestion is kept: what led to it, whether it was taken, what its wearer thought of it, and whether it helped
//! (the measures before and after).

mod answer;
mod model;
mod results;

use mycrm_kernel::operation::{Entry, command, query};

pub use answer::{AnswerSuggestion, JudgeSuggestion};
pub use model::{Feedback, Proposal, Suggestion, SuggestionAnswer, SuggestionType};
pub(crate) use model::{follow_up, make, propose};
pub use results::{ShowResults, SuggestionResult};

/// What can be done with suggestions beyond the ordinary.
pub const OPERATIONS: &[Entry] = &[
    command::<AnswerSuggestion>(),
    command::<JudgeSuggestion>(),
    query::<ShowResults>(),
];
