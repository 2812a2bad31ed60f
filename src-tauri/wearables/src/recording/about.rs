//! What a recording says of itself.

use serde::{Deserialize, Serialize};

use super::error::{RecordingError, Result};

/// What stands at the beginning of a recording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// When it began: milliseconds since 1970. All other times count from here.
    pub started: i64,
    /// Whether what it holds is simulated.
    pub simulated: bool,
    /// Where it comes from: the names of the devices, or of the file that was imported.
    pub source: String,
}

/// One line of a recording: what a sensor gave, or what was made of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Track {
    /// What it is called, such as `TP9`; unique within a recording, up to 64 characters.
    pub name: String,
    /// What a value means, such as `uV`; empty: a number without unit.
    pub unit: String,
    /// How it is sampled.
    pub kind: TrackKind,
    /// A value is `offset + scale * step` for every step that is kept.
    pub scale: f64,
    /// See `scale`.
    pub offset: f64,
}

/// How a track is sampled.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrackKind {
    /// Evenly, so many times a second.
    Samples {
        /// Samples a second.
        rate: f64,
    },
    /// Numbers, each at its own time.
    Values,
    /// Words, each at its own time.
    Notes,
}

/// The most tracks of a recording.
pub(super) const MOST_TRACKS: usize = 256;
/// The longest name of a track or unit.
const LONGEST: usize = 64;

impl Track {
    /// An evenly sampled track of converter steps.
    pub fn samples(name: &str, unit: &str, rate: f64, scale: f64, offset: f64) -> Self {
        Self {
            name: name.to_owned(),
            unit: unit.to_owned(),
            kind: TrackKind::Samples { rate },
            scale,
            offset,
        }
    }

    /// A track of numbers at times of their own.
    pub fn values(name: &str, unit: &str) -> Self {
        Self {
            kind: TrackKind::Values,
            ..Self::samples(name, unit, 0.0, 1.0, 0.0)
        }
    }

    /// A track of words at times of their own.
    pub fn notes(name: &str) -> Self {
        Self {
            kind: TrackKind::Notes,
            ..Self::samples(name, "", 0.0, 1.0, 0.0)
        }
    }

    /// Samples a second, where it is evenly sampled.
    pub fn rate(&self) -> Option<f64> {
        match self.kind {
            TrackKind::Samples { rate } => Some(rate),
            TrackKind::Values | TrackKind::Notes => None,
        }
    }

    /// The value of a step.
    pub fn value(&self, step: i32) -> f64 {
        self.offset + self.scale * f64::from(step)
    }

    /// The step nearest to a value.
    pub fn step(&self, value: f64) -> i32 {
        let step = (value - self.offset) / self.scale;
        if step.is_nan() {
            0
        } else {
            step.round() as i32
        }
    }

    pub(super) fn check(&self) -> Result<()> {
        let long = |text: &str| text.chars().count() > LONGEST;
        let even = match self.kind {
            TrackKind::Samples { rate } => rate.is_finite() && rate > 0.0 && rate <= 100_000.0,
            _ => true,
        };
        let scaled = self.scale.is_finite() && self.scale != 0.0 && self.offset.is_finite();
        if self.name.is_empty() || long(&self.name) || long(&self.unit) || !even || !scaled {
            return Err(RecordingError::TooMuch(format!(
                "The track {:?} needs a name of 1 to {LONGEST} characters, a rate up to 100,000 a second and a scale other than 0",
                self.name
            )));
        }
        Ok(())
    }
}
