//! `models.list`.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::Result;
use mycrm_kernel::operation::{Operation, Query};
use mycrm_kernel::read::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::report::ModelCalibration;
use super::store;
use crate::simulations::{MODELS, SimulationKind};

/// Lists the models behind the simulations, with how each did when it was calibrated last.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListModels {}

/// A model.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ModelDescription {
    /// Stable name.
    pub name: String,
    /// Its version: raised whenever the same records and seed would be answered differently.
    pub version: String,
    /// The type of simulation it is behind.
    #[serde(rename = "type")]
    pub kind: SimulationKind,
    /// Gates its circuits are made of; none where it has no circuit.
    pub gates: Vec<String>,
    /// Most qubits its circuits take.
    pub qubits: u32,
    /// Its default parameters.
    pub parameters: Json,
    /// How it did when it was calibrated last; none before the first time.
    pub calibration: Option<ModelCalibration>,
}

/// The models.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ModelList {
    /// The models, in the order in which their simulations are offered.
    pub items: Vec<ModelDescription>,
}

impl Operation for ListModels {
    const NAME: &'static str = "models.list";
    const ROUTE: &'static str = "GET /models";
    const NEEDS: Permission = Permission::Read;
    type Output = ModelList;
}

impl Query for ListModels {
    fn run(self, read: &Read<'_>) -> Result<ModelList> {
        let describe = |model: &crate::simulations::ModelEntry| {
            Ok(ModelDescription {
                name: model.card.name.into(),
                version: model.card.version.into(),
                kind: model.kind,
                gates: model.card.gates.iter().map(ToString::to_string).collect(),
                qubits: model.card.qubits as u32,
                parameters: (model.defaults)(),
                calibration: store::kept(read, &model.card)?,
            })
        };
        Ok(ModelList {
            items: MODELS.iter().map(describe).collect::<Result<_>>()?,
        })
    }
}
