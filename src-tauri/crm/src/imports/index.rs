//! What is there already, by hashed key: the records of the database, and the rows of this file so far.
//!
//! A key is a 64-bit hash of the folded text, so that a million records take some 36 MB. Two different texts of a
//! million share a hash about once in thirty million imports; the row would then be shown as a duplicate.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hasher};

use mycrm_kernel::error::Result;
use mycrm_kernel::folded::fold;
use uuid::Uuid;

/// A hashed key.
pub(super) type Key = u64;

/// The key of `parts` under the heading `of`.
pub(super) fn key(of: &str, parts: &[&str]) -> Key {
    let mut hasher = DefaultHasher::new();
    hasher.write(of.as_bytes());
    for part in parts {
        hasher.write(fold(part).as_bytes());
        hasher.write_u8(0xFF);
    }
    hasher.finish()
}

/// Keys are hashes already.
#[derive(Default)]
pub(super) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

type Map<T> = HashMap<Key, T, BuildHasherDefault<AsItIs>>;

/// Whether a key is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Nobody has it.
    Absent,
    /// The record at this rowid has it.
    Stored(i64),
    /// An earlier row of the file has written the record at this rowid (0 where nothing is really written).
    Written(i64),
    /// An earlier row of the file has it; what became of that row was not looked at.
    Passed,
}

/// Records by key.
pub(super) struct Index {
    /// rowid: stored; −rowid: written by this import; the smallest number: passed; the next: written nowhere.
    map: Map<i64>,
    /// Whether every record of the database is in the map, so that what is missing does not exist.
    complete: bool,
}

const PASSED: i64 = i64::MIN;
const NOWHERE: i64 = i64::MIN + 1;

impl Index {
    /// An index that knows nothing and asks the database.
    pub(super) fn asking() -> Self {
        Self {
            map: Map::default(),
            complete: false,
        }
    }

    /// An index that will be told everything.
    pub(super) fn complete(capacity: usize) -> Self {
        let map = Map::with_capacity_and_hasher(capacity, BuildHasherDefault::default());
        Self {
            map,
            complete: true,
        }
    }

    /// Adds a record of the database; the oldest of those with one key counts.
    pub(super) fn add(&mut self, key: Key, rowid: i64) {
        self.map.entry(key).or_insert(rowid);
    }

    /// Whether `key` is known; `ask` looks into the database.
    pub(super) fn state(
        &self,
        key: Key,
        ask: impl FnOnce() -> Result<Option<i64>>,
    ) -> Result<State> {
        Ok(match self.map.get(&key) {
            Some(&PASSED) => State::Passed,
            Some(&NOWHERE) => State::Written(0),
            Some(&rowid) if rowid < 0 => State::Written(-rowid),
            Some(&rowid) => State::Stored(rowid),
            None if self.complete => State::Absent,
            None => ask()?.map_or(State::Absent, State::Stored),
        })
    }

    /// A row of this file has written the record at `rowid`.
    pub(super) fn written(&mut self, key: Key, rowid: i64) {
        self.map
            .insert(key, if rowid > 0 { -rowid } else { NOWHERE });
    }

    /// A row of this file has this key; what became of it was not looked at.
    pub(super) fn passed(&mut self, key: Key) {
        self.map.entry(key).or_insert(PASSED);
    }
}

/// An account as rows refer to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// Its id, once it exists.
    pub(super) id: Option<Uuid>,
    /// What stands for it in the keys of people and deals: the hash of its name.
    pub(super) token: Key,
}

/// Related records by key.
#[derive(Default)]
pub(super) struct Related {
    map: Map<Known>,
    complete: bool,
}

impl Related {
    /// Relations of which every one will be told.
    pub(super) fn complete() -> Self {
        Self {
            map: Map::default(),
            complete: true,
        }
    }

    /// Adds one; the first of those with one key counts.
    pub(super) fn add(&mut self, key: Key, known: Known) {
        self.map.entry(key).or_insert(known);
    }

    /// Looks one up; `ask` looks into the database.
    pub(super) fn find(
        &mut self,
        key: Key,
        ask: impl FnOnce() -> Result<Option<Known>>,
    ) -> Result<Option<Known>> {
        if let Some(known) = self.map.get(&key) {
            return Ok(Some(*known));
        }
        if self.complete {
            return Ok(None);
        }
        let found = ask()?;
        if let Some(known) = found {
            self.map.insert(key, known);
        }
        Ok(found)
    }

    /// Says that the record of `key` exists now.
    pub(super) fn made(&mut self, key: Key, known: Known) {
        self.map.insert(key, known);
    }
}
