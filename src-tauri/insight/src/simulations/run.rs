//! `simulations.run`: the job that asks a kept question again.

use std::time::Instant;

use mycrm_kernel::caller::Permission;
use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::id::Id;
use mycrm_kernel::job::Work;
use mycrm_kernel::operation::{Job, Operation};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value as Json;

use super::context::Context;
use super::kept::keep_answer;
use super::record::Simulation;
use super::result::{ModelName, SimulationResult};
use super::table;

/// Runs a simulation over the records as they are now and keeps the answer in it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RunSimulation {
    /// The simulation.
    pub id: Id<Simulation>,
}

impl Operation for RunSimulation {
    const NAME: &'static str = "simulations.run";
    const ROUTE: &'static str = "POST /simulations/{id}/run";
    const NEEDS: Permission = Permission::Write;
    type Output = SimulationResult;
}

impl Job for RunSimulation {
    fn run(self, work: &mut Work<'_>) -> Result<SimulationResult> {
        keep_answer(work, self.id, Self::NAME, |asked: Simulation, work| {
            let kind = asked
                .kind
                .ok_or_else(|| Error::field("type", "required", "“type” is needed."))?;
            let seed = asked.seed.unwrap_or_default().unsigned_abs();
            run_model(kind, &asked.parameters, seed, work)
        })
    }
}

/// Runs a type of simulation with a seed, kept in a record or not.
///
/// # Errors
/// As [`super::Model::run`].
pub(crate) fn run_model(
    kind: super::SimulationKind,
    parameters: &Json,
    seed: u64,
    work: &mut Work<'_>,
) -> Result<SimulationResult> {
    let model = table::of(kind)?;
    let clock = Instant::now();
    let now = work.app().now();
    let parameters = (model.check)(parameters.clone(), now)?;
    let data = work.read(|read| (model.sources)(parameters.clone(), read))?;
    let found = (model.run)(parameters.clone(), &mut Context::new(work, seed))?;
    Ok(SimulationResult {
        kind: Some(kind),
        model: ModelName::of(&model.card),
        seed,
        as_of: instant_text(now),
        parameters,
        data,
        seconds: clock.elapsed().as_secs_f64(),
        ..found
    })
}
