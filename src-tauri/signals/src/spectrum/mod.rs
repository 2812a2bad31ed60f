//! Power spectral density, one-sided, in the signal's unit squared per Hz.
//!
//! [`Welch`] averages overlapping segments (Welch 1967; Hann window, mean removed, as SciPy's `welch`);
//! [`multitaper`] averages sine tapers over the whole length (Riedel and Sidorenko 1995), which wastes nothing of a
//! short recording; [`lomb_scargle`] takes samples at uneven times (Lomb 1976, Scargle 1982).

mod lomb;
mod taper;
mod welch;

pub use lomb::lomb_scargle;
pub use taper::multitaper;
pub use welch::Welch;

/// A one-sided density at 0, `resolution`, 2 `resolution`, ... Hz.
#[derive(Debug, Clone, PartialEq)]
pub struct Spectrum {
    /// Hz from one value to the next.
    pub resolution: f64,
    /// The signal's unit squared per Hz.
    pub density: Vec<f64>,
}

impl Spectrum {
    /// Power between two frequencies: each value stands for the half step to both sides of it, so that neighbouring
    /// bands add up to the power of their union.
    pub fn power(&self, low: f64, high: f64) -> f64 {
        let half = self.resolution / 2.0;
        let first = ((low - half) / self.resolution).floor().max(0.0) as usize;
        self.density
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(i, _)| *i as f64 * self.resolution - half < high)
            .map(|(i, density)| {
                let centre = i as f64 * self.resolution;
                let from = (centre - half).max(low).max(0.0);
                let to = (centre + half).min(high);
                density * (to - from).max(0.0)
            })
            .sum()
    }

    /// Frequency and density of the highest local maximum between two frequencies, between the values by a parabola
    /// through the three highest; `None` if the density only rises or falls there.
    pub fn peak(&self, low: f64, high: f64) -> Option<(f64, f64)> {
        let first = ((low / self.resolution).ceil().max(1.0)) as usize;
        let last =
            ((high / self.resolution).floor() as usize).min(self.density.len().saturating_sub(2));
        let (mut best, mut at) = (f64::NEG_INFINITY, None);
        for i in first..=last {
            let [left, here, right] = [self.density[i - 1], self.density[i], self.density[i + 1]];
            if here > best && here > left && here >= right {
                best = here;
                at = Some((i, left, here, right));
            }
        }
        let (i, left, here, right) = at?;
        let bend = left - 2.0 * here + right;
        let shift = if bend < 0.0 {
            (0.5 * (left - right) / bend).clamp(-0.5, 0.5)
        } else {
            0.0
        };
        Some((
            (i as f64 + shift) * self.resolution,
            here - 0.25 * (left - right) * shift,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_add_up_and_parts_of_values_count() {
        let spectrum = Spectrum {
            resolution: 0.5,
            density: vec![2.0; 100],
        };
        assert!((spectrum.power(4.0, 8.0) - 8.0).abs() < 1e-9);
        assert!((spectrum.power(4.1, 4.2) - 0.2).abs() < 1e-9);
        let parts = spectrum.power(1.0, 6.3) + spectrum.power(6.3, 20.0);
        assert!((parts - spectrum.power(1.0, 20.0)).abs() < 1e-9);
        assert_eq!(spectrum.power(60.0, 70.0), 0.0);
    }

    #[test]
    fn a_peak_lies_between_values() {
        let density = (0..60)
            .map(|i| 10.0 - (f64::from(i) * 0.5 - 10.2).powi(2))
            .collect();
        let spectrum = Spectrum {
            resolution: 0.5,
            density,
        };
        let (frequency, height) = spectrum.peak(8.0, 13.0).unwrap();
        assert!((frequency - 10.2).abs() < 1e-9 && (height - 10.0).abs() < 1e-9);
        assert_eq!(spectrum.peak(12.0, 13.0), None);
        assert_eq!(
            Spectrum {
                resolution: 1.0,
                density: vec![]
            }
            .peak(1.0, 2.0),
            None
        );
    }
}
