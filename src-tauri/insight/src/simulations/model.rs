//! What a type of simulation is made of.

use mycrm_kernel::error::{Error, FieldError, Result};
use mycrm_kernel::operation::read_input;
use mycrm_kernel::read::Read;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::context::Context;
use super::record::SimulationKind;
use super::result::{DataUsed, SimulationResult};
use crate::models::ModelCalibration;

/// What the registry of models says of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModelCard {
    /// Stable name.
    pub name: &'static str,
    /// Raised whenever the same records and seed would be answered differently.
    pub version: &'static str,
    /// Gates its circuits are made of; none where it has no circuit.
    pub gates: &'static [&'static str],
    /// Most qubits its circuits take.
    pub qubits: usize,
}

/// A type of simulation.
pub trait Model: 'static {
    /// What can be chosen. Its defaults are what a new simulation begins with; its schema makes the form: money is
    /// marked by `x-field` with the type `money`, as in kinds of records.
    type Parameters: Serialize + DeserializeOwned + JsonSchema + Default;
    /// The type.
    const KIND: SimulationKind;
    /// What the registry says of it.
    const CARD: ModelCard;

    /// Adds what is wrong with the parameters, fields named `parameters.…`, at the moment `now` (ms since the epoch).
    fn check(parameters: &Self::Parameters, now: i64, wrong: &mut Vec<FieldError>);

    /// What a run would look at: which records, how many, which feeds.
    ///
    /// # Errors
    /// Those of reading.
    fn sources(parameters: &Self::Parameters, read: &Read<'_>) -> Result<Vec<DataUsed>>;

    /// Runs. What is common to all types (seed, model, time, data) is filled in afterwards.
    ///
    /// # Errors
    /// Validation of parameters that do not fit the records; [`Error::Cancelled`]; those of reading.
    fn run(parameters: Self::Parameters, context: &mut Context<'_, '_>)
    -> Result<SimulationResult>;

    /// How well it would have done in the past; nothing where a model cannot be held against it.
    ///
    /// # Errors
    /// Those of reading; [`Error::Cancelled`].
    fn calibrate(_: &mut Context<'_, '_>) -> Result<ModelCalibration> {
        Ok(ModelCalibration::default())
    }
}

/// A line of the table of models: a [`Model`] with its types taken away.
#[derive(Clone, Copy)]
pub struct Entry {
    /// The type.
    pub kind: SimulationKind,
    /// What the registry says of it.
    pub card: ModelCard,
    /// JSON Schema of the parameters, with nothing referred to elsewhere.
    pub schema: fn() -> Json,
    /// The parameters a new simulation begins with.
    pub defaults: fn() -> Json,
    /// Checks parameters at a moment and fills in what was left out.
    pub check: fn(Json, i64) -> Result<Json>,
    /// What a run would look at.
    pub sources: fn(Json, &Read<'_>) -> Result<Vec<DataUsed>>,
    /// Runs with parameters that were checked.
    pub run: fn(Json, &mut Context<'_, '_>) -> Result<SimulationResult>,
    /// How well it would have done in the past.
    pub calibrate: fn(&mut Context<'_, '_>) -> Result<ModelCalibration>,
}

/// Lists a model.
pub const fn entry<M: Model>() -> Entry {
    Entry {
        kind: M::KIND,
        card: M::CARD,
        schema: || {
            let mut settings = SchemaSettings::draft2020_12();
            settings.inline_subschemas = true;
            settings.meta_schema = None;
            settings
                .into_generator()
                .into_root_schema_for::<M::Parameters>()
                .into()
        },
        defaults: || json!(M::Parameters::default()),
        check: |parameters, now| Ok(json!(checked::<M>(parameters, now)?)),
        sources: |parameters, read| M::sources(&checked::<M>(parameters, read.now())?, read),
        run: |parameters, context| {
            let parameters = checked::<M>(parameters, context.now())?;
            M::run(parameters, context)
        },
        calibrate: M::calibrate,
    }
}

/// Wrapped so that what is wrong is named from `parameters` on.
#[derive(Deserialize)]
struct Given<P> {
    parameters: P,
}

fn checked<M: Model>(parameters: Json, now: i64) -> Result<M::Parameters> {
    let parameters = if parameters.is_null() {
        json!({})
    } else {
        parameters
    };
    if !parameters.is_object() {
        let message = "“parameters” is an object of fields.";
        return Err(Error::field("parameters", "invalid", message));
    }
    let given: Given<M::Parameters> =
        read_input(M::KIND.name(), json!({ "parameters": parameters }))?;
    let mut wrong = Vec::new();
    M::check(&given.parameters, now, &mut wrong);
    if wrong.is_empty() {
        Ok(given.parameters)
    } else {
        Err(Error::Validation(wrong))
    }
}
