//! Deals. A deal is always in a stage of its pipeline; each stay in a stage is kept as a stage entry; where it stands
//! in the board's column is its `position`.

mod board;
mod history;
mod model;
mod place;
mod rules;

pub use board::BoardOpportunities;
pub use history::{ListStageHistory, StageEntry, enter};
pub use model::Opportunity;
pub use place::MoveOpportunity;

use mycrm_kernel::operation::{Entry, command, query};

/// What can be done with deals beyond the ordinary.
pub const OPERATIONS: &[Entry] = &[
    command::<MoveOpportunity>(),
    query::<BoardOpportunities>(),
    query::<ListStageHistory>(),
];
