//! `scenarios.run`: the job that asks a kept what-if again.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::Result;
use mycrm_kernel::id::Id;
use mycrm_kernel::job::{Lane, Work};
use mycrm_kernel::operation::{Job, Operation};
use schemars::JsonSchema;
use serde::Deserialize;

use super::answer::answer;
use super::parameters::ScenarioParameters;
use super::{Scenario, ScenarioResult};
use crate::simulations::{Context, keep_answer};

/// Runs a what-if over the records as they are now and keeps the answer in it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RunScenario {
    /// The what-if.
    pub id: Id<Scenario>,
}

impl Operation for RunScenario {
    const NAME: &'static str = "scenarios.run";
    const ROUTE: &'static str = "POST /scenarios/{id}/run";
    const NEEDS: Permission = Permission::Write;
    type Output = ScenarioResult;
}

impl Job for RunScenario {
    const LANE: Lane = Lane::Foreground;

    fn run(self, work: &mut Work<'_>) -> Result<ScenarioResult> {
        keep_answer(work, self.id, Self::NAME, |asked: Scenario, work| {
            let parameters = ScenarioParameters::read(asked.parameters)?;
            let seed = asked.seed.unwrap_or_default().unsigned_abs();
            answer(&parameters, &mut Context::new(work, seed))
        })
    }
}
