//! What looks like EEG and is none: blinks, the jaw, movement. Detectors take sample by sample.
//!
//! Thresholds are in µV and g at a headband's electrodes; they are wide apart from what a brain makes there (a blink
//! has 100 to 300 µV, a clench 30 to 150 µV above 35 Hz, a brain seldom 60 and 10).

use crate::error::Result;
use crate::filter::{Filter, Stream};

/// Finds blinks on the forehead: both sides move together between 1 and 10 Hz, higher than any rhythm, for about as
/// long as an eyelid needs.
#[derive(Debug, Clone)]
pub struct BlinkDetector {
    left: Stream,
    right: Stream,
    rate: f64,
    samples: u64,
    above: Option<(u64, f64)>,
    last: Option<u64>,
}

/// Height of a blink between 1 and 10 Hz, µV.
const BLINK_HEIGHT: f64 = 70.0;
/// Seconds above half that height.
const BLINK_LENGTH: std::ops::RangeInclusive<f64> = 0.04..=0.6;
/// Seconds until the filters' own echo has passed and another blink can be told.
const BLINK_REST: f64 = 0.45;

impl BlinkDetector {
    /// For `rate` samples a second.
    ///
    /// # Errors
    /// [`crate::Error::Value`] for a rate of 20 Hz or less.
    pub fn new(rate: f64) -> Result<Self> {
        let filter = Filter::high_pass(1, 1.0, rate)?.then(Filter::low_pass(2, 10.0, rate)?);
        Ok(Self {
            left: Stream::new(&filter),
            right: Stream::new(&filter),
            rate,
            samples: 0,
            above: None,
            last: None,
        })
    }

    /// The next sample of AF7 and AF8 in µV (a NaN where one is missing). True when a blink has just ended.
    pub fn push(&mut self, af7: f64, af8: f64) -> bool {
        self.samples += 1;
        let (Some(left), Some(right)) = (self.left.push(af7), self.right.push(af8)) else {
            self.above = None;
            return false;
        };
        // Both sides, or nothing: one side alone is an electrode that moved.
        let common = if left * right > 0.0 {
            left.abs().min(right.abs())
        } else {
            0.0
        };
        match self.above {
            None if common > BLINK_HEIGHT / 2.0 => self.above = Some((self.samples, common)),
            Some((since, peak)) if common > BLINK_HEIGHT / 2.0 => {
                self.above = Some((since, peak.max(common)))
            }
            Some((since, peak)) => {
                self.above = None;
                let length = (self.samples - since) as f64 / self.rate;
                let rested = self
                    .last
                    .is_none_or(|l| (self.samples - l) as f64 > BLINK_REST * self.rate);
                if peak > BLINK_HEIGHT && BLINK_LENGTH.contains(&length) && rested {
                    self.last = Some(self.samples);
                    return true;
                }
            }
            None => {}
        }
        false
    }

    /// Whether the eyes are moving now, or were within `seconds`.
    pub fn near(&self, seconds: f64) -> bool {
        self.above.is_some()
            || self
                .last
                .is_some_and(|l| (self.samples - l) as f64 <= seconds * self.rate)
    }
}

/// Finds clenches of the jaw: strong activity above 35 Hz at an electrode beside the ear.
#[derive(Debug, Clone)]
pub struct ClenchDetector {
    stream: Stream,
    keep: f64,
    power: f64,
    clenched: bool,
}

/// Root mean square above 35 Hz over an eighth of a second that is no brain's, µV.
const CLENCH_LEVEL: f64 = 20.0;

impl ClenchDetector {
    /// For `rate` samples a second and `mains` Hz of the power lines.
    ///
    /// # Errors
    /// [`crate::Error::Value`] for a rate too low for 35 Hz or for the mains.
    pub fn new(rate: f64, mains: f64) -> Result<Self> {
        let filter = Filter::high_pass(4, 35.0, rate)?.then(Filter::notch(mains, 10.0, rate)?);
        Ok(Self {
            stream: Stream::new(&filter),
            keep: (-8.0 / rate).exp(),
            power: 0.0,
            clenched: false,
        })
    }

    /// The next sample in µV. True when a clench has just begun.
    pub fn push(&mut self, sample: f64) -> bool {
        let Some(value) = self.stream.push(sample) else {
            self.power = 0.0;
            self.clenched = false;
            return false;
        };
        self.power = self.keep * self.power + (1.0 - self.keep) * value * value;
        let was = self.clenched;
        // It ends at half the level it began at.
        self.clenched = self.level()
            > if was {
                CLENCH_LEVEL / 2.0
            } else {
                CLENCH_LEVEL
            };
        self.clenched && !was
    }

    /// Whether the jaw is clenched now.
    pub fn clenched(&self) -> bool {
        self.clenched
    }

    /// Root mean square above 35 Hz, µV: tension of the muscles around the ear.
    pub fn level(&self) -> f64 {
        self.power.sqrt()
    }
}

/// How much a head moves.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Movement {
    /// Root mean square of acceleration beside its mean over the last second, multiples of gravity.
    pub shaking: f64,
    /// Root mean square of turning over the last second, degrees a second.
    pub turning: f64,
}

