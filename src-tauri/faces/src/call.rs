//! The one way from a face to the core: the call, the line in the log, and the problem that every face answers with.

use std::time::Instant;

use mycrm_kernel::app::App;
use mycrm_kernel::caller::Caller;
use mycrm_kernel::error::{Error, Result, trace_id};
use serde_json::Value as Json;

/// Calls an operation and notes in the log how it went: its name, how long it took, and code and trace where it
/// failed. What was in it never reaches the log.
pub fn call(app: &App, caller: &Caller, name: &str, input: Json) -> Result<Json, Json> {
    let began = Instant::now();
    let answer = app.call(caller, name, input);
    let micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    match answer {
        Ok(json) => {
            tracing::info!(operation = name, micros, "answered");
            Ok(json)
        }
        Err(error) => Err(refused(known(app, name), micros, &error)),
    }
}

/// The problem details of an error, under a fresh trace id that stands in the log as well.
pub fn problem(error: &Error) -> Json {
    refused("", 0, error)
}

fn refused(operation: &str, micros: u64, error: &Error) -> Json {
    let trace = trace_id();
    let code = error.code();
    if let Error::Internal(reason) = error {
        tracing::error!(operation, code, trace, micros, reason, "failed");
    } else {
        tracing::warn!(operation, code, trace, micros, "refused");
    }
    error.problem(&trace)
}

/// A name that a caller made up may hold anything: only names of operations are written down.
fn known<'a>(app: &App, name: &'a str) -> &'a str {
    if app.registry().get(name).is_ok() {
        name
    } else {
        "unknown"
    }
}
