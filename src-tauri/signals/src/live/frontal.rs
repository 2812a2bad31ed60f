//! Both forehead electrodes side by side, for blinks.

use crate::decode::EEG_RATE;
use crate::eeg::BlinkDetector;
use crate::error::Result;
use std::collections::VecDeque;

/// Samples one side may be ahead of the other before it is dropped.
const AHEAD: usize = 256;
/// Seconds over which blinks are counted.
const MINUTE: f64 = 60.0;
/// Seconds of both sides that a count needs.
const LEAST: f64 = 20.0;

/// Blinks out of two electrodes whose packets come one after the other.
#[derive(Debug, Clone)]
pub(super) struct Frontal {
    detector: BlinkDetector,
    sides: [VecDeque<f64>; 2],
    seconds: f64,
    blinks: VecDeque<f64>,
}

impl Frontal {
    pub(super) fn new() -> Result<Self> {
        Ok(Self {
            detector: BlinkDetector::new(EEG_RATE)?,
            sides: [VecDeque::new(), VecDeque::new()],
            seconds: 0.0,
            blinks: VecDeque::new(),
        })
    }

    /// Takes samples of one side, behind so many missing ones. True if the eyes are blinking or just did.
    pub(super) fn push(&mut self, right: bool, missing: u32, samples: &[f32]) -> bool {
        let side = &mut self.sides[usize::from(right)];
        side.extend((0..missing.min(AHEAD as u32)).map(|_| f64::NAN));
        side.extend(samples.iter().map(|v| f64::from(*v)));
        if side.len() > AHEAD {
            side.drain(..side.len() - AHEAD);
        }
        let mut found = false;
        let [left, right] = &mut self.sides;
        while let (Some(l), Some(r)) = (left.front(), right.front()) {
            self.seconds += 1.0 / EEG_RATE;
            if self.detector.push(*l, *r) {
                self.blinks.push_back(self.seconds);
            }
            left.pop_front();
            right.pop_front();
            found = found || self.detector.near(0.1);
        }
        while self
            .blinks
            .front()
            .is_some_and(|at| *at < self.seconds - MINUTE)
        {
            self.blinks.pop_front();
        }
        found
    }

    /// Blinks a minute; `None` until twenty seconds of both sides have come.
    pub(super) fn rate(&self) -> Option<f64> {
        (self.seconds >= LEAST).then(|| self.blinks.len() as f64 * 60.0 / self.seconds.min(MINUTE))
    }
}
