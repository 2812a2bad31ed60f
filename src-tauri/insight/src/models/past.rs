//! Whole quarters of the past: what would have been said at their starts is held against what came.

use chrono::NaiveDate;
use mycrm_quantum::estimate::clopper_pearson;

use super::report::{
    CalibrationCoverage, CalibrationLack, CalibrationQuarter, CalibrationScore, ModelCalibration,
};
use super::score::ALPHA;
use crate::calendar::{DAY, day, midnight, month_after, month_before, quarter_start};
use crate::chance::Sorted;
use crate::simulations::result::Unit;

/// Quarters looked back, at most.
pub(crate) const QUARTERS: u32 = 8;
/// History that a quarter needs before it.
const NEEDED: i64 = 180 * DAY;
/// How often intervals from p10 to p90 should hold what comes.
const NOMINAL: f64 = 0.8;

/// A quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quarter {
    /// Its first day.
    pub(crate) start: NaiveDate,
    /// Its first moment, in milliseconds since the epoch. What was known at its start was known before that.
    pub(crate) from: i64,
    /// The first moment of the next one.
    pub(crate) to: i64,
}

/// What would have been said of a quarter at its start, and what came.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Said {
    pub(crate) p10: f64,
    pub(crate) p50: f64,
    pub(crate) p90: f64,
    pub(crate) mean: f64,
    pub(crate) actual: f64,
}

impl Said {
    /// By outcomes that were drawn.
    pub(crate) fn drawn(outcomes: &[f64], actual: f64) -> Self {
        let sorted = Sorted::equal(outcomes.iter().copied());
        Self {
            p10: sorted.quantile(0.1),
            p50: sorted.quantile(0.5),
            p90: sorted.quantile(0.9),
            mean: outcomes.iter().sum::<f64>() / outcomes.len().max(1) as f64,
            actual,
        }
    }
}

impl Quarter {
    /// What was said of it and what came, as it is kept.
    pub(crate) fn told(&self, said: Said) -> CalibrationQuarter {
        let next = month_after(self.start, 3);
        CalibrationQuarter {
            begins: self.start.to_string(),
            ends: next.pred_opt().unwrap_or(next).to_string(),
            p10: said.p10,
            p50: said.p50,
            p90: said.p90,
            mean: said.mean,
            actual: said.actual,
            inside: (said.p10..=said.p90).contains(&said.actual),
        }
    }
}

/// The quarters that a model can be tried on, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Quarters(Vec<Quarter>);

impl Quarters {
    /// The last whole quarters before `now` with enough history before them; history that begins nowhere has none.
    pub(crate) fn before(now: i64, begins: Option<i64>) -> Self {
        let this = quarter_start(day(now));
        let starts = (1..=QUARTERS)
            .rev()
            .map(|back| month_before(this, 3 * back));
        let quarter = |start| Quarter {
            start,
            from: midnight(start),
            to: midnight(month_after(start, 3)),
        };
        let enough =
            |quarter: &Quarter| begins.is_some_and(|begins| quarter.from - begins >= NEEDED);
        Self(starts.map(quarter).filter(enough).collect())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Quarter> {
        self.0.iter()
    }

    /// The calibration that these scores and quarters make; where there are none it says what was lacking.
    pub(crate) fn calibration(
        &self,
        scores: impl IntoIterator<Item = Option<CalibrationScore>>,
        told: Vec<CalibrationQuarter>,
        (unit, currency): (Unit, &str),
    ) -> ModelCalibration {
        let scores: Vec<CalibrationScore> = scores.into_iter().flatten().collect();
        let coverage = coverage(told, unit, currency);
        let lacks = if self.0.is_empty() {
            Some(CalibrationLack::Quarters)
        } else {
            (scores.is_empty() && coverage.is_none()).then_some(CalibrationLack::Outcomes)
        };
        ModelCalibration {
            scores,
            coverage,
            lacks,
            ..ModelCalibration::default()
        }
    }
}

fn coverage(
    quarters: Vec<CalibrationQuarter>,
    unit: Unit,
    currency: &str,
) -> Option<CalibrationCoverage> {
    let inside = quarters.iter().filter(|quarter| quarter.inside).count();
    let (low, high) = clopper_pearson(inside, quarters.len().max(1), ALPHA);
    (!quarters.is_empty()).then(|| CalibrationCoverage {
        nominal: NOMINAL,
        inside: inside as u64,
        share: inside as f64 / quarters.len() as f64,
        low,
        high,
        unit,
        currency: currency.into(),
        quarters,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use mycrm_kernel::clock::parse_instant;

    #[test]
    fn only_whole_quarters_with_half_a_year_before_them_are_tried() {
        let at = |text: &str| parse_instant(text).unwrap();
        let now = at("2026-11-20T12:00:00Z");
        let starts = |begins: Option<i64>| -> Vec<String> {
            let all = Quarters::before(now, begins);
            all.iter()
                .map(|quarter| quarter.start.to_string())
                .collect()
        };
        assert_eq!(starts(None), [""; 0]);
        assert_eq!(starts(Some(at("2026-05-01T00:00:00Z"))), [""; 0]);
        assert_eq!(starts(Some(at("2025-12-20T00:00:00Z"))), ["2026-07-01"]);
        let all = starts(Some(0));
        assert_eq!(
            (all.len(), all[0].as_str(), all[7].as_str()),
            (8, "2024-10-01", "2026-07-01")
        );
        let none = Quarters::default().calibration([], Vec::new(), (Unit::Count, ""));
        assert_eq!(none.lacks, Some(CalibrationLack::Quarters));
        let quarters = Quarters::before(now, Some(0));
        let empty = quarters.calibration([], Vec::new(), (Unit::Count, ""));
        assert_eq!(empty.lacks, Some(CalibrationLack::Outcomes));
        let last = quarters.iter().last().unwrap();
        let outcomes: Vec<f64> = (0..=100).map(f64::from).collect();
        let told = last.told(Said::drawn(&outcomes, 90.0));
        assert_eq!(
            (told.begins.as_str(), told.ends.as_str()),
            ("2026-07-01", "2026-09-30")
        );
        assert!(told.inside && (told.p10 - 10.0).abs() < 1.5 && told.mean == 50.0);
        let full = quarters.calibration([], vec![told], (Unit::Count, ""));
        assert_eq!(
            (full.lacks, full.coverage.map(|c| c.inside)),
            (None, Some(1))
        );
    }
}
