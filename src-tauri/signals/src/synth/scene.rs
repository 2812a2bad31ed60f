//! What a synthetic body does: the truth that its signals are made from.

use crate::error::{Result, within};
use serde::{Deserialize, Serialize};

/// Levels of everything at one time. Levels of rhythms are root mean square in µV at an electrode where the rhythm is
/// strongest.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Scene {
    /// Beats a minute, 30 to 220.
    pub heart_rate: f64,
    /// RMSSD of the intervals between beats in ms, 0 to 200.
    pub rmssd: f64,
    /// Amplitude of the 0.1 Hz wave in the intervals in ms, 0 to 100.
    pub slow_wave: f64,
    /// Breaths a minute, 3 to 40.
    pub breathing: f64,
    /// 2 Hz.
    pub delta: f64,
    /// 6 Hz.
    pub theta: f64,
    /// At [`Scene::alpha_peak`].
    pub alpha: f64,
    /// 20 Hz.
    pub beta: f64,
    /// 38 Hz.
    pub gamma: f64,
    /// Noise falling with frequency, below all rhythms.
    pub background: f64,
    /// Frequency of alpha in Hz, 8 to 13.
    pub alpha_peak: f64,
    /// ln of alpha power at AF8 less ln of it at AF7, -2 to 2.
    pub asymmetry: f64,
    /// Mains hum in µV.
    pub mains: f64,
    /// Frequency of the mains in Hz, 45 to 65.
    pub mains_frequency: f64,
    /// Blinks a minute, 0 to 120.
    pub blinks: f64,
    /// Clenches of the jaw a minute, 0 to 30.
    pub clenches: f64,
    /// Steps a second while walking, 0 when sitting, at most 4.
    pub steps: f64,
    /// How well each of TP9, AF7, AF8, TP10 and AUX touches the skin: 1 well, 0 not at all.
    pub contact: [f64; 5],
}

impl Default for Scene {
    /// A person sitting quietly with open eyes.
    fn default() -> Self {
        Self {
            heart_rate: 66.0,
            rmssd: 42.0,
            slow_wave: 25.0,
            breathing: 14.0,
            delta: 6.0,
            theta: 5.0,
            alpha: 7.0,
            beta: 4.0,
            gamma: 2.0,
            background: 5.0,
            alpha_peak: 10.2,
            asymmetry: 0.0,
            mains: 2.0,
            mains_frequency: 50.0,
            blinks: 14.0,
            clenches: 0.3,
            steps: 0.0,
            contact: [1.0, 1.0, 1.0, 1.0, 0.0],
        }
    }
}

impl Scene {
    /// Sitting quietly, eyes open.
    pub fn open_eyes() -> Self {
        Self::default()
    }

    /// Sitting quietly, eyes closed: alpha rises, no blinks.
    pub fn closed_eyes() -> Self {
        Self {
            alpha: 16.0,
            blinks: 0.5,
            ..Self::default()
        }
    }

    /// Breathing six times a minute: one large wave in the intervals.
    pub fn paced_breathing() -> Self {
        Self {
            breathing: 6.0,
            rmssd: 60.0,
            slow_wave: 0.0,
            heart_rate: 64.0,
            alpha: 9.0,
            ..Self::default()
        }
    }

    /// At rest and at ease: more alpha, slower heart with larger variability.
    pub fn calm() -> Self {
        Self {
            heart_rate: 60.0,
            rmssd: 62.0,
            breathing: 10.0,
            alpha: 13.0,
            beta: 3.0,
            blinks: 9.0,
            ..Self::default()
        }
    }

    /// At a task: less alpha and theta, more beta, fewer blinks.
    pub fn focused() -> Self {
        Self {
            heart_rate: 70.0,
            rmssd: 36.0,
            breathing: 15.0,
            theta: 4.0,
            alpha: 4.5,
            beta: 6.5,
            blinks: 6.0,
            ..Self::default()
        }
    }

    /// Under pressure: fast heart, small variability, much beta, alpha lower on the left.
    pub fn stressed() -> Self {
        Self {
            heart_rate: 92.0,
            rmssd: 15.0,
            slow_wave: 12.0,
            breathing: 20.0,
            alpha: 4.5,
            beta: 7.0,
            gamma: 3.5,
            asymmetry: -0.6,
            blinks: 24.0,
            clenches: 2.0,
            ..Self::default()
        }
    }

    /// Pleasantly aroused: fast heart, much beta, alpha lower on the right than usual.
    pub fn excited() -> Self {
        Self {
            heart_rate: 88.0,
            rmssd: 30.0,
            breathing: 18.0,
            alpha: 5.0,
            beta: 6.5,
            gamma: 3.5,
            asymmetry: 0.6,
            blinks: 20.0,
            ..Self::default()
        }
    }

