//! When what a list depends on was last written, and in which rows: whether what is remembered of the list still holds.
//!
//! A list depends on which rows its kind has, on the columns it is ordered and filtered by, and no others: editing a
//! title leaves a list ordered by name as it is.
//!
//! A reader has a *moment*: the commits it sees, counted. The counter is odd while a commit is under way, as in a
//! seqlock (Lameter, 2005), so that a view that began then has no moment, remembers nothing and is told nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::error::Result;
use crate::filter::{Resolved, Test};
use crate::kind::{Kind, Searched};
use crate::tx::{RowChange, Touched};

/// Small transactions whose rows are remembered.
const RECENT: usize = 512;

/// Counts commits since the start, and knows what they wrote.
#[derive(Default)]
pub(crate) struct Versions {
    commits: AtomicU64,
    written: Mutex<Written>,
}

#[derive(Default)]
struct Written {
    /// By kind (rows that came or went) and by column: the last commit that wrote there.
    last: HashMap<String, u64>,
    /// The newest commits, the oldest of them first.
    recent: VecDeque<Recent>,
}

/// What one commit did to one kind.
struct Recent {
    moment: u64,
    /// What of [`Written::last`] it set.
    keys: BTreeSet<String>,
    /// What became of the rows that it wrote; none if there were too many.
    rows: Option<Vec<RowChange>>,
}

impl Versions {
    /// Opens a view and says at which moment it is, if it is at a certain one.
    pub(crate) fn moment_of<T>(
        &self,
        open: impl FnOnce() -> Result<T>,
    ) -> Result<(T, Option<u64>)> {
        let before = self.commits.load(Ordering::SeqCst);
        let view = open()?;
        let after = self.commits.load(Ordering::SeqCst);
        Ok((
            view,
            (before == after && before.is_multiple_of(2)).then_some(before),
        ))
    }

    /// Commits, by the one writer, what `touched` says.
    pub(crate) fn commit<T>(
        &self,
        touched: &BTreeMap<String, Touched>,
        commit: impl FnOnce() -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        let moment = self.commits.fetch_add(1, Ordering::SeqCst) + 2;
        let answer = commit();
        // Noted even where the commit failed: then it is thought newer than it is, which costs time only.
        self.note(touched, moment);
        self.commits.store(moment, Ordering::SeqCst);
        answer
    }

    fn note(&self, touched: &BTreeMap<String, Touched>, moment: u64) {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        for (kind, touched) in touched {
            let columns = touched.columns.iter().map(String::as_str);
            let mut keys: BTreeSet<String> = columns
                .chain(["updated_at"])
                .map(|column| key(kind, column))
                .collect();
            if touched.rows {
                keys.insert(kind.clone());
            }
            for key in &keys {
                written.last.insert(key.clone(), moment);
            }
            let rows = (touched.written.len() == touched.count).then(|| touched.written.clone());
            written.recent.push_back(Recent { moment, keys, rows });
        }
        while written.recent.len() > RECENT {
            written.recent.pop_front();
        }
    }

    /// The version of something with these dependencies: when they were last written. None if that was beyond `moment`:
    /// then what is remembered is newer than what the reader sees.
    pub(super) fn of(&self, dependencies: &[String], moment: Option<u64>) -> Option<u64> {
        let written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let last = dependencies.iter().filter_map(|key| written.last.get(key));
        let version = last.max().copied().unwrap_or(0);
        (version <= moment?).then_some(version)
    }

    /// What was written there after `version`, up to `moment`, the oldest of it first; none where it is too much, or too
    /// long ago.
    pub(super) fn written_since(
        &self,
        dependencies: &[String],
        version: u64,
        moment: u64,
    ) -> Option<Vec<RowChange>> {
        let written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let oldest = written.recent.front()?.moment;
        // One commit may stand there for several kinds, of which the first are forgotten already.
        if version < oldest && written.recent.len() >= RECENT {
            return None;
        }
        let since = written.recent.iter().filter(|recent| {
            recent.moment > version
                && recent.moment <= moment
                && dependencies.iter().any(|key| recent.keys.contains(key))
        });
        let mut all = Vec::new();
        for recent in since {
            all.extend(recent.rows.as_ref()?.iter().cloned());
        }
        Some(all)
    }

    /// The rows written there after `version`, up to `moment`; none where they are too many, or too long ago.
    pub(super) fn rows_since(
        &self,
        dependencies: &[String],
        version: u64,
        moment: u64,
    ) -> Option<BTreeSet<i64>> {
        let written = self.written_since(dependencies, version, moment)?;
        Some(written.into_iter().map(|one| one.rowid).collect())
    }
}

fn key(kind: &str, column: &str) -> String {
    format!("{kind}.{column}")
}

/// What a list of `kind`, ordered by `columns`, depends on beside its filter.
pub(super) fn of_order<'a>(kind: &Kind, columns: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut all: Vec<String> = columns.map(|column| key(&kind.name, column)).collect();
    all.push(kind.name.clone());
    all
}

/// Adds what `filter` depends on.
pub(super) fn of_filter(filter: &Resolved, kind: &Kind, all: &mut Vec<String>) {
    match filter {
        Resolved::And(parts) | Resolved::Or(parts) => {
            parts.iter().for_each(|part| of_filter(part, kind, all));
        }
        Resolved::Not(inner) => of_filter(inner, kind, all),
        Resolved::Test(test) => of_test(test, kind, all),
        Resolved::Search(_) => {
            let searched = kind
                .fields
                .iter()
                .filter(|field| field.searched != Searched::No);
            all.extend(searched.map(|field| key(&kind.name, &field.name)));
        }
    }
}

fn of_test(test: &Test, kind: &Kind, all: &mut Vec<String>) {
    let mut from = kind;
    for (column, target) in &test.hops {
        all.push(key(&from.name, column.name(from)));
        all.push(target.name.clone());
        from = target;
    }
    all.push(key(&test.kind.name, test.column.name(&test.kind)));
}
