//! Calls, e-mails, meetings, tasks and notes. They stand in the timelines of their contact, account and opportunity.

mod model;

pub use model::{Activity, ActivityType, Outcome, newest_of};
