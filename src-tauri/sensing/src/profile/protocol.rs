//! The calibration protocol as a state machine: two minutes with eyes open, two with eyes closed, one of paced
//! breathing. Only seconds with a good enough signal count, so a phase lasts as long as it needs, up to a limit.

use std::collections::BTreeMap;

use mycrm_signals::state::{self as model, Measures};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::measure::{Features, Measure};

/// Signal quality below which a second does not count, 0 to 100.
const GOOD_ENOUGH: f64 = 50.0;
/// How many times its length a phase may take before the calibration is given up.
const PATIENCE: i64 = 3;
/// Longest time between two moments that counts: what is beyond it was not measured.
const GAP_MS: i64 = 3_000;

/// A phase of the calibration.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CalibrationPhase {
    /// Sitting still, eyes open: two minutes.
    EyesOpen,
    /// Sitting still, eyes closed: two minutes.
    EyesClosed,
    /// Breathing with the pace: one minute.
    PacedBreathing,
}

impl CalibrationPhase {
    const ALL: [Self; 3] = [Self::EyesOpen, Self::EyesClosed, Self::PacedBreathing];

    fn model(self) -> model::Phase {
        match self {
            Self::EyesOpen => model::Phase::EyesOpen,
            Self::EyesClosed => model::Phase::EyesClosed,
            Self::PacedBreathing => model::Phase::PacedBreathing,
        }
    }

    /// How long it lasts, in milliseconds of good signal.
    pub fn length(self) -> i64 {
        match self {
            Self::EyesOpen | Self::EyesClosed => 120_000,
            Self::PacedBreathing => 60_000,
        }
    }
}

/// How a measure is spread in a phase.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Spread {
    /// Mean.
    pub mean: f64,
    /// Standard deviation (of the sample).
    pub sd: f64,
    /// How many moments.
    pub count: u32,
}

/// Mean and spread as moments come (Welford 1962).
#[derive(Debug, Clone, Copy, Default)]
struct Running {
    count: u32,
    mean: f64,
    squares: f64,
}

impl Running {
    fn add(&mut self, value: f64) {
        self.count += 1;
        let off = value - self.mean;
        self.mean += off / f64::from(self.count);
        self.squares += off * (value - self.mean);
    }

    fn spread(self) -> Spread {
        let degrees = self.count.saturating_sub(1).max(1);
        Spread {
            mean: self.mean,
            sd: (self.squares / f64::from(degrees)).sqrt(),
            count: self.count,
        }
    }
}

/// How a calibration stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GuideStatus {
    /// It is under way.
    Running,
    /// It is complete.
    Done,
    /// The signal was too poor for too long, or nothing came any more.
    Failed,
}

/// What the screen shows of a calibration that is under way.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GuideView {
    /// How it stands.
    pub status: GuideStatus,
    /// The phase.
    pub phase: CalibrationPhase,
    /// Seconds of good signal so far in this phase.
    pub seconds: f64,
    /// Seconds it takes.
    pub seconds_needed: f64,
    /// How much of the whole is done, 0 to 1.
    pub progress: f64,
    /// Whether the signal is good enough right now.
    pub good: bool,
    /// Seconds in this phase that did not count.
    pub seconds_lost: f64,
}

/// What was measured, by phase.
pub type Baselines = BTreeMap<CalibrationPhase, BTreeMap<Measure, Spread>>;

/// A calibration that is under way.
#[derive(Debug, Clone)]
pub struct Guide {
    /// When it began.
    pub started_at: i64,
    at: usize,
    good_ms: i64,
    entered_at: i64,
    last: i64,
    now: i64,
    good: bool,
    status: GuideStatus,
    sums: BTreeMap<CalibrationPhase, BTreeMap<Measure, Running>>,
    model: model::Calibration,
    total_ms: i64,
}

impl Guide {
    /// One that begins now.
    pub fn begin(now: i64) -> Self {
        Self {
            started_at: now,
            at: 0,
            good_ms: 0,
            entered_at: now,
            last: now,
            now,
            good: false,
            status: GuideStatus::Running,
            sums: BTreeMap::new(),
            model: model::Calibration::new(),
            total_ms: 0,
        }
    }

    /// The phase.
    pub fn phase(&self) -> CalibrationPhase {
        CalibrationPhase::ALL[self.at.min(CalibrationPhase::ALL.len() - 1)]
    }

    /// Takes the measures of a moment. Time that runs backwards does not count.
    pub fn observe(&mut self, features: &Features, measures: &Measures, now: i64) {
        if self.status != GuideStatus::Running {
            return;
        }
        let passed = (now - self.last).clamp(0, GAP_MS);
        self.last = self.last.max(now);
        self.good = features
            .get(Measure::Quality)
            .is_some_and(|quality| quality >= GOOD_ENOUGH);
        if self.good {
            self.good_ms += passed;
            self.total_ms += passed;
            self.model.take(self.phase().model(), measures);
            let sums = self.sums.entry(self.phase()).or_default();
            for (measure, value) in &features.0 {
                sums.entry(*measure).or_default().add(*value);
            }
        }
        self.pass(now);
    }

