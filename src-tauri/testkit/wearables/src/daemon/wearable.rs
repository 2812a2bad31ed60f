//! One simulated device: what it advertises, what it offers, and how it stands at the moment.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use mycrm_signals::decode::{BodyLocation, uuids};
use tokio::sync::Notify;
use uuid::Uuid;

use crate::scenario::{Device, Kind};
use crate::{ADDRESS_PREFIX, NAME_MARK};

/// A device in the air.
#[derive(Debug)]
pub(super) struct Wearable {
    /// Its entry in the scenario's list.
    pub(super) entry: usize,
    pub(super) kind: Kind,
    pub(super) name: Option<String>,
    pub(super) address: String,
    pub(super) path: String,
    pub(super) services: Vec<Service>,
    state: Mutex<State>,
    /// Rings when an attempt to connect is withdrawn.
    pub(super) withdrawn: Notify,
}

/// A service with its characteristics.
#[derive(Debug)]
pub(super) struct Service {
    pub(super) uuid: u128,
    pub(super) path: String,
    pub(super) characteristics: Vec<Characteristic>,
}

/// A characteristic.
#[derive(Debug, Clone)]
pub(super) struct Characteristic {
    pub(super) uuid: u128,
    pub(super) path: String,
    pub(super) flags: &'static [&'static str],
}

/// How a device stands.
#[derive(Debug, Default)]
pub(super) struct State {
    /// Known to the daemon.
    pub(super) known: bool,
    pub(super) connected: bool,
    pub(super) resolved: bool,
    /// An attempt to connect is pending.
    pub(super) pending: bool,
    /// Told to send.
    pub(super) streaming: bool,
    /// Characteristics that are listened to.
    pub(super) notifying: BTreeSet<u128>,
    pub(super) rssi: i16,
    pub(super) battery: f64,
    /// Commands that a headband was given.
    pub(super) commands: Vec<String>,
    /// How often it was connected.
    pub(super) connections: u32,
    /// Notifications that were sent, by the scenario and by hand.
    pub(super) sent: u64,
}

/// Commands that are remembered.
const REMEMBERED: usize = 64;

impl Wearable {
    pub(super) fn new(entry: usize, number: usize, device: &Device) -> Self {
        let address = format!(
            "{ADDRESS_PREFIX}{entry:02X}:{:02X}:{:02X}",
            number >> 8 & 0xff,
            number & 0xff
        );
        let path = format!("{}/dev_{}", super::ADAPTER, address.replace(':', "_"));
        Self {
            entry,
            kind: device.kind,
            name: device
                .name
                .as_ref()
                .map(|name| format!("{name} {NAME_MARK}")),
            services: services(device.kind, &path),
            address,
            path,
            state: Mutex::new(State {
                rssi: device.rssi,
                battery: device.battery,
                ..State::default()
            }),
            withdrawn: Notify::new(),
        }
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The services in its advertisement.
    pub(super) fn advertised(&self) -> Vec<String> {
        let service = match self.kind {
            Kind::Headband => uuids::MUSE_SERVICE,
            Kind::Strap | Kind::Watch => uuids::HEART_RATE_SERVICE,
            Kind::Other => uuids::assigned(0x181a),
        };
        vec![text(service)]
    }

    /// Assigned Numbers, 2.6.3: what it looks like.
    pub(super) fn appearance(&self) -> u16 {
        match self.kind {
            Kind::Headband | Kind::Other => 0,
            Kind::Strap => 0x0341,
            Kind::Watch => 0x00c1,
        }
    }

    /// The path of a characteristic that is listened to.
    pub(super) fn heard(&self, uuid: u128) -> Option<&str> {
        if !self.state().notifying.contains(&uuid) {
            return None;
        }
        self.characteristic(uuid)
    }

    pub(super) fn characteristic(&self, uuid: u128) -> Option<&str> {
        let mut all = self
            .services
            .iter()
            .flat_map(|service| &service.characteristics);
        all.find(|one| one.uuid == uuid)
            .map(|one| one.path.as_str())
    }

    /// What a read gives; none: not readable.
    pub(super) fn value(&self, uuid: u128) -> Option<Vec<u8>> {
        match uuid {
            uuids::BATTERY_LEVEL => Some(vec![self.state().battery.round() as u8]),
            uuids::BODY_SENSOR_LOCATION => Some(match self.kind {
                Kind::Watch => BodyLocation::Wrist.to_bytes(),
                _ => BodyLocation::Chest.to_bytes(),
            }),
            _ => None,
        }
    }

    pub(super) fn remember(&self, command: String) {
        let mut state = self.state();
        if state.commands.len() >= REMEMBERED {
            state.commands.remove(0);
        }
        state.commands.push(command);
    }
}

/// A UUID as BlueZ writes it.
pub(super) fn text(uuid: u128) -> String {
    Uuid::from_u128(uuid).to_string()
}

const NOTIFY: &[&str] = &["notify"];
const READ: &[&str] = &["read"];
const READ_NOTIFY: &[&str] = &["read", "notify"];
const COMMAND: &[&str] = &["write-without-response", "notify"];

/// A characteristic and its flags.
type Offered = (u128, &'static [&'static str]);

fn services(kind: Kind, device: &str) -> Vec<Service> {
    let all: Vec<(u128, Vec<Offered>)> = match kind {
        Kind::Headband => vec![(
            uuids::MUSE_SERVICE,
            uuids::MUSE_STREAMS
                .into_iter()
                .map(|uuid| match uuid {
                    uuids::MUSE_CONTROL => (uuid, COMMAND),
                    _ => (uuid, NOTIFY),
                })
                .collect(),
        )],
        Kind::Strap | Kind::Watch => vec![
            (
                uuids::HEART_RATE_SERVICE,
                vec![
                    (uuids::HEART_RATE_MEASUREMENT, NOTIFY),
                    (uuids::BODY_SENSOR_LOCATION, READ),
                ],
            ),
            (
                uuids::BATTERY_SERVICE,
                vec![(uuids::BATTERY_LEVEL, READ_NOTIFY)],
            ),
        ],
        Kind::Other => vec![(
            uuids::assigned(0x181a),
            vec![(uuids::assigned(0x2a6e), READ)],
        )],
    };
    let service = |(number, (uuid, characteristics)): (usize, (u128, Vec<_>))| {
        let path = format!("{device}/service{:04x}", 0x10 * (number + 1));
        Service {
            uuid,
            characteristics: characteristics
                .into_iter()
                .enumerate()
                .map(|(number, (uuid, flags))| Characteristic {
                    uuid,
                    path: format!("{path}/char{:04x}", 0x100 + 2 * number),
                    flags,
                })
                .collect(),
            path,
        }
    };
    all.into_iter().enumerate().map(service).collect()
}
