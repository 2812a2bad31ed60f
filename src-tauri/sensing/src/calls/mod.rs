//! Calls as their wearer lives them. The call itself is an ordinary activity, timed by start and end, and says nothing
//! of the wearer; what was felt in it is a private record of its own, keyed to the activity.

mod model;
mod mute;
mod operations;
mod suggest;

use mycrm_kernel::operation::{Entry, action, command, query};

pub(crate) use model::keep_moment;
pub use model::{Call, StressMoment};
pub use mute::MuteSituation;
pub use operations::{EndCall, NoteCall, ShowCall, StartCall};
pub(crate) use suggest::suggest_by_itself;
pub use suggest::{OfferedScript, SuggestScript};

/// What can be done about calls beyond the ordinary.
pub const OPERATIONS: &[Entry] = &[
    action::<StartCall>(),
    action::<EndCall>(),
    query::<ShowCall>(),
    action::<NoteCall>(),
    action::<SuggestScript>(),
    command::<MuteSituation>(),
];
