//! From the words of the libraries to those of the screen.

use mycrm_signals::decode::Electrode;
use mycrm_signals::eeg::{Band as Rhythm, BandPowers};
use mycrm_signals::live::{Line, Live, Moment};
use mycrm_signals::state::{Measure as Known, State};
use mycrm_wearables::{DeviceKind as Guessed, Ended};
use serde::Serialize;

use crate::live::{Band, ChannelQuality, DeviceKind, Observation, Spectrum, Trace, Traces};
use crate::measure::{BodyState, Features, Measure, StateReason};

/// Highest frequency of a spectrum that is shown, Hz.
const SHOWN_TO: f64 = 50.0;

pub(super) fn kind(known: Guessed) -> DeviceKind {
    match known {
        Guessed::Headband => DeviceKind::Headband,
        Guessed::HeartStrap => DeviceKind::HeartStrap,
        Guessed::Watch => DeviceKind::Watch,
        Guessed::Unknown => DeviceKind::Unknown,
    }
}

/// Why a connection ended, as a code for words.
pub(super) fn sentence(ended: &Ended) -> String {
    match ended {
        Ended::Asked => "asked".into(),
        Ended::Lost => "lost".into(),
        Ended::Silent => "silent".into(),
        Ended::Flooded => "flooded".into(),
        Ended::Adapter => "adapter".into(),
        Ended::Trouble { trouble } => trouble.code().to_owned(),
    }
}

/// The name of a code of the libraries.
fn code(of: &impl Serialize) -> String {
    match serde_json::to_value(of) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The measures of a moment.
fn features(moment: &Moment) -> Features {
    let mut features = Features::default();
    let mut set = |measure, value: Option<f64>| {
        if let Some(value) = value {
            features.set(measure, value);
        }
    };
    if let Some(heart) = &moment.heart {
        set(Measure::HeartRate, heart.rate);
        if let Some(variability) = &heart.variability {
            set(
                Measure::Rmssd,
                variability.time.as_ref().map(|time| time.rmssd),
            );
            set(
                Measure::LfHf,
                variability.frequency.as_ref().map(|power| power.ratio),
            );
            set(
                Measure::Respiration,
                variability.respiration.as_ref().map(|breath| breath.rate),
            );
        }
    }
    if let Some(eeg) = &moment.eeg {
        for (measure, band) in [
            (Measure::Delta, Rhythm::Delta),
            (Measure::Theta, Rhythm::Theta),
            (Measure::Alpha, Rhythm::Alpha),
            (Measure::Beta, Rhythm::Beta),
            (Measure::Gamma, Rhythm::Gamma),
        ] {
            set(measure, Some(eeg.relative.get(band)));
        }
        set(Measure::Engagement, eeg.engagement);
        set(Measure::Asymmetry, eeg.asymmetry);
    }
    set(
        Measure::Movement,
        moment.motion.map(|motion| motion.shaking * 1000.0),
    );
    set(Measure::Quality, Some(moment.state.quality * 100.0));
    for share in &moment.state.shares {
        let measure = match share.state {
            State::Calm => Measure::Calm,
            State::Focused => Measure::Focus,
            State::Stressed => Measure::Stress,
            State::Excited => Measure::Excitement,
            State::Fatigued => Measure::Fatigue,
        };
        set(measure, Some(share.share * 100.0));
    }
    features
}

fn bands(powers: &BandPowers, shares: &BandPowers) -> Vec<Band> {
    let band = |band: Rhythm| Band {
        band: code(&band),
        power: powers.get(band),
        share: shares.get(band),
    };
    Rhythm::ALL.into_iter().map(band).collect()
}

/// A measurement of the model in the unit that a person knows: the model takes logarithms of what is spread like one.
fn told(measure: Known, value: f64) -> f64 {
    match measure {
        Known::HeartVariability
        | Known::StressIndex
        | Known::Theta
        | Known::Alpha
        | Known::Beta
        | Known::Engagement
        | Known::Tension
        | Known::Movement => value.exp(),
        Known::HeartRate | Known::Breathing | Known::Asymmetry | Known::Blinks => value,
    }
}

/// What a moment of the pipeline comes to.
pub(crate) fn observation(
    live: &Live,
    moment: &Moment,
    device: &str,
    simulated: bool,
) -> Observation {
    let estimate = &moment.state;
    let reasons = estimate.reasons.iter().map(|reason| StateReason {
        code: code(&reason.measure),
        value: told(reason.measure, reason.value),
        against: Some(told(
            reason.measure,
            live.profile().baseline.norm(reason.measure).centre,
        )),
        weight: reason.contribution,
    });
    let spectrum = |electrode: Electrode| {
        let spectrum = live.spectrum(electrode)?;
        let count = (SHOWN_TO / spectrum.resolution).ceil() as usize + 1;
        let density = spectrum.density.iter().take(count);
        Some(Spectrum {
            channel: electrode.name().to_owned(),
            from: 0.0,
            step: spectrum.resolution,
            density: density.map(|value| *value as f32).collect(),
        })
    };
    let eeg = moment.eeg.as_ref();
    Observation {
        at: (moment.time * 1000.0) as i64,
        device: device.to_owned(),
        simulated,
        features: features(moment),
        measures: live.measures(),
        state: estimate.state.map_or(BodyState::Unknown, BodyState::from),
        confidence: estimate.confidence,
        reasons: reasons.collect(),
        bands: eeg
            .map(|eeg| bands(&eeg.powers, &eeg.relative))
            .unwrap_or_default(),
        spectra: Electrode::ALL.into_iter().filter_map(spectrum).collect(),
        rr: moment
            .heart
            .iter()
            .flat_map(|heart| heart.rr.iter().map(|ms| *ms as f32))
            .collect(),
        quality: moment
            .electrodes
            .iter()
            .map(|one| ChannelQuality {
                channel: one.electrode.name().to_owned(),
                quality: one.quality.score * 100.0,
                artefacts: one.quality.flaws.iter().map(code).collect(),
            })
            .collect(),
    }
}

/// The samples since the last time, EEG at half its rate: a screen shows no more.
pub(crate) fn traces(live: &mut Live, device: &str) -> Option<Traces> {
    let lines = Electrode::ALL
        .into_iter()
        .map(|electrode| (Line::Eeg(electrode), electrode.name(), "uV", 2))
        .chain([
            (Line::Pulse, "pulse", "", 1),
            (Line::Acceleration, "acceleration", "g", 1),
        ]);
    let mut channels = Vec::new();
    for (line, name, unit, every) in lines {
        let trace = live.take_trace(line);
        if trace.samples.is_empty() || trace.rate <= 0.0 {
            continue;
        }
        channels.push(Trace {
            channel: name.to_owned(),
            unit: unit.to_owned(),
            start: trace.time * 1000.0,
            step: 1000.0 / trace.rate * every as f64,
            values: trace
                .samples
                .chunks(every)
                .map(|some| {
                    let mean = some.iter().sum::<f32>() / some.len() as f32;
                    mean.is_finite().then_some(mean)
                })
                .collect(),
        });
    }
    (!channels.is_empty()).then(|| Traces {
        device: device.to_owned(),
        channels,
    })
}
