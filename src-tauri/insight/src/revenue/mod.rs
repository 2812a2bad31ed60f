//! Revenue projection: what comes in month by month from the deals that are open and from those that are not there yet.
//!
//! Learned from the stays of deals in stages: how many new deals come in a month, how they end and after how long, what
//! those that are won bring. Open deals are followed by stage and age. The same projection is made again for past
//! quarters, from what was known at their beginning, and held against what came.

mod answer;
mod backtest;
mod learned;
mod outlook;
mod parameters;
mod project;
mod sampled;

pub use backtest::{Quarter, backtest};
pub(crate) use backtest::{open_at, won_between};
pub use learned::{Rates, learn};
pub use outlook::{OpenValue, Outlook};
pub use parameters::{Levers, RevenueParameters};
pub use sampled::Months;

use mycrm_kernel::error::{FieldError, Result};
use mycrm_kernel::read::Read;

use crate::models::{ModelCalibration, revenue_calibration};
use crate::simulations::result::{DataUsed, SimulationResult};
use crate::simulations::{Context, Model, ModelCard, SimulationKind};

/// What comes in month by month.
pub struct RevenueProjection;

impl Model for RevenueProjection {
    type Parameters = RevenueParameters;
    const KIND: SimulationKind = SimulationKind::RevenueProjection;
    const CARD: ModelCard = ModelCard {
        name: "pipeline_and_arrivals",
        version: "1.0",
        gates: &[],
        qubits: 0,
    };

    fn check(parameters: &RevenueParameters, _: i64, wrong: &mut Vec<FieldError>) {
        parameters.check(wrong);
    }

    fn sources(_: &RevenueParameters, read: &Read<'_>) -> Result<Vec<DataUsed>> {
        Ok(vec![crate::history::source(read)?])
    }

    fn run(
        parameters: RevenueParameters,
        context: &mut Context<'_, '_>,
    ) -> Result<SimulationResult> {
        project::run(&parameters, context)
    }

    fn calibrate(context: &mut Context<'_, '_>) -> Result<ModelCalibration> {
        revenue_calibration(context)
    }
}
