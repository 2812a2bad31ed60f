//! What-ifs: variables of the business changed, as things stand against as they would be.
//!
//! Both are drawn in the same worlds, so that what differs between them is what was changed. Every variable is then moved
//! a little, in the same worlds again, which says what the outcome hangs on and which step would help most.

mod answer;
mod baseline;
mod compare;
mod draw;
mod figures;
mod levels;
mod outlook;
mod parameters;
mod record;
mod result;
mod run;
#[cfg(test)]
mod tests;
mod variables;

pub use compare::{CompareScenarios, ComparedScenario, ScenarioComparison};
pub use levels::{ListScenarioVariables, ScenarioVariableList};
pub use parameters::ScenarioParameters;
pub use record::Scenario;
pub use result::{Action, Figure, Impact, Level, Outcome, ScenarioResult, Sensitivity, Violation};
pub use run::RunScenario;
pub use variables::{Change, Constraint, Mode, Variable};

use mycrm_kernel::operation::{Entry, job, query};

/// What can be done with what-ifs beyond the ordinary.
pub const OPERATIONS: &[Entry] = &[
    query::<ListScenarioVariables>(),
    query::<CompareScenarios>(),
    job::<RunScenario>(),
];
