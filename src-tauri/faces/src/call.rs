//! The one way from a face to the core: the call, the line in the log, and the problem that every face answers with.

use std::time::Instant;

use mycrm_kernel::app::App;
use mycrm_kernel::caller::Caller;
use mycrm_kernel::error::{Error, trace_id};
use mycrm_kernel::event::Frames;
use mycrm_kernel::operation::{Answer, OperationKind};
use serde_json::Value as Json;

/// Reads slower than this are worth a line in the log.
const SLOW_MICROS: u64 = 200_000;

/// A refused call.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// Problem details (RFC 9457).
    pub problem: Json,
    /// Exit code of the command line.
    pub exit_code: u8,
}

impl Refused {
    /// The problem details of an error, under a fresh trace id that stands in the log as well.
    pub fn of(error: &Error) -> Self {
        Self::during("", 0, error)
    }

    fn during(operation: &str, micros: u64, error: &Error) -> Self {
        let trace = trace_id();
        let code = error.code();
        if let Error::Internal(reason) = error {
            tracing::error!(operation, code, trace, micros, reason, "failed");
        } else {
            tracing::warn!(operation, code, trace, micros, "refused");
        }
        Self {
            problem: error.problem(&trace),
            exit_code: error.exit_code(),
        }
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::of(&error)
    }
}

/// Calls an operation and notes in the log how it went: its name, how long it took, and code and trace where it
/// failed. What was in it never reaches the log.
pub fn call(app: &App, caller: &Caller, name: &str, input: Json) -> Result<Json, Refused> {
    noted(app, name, || app.call(caller, name, input))
}

/// [`call`] for faces that send the answer on as text.
pub fn answer(app: &App, caller: &Caller, name: &str, input: Json) -> Result<Answer, Refused> {
    noted(app, name, || app.answer(caller, name, input))
}

/// Opens a live feed.
pub fn open(
    app: &App,
    caller: &Caller,
    name: &str,
    input: Json,
) -> Result<Box<dyn Frames>, Refused> {
    noted(app, name, || app.open_stream(caller, name, input))
}

fn noted<T>(app: &App, name: &str, run: impl FnOnce() -> Result<T, Error>) -> Result<T, Refused> {
    let began = Instant::now();
    let answer = run();
    let micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    // A name that a caller made up may hold anything: only names of operations are written down.
    let kind = app.registry().get(name).map(|definition| definition.kind);
    match answer {
        Ok(answer) => {
            if kind.is_ok_and(|kind| kind != OperationKind::Query) || micros > SLOW_MICROS {
                tracing::info!(operation = name, micros, "done");
            }
            Ok(answer)
        }
        Err(error) => {
            let known = kind.map_or("unknown", |_| name);
            Err(Refused::during(known, micros, &error))
        }
    }
}
