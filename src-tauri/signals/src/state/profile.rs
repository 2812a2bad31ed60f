//! All that is personal about the model, as it is kept on the wearer's machine.

use super::baseline::Baseline;
use super::measure::{Measure, Measures};
use super::score::{Estimate, estimate, shares, sums};
use super::weights::{State, Weights};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Version of the profile's format.
pub const PROFILE_VERSION: u32 = 1;

/// A wearer's baseline and weights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Profile {
    /// [`PROFILE_VERSION`] when it was written.
    pub version: u32,
    /// What is usual.
    pub baseline: Baseline,
    /// What speaks for what.
    pub weights: Weights,
    /// How much of each weight labels have moved since it was last set by hand.
    #[serde(default = "Weights::none")]
    pub learned: Weights,
    /// Labels learned from.
    pub labels: u32,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            version: PROFILE_VERSION,
            baseline: Baseline::default(),
            weights: Weights::default(),
            learned: Weights::none(),
            labels: 0,
        }
    }
}

/// How far one label moves the weights.
const STEP: f64 = 0.06;
/// How strongly a label pulls all weights back to where they began.
const PULL: f64 = 0.01;

impl Profile {
    /// The guess of one moment on its own, without memory (see [`super::Tracker`] for one with).
    pub fn estimate(&self, measures: &Measures, quality: f64) -> Estimate {
        let sums = sums(self, measures);
        let shares = shares(&sums.scores);
        estimate(self, measures, &sums, &shares, quality, None)
    }

    /// Learns from the wearer's own word for a moment: one step of logistic regression over the states, with a pull
    /// back to the beginning, each weight within its bounds. What was not measured moves nothing.
    pub fn learn(&mut self, measures: &Measures, state: State) {
        let shares = shares(&sums(self, measures).scores);
        for other in State::ALL {
            let wanted = if other == state { 1.0 } else { 0.0 };
            let miss = wanted - shares[other as usize];
            for (measure, value) in measures.iter() {
                let z = self.baseline.z(measure, value);
                let back = Weights::beginning(other, measure) - self.weights.get(other, measure);
                let by = STEP * miss * z + PULL * back;
                let moved = self.weights.shift(other, measure, by);
                self.learned.add(other, measure, moved);
            }
        }
        self.labels = self.labels.saturating_add(1);
    }

    /// Sets one weight by hand: what labels had moved of it counts no longer.
    ///
    /// # Errors
    /// As [`Weights::set`].
    pub fn set_weight(&mut self, state: State, measure: Measure, value: f64) -> Result<()> {
        self.weights.set(state, measure, value)?;
        self.learned
            .add(state, measure, -self.learned.get(state, measure));
        Ok(())
    }

    /// Forgets what was learned and set, and keeps the baseline.
    pub fn reset_weights(&mut self) {
        self.weights = Weights::default();
        self.learned = Weights::none();
        self.labels = 0;
    }

