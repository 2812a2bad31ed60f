//! Tests of the whole way, from a file to records and back.

#![allow(
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests read their fixtures and fail loudly"
)]

mod bad_input;
mod goldens;
mod random;
mod whole;

use std::cell::Cell;
use std::path::{Path, PathBuf};

use mycrm_kernel::app::{App, Config};
use mycrm_kernel::caller::{Caller, Face};
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::store::{KeySource, add_file};
use serde_json::{Value as Json, json};

thread_local! {
    /// Chunks that may still be written before the next one fails.
    static LEFT: Cell<Option<u32>> = const { Cell::new(None) };
}

/// Stands in for a kill between two chunks.
pub(super) fn crash_if_due() -> Result<()> {
    LEFT.with(|left| match left.get() {
        Some(0) => {
            left.set(None);
            Err(Error::Internal("killed by the test".into()))
        }
        Some(more) => {
            left.set(Some(more - 1));
            Ok(())
        }
        None => Ok(()),
    })
}

fn crash_after(chunks: u32) {
    LEFT.with(|left| left.set(Some(chunks)));
}

/// An open app in a folder of its own.
struct Desk {
    app: App,
    me: Caller,
    folder: tempfile::TempDir,
}

fn open(folder: &Path) -> (App, Caller) {
    let config = Config {
        key: KeySource::Raw([7; 32]),
        ..Config::at(folder.join("a.db")).with(crate::area())
    };
    let app = App::open(config).unwrap();
    let me = app.owner(Face::Local);
    (app, me)
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let (app, me) = open(folder.path());
    Desk { app, me, folder }
}

impl Desk {
    /// Closes the app and opens it again, as after the end of the program.
    fn reopened(self) -> Self {
        let Self { app, folder, .. } = self;
        drop(app);
        let (app, me) = open(folder.path());
        Self { app, me, folder }
    }

    fn try_call(&self, name: &str, input: Json) -> Result<Json> {
        self.app.call(&self.me, name, input)
    }

    fn call(&self, name: &str, input: Json) -> Json {
        self.try_call(name, input)
            .unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Stages and opens a file.
    fn open(&self, content: &[u8]) -> Json {
        self.try_open(content)
            .unwrap_or_else(|error| panic!("imports.open: {error}"))
    }

    fn try_open(&self, content: &[u8]) -> Result<Json> {
        let mut content = content;
        let (file, _) = add_file(&self.app, "people.csv", &mut content)?;
        self.try_call("imports.open", json!({ "file": file }))
    }

    fn configure(&self, import: &Json, mut settings: Json) -> Json {
        settings["id"] = import["id"].clone();
        self.call("imports.configure", settings)
    }

    /// Runs a job operation on an import to its end; answers the job.
    fn job(&self, operation: &str, import: &Json) -> Json {
        let job = self.call(operation, json!({ "id": import["id"] }));
        self.app.run_due_jobs().unwrap();
        self.call("jobs.get", json!({ "id": job["job"] }))
    }

    /// Runs an import to its end; answers its totals.
    fn run(&self, import: &Json) -> Json {
        let job = self.job("imports.run", import);
        assert_eq!(job["state"], "done", "{job:#}");
        job["result"]["totals"].clone()
    }

    fn preview(&self, import: &Json) -> Vec<Json> {
        let page = self.call(
            "imports.preview",
            json!({ "id": import["id"], "limit": 500 }),
        );
        page["rows"].as_array().unwrap().clone()
    }

    fn ledger(&self, import: &Json) -> Vec<Json> {
        let page = self.call(
            "imports.ledger",
            json!({ "id": import["id"], "limit": 500 }),
        );
        page["rows"].as_array().unwrap().clone()
    }

    fn list(&self, kind: &str) -> Vec<Json> {
        let page = self.call(
            &format!("{kind}.list"),
            json!({ "limit": 500, "ordering": ["created_at"] }),
        );
        page["items"].as_array().unwrap().clone()
    }

    /// Everything the tables of records hold, without what every write renews.
    fn dump(&self) -> Vec<Json> {
        let kinds = ["contacts", "accounts", "opportunities", "stage_entries"];
        let mut all: Vec<Json> = kinds.iter().flat_map(|kind| self.list(kind)).collect();
        for record in &mut all {
            for field in ["revision", "updated_at"] {
                record.as_object_mut().unwrap().remove(field);
            }
        }
        all
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/fixtures/imports")
        .join(name)
}

/// Short forms of rows: number, outcome, code.
fn brief(rows: &[Json]) -> Vec<String> {
    rows.iter()
        .map(|row| {
            let code = row["code"]
                .as_str()
                .map(|code| format!(" {code}"))
                .unwrap_or_default();
            format!("{} {}{code}", row["row"], row["outcome"].as_str().unwrap())
        })
        .collect()
}
