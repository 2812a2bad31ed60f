//! One body: brain, heart and head on one clock, and a list of what truly happened.

use super::brain::Brain;
use super::heart::Heart;
use super::motion::Head;
use super::random::Random;
use super::scene::Scene;
use crate::decode::{EEG_RATE, MOTION_RATE, PPG_RATE};

/// What truly happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Event {
    /// Seconds since the body began.
    pub time: f64,
    /// What it was.
    pub kind: EventKind,
}

/// Kinds of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// The heart beat (electrically; its pulse comes 0.2 to 0.35 s later).
    Beat,
    /// The eyes began to blink.
    Blink,
    /// The jaw began to clench.
    Clench,
}

/// Events kept until they are taken; older ones are dropped.
const MAX_EVENTS: usize = 10_000;

/// A body whose signals are read sample by sample. Each kind of signal has its own count of samples; all refer to one
/// clock, which begins at 0.
#[derive(Debug, Clone)]
pub struct Body {
    scene: Scene,
    brain: Brain,
    heart: Heart,
    head: Head,
    light_noise: Random,
    light_samples: u64,
    events: Vec<Event>,
}

impl Body {
    /// A body wholly determined by its seed and its scenes.
    pub fn new(seed: u64, scene: Scene) -> Self {
        let mut seeds = Random::new(seed);
        Self {
            scene,
            brain: Brain::new(seeds.bits()),
            heart: Heart::new(seeds.bits()),
            head: Head::new(seeds.bits()),
            light_noise: Random::new(seeds.bits()),
            light_samples: 0,
            events: Vec::new(),
        }
    }

    /// What it does from here on. For a gradual change call this again and again with [`Scene::blend`].
    pub fn set(&mut self, scene: Scene) {
        self.scene = scene;
    }

    /// What it does.
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// The next EEG sample of TP9, AF7, AF8, TP10 and AUX in µV ([`EEG_RATE`] a second).
    pub fn eeg(&mut self) -> [f32; 5] {
        let [bob, swing] = self.head.stride(&self.scene);
        let events = &mut self.events;
        self.brain.next(&self.scene, bob + swing, |time, blink| {
            let kind = if blink {
                EventKind::Blink
            } else {
                EventKind::Clench
            };
            remember(events, Event { time, kind });
        })
    }

    /// The next light sample of the three sensors ([`PPG_RATE`] a second): ambient, infrared, red. A pulse lowers
    /// infrared and red, since blood takes light away.
    pub fn light(&mut self) -> [u32; 3] {
        let time = self.light_samples as f64 / PPG_RATE;
        self.light_samples += 1;
        self.live_until(time);
        let [bob, swing] = self.head.stride(&self.scene);
        let mut level = |base: f64, depth: f64| {
            let breath = 0.4 * depth * self.heart.breath();
            let shake = 6.0 * depth * (bob + swing);
            let noise = 0.02 * depth * self.light_noise.normal();
            (base - depth * self.heart.pulse(time) + breath + shake + noise)
                .clamp(0.0, 16_777_215.0) as u32
        };
        [
            level(1_800.0, 15.0),
            level(182_000.0, 2_400.0),
            level(96_000.0, 900.0),
        ]
    }

    /// The next sample of acceleration (multiples of gravity) and turning (degrees a second), [`MOTION_RATE`] a second.
    pub fn motion(&mut self) -> ([f32; 3], [f32; 3]) {
        self.head.next(&self.scene)
    }

    /// Lets the heart beat until `time` without reading light.
    pub fn live_until(&mut self, time: f64) {
        let events = &mut self.events;
        self.heart.live_until(time, &self.scene, |time| {
            remember(
                events,
                Event {
                    time,
                    kind: EventKind::Beat,
                },
            );
        });
    }

    /// What happened since this was last asked, the last 10,000 at most.
    pub fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    /// Samples a second of EEG, light and motion.
    pub const RATES: [f64; 3] = [EEG_RATE, PPG_RATE, MOTION_RATE];
}

fn remember(events: &mut Vec<Event>, event: Event) {
    if events.len() >= MAX_EVENTS {
        events.drain(..MAX_EVENTS / 2);
    }
    events.push(event);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_is_the_same_body() {
        let run = |seed| {
            let mut body = Body::new(seed, Scene::stressed());
            let eeg: Vec<_> = (0..2560).map(|_| body.eeg()).collect();
            let light: Vec<_> = (0..640).map(|_| body.light()).collect();
            let motion: Vec<_> = (0..520).map(|_| body.motion()).collect();
            (eeg, light, motion, body.take_events())
        };
        assert_eq!(run(5), run(5));
        assert_ne!(run(5).0, run(6).0);
        let beats = run(5)
            .3
            .iter()
            .filter(|e| e.kind == EventKind::Beat)
            .count();
        assert!((13..=17).contains(&beats), "{beats}");
    }
}
