//! EEG of five electrodes: rhythms as noise through resonances, with eyes, jaw, mains and bad contact on top.

use super::random::Random;
use super::scene::Scene;
use crate::decode::EEG_RATE;
use std::f64::consts::{PI, TAU};

/// Noise through a resonance, with deviation 1 (a second-order autoregression).
#[derive(Debug, Clone, Copy, Default)]
struct Rhythm {
    one: f64,
    two: f64,
}

impl Rhythm {
    fn next(&mut self, frequency: f64, width: f64, random: &mut Random) -> f64 {
        let r = (-PI * width / EEG_RATE).exp();
        let (p, q) = (2.0 * r * (TAU * frequency / EEG_RATE).cos(), -r * r);
        // Variance of this autoregression driven by noise of deviation 1 (Box and Jenkins).
        let variance = (1.0 - q) / ((1.0 + q) * ((1.0 - q).powi(2) - p * p));
        let value = p * self.one + q * self.two + random.normal() / variance.sqrt();
        self.two = std::mem::replace(&mut self.one, value);
        value
    }
}

/// Rhythms of one source: delta, theta, alpha, beta, gamma, and noise below them.
#[derive(Debug, Clone, Default)]
struct Source {
    rhythms: [Rhythm; 5],
    slow: [f64; 3],
}

impl Source {
    fn next(&mut self, scene: &Scene, random: &mut Random) -> [f64; 6] {
        let bands = [
            (2.2, 1.2),
            (6.0, 1.5),
            (scene.alpha_peak, 1.2),
            (20.0, 5.0),
            (38.0, 6.0),
        ];
        let mut out = [0.0; 6];
        for ((rhythm, (frequency, width)), out) in self.rhythms.iter_mut().zip(bands).zip(&mut out)
        {
            *out = rhythm.next(frequency, width, random);
        }
        // Three first-order noises an octave and a half apart fall about as 1/f.
        for (state, corner) in self.slow.iter_mut().zip([0.7, 4.0, 22.0]) {
            let keep = (-TAU * corner / EEG_RATE).exp();
            *state = keep * *state + (1.0 - keep * keep).sqrt() * random.normal();
        }
        out[5] = self.slow.iter().sum::<f64>() / 3.0_f64.sqrt();
        out
    }
}

/// How strong each rhythm is at TP9, AF7, AF8, TP10 and AUX against the scene's level.
const STRENGTH: [[f64; 5]; 6] = [
    [0.9, 1.0, 1.0, 0.9, 0.9],
    [0.8, 1.0, 1.0, 0.8, 0.8],
    [1.0, 0.7, 0.7, 1.0, 0.8],
    [0.9, 1.0, 1.0, 0.9, 0.9],
    [1.0, 0.9, 0.9, 1.0, 0.9],
    [1.0, 1.0, 1.0, 1.0, 1.0],
];
/// How much of a blink reaches each electrode, µV.
const BLINK: [f64; 5] = [25.0, 180.0, 175.0, 28.0, 20.0];
/// How much of a clench reaches each electrode, µV.
const CLENCH: [f64; 5] = [130.0, 55.0, 50.0, 125.0, 60.0];

/// Five electrodes over one brain.
#[derive(Debug, Clone)]
pub(super) struct Brain {
    random: Random,
    common: Source,
    own: [Source; 5],
    drift: [f64; 5],
    hum: f64,
    samples: u64,
    blink: f64,
    next_blink: f64,
    clench_until: f64,
    next_clench: f64,
}

