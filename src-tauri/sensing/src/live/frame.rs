//! What the screen is told live.

use mycrm_signals::state::Measures;
use schemars::JsonSchema;
use serde::Serialize;

use super::radio::Link;
use crate::effects::ActiveEffects;
use crate::measure::{BodyState, Features, StateReason};
use crate::profile::GuideView;

/// One frame of the live feed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum LiveFrame {
    /// Samples of a device, decimated for the screen.
    Traces(Traces),
    /// What the last second of signals comes to: measures, state, reasons, spectrum, quality.
    Observation(Box<Observation>),
    /// A device came, went or said how full its battery is.
    Link(LinkChange),
    /// Something to be marked in the traces.
    Marker(Marker),
    /// The screen effects changed.
    Effects(ActiveEffects),
    /// How the calibration stands.
    Calibration(GuideView),
    /// The listener was slow: so many frames were left out before this one.
    Missed {
        /// How many.
        frames: u64,
    },
}

/// Samples of one device over the same stretch of time.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Traces {
    /// The device.
    pub device: String,
    /// The channels.
    pub channels: Vec<Trace>,
}

/// Samples of one channel.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Trace {
    /// Name of the channel: `TP9`, `AF7`, `AF8`, `TP10`, `ppg_infrared`, `rr` …
    pub channel: String,
    /// Unit: `uV`, `g`, `ms`, `bpm`, or empty.
    pub unit: String,
    /// When the first sample was measured, in milliseconds since 1970.
    pub start: f64,
    /// Milliseconds from one sample to the next.
    pub step: f64,
    /// The samples; null where packets were lost.
    pub values: Vec<Option<f32>>,
}

/// A stretch of the spectrum by its borders.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Band {
    /// `delta`, `theta`, `alpha`, `beta` or `gamma`.
    pub band: String,
    /// Power in µV².
    pub power: f64,
    /// Share of the power of all bands, 0 to 1.
    pub share: f64,
}

/// Power of a channel by frequency.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Spectrum {
    /// The channel; `mean` for that of all good ones.
    pub channel: String,
    /// Frequency of the first value, in Hz.
    pub from: f64,
    /// Hz from one value to the next.
    pub step: f64,
    /// Power density in µV²/Hz.
    pub density: Vec<f32>,
}

/// How good the signal of a channel is.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ChannelQuality {
    /// The channel.
    pub channel: String,
    /// 0 to 100.
    pub quality: f64,
    /// What spoils it, as codes for words: `blink`, `jaw`, `movement`, `contact`, `loss`.
    pub artefacts: Vec<String>,
}

/// What a second of signals comes to.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Observation {
    /// The moment, in milliseconds since 1970.
    pub at: i64,
    /// The device.
    pub device: String,
    /// Whether its signals are simulated.
    pub simulated: bool,
    /// The measures.
    pub features: Features,
    /// What the state model takes of them, in its own units.
    #[serde(skip)]
    pub measures: Measures,
    /// What the signals resemble.
    pub state: BodyState,
    /// How sure that is, 0 to 1.
    pub confidence: f64,
    /// The measurements that led to it, the weightiest first.
    pub reasons: Vec<StateReason>,
    /// Powers of the EEG's bands; empty without EEG.
    pub bands: Vec<Band>,
    /// Spectra of the EEG; empty without EEG.
    pub spectra: Vec<Spectrum>,
    /// Intervals between heartbeats since the observation before, in milliseconds.
    pub rr: Vec<f32>,
    /// How good the channels are.
    pub quality: Vec<ChannelQuality>,
}

/// A device came, went or said how full its battery is.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LinkChange {
    /// The moment, in milliseconds since 1970.
    pub at: i64,
    /// The device.
    pub device: String,
    /// Where its connection stands.
    pub link: Link,
    /// State of charge in percent, once known.
    pub battery: Option<u8>,
    /// Signal strength in dBm, once known.
    pub signal: Option<i16>,
    /// Why it went, in a sentence.
    pub why: Option<String>,
}

/// Something to be marked in the traces.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Marker {
    /// The moment, in milliseconds since 1970.
    pub at: i64,
    /// What: `call_started`, `call_ended`, `stress_began`, `stress_ended`, `felt_stressed`, `suggested_break` …, or the
    /// wearer's own words.
    pub label: String,
}
