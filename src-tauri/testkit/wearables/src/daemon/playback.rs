//! A scenario without a bus: what its devices send while somebody listens to all of them, as fast as it can be made.

use super::source::{Notification, Source};
use super::world::World;
use crate::scenario::{FaultKind, Scenario};

/// Seconds of a round, as on the air.
const ROUND: f64 = 0.015;

/// The devices of a scenario, all listened to from the beginning.
pub struct Playback {
    world: World,
    sources: Vec<Source>,
    rounds: u32,
}

/// What came at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// Seconds since the beginning.
    pub time: f64,
    /// Device by number, characteristic, bytes.
    pub notifications: Vec<(usize, u128, Vec<u8>)>,
}

impl Playback {
    /// From the beginning.
    pub fn new(scenario: Scenario) -> Self {
        let world = World::new(scenario, 1.0);
        let sources = world
            .wearables
            .iter()
            .map(|wearable| Source::new(&world.scenario, wearable))
            .collect();
        Self {
            world,
            sources,
            rounds: 0,
        }
    }
}

impl Iterator for Playback {
    type Item = Round;

    /// The next round; it never ends, since a scenario begins again.
    fn next(&mut self) -> Option<Round> {
        let time = f64::from(self.rounds) * ROUND;
        self.rounds += 1;
        let world = &self.world;
        let scene = world.scene(time);
        let mut notifications = Vec::new();
        let all = world.wearables.iter().zip(&mut self.sources).enumerate();
        for (number, (wearable, source)) in all {
            let amount = |kind| world.scenario.amount(wearable.entry, kind, time);
            if let Some(a_minute) = amount(FaultKind::Battery) {
                let mut state = wearable.state();
                state.battery = (state.battery - a_minute * ROUND / 60.0).max(0.0);
            }
            if amount(FaultKind::Disconnect).is_some() || wearable.state().battery <= 0.0 {
                source.rest();
                continue;
            }
            let mut due: Vec<Notification> = Vec::new();
            source.due(&world.scenario, &scene, wearable, time, &mut due);
            notifications.extend(due.into_iter().map(|(uuid, bytes)| (number, uuid, bytes)));
        }
        Some(Round {
            time,
            notifications,
        })
    }
}
