//! Welch's method with the plan and the memory kept from call to call.

use super::Spectrum;
use crate::error::{Result, all_finite, at_least, within};
use realfft::num_complex::Complex64;
use realfft::{RealFftPlanner, RealToComplex};
use std::f64::consts::TAU;
use std::sync::Arc;

/// Densities by Welch's method for segments of one length: half overlapping, Hann window, mean removed, averaged.
pub struct Welch {
    rate: f64,
    window: Vec<f64>,
    scale: f64,
    plan: Arc<dyn RealToComplex<f64>>,
    segment: Vec<f64>,
    bins: Vec<Complex64>,
    scratch: Vec<Complex64>,
}

impl std::fmt::Debug for Welch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Welch")
            .field("rate", &self.rate)
            .field("segment", &self.window.len())
            .finish_non_exhaustive()
    }
}

impl Welch {
    /// For `rate` samples a second in segments of `length` samples.
    ///
    /// # Errors
    /// [`crate::Error::Value`] for a length outside 8 to 2²⁰ or a rate that is not above zero.
    pub fn new(rate: f64, length: usize) -> Result<Self> {
        within("rate", rate, 1e-6, 1e9, "above 0")?;
        within(
            "length of a segment",
            length as f64,
            8.0,
            1_048_576.0,
            "8 to 1,048,576 samples",
        )?;
        let window: Vec<f64> = (0..length)
            .map(|i| 0.5 - 0.5 * (TAU * i as f64 / length as f64).cos())
            .collect();
        let plan = RealFftPlanner::<f64>::new().plan_fft_forward(length);
        Ok(Self {
            rate,
            scale: 1.0 / (rate * window.iter().map(|w| w * w).sum::<f64>()),
            segment: plan.make_input_vec(),
            bins: plan.make_output_vec(),
            scratch: plan.make_scratch_vec(),
            window,
            plan,
        })
    }

    /// Samples in a segment.
    pub fn length(&self) -> usize {
        self.window.len()
    }

    /// The density of `samples`. What does not fill a segment at the end is left out.
    ///
    /// # Errors
    /// [`crate::Error::TooFew`] if there is less than one segment, [`crate::Error::NotFinite`].
    pub fn density(&mut self, samples: &[f64]) -> Result<Spectrum> {
        at_least("a spectrum", samples.len(), self.window.len())?;
        let length = self.window.len();
        let starts = (0..=samples.len() - length).step_by(length - length / 2);
        let segments: Vec<&[f64]> = starts.map(|s| &samples[s..s + length]).collect();
        self.average(segments)
    }

    /// The mean density of segments chosen by the caller, for example only those without artefacts. Segments of another
    /// length are left out; of none the density is zero.
    ///
    /// # Errors
    /// [`crate::Error::NotFinite`].
    pub fn average<'a>(
        &mut self,
        segments: impl IntoIterator<Item = &'a [f64]>,
    ) -> Result<Spectrum> {
        let length = self.window.len();
        let mut density = vec![0.0; self.bins.len()];
        let mut count = 0;
        for segment in segments {
            if segment.len() == length {
                all_finite("sample", segment)?;
                self.add(segment, &mut density);
                count += 1;
            }
        }
        for value in &mut density {
            *value /= f64::from(count.max(1));
        }
        Ok(Spectrum {
            resolution: self.rate / length as f64,
            density,
        })
    }

    fn add(&mut self, samples: &[f64], density: &mut [f64]) {
        let mean = samples.iter().sum::<f64>() / samples.len() as f64;
        for ((out, x), w) in self.segment.iter_mut().zip(samples).zip(&self.window) {
            *out = (x - mean) * w;
        }
        // The lengths are those the plan made; it refuses nothing else.
        let done =
            self.plan
                .process_with_scratch(&mut self.segment, &mut self.bins, &mut self.scratch);
        debug_assert!(done.is_ok());
        let last = density.len() - 1;
        let even = samples.len().is_multiple_of(2);
        for (i, (out, bin)) in density.iter_mut().zip(&self.bins).enumerate() {
            // All but the ends stand for their negative frequencies as well.
            let sides = if i == 0 || (i == last && even) {
                1.0
            } else {
                2.0
            };
            *out += sides * self.scale * bin.norm_sqr();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_injected_wave_has_its_frequency_and_its_microvolts() {
        for (frequency, amplitude) in [(10.0, 20.0), (10.3, 12.0), (6.7, 5.0), (21.9, 3.0)] {
            let wave: Vec<f64> = (0..256 * 8)
                .map(|i| amplitude * (TAU * frequency * f64::from(i) / 256.0 + 0.7).sin())
                .collect();
            let spectrum = Welch::new(256.0, 512).unwrap().density(&wave).unwrap();
            let (found, _) = spectrum.peak(2.0, 40.0).unwrap();
            assert!((found - frequency).abs() < 0.1, "{found} for {frequency}");
            let power = spectrum.power(frequency - 2.0, frequency + 2.0);
            let level = (2.0 * power).sqrt();
            assert!(
                (level / amplitude - 1.0).abs() < 0.02,
                "{level} for {amplitude}"
            );
        }
    }

    #[test]
    fn too_little_and_not_a_number_are_refused() {
        let mut welch = Welch::new(256.0, 64).unwrap();
        assert!(welch.density(&[1.0; 63]).is_err());
        assert!(welch.density(&[f64::INFINITY; 64]).is_err());
        assert!(Welch::new(0.0, 64).is_err() && Welch::new(256.0, 2).is_err());
    }
}
