//! What is usual for this wearer: measured by sitting still for five minutes.

use super::measure::{Measure, Measures};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is usual of one measurement.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Norm {
    /// Median with open eyes.
    pub centre: f64,
    /// How much it usually changes: 1.4826 median deviations, but at least what changes within anyone.
    pub spread: f64,
}

/// What is usual for this wearer. What was never measured has the usual of healthy adults.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Baseline {
    /// What calibration measured.
    pub norms: BTreeMap<Measure, Norm>,
    /// ln of alpha's share with closed eyes less that with open eyes: above 0.3 or so the electrodes see the back of the
    /// head's alpha at all.
    pub alpha_reactivity: Option<f64>,
    /// RMSSD while breathing slowly over RMSSD at rest.
    pub breathing_reactivity: Option<f64>,
}

impl Baseline {
    /// Whether this wearer was ever measured.
    pub fn calibrated(&self) -> bool {
        !self.norms.is_empty()
    }

    /// What is usual of one measurement.
    pub fn norm(&self, measure: Measure) -> Norm {
        let (centre, spread) = measure.usual();
        self.norms
            .get(&measure)
            .copied()
            .filter(|n| n.spread > 0.0)
            .unwrap_or(Norm { centre, spread })
    }

    /// How unusual a value is, in spreads, from -4 to 4.
    pub fn z(&self, measure: Measure, value: f64) -> f64 {
        let norm = self.norm(measure);
        ((value - norm.centre) / norm.spread).clamp(-4.0, 4.0)
    }
}

/// A part of calibration.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Two minutes, looking at a point.
    EyesOpen,
    /// Two minutes, eyes closed.
    EyesClosed,
    /// One minute of six breaths, five seconds in and five out.
    PacedBreathing,
}

impl Phase {
    /// In their order.
    pub const ALL: [Self; 3] = [Self::EyesOpen, Self::EyesClosed, Self::PacedBreathing];

    /// Seconds it lasts.
    pub const fn seconds(self) -> usize {
        match self {
            Self::EyesOpen | Self::EyesClosed => 120,
            Self::PacedBreathing => 60,
        }
    }

    /// Seconds with a usable signal that it needs.
    const fn needed(self) -> usize {
        self.seconds() / 2
    }
}

/// Collects calibration second by second. Memory is bounded by ten minutes for each phase.
#[derive(Debug, Clone, Default)]
pub struct Calibration {
    seconds: BTreeMap<Phase, Vec<Measures>>,
    offered: BTreeMap<Phase, usize>,
}

/// How one phase went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PhaseReport {
    /// Which.
    pub phase: Phase,
    /// Seconds that were taken.
    pub seconds: usize,
    /// Of them with a usable signal.
    pub usable: usize,
    /// Usable seconds it needs.
    pub needed: usize,
}

/// How calibration went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CalibrationReport {
    /// Each phase that was begun.
    pub phases: Vec<PhaseReport>,
    /// Enough with open eyes: the baseline can be used. The other phases only add their reactivities.
    pub enough: bool,
}

/// Seconds kept of a phase.
const MOST: usize = 600;

impl Calibration {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a second of a phase; one without a single measurement counts as unusable.
    pub fn take(&mut self, phase: Phase, measures: &Measures) {
        *self.offered.entry(phase).or_default() += 1;
        let kept = self.seconds.entry(phase).or_default();
        if !measures.is_empty() && kept.len() < MOST {
            kept.push(*measures);
        }
    }

    /// Forgets a phase, to do it again.
    pub fn repeat(&mut self, phase: Phase) {
        self.seconds.remove(&phase);
        self.offered.remove(&phase);
    }

    /// How it went so far.
    pub fn report(&self) -> CalibrationReport {
        let phases: Vec<PhaseReport> = self
            .offered
            .iter()
            .map(|(phase, seconds)| PhaseReport {
                phase: *phase,
                seconds: *seconds,
                usable: self.seconds.get(phase).map_or(0, Vec::len),
                needed: phase.needed(),
            })
            .collect();
        let enough = phases
            .iter()
            .any(|p| p.phase == Phase::EyesOpen && p.usable >= p.needed);
        CalibrationReport { phases, enough }
    }

