//! What all objects of the daemon share: the adapter's state, the devices, the clock, the way to the bus.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use mycrm_signals::synth::Scene;
use zbus::{Connection, Message, Variant};

use super::wearable::Wearable;
use crate::scenario::{FaultKind, Kind, Scenario};

/// Everything there is.
pub(super) struct World {
    pub(super) scenario: Scenario,
    pub(super) wearables: Vec<Arc<Wearable>>,
    radio: Mutex<Radio>,
    connection: OnceLock<Connection>,
    started: Instant,
    speed: f64,
    /// What the body does whatever the scenario says.
    posed: Mutex<Option<Scene>>,
}

/// How the adapter stands.
#[derive(Debug, Default)]
pub(super) struct Radio {
    pub(super) present: bool,
    pub(super) powered: bool,
    pub(super) discovering: bool,
    /// Services that a scan is limited to; empty: all.
    pub(super) filter: Vec<String>,
}

impl World {
    pub(super) fn new(scenario: Scenario, speed: f64) -> Self {
        let mut number = 0;
        let mut wearables = Vec::new();
        for (entry, device) in scenario.devices.iter().enumerate() {
            for _ in 0..device.count {
                wearables.push(Arc::new(Wearable::new(entry, number, device)));
                number += 1;
            }
        }
        Self {
            scenario,
            wearables,
            radio: Mutex::default(),
            connection: OnceLock::new(),
            started: Instant::now(),
            speed,
            posed: Mutex::default(),
        }
    }

    pub(super) fn on(&self, connection: Connection) {
        let _ = self.connection.set(connection);
    }

    pub(super) fn radio(&self) -> MutexGuard<'_, Radio> {
        self.radio.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Seconds of the scenario since it began.
    pub(super) fn now(&self) -> f64 {
        self.started.elapsed().as_secs_f64() * self.speed
    }

    /// What the body does at `now`.
    pub(super) fn scene(&self, now: f64) -> Scene {
        let posed = *self.posed.lock().unwrap_or_else(PoisonError::into_inner);
        posed.unwrap_or_else(|| self.scenario.scene_at(now))
    }

    /// What the body does from now on.
    pub(super) fn pose(&self, scene: Scene) {
        let mut posed = self.posed.lock().unwrap_or_else(PoisonError::into_inner);
        *posed = Some(scene);
    }

    /// Whether a device answers: it has charge left, and no fault keeps it away.
    pub(super) fn answers(&self, wearable: &Wearable) -> bool {
        let now = self.now();
        let away = |kind| self.scenario.amount(wearable.entry, kind, now).is_some();
        wearable.state().battery > 0.0 && !away(FaultKind::Disconnect) && !away(FaultKind::Deaf)
    }

    /// Whether a device can be heard advertising.
    pub(super) fn advertises(&self, wearable: &Wearable) -> bool {
        let now = self.now();
        wearable.state().battery > 0.0
            && self
                .scenario
                .amount(wearable.entry, FaultKind::Disconnect, now)
                .is_none()
    }

    /// Whether a scan with the present filter shows a device.
    pub(super) fn passes(&self, wearable: &Wearable) -> bool {
        let radio = self.radio();
        radio.filter.is_empty()
            || wearable
                .advertised()
                .iter()
                .any(|service| radio.filter.contains(service))
    }

    /// Tells of changed properties.
    pub(super) async fn changed(
        &self,
        path: &str,
        interface: &str,
        properties: &[(&str, Variant<'_>)],
    ) {
        if let (Some(connection), Some(message)) =
            (self.connection.get(), change(path, interface, properties))
        {
            let _ = connection.send(&message).await;
        }
    }

    pub(super) async fn send(&self, messages: &[Message]) {
        if let Some(connection) = self.connection.get() {
            let _ = connection.send_all(messages).await;
        }
    }

    pub(super) fn connection(&self) -> Option<&Connection> {
        self.connection.get()
    }

    /// Ends a connection from the device's side.
    pub(super) async fn hang_up(&self, wearable: &Wearable) {
        {
            let mut state = wearable.state();
            if !state.connected {
                return;
            }
            state.connected = false;
            state.resolved = false;
            state.streaming = false;
            state.notifying.clear();
        }
        self.changed(
            &wearable.path,
            super::DEVICE,
            &[
                ("ServicesResolved", Variant::from(false)),
                ("Connected", Variant::from(false)),
            ],
        )
        .await;
    }

    /// Connects, after the moment that it takes.
    pub(super) async fn pick_up(self: &Arc<Self>, wearable: &Arc<Wearable>) {
        {
            let mut state = wearable.state();
            state.connected = true;
            state.connections += 1;
            // A strap sends whenever it is listened to; a headband wants to be told.
            state.streaming = wearable.kind != Kind::Headband;
        }
        let told = [("Connected", Variant::from(true))];
        self.changed(&wearable.path, super::DEVICE, &told).await;
        let (world, wearable) = (self.clone(), wearable.clone());
        tokio::spawn(async move {
            tokio::time::sleep(RESOLVING).await;
            if wearable.state().connected {
                wearable.state().resolved = true;
                let told = [("ServicesResolved", Variant::from(true))];
                world.changed(&wearable.path, super::DEVICE, &told).await;
            }
        });
    }
}

/// How long services take to be known after a connection.
const RESOLVING: Duration = Duration::from_millis(30);

/// A signal that properties have changed; none where a name is not one D-Bus allows.
fn change(path: &str, interface: &str, properties: &[(&str, Variant<'_>)]) -> Option<Message> {
    let properties: HashMap<&str, &Variant<'_>> = properties
        .iter()
        .map(|(name, value)| (*name, value))
        .collect();
    Message::signal(path, "org.freedesktop.DBus.Properties", "PropertiesChanged")
        .build(&(interface, properties, Vec::<&str>::new()))
        .ok()
}

/// A notification: the new value of a characteristic.
pub(super) fn notification(path: &str, value: Vec<u8>) -> Option<Message> {
    change(
        path,
        super::CHARACTERISTIC,
        &[("Value", Variant::from(value))],
    )
}
