//! Erasing a record for good: its row, its places in search and timelines, its values in the log, every reference to
//! it, what its kind's rules know to be kept elsewhere, and the copies of the database from before an update. The chain
//! of hashes stays whole, because it runs over digests.

use std::sync::Arc;

use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use super::{Patch, Tx};
use crate::caller::Face;
use crate::change::{Action, digest};
use crate::error::{Error, Result};
use crate::kind::USER_KIND;
use crate::kind::{FieldType, Kind};
use crate::record::{Row, read_row};
use crate::store::{drop_unclaimed, remove_backups};
use crate::value::Value;

/// Records erased together before others that keep their values are asked to let go of them.
const TOGETHER: usize = 1_000;

impl Tx<'_> {
    /// Erases records that are in the trash. Cannot be undone.
    pub fn purge(&mut self, kind: &Arc<Kind>, ids: &[Uuid]) -> Result<()> {
        for some in ids.chunks(TOGETHER) {
            let mut gone = Vec::with_capacity(some.len());
            for id in some {
                let row = self.row(kind, *id)?;
                if row.head.deleted_at.is_none() {
                    return Err(Error::refused(
                        "not_in_trash",
                        "Only what is in the trash can be erased for good. Delete it first.",
                    ));
                }
                gone.extend(self.erase_record(kind, *id)?);
            }
            kind.rules.purged(self, kind, &gone)?;
        }
        self.erase_copies()
    }

    /// Removes what lies about of the whole database or of files nobody came for: what is erased may stand in it. Where
    /// that is not possible nothing is erased, rather than some of it.
    pub(super) fn erase_copies(&self) -> Result<()> {
        drop_unclaimed(self.app(), self.connection())?;
        remove_backups(self.app().path())
    }

    /// Takes a user out of everything they look after; what was theirs alone goes with them.
    fn release_owned(&mut self, user: Uuid) -> Result<()> {
        if user == self.app().owner(Face::Local).actor {
            return Err(Error::refused(
                "user_is_owner",
                "This database belongs to this user, who cannot be erased.",
            ));
        }
        let kinds: Vec<Arc<Kind>> = self.kinds().iter().cloned().collect();
        for kind in kinds {
            let owned: Vec<[u8; 16]> = self
                .connection()
                .prepare_cached(&format!("SELECT id FROM {} WHERE owner = ?1", kind.plural))?
                .query_map([user.as_bytes()], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            for id in owned.into_iter().map(Uuid::from_bytes) {
                if kind.personal {
                    self.erase_record(&kind, id)?;
                } else {
                    let old = self.row(&kind, id)?;
                    let nobody = Patch {
                        owner: Some(None),
                        ..Patch::default()
                    };
                    self.update_row(&kind, old, nobody, false)?;
                }
            }
        }
        Ok(())
    }

    /// Erases a record whether it is in the trash or not, whosever it is, and what the log holds of one that is gone
    /// already. Answers what it was.
    pub(super) fn erase_record(&mut self, kind: &Arc<Kind>, id: Uuid) -> Result<Option<Row>> {
        self.undoable = false;
        if kind.name == USER_KIND {
            self.release_owned(id)?;
        }
        self.clear_references(kind, id)?;
        let row = self
            .connection()
            .prepare_cached(&kind.statements().select)?
            .query_row([id.as_bytes()], |row| Ok(read_row(kind, row)))
            .optional()?
            .transpose()?;
        let stamp = self.tick();
        let at = row.as_ref().map(|row| row.head.rowid);
        self.log(kind, (id, at), Action::Purge, &stamp, &[])?;
        if let Some(row) = &row {
            self.drop_row(kind, row)?;
        }
        self.erase_values(id)?;
        Ok(row)
    }

    /// Empties every field of other records that refers to `id`.
    fn clear_references(&mut self, target: &Kind, id: Uuid) -> Result<()> {
        for (kind, at) in self.referring_fields(target) {
            let referring: Vec<[u8; 16]> = self
                .connection()
                .prepare_cached(&format!(
                    "SELECT id FROM {} WHERE {} = ?1",
                    kind.plural, kind.fields[at].name
                ))?
                .query_map([id.as_bytes()], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            for other in referring {
                let old = self.row(&kind, Uuid::from_bytes(other))?;
                let patch = Patch {
                    fields: vec![(at, Value::Null)],
                    owner: None,
                };
                self.update_row(&kind, old, patch, false)?;
            }
        }
        Ok(())
    }

    /// Whether any record refers to `id`. Asked for every record of an undo, so the question is written once a kind.
    pub(super) fn is_referred_to(&mut self, target: &Kind, id: Uuid) -> Result<bool> {
        if !self.referring.contains_key(&target.name) {
            let parts: Vec<String> = self
                .referring_fields(target)
                .into_iter()
                .map(|(kind, at)| {
                    let field = &kind.fields[at].name;
                    format!("EXISTS (SELECT 1 FROM {} WHERE {field} = ?1)", kind.plural)
                })
                .collect();
            let sql = (!parts.is_empty()).then(|| format!("SELECT {}", parts.join(" OR ")));
            self.referring.insert(target.name.clone(), sql);
        }
        match self.referring.get(&target.name) {
            Some(Some(sql)) => Ok(self
                .connection()
                .prepare_cached(sql)?
                .query_row([id.as_bytes()], |row| row.get(0))?),
            _ => Ok(false),
        }
    }

    /// The fields that refer to records of the kind `target`.
    fn referring_fields(&self, target: &Kind) -> Vec<(Arc<Kind>, usize)> {
        let refers =
            |of: &FieldType| matches!(of, FieldType::Reference(name) if *name == target.name);
        self.kinds()
            .iter()
            .flat_map(|kind| {
                let fields = kind.fields.iter().enumerate();
                fields
                    .filter(|(_, field)| refers(&field.of))
                    .map(|(at, _)| (kind.clone(), at))
            })
            .collect()
    }

    fn erase_values(&self, id: Uuid) -> Result<()> {
        let logged: Vec<(i64, String)> = self
            .connection()
            .prepare_cached(
                "SELECT seq, fields FROM changes WHERE record = ?1 AND fields IS NOT NULL",
            )?
            .query_map([id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (seq, fields) in logged {
            self.connection()
                .prepare_cached("UPDATE changes SET fields = NULL, digest = ?2 WHERE seq = ?1")?
                .execute(params![seq, digest(&fields)])?;
        }
        Ok(())
    }
}
