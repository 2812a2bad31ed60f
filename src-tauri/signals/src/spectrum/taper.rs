//! Sine tapers: orthogonal windows whose densities are averaged, with the least local bias for their number.

use super::Spectrum;
use crate::error::{Result, all_finite, at_least, within};
use realfft::RealFftPlanner;
use std::f64::consts::PI;

/// The density of `samples` with `tapers` sine tapers, mean removed. Its values blur over about
/// `(tapers + 1) / 2` steps to each side.
///
/// # Errors
/// [`crate::Error::TooFew`] below 8 samples, [`crate::Error::Value`] for tapers outside 1 to 64,
/// [`crate::Error::NotFinite`].
pub fn multitaper(samples: &[f64], rate: f64, tapers: usize) -> Result<Spectrum> {
    within("rate", rate, 1e-6, 1e9, "above 0")?;
    within("number of tapers", tapers as f64, 1.0, 64.0, "1 to 64")?;
    at_least("a spectrum", samples.len(), 8)?;
    all_finite("sample", samples)?;
    let length = samples.len();
    let plan = RealFftPlanner::<f64>::new().plan_fft_forward(length);
    let (mut tapered, mut bins) = (plan.make_input_vec(), plan.make_output_vec());
    let mean = samples.iter().sum::<f64>() / length as f64;
    let mut density = vec![0.0; bins.len()];
    let size = (2.0 / (length as f64 + 1.0)).sqrt();
    for k in 1..=tapers {
        for (i, (out, x)) in tapered.iter_mut().zip(samples).enumerate() {
            let angle = PI * k as f64 * (i + 1) as f64 / (length as f64 + 1.0);
            *out = (x - mean) * size * angle.sin();
        }
        let done = plan.process(&mut tapered, &mut bins);
        debug_assert!(done.is_ok());
        for (out, bin) in density.iter_mut().zip(&bins) {
            *out += bin.norm_sqr();
        }
    }
    let last = density.len() - 1;
    for (i, value) in density.iter_mut().enumerate() {
        let sides = if i == 0 || (i == last && length.is_multiple_of(2)) {
            1.0
        } else {
            2.0
        };
        *value *= sides / (rate * tapers as f64);
    }
    Ok(Spectrum {
        resolution: rate / length as f64,
        density,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_injected_wave_has_its_frequency_and_its_microvolts() {
        let wave: Vec<f64> = (0..1024)
            .map(|i| 15.0 * (2.0 * PI * 9.6 * f64::from(i) / 256.0).sin())
            .collect();
        let spectrum = multitaper(&wave, 256.0, 5).unwrap();
        let level = (2.0 * spectrum.power(6.6, 12.6)).sqrt();
        assert!((level / 15.0 - 1.0).abs() < 0.02, "{level}");
        let (mut weight, mut sum) = (0.0, 0.0);
        for (i, d) in spectrum.density.iter().enumerate() {
            weight += d * i as f64 * spectrum.resolution;
            sum += d;
        }
        assert!((weight / sum - 9.6).abs() < 0.1, "{}", weight / sum);
    }

    #[test]
    fn impossible_wishes_are_refused() {
        assert!(multitaper(&[1.0; 4], 256.0, 3).is_err());
        assert!(multitaper(&[1.0; 64], 256.0, 0).is_err());
        assert!(multitaper(&[f64::NAN; 64], 256.0, 3).is_err());
    }
}
