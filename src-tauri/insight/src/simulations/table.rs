//! The one list of types of simulation.

use mycrm_kernel::error::{Error, Result};

use super::model::{Entry, entry};
use super::record::SimulationKind;
use crate::churn_cascade::ChurnCascade;
use crate::closure::DealClosure;
use crate::competitive::Competitive;
use crate::interaction_paths::InteractionPaths;
use crate::market_shift::MarketShift;
use crate::revenue::RevenueProjection;

/// Every type, in the order in which the screen offers them.
pub const MODELS: &[Entry] = &[
    entry::<DealClosure>(),
    entry::<RevenueProjection>(),
    entry::<InteractionPaths>(),
    entry::<MarketShift>(),
    entry::<ChurnCascade>(),
    entry::<Competitive>(),
];

/// The model behind a type.
///
/// # Errors
/// Validation of the field `type` where there is none.
pub fn of(kind: SimulationKind) -> Result<&'static Entry> {
    MODELS
        .iter()
        .find(|model| model.kind == kind)
        .ok_or_else(|| {
            let message = format!("There is no simulation of the type “{}”.", kind.name());
            Error::field("type", "invalid", message)
        })
}
