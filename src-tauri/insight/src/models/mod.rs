//! The registry of models: what each is made of, how long it takes on this machine, and how well it would have done.
//!
//! A model is calibrated by replay: for the starts of past quarters, from what was known then, held against what came.
//! The latest calibration of each version is kept in a side table; it is about this database and this machine.

mod calibrate;
mod list;
mod past;
mod replay;
pub mod report;
mod score;
mod store;

pub use calibrate::{CalibrateModels, ModelsCalibrated};
pub use list::{ListModels, ModelDescription, ModelList};
pub(crate) use past::{Quarters, Said};
pub use replay::{closure_calibration, revenue_calibration};
pub use report::ModelCalibration;
pub(crate) use score::score;
pub use store::SIDE_TABLES;

use mycrm_kernel::operation::{Entry, job, query};

/// What can be done with models.
pub const OPERATIONS: &[Entry] = &[query::<ListModels>(), job::<CalibrateModels>()];
