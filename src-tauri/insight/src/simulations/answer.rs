//! `simulations.answer`: a question that nobody keeps.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::Result;
use mycrm_kernel::job::{Lane, Work};
use mycrm_kernel::operation::{Job, Operation};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value as Json;

use super::record::SimulationKind;
use super::result::SimulationResult;
use super::run::run_model;

/// Answers a question over the records as they are now without keeping it: a forecast that is looked at while its target
/// is still being chosen.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerSimulation {
    /// The type.
    #[serde(rename = "type")]
    pub kind: SimulationKind,
    /// Its parameters; the defaults when left out.
    #[serde(default)]
    pub parameters: Json,
    /// The seed; 1 when left out, as in a simulation that is kept.
    pub seed: Option<u32>,
}

impl Operation for AnswerSimulation {
    const NAME: &'static str = "simulations.answer";
    const ROUTE: &'static str = "POST /simulations/answer";
    const NEEDS: Permission = Permission::Read;
    type Output = SimulationResult;
}

impl Job for AnswerSimulation {
    const LANE: Lane = Lane::Foreground;

    fn run(self, work: &mut Work<'_>) -> Result<SimulationResult> {
        run_model(
            self.kind,
            &self.parameters,
            u64::from(self.seed.unwrap_or(1)),
            work,
        )
    }
}
