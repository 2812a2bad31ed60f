//! Whether a filtered list is read along the index of its order, or by the filter's own index and then sorted.
//!
//! SQLite takes an equality whenever there is an index for it. Where a fifth of a million contacts match, it then reads
//! and sorts two hundred thousand rows for a page of fifty; walking the order's index finds fifty among a few hundred.
//! Where few match it is the other way round. So a sample of the order tells how dense the matches lie.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use rusqlite::params_from_iter;

use super::order::{self, Key};
use crate::error::Result;
use crate::filter::Sql;
use crate::kind::Kind;
use crate::read::Read;

/// Rows of the order that are looked at.
const SAMPLE: i64 = 2_000;
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
    /// Whether to walk the list `held`, which has the order `keys` and the condition `walking`.
    pub(super) fn choose(
        &self,
        read: &Read<'_>,
        kind: &Kind,
        (keys, walking, held): (&[Key], &Sql, &str),
    ) -> Result<bool> {
        let lock = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(held) {
            return Ok(*known);
        }
        let sql = format!(
            "SELECT count(*) FROM
               (SELECT ({}) AS hit FROM {} r WHERE r.deleted_at IS NULL ORDER BY {} LIMIT {SAMPLE})
             WHERE hit IS TRUE",
            walking.text,
            kind.plural,
            order::order_by(keys)
        );
        let hits: i64 = read
            .connection()
            .prepare_cached(&sql)?
            .query_row(params_from_iter(&walking.parameters), |row| row.get(0))?;
        let mut known = lock();
        if known.len() >= LISTS {
            known.clear();
        }
        known.insert(held.to_owned(), hits >= DENSE);
        Ok(hits >= DENSE)
    }
}
