//! What is kept of a calibration.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::simulations::result::Unit;

/// Predictions of about the same height, and what came of them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CalibrationBin {
    /// Predictions from here (included).
    pub from: f64,
    /// To here (excluded; the last one included).
    pub to: f64,
    /// How many.
    pub count: u64,
    /// Their mean.
    pub predicted: f64,
    /// The share that came true.
    pub observed: f64,
    /// Lower end of the share's interval at 95 % (Clopper and Pearson 1934).
    pub low: f64,
    /// Upper end of it.
    pub high: f64,
}

/// How good probabilities were.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CalibrationScore {
    /// What was predicted by what: `stage_probability` and `chain_won` (won in the end), `learned_odds` (won within the
    /// quarter), `account_left` (nothing happened with it all quarter), `contest_won`.
    pub code: String,
    /// How many predictions.
    pub count: u64,
    /// Brier's score (1950): the mean squared difference between prediction and outcome; 0 is perfect.
    pub brier: f64,
    /// The score of always saying the share that came true.
    pub reference: f64,
    /// The logarithmic score (Good 1952): the mean of minus the natural logarithm of the chance given to what came, no
    /// chance taken for less than one in a thousand; 0 is perfect.
    pub log: f64,
    /// The logarithmic score of always saying the share that came true.
    pub log_reference: f64,
    /// What part of the reference's score is gained: 1 − brier / reference; below 0 it would be better to say the same
    /// for all.
    pub skill: f64,
    /// The share that came true.
    pub observed: f64,
    /// The mean prediction.
    pub predicted: f64,
    /// Predictions by height.
    pub bins: Vec<CalibrationBin>,
}

/// A past quarter: what would have been forecast at its start, and what came. Amounts in whole units, things counted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CalibrationQuarter {
    /// Its first day.
    pub begins: String,
    /// Its last day.
    pub ends: String,
    /// One outcome in ten lies below.
    pub p10: f64,
    /// Half of the outcomes lie below.
    pub p50: f64,
    /// Nine outcomes in ten lie below.
    pub p90: f64,
    /// What was to be expected.
    pub mean: f64,
    /// What came.
    pub actual: f64,
    /// Whether it lies between p10 and p90.
    pub inside: bool,
}

/// How often intervals held what came.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CalibrationCoverage {
    /// How often they should.
    pub nominal: f64,
    /// How many quarters ended inside.
    pub inside: u64,
    /// The share that did.
    pub share: f64,
    /// Lower end of the share's interval at 95 %.
    pub low: f64,
    /// Upper end of it.
    pub high: f64,
    /// What is forecast: money, or things counted.
    pub unit: Unit,
    /// Currency of the amounts; empty where it is no money.
    pub currency: String,
    /// The quarters, oldest first.
    pub quarters: Vec<CalibrationQuarter>,
}

/// What was lacking where a model could not be held against the past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CalibrationLack {
    /// A whole past quarter with half a year of history before it.
    Quarters,
    /// Something in those quarters that this model predicts.
    Outcomes,
}

/// How a model did, on the records of this database and on this machine.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ModelCalibration {
    /// When it was calibrated.
    pub at: String,
    /// Time that a run with its default parameters took; none where it could not be run.
    pub seconds: Option<f64>,
    /// Why it could not be run.
    pub problem: Option<String>,
    /// How good its probabilities were.
    pub scores: Vec<CalibrationScore>,
    /// How often its intervals held what came; none where there are no past quarters to try.
    pub coverage: Option<CalibrationCoverage>,
    /// What was lacking where there are neither scores nor coverage.
    pub lacks: Option<CalibrationLack>,
}