    /// Weights that differ from where they began, for showing what was learned.
    pub fn moved(&self) -> Vec<(State, Measure, f64, f64)> {
        self.weights
            .iter()
            .map(|w| {
                (
                    w.state,
                    w.measure,
                    Weights::beginning(w.state, w.measure),
                    w.value,
                )
            })
            .filter(|(_, _, from, to)| (from - to).abs() > 1e-9)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::score::Unsure;
    use super::super::weights::MAX_WEIGHT;
    use super::*;
    use proptest::prelude::*;

    /// Measures so many usual spreads from the usual.
    fn off(list: &[(Measure, f64)]) -> Measures {
        let mut out = Measures::default();
        for measure in Measure::ALL {
            let (centre, spread) = measure.usual();
            let z = list
                .iter()
                .find(|(m, _)| *m == measure)
                .map_or(0.0, |(_, z)| *z);
            out.set(measure, Some(centre + z * spread));
        }
        out
    }

    #[test]
    fn textbook_moments_have_their_names_and_reasons() {
        use Measure::{
            Alpha, Asymmetry, Beta, Blinks, Engagement, HeartRate, HeartVariability, Theta,
        };
        let profile = Profile::default();
        for (state, list) in [
            (
                State::Calm,
                vec![(Alpha, 2.0), (HeartVariability, 2.0), (HeartRate, -1.5)],
            ),
            (
                State::Focused,
                vec![
                    (Engagement, 2.0),
                    (Beta, 1.5),
                    (Blinks, -1.5),
                    (Alpha, -1.5),
                ],
            ),
            (
                State::Stressed,
                vec![
                    (HeartRate, 3.0),
                    (HeartVariability, -3.0),
                    (Asymmetry, -1.5),
                ],
            ),
            (State::Excited, vec![(HeartRate, 3.0), (Asymmetry, 2.5)]),
            (
                State::Fatigued,
                vec![(Theta, 2.5), (Blinks, 2.0), (Engagement, -2.0)],
            ),
        ] {
            let estimate = profile.estimate(&off(&list), 1.0);
            assert_eq!(estimate.state, Some(state), "{estimate:?}");
            assert!(
                list.iter().any(|(m, _)| *m == estimate.reasons[0].measure),
                "{estimate:?}"
            );
            assert!(estimate.reasons[0].contribution > 0.0);
            // Without a baseline of the wearer's own it is never sure.
            assert!(estimate.confidence < 0.6);
        }
    }

    #[test]
    fn unknown_has_its_reason() {
        let profile = Profile::default();
        let stressed = off(&[(Measure::HeartRate, 3.0), (Measure::HeartVariability, -3.0)]);
        assert_eq!(
            profile.estimate(&stressed, 0.2).unsure,
            Some(Unsure::PoorSignal)
        );
        assert_eq!(
            profile.estimate(&Measures::default(), 1.0).unsure,
            Some(Unsure::TooEarly)
        );
        assert_eq!(
            profile.estimate(&off(&[]), 1.0).unsure,
            Some(Unsure::NothingUnusual)
        );
        let mut only_rate = Measures::default();
        only_rate.set(Measure::Movement, Some(-2.0));
        assert_eq!(
            profile.estimate(&only_rate, 1.0).unsure,
            Some(Unsure::TooEarly)
        );
    }

    #[test]
    fn the_wearers_word_moves_the_guess_to_it() {
        let mut profile = Profile::default();
        // To this wearer, a fast heart with steady variability is excitement, not stress.
        let moment = off(&[(Measure::HeartRate, 2.5), (Measure::Breathing, 1.5)]);
        let before = profile.estimate(&moment, 1.0).shares[State::Focused as usize].share;
        for _ in 0..60 {
            profile.learn(&moment, State::Focused);
        }
        let after = profile.estimate(&moment, 1.0);
        assert!(
            after.shares[State::Focused as usize].share > before + 0.4,
            "{after:?}"
        );
        assert_eq!((after.state, profile.labels), (Some(State::Focused), 60));
        assert!(profile.moved().iter().any(|m| m.1 == Measure::HeartRate));
        // What labels have moved is told apart from what the wearer sets.
        let (state, measure) = (State::Focused, Measure::HeartRate);
        let learned = profile.learned.get(state, measure);
        let whole = profile.weights.get(state, measure) - Weights::beginning(state, measure);
        assert!(learned > 0.1 && (learned - whole).abs() < 1e-9, "{learned}");
        profile.set_weight(state, measure, -1.0).unwrap();
        assert_eq!(profile.learned.get(state, measure), 0.0);
        profile.learn(&moment, State::Focused);
        let learned = profile.learned.get(state, measure);
        assert!((profile.weights.get(state, measure) + 1.0 - learned).abs() < 1e-9);
        profile.reset_weights();
        assert_eq!(profile, Profile::default());
    }

    #[test]
    fn a_profile_is_kept_as_text() {
        let mut profile = Profile::default();
        profile.learn(&off(&[(Measure::HeartRate, 2.0)]), State::Excited);
        let text = serde_json::to_string(&profile).unwrap();
        let read: Profile = serde_json::from_str(&text).unwrap();
        for (a, b) in read.weights.iter().zip(profile.weights.iter()) {
            assert!((a.value - b.value).abs() < 1e-12);
        }
    }

    proptest! {
        #[test]
        fn no_label_takes_a_weight_out_of_bounds(values in prop::collection::vec(any::<f64>(), 12), times in 0_usize..200, state in 0_usize..5) {
            let mut measures = Measures::default();
            for (measure, value) in Measure::ALL.into_iter().zip(values) {
                measures.set(measure, Some(value));
            }
            let mut profile = Profile::default();
            for _ in 0..times {
                profile.learn(&measures, State::ALL[state]);
            }
            prop_assert!(profile.weights.iter().all(|w| w.value.abs() <= MAX_WEIGHT));
            let estimate = profile.estimate(&measures, 1.0);
            prop_assert!((0.0..=1.0).contains(&estimate.confidence));
            prop_assert!(estimate.shares.iter().map(|s| s.share).sum::<f64>() <= 1.0 + 1e-9);
        }
    }
}
