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
pub mod folded;
pub mod id;
pub mod job;
pub mod kind;
pub mod list;
pub mod operation;
pub mod operations;
pub mod read;
pub mod record;
mod rows;
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
    query::<operations::SearchAll>(),
    query::<operations::ListTimeline>(),
    query::<operations::ListSteps>(),
    query::<operations::ListStepChanges>(),
    command::<operations::UndoStep>(),
    command::<operations::RedoStep>(),
    operation::job::<operations::TakeBack>(),
    query::<operations::VerifyChanges>(),
    query::<job::operations::ListJobs>(),
    query::<job::operations::GetJob>(),
    command::<job::operations::CancelJob>(),
    command::<job::operations::RetryJob>(),
    stream::<operations::WatchEvents>(),
];
