//! Intervals between beats over the last minutes, from one source.

use crate::heart::{Variability, clean, variability};
use std::collections::VecDeque;

/// Seconds of intervals that are kept: five minutes.
const KEPT: f64 = 300.0;
/// Seconds that the wearer's present state is read from.
pub(super) const PRESENT: f64 = 50.0;
/// Intervals a heart can make, ms; others break the series.
const POSSIBLE: std::ops::RangeInclusive<f64> = 240.0..=3000.0;

/// A series without gaps: a gap begins it anew.
#[derive(Debug, Clone, Default)]
pub(super) struct Intervals {
    /// Host second of each beat, and the interval that it ended, ms.
    list: VecDeque<(f64, f64)>,
}

impl Intervals {
    pub(super) fn push(&mut self, time: f64, rr: f64) {
        if !POSSIBLE.contains(&rr) {
            self.list.clear();
            return;
        }
        self.list.push_back((time, rr));
        while self.list.front().is_some_and(|(at, _)| *at < time - KEPT) || self.list.len() > 1500 {
            self.list.pop_front();
        }
    }

    pub(super) fn clear(&mut self) {
        self.list.clear();
    }

    /// Those of the last `seconds` before `now`, ms.
    pub(super) fn last(&self, now: f64, seconds: f64) -> Vec<f64> {
        self.list
            .iter()
            .filter(|(at, _)| *at > now - seconds)
            .map(|(_, rr)| *rr)
            .collect()
    }

    /// Beats a minute: of the median of the last ten seconds' sound intervals.
    pub(super) fn rate(&self, now: f64) -> Option<f64> {
        let mut rr = self.last(now, 10.0);
        if rr.len() < 3 {
            return None;
        }
        rr.sort_by(f64::total_cmp);
        Some(60_000.0 / rr[rr.len() / 2])
    }

    /// Share of the last half minute's intervals that were sound; 1 of none.
    pub(super) fn soundness(&self, now: f64) -> f64 {
        let rr = self.last(now, 30.0);
        if rr.len() < 8 {
            1.0
        } else {
            (1.0 - 2.0 * clean(&rr).share()).clamp(0.0, 1.0)
        }
    }

    /// Variability of the last `seconds`; `None` below eight intervals.
    pub(super) fn variability(&self, now: f64, seconds: f64) -> Option<Variability> {
        let rr = self.last(now, seconds);
        (rr.len() >= 8).then(|| variability(&rr))
    }
}
