//! `bench`: what the product takes, beside the floor that nobody can go below, measured in the same run on the same
//! encrypted database of sample data. Prints one JSON line a figure.
//!
//!     bench [--contacts 100000] [--folder target/bench] [--only pages,search,…] [--health BYTES]
//!
//! The database is made at the first run and kept in the folder. Floors are bare prepared statements over the same
//! connection, or `sqlite3` on plain files, as each figure says.

mod bundle;
mod data;
mod figure;
mod forecast;
mod health;
mod import;
mod pages;
mod paths;
mod process;
mod rest;
mod search;
mod writes;

use std::path::PathBuf;
use std::process::ExitCode;

use mycrm_kernel::error::{Error, Result};

/// What to measure, and on what.
pub(crate) struct Bench {
    contacts: u64,
    folder: PathBuf,
    /// Bytes of the export of Apple Health that is taken in.
    health: u64,
    only: Option<Vec<String>>,
}

impl Bench {
    fn wants(&self, part: &str) -> bool {
        self.only
            .as_ref()
            .is_none_or(|only| only.iter().any(|wanted| wanted == part))
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.first().map(String::as_str) {
        // What the bench starts itself as a process of its own.
        Some("first-page") => process::first_page(&arguments[1..]),
        Some("day") => process::day(&arguments[1..]),
        Some("health") => health::import(&arguments[1..]),
        // What the browser's own measurement looks at.
        Some("serve") => parse(&arguments[1..]).and_then(|bench| {
            data::make(&bench)?;
            rest::serve(&data::open(&bench)?)
        }),
        _ => parse(&arguments).and_then(|bench| run(&bench)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            figure::say(&format!("bench: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn parse(arguments: &[String]) -> Result<Bench> {
    let mut bench = Bench {
        contacts: 100_000,
        folder: PathBuf::from("target/bench"),
        health: 300_000_000,
        only: None,
    };
    let mut rest = arguments.iter();
    while let Some(flag) = rest.next() {
        let value = rest
            .next()
            .ok_or_else(|| Error::BadRequest(format!("{flag} needs a value.")))?;
        match flag.as_str() {
            "--contacts" => {
                bench.contacts = value
                    .parse()
                    .map_err(|_| Error::BadRequest(format!("“{value}” is not a number.")))?;
            }
            "--health" => {
                bench.health = value
                    .parse()
                    .map_err(|_| Error::BadRequest(format!("“{value}” is not a number.")))?;
            }
            "--folder" => bench.folder = PathBuf::from(value),
            "--only" => bench.only = Some(value.split(',').map(str::to_owned).collect()),
            _ => return Err(Error::BadRequest(format!("There is no {flag}."))),
        }
    }
    Ok(bench)
}

fn run(bench: &Bench) -> Result<()> {
    // The same whatever the number of contacts: measured by itself.
    if bench.only.as_ref().is_some_and(|only| only == &["health"]) {
        return health::measure(bench);
    }
    data::make(bench)?;
    if bench.wants("bundle") {
        bundle::measure()?;
    }
    if bench.wants("open") {
        process::measure_open(bench)?;
    }
    if bench.wants("memory") {
        process::measure_memory(bench)?;
    }
    let app = data::open(bench)?;
    if bench.wants("pages") {
        pages::measure(&app)?;
    }
    if bench.wants("search") {
        search::measure(&app)?;
    }
    if bench.wants("edit") {
        writes::measure_edit(&app)?;
    }
    if bench.wants("undo") {
        writes::measure_undo(&app)?;
    }
    if bench.wants("paths") {
        paths::measure(&app)?;
    }
    if bench.wants("rest") {
        rest::measure(&app)?;
    }
    if bench.wants("forecast") {
        forecast::measure(bench, &app)?;
    }
    drop(app);
    if bench.wants("import") {
        import::measure(bench)?;
    }
    Ok(())
}
