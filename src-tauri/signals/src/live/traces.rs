//! What a screen draws: filtered samples since it last asked.

use crate::decode::Electrode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// A line on a screen.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// EEG in µV, high-pass, notch and 45 Hz low-pass, 256 Hz.
    Eeg(Electrode),
    /// Pulse, light taken away, in the sensor's steps without its mean, 64 Hz.
    Pulse,
    /// Size of acceleration less 1, multiples of gravity, 52 Hz.
    Acceleration,
}

/// Samples of one line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trace {
    /// Host second of the first sample.
    pub time: f64,
    /// Samples a second.
    pub rate: f64,
    /// Samples; NaN where they are missing.
    pub samples: Vec<f32>,
}

/// Seconds that wait for a screen; older ones are dropped.
const SECONDS: f64 = 4.0;

/// Samples that wait to be drawn.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    rate: f64,
    end: f64,
    samples: VecDeque<f32>,
}

impl Waiting {
    pub(super) fn new(rate: f64) -> Self {
        Self {
            rate,
            end: 0.0,
            samples: VecDeque::new(),
        }
    }

    pub(super) fn push(&mut self, sample: f32) {
        if self.samples.len() >= (SECONDS * self.rate) as usize {
            self.samples.pop_front();
        }
        self.samples.push_back(sample);
    }

    /// Host second behind the last sample.
    pub(super) fn ends(&mut self, time: f64) {
        self.end = time;
    }

    pub(super) fn take(&mut self) -> Trace {
        Trace {
            time: self.end - self.samples.len() as f64 / self.rate,
            rate: self.rate,
            samples: self.samples.drain(..).collect(),
        }
    }
}
