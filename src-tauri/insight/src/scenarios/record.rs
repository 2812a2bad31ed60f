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

use super::parameters::ScenarioParameters;
use crate::simulations::SimulationStatus;

/// Longest JSON of parameters, in characters.
const PARAMETERS_MAX: u64 = 100_000;
/// Longest JSON of a result, in characters.
const RESULT_MAX: u64 = 4_000_000;
/// The seed of a what-if that names none.
const SEED: i64 = 1;

/// A what-if.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Scenario {
    /// Name.
    #[schemars(length(max = 200), extend("x-field" = json!({"required": true, "search": "title", "sort": true})))]
    pub name: Option<String>,
    /// What is changed and what must hold: `ScenarioParameters`; what is left out is filled in.
    #[schemars(extend("maxLength" = PARAMETERS_MAX))]
    pub parameters: Json,
    /// The same seed over the same records gives the same answer; 1 when left out.
    #[schemars(range(min = 0, max = 4_294_967_295_i64))]
    pub seed: Option<i64>,
    /// Notes.
    #[schemars(extend("x-field" = json!({"type": "long_text", "search": "body"})))]
    pub notes: Option<String>,
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
    /// What the last run that finished answered: a `ScenarioResult`.
    #[schemars(extend("maxLength" = RESULT_MAX, "x-field" = json!({"read_only": true, "hidden": true})))]
    pub result: Json,
}

impl Record for Scenario {
    const KIND: &'static str = "scenario";
    const PLURAL: &'static str = "scenarios";
    const TRAITS: Traits = Traits::titled("name");
    fn rules() -> Arc<dyn Rules> {
        Arc::new(ScenarioRules)
    }
}

struct ScenarioRules;

impl Rules for ScenarioRules {
    /// Parameters are whole and hold what they must.
    fn before(&self, _: &mut Tx<'_>, draft: &mut Draft<'_>) -> Result<()> {
        if draft.get("seed").is_null() {
            draft.set("seed", Value::Int(SEED));
        }
        if draft.old.is_none() || draft.changes("parameters") {
            let given = serde_json::from_str(draft.get("parameters").text().unwrap_or("null"))?;
            let whole = ScenarioParameters::read(given)?;
            draft.set("parameters", Value::Text(json!(whole).to_string()));
        }
        Ok(())
    }
}
