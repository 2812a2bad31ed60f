//! Operations as commands.

use std::io::{IsTerminal, Write};

use clap::ArgMatches;
use mycrm_faces::call::{Refused, call};
use mycrm_faces::command_line::{self, finish_job};
use mycrm_kernel::app::App;
use mycrm_kernel::caller::Face;
use mycrm_kernel::error::Error;
use mycrm_kernel::event::Frame;
use mycrm_kernel::operation::OperationKind;
use serde_json::{Value as Json, json};

use crate::Session;

/// How long a feed may be silent before it is asked again.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);

/// Runs the operation that noun and verb name.
pub(crate) fn run(session: &Session, noun: &str, matches: &ArgMatches) -> Result<(), Refused> {
    let (operation, matches) = command_line::operation(&session.contract, noun, matches)
        .ok_or_else(|| Error::not_found("command", noun))?;
    let input = command_line::input(&session.contract, operation, matches, &mut std::io::stdin())?;
    perform(session, &operation.name, input)
}

/// Runs the operation that is named, with its input in JSON.
pub(crate) fn call_by_name(session: &Session, matches: &ArgMatches) -> Result<(), Refused> {
    let text = |name| matches.get_one::<String>(name).map_or("", String::as_str);
    let input = command_line::whole(text("input"), &mut std::io::stdin())?;
    perform(session, text("name"), Json::Object(input))
}

fn perform(session: &Session, name: &str, input: Json) -> Result<(), Refused> {
    let kind = session
        .contract
        .operation(name)
        .map(|operation| operation.kind)
        .ok_or_else(|| Error::not_found("operation", name))?;
    let app = session.open()?;
    let answer = match kind {
        OperationKind::Stream => return feed(&app, name, input),
        OperationKind::Job => job(&app, name, input)?,
        OperationKind::Query => call(&app, &app.owner(Face::Local), name, input)?,
        OperationKind::Command | OperationKind::Action => {
            let answer = call(&app, &app.owner(Face::Local), name, input)?;
            // What reacts to the change does so now; nothing of this process is left to do it later.
            if let Err(error) = app.run_subscribers() {
                tracing::warn!(code = error.code(), "a subscriber failed");
            }
            answer
        }
    };
    session.print(&answer)
}

/// Starts long work and does it to its end, with its progress on the standard error.
pub(crate) fn job(app: &App, name: &str, input: Json) -> Result<Json, Refused> {
    let started = call(app, &app.owner(Face::Local), name, input)?;
    let id = started["job"].as_str().unwrap_or_default();
    let mut line = std::io::stderr();
    let terminal = line.is_terminal();
    finish_job(app, id, &mut line, terminal)
}

/// Works off whatever waits in the queue.
pub(crate) fn watch_jobs(session: &Session) -> Result<(), Refused> {
    let app = session.open()?;
    let owner = app.owner(Face::Local);
    let mut line = std::io::stderr();
    let terminal = line.is_terminal();
    let before = call(&app, &owner, "jobs.list", json!({ "limit": 500 }))?;
    let waiting = before["items"].as_array().into_iter().flatten();
    for job in waiting.filter(|job| job["state"] == "queued") {
        let id = job["id"].as_str().unwrap_or_default();
        // One that fails keeps its error in the list below; the others have their turn all the same.
        let _ = finish_job(&app, id, &mut line, terminal);
    }
    session.print(&call(&app, &owner, "jobs.list", json!({}))?)
}

/// Prints the frames of a live feed, a line each, until it ends or nobody reads.
fn feed(app: &App, name: &str, input: Json) -> Result<(), Refused> {
    app.start_background();
    let mut frames = app.open_stream(&app.owner(Face::Local), name, input)?;
    let mut out = std::io::stdout().lock();
    loop {
        match frames.next(PATIENCE) {
            Frame::Item(frame) => {
                if writeln!(out, "{frame}").and_then(|()| out.flush()).is_err() {
                    return Ok(());
                }
            }
            Frame::Idle => {}
            Frame::End => return Ok(()),
        }
    }
}
