//! The one shape in which every type of simulation answers.
//!
//! Amounts are numbers in whole currency units: they are estimates, not bookings. Everything that is to be read by a
//! person is a code (`simulation.quantity.…`, `simulation.note.…` in the catalogues) or a name out of the records.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

use super::model::ModelCard;
use super::record::SimulationKind;

/// How a number was come by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "SimulationMethod")]
pub enum Method {
    /// Calculated: no chance in it; its interval is the error of calculation.
    #[default]
    Exact,
    /// Iterative amplitude estimation (Grinko et al. 2019) on a simulated circuit.
    IterativeAmplitudeEstimation,
    /// Maximum-likelihood amplitude estimation (Suzuki et al. 2019) on a simulated circuit.
    LikelihoodAmplitudeEstimation,
    /// Drawn at random many times over.
    MonteCarlo,
    /// Counted in the records of the past.
    Observed,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "SimulationUnit")]
pub enum Unit {
    /// Between 0 and 1.
    Probability,
    /// Whole units of the currency beside it.
    #[default]
    Money,
    /// Things.
    Count,
    /// Days.
    Days,
    /// Things a month.
    PerMonth,
    /// A plain factor.
    Ratio,
}

/// The record, currency or group that a number is about; none: the whole.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SimulationSubject")]
pub struct Subject {
    /// Kind of the record, where it is one.
    pub kind: Option<String>,
    /// The record, where it is one.
    pub id: Option<Uuid>,
    /// Its name, or a code.
    pub label: String,
}

/// One estimated number with its interval and what it cost.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SimulationEstimate")]
pub struct Estimate {
    /// What it is: a code such as `mean`, `p10`, `target_probability`.
    pub quantity: String,
    /// What it is about; none: the whole.
    pub subject: Option<Subject>,
    /// How it was come by.
    pub method: Method,
    /// The estimate.
    pub value: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
    /// Chance that the interval holds the true value of the model; 1 for an exact one.
    pub confidence: f64,
    /// What it counts.
    pub unit: Unit,
    /// Currency, of money.
    pub currency: Option<String>,
    /// Calls of the amplification operator, for amplitude estimation.
    pub queries: Option<u64>,
    /// Samples or shots.
    pub samples: Option<u64>,
    /// Time it took.
    pub seconds: f64,
}

/// A stretch of values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SimulationBin")]
pub struct Bin {
    /// From here (included).
    pub from: f64,
    /// To here (excluded; the last one included).
    pub to: f64,
    /// Probability to lie in it.
    pub probability: f64,
    /// Probability to lie in it or below.
    pub cumulative: f64,
}

/// A value below which a share of the outcomes lies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SimulationPercentile")]
pub struct Percentile {
    /// The share, between 0 and 1.
    pub share: f64,
    /// The value.
    pub value: f64,
}

/// A value worth a line in the plot.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SimulationMarker")]
pub struct Marker {
    /// What it is: `target`, `mean`, `value_at_risk`, …
    pub code: String,
    /// Where.
    pub value: f64,
}

/// How likely which values are.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SimulationDistribution")]
pub struct Distribution {
    /// What is distributed: a code such as `closed_amount`.
    pub quantity: String,
    /// What it is about; none: the whole.
    pub subject: Option<Subject>,
    /// How it was come by.
    pub method: Method,
    /// What its values count.
    pub unit: Unit,
    /// Currency, of money.
    pub currency: Option<String>,
    /// Stretches of values, ascending and without gaps.
    pub bins: Vec<Bin>,
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation.
    pub deviation: f64,
    /// Some of its percentiles, ascending.
    pub percentiles: Vec<Percentile>,
    /// Lines to draw.
    pub markers: Vec<Marker>,
}

/// A moment of a series.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SimulationPoint")]
pub struct Point {
    /// Number of the step, from 0.
    pub step: u32,
    /// The day it stands for, where the series goes by the calendar.
    pub date: Option<String>,
    /// One outcome in ten lies below.
    pub p10: f64,
    /// Half of the outcomes lie below.
    pub p50: f64,
    /// Nine outcomes in ten lie below.
    pub p90: f64,
    /// The mean.
    pub mean: f64,
    /// What really happened, where it is known.
    pub actual: Option<f64>,
}

/// How something goes on over time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SimulationSeries")]
pub struct Series {
    /// What it shows: a code such as `revenue`.
    pub quantity: String,
    /// What it is about; none: the whole.
    pub subject: Option<Subject>,
    /// How it was come by.
    pub method: Method,
    /// What its values count.
    pub unit: Unit,
    /// Currency, of money.
    pub currency: Option<String>,
    /// The moments, in order.
    pub points: Vec<Point>,
}

/// A complex amplitude of a basis state that a circuit ended in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SimulationAmplitude")]
pub struct Amplitude {
    /// Real part.
    pub re: f64,
    /// Imaginary part.
    pub im: f64,
    /// Modulus; its square is the probability.
    pub modulus: f64,
    /// Phase in radians, above −π up to π.
    pub phase: f64,
}

