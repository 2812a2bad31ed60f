//! The timeline, written with the record.

use rusqlite::params;

use super::Tx;
use crate::error::Result;
use crate::kind::Kind;
use crate::record::Row;

impl Tx<'_> {
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
