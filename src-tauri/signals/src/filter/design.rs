//! Design by the bilinear transform with the corner frequency kept in place, and use on whole recordings.

use crate::error::{Result, all_finite, at_least, within};
use std::f64::consts::PI;

/// One second-order section: y = b0 x + b1 x' + b2 x'' - a1 y' - a2 y''.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Section {
    /// Weights of this input and the two before.
    pub b: [f64; 3],
    /// Weights of the two outputs before.
    pub a: [f64; 2],
}

impl Section {
    /// Gain at frequency zero.
    fn rest_gain(&self) -> f64 {
        self.b.iter().sum::<f64>() / (1.0 + self.a[0] + self.a[1])
    }

    /// One step in transposed direct form II.
    #[inline]
    pub(super) fn step(&self, state: &mut [f64; 2], x: f64) -> f64 {
        let y = self.b[0] * x + state[0];
        state[0] = self.b[1] * x - self.a[0] * y + state[1];
        state[1] = self.b[2] * x - self.a[1] * y;
        y
    }

    /// The state in which a constant input of 1 gives a constant output.
    pub(super) fn rest_state(&self) -> [f64; 2] {
        let y = self.rest_gain();
        let second = self.b[2] - self.a[1] * y;
        [self.b[1] - self.a[0] * y + second, second]
    }

    /// Size of the larger pole: how slowly the section forgets.
    fn largest_pole(&self) -> f64 {
        let [p, q] = self.a;
        let root = p * p - 4.0 * q;
        if root < 0.0 {
            q.max(0.0).sqrt()
        } else {
            ((-p + root.sqrt()) / 2.0)
                .abs()
                .max(((-p - root.sqrt()) / 2.0).abs())
        }
    }
}

/// A cascade of sections.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    sections: Vec<Section>,
}

impl Filter {
    /// Butterworth low-pass of `order` (1 to 12), -3 dB at `corner` Hz, for `rate` samples a second.
    ///
    /// # Errors
    /// [`crate::Error::Value`] for an order outside 1 to 12 or a corner not between 0 and half the rate.
    pub fn low_pass(order: usize, corner: f64, rate: f64) -> Result<Self> {
        Self::butterworth(order, corner, rate, false)
    }

    /// Butterworth high-pass of `order` (1 to 12), -3 dB at `corner` Hz, for `rate` samples a second.
    ///
    /// # Errors
    /// As for [`Filter::low_pass`].
    pub fn high_pass(order: usize, corner: f64, rate: f64) -> Result<Self> {
        Self::butterworth(order, corner, rate, true)
    }

    fn butterworth(order: usize, corner: f64, rate: f64, high: bool) -> Result<Self> {
        within("order of the filter", order as f64, 1.0, 12.0, "1 to 12")?;
        check_corner(corner, rate)?;
        let k = (PI * corner / rate).tan();
        let mut sections = Vec::with_capacity(order.div_ceil(2));
        for pair in 0..order / 2 {
            // Twice the damping of this pair of poles on the half circle.
            let damping = 2.0 * (PI * (2 * pair + 1) as f64 / (2 * order) as f64).sin();
            let scale = 1.0 / (1.0 + damping * k + k * k);
            let b = if high {
                [scale, -2.0 * scale, scale]
            } else {
                [k * k * scale, 2.0 * k * k * scale, k * k * scale]
            };
            let a = [
                2.0 * (k * k - 1.0) * scale,
                (1.0 - damping * k + k * k) * scale,
            ];
            sections.push(Section { b, a });
        }
        if order % 2 == 1 {
            let scale = 1.0 / (1.0 + k);
            let b = if high {
                [scale, -scale, 0.0]
            } else {
                [k * scale, k * scale, 0.0]
            };
            sections.push(Section {
                b,
                a: [(k - 1.0) * scale, 0.0],
            });
        }
        Ok(Self { sections })
    }

    /// A notch at `frequency` Hz, `frequency / quality` Hz wide at -3 dB.
    ///
    /// # Errors
    /// [`crate::Error::Value`] for a frequency not between 0 and half the rate or a quality below 0.5.
    pub fn notch(frequency: f64, quality: f64, rate: f64) -> Result<Self> {
        check_corner(frequency, rate)?;
        within(
            "quality of the notch",
            quality,
            0.5,
            1e6,
            "0.5 to a million",
        )?;
        let angle = 2.0 * PI * frequency / rate;
        let gain = 1.0 / (1.0 + (angle / quality / 2.0).tan());
        let b = [gain, -2.0 * gain * angle.cos(), gain];
        Ok(Self {
            sections: vec![Section {
                b,
                a: [b[1], 2.0 * gain - 1.0],
            }],
        })
    }

