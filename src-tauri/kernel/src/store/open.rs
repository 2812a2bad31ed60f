//! Opening the database: lock, key, connections, migration.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::key::{self, Key, KeySource, Protection};
use super::pool::{Pool, Reader};
use super::{checkpoints, deferred, functions, library, migrate};
use crate::error::{Error, Result};

/// Reader connections kept open.
const READERS: usize = 4;
/// Page cache of the writer, in KiB. Encrypted pages are dear to read again.
const WRITER_CACHE_KIB: u32 = 64 * 1024;
/// Page cache of each reader, in KiB.
const READER_CACHE_KIB: u32 = 24 * 1024;
/// Bytes of the write-ahead log that stay on the disk once it was copied into the database.
const LOG_KEPT: u32 = 64 << 20;
/// How long one who gives way does so, in milliseconds.
const PATIENCE: u32 = 100;
/// Prepared statements kept per connection.
const STATEMENTS: usize = 256;

/// What to open and how.
pub(crate) struct StoreOptions<'a> {
    pub(crate) path: &'a Path,
    pub(crate) key: &'a KeySource,
}

/// The open database.
pub(crate) struct Store {
    writer: Mutex<Connection>,
    /// How many wait for the writer.
    waiting: AtomicUsize,
    readers: Pool,
    pub(crate) path: PathBuf,
    pub(crate) protection: Protection,
    pub(crate) cipher: String,
    /// What the keys of files beside the database are made from.
    files: Key,
    /// The backup made before a migration, if one ran.
    pub(crate) backup: Option<PathBuf>,
    /// Held as long as the database is open: one process at a time.
    _lock: File,
}

/// The path of a file that belongs to the database: `mycrm.db` → `mycrm.db.ending`.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

impl Store {
    #[allow(
        clippy::disallowed_methods,
        reason = "the store is the home of the database's files"
    )]
    pub(crate) fn open(options: &StoreOptions<'_>) -> Result<Self> {
        let path = options.path;
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|e| cannot_write(folder, &e))?;
        }
        let lock = lock(path)?;
        let (key, protection) = key::resolve(path, options.key)?;
        let mut writer = connect(path, &key, WRITER_CACHE_KIB)?;
        let cipher = writer
            .query_row("PRAGMA cipher_version", [], |row| row.get::<_, String>(0))
            .map(|version| format!("SQLCipher {version}"))
            .map_err(|_| Error::Internal("the database library has no cipher".into()))?;
        check_key(&writer)?;
        writer.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        writer.execute_batch(&format!(
            "PRAGMA wal_autocheckpoint = {}; PRAGMA journal_size_limit = {LOG_KEPT}; PRAGMA foreign_keys = ON;",
            checkpoints::USUAL
        ))?;
        let backup = migrate::run(&mut writer, Some(path))?;
        deferred::restore(&mut writer)?;
        let readers = (0..READERS)
            .map(|_| {
                let reader = connect(path, &key, READER_CACHE_KIB)?;
                reader.execute_batch("PRAGMA query_only = ON;")?;
                Ok(reader)
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(Self {
            writer: Mutex::new(writer),
            waiting: AtomicUsize::new(0),
            readers: Pool::new(readers),
            files: key::expand(&key, "files beside the database"),
            path: path.to_owned(),
            protection,
            cipher,
            backup,
            _lock: lock,
        })
    }

    /// The one writer.
    pub(crate) fn writer(&self) -> MutexGuard<'_, Connection> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        writer
    }

    /// Lets those go first who wait for the writer: a mutex is not fair, and long work that takes it again and again
    /// would keep everybody else out.
    pub(crate) fn give_way(&self) {
        for _ in 0..PATIENCE {
            if self.waiting.load(Ordering::Relaxed) == 0 {
                return;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// The key for files of one purpose beside the database.
    pub(crate) fn file_key(&self, purpose: &str) -> Key {
        key::expand(&self.files, purpose)
    }

    /// A reader that sees the last commit.
    pub(crate) fn reader(&self) -> Result<Reader<'_>> {
        self.readers.take()
    }
}

fn cannot_write(folder: &Path, error: &std::io::Error) -> Error {
    Error::Storage(format!(
        "MyCRM cannot write to the folder {}: {error}.",
        folder.display()
    ))
}

/// How often the lock is asked for, and the pause in between: a MyCRM that is just closing, or a program it is just
/// starting, which holds what it inherited until it runs, lets go within that.
const LOCK_TRIES: u32 = 50;
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// Takes the lock that keeps a second process out. It goes with the process, however that ends.
#[allow(
    clippy::disallowed_methods,
    reason = "the store is the home of the database's files"
)]
fn lock(path: &Path) -> Result<File> {
    let at = beside(path, "lock");
    let file = File::options()
        .create(true)
        .write(true)
        .truncate(false)
        .open(&at)
        .map_err(|e| cannot_write(path.parent().unwrap_or(path), &e))?;
    for _ in 0..LOCK_TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_PAUSE),
            Err(TryLockError::Error(error)) => return Err(cannot_write(&at, &error)),
        }
    }
    Err(Error::InUse(format!(
        "Another MyCRM has {} open. Close it, or reach it over its local API.",
        path.display()
    )))
}

