//! An app on a folder of its own, a clock that stands still, and chance that can be repeated.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use mycrm_kernel::app::{App, Config};
use mycrm_kernel::caller::{Caller, Face};
use mycrm_kernel::clock::{FixedClock, parse_instant};
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::store::KeySource;
use serde_json::{Value as Json, json};
use tempfile::TempDir;

pub(crate) const KEY: [u8; 32] = [7; 32];

/// An open app, its owner, and its clock.
pub(crate) struct Desk {
    pub(crate) app: App,
    pub(crate) me: Caller,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) path: PathBuf,
    _folder: Option<Arc<TempDir>>,
}

/// The moment at which the tests' clocks stand.
pub(crate) fn noon() -> i64 {
    parse_instant("2026-11-20T12:00:00Z").unwrap()
}

/// The product's configuration with the tests' key.
pub(crate) fn config(path: &Path) -> Config {
    Config {
        key: KeySource::Raw(KEY),
        ..Config::at(path).with(mycrm_crm::area())
    }
}

impl Desk {
    /// A new database.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        Self::with(&path, |config| config, Some(Arc::new(folder)))
    }

    /// A database that is there already (or not).
    pub(crate) fn at(path: &Path) -> Self {
        Self::with(path, |config| config, None)
    }

    /// An app whose configuration is changed first.
    pub(crate) fn with(
        path: &Path,
        change: impl FnOnce(Config) -> Config,
        folder: Option<Arc<TempDir>>,
    ) -> Self {
        let clock = Arc::new(FixedClock::new(noon()));
        let config = Config {
            clock: clock.clone(),
            ..config(path)
        };
        let app = App::open(change(config)).unwrap();
        let me = app.owner(Face::Local);
        Self {
            app,
            me,
            clock,
            path: path.to_owned(),
            _folder: folder,
        }
    }

    pub(crate) fn call(&self, name: &str, input: Json) -> Json {
        self.try_call(name, input)
            .unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn try_call(&self, name: &str, input: Json) -> Result<Json> {
        self.clock.advance(1);
        self.app.call(&self.me, name, input)
    }

    pub(crate) fn refused(&self, name: &str, input: Json) -> Error {
        match self.try_call(name, input) {
            Ok(answer) => panic!("{name} should have been refused: {answer}"),
            Err(error) => error,
        }
    }

    /// Creates a record and answers its id.
    pub(crate) fn create(&self, plural: &str, fields: Json) -> String {
        id(&self.call(&format!("{plural}.create"), fields))
    }

    /// One field of a record.
    pub(crate) fn field(&self, plural: &str, id: &str, field: &str) -> Json {
        self.call(&format!("{plural}.get"), json!({"id": id}))["record"][field].clone()
    }

    pub(crate) fn verified(&self) -> Json {
        self.call("changes.verify", json!({}))
    }

    /// The stages of the default pipeline, in order.
    pub(crate) fn stages(&self) -> Vec<String> {
        let list = json!({"ordering": ["position"]});
        ids(&self.call("stages.list", list))
    }
}

/// The `id` of a record.
pub(crate) fn id(record: &Json) -> String {
    record["id"].as_str().unwrap().to_owned()
}

/// The ids of a page.
pub(crate) fn ids(page: &Json) -> Vec<String> {
    page["items"].as_array().unwrap().iter().map(id).collect()
}

/// SplitMix64: the same seed, the same chance.
#[derive(Clone)]
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub(crate) fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// Whether something happens that happens `of_hundred` times of a hundred.
    pub(crate) fn happens(&mut self, of_hundred: usize) -> bool {
        self.below(100) < of_hundred
    }
}
