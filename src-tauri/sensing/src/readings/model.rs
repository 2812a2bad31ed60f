//! What is read, and one sample of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something read over time.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ReadingMeasure {
    /// Heart rate, beats a minute.
    HeartRate,
    /// Heart rate at rest, beats a minute.
    RestingHeartRate,
    /// Variability of the heartbeat as RMSSD, milliseconds.
    Rmssd,
    /// Variability of the heartbeat as SDNN, milliseconds.
    Sdnn,
    /// Breaths a minute.
    Respiration,
    /// Stress, 0 to 100.
    Stress,
    /// Focus, 0 to 100.
    Focus,
    /// Fatigue, 0 to 100.
    Fatigue,
    /// Steps.
    Steps,
    /// Energy spent on movement, kilocalories.
    Energy,
    /// Distance on foot, metres.
    Distance,
    /// Minutes of exercise.
    ActiveMinutes,
    /// Minutes asleep.
    Sleep,
    /// Minutes in deep sleep.
    SleepDeep,
    /// Minutes in REM sleep.
    SleepRem,
    /// Minutes awake in bed.
    SleepAwake,
    /// Minutes of mindfulness.
    Mindful,
}

impl ReadingMeasure {
    /// The name in the table and on the wire.
    pub fn name(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(name)) => name,
            _ => String::new(),
        }
    }

    /// Reads [`ReadingMeasure::name`].
    pub fn parse(name: &str) -> Option<Self> {
        serde_json::from_value(name.into()).ok()
    }

    /// Whether several samples add up (steps) rather than being averaged (heart rate).
    pub fn adds_up(self) -> bool {
        matches!(
            self,
            Self::Steps
                | Self::Energy
                | Self::Distance
                | Self::ActiveMinutes
                | Self::Sleep
                | Self::SleepDeep
                | Self::SleepRem
                | Self::SleepAwake
                | Self::Mindful
        )
    }

    /// Whether it is of a night.
    pub fn is_sleep(self) -> bool {
        matches!(
            self,
            Self::Sleep | Self::SleepDeep | Self::SleepRem | Self::SleepAwake
        )
    }

    /// The values that can be: what lies outside was measured or written wrongly.
    pub fn range(self) -> (f64, f64) {
        match self {
            Self::HeartRate | Self::RestingHeartRate => (20.0, 260.0),
            Self::Rmssd | Self::Sdnn => (0.0, 500.0),
            Self::Respiration => (2.0, 80.0),
            Self::Stress | Self::Focus | Self::Fatigue => (0.0, 100.0),
            Self::Steps => (0.0, 200_000.0),
            Self::Energy => (0.0, 30_000.0),
            Self::Distance => (0.0, 500_000.0),
            _ => (0.0, 2_880.0),
        }
    }
}

/// One sample.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// What.
    pub measure: ReadingMeasure,
    /// When it began (ms since the epoch).
    pub at: i64,
    /// When it ended; the same for a moment.
    pub until: i64,
    /// The value, in the measure's unit.
    pub value: f64,
}

/// Earliest moment that is believed: 2000-01-01.
const EARLIEST: i64 = 946_684_800_000;

impl Sample {
    /// A code and a sentence for what cannot be, if anything.
    pub fn wrong(&self, now: i64) -> Option<(&'static str, String)> {
        let (least, most) = self.measure.range();
        if !self.value.is_finite() || !(least..=most).contains(&self.value) {
            let name = self.measure.name();
            let message = format!(
                "{} is no value of {name}: it lies between {least} and {most}.",
                self.value
            );
            return Some(("out_of_range", message));
        }
        if self.at < EARLIEST || self.at > now + 86_400_000 {
            return Some((
                "bad_time",
                "The time lies before the year 2000 or in the future.".into(),
            ));
        }
        if self.until < self.at {
            return Some(("bad_time", "It ends before it begins.".into()));
        }
        None
    }
}
