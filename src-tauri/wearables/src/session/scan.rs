//! Looking for devices.

use std::time::Duration;

use btleplug::api::Peripheral as _;
use btleplug::platform::Peripheral;
use uuid::Uuid;

use super::{Shared, lock};
use crate::event::Happening;
use crate::found::{DeviceId, Found, clean_name, mark};
use crate::gatt;
use crate::kind::DeviceKind;
use crate::simulated::{is_simulated_address, simulation_is_announced};

/// What to look for, and how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// Services of which a device must offer one; empty: every device in the air.
    pub services: Vec<Uuid>,
    /// How long; the radio is not left on for ever.
    pub lasting: Duration,
}

impl Default for Scan {
    /// Headbands and heart-rate sensors, for half a minute.
    fn default() -> Self {
        Self {
            services: vec![gatt::MUSE, gatt::HEART_RATE],
            lasting: Duration::from_secs(30),
        }
    }
}

impl Scan {
    /// Every device in the air: for one that advertises none of the known services.
    pub fn everything() -> Self {
        Self {
            services: Vec::new(),
            ..Self::default()
        }
    }
}

/// The most devices that are kept: a hall full of radios must not fill the memory.
const MOST_FOUND: usize = 500;

/// How often the list is read again while a scan is on.
pub(super) const LIST_EVERY: Duration = Duration::from_millis(500);

/// Takes over what the system has found; says so when something changed.
pub(super) async fn take(shared: &Shared, peripherals: Vec<Peripheral>, wanted: &[Uuid]) {
    let mut changed = false;
    for peripheral in peripherals.into_iter().take(MOST_FOUND) {
        let id = device_id(&peripheral);
        let Ok(Some(properties)) = peripheral.properties().await else {
            continue;
        };
        let name = properties.local_name.as_deref().and_then(clean_name);
        let kind = DeviceKind::guess(&properties.services, name.as_deref(), properties.appearance);
        // Systems hand out what other programs scan for as well, and what they remember.
        let fits = wanted.is_empty()
            || kind != DeviceKind::Unknown
            || properties
                .services
                .iter()
                .any(|service| wanted.contains(service));
        if !fits {
            continue;
        }
        let address = properties.address.to_string();
        let address = (properties.address != Default::default()).then_some(address);
        let now = shared.now();
        let mut found = lock(&shared.found);
        let before = found.get(&id);
        let heard = properties.rssi.is_some();
        let fresh = Found {
            mark: mark(address.as_deref().unwrap_or(id.as_str())),
            // BlueZ calls a nameless device by its address.
            name: name.filter(|name| !is_address(name)),
            simulated: simulation_is_announced()
                || address.as_deref().is_some_and(is_simulated_address),
            rssi: properties.rssi.or(before.and_then(|before| before.rssi)),
            last_seen: if heard {
                Some(now)
            } else {
                before.and_then(|before| before.last_seen)
            },
            address,
            kind,
            id: id.clone(),
        };
        if before.is_none() && found.len() >= MOST_FOUND {
            continue;
        }
        changed |= before != Some(&fresh);
        found.insert(id, fresh);
    }
    if changed {
        shared.publish(None, Happening::Found);
    }
}

/// The system's name for a device.
pub(super) fn device_id(peripheral: &Peripheral) -> DeviceId {
    DeviceId::new(&peripheral.id().to_string())
}

/// Whether a name is only the address again, written `02-4D-59-00-00-01`.
fn is_address(name: &str) -> bool {
    let parts: Vec<&str> = name.split(['-', ':']).collect();
    parts.len() == 6
        && parts
            .iter()
            .all(|part| part.len() == 2 && part.chars().all(|sign| sign.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_place_of_a_name_is_none() {
        assert!(is_address("02-4D-59-00-00-01"));
        assert!(!is_address("Muse-8173"));
    }
}
