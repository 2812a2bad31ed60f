//! Undo and redo as new changes: audited, and later synced, like any other.
//!
//! A field goes back only where it still holds what the step wrote; whatever was changed since is left alone and
//! counted. A record that the step created is removed if nobody touched it since or refers to it, else put into the
//! trash. What was erased for good meanwhile is not referred to again.
//!
//! A step of very many changes is taken back by long work, a little at a time: its undo is open, and the step counts as
//! taken back, from the first moment on.

use std::sync::Arc;

use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::write::Birth;
use super::{Mode, Patch, Tx};
use crate::change::{Action, parse_fields};
use crate::clock::parse_instant;
use crate::error::{Error, Result};
use crate::job;
use crate::kind::{FieldType, Kind};
use crate::record::{Row, Scope};
use crate::value::Value;

/// The long work that takes back a step of very many changes.
pub(crate) const TAKE_BACK: &str = "steps.take_back";
/// Changes read at a time.
const BATCH: i64 = 500;
/// Most changes that are taken back at once; a step with more becomes long work.
const AT_ONCE: i64 = 20_000;
/// How long one transaction of long work takes back, in milliseconds: others who write wait no longer than a moment.
const MOMENT: i64 = 40;

/// What an undo or redo did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Undone {
    /// The step that was taken back (or brought back).
    pub step: Uuid,
    /// The operation that had made it.
    pub operation: String,
    /// How many changes were taken back.
    pub changed: i64,
    /// How many were left because something changed there since.
    pub skipped: i64,
    /// The long work that does it, where there are too many changes for one transaction; it counts as it goes.
    pub job: Option<Uuid>,
}

pub(crate) struct Target {
    key: i64,
    id: Uuid,
    operation: String,
    changes: i64,
}

/// An undo or redo that has begun, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Undoing {
    target: Uuid,
    pub(crate) operation: String,
    pub(crate) total: i64,
    /// The oldest change that was dealt with.
    before: i64,
    pub(crate) changed: i64,
    pub(crate) skipped: i64,
}

/// Takes back `step`, or the caller's newest step that is not taken back yet.
pub fn undo(tx: &mut Tx<'_>, step: Option<Uuid>) -> Result<Undone> {
    let target = find(tx, step, Mode::Undo)?;
    take_back(tx, &target, Mode::Undo)
}

/// Brings back what the newest undo (or the undo of `step`) took back, unless something new was done since.
pub fn redo(tx: &mut Tx<'_>, step: Option<Uuid>) -> Result<Undone> {
    let target = find(tx, step, Mode::Redo)?;
    take_back(tx, &target, Mode::Redo)
}

/// The step that an undo or redo of `step`, or of the newest that there is, takes back.
pub(crate) fn find(tx: &Tx<'_>, step: Option<Uuid>, mode: Mode) -> Result<Target> {
    match (mode, step) {
        (Mode::Redo, Some(id)) => undo_step_of(tx, id),
        (Mode::Redo, None) => {
            let since = newest(tx, "do", 0)?.map_or(0, |step| step.key);
            newest(tx, "undo", since)?.ok_or(Error::NothingTo("redo"))
        }
        (_, Some(id)) => named(tx, id, "do"),
        (_, None) => newest(tx, "do", 0)?.ok_or(Error::NothingTo("undo")),
    }
}

fn newest(tx: &Tx<'_>, mode: &str, after: i64) -> Result<Option<Target>> {
    let found = tx
        .connection()
        .prepare_cached(
            "SELECT key, id, operation, changed FROM steps
             WHERE actor = ?1 AND mode = ?2 AND state = 'done' AND undoable AND key > ?3
               AND origin IN ('user', 'job', 'import', 'undo')
             ORDER BY key DESC LIMIT 1",
        )?
        .query_row(
            params![tx.caller().actor.as_bytes(), mode, after],
            target_of,
        )
        .optional()?;
    Ok(found)
}

fn target_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Target> {
    Ok(Target {
        key: row.get(0)?,
        id: Uuid::from_bytes(row.get(1)?),
        operation: row.get(2)?,
        changes: row.get(3)?,
    })
}

fn named(tx: &Tx<'_>, id: Uuid, mode: &str) -> Result<Target> {
    let (found, undoable, state) = tx
        .connection()
        .query_row(
            "SELECT key, id, operation, changed, undoable, state FROM steps WHERE id = ?1 AND mode = ?2",
            params![id.as_bytes(), mode],
            |row| {
                Ok((
                    target_of(row)?,
                    row.get::<_, bool>(4)?,
                    row.get::<_, String>(5)?,
                ))
            },
        )
        .optional()?
        .ok_or_else(|| Error::not_found("step", id))?;
    match (undoable, state.as_str()) {
        (false, _) => Err(Error::refused(
            "not_undoable",
            "This step cannot be taken back.",
        )),
        (true, "undone") => Err(Error::refused(
            "undone_already",
            "This step was taken back already.",
        )),
        _ => Ok(found),
    }
}