    /// This filter and then `other`.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.sections.extend(other.sections);
        self
    }

    /// The sections in order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Samples until the filter has forgotten 99 % of what it began with.
    pub fn settling(&self) -> usize {
        let pole = self
            .sections
            .iter()
            .map(Section::largest_pole)
            .fold(0.0, f64::max);
        if pole <= 0.0 {
            return self.sections.len() * 2;
        }
        (0.01_f64.ln() / pole.min(0.999_999).ln()).ceil() as usize
    }

    /// For each section the state in which a constant input of 1 gives a constant output.
    pub(super) fn rest_states(&self) -> Vec<[f64; 2]> {
        let mut level = 1.0;
        self.sections
            .iter()
            .map(|section| {
                let state = section.rest_state().map(|s| s * level);
                level *= section.rest_gain();
                state
            })
            .collect()
    }

    /// Runs over `samples` in place, from rest.
    pub fn apply(&self, samples: &mut [f64]) {
        self.apply_from(samples, vec![[0.0; 2]; self.sections.len()]);
    }

    fn apply_from(&self, samples: &mut [f64], mut states: Vec<[f64; 2]>) {
        for (section, state) in self.sections.iter().zip(&mut states) {
            for x in samples.iter_mut() {
                *x = section.step(state, *x);
            }
        }
    }

    /// Runs forth and back: no delay, twice the attenuation. The ends are continued by turning the signal about its end
    /// points (odd extension), as long as SciPy's `sosfiltfilt` does.
    ///
    /// # Errors
    /// [`crate::Error::TooFew`] if there are not more samples than the extension has, [`crate::Error::NotFinite`].
    pub fn apply_both_ways(&self, samples: &[f64]) -> Result<Vec<f64>> {
        all_finite("sample", samples)?;
        let flat = |f: fn(&Section) -> f64| self.sections.iter().filter(|s| f(s) == 0.0).count();
        let taps = 2 * self.sections.len() + 1 - flat(|s| s.b[2]).min(flat(|s| s.a[1]));
        let more = 3 * taps;
        at_least("filtering forth and back", samples.len(), more + 1)?;
        let (first, last) = (samples[0], samples[samples.len() - 1]);
        let mut all = Vec::with_capacity(samples.len() + 2 * more);
        all.extend((1..=more).rev().map(|i| 2.0 * first - samples[i]));
        all.extend_from_slice(samples);
        all.extend((1..=more).map(|i| 2.0 * last - samples[samples.len() - 1 - i]));
        for _ in 0..2 {
            let level = all[0];
            let states = self
                .rest_states()
                .into_iter()
                .map(|s| s.map(|v| v * level))
                .collect();
            self.apply_from(&mut all, states);
            all.reverse();
        }
        Ok(all[more..more + samples.len()].to_vec())
    }
}

fn check_corner(corner: f64, rate: f64) -> Result<()> {
    within("rate", rate, 1e-6, 1e9, "above 0")?;
    within(
        "frequency of the filter over half the rate",
        2.0 * corner / rate,
        1e-9,
        0.999_999,
        "between 0 and 1",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gain at a frequency, from the transfer function.
    fn gain(filter: &Filter, frequency: f64, rate: f64) -> f64 {
        let w = 2.0 * PI * frequency / rate;
        filter
            .sections()
            .iter()
            .map(|s| {
                let part = |c: [f64; 3]| {
                    let re = c[0] + c[1] * w.cos() + c[2] * (2.0 * w).cos();
                    let im = c[1] * w.sin() + c[2] * (2.0 * w).sin();
                    re.hypot(im)
                };
                part(s.b) / part([1.0, s.a[0], s.a[1]])
            })
            .product()
    }

    #[test]
    fn corners_lie_at_three_decibels_and_the_notch_is_deep() {
        for order in 1..=8 {
            let low = Filter::low_pass(order, 45.0, 256.0).unwrap();
            let high = Filter::high_pass(order, 1.0, 256.0).unwrap();
            for (filter, corner) in [(&low, 45.0), (&high, 1.0)] {
                assert!(
                    (gain(filter, corner, 256.0) - 0.5_f64.sqrt()).abs() < 1e-9,
                    "order {order}"
                );
            }
            assert!(
                (gain(&low, 1.0, 256.0) - 1.0).abs() < 1e-3
                    && (gain(&high, 60.0, 256.0) - 1.0).abs() < 1e-3
            );
        }
        let notch = Filter::notch(50.0, 25.0, 256.0).unwrap();
        assert!(gain(&notch, 50.0, 256.0) < 1e-9 && gain(&notch, 45.0, 256.0) > 0.97);
    }

    #[test]
    fn impossible_designs_are_refused() {
        assert!(Filter::low_pass(0, 10.0, 256.0).is_err());
        assert!(Filter::low_pass(4, 200.0, 256.0).is_err());
        assert!(Filter::high_pass(2, f64::NAN, 256.0).is_err());
        assert!(Filter::notch(50.0, 0.0, 256.0).is_err());
        let filter = Filter::high_pass(2, 1.0, 256.0).unwrap();
        assert!(filter.apply_both_ways(&[1.0; 5]).is_err());
        assert!(filter.apply_both_ways(&[f64::NAN; 100]).is_err());
    }

    #[test]
    fn both_ways_leaves_a_wave_in_its_place() {
        let wave: Vec<f64> = (0..2048)
            .map(|i| 20.0 * (2.0 * PI * 10.0 * f64::from(i) / 256.0).sin() + 300.0)
            .collect();
        let filter = Filter::high_pass(4, 1.0, 256.0)
            .unwrap()
            .then(Filter::low_pass(4, 45.0, 256.0).unwrap());
        let out = filter.apply_both_ways(&wave).unwrap();
        for i in 768..1280 {
            assert!((out[i] - (wave[i] - 300.0)).abs() < 0.05, "{i}");
        }
    }
}
