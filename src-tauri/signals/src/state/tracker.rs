//! The guess over time: steady, without jumping between two states that are about as likely.

use super::measure::{Measure, Measures};
use super::profile::Profile;
use super::score::{Estimate, Unsure, estimate, shares, sums};
use super::weights::State;

/// Seconds after which a measurement that stopped coming is forgotten.
const STALE: f64 = 20.0;
/// Seconds of signal before anything is said.
const WARM_UP: f64 = 15.0;

/// Follows one wearer second by second.
#[derive(Debug, Clone)]
pub struct Tracker {
    seconds: f64,
    smooth: [Option<(f64, f64)>; Measure::ALL.len()],
    quality: Option<f64>,
    measured: f64,
    time: f64,
    held: Option<State>,
}

impl Tracker {
    /// `seconds` is the time constant of smoothing; 12 is usual.
    pub fn new(seconds: f64) -> Self {
        Self {
            seconds: seconds.clamp(0.1, 600.0),
            smooth: [None; Measure::ALL.len()],
            quality: None,
            measured: 0.0,
            time: 0.0,
            held: None,
        }
    }

    /// Takes what was measured in the `elapsed` seconds since the last call, and guesses.
    pub fn take(
        &mut self,
        profile: &Profile,
        measures: &Measures,
        quality: f64,
        elapsed: f64,
    ) -> Estimate {
        let elapsed = elapsed.clamp(0.0, 3600.0);
        self.time += elapsed;
        let share = 1.0 - (-elapsed / self.seconds).exp();
        for measure in Measure::ALL {
            let slot = &mut self.smooth[measure as usize];
            match (measures.get(measure), slot.as_mut()) {
                (Some(value), Some((smooth, at))) => {
                    *smooth += share * (value - *smooth);
                    *at = self.time;
                }
                (Some(value), None) => *slot = Some((value, self.time)),
                (None, Some((_, at))) if self.time - *at > STALE => *slot = None,
                (None, _) => {}
            }
        }
        let quality = match &mut self.quality {
            // Trust is lost faster than it is won.
            Some(smooth) => {
                let share = if quality < *smooth {
                    (3.0 * share).min(1.0)
                } else {
                    share
                };
                *smooth += share * (quality - *smooth);
                *smooth
            }
            None => *self.quality.insert(quality),
        };
        if !measures.is_empty() {
            self.measured += elapsed;
        }
        if self.measured < WARM_UP {
            let unsure = if quality < 0.35 {
                Unsure::PoorSignal
            } else {
                Unsure::TooEarly
            };
            return Estimate::unknown(unsure, quality);
        }
        let smooth = self.measures();
        let sums = sums(profile, &smooth);
        let shares = shares(&sums.scores);
        let out = estimate(profile, &smooth, &sums, &shares, quality, self.held);
        self.held = out.state;
        out
    }

    /// The smoothed measurements: what a label given now is learned from.
    pub fn measures(&self) -> Measures {
        let mut out = Measures::default();
        for measure in Measure::ALL {
            out.set(
                measure,
                self.smooth[measure as usize].map(|(value, _)| value),
            );
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(z: f64) -> Measures {
        let mut out = Measures::default();
        for (measure, sign) in [
            (Measure::HeartRate, 1.0),
            (Measure::HeartVariability, -1.0),
            (Measure::Breathing, 1.0),
            (Measure::Asymmetry, -1.0),
        ] {
            let (centre, spread) = measure.usual();
            out.set(measure, Some(centre + sign * z * spread));
        }
        out
    }

    #[test]
    fn it_warms_up_follows_and_forgets() {
        let profile = Profile::default();
        let mut tracker = Tracker::new(12.0);
        assert_eq!(
            tracker.take(&profile, &at(2.5), 0.9, 1.0).unsure,
            Some(Unsure::TooEarly)
        );
        let mut last = None;
        for _ in 0..40 {
            last = Some(tracker.take(&profile, &at(2.5), 0.9, 1.0));
        }
        assert_eq!(last.take().unwrap().state, Some(State::Stressed));
        // Silence: the signal is poor at once, and the measurements are forgotten after a while.
        for _ in 0..30 {
            last = Some(tracker.take(&profile, &Measures::default(), 0.0, 1.0));
        }
        assert_eq!(last.unwrap().unsure, Some(Unsure::PoorSignal));
        assert!(tracker.measures().is_empty());
    }

    #[test]
    fn a_state_is_not_left_for_a_hair() {
        let profile = Profile::default();
        let mut tracker = Tracker::new(2.0);
        let mut changes = 0;
        let mut before = None;
        for i in 0..300 {
            let wobble = 2.2 + 0.3 * f64::from(i % 7 - 3) / 3.0;
            let state = tracker.take(&profile, &at(wobble), 0.9, 1.0).state;
            if i > 20 && state != before {
                changes += 1;
            }
            before = state;
        }
        assert!(changes <= 1, "{changes}");
    }
}
