//! Operations on one record, and on pages of them.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

use super::{input, object};
use crate::error::{Error, Result};
use crate::filter::Filter;
use crate::kind::Kind;
use crate::list::{self, ListQuery};
use crate::operation::Answer;
use crate::operations::history::{Related, changes_of};
use crate::read::Read;
use crate::record::expect_revision;
use crate::tx::{Patch, Tx, parse};

/// Counted when nothing is said.
const COUNT_CAP: u64 = 10_000;

/// What every record has beside the fields of its kind.
const HEAD: [&str; 8] = [
    "id",
    "revision",
    "owner",
    "scope",
    "created_at",
    "updated_at",
    "deleted_at",
    "custom",
];

/// The id of a record.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OneRecord {
    /// The record.
    id: Uuid,
}

/// Which records to count.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CountQuery {
    /// Which records.
    filter: Option<Filter>,
    /// Words to be found in them.
    search: Option<String>,
    /// Whether to count the trash.
    trash: Option<bool>,
    /// Count up to this many; 10,000 when left out.
    cap: Option<u64>,
}

/// Whose history to list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HistoryQuery {
    /// The record.
    id: Uuid,
    /// Changes of the page; 50 when left out, at most 500.
    limit: Option<u32>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// What a write without a record to answer did.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Done {
    /// How many changes were made.
    pub(crate) changed: i64,
    /// The step that undo takes back.
    pub(crate) step: Option<Uuid>,
}

pub(super) fn done(tx: &Tx<'_>) -> Result<Json> {
    Ok(serde_json::to_value(Done {
        changed: tx.changed(),
        step: tx.step_id()?,
    })?)
}

pub(super) fn list(kind: &Arc<Kind>, json: Json, read: &Read<'_>) -> Result<Answer> {
    let query: ListQuery = input(kind, "list", json)?;
    for name in query.fields.iter().flatten() {
        if !HEAD.contains(&name.as_str()) {
            kind.known_field(name)?;
        }
    }
    let page = list::list_text(read, kind, &query)?;
    Ok(Answer {
        text: page.text,
        id: None,
        revision: None,
        next: page.next,
    })
}

pub(super) fn count(kind: &Arc<Kind>, json: Json, read: &Read<'_>) -> Result<Json> {
    let query: CountQuery = input(kind, "count", json)?;
    let list = ListQuery {
        filter: query.filter,
        search: query.search,
        trash: query.trash,
        ..ListQuery::default()
    };
    Ok(json!(list::count(
        read,
        kind,
        &list,
        query.cap.unwrap_or(COUNT_CAP)
    )?))
}

pub(super) fn get(kind: &Arc<Kind>, json: Json, read: &Read<'_>) -> Result<Json> {
    let one: OneRecord = input(kind, "get", json)?;
    let row = read.row(kind, one.id)?;
    let refs = read.references(kind, [&row])?;
    Ok(json!({ "record": row.to_json(kind), "refs": refs }))
}

pub(super) fn create(kind: &Arc<Kind>, json: Json, tx: &mut Tx<'_>) -> Result<Json> {
    let patch = parse(kind, &object(kind, "create", json)?, false)?;
    Ok(tx.create(kind, patch)?.to_json(kind))
}

pub(super) fn update(kind: &Arc<Kind>, json: Json, tx: &mut Tx<'_>) -> Result<Json> {
    let mut fields = object(kind, "update", json)?;
    let id = fields
        .shift_remove("id")
        .ok_or_else(|| Error::field("id", "required", "“id” is needed."))?;
    let id: Uuid = serde_json::from_value(id)
        .map_err(|_| Error::field("id", "invalid", "“id” is not an id."))?;
    let expected = fields
        .shift_remove("if_match")
        .filter(|json| !json.is_null());
    let row = tx.row(kind, id)?;
    if let Some(expected) = expected {
        let text = expected
            .as_str()
            .ok_or_else(|| Error::field("if_match", "invalid", "“if_match” is a revision."))?;
        expect_revision(kind, &row, text, &fields)?;
    }
    let patch = parse(kind, &fields, false)?;
    Ok(tx.update_row(kind, row, patch, true)?.to_json(kind))
}

pub(super) fn delete(kind: &Arc<Kind>, json: Json, tx: &mut Tx<'_>) -> Result<Json> {
    let one: OneRecord = input(kind, "delete", json)?;
    tx.trash(kind, one.id)?;
    done(tx)
}

pub(super) fn restore(kind: &Arc<Kind>, json: Json, tx: &mut Tx<'_>) -> Result<Json> {
    let one: OneRecord = input(kind, "restore", json)?;
    tx.restore(kind, one.id)?;
    done(tx)
}

pub(super) fn purge(kind: &Arc<Kind>, json: Json, tx: &mut Tx<'_>) -> Result<Json> {
    let one: OneRecord = input(kind, "purge", json)?;
    tx.purge(kind, &[one.id])?;
    done(tx)
}

pub(super) fn history(kind: &Arc<Kind>, json: Json, read: &Read<'_>) -> Result<Json> {
    let query: HistoryQuery = input(kind, "history", json)?;
    let related: Related = changes_of(read, query.id, query.limit, query.cursor.as_deref())?;
    // What was erased keeps its history; what never was has none.
    if related.items.is_empty() && query.cursor.is_none() {
        return Err(Error::not_found(&kind.name, query.id));
    }
    Ok(serde_json::to_value(related)?)
}

/// The patch of a bulk edit.
pub(super) fn patch_of(kind: &Kind, set: &Map<String, Json>) -> Result<Patch> {
    parse(kind, set, false)
}
