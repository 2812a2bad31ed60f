//! The measures by name: what rules ask about, suggestions are explained with, and baselines are kept of.

use std::collections::BTreeMap;

use mycrm_signals::state as model;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something that is measured, or worked out from measurements, moment by moment.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Heart rate, beats a minute.
    HeartRate,
    /// Short-term variability of the heartbeat (RMSSD over the last minute), milliseconds.
    Rmssd,
    /// RMSSD against the wearer's own baseline, in standard deviations; below 0 is less variable than usual.
    RmssdVsBaseline,
    /// Slow against fast swings of the heartbeat (LF/HF by Lomb and Scargle); a ratio, no proof of stress (Billman 2013).
    LfHf,
    /// Breaths a minute, worked out from the heartbeat.
    Respiration,
    /// How far the state resembles calm, 0 to 100.
    Calm,
    /// How far the state resembles focus, 0 to 100.
    Focus,
    /// How far the state resembles stress, 0 to 100.
    Stress,
    /// How far the state resembles excitement, 0 to 100.
    Excitement,
    /// How far the state resembles fatigue, 0 to 100.
    Fatigue,
    /// How sure the state is, 0 to 100.
    Confidence,
    /// How good the signals are, 0 to 100.
    Quality,
    /// Share of the band from 1 to 4 Hz in the EEG, 0 to 1.
    Delta,
    /// Share of the band from 4 to 8 Hz in the EEG, 0 to 1.
    Theta,
    /// Share of the band from 8 to 13 Hz in the EEG, 0 to 1.
    Alpha,
    /// Share of the band from 13 to 30 Hz in the EEG, 0 to 1.
    Beta,
    /// Share of the band from 30 to 44 Hz in the EEG, 0 to 1.
    Gamma,
    /// Engagement: beta over alpha and theta together.
    Engagement,
    /// Frontal alpha asymmetry: logarithm of right minus logarithm of left.
    Asymmetry,
    /// How much the wearer moves: standard deviation of the acceleration, in thousandths of gravity.
    Movement,
    /// Minutes since the last break, or since the day's first reading.
    MinutesSinceBreak,
    /// Minutes into the call that is on; not there outside of calls.
    MinutesInCall,
    /// Calls ended today.
    CallsToday,
}

impl Measure {
    /// The name on the wire and in the table.
    pub fn name(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(name)) => name,
            _ => String::new(),
        }
    }
}

/// The measures of one moment. What cannot be told right now is not there.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Features(pub BTreeMap<Measure, f64>);

impl Features {
    /// A measure, if it can be told right now.
    pub fn get(&self, measure: Measure) -> Option<f64> {
        self.0
            .get(&measure)
            .copied()
            .filter(|value| value.is_finite())
    }

    /// Sets a measure; what is no number is left out.
    pub fn set(&mut self, measure: Measure, value: f64) {
        if value.is_finite() {
            self.0.insert(measure, value);
        }
    }

    /// The mean of each measure over several moments, of those moments in which it could be told.
    pub fn mean<'a>(all: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut sums: BTreeMap<Measure, (f64, u32)> = BTreeMap::new();
        for features in all {
            for (measure, value) in &features.0 {
                let sum = sums.entry(*measure).or_default();
                *sum = (sum.0 + value, sum.1 + 1);
            }
        }
        Self(
            sums.into_iter()
                .map(|(measure, (sum, count))| (measure, sum / f64::from(count)))
                .collect(),
        )
    }
}

/// What the body's signals resemble. No consumer device knows what someone feels: these are names for patterns, against
/// the wearer's own baseline.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum BodyState {
    /// Calm.
    Calm,
    /// Focused.
    Focused,
    /// Stressed.
    Stressed,
    /// Excited.
    Excited,
    /// Fatigued.
    Fatigued,
    /// The signals do not say.
    #[default]
    Unknown,
}

impl BodyState {
    /// The model's state; none for unknown.
    pub(crate) fn model(self) -> Option<model::State> {
        Some(match self {
            Self::Calm => model::State::Calm,
            Self::Focused => model::State::Focused,
            Self::Stressed => model::State::Stressed,
            Self::Excited => model::State::Excited,
            Self::Fatigued => model::State::Fatigued,
            Self::Unknown => return None,
        })
    }
}

impl From<model::State> for BodyState {
    fn from(state: model::State) -> Self {
        match state {
            model::State::Calm => Self::Calm,
            model::State::Focused => Self::Focused,
            model::State::Stressed => Self::Stressed,
            model::State::Excited => Self::Excited,
            model::State::Fatigued => Self::Fatigued,
        }
    }
}

/// One reason for a state: a measurement, what it was held against, and how much it counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StateReason {
    /// The measurement, a code for words.
    pub code: String,
    /// What was measured.
    pub value: f64,
    /// What is ordinary for the wearer, or the limit it was held against.
    pub against: Option<f64>,
    /// How much it counted, and in which direction.
    pub weight: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_told_is_neither_kept_nor_averaged() {
        let mut first = Features::default();
        first.set(Measure::Stress, 40.0);
        first.set(Measure::HeartRate, f64::NAN);
        let mut second = Features::default();
        second.set(Measure::Stress, 60.0);
        second.set(Measure::Rmssd, 30.0);
        assert_eq!(first.get(Measure::HeartRate), None);
        let mean = Features::mean([&first, &second]);
        assert_eq!(mean.get(Measure::Stress), Some(50.0));
        assert_eq!(mean.get(Measure::Rmssd), Some(30.0));
        assert_eq!(Measure::RmssdVsBaseline.name(), "rmssd_vs_baseline");
    }
}
