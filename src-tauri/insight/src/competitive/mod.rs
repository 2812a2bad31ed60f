//! Competitive analysis: how deals end against competitors, how strong each is, and where that leads the market.
//!
//! Contests are counted in what deals say: a competitor's name in the reason a deal was lost for, or in what is noted of
//! it; contests counted elsewhere join them. Strengths are Bradley and Terry's, shares follow a replicator.

mod answer;
mod calibrate;
mod parameters;
mod players;
mod strength;
#[cfg(test)]
mod tests;

pub use parameters::{CompetitiveParameters, Contest, Share};

use mycrm_kernel::error::{FieldError, Result};
use mycrm_kernel::read::Read;

use crate::models::ModelCalibration;
use crate::simulations::result::{DataUsed, SimulationResult};
use crate::simulations::{Context, Model, ModelCard, SimulationKind};

/// How deals end against competitors.
pub struct Competitive;

impl Model for Competitive {
    type Parameters = CompetitiveParameters;
    const KIND: SimulationKind = SimulationKind::Competitive;
    const CARD: ModelCard = ModelCard {
        name: "paired_comparisons",
        version: "1.0",
        gates: &[],
        qubits: 0,
    };

    fn check(parameters: &CompetitiveParameters, _: i64, wrong: &mut Vec<FieldError>) {
        parameters.check(wrong);
    }

    fn sources(parameters: &CompetitiveParameters, read: &Read<'_>) -> Result<Vec<DataUsed>> {
        let from = read.now() - i64::from(parameters.history_days) * 86_400_000;
        let count = |sql: &str| -> Result<u64> {
            let counted: i64 = read.select(sql)?.query_row([from], |row| row.get(0))?;
            Ok(counted.unsigned_abs())
        };
        let of = |source: &str, count| DataUsed {
            source: source.into(),
            count,
            ..DataUsed::default()
        };
        let ended = "SELECT count(*) FROM opportunities o JOIN stages s ON s.id = o.stage
                     WHERE o.deleted_at IS NULL AND s.kind <> 'open' AND o.closed_at >= ?1";
        Ok(vec![
            of(
                "competitors",
                count(
                    "SELECT count(*) FROM accounts WHERE deleted_at IS NULL AND type = 'competitor' AND ?1 IS NOT NULL",
                )?,
            ),
            of("closed_deals", count(ended)?),
            of(
                "lost_reasons",
                count(&format!("{ended} AND o.lost_reason IS NOT NULL"))?,
            ),
        ])
    }

    fn run(
        parameters: CompetitiveParameters,
        context: &mut Context<'_, '_>,
    ) -> Result<SimulationResult> {
        answer::run(&parameters, context)
    }

    fn calibrate(context: &mut Context<'_, '_>) -> Result<ModelCalibration> {
        calibrate::calibrate(context)
    }
}