/// The undo (not itself taken back) of the step `id`, which may also be the undo step's own id.
fn undo_step_of(tx: &Tx<'_>, id: Uuid) -> Result<Target> {
    tx.connection()
        .query_row(
            "SELECT u.key, u.id, u.operation, u.changed FROM steps u LEFT JOIN steps s ON s.key = u.undo_of
             WHERE u.mode = 'undo' AND u.state = 'done' AND (s.id = ?1 OR u.id = ?1)
             ORDER BY u.key DESC LIMIT 1",
            [id.as_bytes()],
            target_of,
        )
        .optional()?
        .ok_or(Error::NothingTo("redo"))
}

fn take_back(tx: &mut Tx<'_>, target: &Target, mode: Mode) -> Result<Undone> {
    let mut undoing = open(tx, target, mode)?;
    let mut job = None;
    if target.changes > AT_ONCE {
        let input = json!({ "step": target.id, "redo": mode == Mode::Redo });
        let (step, _) = tx.step()?;
        let checkpoint = serde_json::to_value(&undoing)?;
        job = Some(job::hand_over(tx, TAKE_BACK, &input, (step, &checkpoint))?);
    } else {
        while take_some(tx, target.key, &mut undoing, i64::MAX)? {}
    }
    Ok(Undone {
        step: target.id,
        operation: undoing.operation,
        changed: undoing.changed,
        skipped: undoing.skipped,
        job,
    })
}

/// Opens the step that takes `target` back. It exists even if everything was changed since: the state of the target must
/// have its reason in the log.
pub(crate) fn open(tx: &mut Tx<'_>, target: &Target, mode: Mode) -> Result<Undoing> {
    tx.plan.mode = mode;
    tx.plan.undo_of = Some(target.key);
    tx.plan.operation.clone_from(&target.operation);
    tx.step()?;
    let connection = tx.connection();
    connection.execute(
        "UPDATE steps SET state = 'undone' WHERE key = ?1",
        [target.key],
    )?;
    if mode == Mode::Redo {
        // Taking an undo back brings the step it had undone to life again.
        connection.execute(
            "UPDATE steps SET state = 'done' WHERE key = (SELECT undo_of FROM steps WHERE key = ?1)",
            [target.key],
        )?;
    }
    Ok(Undoing {
        target: target.id,
        operation: target.operation.clone(),
        total: target.changes,
        before: i64::MAX,
        changed: 0,
        skipped: 0,
    })
}

/// Goes on with what [`open`] began in an earlier transaction: takes back what fits into a moment. `false`: nothing is
/// left.
pub(crate) fn go_on(tx: &mut Tx<'_>, undoing: &mut Undoing) -> Result<bool> {
    let target: Option<i64> = tx
        .connection()
        .query_row(
            "SELECT t.key FROM steps t JOIN steps u ON u.undo_of = t.key
             WHERE t.id = ?1 AND u.key = ?2 AND u.state = 'done'",
            params![undoing.target.as_bytes(), tx.plan.resume],
            |row| row.get(0),
        )
        .optional()?;
    let Some(target) = target else {
        return Err(Error::refused(
            "brought_back_meanwhile",
            "What this work was taking back was brought back meanwhile.",
        ));
    };
    let end = tx.now() + MOMENT;
    take_some(tx, target, undoing, end)
}

/// Takes back the next changes of the step `target`, the last one first, until the clock shows `end`. `false`: nothing
/// is left.
fn take_some(tx: &mut Tx<'_>, target: i64, undoing: &mut Undoing, end: i64) -> Result<bool> {
    let batch = changes_before(tx, target, undoing.before)?;
    let more = !batch.is_empty();
    for change in batch {
        undoing.before = change.seq;
        if invert(tx, change)? {
            undoing.changed += 1;
        } else {
            undoing.skipped += 1;
        }
        if tx.now() > end {
            break;
        }
    }
    Ok(more)
}

struct Logged {
    seq: i64,
    kind: String,
    record: Uuid,
    action: Action,
    fields: Option<String>,
}

fn changes_before(tx: &Tx<'_>, step: i64, before: i64) -> Result<Vec<Logged>> {
    let mut statement = tx.connection().prepare_cached(
        "SELECT seq, kind, record, action, fields FROM changes
         WHERE step = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3",
    )?;
    let mut rows = statement.query(params![step, before, BATCH])?;
    let mut batch = Vec::new();
    while let Some(row) = rows.next()? {
        batch.push(Logged {
            seq: row.get(0)?,
            kind: row.get(1)?,
            record: Uuid::from_bytes(row.get(2)?),
            action: Action::parse(&row.get::<_, String>(3)?)?,
            fields: row.get(4)?,
        });
    }
    Ok(batch)
}

