//! De-escalation scripts: what can be said when a call heats up, by situation. Ordinary records, to be edited at will;
//! not private, since they say nothing of anyone.

mod choose;
mod model;
mod order;
mod starting;

use mycrm_kernel::operation::{Entry, command};

pub(crate) use choose::{Chosen, Need, choose};
pub use model::{Script, ScriptLanguage, Situation};
pub use order::MoveScript;
pub(crate) use starting::create_starting;

/// What can be done with scripts beyond the ordinary.
pub const OPERATIONS: &[Entry] = &[command::<MoveScript>()];