/// One step of a path.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SimulationStep")]
pub struct Step {
    /// Code of the state, such as `call` or `won`.
    pub code: String,
    /// Its name, where it comes out of the records.
    pub label: Option<String>,
    /// The record, where the state is one.
    pub record: Option<Uuid>,
}

/// A way in which it can go.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SimulationPath")]
pub struct Path {
    /// The steps in order.
    pub steps: Vec<Step>,
    /// How likely it is.
    pub probability: f64,
    /// Lower end of the probability's interval.
    pub low: f64,
    /// Upper end of the probability's interval.
    pub high: f64,
    /// What it brings in when it is taken, times its probability.
    pub expected_value: Option<f64>,
    /// Currency of the expected value.
    pub currency: Option<String>,
    /// Days it takes, on average.
    pub days: Option<f64>,
    /// Its amplitude, where a circuit made it.
    pub amplitude: Option<Amplitude>,
}

/// The circuit that was run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SimulationCircuit")]
pub struct CircuitUsed {
    /// What it does: a code such as `loaded_total` or `deals_and_sum`.
    pub purpose: String,
    /// Qubits.
    pub qubits: u32,
    /// Layers of the state preparation.
    pub depth: u32,
    /// Gates of the state preparation.
    pub gates: u64,
    /// Largest number of times the amplification operator was applied in one run of the circuit.
    pub power: u64,
    /// Measurements in all.
    pub shots: u64,
    /// Calls of the amplification operator in all.
    pub queries: u64,
    /// An SVG drawing that takes its colours from the page; none where the circuit is too large to read.
    pub drawing: Option<String>,
}

/// What the answer hangs on: one thing varied, everything else left as it is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SimulationDriver")]
pub struct Driver {
    /// What is varied: a code such as `deal` or `win_rate`.
    pub code: String,
    /// The record that is varied, where it is one.
    pub subject: Option<Subject>,
    /// The quantity that is looked at: the code of an estimate.
    pub quantity: String,
    /// The quantity at the worse end of the variation.
    pub low: f64,
    /// The quantity at the better end of the variation.
    pub high: f64,
    /// What the quantity counts.
    pub unit: Unit,
    /// Currency, of money.
    pub currency: Option<String>,
}

/// How much a note matters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "SimulationNoteLevel")]
pub enum Level {
    /// Good to know.
    #[default]
    Information,
    /// To be read before the numbers are used.
    Caution,
}

/// A plain sentence about the answer: `simulation.note.<code>` in the catalogues, with its arguments.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SimulationNote")]
pub struct Note {
    /// Which sentence.
    pub code: String,
    /// How much it matters.
    pub level: Level,
    /// What is put into it: numbers and names.
    pub args: BTreeMap<String, Json>,
}

impl Note {
    /// Good to know.
    pub fn information(code: &str, args: impl IntoIterator<Item = (&'static str, Json)>) -> Self {
        Self {
            code: code.into(),
            level: Level::Information,
            args: args.into_iter().map(|(k, v)| (k.into(), v)).collect(),
        }
    }

    /// To be read before the numbers are used.
    pub fn caution(code: &str, args: impl IntoIterator<Item = (&'static str, Json)>) -> Self {
        Self {
            level: Level::Caution,
            ..Self::information(code, args)
        }
    }
}

/// What was looked at.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SimulationData")]
pub struct DataUsed {
    /// What: a code such as `open_deals`, `closed_deals`, `activities`, `feed`.
    pub source: String,
    /// Name, where it has one of its own (a feed).
    pub label: Option<String>,
    /// How many.
    pub count: u64,
    /// Earliest day of what was looked at.
    pub from: Option<String>,
    /// Latest day of what was looked at.
    pub to: Option<String>,
}

/// A model and its version.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SimulationModel")]
pub struct ModelName {
    /// Stable name.
    pub name: String,
    /// Its version.
    pub version: String,
}

impl ModelName {
    /// The name on a card.
    pub fn of(card: &ModelCard) -> Self {
        Self {
            name: card.name.into(),
            version: card.version.into(),
        }
    }
}

/// What a simulation answers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SimulationResult {
    /// What was simulated.
    #[serde(rename = "type")]
    pub kind: Option<SimulationKind>,
    /// The model behind it.
    pub model: ModelName,
    /// The seed it was run with.
    pub seed: u64,
    /// The moment it was seen from.
    pub as_of: String,
    /// The parameters it was run with, those included that were left out.
    pub parameters: Json,
    /// What was looked at.
    pub data: Vec<DataUsed>,
    /// The numbers, the most important first; the same quantity by several methods stands together.
    pub estimates: Vec<Estimate>,
    /// How likely which values are, the most important first.
    pub distributions: Vec<Distribution>,
    /// How it goes on over time, the most important first.
    pub series: Vec<Series>,
    /// The likeliest ways in which it can go.
    pub paths: Vec<Path>,
    /// The circuit, where there is one.
    pub circuit: Option<CircuitUsed>,
    /// What the answer hangs on, what matters most first.
    pub drivers: Vec<Driver>,
    /// Sentences about the answer.
    pub notes: Vec<Note>,
    /// Time the run took.
    pub seconds: f64,
}
