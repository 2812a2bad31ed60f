//! A head's acceleration and turning: gravity, a little sway, steps.

use super::random::Random;
use super::scene::Scene;
use crate::decode::MOTION_RATE;
use std::f64::consts::TAU;

/// A head on a neck.
#[derive(Debug, Clone)]
pub(super) struct Head {
    random: Random,
    sway: [f64; 3],
    step: f64,
}

impl Head {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            random: Random::new(seed),
            sway: [0.0; 3],
            step: 0.0,
        }
    }

    /// The next sample: acceleration in multiples of gravity and turning in degrees a second.
    pub(super) fn next(&mut self, scene: &Scene) -> ([f32; 3], [f32; 3]) {
        self.step = (self.step + scene.steps / MOTION_RATE).fract();
        for sway in &mut self.sway {
            *sway = 0.99 * *sway + 0.14 * self.random.normal();
        }
        let [bob, swing] = self.stride(scene);
        let noise = |random: &mut Random, size: f64| random.normal() * size;
        let acceleration = [
            0.05 + 0.004 * self.sway[0] + noise(&mut self.random, 0.003) + 0.3 * swing,
            -0.02 + 0.004 * self.sway[1] + noise(&mut self.random, 0.003),
            0.998 + 0.002 * self.sway[2] + noise(&mut self.random, 0.003) + bob,
        ];
        let turning = [
            0.8 * self.sway[1] + noise(&mut self.random, 0.3) + 18.0 * swing,
            0.8 * self.sway[0] + noise(&mut self.random, 0.3),
            0.8 * self.sway[2] + noise(&mut self.random, 0.3) + 10.0 * swing,
        ];
        (acceleration.map(|v| v as f32), turning.map(|v| v as f32))
    }

    /// Up and down, and to the sides, in multiples of gravity.
    pub(super) fn stride(&self, scene: &Scene) -> [f64; 2] {
        if scene.steps <= 0.0 {
            return [0.0; 2];
        }
        let phase = TAU * self.step;
        [
            0.25 * phase.sin() + 0.1 * (2.0 * phase).sin(),
            0.15 * (phase / 2.0).sin(),
        ]
    }
}
