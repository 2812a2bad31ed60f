//! What can be simulated, and what a run would look at.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::Result;
use mycrm_kernel::operation::{Operation, Query};
use mycrm_kernel::read::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::record::SimulationKind;
use super::result::{DataUsed, ModelName};
use super::table;

/// Lists the types of simulation with the schemas and defaults of their parameters.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListSimulationKinds {}

/// A type of simulation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SimulationKindDescription {
    /// The type.
    #[serde(rename = "type")]
    pub kind: SimulationKind,
    /// The model behind it.
    pub model: ModelName,
    /// JSON Schema of the parameters: what a form is made of.
    pub parameters: Json,
    /// The parameters a new simulation begins with.
    pub defaults: Json,
}

/// The types of simulation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SimulationKindList {
    /// The types, in the order in which they are offered.
    pub items: Vec<SimulationKindDescription>,
}

impl Operation for ListSimulationKinds {
    const NAME: &'static str = "simulations.kinds";
    const ROUTE: &'static str = "GET /simulations/kinds";
    const NEEDS: Permission = Permission::Enter;
    type Output = SimulationKindList;
}

impl Query for ListSimulationKinds {
    fn run(self, _: &Read<'_>) -> Result<SimulationKindList> {
        let describe = |entry: &super::ModelEntry| SimulationKindDescription {
            kind: entry.kind,
            model: ModelName::of(&entry.card),
            parameters: (entry.schema)(),
            defaults: (entry.defaults)(),
        };
        Ok(SimulationKindList {
            items: table::MODELS.iter().map(describe).collect(),
        })
    }
}

/// Says what a run with these parameters would look at: which records, how many, which feeds.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListSimulationSources {
    /// The type.
    #[serde(rename = "type")]
    pub kind: SimulationKind,
    /// Its parameters; the defaults when left out.
    #[serde(default)]
    pub parameters: Json,
}

/// What a run would look at.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SimulationSources {
    /// The sources.
    pub items: Vec<DataUsed>,
}

impl Operation for ListSimulationSources {
    const NAME: &'static str = "simulations.sources";
    const ROUTE: &'static str = "POST /simulations/sources";
    const NEEDS: Permission = Permission::Read;
    type Output = SimulationSources;
}

impl Query for ListSimulationSources {
    fn run(self, read: &Read<'_>) -> Result<SimulationSources> {
        Ok(SimulationSources {
            items: (table::of(self.kind)?.sources)(self.parameters, read)?,
        })
    }
}