    /// Tired: much theta, slow alpha, little beta, many blinks.
    pub fn fatigued() -> Self {
        Self {
            heart_rate: 60.0,
            rmssd: 45.0,
            breathing: 12.0,
            delta: 9.0,
            theta: 10.0,
            alpha: 9.0,
            beta: 2.8,
            alpha_peak: 9.3,
            blinks: 26.0,
            ..Self::default()
        }
    }

    /// Walking: steps in every signal.
    pub fn walking() -> Self {
        Self {
            heart_rate: 96.0,
            rmssd: 18.0,
            breathing: 20.0,
            steps: 1.8,
            ..Self::default()
        }
    }

    /// A blink each second.
    pub fn blink_storm() -> Self {
        Self {
            blinks: 60.0,
            ..Self::default()
        }
    }

    /// So much of `other` (0 to 1) in this scene, level by level; contact jumps in the middle.
    #[must_use]
    pub fn blend(&self, other: &Self, share: f64) -> Self {
        let share = share.clamp(0.0, 1.0);
        let mix = |a: f64, b: f64| a + (b - a) * share;
        let later = if share < 0.5 { self } else { other };
        Self {
            heart_rate: mix(self.heart_rate, other.heart_rate),
            rmssd: mix(self.rmssd, other.rmssd),
            slow_wave: mix(self.slow_wave, other.slow_wave),
            breathing: mix(self.breathing, other.breathing),
            delta: mix(self.delta, other.delta),
            theta: mix(self.theta, other.theta),
            alpha: mix(self.alpha, other.alpha),
            beta: mix(self.beta, other.beta),
            gamma: mix(self.gamma, other.gamma),
            background: mix(self.background, other.background),
            alpha_peak: mix(self.alpha_peak, other.alpha_peak),
            asymmetry: mix(self.asymmetry, other.asymmetry),
            mains: mix(self.mains, other.mains),
            mains_frequency: later.mains_frequency,
            blinks: mix(self.blinks, other.blinks),
            clenches: mix(self.clenches, other.clenches),
            steps: later.steps,
            contact: later.contact,
        }
    }

    /// Whether all levels are possible.
    ///
    /// # Errors
    /// [`crate::Error::Value`] names the first that is not, and what is allowed.
    pub fn check(&self) -> Result<()> {
        within(
            "heart_rate",
            self.heart_rate,
            30.0,
            220.0,
            "30 to 220 beats a minute",
        )?;
        within("rmssd", self.rmssd, 0.0, 200.0, "0 to 200 ms")?;
        within("slow_wave", self.slow_wave, 0.0, 100.0, "0 to 100 ms")?;
        within(
            "breathing",
            self.breathing,
            3.0,
            40.0,
            "3 to 40 breaths a minute",
        )?;
        for (name, level) in [
            ("delta", self.delta),
            ("theta", self.theta),
            ("alpha", self.alpha),
            ("beta", self.beta),
            ("gamma", self.gamma),
            ("background", self.background),
            ("mains", self.mains),
        ] {
            within(name, level, 0.0, 300.0, "0 to 300 µV")?;
        }
        within("alpha_peak", self.alpha_peak, 8.0, 13.0, "8 to 13 Hz")?;
        within("asymmetry", self.asymmetry, -2.0, 2.0, "-2 to 2")?;
        within(
            "mains_frequency",
            self.mains_frequency,
            45.0,
            65.0,
            "45 to 65 Hz",
        )?;
        within("blinks", self.blinks, 0.0, 120.0, "0 to 120 a minute")?;
        within("clenches", self.clenches, 0.0, 30.0, "0 to 30 a minute")?;
        within("steps", self.steps, 0.0, 4.0, "0 to 4 a second")?;
        for contact in self.contact {
            within(
                "contact",
                contact,
                0.0,
                1.0,
                "0 to 1 for each of five electrodes",
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scenes_are_possible_and_impossible_ones_are_named() {
        for scene in [
            Scene::open_eyes(),
            Scene::closed_eyes(),
            Scene::paced_breathing(),
            Scene::calm(),
            Scene::focused(),
            Scene::stressed(),
            Scene::excited(),
            Scene::fatigued(),
            Scene::walking(),
            Scene::blink_storm(),
        ] {
            scene.check().unwrap();
        }
        let mut scene = Scene::calm();
        scene.heart_rate = 400.0;
        assert!(
            scene
                .check()
                .unwrap_err()
                .to_string()
                .starts_with("heart_rate is 400")
        );
        scene = Scene::calm();
        scene.contact[2] = f64::NAN;
        assert!(scene.check().is_err());
    }

    #[test]
    fn half_of_two_scenes() {
        let half = Scene::calm().blend(&Scene::stressed(), 0.5);
        assert_eq!(half.heart_rate, 76.0);
        assert_eq!(Scene::calm().blend(&Scene::stressed(), 0.0), Scene::calm());
        assert_eq!(
            Scene::calm().blend(&Scene::stressed(), 7.0),
            Scene::stressed()
        );
    }
}
