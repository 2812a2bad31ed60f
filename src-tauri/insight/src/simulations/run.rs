//! `simulations.run`: the job that asks a kept question again.

use std::time::Instant;

use mycrm_kernel::caller::Permission;
use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::id::Id;
use mycrm_kernel::job::Work;
use mycrm_kernel::operation::{Job, Operation};
use mycrm_kernel::record::{Record, Stored};
use mycrm_kernel::tx::{Patch, StepPlan, Tx};
use mycrm_kernel::value::Value;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::context::Context;
use super::record::{Simulation, SimulationStatus};
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
        let stored = work.read(|read| read.get(self.id))?;
        if stored.head.deleted_at.is_some() {
            return Err(Error::not_found(Simulation::KIND, self.id.raw()));
        }
        let began = work.app().now();
        let fields = |status: SimulationStatus| {
            vec![
                ("status", Value::Text(status.name().into())),
                ("started_at", Value::Int(began)),
            ]
        };
        let answered = (|| {
            work.commit(json!({ "begun": true }), |tx| {
                let mut set = fields(SimulationStatus::Running);
                set.push(("finished_at", Value::Null));
                set.push(("error", Value::Null));
                write(tx, self.id, set)
            })?;
            let result = answer(&stored, work)?;
            let text = serde_json::to_string(&result)?;
            work.commit(json!({ "answered": true }), |tx| {
                let mut set = fields(SimulationStatus::Done);
                set.push(("finished_at", Value::Int(tx.now())));
                set.push(("result", Value::Text(text)));
                write(tx, self.id, set)
            })?;
            Ok(result)
        })();
        if let Err(error) = &answered {
            let status = match error {
                Error::Cancelled => SimulationStatus::Cancelled,
                _ => SimulationStatus::Failed,
            };
            // Past the job's own commits, which a cancelled job may not make any more.
            let plan = StepPlan {
                undoable: false,
                ..StepPlan::of(Self::NAME)
            };
            work.app().write(work.caller(), plan, |tx| {
                let mut set = fields(status);
                set.push(("finished_at", Value::Int(tx.now())));
                if status == SimulationStatus::Failed {
                    let why: String = error.to_string().chars().take(2000).collect();
                    set.push(("error", Value::of_text(why)));
                }
                write(tx, self.id, set)
            })?;
        }
        answered
    }
}

fn write(tx: &mut Tx<'_>, id: Id<Simulation>, set: Vec<(&str, Value)>) -> Result<()> {
    let kind = tx.kind(Simulation::KIND)?.clone();
    let patch = set
        .into_iter()
        .fold(Patch::default(), |patch, (field, value)| {
            patch.set(&kind, field, value)
        });
    tx.update(&kind, id.raw(), patch).map(drop)
}

/// The answer, with what is common to all types.
fn answer(stored: &Stored<Simulation>, work: &mut Work<'_>) -> Result<SimulationResult> {
    let asked = &stored.record;
    let kind = asked
        .kind
        .ok_or_else(|| Error::field("type", "required", "“type” is needed."))?;
    let seed = asked.seed.unwrap_or_default().unsigned_abs();
    run_model(kind, &asked.parameters, seed, work)
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
