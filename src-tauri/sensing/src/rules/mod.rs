//! Rules over readings: a condition that holds for long enough changes something gentle on the screen, or suggests
//! something. Each has two thresholds and its own patience, so that nothing flickers.

mod condition;
mod engine;
mod model;
mod restore;
mod starting;
mod trial;

use mycrm_kernel::operation::{Entry, command, query};

pub use condition::{Condition, Moment, Truth};
pub use engine::{Engine, Timing, Transition, Watched};
pub use model::{RuleAction, SensingRule};
pub(crate) use model::{count_activation, watched};
pub use restore::ResetRules;
pub(crate) use starting::create_starting;
pub use trial::TryRule;

/// What can be done with rules, beyond what can be done with any record.
pub const OPERATIONS: &[Entry] = &[query::<TryRule>(), command::<ResetRules>()];
