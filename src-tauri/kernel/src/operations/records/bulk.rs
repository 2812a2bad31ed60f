//! Operations on many records at once: one transaction, one step, undone as one.

use std::collections::HashSet;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::input;
use super::lists::ListEdits;
use super::one::{done, patch_of};
use crate::error::{Error, Result};
use crate::filter::Filter;
use crate::kind::Kind;
use crate::list::{self, ListQuery};
use crate::tx::Tx;

/// Most ids that a target can name; larger sets are named by a filter.
const IDS: usize = 100_000;

/// Which records: by id, or all that a list shows.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Target {
    /// These records.
    ids: Option<Vec<Uuid>>,
    /// All records that meet this filter; with neither ids nor filter nor search, all records.
    filter: Option<Filter>,
    /// Words to be found in them.
    search: Option<String>,
    /// Save for these.
    except: Option<Vec<Uuid>>,
    /// Whether to look in the trash.
    trash: Option<bool>,
}

/// The records of a bulk operation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bulk {
    /// Which records.
    target: Target,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BulkUpdate {
    target: Target,
    #[serde(default)]
    set: Map<String, Json>,
    #[serde(default)]
    add: Map<String, Json>,
    #[serde(default)]
    remove: Map<String, Json>,
}

fn chosen(kind: &Arc<Kind>, target: Target, trash: bool, tx: &Tx<'_>) -> Result<Vec<Uuid>> {
    let mut ids = match target.ids {
        Some(_) if target.filter.is_some() || target.search.is_some() => {
            return Err(Error::BadRequest(
                "A target is a list of ids, or a filter, not both.".into(),
            ));
        }
        Some(ids) if ids.len() > IDS => {
            return Err(Error::TooLarge(format!(
                "A target names at most {IDS} ids; use a filter for more."
            )));
        }
        Some(ids) => ids,
        None => {
            let trash = Some(target.trash.unwrap_or(trash));
            let query = ListQuery {
                filter: target.filter,
                search: target.search,
                trash,
                ..ListQuery::default()
            };
            list::target_ids(tx, kind, &query)?
        }
    };
    if let Some(except) = target.except {
        let except: HashSet<Uuid> = except.into_iter().collect();
        ids.retain(|id| !except.contains(id));
    }
    Ok(ids)
}

pub(super) fn update(kind: &Arc<Kind>, json: Json, tx: &mut Tx<'_>) -> Result<Json> {
    let bulk: BulkUpdate = input(kind, "bulk_update", json)?;
    let lists = ListEdits::of(kind, &bulk.set, &bulk.add, &bulk.remove)?;
    if bulk.set.is_empty() && lists.is_empty() {
        return Err(Error::field(
            "set",
            "required",
            "“set”, “add” or “remove” names at least one field.",
        ));
    }
    let patch = patch_of(kind, &bulk.set)?;
    for id in chosen(kind, bulk.target, false, tx)? {
        if lists.is_empty() {
            tx.update(kind, id, patch.clone())?;
        } else {
            let row = tx.row(kind, id)?;
            let mut patch = patch.clone();
            patch.fields.extend(lists.of_row(kind, &row)?);
            tx.update_row(kind, row, patch, true)?;
        }
    }
    done(tx)
}

pub(super) fn delete(kind: &Arc<Kind>, json: Json, tx: &mut Tx<'_>) -> Result<Json> {
    let bulk: Bulk = input(kind, "bulk_delete", json)?;
    for id in chosen(kind, bulk.target, false, tx)? {
        tx.trash(kind, id)?;
    }
    done(tx)
}

pub(super) fn restore(kind: &Arc<Kind>, json: Json, tx: &mut Tx<'_>) -> Result<Json> {
    let bulk: Bulk = input(kind, "bulk_restore", json)?;
    for id in chosen(kind, bulk.target, true, tx)? {
        tx.restore(kind, id)?;
    }
    done(tx)
}

pub(super) fn purge(kind: &Arc<Kind>, json: Json, tx: &mut Tx<'_>) -> Result<Json> {
    let bulk: Bulk = input(kind, "bulk_purge", json)?;
    let ids = chosen(kind, bulk.target, true, tx)?;
    tx.purge(kind, &ids)?;
    done(tx)
}
