//! The stays of a deal in its stages: when it came, when it left.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use mycrm_kernel::caller::Permission;
use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::Result;
use mycrm_kernel::id::Id;
use mycrm_kernel::kind::Kind;
use mycrm_kernel::operation::{Operation, Query};
use mycrm_kernel::read::Read;
use mycrm_kernel::record::{Record, Row, Traits};
use mycrm_kernel::tx::{Patch, Tx};
use mycrm_kernel::value::Value;
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::Opportunity;
use crate::pipelines::Stage;

const DAY: f64 = 86_400_000.0;

/// One stay of a deal in a stage.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct StageEntry {
    /// Name of the stage when it was entered.
    #[schemars(length(max = 120), extend("x-field" = json!({"read_only": true, "sort": true})))]
    pub name: Option<String>,
    /// The deal.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub opportunity: Option<Id<Opportunity>>,
    /// The stage.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub stage: Option<Id<Stage>>,
    /// When it came.
    #[schemars(extend("x-field" = json!({"read_only": true, "sort": true})))]
    pub entered_at: Option<DateTime<Utc>>,
    /// When it left; empty while it stays.
    #[schemars(extend("x-field" = json!({"read_only": true, "sort": true})))]
    pub left_at: Option<DateTime<Utc>>,
}

impl Record for StageEntry {
    const KIND: &'static str = "stage_entry";
    const PLURAL: &'static str = "stage_entries";
    const TRAITS: Traits = Traits::titled("name");
}

/// Ends the stay in the old stage and begins one in the new.
pub(super) fn follow(tx: &mut Tx<'_>, kind: &Kind, old: Option<&Row>, new: &Row) -> Result<()> {
    let entries = tx.kind(StageEntry::KIND)?.clone();
    let entered = new
        .get(kind, "stage_entered_at")
        .int()
        .unwrap_or_else(|| tx.now());
    if old.is_some()
        && let Some(open) = open_entry(tx, new.head.id)?
    {
        let patch = Patch::default().set(&entries, "left_at", Value::Int(entered));
        tx.update(&entries, open, patch)?;
    }
    let Some(stage) = new.get(kind, "stage").id() else {
        return Ok(());
    };
    enter(tx, &entries, new.head.id, stage, (entered, None))
}

/// Writes down one stay. Loads of existing deals write the earlier ones themselves.
pub fn enter(
    tx: &mut Tx<'_>,
    entries: &Arc<Kind>,
    opportunity: Uuid,
    stage: Uuid,
    (entered, left): (i64, Option<i64>),
) -> Result<()> {
    let stages = tx.kind(Stage::KIND)?.clone();
    let name = tx.row(&stages, stage)?.title(&stages);
    let patch = Patch::default()
        .set(entries, "name", Value::Text(name))
        .set(entries, "opportunity", Value::Id(opportunity))
        .set(entries, "stage", Value::Id(stage))
        .set(entries, "entered_at", Value::Int(entered))
        .set(entries, "left_at", left.map_or(Value::Null, Value::Int));
    tx.create_at(entries, patch, entered)?;
    Ok(())
}

fn open_entry(read: &Read<'_>, opportunity: Uuid) -> Result<Option<Uuid>> {
    let found: Option<[u8; 16]> = read
        .select(
            "SELECT id FROM stage_entries WHERE opportunity = ?1 AND left_at IS NULL AND deleted_at IS NULL
             ORDER BY entered_at DESC LIMIT 1",
        )?
        .query_row([opportunity.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(found.map(Uuid::from_bytes))
}

/// Lists the stages that a deal has been in, oldest first, with the time it spent in each.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListStageHistory {
    /// The deal.
    pub id: Id<Opportunity>,
}

/// One stay.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StageStay {
    /// The stage.
    pub stage: Option<Uuid>,
    /// Its name at that time.
    pub name: String,
    /// When the deal came.
    pub entered_at: String,
    /// When it left; empty while it stays.
    pub left_at: Option<String>,
    /// Days it stayed, until now if it still does.
    pub days: f64,
}

/// The stays of a deal.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StageHistory {
    /// The stays, oldest first.
    pub items: Vec<StageStay>,
}

impl Operation for ListStageHistory {
    const NAME: &'static str = "opportunities.stage_history";
    const ROUTE: &'static str = "GET /opportunities/{id}/stages";
    const NEEDS: Permission = Permission::Read;
    type Output = StageHistory;
}

impl Query for ListStageHistory {
    fn run(self, read: &Read<'_>) -> Result<StageHistory> {
        read.row(read.kind(Opportunity::KIND)?, self.id.raw())?;
        let now = read.now();
        let items = read
            .select(
                "SELECT stage, name, entered_at, left_at FROM stage_entries
                 WHERE opportunity = ?1 AND deleted_at IS NULL ORDER BY entered_at, rowid",
            )?
            .query_map([self.id.raw().as_bytes()], |row| {
                let (entered, left): (i64, Option<i64>) = (row.get(2)?, row.get(3)?);
                Ok(StageStay {
                    stage: row.get::<_, Option<[u8; 16]>>(0)?.map(Uuid::from_bytes),
                    name: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                    entered_at: instant_text(entered),
                    left_at: left.map(instant_text),
                    days: ((left.unwrap_or(now) - entered) as f64 / DAY * 10.0).round() / 10.0,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(StageHistory { items })
    }
}
