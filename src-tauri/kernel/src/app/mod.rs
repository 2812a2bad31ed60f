//! The app: the open database with its kinds and operations, and the one dispatcher that every face calls.

mod config;
mod dispatch;
mod services;
mod status;

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use uuid::Uuid;

pub use config::{Area, Config, Setup};
pub use status::{AppStatus, ListKinds};

use self::services::Services;
use crate::caller::{Caller, Face};
use crate::clock::{Clock, HybridClock, Stamp};
use crate::error::{Error, Result};
use crate::event::{Event, Events};
use crate::id::{IdSource, random_bytes};
use crate::job::{self, JobControl};
use crate::kind::Kinds;
use crate::list::{Anchors, CursorKey, Sets, Versions};
use crate::operation::Registry;
use crate::store::{
    Protection, Reader, Store, StoreOptions, remove_old_backups, search_what_was_loaded,
};
use crate::subscriber::{self, Subscribers};

/// The open app. Cheap to clone; the last clone closes the database.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    // Workers are told to stop before the store goes.
    store: Store,
    kinds: Kinds,
    registry: Registry,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn IdSource>,
    hybrid: HybridClock,
    device: [u8; 6],
    owner: Uuid,
    cursor_key: CursorKey,
    anchors: Anchors,
    sets: Sets,
    versions: Versions,
    events: Events,
    jobs: Arc<JobControl>,
    subscribers: Arc<Subscribers>,
    side_tables: Vec<&'static str>,
    claims: Vec<&'static str>,
    services: Services,
}

impl App {
    /// Opens (or creates) the database and gets everything ready. Background work starts with
    /// [`App::start_background`].
    pub fn open(config: Config) -> Result<Self> {
        let store = Store::open(&StoreOptions {
            path: &config.path,
            key: &config.key,
        })?;
        let kinds = Kinds::new(config.kinds.clone())?;
        crate::kind::check(&store.writer(), &kinds)?;
        let registry = config.registry_of(&kinds)?;
        let (device, owner, cursor_key, last) = {
            let mut writer = store.writer();
            let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let now = config.clock.now();
            let device = kept(&tx, "device", random_bytes::<6>())?;
            let owner = Uuid::from_bytes(kept(&tx, "owner", *config.ids.next(now).as_bytes())?);
            let cursor_key = CursorKey(kept(&tx, "cursor_key", random_bytes::<32>())?);
            let last: Option<[u8; 16]> = tx
                .query_row(
                    "SELECT stamp FROM changes ORDER BY seq DESC LIMIT 1",
                    [],
                    |row| row.get(0),
                )
                .optional()?;
            tx.commit()?;
            (
                device,
                owner,
                cursor_key,
                last.map(Stamp::from_bytes).unwrap_or_default(),
            )
        };
        let app = Self(Arc::new(Inner {
            store,
            kinds,
            registry,
            clock: config.clock,
            ids: config.ids,
            hybrid: HybridClock::new(device, last),
            device,
            owner,
            cursor_key,
            anchors: Anchors::default(),
            sets: Sets::default(),
            versions: Versions::default(),
            events: Events::default(),
            jobs: Arc::default(),
            subscribers: Arc::new(Subscribers::new(config.subscribers)),
            side_tables: config.side_tables,
            claims: config.claims,
            services: Services::default(),
        }));
        if remove_old_backups(app.path(), app.now()).is_err() {
            // It costs room only: whatever erases something for good insists.
            tracing::warn!("an old backup could not be removed");
        }
        search_what_was_loaded(&app)?;
        job::requeue_interrupted(&app)?;
        for (area, setup) in config.setups {
            app.set_up(area, setup)?;
        }
        Ok(app)
    }

    /// Starts the threads that run jobs and subscribers. They end when the last other clone of the app goes.
    pub fn start_background(&self) {
        job::start(self);
        subscriber::start(self);
    }

    /// Milliseconds since the epoch.
    pub fn now(&self) -> i64 {
        self.0.clock.now()
    }

    /// A new id.
    pub fn new_id(&self) -> Uuid {
        self.0.ids.next(self.now())
    }

    /// All kinds.
    pub fn kinds(&self) -> &Kinds {
        &self.0.kinds
    }

    /// All operations.
    pub fn registry(&self) -> &Registry {
        &self.0.registry
    }

    /// The local owner, calling through `face`.
    pub fn owner(&self, face: Face) -> Caller {
        Caller::user(self.0.owner, face)
    }

