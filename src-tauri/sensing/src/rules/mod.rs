//! Rules over readings: a condition that holds for long enough changes something gentle on the screen, or suggests
//! something. Each has two thresholds and its own patience, so that nothing flickers.

mod condition;
mod engine;
mod model;
mod starting;

pub use condition::{Condition, Moment, Truth};
pub use engine::{Engine, Timing, Transition, Watched};
pub use model::{RuleAction, SensingRule};
pub(crate) use model::{count_activation, watched};
pub(crate) use starting::create_starting;
