//! Electrodes, heart and movement put together, and the measurements a state is guessed from.

use super::moment::{EegMoment, ElectrodeMoment, HeartMoment, HeartSource, MotionMoment};
use crate::decode::Electrode;
use crate::eeg::{BandPowers, asymmetry, engagement};
use crate::heart::Variability;
use crate::state::{Measure, Measures};

/// The head as a whole out of its electrodes, what blinks a minute were counted, and the tension at each ear.
pub(super) fn head(
    electrodes: &[ElectrodeMoment],
    blinks: Option<f64>,
    tension: impl Fn(Electrode) -> Option<f64>,
) -> Option<EegMoment> {
    let on_head = || electrodes.iter().filter(|e| e.electrode != Electrode::Aux);
    let powers = BandPowers::mean(on_head().filter_map(|e| e.powers.as_ref()))?;
    let of = |electrode| electrodes.iter().find(|e| e.electrode == electrode);
    let powers_of = |electrode| of(electrode).and_then(|e| e.powers);
    let usable = |electrode| of(electrode).is_some_and(|e| e.quality.usable());
    let peaks: Vec<f64> = on_head().filter_map(|e| e.alpha_peak).collect();
    let ears: Vec<f64> = [Electrode::Tp9, Electrode::Tp10]
        .into_iter()
        .filter(|e| usable(*e))
        .filter_map(tension)
        .collect();
    let mean = |values: &[f64]| {
        (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
    };
    Some(EegMoment {
        powers,
        relative: powers.relative(),
        engagement: engagement(&powers),
        asymmetry: powers_of(Electrode::Af7)
            .zip(powers_of(Electrode::Af8))
            .and_then(|(l, r)| asymmetry(&l, &r)),
        alpha_peak: mean(&peaks),
        blinks: blinks.filter(|_| usable(Electrode::Af7) && usable(Electrode::Af8)),
        tension: mean(&ears),
        quality: head_quality(electrodes),
    })
}

/// What a state is guessed from; `present` is the heart's variability over the last minute or so.
pub(super) fn measures(
    eeg: Option<&EegMoment>,
    heart: Option<&HeartMoment>,
    present: Option<&Variability>,
    motion: Option<MotionMoment>,
) -> Measures {
    let mut out = Measures::default();
    if let Some(eeg) = eeg {
        let p = &eeg.powers;
        let rest = (p.theta + p.alpha + p.beta).max(1e-12);
        out.set(Measure::Theta, Some((p.theta / rest).ln()));
        out.set(Measure::Alpha, Some((p.alpha / rest).ln()));
        out.set(Measure::Beta, Some((p.beta / rest).ln()));
        out.set(Measure::Engagement, eeg.engagement.map(f64::ln));
        out.set(Measure::Asymmetry, eeg.asymmetry);
        out.set(Measure::Blinks, eeg.blinks);
        out.set(Measure::Tension, eeg.tension.map(|t| t.max(0.1).ln()));
    }
    if let Some(heart) = heart.filter(|h| h.quality >= 0.3) {
        out.set(Measure::HeartRate, heart.rate);
        let present = present.filter(|v| {
            heart.source != HeartSource::RateOnly && v.mended < 0.2 && v.seconds >= 25.0
        });
        if let Some(present) = present {
            out.set(
                Measure::HeartVariability,
                present.time.map(|t| t.rmssd.max(1.0).ln()),
            );
            out.set(
                Measure::StressIndex,
                present.stress_index.map(|s| s.max(1.0).ln()),
            );
            let clear = present.respiration.filter(|r| r.certainty > 0.3);
            out.set(Measure::Breathing, clear.map(|r| r.rate));
        }
    }
    if let Some(motion) = motion {
        out.set(Measure::Movement, Some(motion.shaking.max(0.002).ln()));
    }
    out
}

/// Mean quality of the four electrodes of a headband; missing ones count as silent.
pub(super) fn head_quality(electrodes: &[ElectrodeMoment]) -> f64 {
    electrodes
        .iter()
        .filter(|e| e.electrode != Electrode::Aux)
        .map(|e| e.quality.score)
        .sum::<f64>()
        / 4.0
}
