//! The heart: beats out of light, intervals cleaned, and what their variability says.
//!
//! Intervals between beats are called RR throughout, in milliseconds, also where they come from a pulse. Definitions
//! follow the Task Force of the European Society of Cardiology (1996) and Shaffer and Ginsberg (2017).

mod clean;
mod frequency;
mod nonlinear;
mod pulse;
mod respiration;
mod time;

pub use clean::{Cleaned, Defect, clean};
pub use frequency::{BANDS, FrequencyDomain, HF, LF, by_lomb, by_welch, resample};
pub use nonlinear::{baevsky, dfa_alpha1, sample_entropy};
pub use pulse::{Beat, Direction, Pulse, beats, beats_toward};
pub use respiration::{Respiration, respiration};
pub use time::{TimeDomain, time_domain};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Everything that a stretch of RR intervals says about variability. What needs more intervals than there are is
/// `None`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Variability {
    /// Intervals used, after cleaning.
    pub intervals: usize,
    /// Seconds they span.
    pub seconds: f64,
    /// Share of intervals that had to be mended, 0 to 1. Above 0.05 do not trust what follows.
    pub mended: f64,
    /// Rate, SDNN, RMSSD, pNN50, SD1, SD2; from 8 intervals on.
    pub time: Option<TimeDomain>,
    /// LF, HF and their ratio by Lomb and Scargle, over the beats where they fell; from 60 s on.
    pub frequency: Option<FrequencyDomain>,
    /// Sample entropy with m = 2 and r = 0.2 deviations; from 60 intervals on.
    pub sample_entropy: Option<f64>,
    /// Short-term scaling exponent of detrended fluctuation analysis; from 60 intervals on.
    pub dfa_alpha1: Option<f64>,
    /// Baevsky's stress index in 1/s²; from 30 intervals on.
    pub stress_index: Option<f64>,
    /// Breathing as it shows in the intervals; from 30 s on.
    pub respiration: Option<Respiration>,
}

/// Cleans `rr` (milliseconds, in order, without gaps) and measures all that its length allows.
pub fn variability(rr: &[f64]) -> Variability {
    let cleaned = clean(rr);
    let rr = &cleaned.rr;
    let seconds = rr.iter().sum::<f64>() / 1000.0;
    let enough = |needed: usize| rr.len() >= needed;
    Variability {
        intervals: rr.len(),
        seconds,
        mended: cleaned.share(),
        time: time_domain(rr).ok().filter(|_| enough(8)),
        frequency: by_lomb(rr).ok().filter(|_| seconds >= 60.0),
        sample_entropy: sample_entropy(rr, 2, 0.2)
            .ok()
            .flatten()
            .filter(|_| enough(60)),
        dfa_alpha1: dfa_alpha1(rr).ok().filter(|_| enough(60)),
        stress_index: baevsky(rr).ok().flatten().filter(|_| enough(30)),
        respiration: respiration(rr).ok().flatten().filter(|_| seconds >= 30.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synth::{Body, EventKind, Scene};
    use proptest::prelude::*;

    /// RR of a synthetic heart in ms.
    pub(super) fn synthetic(scene: Scene, seconds: f64) -> Vec<f64> {
        let mut body = Body::new(21, scene);
        body.live_until(seconds);
        let beats: Vec<f64> = body
            .take_events()
            .iter()
            .filter(|e| e.kind == EventKind::Beat)
            .map(|e| e.time)
            .collect();
        beats.windows(2).map(|w| (w[1] - w[0]) * 1000.0).collect()
    }

    #[test]
    fn a_known_heart_is_measured() {
        let rr = synthetic(Scene::open_eyes(), 300.0);
        let all = variability(&rr);
        assert!(all.mended < 0.01, "{all:?}");
        let time = all.time.unwrap();
        assert!(
            (time.mean_rate - 66.0).abs() < 1.0 && (time.rmssd - 42.0).abs() < 5.0,
            "{time:?}"
        );
        let breath = all.respiration.unwrap();
        assert!((breath.rate - 14.0).abs() < 0.7, "{breath:?}");
        assert!(
            all.frequency.is_some() && all.sample_entropy.is_some() && all.dfa_alpha1.is_some()
        );
    }

    #[test]
    fn stress_shows_where_the_definitions_say() {
        let (calm, stressed) = (
            variability(&synthetic(Scene::calm(), 180.0)),
            variability(&synthetic(Scene::stressed(), 180.0)),
        );
        assert!(calm.time.unwrap().rmssd > 3.0 * stressed.time.unwrap().rmssd);
        assert!(calm.stress_index.unwrap() < stressed.stress_index.unwrap() / 3.0);
    }

    proptest! {
        #[test]
        fn any_intervals_are_survived(
            rr in prop::collection::vec(prop_oneof![200.0..3000.0_f64, Just(f64::NAN), Just(0.0), Just(-5.0), Just(1e12), Just(800.0)], 0..150)
        ) {
            let all = variability(&rr);
            prop_assert!(all.seconds.is_finite() && (0.0..=1.0).contains(&all.mended));
            if let Some(time) = all.time {
                prop_assert!(time.sdnn.is_finite() && time.rmssd.is_finite());
            }
        }
    }
}
