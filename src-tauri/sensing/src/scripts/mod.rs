//! De-escalation scripts: what can be said when a call heats up, by situation. Ordinary records, to be edited at will;
//! not private, since they say nothing of anyone.

mod choose;
mod model;
mod starting;

pub(crate) use choose::{Chosen, Need, choose};
pub use model::{Script, ScriptLanguage, Situation};
pub(crate) use starting::create_starting;
