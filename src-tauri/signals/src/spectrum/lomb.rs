//! The periodogram of samples at uneven times.

use super::Spectrum;
use crate::error::{Error, Result, all_finite, at_least, within};
use std::f64::consts::TAU;

/// The density of `values` at `times` (seconds, rising), mean removed, from 0 to `highest` Hz in steps of
/// `resolution`. The value at 0 is 0. It is Lomb and Scargle's periodogram times 2 T / N, so that it integrates to the
/// power like any other density.
///
/// # Errors
/// [`crate::Error::TooFew`] below 4 samples, [`crate::Error::Value`] for times that do not rise or more than 100,000
/// steps, [`crate::Error::NotFinite`].
pub fn lomb_scargle(
    times: &[f64],
    values: &[f64],
    resolution: f64,
    highest: f64,
) -> Result<Spectrum> {
    at_least("a spectrum", times.len().min(values.len()), 4)?;
    all_finite("time", times)?;
    all_finite("sample", values)?;
    within(
        "steps of the spectrum",
        highest / resolution,
        1.0,
        100_000.0,
        "1 to 100,000",
    )?;
    if times.len() != values.len() || times.windows(2).any(|w| w[1] <= w[0]) {
        return Err(Error::Value {
            what: "times of the samples",
            value: format!("{} times of {} samples", times.len(), values.len()),
            allowed: "one for each sample, each later than the one before",
        });
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let span = (times[times.len() - 1] - times[0]) * n / (n - 1.0);
    let steps = (highest / resolution).round() as usize;
    let mut density = vec![0.0; steps + 1];
    for (i, out) in density.iter_mut().enumerate().skip(1) {
        let w = TAU * i as f64 * resolution;
        let (mut s2, mut c2) = (0.0, 0.0);
        for t in times {
            let (sin, cos) = (2.0 * w * (t - times[0])).sin_cos();
            s2 += sin;
            c2 += cos;
        }
        let shift = f64::atan2(s2, c2) / (2.0 * w);
        let (mut xc, mut xs, mut cc, mut ss) = (0.0, 0.0, 0.0, 0.0);
        for (t, x) in times.iter().zip(values) {
            let (sin, cos) = (w * (t - times[0] - shift)).sin_cos();
            xc += (x - mean) * cos;
            xs += (x - mean) * sin;
            cc += cos * cos;
            ss += sin * sin;
        }
        let part = |x: f64, y: f64| if y > 1e-12 { x * x / y } else { 0.0 };
        *out = 0.5 * (part(xc, cc) + part(xs, ss)) * 2.0 * span / n;
    }
    Ok(Spectrum {
        resolution,
        density,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wave_at_uneven_times_has_its_frequency_and_power() {
        let times: Vec<f64> = (0..300)
            .map(|i| f64::from(i) * 0.85 + 0.2 * (f64::from(i) * 1.7).sin())
            .collect();
        let values: Vec<f64> = times
            .iter()
            .map(|t| 800.0 + 30.0 * (TAU * 0.25 * t).sin())
            .collect();
        let spectrum = lomb_scargle(&times, &values, 0.001, 0.5).unwrap();
        let (frequency, _) = spectrum.peak(0.05, 0.45).unwrap();
        assert!((frequency - 0.25).abs() < 0.002, "{frequency}");
        let power = spectrum.power(0.15, 0.4);
        assert!((power / 450.0 - 1.0).abs() < 0.1, "{power}");
    }

    #[test]
    fn bad_times_are_refused() {
        assert!(lomb_scargle(&[0.0, 1.0, 1.0, 2.0], &[1.0; 4], 0.01, 0.5).is_err());
        assert!(lomb_scargle(&[0.0, 1.0, 2.0, 3.0], &[1.0; 5], 0.01, 0.5).is_err());
        assert!(lomb_scargle(&[0.0, 1.0, 2.0, f64::NAN], &[1.0; 4], 0.01, 0.5).is_err());
        assert!(lomb_scargle(&[0.0, 1.0, 2.0, 3.0], &[1.0; 4], 0.0, 0.5).is_err());
    }
}