impl Brain {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            random: Random::new(seed),
            common: Source::default(),
            own: Default::default(),
            drift: [0.0; 5],
            hum: 0.0,
            samples: 0,
            blink: f64::NEG_INFINITY,
            next_blink: f64::NAN,
            clench_until: f64::NEG_INFINITY,
            next_clench: f64::NAN,
        }
    }

    /// The next sample of all electrodes in µV; `shake` is the head's acceleration beside gravity. New events are
    /// handed to `event`: the time, and whether it is a blink (else a clench).
    pub(super) fn next(
        &mut self,
        scene: &Scene,
        shake: f64,
        mut event: impl FnMut(f64, bool),
    ) -> [f32; 5] {
        let time = self.samples as f64 / EEG_RATE;
        self.samples += 1;
        self.eyes_and_jaw(time, scene, &mut event);
        let common = self.common.next(scene, &mut self.random);
        let levels = [
            scene.delta,
            scene.theta,
            scene.alpha,
            scene.beta,
            scene.gamma,
            scene.background,
        ];
        self.hum = (self.hum + scene.mains_frequency / EEG_RATE).fract();
        let hum = (TAU * self.hum).sin() * std::f64::consts::SQRT_2;
        // A blink: a bell of 0.3 s.
        let since = time - self.blink;
        let blink = if since < 0.3 {
            (PI * since / 0.3).sin().powi(2)
        } else {
            0.0
        };
        let mut out = [0.0; 5];
        for (e, out) in out.iter_mut().enumerate() {
            let own = self.own[e].next(scene, &mut self.random);
            let mut value = 0.0;
            for (band, level) in levels.iter().enumerate() {
                // Three parts in four of the power are common to all electrodes.
                let mixed = 0.75_f64.sqrt() * common[band] + 0.5 * own[band];
                let tilt = match (band, e) {
                    (2, 1) => (-scene.asymmetry / 4.0).exp(),
                    (2, 2) => (scene.asymmetry / 4.0).exp(),
                    _ => 1.0,
                };
                value += level * STRENGTH[band][e] * tilt * mixed;
            }
            value += BLINK[e] * blink + scene.mains * hum + 40.0 * shake;
            if time < self.clench_until {
                value += CLENCH[e] * self.random.normal() * 0.7;
            }
            *out = self.through_contact(e, value, hum, scene.contact[e]) as f32;
        }
        out
    }

    /// Bad contact adds hum and drift; none leaves the amplifier at its end.
    fn through_contact(&mut self, electrode: usize, value: f64, hum: f64, contact: f64) -> f64 {
        self.drift[electrode] = 0.9995 * self.drift[electrode] + 0.6 * self.random.normal();
        let bad = 1.0 - contact.clamp(0.0, 1.0);
        if bad > 0.95 {
            return 999.5;
        }
        value * contact.sqrt() + bad * (150.0 * hum + 12.0 * self.drift[electrode])
    }

    fn eyes_and_jaw(&mut self, time: f64, scene: &Scene, event: &mut impl FnMut(f64, bool)) {
        if self.next_blink.is_nan() {
            self.next_blink = time + self.random.wait(scene.blinks, 0.6);
            self.next_clench = time + self.random.wait(scene.clenches, 2.0);
        }
        if time >= self.next_blink {
            self.blink = time;
            self.next_blink = time + self.random.wait(scene.blinks, 0.6);
            event(time, true);
        } else if self.next_blink > time + 120.0 && scene.blinks > 0.0 {
            // The scene changed from no blinks to some.
            self.next_blink = time + self.random.wait(scene.blinks, 0.6);
        }
        if time >= self.next_clench {
            self.clench_until = time + 0.5 + self.random.even();
            self.next_clench = self.clench_until + self.random.wait(scene.clenches, 2.0);
            event(time, false);
        } else if self.next_clench > time + 600.0 && scene.clenches > 0.0 {
            self.next_clench = time + self.random.wait(scene.clenches, 2.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rhythm_has_deviation_one_and_its_frequency() {
        let mut random = Random::new(3);
        let mut rhythm = Rhythm::default();
        let values: Vec<f64> = (0..256 * 120)
            .map(|_| rhythm.next(10.0, 1.2, &mut random))
            .collect();
        let power = values.iter().map(|v| v * v).sum::<f64>() / values.len() as f64;
        assert!((power - 1.0).abs() < 0.15, "{power}");
        let crossings = values
            .windows(2)
            .filter(|w| w[0] < 0.0 && w[1] >= 0.0)
            .count() as f64
            / 120.0;
        assert!((crossings - 10.0).abs() < 0.6, "{crossings}");
    }

    #[test]
    fn an_electrode_without_contact_is_at_its_end() {
        let mut brain = Brain::new(1);
        let scene = Scene {
            contact: [1.0, 0.0, 1.0, 1.0, 0.0],
            ..Scene::default()
        };
        let sample = brain.next(&scene, 0.0, |_, _| {});
        assert_eq!(sample[1], 999.5);
        assert!(sample[0].abs() < 100.0);
    }
}