/// Writes the inverse of one change. `false`: nothing could or needed to be taken back.
fn invert(tx: &mut Tx<'_>, change: Logged) -> Result<bool> {
    let kind = tx.kind(&change.kind)?.clone();
    let fields = match &change.fields {
        Some(text) => parse_fields(text)?,
        None => return Ok(false),
    };
    let row = tx.find_row(&kind, change.record)?;
    match (change.action, row) {
        (Action::Create, Some(row)) => {
            if untouched(&kind, &row, &fields) && !tx.is_referred_to(&kind, change.record)? {
                tx.remove(&kind, &row)?;
            } else if row.head.deleted_at.is_none() {
                tx.trash(&kind, change.record)?;
            } else {
                return Ok(false);
            }
            Ok(true)
        }
        (Action::Remove, None) => bring_back(tx, &kind, change.record, fields),
        (Action::Trash | Action::Restore, Some(row)) => {
            let logged = fields.iter().find(|(name, ..)| name == "deleted_at");
            let Some((_, from, to)) = logged else {
                return Ok(false);
            };
            let instant = |json: &Json| json.as_str().and_then(parse_instant);
            if row.head.deleted_at != instant(to) {
                return Ok(false);
            }
            tx.set_deleted(&kind, change.record, instant(from))?;
            Ok(true)
        }
        (Action::Update, Some(row)) => revert_fields(tx, &kind, row, fields),
        _ => Ok(false),
    }
}

type Fields = Vec<(String, Json, Json)>;

/// Whether the record holds exactly what its create wrote.
fn untouched(kind: &Kind, row: &Row, fields: &Fields) -> bool {
    row.head.deleted_at.is_none()
        && kind.fields.iter().zip(&row.values).all(|(field, value)| {
            let born = fields
                .iter()
                .find(|(name, ..)| *name == field.name)
                .map(|(_, _, to)| to);
            match born {
                Some(to) => value.to_json(&field.of) == *to,
                None => value.is_null() || field.read_only,
            }
        })
}

fn bring_back(tx: &mut Tx<'_>, kind: &Arc<Kind>, id: Uuid, fields: Fields) -> Result<bool> {
    let mut birth = Birth {
        id: Some(id),
        ..Birth::default()
    };
    let mut values = Vec::new();
    for (name, from, _) in &fields {
        match name.as_str() {
            "created_at" => birth.created_at = from.as_str().and_then(parse_instant),
            "owner" => {
                birth.owner = Some(from.as_str().and_then(|text| Uuid::parse_str(text).ok()))
            }
            "scope" => {
                let personal = from.as_str() == Some(Scope::Personal.name());
                birth.scope = Some(if personal {
                    Scope::Personal
                } else {
                    Scope::Team
                });
            }
            _ => values.extend(stored(tx, kind, name, from)?),
        }
    }
    tx.create_as(kind, values, birth, false)?;
    Ok(true)
}

fn revert_fields(tx: &mut Tx<'_>, kind: &Arc<Kind>, row: Row, fields: Fields) -> Result<bool> {
    let mut patch = Patch::default();
    for (name, from, to) in &fields {
        if name == "owner" {
            if json!(row.head.owner) == *to {
                patch.owner = Some(from.as_str().and_then(|text| Uuid::parse_str(text).ok()));
            }
            continue;
        }
        let Some(field) = kind.field(name) else {
            continue;
        };
        if row.get(kind, name).to_json(&field.of) == *to {
            patch.fields.extend(stored(tx, kind, name, from)?);
        }
    }
    if patch.fields.is_empty() && patch.owner.is_none() {
        return Ok(false);
    }
    tx.update_row(kind, row, patch, false)?;
    Ok(true)
}

/// A logged value as the table holds it; a field that the kind no longer has is left out, and so is a reference to what
/// no longer exists.
fn stored(tx: &Tx<'_>, kind: &Kind, name: &str, json: &Json) -> Result<Option<(usize, Value)>> {
    let Some(at) = kind.position(name) else {
        return Ok(None);
    };
    let of = &kind.fields[at].of;
    let value = Value::from_json(json, of)
        .map_err(|why| Error::Storage(format!("The log holds a value of “{name}” that {why}.")))?;
    if let (FieldType::Reference(target), Value::Id(id)) = (of, &value)
        && !tx.exists(tx.kind(target)?, *id)?
    {
        return Ok(Some((at, Value::Null)));
    }
    Ok(Some((at, value)))
}
