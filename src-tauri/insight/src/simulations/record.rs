//! The record: what is asked, and what the last run answered.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use mycrm_kernel::error::Result;
use mycrm_kernel::record::{Record, Rules, Traits};
use mycrm_kernel::tx::{Draft, Tx};
use mycrm_kernel::value::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::table;

/// What is simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SimulationKind {
    /// What the open deals bring in by a day.
    DealClosure,
    /// What comes in month by month, deals included that are not there yet.
    RevenueProjection,
    /// How customers go from touch to touch to an order.
    InteractionPaths,
    /// What a change of the market does.
    MarketShift,
    /// Which accounts leave because others do.
    ChurnCascade,
    /// How deals end against competitors.
    Competitive,
}

impl SimulationKind {
    /// The code on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::DealClosure => "deal_closure",
            Self::RevenueProjection => "revenue_projection",
            Self::InteractionPaths => "interaction_paths",
            Self::MarketShift => "market_shift",
            Self::ChurnCascade => "churn_cascade",
            Self::Competitive => "competitive",
        }
    }

    /// Reads [`SimulationKind::name`].
    pub fn parse(name: &str) -> Option<Self> {
        serde_json::from_value(json!(name)).ok()
    }
}

/// How the last run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SimulationStatus {
    /// It is being worked on.
    Running,
    /// It is finished.
    Done,
    /// It gave up; `error` says why.
    Failed,
    /// Its user stopped it.
    Cancelled,
}

impl SimulationStatus {
    /// The code on the wire.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Longest JSON of parameters, in characters.
const PARAMETERS_MAX: u64 = 100_000;
/// Longest JSON of a result, in characters.
const RESULT_MAX: u64 = 4_000_000;

/// A simulation.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Simulation {
    /// Name.
    #[schemars(length(max = 200), extend("x-field" = json!({"required": true, "search": "title", "sort": true})))]
    pub name: Option<String>,
    /// What is simulated.
    #[serde(rename = "type")]
    #[schemars(extend("x-field" = json!({"required": true, "sort": true})))]
    pub kind: Option<SimulationKind>,
    /// Its parameters, as `simulations.kinds` describes them; what is left out is filled in.
    #[schemars(extend("maxLength" = PARAMETERS_MAX))]
    pub parameters: Json,
    /// The same seed over the same records gives the same answer; 1 when left out.
    #[schemars(range(min = 0, max = 4_294_967_295_i64))]
    pub seed: Option<i64>,
    /// How the last run stands; empty before the first.
    #[schemars(extend("x-field" = json!({"read_only": true, "sort": true, "hues": {"running": 250, "done": 160, "failed": 25, "cancelled": 70}})))]
    pub status: Option<SimulationStatus>,
    /// When the last run was begun.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub started_at: Option<DateTime<Utc>>,
    /// When the last run ended.
    #[schemars(extend("x-field" = json!({"read_only": true, "sort": true})))]
    pub finished_at: Option<DateTime<Utc>>,
    /// Why the last run failed.
    #[schemars(length(max = 2000), extend("x-field" = json!({"read_only": true})))]
    pub error: Option<String>,
    /// What the last run that finished answered: a `SimulationResult`.
    #[schemars(extend("maxLength" = RESULT_MAX, "x-field" = json!({"read_only": true, "hidden": true})))]
    pub result: Json,
}

impl Record for Simulation {
    const KIND: &'static str = "simulation";
    const PLURAL: &'static str = "simulations";
    const TRAITS: Traits = Traits::titled("name");
    fn rules() -> Arc<dyn Rules> {
        Arc::new(SimulationRules)
    }
}

/// The seed of a simulation that names none.
const SEED: i64 = 1;

struct SimulationRules;

impl Rules for SimulationRules {
    /// Parameters suit the type; those of another type are not kept.
    fn before(&self, tx: &mut Tx<'_>, draft: &mut Draft<'_>) -> Result<()> {
        if draft.get("seed").is_null() {
            draft.set("seed", Value::Int(SEED));
        }
        let Some(kind) = SimulationKind::parse(draft.text("type")) else {
            // Nothing, or nothing known: refused with the other fields.
            return Ok(());
        };
        let retyped = draft.changes("type");
        if retyped || draft.changes("parameters") {
            let given = if retyped && !draft.given("parameters") {
                Json::Null
            } else {
                serde_json::from_str(draft.get("parameters").text().unwrap_or("null"))?
            };
            let whole = (table::of(kind)?.check)(given, tx.now())?;
            draft.set("parameters", Value::Text(whole.to_string()));
        }
        Ok(())
    }
}
