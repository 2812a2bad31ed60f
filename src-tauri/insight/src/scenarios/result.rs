//! What a what-if answers. Amounts are numbers in whole units of the currency: estimates, not bookings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::parameters::ScenarioParameters;
use super::variables::Variable;
use crate::simulations::result::{DataUsed, Distribution, Note, Series, Unit};

/// A number and the interval that holds its true value with the confidence of the parameters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScenarioFigure")]
pub struct Figure {
    /// The estimate.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// What comes of one way things can stand. Losses are how far it falls short of what is to be expected as things stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScenarioOutcome")]
pub struct Outcome {
    /// The mean.
    pub mean: Figure,
    /// Standard deviation of what comes.
    pub deviation: f64,
    /// One outcome in ten lies below.
    pub p10: f64,
    /// Half of the outcomes lie below.
    pub p50: f64,
    /// Nine outcomes in ten lie below.
    pub p90: f64,
    /// The loss that is not exceeded in 95 of 100 worlds.
    pub value_at_risk_95: Figure,
    /// The mean loss in the worst 5 of 100 worlds.
    pub conditional_value_at_risk_95: Figure,
    /// The loss that is not exceeded in 99 of 100 worlds.
    pub value_at_risk_99: Figure,
    /// The mean loss in the worst one of 100 worlds.
    pub conditional_value_at_risk_99: Figure,
}

/// What the what-if changes, world by world.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScenarioImpact")]
pub struct Impact {
    /// The mean difference.
    pub mean: Figure,
    /// The mean difference as a share of the mean as things stand; none where that is 0.
    pub relative: Option<f64>,
    /// In one world of ten the difference lies below.
    pub p10: f64,
    /// In half of the worlds the difference lies below.
    pub p50: f64,
    /// In nine worlds of ten the difference lies below.
    pub p90: f64,
    /// Chance that it is better than as things stand.
    pub better: Figure,
}

/// A variable, and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScenarioLevel")]
pub struct Level {
    /// The variable.
    pub variable: Variable,
    /// The stage, of the win rate of one.
    pub stage: Option<Uuid>,
    /// Name of the stage.
    pub label: Option<String>,
    /// What it counts.
    pub unit: Unit,
    /// As things stand.
    pub baseline: f64,
    /// In the what-if.
    pub scenario: f64,
    /// Observations it was learned from.
    pub observed: u64,
}

/// A bound that does not hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScenarioViolation")]
pub struct Violation {
    /// The variable; none: the budget.
    pub variable: Option<Variable>,
    /// The stage, of the win rate of one.
    pub stage: Option<Uuid>,
    /// Name of the stage.
    pub label: Option<String>,
    /// Where it stands in the what-if.
    pub level: f64,
    /// Not below.
    pub min: Option<f64>,
    /// Not above.
    pub max: Option<f64>,
}

/// What one hundredth more of a variable does to the mean of the what-if: a central difference over worlds that are
/// otherwise the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScenarioSensitivity")]
pub struct Sensitivity {
    /// The variable.
    pub variable: Variable,
    /// The stage, of the win rate of one.
    pub stage: Option<Uuid>,
    /// Name of the stage.
    pub label: Option<String>,
    /// Change of the mean for one hundredth more of its level.
    pub per_percent: Figure,
    /// The same as a share of the mean, in hundredths for one hundredth; none where the mean is 0.
    pub elasticity: Option<f64>,
}

/// A step that could be taken on top of the what-if.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScenarioAction")]
pub struct Action {
    /// The variable.
    pub variable: Variable,
    /// The stage, of the win rate of one.
    pub stage: Option<Uuid>,
    /// Name of the stage.
    pub label: Option<String>,
    /// Its level before.
    pub from: f64,
    /// Its level after.
    pub to: f64,
    /// What it adds to the mean, its cost taken off.
    pub gain: Figure,
    /// What it changes of the mean loss in the worst 5 of 100 worlds: below 0 is less risk.
    pub risk: f64,
    /// Whether a bound made the step shorter.
    pub limited: bool,
}

/// What a what-if answers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ScenarioResult {
    /// The moment it was seen from.
    pub as_of: String,
    /// The seed it was run with.
    pub seed: u64,
    /// The parameters it was run with, those included that were left out.
    pub parameters: ScenarioParameters,
    /// Currency of all amounts.
    pub currency: String,
    /// Day after the last that counts.
    pub until: String,
    /// As things stand.
    pub baseline: Outcome,
    /// As things would be.
    pub scenario: Outcome,
    /// The difference.
    pub impact: Impact,
    /// Every variable.
    pub levels: Vec<Level>,
    /// Whether all bounds hold.
    pub feasible: bool,
    /// The bounds that do not hold.
    pub violations: Vec<Violation>,
    /// What the mean hangs on, what matters most first.
    pub sensitivities: Vec<Sensitivity>,
    /// Steps that would help, the one that helps most first.
    pub actions: Vec<Action>,
    /// How likely which outcomes are: as things stand, and as they would be.
    pub distributions: Vec<Distribution>,
    /// What has come by the end of each month: as things stand, and as they would be.
    pub series: Vec<Series>,
    /// What was looked at.
    pub data: Vec<DataUsed>,
    /// Sentences about the answer.
    pub notes: Vec<Note>,
    /// Time the run took.
    pub seconds: f64,
}
