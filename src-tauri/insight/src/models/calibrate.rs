//! `models.calibrate`.

use std::time::Instant;

use mycrm_kernel::caller::Permission;
use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::job::Work;
use mycrm_kernel::operation::{Job, Operation};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::report::{CalibrationLack, ModelCalibration};
use super::store;
use crate::simulations::{Context, MODELS, ModelEntry, run_model};

/// The seed that models are calibrated with.
const SEED: u64 = 1;

/// Runs every model on the records as they are and on the past as it was known, and keeps how it did.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CalibrateModels {
    /// Only the model of this name; all when left out.
    pub model: Option<String>,
}

/// What was calibrated.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ModelsCalibrated {
    /// Names of the models.
    pub models: Vec<String>,
}

impl Operation for CalibrateModels {
    const NAME: &'static str = "models.calibrate";
    const ROUTE: &'static str = "POST /models/calibrate";
    const NEEDS: Permission = Permission::Write;
    type Output = ModelsCalibrated;
}

impl Job for CalibrateModels {
    fn run(self, work: &mut Work<'_>) -> Result<ModelsCalibrated> {
        let wanted: Vec<&ModelEntry> = MODELS
            .iter()
            .filter(|model| {
                self.model
                    .as_deref()
                    .is_none_or(|name| name == model.card.name)
            })
            .collect();
        if wanted.is_empty() {
            let known: Vec<&str> = MODELS.iter().map(|model| model.card.name).collect();
            let message = format!("There is no such model; there are {}.", known.join(", "));
            return Err(Error::field("model", "invalid", message));
        }
        for (at, model) in wanted.iter().enumerate() {
            work.progress(at as u64, wanted.len() as u64, model.card.name)?;
            let calibration = calibrate(model, work)?;
            work.commit(json!({ "model": at }), |tx| {
                store::keep(tx, &model.card, &calibration)
            })?;
        }
        let count = wanted.len() as u64;
        work.progress(count, count, "done")?;
        Ok(ModelsCalibrated {
            models: wanted.iter().map(|model| model.card.name.into()).collect(),
        })
    }
}

fn calibrate(model: &ModelEntry, work: &mut Work<'_>) -> Result<ModelCalibration> {
    let clock = Instant::now();
    let ran = run_model(model.kind, &(model.defaults)(), SEED, work);
    let seconds = clock.elapsed().as_secs_f64();
    let calibration = match (model.calibrate)(&mut Context::new(work, SEED)) {
        // What a run is refused for, a replay is refused for as well.
        Err(Error::Validation(_) | Error::NotFound { .. }) => ModelCalibration {
            lacks: Some(CalibrationLack::Outcomes),
            ..ModelCalibration::default()
        },
        tried => tried?,
    };
    let (seconds, problem) = match ran {
        Ok(_) => (Some(seconds), None),
        Err(Error::Cancelled) => return Err(Error::Cancelled),
        // Nothing to look at, for example: the registry says so.
        Err(error) => (None, Some(error.to_string())),
    };
    Ok(ModelCalibration {
        at: instant_text(work.app().now()),
        seconds,
        problem,
        ..calibration
    })
}
