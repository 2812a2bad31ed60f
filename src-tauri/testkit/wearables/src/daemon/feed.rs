//! The course of the scenario: devices send, batteries empty, connections break, the adapter comes and goes.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use zbus::Variant;

use super::source::{Notification, Source};
use super::wearable::Wearable;
use super::world::{World, notification};
use crate::scenario::FaultKind;

/// One round: about a connection interval of Bluetooth LE.
const ROUND: Duration = Duration::from_millis(15);

/// Plays the scenario until the runtime ends.
pub(super) async fn play(world: Arc<World>) {
    let mut sources: Vec<Source> = world
        .wearables
        .iter()
        .map(|wearable| Source::new(&world.scenario, wearable))
        .collect();
    let mut rounds = interval(ROUND);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut before = world.now();
    loop {
        rounds.tick().await;
        let now = world.now();
        adapter(&world, now).await;
        if !world.radio().present {
            before = now;
            continue;
        }
        discover(&world).await;
        let mut messages = Vec::new();
        for (wearable, source) in world.wearables.iter().zip(&mut sources) {
            drain(&world, wearable, now - before, now).await;
            let (connected, streaming) = {
                let state = wearable.state();
                (state.connected, state.streaming)
            };
            if connected && !world.answers_still(wearable) {
                world.hang_up(wearable).await;
                source.rest();
            } else if connected && streaming {
                let mut due: Vec<Notification> = Vec::new();
                let scene = world.scene(now);
                source.due(&world.scenario, &scene, wearable, now, &mut due);
                let count = messages.len();
                messages.extend(
                    due.into_iter()
                        .filter_map(|(uuid, value)| notification(wearable.heard(uuid)?, value)),
                );
                wearable.state().sent += (messages.len() - count) as u64;
            } else {
                source.rest();
            }
        }
        world.send(&messages).await;
        before = now;
    }
}

/// Switches the adapter as the scenario says; what was switched by hand stays.
async fn adapter(world: &Arc<World>, now: f64) {
    let holds = |kind| {
        world
            .scenario
            .faults
            .iter()
            .filter(|fault| fault.fault == kind)
            .map(|fault| (fault.holds(now), now >= fault.from))
            .reduce(|a, b| (a.0 || b.0, a.1 || b.1))
    };
    // Only after a fault has begun once is the adapter the scenario's business.
    if let Some((gone, true)) = holds(FaultKind::AdapterGone)
        && gone == world.radio().present
    {
        let _ = super::present(world, !gone).await;
    }
    if let Some((off, true)) = holds(FaultKind::AdapterOff)
        && off == world.radio().powered
    {
        super::power(world, !off).await;
    }
}

/// Makes the devices known that a scan hears.
async fn discover(world: &Arc<World>) {
    if !world.radio().discovering {
        return;
    }
    for wearable in &world.wearables {
        let new = !wearable.state().known && world.advertises(wearable) && world.passes(wearable);
        if new {
            let _ = super::announce(world, wearable).await;
        }
    }
}

/// Empties a battery.
async fn drain(world: &World, wearable: &Wearable, seconds: f64, now: f64) {
    let Some(a_minute) = world
        .scenario
        .amount(wearable.entry, FaultKind::Battery, now)
    else {
        return;
    };
    let mut state = wearable.state();
    state.battery = (state.battery - a_minute * seconds / 60.0).max(0.0);
}

impl World {
    /// Whether a connected device stays so.
    fn answers_still(&self, wearable: &Wearable) -> bool {
        self.advertises(wearable)
    }

    /// Tells of a signal strength that was changed.
    pub(super) async fn tell_rssi(&self, wearable: &Wearable) {
        let rssi = wearable.state().rssi;
        self.changed(
            &wearable.path,
            super::DEVICE,
            &[("RSSI", Variant::from(rssi))],
        )
        .await;
    }
}