#[allow(
    clippy::disallowed_methods,
    reason = "the store opens the product's connections"
)]
fn connect(path: &Path, key: &[u8; 32], cache_kib: u32) -> Result<Connection> {
    library::settle();
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    // A raw key needs no derivation by SQLCipher: Argon2id, or the keyring, has done that.
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    connection.execute_batch(&format!(
        "PRAGMA key = \"x'{hex}'\";
         PRAGMA cipher_page_size = 4096;
         PRAGMA cipher_hmac_algorithm = HMAC_SHA256;
         PRAGMA cipher_log_level = NONE;
         PRAGMA cipher_memory_security = OFF;
         PRAGMA cache_size = -{cache_kib};
         PRAGMA synchronous = NORMAL;
         PRAGMA temp_store = MEMORY;
         PRAGMA busy_timeout = 5000;"
    ))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // Without it a statement is planned anew whenever another limit is bound: a kept one would be worth nothing.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    functions::install(&connection)?;
    Ok(connection)
}

/// A wrong key and a damaged first page look alike to SQLCipher; both leave the file untouched.
fn check_key(connection: &Connection) -> Result<()> {
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| {
        row.get::<_, i64>(0)
    })?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests look at the files")]
pub(super) mod tests {
    use super::*;

    /// A bare connection, for the tests of migrations.
    pub(in crate::store) fn connect_with(path: &Path, key: u8) -> Result<Connection> {
        connect(path, &[key; 32], READER_CACHE_KIB)
    }

    fn open(path: &Path, key: u8) -> Result<Store> {
        Store::open(&StoreOptions {
            path,
            key: &KeySource::Raw([key; 32]),
        })
    }

    #[test]
    fn a_wrong_key_is_refused_and_the_right_one_still_opens() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        drop(open(&path, 1).unwrap());
        assert_eq!(open(&path, 2).err().map(|e| e.code()), Some("locked"));
        assert!(open(&path, 1).is_ok());
    }

    #[test]
    fn a_second_process_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let _first = open(&path, 1).unwrap();
        assert_eq!(open(&path, 1).err().map(|e| e.code()), Some("in_use"));
    }

    #[test]
    fn nothing_on_disk_can_be_read_in_the_clear() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let store = open(&path, 1).unwrap();
        store
            .writer()
            .execute(
                "INSERT INTO meta VALUES ('secret', 'Eszter Kovács of Duna Medical')",
                [],
            )
            .unwrap();
        drop(store);
        let bytes = std::fs::read(&path).unwrap();
        assert!(!bytes.windows(6).any(|w| w == b"Eszter" || w == b"SQLite"));
    }

    #[test]
    fn a_newer_database_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let store = open(&path, 1).unwrap();
        store
            .writer()
            .execute(
                "INSERT INTO refinery_schema_history (version, name, applied_on, checksum) VALUES (9999, 'later', '', '')",
                [],
            )
            .unwrap();
        drop(store);
        assert_eq!(
            open(&path, 1).err().map(|e| e.code()),
            Some("newer_database")
        );
    }
}
