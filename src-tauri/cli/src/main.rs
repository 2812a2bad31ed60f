//! `mycrm`: the product without a window. Every operation is a command; beside them stand the few that are about the
//! program itself.

mod about;
mod commands;
mod import;
mod operations;
mod serve;
mod wearables;

use std::io::{ErrorKind, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;
use mycrm_faces::call::Refused;
use mycrm_faces::command_line::Printer;
use mycrm_faces::contract::Contract;
use mycrm_faces::place;
use mycrm_kernel::app::App;
use mycrm_kernel::error::Error;
use serde_json::Value as Json;

/// Columns of a terminal that does not say how wide it is.
const WIDTH: usize = 120;

/// What every command works with.
struct Session {
    contract: Contract,
    database: PathBuf,
    json: bool,
}

impl Session {
    /// Opens the database. Background work is not started: a command ends when its own work has.
    fn open(&self) -> Result<App, Refused> {
        Ok(App::open(mycrm_product::config(&self.database))?)
    }

    /// Prints an answer: a table on a terminal, JSON for a program.
    fn print(&self, answer: &Json) -> Result<(), Refused> {
        let width = std::env::var("COLUMNS")
            .ok()
            .and_then(|text| text.parse().ok());
        let mut text = Vec::new();
        let mut printer = Printer {
            json: self.json || !std::io::stdout().is_terminal(),
            width: width.unwrap_or(WIDTH),
            out: &mut text,
        };
        printer.answer(answer)?;
        say(&text)
    }
}

/// Writes to the standard output. A reader that has seen enough, such as `head`, is no failure.
fn say(text: &[u8]) -> Result<(), Refused> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Error::from(error).into()),
        _ => Ok(()),
    }
}

fn main() -> ExitCode {
    // Without a log the product works all the same.
    let _log = mycrm_faces::log::start("mycrm").ok();
    let contract = match mycrm_product::config("").registry() {
        Ok(registry) => Contract::of(&registry),
        Err(error) => return refused(&Refused::of(&error), false),
    };
    let matches = commands::all(&contract).get_matches();
    let session = Session {
        contract,
        database: matches
            .get_one::<PathBuf>("database")
            .cloned()
            .unwrap_or_else(place::database),
        json: matches.get_flag("json"),
    };
    match run(&session, &matches) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => refused(&error, session.json),
    }
}

fn run(session: &Session, matches: &ArgMatches) -> Result<(), Refused> {
    match matches.subcommand() {
        Some(("serve", matches)) => serve::serve(session, matches),
        Some(("import", matches)) => import::import(session, matches),
        Some(("call", matches)) => operations::call_by_name(session, matches),
        Some(("schema", matches)) => about::schema(session, matches),
        Some(("openapi", _)) => about::openapi(session),
        Some(("typescript", _)) => about::typescript(session),
        Some(("jobs", matches)) if matches.subcommand_name() == Some("watch") => {
            operations::watch_jobs(session)
        }
        Some(("wearables", matches)) if matches.subcommand_name() == Some("simulate") => {
            match matches.subcommand_matches("simulate") {
                Some(matches) => wearables::simulate(session, matches),
                None => Ok(()),
            }
        }
        Some((noun, matches)) => operations::run(session, noun, matches),
        None => Ok(()),
    }
}

/// Says what was wrong, for a person or for a program.
fn refused(refused: &Refused, json: bool) -> ExitCode {
    let mut out = std::io::stderr().lock();
    let problem = &refused.problem;
    let _ = if json {
        writeln!(out, "{problem}")
    } else {
        let detail = problem["detail"].as_str().unwrap_or("It did not work.");
        let trace = problem["trace"].as_str().unwrap_or_default();
        let mut text = format!("mycrm: {detail}\n");
        for field in problem["fields"].as_array().into_iter().flatten() {
            let name = field["field"].as_str().unwrap_or_default();
            match field["message"].as_str() {
                Some(message) if message != detail => text += &format!("  {name}: {message}\n"),
                Some(_) => {}
                None => {
                    text += &format!(
                        "  {name}: {} here, {} there\n",
                        field["yours"], field["theirs"]
                    )
                }
            }
        }
        if problem["code"] == "internal" {
            text += &format!("  The log names it under {trace}.\n");
        }
        out.write_all(text.as_bytes())
    };
    ExitCode::from(refused.exit_code)
}
