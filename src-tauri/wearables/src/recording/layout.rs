//! Where samples lie in time, and content in the order of time.

use std::collections::BTreeMap;

/// A device's clock may stray from the host's by so much before it is believed that samples are missing which its numbers
/// do not show, in seconds.
const STRAY: f64 = 1.0;

/// Lays the blocks of an evenly sampled track on the grid of its rate, which begins with the recording.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    rate: f64,
    /// The number of the next sample, if none is missing.
    next: u64,
    /// The place of the next sample.
    slot: u64,
    begun: bool,
}

impl Grid {
    pub(super) fn new(rate: f64) -> Self {
        Self {
            rate,
            next: 0,
            slot: 0,
            begun: false,
        }
    }

    /// The place of a block's first sample, and how many places are left empty before it.
    pub(super) fn place(&mut self, first: u64, at: i64, count: usize) -> (u64, u64) {
        let told = (at.max(0) as f64 / 1e6 * self.rate).round() as u64;
        let counted = self.slot.saturating_add(first.saturating_sub(self.next));
        let strays = told.abs_diff(counted) as f64 > STRAY * self.rate;
        let place = if !self.begun || strays { told } else { counted }.max(self.slot);
        let empty = if self.begun { place - self.slot } else { 0 };
        self.begun = true;
        self.next = first.saturating_add(count as u64);
        self.slot = place.saturating_add(count as u64);
        (place, empty)
    }

    /// When the sample at a place was taken, in microseconds.
    pub(super) fn time(&self, slot: u64) -> i64 {
        (slot as f64 / self.rate * 1e6).round() as i64
    }
}

/// How much older than the newest something may come and still find its place, in microseconds. A piece covers ten
/// seconds, track by track.
const WINDOW: i64 = 30_000_000;

/// Puts what comes nearly in the order of time into it, with bounded memory.
#[derive(Debug)]
pub(super) struct Ordered<T> {
    held: BTreeMap<(i64, u64), T>,
    count: u64,
    newest: i64,
}

impl<T> Ordered<T> {
    pub(super) fn new() -> Self {
        Self {
            held: BTreeMap::new(),
            count: 0,
            newest: i64::MIN,
        }
    }

    pub(super) fn put(&mut self, at: i64, what: T) {
        self.newest = self.newest.max(at);
        self.held.insert((at, self.count), what);
        self.count += 1;
    }

    /// Looks at all that is held.
    pub(super) fn each(&self, mut look: impl FnMut(i64, &T)) {
        self.held.iter().for_each(|((at, _), what)| look(*at, what));
    }

    /// The first that lies before `end`, or the first at all.
    pub(super) fn first_before(&mut self, end: i64, any: bool) -> Option<(i64, T)> {
        let first = self.held.first_entry()?;
        if !any && first.key().0 >= end {
            return None;
        }
        let ((at, _), what) = first.remove_entry();
        Some((at, what))
    }

    /// What nothing can come before any more; at the end, the rest.
    pub(super) fn ready(&mut self, end: bool) -> Option<(i64, T)> {
        let first = self.held.first_entry()?;
        if !end && first.key().0 > self.newest.saturating_sub(WINDOW) {
            return None;
        }
        let ((at, _), what) = first.remove_entry();
        Some((at, what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lead_and_the_time_corrects_them() {
        let mut grid = Grid::new(256.0);
        assert_eq!(grid.place(0, 500_000, 12), (128, 0));
        // A little jitter of the time changes nothing, a gap in the numbers does.
        assert_eq!(grid.place(12, 560_000, 12), (140, 0));
        assert_eq!(grid.place(36, 640_000, 12), (164, 12));
        // After a reconnection the numbers go on, the time does not.
        assert_eq!(grid.place(48, 10_000_000, 12), (2560, 2384));
        assert_eq!(grid.time(2560), 10_000_000);
    }

    #[test]
    fn what_comes_late_is_put_in_order() {
        let mut ordered = Ordered::new();
        for at in [3_000_000, 1_000_000, 2_000_000, 40_000_000] {
            ordered.put(at, at);
        }
        let ready: Vec<i64> = std::iter::from_fn(|| ordered.ready(false))
            .map(|x| x.1)
            .collect();
        assert_eq!(ready, [1_000_000, 2_000_000, 3_000_000]);
        assert_eq!(ordered.ready(true), Some((40_000_000, 40_000_000)));
    }
}
