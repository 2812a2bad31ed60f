//! What is measured in a second.

use crate::decode::Electrode;
use crate::eeg::{BandPowers, Quality};
use crate::heart::Variability;
use crate::state::Estimate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One second of a wearer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Moment {
    /// Host second at its end.
    pub time: f64,
    /// Each electrode that ever sent something.
    pub electrodes: Vec<ElectrodeMoment>,
    /// The head as a whole; `None` while no electrode is trusted.
    pub eeg: Option<EegMoment>,
    /// The heart; `None` while nothing is known of it.
    pub heart: Option<HeartMoment>,
    /// Movement; `None` without an accelerometer.
    pub motion: Option<MotionMoment>,
    /// State of charge in percent, as last heard.
    pub battery: Option<f64>,
    /// The guess.
    pub state: Estimate,
}

/// One electrode.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ElectrodeMoment {
    /// Which.
    pub electrode: Electrode,
    /// How far to trust it.
    pub quality: Quality,
    /// Power of the rhythms over the last eight seconds, µV²; `None` while it is not trusted or too much is spoilt.
    pub powers: Option<BandPowers>,
    /// Its own alpha frequency, Hz.
    pub alpha_peak: Option<f64>,
}

/// The head as a whole: means over the trusted electrodes (without the additional one).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EegMoment {
    /// µV².
    pub powers: BandPowers,
    /// Shares of their sum.
    pub relative: BandPowers,
    /// β / (α + θ).
    pub engagement: Option<f64>,
    /// ln alpha AF8 - ln alpha AF7.
    pub asymmetry: Option<f64>,
    /// Hz; the mean of the electrodes that show one.
    pub alpha_peak: Option<f64>,
    /// Blinks a minute, over the last minute; `None` unless both forehead electrodes are trusted.
    pub blinks: Option<f64>,
    /// Muscle activity at the ears, µV.
    pub tension: Option<f64>,
    /// Mean quality of the four electrodes, 0 to 1.
    pub quality: f64,
}

/// Where the intervals come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HeartSource {
    /// A strap or watch that sends intervals.
    Strap,
    /// A watch that sends only a rate.
    RateOnly,
    /// Light at the forehead.
    Light,
}

/// The heart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct HeartMoment {
    /// Where it is known from.
    pub source: HeartSource,
    /// Beats a minute over the last intervals.
    pub rate: Option<f64>,
    /// 0 to 1: contact, likeness of the pulses, share of intervals that were sound.
    pub quality: f64,
    /// The intervals that ended in this second, ms.
    pub rr: Vec<f64>,
    /// Over the last five minutes, renewed every three seconds.
    pub variability: Option<Variability>,
}

/// Movement.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MotionMoment {
    /// Root mean square of acceleration beside gravity, multiples of gravity.
    pub shaking: f64,
    /// Root mean square of turning, degrees a second.
    pub turning: f64,
    /// So much that EEG is not believed.
    pub spoils: bool,
}
