//! An app on a folder of its own, and its owner: what the tests of this crate sit down at.

use mycrm_kernel::app::{App, Config};
use mycrm_kernel::caller::{Caller, Face};
use mycrm_kernel::store::KeySource;
use serde_json::Value as Json;

/// An open app and its owner.
pub(crate) struct Desk {
    pub(crate) app: App,
    pub(crate) me: Caller,
    _folder: tempfile::TempDir,
}

impl Desk {
    /// A new database, its configuration changed first.
    pub(crate) fn with(change: impl FnOnce(Config) -> Config) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            key: KeySource::Raw([7; 32]),
            ..Config::at(folder.path().join("a.db")).with(mycrm_crm::area())
        };
        let app = App::open(change(config)).unwrap();
        let me = app.owner(Face::Local);
        Self {
            app,
            me,
            _folder: folder,
        }
    }

    pub(crate) fn call(&self, name: &str, input: Json) -> Json {
        self.app
            .call(&self.me, name, input)
            .unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}
