//! An app in a folder of its own.

use std::path::PathBuf;
use std::sync::Arc;

use mycrm_faces::ipc;
use mycrm_kernel::app::{App, Config};
use mycrm_kernel::clock::FixedClock;
use mycrm_kernel::id::SeededIds;
use mycrm_kernel::operation::Entry;
use mycrm_kernel::store::KeySource;
use serde_json::{Value as Json, json};
use tempfile::TempDir;

/// What the clock shows at first: 2026-11-20T10:00:00Z.
pub const START: i64 = 1_795_168_800_000;

/// An app with the records of the CRM. Nothing runs in the background: jobs are run by [`Desk::job`].
pub struct Desk {
    /// The app.
    pub app: App,
    /// Its clock.
    pub clock: Arc<FixedClock>,
    folder: TempDir,
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

impl Desk {
    /// A new database.
    pub fn new() -> Self {
        Self::with(&[])
    }

    /// A new database, with operations of the test's own.
    pub fn with(operations: &'static [Entry]) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let clock = Arc::new(FixedClock::new(START));
        let mut config = Config {
            key: KeySource::Raw([7; 32]),
            clock: clock.clone(),
            ids: Arc::new(SeededIds::new(1)),
            ..mycrm_product::config(folder.path().join("mycrm.db"))
        };
        config.operations.push(operations);
        let app = App::open(config).expect("a new database opens");
        Self { app, clock, folder }
    }

    /// A file of the desk's own folder.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        #[expect(clippy::disallowed_methods, reason = "the test's own file")]
        std::fs::write(&path, content).expect("the test's folder is writable");
        path
    }

    /// Calls an operation that must succeed. A second passes, so that what is newer has a later time.
    pub fn call(&self, name: &str, input: Json) -> Json {
        self.clock.advance(1_000);
        ipc::call(&self.app, name, input.clone())
            .unwrap_or_else(|problem| panic!("{name} {input}: {problem:#}"))
    }

    /// Calls an operation that must be refused; answers the problem.
    pub fn refused(&self, name: &str, input: Json) -> Json {
        match ipc::call(&self.app, name, input.clone()) {
            Ok(answer) => panic!("{name} {input} was not refused: {answer:#}"),
            Err(problem) => problem,
        }
    }

    /// Starts a job, runs it to its end, and answers the job as it is then.
    pub fn job(&self, name: &str, input: Json) -> Json {
        let started = self.call(name, input);
        self.app.run_due_jobs().expect("the queue can be read");
        self.app.run_subscribers().expect("subscribers follow");
        self.call("jobs.get", json!({ "id": started["job"] }))
    }

    /// A new contact; answers its id.
    pub fn contact(&self, first: &str, last: &str) -> String {
        self.create(
            "contacts",
            json!({ "first_name": first, "last_name": last }),
        )
    }

    /// A new account; answers its id.
    pub fn account(&self, name: &str) -> String {
        self.create("accounts", json!({ "name": name }))
    }

    /// A new deal in the first stage of the default pipeline; answers its id.
    pub fn deal(&self, name: &str, amount: &str) -> String {
        self.create("opportunities", json!({ "name": name, "amount": amount }))
    }

    /// A new record; answers its id.
    pub fn create(&self, plural: &str, fields: Json) -> String {
        let record = self.call(&format!("{plural}.create"), fields);
        record["id"]
            .as_str()
            .expect("a record has an id")
            .to_owned()
    }

    /// The id of a stage of the default pipeline.
    pub fn stage(&self, code: &str) -> String {
        let filter = json!({ "field": "code", "op": "eq", "value": code });
        let page = self.call("stages.list", json!({ "filter": filter }));
        page["items"][0]["id"]
            .as_str()
            .expect("a default stage")
            .to_owned()
    }

    /// One field of every item of a list.
    pub fn column(&self, operation: &str, input: Json, field: &str) -> Vec<Json> {
        let page = self.call(operation, input);
        let items = page["items"].as_array().expect("a list has items");
        items.iter().map(|item| item[field].clone()).collect()
    }
}
