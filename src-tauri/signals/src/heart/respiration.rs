//! Breathing, from the wave it leaves in the intervals.

use super::frequency::welch_of;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Frequencies at which people breathe, Hz: 4 to 27 breaths a minute.
const BREATHS: (f64, f64) = (0.066, 0.45);
/// Below this a wave may as well be the slow one of blood pressure, Hz.
const SLOW: f64 = 0.13;
/// How much higher a peak below [`SLOW`] must be than any above before it counts as breathing.
const CLEARLY: f64 = 10.0;

/// Breathing as it shows in the intervals.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Respiration {
    /// Breaths a minute.
    pub rate: f64,
    /// Share of the power between 4 and 27 breaths a minute that lies around the rate, 0 to 1.
    pub certainty: f64,
}

/// The rate of breathing from `rr` (ms): the highest peak of their spectrum above 0.13 Hz, unless one below is ten
/// times as high (slow breathing moves the heart far more than the waves of blood pressure do). `None` without a peak.
///
/// # Errors
/// As for [`super::by_welch`].
pub fn respiration(rr: &[f64]) -> Result<Option<Respiration>> {
    let spectrum = welch_of(rr)?;
    let (fast, slow) = (
        spectrum.peak(SLOW, BREATHS.1),
        spectrum.peak(BREATHS.0, SLOW),
    );
    let peak = match (fast, slow) {
        (Some(f), Some(s)) if s.1 > CLEARLY * f.1 => Some(s),
        (None, s) => s,
        (f, _) => f,
    };
    Ok(peak.map(|(frequency, _)| {
        let around = spectrum.power(frequency - 0.03, frequency + 0.03);
        let all = spectrum.power(BREATHS.0, BREATHS.1).max(1e-12);
        Respiration {
            rate: 60.0 * frequency,
            certainty: (around / all).clamp(0.0, 1.0),
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::super::tests::synthetic;
    use super::*;
    use crate::synth::Scene;

    #[test]
    fn fast_and_paced_breathing_are_found() {
        for (scene, truth) in [
            (Scene::open_eyes(), 14.0),
            (Scene::paced_breathing(), 6.0),
            (Scene::focused(), 15.0),
        ] {
            let found = respiration(&synthetic(scene, 180.0)).unwrap().unwrap();
            assert!((found.rate - truth).abs() < 0.8, "{found:?} for {truth}");
            assert!(found.certainty > 0.3, "{found:?}");
        }
    }
}
