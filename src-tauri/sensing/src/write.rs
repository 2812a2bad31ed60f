//! Small things that several features write with.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Face, Origin};
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::kind::Kind;
use mycrm_kernel::read::Read;
use mycrm_kernel::record::Record;
use mycrm_kernel::tx::{Patch, StepPlan, Tx};
use mycrm_kernel::value::Value;
use rusqlite::OptionalExtension;
use serde_json::Value as Json;
use uuid::Uuid;

use crate::zone::Zone;

/// An instant of the wire out of the clock's milliseconds.
pub(crate) fn instant(millis: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(millis)
}

/// Sets fields of a record, those included that callers may not set.
pub(crate) fn change<R: Record>(tx: &mut Tx<'_>, id: Uuid, fields: &Json) -> Result<()> {
    let kind = tx.kind(R::KIND)?.clone();
    let patch = patch(&kind, fields)?;
    tx.update(&kind, id, patch).map(drop)
}

fn patch(kind: &Arc<Kind>, fields: &Json) -> Result<Patch> {
    let mut patch = Patch::default();
    for (name, json) in fields.as_object().into_iter().flatten() {
        let field = kind.known_field(name)?;
        let value = Value::from_json(json, &field.of)
            .map_err(|why| Error::Internal(format!("{}.{name} {why}", kind.name)))?;
        patch = patch.set(kind, name, value);
    }
    Ok(patch)
}

/// What happens by itself while a device is worn: nobody's step to take back.
pub(crate) fn by_itself<T>(
    app: &App,
    operation: &str,
    write: impl FnOnce(&mut Tx<'_>) -> Result<T>,
) -> Result<T> {
    let caller = app.owner(Face::Local).by(Origin::Automation);
    aside(app, &caller, operation, write)
}

/// A write of an action: nobody's step to take back.
pub(crate) fn aside<T>(
    app: &App,
    caller: &Caller,
    operation: &str,
    write: impl FnOnce(&mut Tx<'_>) -> Result<T>,
) -> Result<T> {
    let plan = StepPlan {
        undoable: false,
        ..StepPlan::of(operation)
    };
    app.write(caller, plan, write)
}

/// The id of the one row a SELECT finds.
pub(crate) fn one_id(
    read: &Read<'_>,
    sql: &str,
    parameters: impl rusqlite::Params,
) -> Result<Option<Uuid>> {
    let found: Option<[u8; 16]> = read
        .select(sql)?
        .query_row(parameters, |row| row.get(0))
        .optional()?;
    Ok(found.map(Uuid::from_bytes))
}

/// When the day of an instant began where this computer is, in milliseconds.
pub(crate) fn midnight(millis: i64) -> i64 {
    Zone::System.begin(Zone::System.date(millis))
}
