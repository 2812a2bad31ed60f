//! Interaction paths: how customers go from stage to stage and touch to touch until they order, decline or fall silent.
//!
//! The ways of past deals are counted, smoothed by a Dirichlet prior, and make an absorbing Markov chain. It is solved
//! exactly, walked by Monte Carlo, and written into a circuit as far as that fits; all answers stand beside each other.
//! That where a customer goes next depends on nothing but where they are is the model's one large simplification.

mod answer;
mod calibrate;
mod circuit;
mod encode;
mod history;
mod learn;
mod numbers;
mod parameters;
mod sampled;
mod solve;
mod spread;
mod states;
#[cfg(test)]
mod tests;
mod ways;

pub use parameters::{PathStates, PathsParameters};

use mycrm_crm::pipelines::default_pipeline;
use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::{Error, FieldError, Result};
use mycrm_kernel::read::Read;
use rusqlite::params;
use uuid::Uuid;

use crate::models::ModelCalibration;
use crate::simulations::result::{DataUsed, SimulationResult};
use crate::simulations::{Context, Model, ModelCard, SimulationKind};

/// How customers go from touch to touch to an order.
pub struct InteractionPaths;

impl Model for InteractionPaths {
    type Parameters = PathsParameters;
    const KIND: SimulationKind = SimulationKind::InteractionPaths;
    const CARD: ModelCard = ModelCard {
        name: "absorbing_chain",
        version: "1.0",
        gates: &["ry", "cx", "x", "mcx", "z"],
        qubits: 20,
    };

    fn check(parameters: &PathsParameters, _: i64, wrong: &mut Vec<FieldError>) {
        parameters.check(wrong);
    }

    fn sources(parameters: &PathsParameters, read: &Read<'_>) -> Result<Vec<DataUsed>> {
        let pipeline = pipeline_of(parameters, read)?;
        let from = read.now() - i64::from(parameters.history_days) * 86_400_000;
        let deals = "FROM opportunities o WHERE o.deleted_at IS NULL AND o.pipeline = ?1 AND o.created_at >= ?2";
        let (entries, touches) = (
            deals.replace("WHERE", "JOIN stage_entries x ON x.opportunity = o.id WHERE x.deleted_at IS NULL AND"),
            deals.replace(
                "WHERE",
                "JOIN activities x ON x.opportunity = o.id WHERE x.deleted_at IS NULL AND x.occurred_at IS NOT NULL AND",
            ),
        );
        [
            ("deals", deals, "o.created_at"),
            ("stage_entries", &entries, "x.entered_at"),
            ("activities", &touches, "x.occurred_at"),
        ]
        .into_iter()
        .map(|(source, rest, at)| {
            let day = |at: Option<i64>| at.map(|at| instant_text(at)[..10].to_owned());
            let found = read
                .select(&format!("SELECT count(*), min({at}), max({at}) {rest}"))?
                .query_row(params![pipeline.as_bytes(), from], |row| {
                    Ok(DataUsed {
                        source: source.into(),
                        count: row.get::<_, i64>(0)?.unsigned_abs(),
                        from: day(row.get(1)?),
                        to: day(row.get(2)?),
                        ..DataUsed::default()
                    })
                })?;
            Ok(found)
        })
        .collect()
    }

    fn run(parameters: PathsParameters, context: &mut Context<'_, '_>) -> Result<SimulationResult> {
        answer::run(&parameters, context)
    }

    fn calibrate(context: &mut Context<'_, '_>) -> Result<ModelCalibration> {
        calibrate::calibrate(context)
    }
}

/// The pipeline that is asked for, else the default one.
fn pipeline_of(parameters: &PathsParameters, read: &Read<'_>) -> Result<Uuid> {
    match parameters.pipeline {
        Some(id) => {
            read.row(read.kind("pipeline")?, id.raw())?;
            Ok(id.raw())
        }
        None => default_pipeline(read)?.ok_or_else(|| Error::not_found("pipeline", "default")),
    }
}
