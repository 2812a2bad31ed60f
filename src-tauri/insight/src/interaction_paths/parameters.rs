//! What can be chosen for interaction paths.

use mycrm_crm::activities::ActivityType;
use mycrm_crm::pipelines::Pipeline;
use mycrm_kernel::error::FieldError;
use mycrm_kernel::id::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::calendar::DAY;
use crate::chance::Checks;

/// What a customer's way is told in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PathStates {
    /// The stages of the pipeline alone.
    Stages,
    /// The stages, and the touches whatever stage they happen in.
    #[default]
    StagesAndTouches,
    /// The stages, and the touches of each stage apart.
    TouchesByStage,
}

/// Parameters of interaction paths.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PathsParameters {
    /// The pipeline whose deals are looked at; the default one when left out.
    pub pipeline: Option<Id<Pipeline>>,
    /// What a way is told in.
    pub states: PathStates,
    /// The activities that count as touches.
    pub touches: Vec<ActivityType>,
    /// Only deals that came in during this many days.
    #[schemars(range(min = 30, max = 3_650))]
    pub history_days: u32,
    /// An open deal in which nothing happened for this many days has gone to sleep.
    #[schemars(range(min = 7, max = 1_000))]
    pub dormant_days: u32,
    /// How many imagined departures from each state, spread evenly over where it can lead, are added to what was
    /// observed.
    #[schemars(range(min = 0.01, max = 1_000.0))]
    pub prior: f64,
    /// Chance that an interval holds the true value.
    #[schemars(range(min = 0.5, max = 0.999))]
    pub confidence: f64,
    /// Longest way that is followed, in steps.
    #[schemars(range(min = 1, max = 200))]
    pub steps: u32,
    /// Ways of the Monte Carlo.
    #[schemars(range(min = 1_000, max = 2_000_000_000_i64))]
    pub samples: u64,
    /// How many of the likeliest ways are listed.
    #[schemars(range(min = 1, max = 50))]
    pub top: u32,
    /// Most qubits of the circuit.
    #[schemars(range(min = 4, max = 20))]
    pub qubits: u32,
    /// Half-width that amplitude estimation is to reach, as a probability.
    #[schemars(range(min = 0.005, max = 0.25))]
    pub epsilon: f64,
    /// Currency of what an order is worth; when left out that of most orders.
    #[schemars(extend("x-field" = json!({"type": "currency"})))]
    pub currency: Option<String>,
}

impl Default for PathsParameters {
    fn default() -> Self {
        Self {
            pipeline: None,
            states: PathStates::default(),
            touches: vec![
                ActivityType::Call,
                ActivityType::Email,
                ActivityType::Meeting,
            ],
            history_days: 730,
            dormant_days: 90,
            prior: 1.0,
            confidence: 0.95,
            steps: 30,
            samples: 1_000_000,
            top: 10,
            qubits: 17,
            epsilon: 0.02,
            currency: None,
        }
    }
}

impl PathsParameters {
    /// How far back deals count, in milliseconds.
    pub(super) fn history(&self) -> i64 {
        i64::from(self.history_days) * DAY
    }

    /// After how long a deal has gone to sleep, in milliseconds.
    pub(super) fn dormant(&self) -> i64 {
        i64::from(self.dormant_days) * DAY
    }

    /// Adds what is wrong.
    pub(super) fn check(&self, wrong: &mut Vec<FieldError>) {
        let mut checks = Checks::of(wrong);
        checks.whole("history_days", u64::from(self.history_days), 30..=3_650);
        checks.whole("dormant_days", u64::from(self.dormant_days), 7..=1_000);
        checks.number("prior", self.prior, 0.01..=1_000.0);
        checks.number("confidence", self.confidence, 0.5..=0.999);
        checks.whole("steps", u64::from(self.steps), 1..=200);
        checks.whole("samples", self.samples, 1_000..=2_000_000_000);
        checks.whole("top", u64::from(self.top), 1..=50);
        checks.whole("qubits", u64::from(self.qubits), 4..=20);
        checks.number("epsilon", self.epsilon, 0.005..=0.25);
        checks.currency("currency", self.currency.as_deref());
        let distinct = |at: usize| !self.touches[..at].contains(&self.touches[at]);
        if !(0..self.touches.len()).all(distinct) {
            checks.refuse("touches", "invalid", "“touches” names an activity twice.");
        }
        if self.touches.is_empty() && self.states != PathStates::Stages {
            checks.refuse(
                "touches",
                "required",
                "Name at least one activity that counts as a touch, or tell ways in stages alone.",
            );
        }
    }
}
