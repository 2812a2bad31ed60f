//! The state along a call, and the stretches of stress in it. Pure: observations in, stretches out.

use std::collections::BTreeMap;

use mycrm_kernel::clock::instant_text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::frame::Observation;
use crate::measure::{BodyState, Measure, StateReason};

/// Stress from which on a moment counts, 0 to 100.
const STRESSED: f64 = 70.0;
/// How sure the state must be for it, 0 to 1.
const SURE: f64 = 0.4;
/// Stress must last so long to be a stretch, in milliseconds.
const BEGIN_MS: i64 = 15_000;
/// And be gone for so long for the stretch to be over.
const END_MS: i64 = 10_000;
/// One point of the course stands for so long.
const POINT_MS: i64 = 10_000;
/// Most points that are kept: four hours.
const POINTS: usize = 1_440;
/// Longest time between two observations that counts.
const GAP_MS: i64 = 3_000;

/// One point of the course of a call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Lived {
    /// Seconds since the call began.
    pub second: i64,
    /// What the signals resembled.
    pub state: BodyState,
    /// Stress, 0 to 100; null where it could not be told.
    pub stress: Option<f64>,
}

/// A stretch of stress.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// When it began (ms since the epoch).
    pub began_at: i64,
    /// When it ended; now, for one that goes on.
    pub ended_at: i64,
    /// Its highest stress, 0 to 100.
    pub peak: f64,
    /// What led to it, at its peak.
    pub reasons: Vec<StateReason>,
}

/// A call that is on.
#[derive(Debug, Clone)]
pub struct CallCourse {
    /// Its private record.
    pub call: Uuid,
    /// The activity.
    pub activity: Uuid,
    /// When it began (ms since the epoch).
    pub started_at: i64,
    /// Milliseconds in each state.
    pub states: BTreeMap<BodyState, i64>,
    /// State along the call.
    pub points: Vec<Lived>,
    /// Stretches that are over.
    pub stretches: Vec<Stretch>,
    /// Highest stress.
    pub peak: Option<f64>,
    /// Whether any of it was simulated.
    pub simulated: bool,
    open: Option<Stretch>,
    calm_since: Option<i64>,
    last: i64,
}

/// What an observation did to a call.
#[derive(Debug, Clone, PartialEq)]
pub enum Turn {
    /// Nothing new.
    Same,
    /// A stretch of stress is there, and goes on.
    Began(Stretch),
    /// It is over.
    Ended(Stretch),
}

impl CallCourse {
    /// A call that begins now.
    pub fn begin(call: Uuid, activity: Uuid, now: i64) -> Self {
        Self {
            call,
            activity,
            started_at: now,
            states: BTreeMap::new(),
            points: Vec::new(),
            stretches: Vec::new(),
            peak: None,
            simulated: false,
            open: None,
            calm_since: None,
            last: now,
        }
    }

    /// Takes an observation.
    pub fn observe(&mut self, seen: &Observation) -> Turn {
        let passed = (seen.at - self.last).clamp(0, GAP_MS);
        self.last = self.last.max(seen.at);
        *self.states.entry(seen.state).or_default() += passed;
        self.simulated |= seen.simulated;
        let stress = seen.features.get(Measure::Stress);
        if let Some(stress) = stress {
            self.peak = Some(self.peak.map_or(stress, |peak| peak.max(stress)));
        }
        let due = match self.points.last() {
            Some(point) => (point.second * 1000 / POINT_MS + 1) * POINT_MS,
            None => 0,
        };
        if self.last - self.started_at >= due && self.points.len() < POINTS {
            self.points.push(Lived {
                second: (self.last - self.started_at) / 1000,
                state: seen.state,
                stress,
            });
        }
        let stressed = seen.confidence >= SURE
            && (seen.state == BodyState::Stressed || stress.is_some_and(|value| value >= STRESSED));
        self.turn(stressed, stress.unwrap_or(STRESSED), &seen.reasons)
    }

