//! Simulations: a kept question (a type, its parameters, a seed) and what its last run answered.
//!
//! - A type of simulation is one implementation of [`Model`], listed once in [`table::MODELS`]; forms, checks, the
//!   record's rules and the job all come from there.
//! - Every type answers in one shape, [`SimulationResult`].
//! - The same seed over the same records gives the same answer, on any number of threads.
//! - A run reads in consistent views, computes with nothing held, and writes its answer into the record.

mod answer;
pub(crate) mod context;
mod kept;
mod kinds;
mod model;
mod record;
pub mod result;
mod run;
mod table;

pub use answer::AnswerSimulation;
pub use context::Context;
pub(crate) use kept::keep_answer;
pub use kinds::{
    ListSimulationKinds, ListSimulationSources, SimulationKindList, SimulationSources,
};
pub use model::{Entry as ModelEntry, Model, ModelCard, entry};
pub use record::{Simulation, SimulationKind, SimulationStatus};
pub use result::SimulationResult;
pub use run::RunSimulation;
pub(crate) use run::run_model;
pub use table::{MODELS, of as model_of};

use mycrm_kernel::operation::{Entry, job, query};

/// What can be done with simulations beyond the ordinary.
pub const OPERATIONS: &[Entry] = &[
    query::<ListSimulationKinds>(),
    query::<ListSimulationSources>(),
    job::<RunSimulation>(),
    job::<AnswerSimulation>(),
];
