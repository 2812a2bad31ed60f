//! Creating, updating, trashing and restoring a record: the row, its change and its projections.

use std::sync::Arc;

use rusqlite::params_from_iter;
use rusqlite::types::{ToSqlOutput, Value as SqlValue};
use rusqlite::{ToSql, params};
use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

use super::born::{born, born_text};
use super::{Draft, Patch, Tx, parse};
use crate::change::{self, Action, FieldChange};
use crate::clock::{Stamp, instant_text};
use crate::error::{Error, FieldError, Result};
use crate::id::Id;
use crate::kind::{FieldType, Kind};
use crate::record::{Head, Record, Row, Scope};
use crate::value::Value;

/// What a record is created with beside its fields; all of it usually left to the kernel.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Birth {
    pub(crate) id: Option<Uuid>,
    pub(crate) owner: Option<Option<Uuid>>,
    pub(crate) scope: Option<Scope>,
    pub(crate) created_at: Option<i64>,
}

impl Tx<'_> {
    /// Creates a record of `kind`.
    pub fn create(&mut self, kind: &Arc<Kind>, patch: Patch) -> Result<Row> {
        let birth = Birth {
            owner: patch.owner,
            ..Birth::default()
        };
        self.create_as(kind, patch.fields, birth, true)
    }

    /// Creates a record of `kind` that came into being at `created_at` (ms since the epoch), as loads of existing
    /// data need it.
    pub fn create_at(&mut self, kind: &Arc<Kind>, patch: Patch, created_at: i64) -> Result<Row> {
        let birth = Birth {
            owner: patch.owner,
            created_at: Some(created_at),
            ..Birth::default()
        };
        self.create_as(kind, patch.fields, birth, true)
    }

    /// Creates a record with an id that is already known: the owner of a new database, a record from elsewhere.
    pub fn create_with_id(&mut self, kind: &Arc<Kind>, id: Uuid, patch: Patch) -> Result<Row> {
        let birth = Birth {
            id: Some(id),
            owner: patch.owner,
            ..Birth::default()
        };
        self.create_as(kind, patch.fields, birth, true)
    }

    /// Creates a typed record.
    pub fn insert<R: Record>(&mut self, record: &R) -> Result<Id<R>> {
        let kind = self.kind(R::KIND)?.clone();
        let Json::Object(fields) = serde_json::to_value(record)? else {
            return Err(Error::Internal(format!("{} is not an object", R::KIND)));
        };
        let patch = parse(&kind, &fields, true)?;
        Ok(Id::new(self.create(&kind, patch)?.head.id))
    }

    /// Creates a record; `ruled` = with its kind's rules (undo restores exactly what was and skips them).
    pub(crate) fn create_as(
        &mut self,
        kind: &Arc<Kind>,
        fields: Vec<(usize, Value)>,
        birth: Birth,
        ruled: bool,
    ) -> Result<Row> {
        let now = self.now();
        let id = birth.id.unwrap_or_else(|| self.app().new_id());
        let mut draft = Draft {
            kind,
            id,
            old: None,
            values: vec![Value::Null; kind.fields.len()],
            given: vec![false; kind.fields.len()],
        };
        for (at, value) in fields {
            draft.given[at] = true;
            draft.values[at] = value;
        }
        if ruled {
            kind.rules.before(self, &mut draft)?;
            draft.check()?;
            self.check_references(kind, &draft.values, None)?;
        }
        let values = draft.values;
        let stamp = self.tick();
        let scope = birth.scope.unwrap_or(if kind.personal {
            Scope::Personal
        } else {
            Scope::Team
        });
        let owner = birth.owner.unwrap_or(Some(self.caller().actor));
        self.keep_owner(kind, owner)?;
        let created_at = birth.created_at.unwrap_or(now);
        let mut row = Row {
            head: Head {
                rowid: 0,
                id,
                scope,
                owner,
                created_at,
                updated_at: now.max(created_at),
                deleted_at: None,
                revision: stamp,
                stamps: None,
                custom: None,
            },
            values,
        };
        row.head.rowid = self.insert_row(kind, &row)?;
        self.log_text(kind, id, Action::Create, &stamp, &born_text(kind, &row)?)?;
        self.note(kind, (id, Some(row.head.rowid)), Action::Create, &[]);
        self.index_search(kind, row.head.rowid, None, Some(&row.values))?;
        self.index_timeline(kind, None, Some(&row))?;
        if ruled {
            kind.rules.after(self, kind, None, &row)?;
        }
        Ok(row)
    }

    /// What is private to one person is written by that person only, and never changes hands.
    fn keep_owner(&self, kind: &Kind, owner: Option<Uuid>) -> Result<()> {
        if kind.private && owner != Some(self.caller().actor) {
            let message = format!(
                "{} are private to you and cannot be given away.",
                kind.plural
            );
            return Err(Error::field("owner", "invalid", message));
        }
        Ok(())
    }

    fn insert_row(&self, kind: &Kind, row: &Row) -> Result<i64> {
        let mut statement = self
            .connection()
            .prepare_cached(&kind.statements().insert)?;
        let head = &row.head;
        let fixed = [
            SqlValue::Blob(head.id.as_bytes().to_vec()),
            SqlValue::Integer(head.scope.number()),
            head.owner.map_or(SqlValue::Null, |owner| {
                SqlValue::Blob(owner.as_bytes().to_vec())
            }),
            SqlValue::Integer(head.created_at),
            SqlValue::Integer(head.updated_at),
            SqlValue::Blob(head.revision.bytes().to_vec()),
        ];
        let bound = fixed
            .iter()
            .map(Bound::Head)
            .chain(row.values.iter().map(Bound::Field));
        statement.execute(params_from_iter(bound))?;
        Ok(self.connection().last_insert_rowid())
    }

    /// Sets fields of a record; what does not differ is left out, and a write that changes nothing leaves no change.
    pub fn update(&mut self, kind: &Arc<Kind>, id: Uuid, patch: Patch) -> Result<Row> {
        let old = self.row(kind, id)?;
        self.update_row(kind, old, patch, true)
    }

    pub(crate) fn update_row(
        &mut self,
        kind: &Arc<Kind>,
        old: Row,
        patch: Patch,
        ruled: bool,
    ) -> Result<Row> {
        let id = old.head.id;
        let mut draft = Draft {
            kind,
            id,
            old: Some(&old),
            values: old.values.clone(),
            given: vec![false; kind.fields.len()],
        };
        for (at, value) in patch.fields {
            draft.given[at] = true;
            draft.values[at] = value;
        }
        if ruled {
            kind.rules.before(self, &mut draft)?;
            draft.check()?;
            self.check_references(kind, &draft.values, Some(&old))?;
        }
        let values = draft.values;
        let owner = patch.owner.unwrap_or(old.head.owner);
        self.keep_owner(kind, owner)?;
        let differing: Vec<usize> = (0..values.len())
            .filter(|at| values[*at] != old.values[*at])
            .collect();
        if differing.is_empty() && owner == old.head.owner {
            return Ok(old);
        }
        let stamp = self.tick();
        let now = self.now();
        let mut fields: Vec<FieldChange<'_>> = differing
            .iter()
            .map(|at| {
                let field = &kind.fields[*at];
                FieldChange {
                    name: &field.name,
                    from: old.values[*at].to_json(&field.of),
                    to: values[*at].to_json(&field.of),
                    overwritten: Some(old.stamp_of(&field.name)),
                }
            })
            .collect();
        if owner != old.head.owner {
            fields.push(FieldChange {
                name: "owner",
                from: json!(old.head.owner),
                to: json!(owner),
                overwritten: Some(old.stamp_of("owner")),
            });
        }
        let stamps = restamped(&old, fields.iter().map(|field| field.name), &stamp);
        let row = Row {
            head: Head {
                owner,
                updated_at: now,
                revision: stamp,
                stamps: Some(stamps),
                ..old.head.clone()
            },
            values,
        };
        self.write_row(kind, &row, &differing)?;
        self.log(
            kind,
            (id, Some(row.head.rowid)),
            Action::Update,
            &stamp,
            &fields,
        )?;
        // What lies in the trash is not in the index and does not come back into it by being edited.
        if row.head.deleted_at.is_none() {
            self.index_search(kind, row.head.rowid, Some(&old.values), Some(&row.values))?;
        }
        self.index_timeline(kind, Some(&old), Some(&row))?;
        if ruled {
            kind.rules.after(self, kind, Some(&old), &row)?;
        }
        Ok(row)
    }

    fn write_row(&self, kind: &Kind, row: &Row, differing: &[usize]) -> Result<()> {
        // Only the columns that differ are written: an index of any other is not touched.
        let sets: String = differing
            .iter()
            .map(|at| format!(", {} = ?", kind.fields[*at].name))
            .collect();
        let sql = format!(
            "UPDATE {} SET owner = ?, updated_at = ?, revision = ?, stamps = ?{sets} WHERE rowid = ?",
            kind.plural
        );
        let head = &row.head;
        let fixed = [
            head.owner.map_or(SqlValue::Null, |owner| {
                SqlValue::Blob(owner.as_bytes().to_vec())
            }),
            SqlValue::Integer(head.updated_at),
            SqlValue::Blob(head.revision.bytes().to_vec()),
            head.stamps.clone().map_or(SqlValue::Null, SqlValue::Text),
        ];
        let rowid = SqlValue::Integer(head.rowid);
        let bound = fixed
            .iter()
            .map(Bound::Head)
            .chain(differing.iter().map(|at| Bound::Field(&row.values[*at])))
            .chain([Bound::Head(&rowid)]);
        self.connection()
            .prepare_cached(&sql)?
            .execute(params_from_iter(bound))?;
        Ok(())
    }

    /// Puts a record into the trash. In the trash already: nothing happens.
    pub fn trash(&mut self, kind: &Arc<Kind>, id: Uuid) -> Result<Row> {
        let now = self.now();
        self.set_deleted(kind, id, Some(now))
    }

    /// Takes a record out of the trash.
    pub fn restore(&mut self, kind: &Arc<Kind>, id: Uuid) -> Result<Row> {
        self.set_deleted(kind, id, None)
    }

    /// Puts a record into the trash as of `deleted_at`, or takes it out.
    pub(super) fn set_deleted(
        &mut self,
        kind: &Arc<Kind>,
        id: Uuid,
        deleted_at: Option<i64>,
    ) -> Result<Row> {
        let old = self.row(kind, id)?;
        if old.head.deleted_at.is_some() == deleted_at.is_some() {
            return Ok(old);
        }
        let action = if deleted_at.is_some() {
            Action::Trash
        } else {
            Action::Restore
        };
        let stamp = self.tick();
        let now = self.now();
        let field = FieldChange {
            name: "deleted_at",
            from: json!(old.head.deleted_at.map(instant_text)),
            to: json!(deleted_at.map(instant_text)),
            overwritten: Some(old.stamp_of("deleted_at")),
        };
        let stamps = restamped(&old, ["deleted_at"], &stamp);
        self.connection()
            .prepare_cached(&format!(
                "UPDATE {} SET deleted_at = ?2, updated_at = ?3, revision = ?4, stamps = ?5 WHERE rowid = ?1",
                kind.plural
            ))?
            .execute(params![old.head.rowid, deleted_at, now, stamp.bytes(), stamps])?;
        let row = Row {
            head: Head {
                deleted_at,
                updated_at: now,
                revision: stamp,
                stamps: Some(stamps),
                ..old.head.clone()
            },
            values: old.values.clone(),
        };
        self.log(kind, (id, Some(row.head.rowid)), action, &stamp, &[field])?;
        if deleted_at.is_some() {
            self.index_search(kind, row.head.rowid, Some(&row.values), None)?;
            self.index_timeline(kind, Some(&old), None)?;
        } else {
            self.index_search(kind, row.head.rowid, None, Some(&row.values))?;
            self.index_timeline(kind, None, Some(&row))?;
        }
        Ok(row)
    }

    /// Takes a record back as if it had never been. The change keeps its values, so that redo can bring it back.
    pub(crate) fn remove(&mut self, kind: &Arc<Kind>, row: &Row) -> Result<()> {
        let stamp = self.tick();
        let mut fields = born(kind, row);
        for field in &mut fields {
            std::mem::swap(&mut field.from, &mut field.to);
            field.overwritten = Some(row.stamp_of(field.name));
        }
        self.log(
            kind,
            (row.head.id, Some(row.head.rowid)),
            Action::Remove,
            &stamp,
            &fields,
        )?;
        self.drop_row(kind, row)
    }

    /// Deletes the row and its projections; the change is the caller's business.
    pub(super) fn drop_row(&mut self, kind: &Arc<Kind>, row: &Row) -> Result<()> {
        self.index_search(kind, row.head.rowid, Some(&row.values), None)?;
        self.index_timeline(kind, Some(row), None)?;
        self.connection()
            .prepare_cached(&format!("DELETE FROM {} WHERE rowid = ?1", kind.plural))?
            .execute([row.head.rowid])?;
        self.known.remove(&row.head.id);
        Ok(())
    }

    pub(super) fn tick(&self) -> Stamp {
        self.app().tick()
    }

    pub(super) fn log(
        &mut self,
        kind: &Kind,
        record: (Uuid, Option<i64>),
        action: Action,
        stamp: &Stamp,
        fields: &[FieldChange<'_>],
    ) -> Result<()> {
        self.log_text(kind, record.0, action, stamp, &change::fields_text(fields)?)?;
        self.note(kind, record, action, fields);
        Ok(())
    }

    fn log_text(
        &mut self,
        kind: &Kind,
        record: Uuid,
        action: Action,
        stamp: &Stamp,
        text: &str,
    ) -> Result<()> {
        self.undoable = kind.undoable && self.undoable;
        let (key, hash) = self.step()?;
        let head = match self.head {
            Some(head) => head,
            None => change::head(self.connection())?,
        };
        let target = (kind.name.as_str(), record.as_bytes(), action.name());
        self.head = Some(change::append(
            self.connection(),
            &head,
            (key, &hash),
            stamp,
            target,
            text,
        )?);
        self.changed += 1;
        Ok(())
    }

    /// Whether there is such a record, in the trash or not.
    pub(super) fn exists(&self, kind: &Kind, id: Uuid) -> Result<bool> {
        Ok(self
            .connection()
            .prepare_cached(&format!("SELECT 1 FROM {} WHERE id = ?1", kind.plural))?
            .exists([id.as_bytes()])?)
    }

    /// Refuses references to records that do not exist. Unchanged ones are not looked at again.
    fn check_references(&mut self, kind: &Kind, values: &[Value], old: Option<&Row>) -> Result<()> {
        let mut wrong = Vec::new();
        for (at, field) in kind.fields.iter().enumerate() {
            let (FieldType::Reference(target), Value::Id(id)) = (&field.of, &values[at]) else {
                continue;
            };
            if old.is_some_and(|old| old.values[at] == values[at]) || self.known.contains(id) {
                continue;
            }
            let target = self.kind(target)?.clone();
            if self.exists(&target, *id)? {
                self.known.insert(*id);
            } else {
                let message = format!(
                    "“{}” names a {} that does not exist ({id}).",
                    field.name, target.name
                );
                wrong.push(FieldError::new(&field.name, "no_such_record", message));
            }
        }
        if wrong.is_empty() {
            Ok(())
        } else {
            Err(Error::Validation(wrong))
        }
    }
}

/// A bound parameter of a row: one of the head's or one of the fields'.
enum Bound<'a> {
    Head(&'a SqlValue),
    Field(&'a Value),
}

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Head(value) => value.to_sql(),
            Self::Field(value) => value.to_sql(),
        }
    }
}

/// The stamps of `old` after `fields` were written at `stamp`.
fn restamped<'a>(old: &Row, fields: impl IntoIterator<Item = &'a str>, stamp: &Stamp) -> String {
    let mut stamps: Map<String, Json> = match &old.head.stamps {
        Some(text) => serde_json::from_str(text).unwrap_or_default(),
        None => Map::from_iter([("*".to_owned(), json!(old.head.revision.hex()))]),
    };
    for field in fields {
        stamps.insert(field.to_owned(), json!(stamp.hex()));
    }
    Json::Object(stamps).to_string()
}