/// Shaking above which EEG is not believed, multiples of gravity.
const SHAKING: f64 = 0.05;
/// Turning above which EEG is not believed, degrees a second.
const TURNING: f64 = 30.0;

impl Movement {
    /// Whether EEG of this second is not to be believed.
    pub fn spoils(&self) -> bool {
        self.shaking > SHAKING || self.turning > TURNING
    }
}

/// Follows a head's acceleration and turning.
#[derive(Debug, Clone)]
pub struct MovementDetector {
    keep: f64,
    mean: Option<[f64; 3]>,
    shaking: f64,
    turning: f64,
}

impl MovementDetector {
    /// For `rate` samples a second.
    pub fn new(rate: f64) -> Self {
        Self {
            keep: (-1.0 / rate).exp(),
            mean: None,
            shaking: 0.0,
            turning: 0.0,
        }
    }

    /// The next acceleration, multiples of gravity. What is not finite is left out.
    pub fn accelerate(&mut self, sample: [f64; 3]) {
        if !sample.iter().all(|v| v.is_finite()) {
            return;
        }
        let mean = self.mean.get_or_insert(sample);
        let mut square = 0.0;
        for (mean, v) in mean.iter_mut().zip(sample) {
            *mean = self.keep * *mean + (1.0 - self.keep) * v;
            square += (v - *mean) * (v - *mean);
        }
        self.shaking = self.keep * self.shaking + (1.0 - self.keep) * square;
    }

    /// The next turning, degrees a second. What is not finite is left out.
    pub fn turn(&mut self, sample: [f64; 3]) {
        let square: f64 = sample.iter().map(|v| v * v).sum();
        if square.is_finite() {
            self.turning = self.keep * self.turning + (1.0 - self.keep) * square;
        }
    }

    /// How much it moved in the last second.
    pub fn movement(&self) -> Movement {
        Movement {
            shaking: self.shaking.sqrt(),
            turning: self.turning.sqrt(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::{EEG_RATE, MOTION_RATE};
    use crate::synth::{Body, EventKind, Scene};

    /// Times at which blinks and clenches were found, and true ones.
    fn found(scene: Scene, seconds: usize) -> [Vec<f64>; 4] {
        let mut body = Body::new(77, scene);
        let mut blinks = BlinkDetector::new(EEG_RATE).unwrap();
        let mut jaw = ClenchDetector::new(EEG_RATE, 50.0).unwrap();
        let mut out = [vec![], vec![], vec![], vec![]];
        for i in 0..256 * seconds {
            let row = body.eeg();
            let time = i as f64 / EEG_RATE;
            if blinks.push(f64::from(row[1]), f64::from(row[2])) {
                out[0].push(time);
            }
            if jaw.push(f64::from(row[0])) {
                out[1].push(time);
            }
        }
        for event in body.take_events() {
            match event.kind {
                EventKind::Blink => out[2].push(event.time),
                EventKind::Clench => out[3].push(event.time),
                EventKind::Beat => {}
            }
        }
        out
    }

    /// Share of `truth` that has something found up to half a second behind it.
    fn hit(found: &[f64], truth: &[f64]) -> f64 {
        let hits = truth
            .iter()
            .filter(|t| found.iter().any(|f| (0.0..0.6).contains(&(f - **t))))
            .count();
        hits as f64 / truth.len().max(1) as f64
    }

    #[test]
    fn blinks_and_clenches_are_found_and_little_else() {
        let scene = Scene {
            clenches: 6.0,
            blinks: 15.0,
            ..Scene::open_eyes()
        };
        let [blinks, clenches, true_blinks, true_clenches] = found(scene, 180);
        assert!(
            hit(&clenches, &true_clenches) > 0.95,
            "{clenches:?} {true_clenches:?}"
        );
        assert!(clenches.len() <= true_clenches.len() + 1);
        assert!(
            hit(&blinks, &true_blinks) > 0.85,
            "{} of {}",
            blinks.len(),
            true_blinks.len()
        );
        assert!(blinks.len() as f64 <= 1.1 * true_blinks.len() as f64);
    }

    #[test]
    fn eyes_closed_blink_not_and_rhythms_are_no_blinks() {
        for scene in [Scene::closed_eyes(), Scene::fatigued()] {
            let [blinks, clenches, ..] = found(
                Scene {
                    blinks: 0.0,
                    clenches: 0.0,
                    ..scene
                },
                120,
            );
            assert!(
                blinks.len() <= 1 && clenches.is_empty(),
                "{blinks:?} {clenches:?}"
            );
        }
    }

    #[test]
    fn walking_spoils_and_sitting_does_not() {
        for (scene, spoilt) in [
            (Scene::walking(), true),
            (Scene::open_eyes(), false),
            (Scene::stressed(), false),
        ] {
            let mut body = Body::new(3, scene);
            let mut head = MovementDetector::new(MOTION_RATE);
            for _ in 0..520 {
                let (a, t) = body.motion();
                head.accelerate(a.map(f64::from));
                head.turn(t.map(f64::from));
            }
            assert_eq!(head.movement().spoils(), spoilt, "{:?}", head.movement());
        }
        let mut head = MovementDetector::new(MOTION_RATE);
        head.accelerate([f64::NAN; 3]);
        head.turn([f64::INFINITY; 3]);
        assert_eq!(head.movement(), Movement::default());
    }
}
