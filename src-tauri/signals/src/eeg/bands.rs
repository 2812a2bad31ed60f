//! Power of the rhythms, and the indices made of them.

use crate::spectrum::Spectrum;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A range of frequencies with a name.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// 1 to 4 Hz.
    Delta,
    /// 4 to 8 Hz.
    Theta,
    /// 8 to 13 Hz.
    Alpha,
    /// 13 to 30 Hz.
    Beta,
    /// 30 to 44 Hz: below the mains, and mostly muscle on a forehead.
    Gamma,
}

impl Band {
    /// All of them, from low to high.
    pub const ALL: [Self; 5] = [
        Self::Delta,
        Self::Theta,
        Self::Alpha,
        Self::Beta,
        Self::Gamma,
    ];

    /// Its lowest and highest frequency, Hz.
    pub const fn range(self) -> (f64, f64) {
        match self {
            Self::Delta => (1.0, 4.0),
            Self::Theta => (4.0, 8.0),
            Self::Alpha => (8.0, 13.0),
            Self::Beta => (13.0, 30.0),
            Self::Gamma => (30.0, 44.0),
        }
    }
}

/// Power in each band: absolute in µV², or relative as shares of their sum.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct BandPowers {
    /// 1 to 4 Hz.
    pub delta: f64,
    /// 4 to 8 Hz.
    pub theta: f64,
    /// 8 to 13 Hz.
    pub alpha: f64,
    /// 13 to 30 Hz.
    pub beta: f64,
    /// 30 to 44 Hz.
    pub gamma: f64,
}

impl BandPowers {
    /// Absolute powers out of a density in µV²/Hz.
    pub fn of(spectrum: &Spectrum) -> Self {
        let power = |band: Band| spectrum.power(band.range().0, band.range().1);
        Self {
            delta: power(Band::Delta),
            theta: power(Band::Theta),
            alpha: power(Band::Alpha),
            beta: power(Band::Beta),
            gamma: power(Band::Gamma),
        }
    }

    /// Power of one band.
    pub const fn get(&self, band: Band) -> f64 {
        match band {
            Band::Delta => self.delta,
            Band::Theta => self.theta,
            Band::Alpha => self.alpha,
            Band::Beta => self.beta,
            Band::Gamma => self.gamma,
        }
    }

    /// Power of all bands.
    pub fn total(&self) -> f64 {
        self.delta + self.theta + self.alpha + self.beta + self.gamma
    }

    /// Shares of the sum; all zero if there is no power.
    #[must_use]
    pub fn relative(&self) -> Self {
        let total = self.total();
        let share = |power: f64| if total > 0.0 { power / total } else { 0.0 };
        Self {
            delta: share(self.delta),
            theta: share(self.theta),
            alpha: share(self.alpha),
            beta: share(self.beta),
            gamma: share(self.gamma),
        }
    }

    /// Mean of the powers of several electrodes; `None` of none.
    pub fn mean<'a>(all: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let (mut sum, mut count) = (Self::default(), 0.0);
        for one in all {
            sum.delta += one.delta;
            sum.theta += one.theta;
            sum.alpha += one.alpha;
            sum.beta += one.beta;
            sum.gamma += one.gamma;
            count += 1.0;
        }
        (count > 0.0).then(|| Self {
            delta: sum.delta / count,
            theta: sum.theta / count,
            alpha: sum.alpha / count,
            beta: sum.beta / count,
            gamma: sum.gamma / count,
        })
    }
}

/// Engagement: β / (α + θ) (Pope, Bogart and Bartolome 1995). `None` without power.
pub fn engagement(powers: &BandPowers) -> Option<f64> {
    let rest = powers.alpha + powers.theta;
    (rest > 0.0 && powers.beta > 0.0).then(|| powers.beta / rest)
}

/// Frontal alpha asymmetry: ln of alpha at AF8 less ln of it at AF7 (Davidson 1988; greater means relatively more left
/// frontal activity). `None` without alpha on a side.
pub fn asymmetry(af7: &BandPowers, af8: &BandPowers) -> Option<f64> {
    (af7.alpha > 0.0 && af8.alpha > 0.0).then(|| af8.alpha.ln() - af7.alpha.ln())
}

