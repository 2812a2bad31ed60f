//! `scenarios.variables`: what can be changed, and where it stands.

use std::collections::BTreeMap;

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::Result;
use mycrm_kernel::operation::{Operation, Query};
use mycrm_kernel::read::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::answer::unit;
use super::baseline::Baseline;
use super::parameters::ScenarioParameters;
use super::result::Level;

/// Lists what a what-if can change: each variable with its level as things stand and how many observations it was
/// learned from, the win rates of stages one by one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListScenarioVariables {
    /// How many months back is learned from; 12 when left out.
    #[schemars(range(min = 3, max = 120))]
    pub history_months: Option<u32>,
    /// Currency of amounts; when left out that of most deals.
    pub currency: Option<String>,
    /// What one unit of another currency is worth in `currency`.
    #[serde(default)]
    pub rates: BTreeMap<String, f64>,
}

/// What can be changed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScenarioVariableList {
    /// The variables.
    pub items: Vec<Level>,
    /// Currency of amounts.
    pub currency: String,
    /// The parameters a new what-if begins with.
    pub defaults: ScenarioParameters,
}

impl Operation for ListScenarioVariables {
    const NAME: &'static str = "scenarios.variables";
    const ROUTE: &'static str = "POST /scenarios/variables";
    const NEEDS: Permission = Permission::Read;
    type Output = ScenarioVariableList;
}

impl Query for ListScenarioVariables {
    fn run(self, read: &Read<'_>) -> Result<ScenarioVariableList> {
        let defaults = ScenarioParameters::default();
        let parameters = ScenarioParameters::read(json!({
            "history_months": self.history_months.unwrap_or(defaults.history_months),
            "currency": self.currency,
            "rates": self.rates,
        }))?;
        let baseline = Baseline::read(&parameters, read, read.now())?;
        let items = baseline.handles().into_iter().map(|handle| {
            let level = baseline.level(handle).unwrap_or(0.0);
            let stage = |stage: &&super::baseline::StageLevel| Some(stage.id) == handle.stage;
            Level {
                variable: handle.variable,
                stage: handle.stage,
                label: baseline.stages.iter().find(stage).map(|s| s.name.clone()),
                unit: unit(handle.variable),
                baseline: level,
                scenario: level,
                observed: baseline.observed(handle),
            }
        });
        Ok(ScenarioVariableList {
            items: items.collect(),
            currency: baseline.ahead.currency.clone(),
            defaults,
        })
    }
}
