//! What is kept of a calibration.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
pub struct CalibrationScore {
    /// What was predicted by what: `stage_probability` (won in the end) or `learned_odds` (won within the quarter).
    pub code: String,
    /// How many predictions.
    pub count: u64,
    /// Brier's score (1950): the mean squared difference between prediction and outcome; 0 is perfect.
    pub brier: f64,
    /// The score of always saying the share that came true.
    pub reference: f64,
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

/// A past quarter: what would have been forecast at its start, and what came. Amounts in whole units.
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
    /// Currency of the amounts.
    pub currency: String,
    /// The quarters, oldest first.
    pub quarters: Vec<CalibrationQuarter>,
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
}
