//! Beats by integral pulse frequency modulation, and the light that a pulse takes away.

use super::random::Random;
use super::scene::Scene;
use std::collections::VecDeque;
use std::f64::consts::TAU;

/// Steps of the integral in a second.
const STEPS: f64 = 512.0;
/// Seconds from a beat of the heart to the foot of its pulse at the forehead.
const TRANSIT: f64 = 0.18;

/// A heart: the integral of its rate crosses a threshold at each beat (Hyndman and Mohn 1975); breathing and a slow
/// wave of 0.1 Hz modulate the rate, and a little noise moves the threshold.
#[derive(Debug, Clone)]
pub(super) struct Heart {
    random: Random,
    steps: u64,
    integral: f64,
    threshold: f64,
    breath: f64,
    wave: f64,
    /// Time of each of the last beats, seconds.
    beats: VecDeque<f64>,
}

impl Heart {
    pub(super) fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let (breath, wave) = (random.even(), random.even());
        Self {
            random,
            steps: 0,
            integral: 0.5,
            threshold: 1.0,
            breath,
            wave,
            beats: VecDeque::new(),
        }
    }

    /// Fractions by which breathing and the slow wave modulate the rate, and deviation of the threshold, so that the
    /// intervals' RMSSD is the scene's.
    fn modulation(scene: &Scene) -> (f64, f64, f64) {
        let interval = 60_000.0 / scene.heart_rate;
        let seconds = interval / 1000.0;
        // Of a wave of amplitude A and frequency f in the intervals, successive differences have the mean square
        // A²/2 (2 sin πfT)²; of independent noise of deviation s, 2 s².
        let share =
            |frequency: f64| 2.0 * (std::f64::consts::PI * frequency * seconds).sin().powi(2);
        let noise = 0.3 * scene.rmssd / std::f64::consts::SQRT_2;
        let rest = scene.rmssd.powi(2) - 2.0 * noise * noise - scene.slow_wave.powi(2) * share(0.1);
        let breathing = (rest.max(0.0) / share(scene.breathing / 60.0)).sqrt();
        (
            (breathing / interval).min(0.4),
            scene.slow_wave / interval,
            noise / interval,
        )
    }

    /// Lives until `time`; new beats are handed to `beat`.
    pub(super) fn live_until(&mut self, time: f64, scene: &Scene, mut beat: impl FnMut(f64)) {
        let (breathing, wave, noise) = Self::modulation(scene);
        while (self.steps as f64) < time * STEPS {
            self.steps += 1;
            self.breath = (self.breath + scene.breathing / 60.0 / STEPS).fract();
            self.wave = (self.wave + 0.1 / STEPS).fract();
            let rate = scene.heart_rate / 60.0
                * (1.0 + breathing * (TAU * self.breath).sin() + wave * (TAU * self.wave).sin());
            let step = rate.max(0.2) / STEPS;
            self.integral += step;
            if self.integral >= self.threshold {
                // The crossing lies inside the step.
                let over = (self.integral - self.threshold) / step;
                let at = (self.steps as f64 - over) / STEPS;
                self.integral -= self.threshold;
                self.threshold = 1.0 + noise.min(0.2) * self.random.normal().clamp(-3.0, 3.0);
                if self.beats.len() == 8 {
                    self.beats.pop_front();
                }
                self.beats.push_back(at);
                beat(at);
            }
        }
    }

    /// Light absorbed at `time` by the pulses of the last beats, 0 to about 1: a fast rise, a peak after 0.16 s, a
    /// smaller reflected wave, a slow fall.
    pub(super) fn pulse(&self, time: f64) -> f64 {
        let bell = |t: f64, at: f64, width: f64| (-0.5 * ((t - at) / width).powi(2)).exp();
        self.beats
            .iter()
            .map(|beat| time - beat - TRANSIT)
            .filter(|t| (-0.3..1.2).contains(t))
            .map(|t| {
                let width = if t < 0.16 { 0.055 } else { 0.12 };
                bell(t, 0.16, width) + 0.35 * bell(t, 0.42, 0.09)
            })
            .sum()
    }

    /// Phase of breathing as a wave, -1 to 1.
    pub(super) fn breath(&self) -> f64 {
        (TAU * self.breath).sin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beats(scene: &Scene, seconds: f64) -> Vec<f64> {
        let mut all = vec![];
        Heart::new(11).live_until(seconds, scene, |at| all.push(at));
        all
    }

    #[test]
    fn rate_and_variability_are_the_scenes() {
        for scene in [
            Scene::open_eyes(),
            Scene::calm(),
            Scene::stressed(),
            Scene::paced_breathing(),
        ] {
            let beats = beats(&scene, 600.0);
            let rr: Vec<f64> = beats.windows(2).map(|w| (w[1] - w[0]) * 1000.0).collect();
            let rate = 60.0 * (beats.len() - 1) as f64 / (beats[beats.len() - 1] - beats[0]);
            assert!(
                (rate - scene.heart_rate).abs() < 0.5,
                "{rate} {}",
                scene.heart_rate
            );
            let squares = rr.windows(2).map(|w| (w[1] - w[0]).powi(2)).sum::<f64>();
            let rmssd = (squares / (rr.len() - 1) as f64).sqrt();
            assert!(
                (rmssd / scene.rmssd - 1.0).abs() < 0.1,
                "{rmssd} {}",
                scene.rmssd
            );
        }
    }
}
