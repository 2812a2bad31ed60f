//! Moving a deal on the board: into a stage, between two cards.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::id::Id;
use mycrm_kernel::operation::{Command, Operation};
use mycrm_kernel::read::Read;
use mycrm_kernel::record::{AnyRecord, Record, expect_revision};
use mycrm_kernel::tx::{Patch, Tx};
use mycrm_kernel::value::Value;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

use super::Opportunity;
use crate::pipelines::Stage;

/// Room left between two cards: it can be halved twenty times before a column is numbered anew.
const GAP: i64 = 1 << 20;

/// Moves a deal into a stage, before another deal of that stage or to its end. Probability, closing and stage
/// history follow. Undoable as one step.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveOpportunity {
    /// The deal.
    pub id: Id<Opportunity>,
    /// The stage it goes to.
    pub stage: Id<Stage>,
    /// The deal it is put before; the end of the column when left out.
    pub before: Option<Id<Opportunity>>,
    /// Why it was lost, when it goes to a lost stage.
    pub lost_reason: Option<String>,
    /// Only if this is still the deal's revision.
    pub if_match: Option<String>,
}

impl Operation for MoveOpportunity {
    const NAME: &'static str = "opportunities.move";
    const ROUTE: &'static str = "POST /opportunities/{id}/move";
    const NEEDS: Permission = Permission::Write;
    type Output = Moved;
}

/// The deal in its new place.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Moved(#[schemars(with = "AnyRecord")] Json);

impl Command for MoveOpportunity {
    fn run(self, tx: &mut Tx<'_>) -> Result<Moved> {
        let kind = tx.kind(Opportunity::KIND)?.clone();
        if let Some(revision) = &self.if_match {
            let wanted = Map::from_iter([("stage".to_owned(), json!(self.stage.raw()))]);
            let row = tx.row(&kind, self.id.raw())?;
            expect_revision(&kind, &row, revision, &wanted)?;
        }
        let position = position_before(
            tx,
            self.stage.raw(),
            self.before.map(Id::raw),
            self.id.raw(),
        )?;
        let mut patch = Patch::default()
            .set(&kind, "stage", Value::Id(self.stage.raw()))
            .set(&kind, "position", Value::Int(position));
        if let Some(reason) = self.lost_reason {
            patch = patch.set(&kind, "lost_reason", Value::of_text(reason.trim()));
        }
        let moved = tx.update(&kind, self.id.raw(), patch)?;
        Ok(Moved(moved.to_json(&kind)))
    }
}

/// A place above all cards of a stage.
pub(super) fn top_of(read: &Read<'_>, stage: Uuid) -> Result<i64> {
    let top: Option<i64> = read
        .select("SELECT min(position) FROM opportunities WHERE stage = ?1 AND deleted_at IS NULL")?
        .query_row([stage.as_bytes()], |row| row.get(0))?;
    Ok(top.map_or(0, |top| top - GAP))
}

/// A place in `stage` right before the deal `before`, or at the end.
fn position_before(tx: &mut Tx<'_>, stage: Uuid, before: Option<Uuid>, moved: Uuid) -> Result<i64> {
    let Some(before) = before.filter(|before| *before != moved) else {
        let end: Option<i64> = tx
            .select("SELECT max(position) FROM opportunities WHERE stage = ?1 AND id <> ?2 AND deleted_at IS NULL")?
            .query_row(params![stage.as_bytes(), moved.as_bytes()], |row| row.get(0))?;
        return Ok(end.map_or(0, |end| end + GAP));
    };
    for _ in 0..2 {
        let below = place_of(tx, stage, before)?;
        let above: Option<i64> = tx
            .select(
                "SELECT max(position) FROM opportunities
                 WHERE stage = ?1 AND position < ?2 AND id <> ?3 AND deleted_at IS NULL",
            )?
            .query_row(params![stage.as_bytes(), below, moved.as_bytes()], |row| {
                row.get(0)
            })?;
        match above {
            None => return Ok(below - GAP),
            Some(above) if below - above > 1 => return Ok(above + (below - above) / 2),
            Some(_) => number_anew(tx, stage)?,
        }
    }
    Err(Error::Internal(
        "no room in a column that was just numbered".into(),
    ))
}

fn place_of(tx: &Tx<'_>, stage: Uuid, id: Uuid) -> Result<i64> {
    tx.select(
        "SELECT position FROM opportunities WHERE id = ?1 AND stage = ?2 AND deleted_at IS NULL",
    )?
    .query_row(params![id.as_bytes(), stage.as_bytes()], |row| {
        row.get::<_, Option<i64>>(0)
    })
    .optional()?
    .map(Option::unwrap_or_default)
    .ok_or_else(|| {
        Error::field(
            "before",
            "deal_not_in_stage",
            "The deal to put it before is not in that stage.",
        )
    })
}

/// Gives the cards of a column round numbers again.
fn number_anew(tx: &mut Tx<'_>, stage: Uuid) -> Result<()> {
    let ids: Vec<[u8; 16]> = tx
        .select("SELECT id FROM opportunities WHERE stage = ?1 AND deleted_at IS NULL ORDER BY position, rowid")?
        .query_map([stage.as_bytes()], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let kind = tx.kind(Opportunity::KIND)?.clone();
    for (at, id) in ids.into_iter().enumerate() {
        let patch = Patch::default().set(&kind, "position", Value::Int(at as i64 * GAP));
        tx.update(&kind, Uuid::from_bytes(id), patch)?;
    }
    Ok(())
}
