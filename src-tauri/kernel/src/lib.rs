//! The kernel: store, records, change log, filter, operations, jobs, errors, ids, clock. It knows no feature.
//!
//! One way in ([`operation`], dispatched by [`app::App::call`]), one way to write ([`tx::Tx`]), one description of
//! a record ([`kind::Kind`]), one question ([`filter::Filter`]), one log ([`change`]).

pub mod app;
mod bell;
pub mod caller;
pub mod change;
pub mod check;
pub mod clock;
pub mod error;
pub mod event;
pub mod filter;
pub mod id;
pub mod job;
pub mod kind;
pub mod list;
pub mod operation;
pub mod read;
pub mod record;
pub mod search;
pub mod store;
pub mod subscriber;
pub mod tx;
pub mod value;

use operation::{Entry, command, query, stream};

/// The kernel's own operations.
pub const OPERATIONS: &[Entry] = &[
    query::<app::AppStatus>(),
    query::<app::ListKinds>(),
    query::<search::SearchAll>(),
    query::<change::ListTimeline>(),
    query::<change::operations::ListSteps>(),
    query::<change::operations::ListStepChanges>(),
    command::<change::operations::UndoStep>(),
    command::<change::operations::RedoStep>(),
    operation::job::<change::operations::TakeBack>(),
    query::<change::operations::VerifyChanges>(),
    query::<job::operations::ListJobs>(),
    query::<job::operations::GetJob>(),
    command::<job::operations::CancelJob>(),
    command::<job::operations::RetryJob>(),
    stream::<event::WatchEvents>(),
];
