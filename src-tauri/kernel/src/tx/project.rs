//! Projections that are written with the record: the full-text index and the timeline.

use rusqlite::params;

use super::Tx;
use crate::error::Result;
use crate::kind::Kind;
use crate::record::{Row, SearchText, search_text};
use crate::value::Value;

impl Tx<'_> {
    /// Brings the full-text index from the `old` values to the `new` ones; `None` = not in the index.
    pub(super) fn index_search(
        &self,
        kind: &Kind,
        rowid: i64,
        old: Option<&[Value]>,
        new: Option<&[Value]>,
    ) -> Result<()> {
        if !kind.searchable {
            return Ok(());
        }
        let text = |values: Option<&[Value]>| {
            values.map_or_else(SearchText::default, |v| search_text(kind, v))
        };
        let (before, after) = (text(old), text(new));
        if before == after {
            return Ok(());
        }
        let statements = kind.statements();
        if !before.is_empty() {
            self.connection()
                .prepare_cached(&statements.unindex)?
                .execute([rowid])?;
        }
        if !after.is_empty() {
            self.connection()
                .prepare_cached(&statements.index)?
                .execute(params![rowid, after.title, after.body, after.digits])?;
        }
        Ok(())
    }

    /// Brings the timeline from the `old` row to the `new` one; `None` = not in any timeline.
    pub(super) fn index_timeline(
        &self,
        kind: &Kind,
        old: Option<&Row>,
        new: Option<&Row>,
    ) -> Result<()> {
        let Some(timeline) = &kind.timeline else {
            return Ok(());
        };
        let places = |row: Option<&Row>| -> Vec<(uuid::Uuid, i64)> {
            let Some(row) = row.filter(|row| row.head.deleted_at.is_none()) else {
                return Vec::new();
            };
            let at = timeline
                .at
                .iter()
                .find_map(|field| row.get(kind, field).int())
                .unwrap_or(row.head.created_at);
            timeline
                .subjects
                .iter()
                .filter_map(|field| row.get(kind, field).id())
                .map(|id| (id, at))
                .collect()
        };
        let (before, after) = (places(old), places(new));
        if before == after {
            return Ok(());
        }
        let Some(id) = new.or(old).map(|row| row.head.id) else {
            return Ok(());
        };
        for (subject, at) in before {
            self.connection()
                .prepare_cached(
                    "DELETE FROM timeline WHERE subject = ?1 AND at = ?2 AND record = ?3",
                )?
                .execute(params![subject.as_bytes(), at, id.as_bytes()])?;
        }
        for (subject, at) in after {
            self.connection()
                .prepare_cached("INSERT OR IGNORE INTO timeline (subject, at, record, kind) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![subject.as_bytes(), at, id.as_bytes(), kind.name])?;
        }
        Ok(())
    }
}
