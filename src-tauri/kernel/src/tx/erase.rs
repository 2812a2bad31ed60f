//! Erasing all that is private to a person at once: the records, in the trash or not, their values in the log, the
//! files and finished work of private operations. What stays is what the chain of hashes needs: that something was
//! written and when, with the digest of what it was.

use std::sync::Arc;

use rusqlite::params;
use uuid::Uuid;

use super::Tx;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Error, Result};
use crate::kind::Kind;
use crate::tx::StepPlan;

impl Tx<'_> {
    /// Erases every record of a private kind that belongs to the caller, and its values in the log, whether the record
    /// is still there or not. Answers how many records had anything to erase. Cannot be undone.
    pub fn erase(&mut self, kind: &Arc<Kind>) -> Result<u64> {
        if !kind.private {
            return Err(Error::Internal(format!("{} are not private", kind.plural)));
        }
        let actor = self.caller().actor;
        let told: Vec<[u8; 16]> = self
            .connection()
            .prepare_cached(&format!(
                "SELECT id FROM {} WHERE owner = ?1 UNION
                 SELECT c.record FROM changes c JOIN steps s ON s.key = c.step
                 WHERE c.kind = ?2 AND s.actor = ?1 AND c.fields IS NOT NULL AND c.action <> 'purge'",
                kind.plural
            ))?
            .query_map(params![actor.as_bytes(), kind.name], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for id in &told {
            self.erase_record(kind, Uuid::from_bytes(*id))?;
        }
        self.erase_copies()?;
        Ok(told.len() as u64)
    }

    /// Removes what the queue still knows of the caller's ended jobs of private operations: inputs, results, errors.
    pub fn erase_jobs(&mut self) -> Result<u64> {
        let private = self.app().registry().iter().filter(|one| one.private);
        let names: Vec<String> = private.map(|one| format!("'{}'", one.name)).collect();
        let removed = self.connection().execute(
            &format!(
                "DELETE FROM jobs WHERE actor = ?1 AND state NOT IN ('queued', 'running') AND operation IN ({})",
                names.join(", ")
            ),
            [self.caller().actor.as_bytes()],
        )?;
        Ok(removed as u64)
    }
}

impl App {
    /// [`App::write`] for what erases: deleted content is overwritten in the file, and nothing of it stays in the
    /// write-ahead log.
    pub fn write_erasing<T>(
        &self,
        caller: &Caller,
        plan: StepPlan,
        write: impl FnOnce(&mut Tx<'_>) -> Result<T>,
    ) -> Result<T> {
        let thorough = |on: bool| {
            self.store()
                .writer()
                .query_row(
                    if on {
                        "PRAGMA secure_delete = ON"
                    } else {
                        "PRAGMA secure_delete = OFF"
                    },
                    [],
                    |_| Ok(()),
                )
                .map_err(Error::from)
        };
        thorough(true)?;
        let answer = self.write(caller, plan, write);
        thorough(false)?;
        let answer = answer?;
        self.store()
            .writer()
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(answer)
    }
}