    /// The baseline; `None` without enough usable seconds with open eyes.
    pub fn baseline(&self) -> Option<Baseline> {
        if !self.report().enough {
            return None;
        }
        let mut out = Baseline::default();
        for measure in Measure::ALL {
            let open = self.values(Phase::EyesOpen, measure);
            if open.len() < Phase::EyesOpen.needed() / 2 {
                continue;
            }
            let centre = median(open.clone());
            let deviation = 1.4826 * median(open.iter().map(|v| (v - centre).abs()).collect());
            let (_, least) = measure.usual();
            // Two minutes of sitting still show less change than a day does; hence the floor, and a ceiling so that
            // one restless calibration does not make everything usual.
            out.norms.insert(
                measure,
                Norm {
                    centre,
                    spread: deviation.clamp(least, 3.0 * least),
                },
            );
        }
        let change = |phase: Phase, measure: Measure| {
            let values = self.values(phase, measure);
            let usual = out.norms.get(&measure)?.centre;
            (values.len() >= phase.needed() / 2).then(|| median(values) - usual)
        };
        out.alpha_reactivity = change(Phase::EyesClosed, Measure::Alpha);
        out.breathing_reactivity =
            change(Phase::PacedBreathing, Measure::HeartVariability).map(f64::exp);
        Some(out)
    }

    fn values(&self, phase: Phase, measure: Measure) -> Vec<f64> {
        self.seconds
            .get(&phase)
            .into_iter()
            .flatten()
            .filter_map(|m| m.get(measure))
            .collect()
    }
}

/// The middle value; 0 of none.
fn median(mut values: Vec<f64>) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 {
        values[middle]
    } else {
        (values[middle - 1] + values[middle]) / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn second(rate: f64, variability: f64, alpha: f64) -> Measures {
        let mut measures = Measures::default();
        measures.set(Measure::HeartRate, Some(rate));
        measures.set(Measure::HeartVariability, Some(variability));
        measures.set(Measure::Alpha, Some(alpha));
        measures
    }

    #[test]
    fn a_baseline_is_the_median_and_reactivities_are_changes() {
        let mut calibration = Calibration::new();
        for i in 0..120 {
            let wild = if i % 10 == 0 { 60.0 } else { 0.0 };
            calibration.take(Phase::EyesOpen, &second(62.0 + wild, 3.5, -1.4));
            calibration.take(Phase::EyesClosed, &second(60.0, 3.6, -0.7));
        }
        for _ in 0..60 {
            calibration.take(
                Phase::PacedBreathing,
                &second(61.0, 3.5 + 2.0_f64.ln(), -1.2),
            );
        }
        let baseline = calibration.baseline().unwrap();
        assert_eq!(
            baseline.norm(Measure::HeartRate),
            Norm {
                centre: 62.0,
                spread: 5.0
            }
        );
        assert!((baseline.z(Measure::HeartRate, 72.0) - 2.0).abs() < 1e-9);
        assert_eq!(baseline.z(Measure::HeartRate, 1e9), 4.0);
        assert!((baseline.alpha_reactivity.unwrap() - 0.7).abs() < 1e-9);
        assert!((baseline.breathing_reactivity.unwrap() - 2.0).abs() < 1e-9);
        // Never measured: what is usual among adults.
        assert_eq!(baseline.norm(Measure::Blinks).centre, 14.0);
    }

    #[test]
    fn too_little_signal_is_no_baseline() {
        let mut calibration = Calibration::new();
        for i in 0..120 {
            let measures = if i < 50 {
                second(62.0, 3.5, -1.4)
            } else {
                Measures::default()
            };
            calibration.take(Phase::EyesOpen, &measures);
        }
        assert!(calibration.baseline().is_none());
        let report = calibration.report();
        assert_eq!(
            (
                report.phases[0].seconds,
                report.phases[0].usable,
                report.enough
            ),
            (120, 50, false)
        );
        calibration.repeat(Phase::EyesOpen);
        assert!(calibration.report().phases.is_empty());
    }
}
