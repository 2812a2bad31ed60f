//! A shift of the market: what comes in if times stay good, if they are bad, and if they turn.
//!
//! Good times are as the history of deals says; bad ones multiply win rate, size, cycle and arrivals of deals by a shock.
//! A feed tells the two apart by a hidden Markov model and says how likely they turn; without one the parameters do.

mod answer;
mod calibrate;
mod courses;
mod parameters;
mod regimes;
mod sampled;
#[cfg(test)]
mod tests;

pub use parameters::{BadSide, ShiftParameters, Shock};

use mycrm_kernel::error::{FieldError, Result};
use mycrm_kernel::read::Read;

use crate::models::ModelCalibration;
use crate::simulations::result::{DataUsed, SimulationResult};
use crate::simulations::{Context, Model, ModelCard, SimulationKind};

/// What a change of the market does.
pub struct MarketShift;

impl Model for MarketShift {
    type Parameters = ShiftParameters;
    const KIND: SimulationKind = SimulationKind::MarketShift;
    const CARD: ModelCard = ModelCard {
        name: "two_regimes",
        version: "1.0",
        gates: &[],
        qubits: 0,
    };

    fn check(parameters: &ShiftParameters, _: i64, wrong: &mut Vec<FieldError>) {
        parameters.check(wrong);
    }

    fn sources(parameters: &ShiftParameters, read: &Read<'_>) -> Result<Vec<DataUsed>> {
        answer::sources(parameters, read)
    }

    fn run(parameters: ShiftParameters, context: &mut Context<'_, '_>) -> Result<SimulationResult> {
        answer::run(&parameters, context)
    }

    fn calibrate(context: &mut Context<'_, '_>) -> Result<ModelCalibration> {
        calibrate::calibrate(context)
    }
}