    /// Lets time pass without a moment: a device that has gone must not leave the wearer waiting for ever.
    pub fn pass(&mut self, now: i64) {
        if self.status != GuideStatus::Running {
            return;
        }
        self.now = self.now.max(now);
        // Silence is no good signal, however good it was before.
        self.good &= now - self.last <= GAP_MS;
        if self.good_ms >= self.phase().length() {
            self.at += 1;
            self.good_ms = 0;
            self.entered_at = now;
            if self.at == CalibrationPhase::ALL.len() {
                self.status = GuideStatus::Done;
            }
        } else if now - self.entered_at > self.phase().length() * PATIENCE {
            self.status = GuideStatus::Failed;
        }
    }

    /// What the screen shows.
    pub fn view(&self) -> GuideView {
        let whole: i64 = CalibrationPhase::ALL
            .iter()
            .map(|phase| phase.length())
            .sum();
        GuideView {
            status: self.status,
            phase: self.phase(),
            seconds: self.good_ms as f64 / 1000.0,
            seconds_needed: self.phase().length() as f64 / 1000.0,
            progress: (self.total_ms as f64 / whole as f64).min(1.0),
            good: self.good,
            seconds_lost: (self.now - self.entered_at - self.good_ms).max(0) as f64 / 1000.0,
        }
    }

    /// How it stands.
    pub fn status(&self) -> GuideStatus {
        self.status
    }

    /// The baseline of the state model; none when too little of it was measured.
    pub fn model(&self) -> Option<model::Baseline> {
        self.model.baseline()
    }

    /// What was measured so far.
    pub fn baselines(&self) -> Baselines {
        self.sums
            .iter()
            .map(|(phase, sums)| {
                let spreads = sums.iter().map(|(measure, sum)| (*measure, sum.spread()));
                (*phase, spreads.collect())
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn moment(quality: f64, heart_rate: f64) -> Features {
        let mut features = Features::default();
        features.set(Measure::Quality, quality);
        features.set(Measure::HeartRate, heart_rate);
        features
    }

    #[test]
    fn five_good_minutes_make_a_baseline_of_three_phases() {
        let mut guide = Guide::begin(0);
        let mut seen = Vec::new();
        for second in 1..=400 {
            let now = moment(90.0, 60.0 + f64::from(second % 2));
            guide.observe(&now, &Measures::default(), i64::from(second) * 1000);
            if seen.last() != Some(&guide.phase()) {
                seen.push(guide.phase());
            }
        }
        assert_eq!(seen, CalibrationPhase::ALL);
        assert_eq!(guide.status(), GuideStatus::Done);
        let open = guide.baselines()[&CalibrationPhase::EyesOpen][&Measure::HeartRate];
        assert_eq!((open.mean, open.count), (60.5, 120));
        assert!((open.sd - 0.502).abs() < 0.001, "{}", open.sd);
    }

    #[test]
    fn seconds_of_poor_signal_do_not_count_and_too_many_end_it() {
        let mut guide = Guide::begin(0);
        for second in 1..=100 {
            guide.observe(&moment(10.0, 60.0), &Measures::default(), second * 1000);
        }
        let view = guide.view();
        assert_eq!((view.seconds, view.good), (0.0, false));
        assert_eq!(view.seconds_lost, 100.0);
        guide.observe(&moment(90.0, 60.0), &Measures::default(), 101_000);
        assert!(guide.view().good);
        // The device is gone: that shows, and comes to an end.
        guide.pass(110_000);
        assert_eq!(
            (guide.view().good, guide.view().seconds_lost),
            (false, 109.0)
        );
        guide.pass(361_000);
        assert_eq!(guide.status(), GuideStatus::Failed);
    }

    proptest! {
        /// Whatever comes, in whatever order: progress never goes back, never exceeds the time that passed, and phases
        /// come in their order.
        #[test]
        fn progress_never_goes_back(steps in prop::collection::vec((-2_000i64..6_000, 0.0f64..100.0), 1..400)) {
            let mut guide = Guide::begin(0);
            let (mut now, mut progress, mut phase, mut newest) = (0, 0.0, guide.phase(), 0);
            for (step, quality) in steps {
                now += step;
                newest = newest.max(now);
                guide.observe(&moment(quality, 60.0), &Measures::default(), now);
                let view = guide.view();
                prop_assert!(view.progress >= progress);
                prop_assert!(view.phase >= phase);
                prop_assert!(guide.total_ms <= newest.max(0));
                (progress, phase) = (view.progress, view.phase);
            }
        }
    }
}