/// The individual alpha frequency in Hz: the highest peak from 7 to 13.5 Hz that stands a third above the density to
/// both its sides; `None` where there is none (about one person in ten shows none with open eyes).
pub fn alpha_peak(spectrum: &Spectrum) -> Option<f64> {
    let (frequency, height) = spectrum.peak(7.0, 13.5)?;
    let beside = |from: f64, to: f64| spectrum.power(from, to) / (to - from);
    let below = beside(frequency - 3.5, frequency - 2.0);
    let above = beside(frequency + 2.0, frequency + 3.5);
    (height > 1.33 * below.max(above)).then_some(frequency)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::EEG_RATE;
    use crate::spectrum::Welch;
    use crate::synth::{Body, Scene};
    use std::f64::consts::TAU;

    fn density(samples: &[f64]) -> Spectrum {
        Welch::new(EEG_RATE, 512).unwrap().density(samples).unwrap()
    }

    #[test]
    fn a_wave_in_each_band_is_found_there_with_its_power() {
        for (band, frequency) in [
            (Band::Delta, 2.5),
            (Band::Theta, 6.0),
            (Band::Alpha, 10.4),
            (Band::Beta, 20.3),
            (Band::Gamma, 37.0),
        ] {
            let wave: Vec<f64> = (0..2560)
                .map(|i| 12.0 * (TAU * frequency * f64::from(i) / EEG_RATE).sin())
                .collect();
            let powers = BandPowers::of(&density(&wave));
            assert!(
                (powers.get(band) / 72.0 - 1.0).abs() < 0.02,
                "{band:?} {powers:?}"
            );
            assert!(powers.relative().get(band) > 0.98, "{band:?} {powers:?}");
        }
    }

    #[test]
    fn a_burst_has_its_share_of_power() {
        // Two seconds of ten: a fifth of the power of a lasting wave.
        let wave: Vec<f64> = (0..2560)
            .map(|i| {
                if (768..1280).contains(&i) {
                    20.0 * (TAU * 10.0 * f64::from(i) / EEG_RATE).sin()
                } else {
                    0.0
                }
            })
            .collect();
        let powers = BandPowers::of(&density(&wave));
        assert!((powers.alpha / 40.0 - 1.0).abs() < 0.15, "{powers:?}");
        let inside = BandPowers::of(&density(&wave[768..1280]));
        assert!((inside.alpha / 200.0 - 1.0).abs() < 0.02, "{inside:?}");
    }

    #[test]
    fn the_indices_of_synthetic_people() {
        let measure = |scene: Scene| {
            let mut body = Body::new(
                5,
                Scene {
                    blinks: 0.0,
                    clenches: 0.0,
                    mains: 0.0,
                    ..scene
                },
            );
            let rows: Vec<_> = (0..256 * 60).map(|_| body.eeg()).collect();
            let of = |e: usize| density(&rows.iter().map(|r| f64::from(r[e])).collect::<Vec<_>>());
            let (tp9, af7, af8) = (of(0), of(1), of(2));
            let peak = alpha_peak(&tp9);
            let (l, r) = (BandPowers::of(&af7), BandPowers::of(&af8));
            (engagement(&l).unwrap(), asymmetry(&l, &r).unwrap(), peak)
        };
        let (calm, focused) = (measure(Scene::calm()), measure(Scene::focused()));
        assert!(focused.0 > 2.0 * calm.0);
        let (stressed, excited) = (measure(Scene::stressed()), measure(Scene::excited()));
        assert!(
            stressed.1 < -0.2 && excited.1 > 0.2 && calm.1.abs() < 0.2,
            "{stressed:?} {excited:?} {calm:?}"
        );
        assert!((measure(Scene::closed_eyes()).2.unwrap() - 10.2).abs() < 0.5);
        assert!((measure(Scene::fatigued()).2.unwrap() - 9.3).abs() < 0.5);
    }

    #[test]
    fn noise_without_a_peak_has_none() {
        let flat = Spectrum {
            resolution: 0.5,
            density: (0..257).map(|i| 100.0 / (1.0 + f64::from(i))).collect(),
        };
        assert_eq!(alpha_peak(&flat), None);
        assert_eq!(engagement(&BandPowers::default()), None);
        assert_eq!(BandPowers::mean([]), None);
    }
}
