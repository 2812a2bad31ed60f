//! The database that is measured: sample data, encrypted, made once and kept.

use std::path::PathBuf;

use mycrm_kernel::app::{App, Config};
use mycrm_kernel::caller::Face;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::store::KeySource;
use serde_json::{Value as Json, json};

use crate::Bench;
use crate::figure::{Figure, say, time};

/// The key of what is measured; it protects nothing.
const KEY: [u8; 32] = [42; 32];

pub(crate) fn path(bench: &Bench) -> PathBuf {
    bench.folder.join(format!("{}.db", bench.contacts))
}

/// Opens the database at `path` with everything the product has.
pub(crate) fn open_at(path: impl Into<PathBuf>) -> Result<App> {
    App::open(Config {
        key: KeySource::Raw(KEY),
        ..mycrm_product::config(path)
    })
}

pub(crate) fn open(bench: &Bench) -> Result<App> {
    open_at(path(bench))
}

/// Calls an operation as the local owner.
pub(crate) fn call(app: &App, name: &str, input: Json) -> Result<Json> {
    app.call(&app.owner(Face::Local), name, input)
}

/// Calls a job and works it off on this thread.
pub(crate) fn job(app: &App, name: &str, input: Json) -> Result<Json> {
    let id = call(app, name, input)?["job"].clone();
    app.run_due_jobs()?;
    let job = call(app, "jobs.get", json!({ "id": id }))?;
    if job["state"] == "done" {
        Ok(job)
    } else {
        Err(Error::Internal(format!("{name}: {}", job["error"])))
    }
}

/// Fills the database, unless that was done before.
pub(crate) fn make(bench: &Bench) -> Result<()> {
    let app = open(bench)?;
    let there = call(&app, "contacts.count", json!({"cap": bench.contacts}))?;
    if there["value"].as_u64() >= Some(bench.contacts) {
        return Ok(());
    }
    say(&format!("making {} contacts …", bench.contacts));
    let (millis, done) = time(|| job(&app, "sample.load", json!({"contacts": bench.contacts})))?;
    let loaded = &done["result"];
    let records: u64 = ["accounts", "contacts", "opportunities", "activities"]
        .iter()
        .filter_map(|kind| loaded[*kind].as_u64())
        .sum();
    Figure::alone("sample data, whole load", millis / 1_000.0, "s").print();
    Figure::alone(
        "sample data",
        records as f64 / (millis / 1_000.0),
        "records/s",
    )
    .print();
    Ok(())
}