    /// This device: the tie-break of stamps.
    pub fn device(&self) -> [u8; 6] {
        self.0.device
    }

    /// Where the database lies.
    pub fn path(&self) -> &Path {
        &self.0.store.path
    }

    /// What protects the database's key.
    pub fn protection(&self) -> Protection {
        self.0.store.protection
    }

    /// A key of 32 bytes for files of one purpose that lie beside the database, such as `recordings`: made from the
    /// database's own key, the same at every start.
    pub fn file_key(&self, purpose: &str) -> zeroize::Zeroizing<[u8; 32]> {
        self.0.store.file_key(purpose)
    }

    /// The backup that was made before a migration at this start, if there was one and it is still there.
    pub fn backup(&self) -> Option<&Path> {
        self.0.store.backup.as_deref().filter(|path| path.exists())
    }

    /// Listens to everything that is committed from now on.
    pub fn listen(&self) -> Result<Receiver<Event>> {
        let seq = self.newest_seq()?;
        Ok(self.0.events.listen(seq))
    }

    pub(crate) fn newest_seq(&self) -> Result<i64> {
        let seq =
            self.reader()?
                .query_row("SELECT coalesce(max(seq), 0) FROM changes", [], |row| {
                    row.get(0)
                })?;
        Ok(seq)
    }

    pub(crate) fn publish(&self, event: &Event) {
        let seq = if let Event::Changes { seq, .. } = event {
            *seq
        } else {
            0
        };
        self.0.events.publish(event, seq);
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn reader(&self) -> Result<Reader<'_>> {
        self.0.store.reader()
    }

    pub(crate) fn tick(&self) -> Stamp {
        self.0.hybrid.tick(self.now())
    }

    pub(crate) fn anchors(&self) -> &Anchors {
        &self.0.anchors
    }

    pub(crate) fn sets(&self) -> &Sets {
        &self.0.sets
    }

    pub(crate) fn cursor_key(&self) -> &CursorKey {
        &self.0.cursor_key
    }

    pub(crate) fn jobs(&self) -> &Arc<JobControl> {
        &self.0.jobs
    }

    pub(crate) fn subscribers(&self) -> &Arc<Subscribers> {
        &self.0.subscribers
    }

    pub(crate) fn side_tables(&self) -> &[&'static str] {
        &self.0.side_tables
    }

    pub(crate) fn claims(&self) -> &[&'static str] {
        &self.0.claims
    }

    pub(crate) fn versions(&self) -> &Versions {
        &self.0.versions
    }

    /// The app for whoever must not keep it open: a thread, or what lives in [`App::service`].
    pub fn downgrade(&self) -> Weak {
        Weak(Arc::downgrade(&self.0))
    }

    /// Writes to tables that hold no records (jobs, files, subscribers), in a transaction of its own.
    pub(crate) fn with_writer<T>(&self, write: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let mut writer = self.0.store.writer();
        let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let answer = write(&tx)?;
        tx.commit()?;
        Ok(answer)
    }
}

/// An app that may be gone: what background threads hold between two pieces of work.
#[derive(Clone)]
pub struct Weak(std::sync::Weak<Inner>);

impl Weak {
    /// The app, if it is still open.
    pub fn upgrade(&self) -> Option<App> {
        self.0.upgrade().map(App)
    }
}

/// A small value in `meta`, as hexadecimal.
fn stored<const N: usize>(connection: &Connection, key: &str) -> Result<Option<[u8; N]>> {
    let text: Option<String> = connection
        .query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| {
            row.get(0)
        })
        .optional()?;
    let Some(text) = text else { return Ok(None) };
    let damaged = || Error::Storage(format!("The value “{key}” in the database is damaged."));
    let bytes: Option<Vec<u8>> = (0..text.len() / 2)
        .map(|at| u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok())
        .collect();
    bytes
        .and_then(|bytes| bytes.try_into().ok())
        .map(Some)
        .ok_or_else(damaged)
}

/// Reads a value from `meta`, keeping `fresh` there when it is missing.
fn kept<const N: usize>(connection: &Connection, key: &str, fresh: [u8; N]) -> Result<[u8; N]> {
    if let Some(found) = stored(connection, key)? {
        return Ok(found);
    }
    let hex: String = fresh.iter().map(|byte| format!("{byte:02x}")).collect();
    connection.execute("INSERT INTO meta VALUES (?1, ?2)", [key, &hex])?;
    Ok(fresh)
}
