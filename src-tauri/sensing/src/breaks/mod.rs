//! Breaks: when one is due, with the evidence for it, and those that were taken.

mod advice;
mod model;
mod operations;

use mycrm_kernel::operation::{Entry, command, query};

pub use advice::{Advice, Evidence, Facts, facts};
pub use model::{Break, BreakType};
pub use operations::{AdviseBreak, EndBreak, ShowBreak, StartBreak};

/// What can be done about breaks.
pub const OPERATIONS: &[Entry] = &[
    query::<AdviseBreak>(),
    query::<ShowBreak>(),
    command::<StartBreak>(),
    command::<EndBreak>(),
];
