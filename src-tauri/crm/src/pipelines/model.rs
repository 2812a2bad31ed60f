//! Pipeline and stage.

use std::sync::Arc;

use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::id::Id;
use mycrm_kernel::read::Read;
use mycrm_kernel::record::{Record, Rules, Traits};
use mycrm_kernel::tx::{Draft, Patch, Tx};
use mycrm_kernel::value::Value;
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// A way in which deals are worked, from the first word to the signature.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Pipeline {
    /// Name.
    #[schemars(length(max = 120), extend("x-field" = json!({"required": true, "sort": true})))]
    pub name: Option<String>,
    /// Whether new deals go into it.
    pub is_default: Option<bool>,
    /// Its place among the pipelines.
    #[schemars(extend("x-field" = json!({"sort": true})))]
    pub position: Option<i64>,
}

impl Record for Pipeline {
    const KIND: &'static str = "pipeline";
    const PLURAL: &'static str = "pipelines";
    const TRAITS: Traits = Traits::titled("name");
    fn rules() -> Arc<dyn Rules> {
        Arc::new(PipelineRules)
    }
}

struct PipelineRules;

impl Rules for PipelineRules {
    /// There is one default: making one the default takes it from the other.
    fn before(&self, tx: &mut Tx<'_>, draft: &mut Draft<'_>) -> Result<()> {
        if draft.get("is_default").int() != Some(1) || !draft.changes("is_default") {
            return Ok(());
        }
        if let Some(other) = default_pipeline(tx)?.filter(|other| *other != draft.id) {
            let kind = tx.kind(Pipeline::KIND)?.clone();
            tx.update(
                &kind,
                other,
                Patch::default().set(&kind, "is_default", Value::Int(0)),
            )?;
        }
        Ok(())
    }
}

/// What it means for a deal to be in a stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StageKind {
    /// Still open.
    #[default]
    Open,
    /// Won.
    Won,
    /// Lost.
    Lost,
}

/// A stage of a pipeline.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Stage {
    /// Name.
    #[schemars(length(max = 120), extend("x-field" = json!({"required": true, "sort": true})))]
    pub name: Option<String>,
    /// Stable code: filters and automation name a stage by it.
    #[schemars(length(max = 60))]
    pub code: Option<String>,
    /// The pipeline it belongs to.
    #[schemars(extend("x-field" = json!({"required": true})))]
    pub pipeline: Option<Id<Pipeline>>,
    /// Its place in the pipeline.
    #[schemars(extend("x-field" = json!({"sort": true})))]
    pub position: Option<i64>,
    /// How likely a deal in it is to be won, in percent.
    #[schemars(range(min = 0, max = 100))]
    pub probability: Option<i64>,
    /// Whether a deal in it is open, won or lost.
    pub kind: Option<StageKind>,
    /// Its colour: hue in degrees.
    #[schemars(range(min = 0, max = 360))]
    pub hue: Option<i64>,
    /// Days after which a deal that stays in it asks for attention.
    #[schemars(range(min = 1))]
    pub rotting_days: Option<i64>,
}

impl Record for Stage {
    const KIND: &'static str = "stage";
    const PLURAL: &'static str = "stages";
    const TRAITS: Traits = Traits::titled("name");
}

/// The pipeline that new deals go into.
pub fn default_pipeline(read: &Read<'_>) -> Result<Option<Uuid>> {
    let found: Option<[u8; 16]> = read
        .select("SELECT id FROM pipelines WHERE deleted_at IS NULL ORDER BY is_default IS NOT 1, position, rowid LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(found.map(Uuid::from_bytes))
}

/// The stage that a deal begins in.
pub fn first_stage(read: &Read<'_>, pipeline: Uuid) -> Result<Uuid> {
    let found: Option<[u8; 16]> = read
        .select("SELECT id FROM stages WHERE pipeline = ?1 AND deleted_at IS NULL ORDER BY position, rowid LIMIT 1")?
        .query_row([pipeline.as_bytes()], |row| row.get(0))
        .optional()?;
    found.map(Uuid::from_bytes).ok_or_else(|| {
        Error::field(
            "pipeline",
            "pipeline_without_stages",
            "This pipeline has no stages.",
        )
    })
}

/// A stage of the default pipeline: code, English name, probability, kind, hue, rotting days.
type DefaultStage = (&'static str, &'static str, i64, StageKind, i64, Option<i64>);

/// The six stages that a new database has.
const STAGES: [DefaultStage; 6] = [
    (
        "prospecting",
        "Prospecting",
        10,
        StageKind::Open,
        250,
        Some(30),
    ),
    (
        "qualification",
        "Qualification",
        25,
        StageKind::Open,
        220,
        Some(21),
    ),
    ("proposal", "Proposal", 50, StageKind::Open, 285, Some(21)),
    (
        "negotiation",
        "Negotiation",
        75,
        StageKind::Open,
        70,
        Some(14),
    ),
    ("closed_won", "Closed won", 100, StageKind::Won, 160, None),
    ("closed_lost", "Closed lost", 0, StageKind::Lost, 25, None),
];

/// Creates the pipeline that a new database begins with.
pub fn create_default(tx: &mut Tx<'_>) -> Result<()> {
    let pipeline = tx.insert(&Pipeline {
        name: Some("Sales".into()),
        is_default: Some(true),
        position: Some(1),
    })?;
    for (at, (code, name, probability, kind, hue, rotting_days)) in STAGES.into_iter().enumerate() {
        tx.insert(&Stage {
            name: Some(name.into()),
            code: Some(code.into()),
            pipeline: Some(pipeline),
            position: Some(at as i64 + 1),
            probability: Some(probability),
            kind: Some(kind),
            hue: Some(hue),
            rotting_days,
        })?;
    }
    Ok(())
}
