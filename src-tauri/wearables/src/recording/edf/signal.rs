//! Signals of an EDF+ file: how tracks fit into 16 bits, and where their samples wait to be written.

use std::collections::VecDeque;

use crate::recording::about::{Track, TrackKind};
use crate::recording::layout::Grid;

/// A signal of the file.
pub(super) struct Signal {
    pub(super) track: Track,
    pub(super) rate: f64,
    /// Steps that were seen, then the digital range.
    pub(super) low: i64,
    pub(super) high: i64,
}

/// Steps of one unit for tracks of numbers, while their range is looked for.
pub(super) const VALUE_STEPS: f64 = 1_000.0;

impl Signal {
    pub(super) fn saw(&mut self, step: i64) {
        self.low = self.low.min(step);
        self.high = self.high.max(step);
    }

    /// Turns what was seen into a range that EDF can hold.
    pub(super) fn settle(&mut self) {
        if self.low > self.high {
            (self.low, self.high) = (-1, 1);
        }
        let fits = |low: i64, high: i64| self.low >= low && self.high <= high;
        if self.track.kind != TrackKind::Values {
            if fits(-2_048, 2_047) {
                (self.low, self.high) = (-2_048, 2_047);
                return;
            }
            if fits(-32_768, 32_767) {
                (self.low, self.high) = (-32_768, 32_767);
                return;
            }
        }
        if self.low == self.high {
            self.high += 1;
        }
    }

    pub(super) fn is_direct(&self) -> bool {
        self.track.kind != TrackKind::Values && self.low >= -32_768 && self.high <= 32_767
    }

    pub(super) fn digital_range(&self) -> (i64, i64) {
        if self.is_direct() {
            (self.low, self.high)
        } else {
            (-32_768, 32_767)
        }
    }

    pub(super) fn physical_range(&self) -> (f64, f64) {
        let value = |step: i64| match self.track.kind {
            TrackKind::Values => step as f64 / VALUE_STEPS,
            _ => self.track.offset + self.track.scale * step as f64,
        };
        (value(self.low), value(self.high))
    }

    pub(super) fn digital(&self, step: i64) -> i16 {
        let step = step.clamp(self.low, self.high);
        if self.is_direct() {
            return step as i16;
        }
        let share = (step - self.low) as f64 / (self.high - self.low) as f64;
        (-32_768.0 + share * 65_535.0).round() as i16
    }

    /// What stands where nothing was measured.
    pub(super) fn nothing(&self) -> i16 {
        match self.track.kind {
            TrackKind::Values => self.digital(0),
            _ => self.digital(i64::from(self.track.step(0.0))),
        }
    }
}

/// Samples of one signal that are not written yet.
pub(super) struct Lane {
    pub(super) grid: Grid,
    pub(super) rate: f64,
    /// The place of the first sample.
    pub(super) begins: u64,
    pub(super) samples: VecDeque<i16>,
    pub(super) last: Option<i16>,
}

/// Places that may be filled up at once: an hour at the highest rate of a Muse.
const MOST_FILLED: u64 = 256 * 3_600;

impl Lane {
    pub(super) fn new(rate: f64) -> Self {
        Self {
            grid: Grid::new(rate),
            rate,
            begins: 0,
            samples: VecDeque::new(),
            last: None,
        }
    }

    /// Puts a sample at its place, `filler` before it; what comes too late is left out.
    pub(super) fn put(&mut self, slot: u64, sample: i16, filler: i16) {
        let Some(ahead) = slot.checked_sub(self.begins) else {
            return;
        };
        if ahead < self.samples.len() as u64 {
            self.samples[ahead as usize] = sample;
            return;
        }
        let missing = (ahead - self.samples.len() as u64).min(MOST_FILLED);
        self.samples
            .extend(std::iter::repeat_n(filler, missing as usize));
        self.samples.push_back(sample);
    }

    /// Takes the sample at a place, which follows the one taken before.
    pub(super) fn take(&mut self, slot: u64, filler: i16) -> i16 {
        self.begins = slot + 1;
        self.samples.pop_front().unwrap_or(filler)
    }
}

/// `EEG TP9` and the like, as EDF+ wants it.
pub(super) fn label(track: &Track) -> String {
    let electrode = ["TP9", "TP10", "AF7", "AF8", "AUX"].contains(&track.name.as_str());
    if electrode {
        format!("EEG {}", track.name)
    } else {
        track.name.clone()
    }
}
