//! Evenly taken samples at another rate: windowed sinc (Hann), so that nothing above half the lower rate folds back.

use std::collections::VecDeque;
use std::f64::consts::PI;

/// Zero crossings of the sinc on each side.
const CROSSINGS: f64 = 16.0;

/// Turns samples of one rate into those of another, a stretch without gaps at a time. The last few of a stretch, which
/// would need samples that never came, are left out: 16 of the slower rate.
#[derive(Debug)]
pub(super) struct Resampler {
    /// Samples in for one sample out.
    step: f64,
    /// Share of the band that is kept.
    band: f64,
    /// How many samples in on each side count.
    reach: usize,
    held: VecDeque<f32>,
    /// Place of the first that is held, on the grid of samples in.
    first: u64,
    /// Place of the next sample out, on its own grid.
    next: u64,
}

impl Resampler {
    /// From `from` to `to` samples a second.
    pub(super) fn new(from: f64, to: f64) -> Self {
        let band = (to / from).min(1.0);
        Self {
            step: from / to,
            band,
            reach: (CROSSINGS / band).ceil() as usize,
            held: VecDeque::new(),
            first: 0,
            next: 0,
        }
    }

    /// Begins anew with the sample at `place`; answers the place of the first sample out.
    pub(super) fn begin(&mut self, place: u64) -> u64 {
        self.held.clear();
        self.first = place;
        self.next = (place as f64 / self.step).ceil() as u64;
        self.next
    }

    /// Takes a sample; those out that can be told now are added to `out`.
    pub(super) fn push(&mut self, sample: f32, out: &mut Vec<f32>) {
        self.held.push_back(sample);
        let end = self.first + self.held.len() as u64;
        loop {
            let at = self.next as f64 * self.step;
            if at.floor() as u64 + self.reach as u64 >= end {
                break;
            }
            out.push(self.value(at));
            self.next += 1;
        }
        let needed = (self.next as f64 * self.step).floor() as u64;
        let oldest = needed.saturating_sub(self.reach as u64);
        while self.first < oldest && self.held.pop_front().is_some() {
            self.first += 1;
        }
    }

    /// The value between the samples at `at`.
    fn value(&self, at: f64) -> f32 {
        let (mut sum, mut weights) = (0.0, 0.0);
        for (number, sample) in self.held.iter().enumerate() {
            let off = (self.first + number as u64) as f64 - at;
            let inside = off / (self.reach as f64 + 1.0);
            if inside.abs() >= 1.0 {
                continue;
            }
            let x = PI * off * self.band;
            let sinc = if x.abs() < 1e-9 { 1.0 } else { x.sin() / x };
            let weight = sinc * 0.5 * (1.0 + (PI * inside).cos());
            sum += weight * f64::from(*sample);
            weights += weight;
        }
        (sum / weights) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::TAU;

    /// A wave of `hertz` and amplitude 1 taken at `from`, as it is at 256 samples a second.
    fn wave(hertz: f64, from: f64) -> Vec<f32> {
        let mut resampler = Resampler::new(from, 256.0);
        assert_eq!(resampler.begin(0), 0);
        let mut out = vec![];
        for number in 0..(4.0 * from) as u32 {
            let sample = (TAU * hertz * f64::from(number) / from).sin();
            resampler.push(sample as f32, &mut out);
        }
        out
    }

    fn middle(out: &[f32]) -> &[f32] {
        &out[128..out.len() - 128]
    }

    #[test]
    fn a_wave_stays_where_and_as_large_as_it_was() {
        for from in [128.0, 200.0, 250.0, 500.0, 512.0, 1000.0] {
            for hertz in [1.0, 10.0, 40.0] {
                let out = wave(hertz, from);
                assert!(out.len() > 900, "{from}: {}", out.len());
                for (number, value) in out.iter().enumerate().skip(128).take(700) {
                    let truth = (TAU * hertz * number as f64 / 256.0).sin();
                    let off = (f64::from(*value) - truth).abs();
                    assert!(off < 0.02, "{hertz} Hz of {from}: {value} for {truth}");
                }
            }
        }
    }

    #[test]
    fn what_is_too_fast_does_not_fold_back() {
        let out = wave(190.0, 500.0);
        let most = middle(&out)
            .iter()
            .fold(0.0_f32, |most, v| most.max(v.abs()));
        assert!(most < 0.02, "{most}");
    }

    #[test]
    fn a_stretch_begins_where_it_lies() {
        let mut resampler = Resampler::new(500.0, 256.0);
        // A second and three samples.
        assert_eq!(resampler.begin(503), 258);
        let mut out = vec![];
        (0..500).for_each(|_| resampler.push(2.0, &mut out));
        assert!(out.len() > 230 && out.iter().all(|value| (value - 2.0).abs() < 1e-5));
    }
}
