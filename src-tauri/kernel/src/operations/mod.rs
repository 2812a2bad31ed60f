//! The kernel's own operations over what lies below: the ordinary ones of every kind, the history of records, the
//! steps that were taken with their undo, the search over everything, the feed of what changes.

mod events;
mod history;
mod records;
mod search;
mod steps;

pub use events::WatchEvents;
pub use history::ListTimeline;
pub(crate) use records::of;
pub use search::{SearchAll, SearchHit, SearchHits};
pub use steps::{ListStepChanges, ListSteps, RedoStep, TakeBack, UndoStep, VerifyChanges};