    fn turn(&mut self, stressed: bool, stress: f64, reasons: &[StateReason]) -> Turn {
        let now = self.last;
        let Some(open) = &mut self.open else {
            if stressed {
                self.calm_since = None;
                self.open = Some(Stretch {
                    began_at: now,
                    ended_at: now,
                    peak: stress,
                    reasons: reasons.to_vec(),
                });
            }
            return Turn::Same;
        };
        if stressed {
            self.calm_since = None;
            let counted = open.ended_at - open.began_at >= BEGIN_MS;
            open.ended_at = now;
            if stress > open.peak {
                open.peak = stress;
                open.reasons = reasons.to_vec();
            }
            return if !counted && now - open.began_at >= BEGIN_MS {
                Turn::Began(open.clone())
            } else {
                Turn::Same
            };
        }
        let calm_since = *self.calm_since.get_or_insert(now);
        if now - calm_since < END_MS {
            return Turn::Same;
        }
        self.close().map_or(Turn::Same, Turn::Ended)
    }

    /// Ends the stretch that is open, if it lasted long enough to be one.
    pub fn close(&mut self) -> Option<Stretch> {
        self.calm_since = None;
        let stretch = self.open.take()?;
        if stretch.ended_at - stretch.began_at < BEGIN_MS {
            return None;
        }
        self.stretches.push(stretch.clone());
        Some(stretch)
    }

    /// Whether stress goes on right now.
    pub fn stressed(&self) -> bool {
        self.open
            .as_ref()
            .is_some_and(|open| open.ended_at - open.began_at >= BEGIN_MS)
    }

    /// Seconds in each state.
    pub fn seconds(&self) -> BTreeMap<BodyState, i64> {
        let seconds = self.states.iter().map(|(state, ms)| (*state, ms / 1000));
        seconds.filter(|(_, seconds)| *seconds > 0).collect()
    }

    /// When it began, as text.
    pub fn began(&self) -> String {
        instant_text(self.started_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Features;

    fn seen(at: i64, stress: f64, confidence: f64) -> Observation {
        let mut features = Features::default();
        features.set(Measure::Stress, stress);
        let stressed = stress >= STRESSED;
        Observation {
            at,
            device: "d".into(),
            simulated: true,
            features,
            measures: Default::default(),
            state: if stressed {
                BodyState::Stressed
            } else {
                BodyState::Calm
            },
            confidence,
            reasons: vec![],
            bands: vec![],
            spectra: vec![],
            rr: vec![],
            quality: vec![],
        }
    }

    fn live(seconds: &[(i64, f64, f64)]) -> (CallCourse, Vec<(i64, &'static str)>) {
        let mut call = CallCourse::begin(Uuid::nil(), Uuid::nil(), 0);
        let (mut turns, mut second) = (Vec::new(), 0);
        for (count, stress, confidence) in seconds {
            for _ in 0..*count {
                second += 1;
                match call.observe(&seen(second * 1000, *stress, *confidence)) {
                    Turn::Same => {}
                    Turn::Began(_) => turns.push((second, "began")),
                    Turn::Ended(_) => turns.push((second, "ended")),
                }
            }
        }
        (call, turns)
    }

    #[test]
    fn a_stretch_of_stress_begins_after_a_while_and_survives_a_breath() {
        let (call, turns) = live(&[
            (10, 20.0, 0.9),
            (14, 90.0, 0.9), // too short to count
            (20, 20.0, 0.9),
            (30, 90.0, 0.9), // from second 45 on
            (5, 20.0, 0.9),  // a breath
            (10, 95.0, 0.9),
            (20, 20.0, 0.9),
        ]);
        assert_eq!(turns, [(60, "began"), (100, "ended")]);
        let stretch = &call.stretches[0];
        assert_eq!((stretch.began_at, stretch.ended_at), (45_000, 89_000));
        assert_eq!((stretch.peak, call.peak), (95.0, Some(95.0)));
        assert_eq!(call.stretches.len(), 1);
        assert_eq!(call.seconds()[&BodyState::Stressed], 54);
        assert_eq!(call.points.len(), 11);
    }

    #[test]
    fn what_is_not_sure_is_no_stress() {
        let (call, turns) = live(&[(60, 95.0, 0.2)]);
        assert!(turns.is_empty() && call.stretches.is_empty());
    }
}
