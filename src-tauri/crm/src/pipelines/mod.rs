//! Pipelines and their stages. A new database has one pipeline with six stages.

mod model;

pub use model::{Pipeline, Stage, StageKind, create_default, default_pipeline, first_stage};
