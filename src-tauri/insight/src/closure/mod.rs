//! Deal closure: each open deal's probability and amount make the distribution of what closes by a day, three ways:
//! exactly by convolution, by amplitude estimation on a simulated circuit, and by Monte Carlo.
//!
//! Deals are taken as independent of each other, or of each other given a factor that all of them share. Currencies are never summed silently: they are converted by the
//! rates of the parameters, and each currency without a rate makes a forecast of its own.

mod amplitude;
mod chosen;
mod deals;
mod drivers;
mod exact;
mod forecast;
mod parameters;
mod sampled;
mod shape;
mod shared;
mod timeline;
mod ways;

pub use amplitude::{Loaded, load};
pub use deals::{OpenDeal, open_deals};
pub use exact::{Outcome, Total};
pub use parameters::{ClosureParameters, Odds};
pub use sampled::sample;
pub(crate) use shape::{UNIT, round_up};
pub(crate) use ways::likelihood_rounds;

use mycrm_kernel::error::{FieldError, Result};
use mycrm_kernel::read::Read;

use crate::models::{ModelCalibration, closure_calibration};
use crate::simulations::result::{DataUsed, SimulationResult};
use crate::simulations::{Context, Model, ModelCard, SimulationKind};

/// What the open deals bring in by a day.
pub struct DealClosure;

impl Model for DealClosure {
    type Parameters = ClosureParameters;
    const KIND: SimulationKind = SimulationKind::DealClosure;
    const CARD: ModelCard = ModelCard {
        name: "independent_deals",
        version: "1.0",
        gates: &["ry", "cx", "x", "h", "cp", "z"],
        qubits: amplitude::MOST_QUBITS,
    };

    fn check(parameters: &ClosureParameters, now: i64, wrong: &mut Vec<FieldError>) {
        parameters.check(now, wrong);
    }

    fn sources(parameters: &ClosureParameters, read: &Read<'_>) -> Result<Vec<DataUsed>> {
        deals::sources(parameters, read)
    }

    fn run(
        parameters: ClosureParameters,
        context: &mut Context<'_, '_>,
    ) -> Result<SimulationResult> {
        forecast::run(&parameters, context)
    }

    fn calibrate(context: &mut Context<'_, '_>) -> Result<ModelCalibration> {
        closure_calibration(context)
    }
}
