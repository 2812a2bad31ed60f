//! Measures in the domain of frequency.

use crate::error::{Result, all_finite, at_least};
use crate::spectrum::{Spectrum, Welch, lomb_scargle};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Low frequency, Hz.
pub const LF: (f64, f64) = (0.04, 0.15);
/// High frequency, Hz.
pub const HF: (f64, f64) = (0.15, 0.4);
/// Very low frequency (which needs more than five minutes and is not measured), low and high, Hz.
pub const BANDS: [(f64, f64); 3] = [(0.0033, 0.04), LF, HF];
/// Evenly spaced values a second that intervals are resampled to.
const RATE: f64 = 4.0;
/// Longest segment of Welch's method, in resampled values: 128 s.
const SEGMENT: usize = 512;

/// Power of the intervals by frequency.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FrequencyDomain {
    /// 0.04 to 0.15 Hz, ms².
    pub lf: f64,
    /// 0.15 to 0.4 Hz, ms².
    pub hf: f64,
    /// LF / HF. That it tells the balance of two nerves is disputed (Billman 2013); read it as a ratio.
    pub ratio: f64,
}

impl FrequencyDomain {
    fn of(spectrum: &Spectrum) -> Self {
        let (lf, hf) = (spectrum.power(LF.0, LF.1), spectrum.power(HF.0, HF.1));
        Self {
            lf,
            hf,
            ratio: if hf > 0.0 { lf / hf } else { 0.0 },
        }
    }
}

/// By Welch's method over the intervals resampled at 4 Hz: Hann segments of at most 128 s, half overlapping.
///
/// # Errors
/// [`crate::Error::TooFew`] below 16 intervals, [`crate::Error::NotFinite`].
pub fn by_welch(rr: &[f64]) -> Result<FrequencyDomain> {
    at_least("frequencies of the intervals", rr.len(), 16)?;
    Ok(FrequencyDomain::of(&welch_of(rr)?))
}

pub(super) fn welch_of(rr: &[f64]) -> Result<Spectrum> {
    let even = resample(rr, RATE)?;
    Welch::new(RATE, even.len().clamp(8, SEGMENT))?.density(&even)
}

/// By Lomb and Scargle's periodogram over the intervals at the times of their beats.
///
/// # Errors
/// As for [`by_welch`].
pub fn by_lomb(rr: &[f64]) -> Result<FrequencyDomain> {
    at_least("frequencies of the intervals", rr.len(), 16)?;
    all_finite("RR interval", rr)?;
    let times = beat_times(rr);
    let resolution = (0.5 / times[times.len() - 1]).clamp(0.0005, 0.01);
    Ok(FrequencyDomain::of(&lomb_scargle(
        &times, rr, resolution, 0.5,
    )?))
}

/// Seconds at which each interval ends, from the end of the first.
fn beat_times(rr: &[f64]) -> Vec<f64> {
    let mut time = -rr.first().copied().unwrap_or(0.0) / 1000.0;
    rr.iter()
        .map(|v| {
            time += v / 1000.0;
            time
        })
        .collect()
}

/// The intervals at `rate` evenly spaced values a second, by a natural cubic spline through the beats, from the end of
/// the first interval to the end of the last. At most 1,000,000 values.
///
/// # Errors
/// [`crate::Error::TooFew`] below 4 intervals, [`crate::Error::NotFinite`], [`crate::Error::Value`] for intervals that
/// are not above zero.
pub fn resample(rr: &[f64], rate: f64) -> Result<Vec<f64>> {
    at_least("resampling", rr.len(), 4)?;
    all_finite("RR interval", rr)?;
    let least = rr.iter().copied().fold(f64::INFINITY, f64::min);
    crate::error::within("RR interval", least, 1.0, f64::INFINITY, "at least 1 ms")?;
    let x = beat_times(rr);
    let count = ((x[x.len() - 1] * rate).floor() + 1.0).min(1e6) as usize;
    let bends = natural_bends(&x, rr);
    let mut i = 0;
    Ok((0..count)
        .map(|n| {
            let t = n as f64 / rate;
            while i + 2 < x.len() && t > x[i + 1] {
                i += 1;
            }
            let h = x[i + 1] - x[i];
            let (a, b) = ((x[i + 1] - t) / h, (t - x[i]) / h);
            a * rr[i]
                + b * rr[i + 1]
                + ((a * a * a - a) * bends[i] + (b * b * b - b) * bends[i + 1]) * h * h / 6.0
        })
        .collect())
}

/// Second derivatives of the natural cubic spline at its knots.
fn natural_bends(x: &[f64], y: &[f64]) -> Vec<f64> {
    let n = x.len();
    let (mut upper, mut right) = (vec![0.0; n], vec![0.0; n]);
    for i in 1..n - 1 {
        let (left, next) = (x[i] - x[i - 1], x[i + 1] - x[i]);
        let slopes = (y[i + 1] - y[i]) / next - (y[i] - y[i - 1]) / left;
        let pivot = 2.0 * (left + next) - left * upper[i - 1];
        upper[i] = next / pivot;
        right[i] = (6.0 * slopes - left * right[i - 1]) / pivot;
    }
    let mut bends = vec![0.0; n];
    for i in (1..n - 1).rev() {
        bends[i] = right[i] - upper[i] * bends[i + 1];
    }
    bends
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::TAU;

    fn variance(values: &[f64]) -> f64 {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / values.len() as f64
    }

    /// Intervals with one wave of `amplitude` ms at `frequency`.
    fn wave(frequency: f64, amplitude: f64, seconds: f64) -> Vec<f64> {
        let (mut t, mut rr) = (0.0, vec![]);
        while t < seconds {
            let v = 900.0 + amplitude * (TAU * frequency * t).sin();
            t += v / 1000.0;
            rr.push(v);
        }
        rr
    }

    #[test]
    fn a_wave_lies_in_its_band_with_its_power() {
        for (frequency, band) in [(0.1, 0), (0.27, 1)] {
            let rr = wave(frequency, 30.0, 300.0);
            for domain in [by_welch(&rr).unwrap(), by_lomb(&rr).unwrap()] {
                let powers = [domain.lf, domain.hf];
                assert!(
                    (powers[band] / 450.0 - 1.0).abs() < 0.12,
                    "{frequency}: {domain:?}"
                );
                assert!(powers[1 - band] < 20.0, "{frequency}: {domain:?}");
            }
        }
    }

    #[test]
    fn resampling_keeps_the_variance_and_meets_the_beats() {
        let rr = wave(0.1, 50.0, 120.0);
        let even = resample(&rr, 4.0).unwrap();
        assert!((even[0] - rr[0]).abs() < 1e-9);
        assert!((variance(&even) / 1250.0 - 1.0).abs() < 0.05);
        assert!(resample(&[800.0, 800.0, -800.0, 800.0], 4.0).is_err());
    }
}
