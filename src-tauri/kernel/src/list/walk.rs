//! Whether a filtered list is read along the index of its order, or by the filter's own index and then sorted.
//!
//! SQLite takes an equality whenever there is an index for it. Where a fifth of a million contacts match, it then reads
//! and sorts two hundred thousand rows for a page of fifty; walking the order's index finds fifty among a few hundred.
//! Where few match it is the other way round. So a sample, taken all over the table, tells how dense the matches lie.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use rusqlite::params_from_iter;

use crate::error::Result;
use crate::filter::Sql;
use crate::kind::Kind;
use crate::read::Read;
use crate::value::Value;

/// Places in the table that are looked at, and rows at each.
const PLACES: i64 = 8;
const ROWS: i64 = 250;
/// Matches among them from which on walking is the shorter way.
const DENSE: i64 = 40;
/// Lists remembered; beyond it all are forgotten.
const LISTS: usize = 256;

/// What was found out about lists. A stale answer costs time, never rows.
#[derive(Default)]
pub(crate) struct Walks {
    known: Mutex<HashMap<String, bool>>,
}

impl Walks {
    /// Whether to walk the list `held`, which has the condition `walking`.
    pub(super) fn choose(
        &self,
        read: &Read<'_>,
        kind: &Kind,
        (walking, held): (&Sql, &str),
    ) -> Result<bool> {
        let lock = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(held) {
            return Ok(*known);
        }
        let newest: i64 = read
            .connection()
            .prepare_cached(&format!(
                "SELECT coalesce(max(rowid), 0) FROM {}",
                kind.plural
            ))?
            .query_row([], |row| row.get(0))?;
        let sql = format!(
            "SELECT count(*) FROM {} r WHERE r.rowid BETWEEN ? AND ? AND r.deleted_at IS NULL AND {}",
            kind.plural, walking.text
        );
        let mut statement = read.connection().prepare_cached(&sql)?;
        let mut hits: i64 = 0;
        for place in 0..PLACES {
            let first = newest / PLACES * place + 1;
            let bounds = [Value::Int(first), Value::Int(first + ROWS - 1)];
            let parameters = bounds.iter().chain(&walking.parameters);
            hits +=
                statement.query_row(params_from_iter(parameters), |row| row.get::<_, i64>(0))?;
        }
        let mut known = lock();
        if known.len() >= LISTS {
            known.clear();
        }
        known.insert(held.to_owned(), hits >= DENSE);
        Ok(hits >= DENSE)
    }
}
