//! Looking for devices, connecting and forgetting them.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Permission};
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::operation::{Action, Operation, Query};
use mycrm_kernel::read::Read;
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::bluetooth::Bluetooth;
use super::model::{Wearable, keep, known};
use crate::live::{AdapterView, DeviceKind, FoundDevice, LiveDevice, Mirror, Radio};
use crate::privacy::require_on;
use crate::write;

/// How long a scan lasts when nothing is said, in seconds.
const SCAN: u64 = 5;
/// And at most.
const SCAN_MAX: u64 = 30;
/// Longest id of a device.
const DEVICE_MAX: usize = 200;

/// The radio, once the switch is on.
fn radio(app: &App, caller: &Caller) -> Result<Arc<dyn Radio>> {
    app.read(caller, require_on)?;
    let mirror = app.service::<Mirror>();
    mirror.radio(|| Bluetooth::open(app))
}

/// Tells whether Bluetooth can be used here, and if not, what to do about it on this system. Needs the switch on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowAdapter {}

impl Operation for ShowAdapter {
    const NAME: &'static str = "devices.adapter";
    const ROUTE: &'static str = "GET /devices/adapter";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = AdapterView;
}

impl Action for ShowAdapter {
    fn run(self, app: &App, caller: &Caller) -> Result<AdapterView> {
        Ok(radio(app, caller)?.adapter())
    }
}

/// Looks for wearables nearby for some seconds. Needs the switch on; connects nothing and keeps nothing.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScanDevices {
    /// For how many seconds; 5 when left out, at most 30.
    #[schemars(range(min = 1, max = 30))]
    pub seconds: Option<u64>,
}

/// The devices that were found.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FoundDevices {
    /// The devices, the nearest first.
    pub items: Vec<FoundDevice>,
}

impl Operation for ScanDevices {
    const NAME: &'static str = "devices.scan";
    const ROUTE: &'static str = "POST /devices/scan";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = FoundDevices;
}

impl Action for ScanDevices {
    fn run(self, app: &App, caller: &Caller) -> Result<FoundDevices> {
        let seconds = self.seconds.unwrap_or(SCAN);
        if !(1..=SCAN_MAX).contains(&seconds) {
            let message = format!("A scan lasts between 1 and {SCAN_MAX} seconds.");
            return Err(Error::field("seconds", "out_of_range", message));
        }
        let mut items = radio(app, caller)?.scan(Duration::from_secs(seconds))?;
        app.read(caller, |read| {
            for found in &mut items {
                found.known = known(read, &found.device)?.is_some();
            }
            Ok(())
        })?;
        Ok(FoundDevices { items })
    }
}

/// Connects a device and keeps it connected. By this the wearer agrees to it; it is kept among the `wearables`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConnectDevice {
    /// The device, as a scan told it.
    #[schemars(length(min = 1, max = 200))]
    pub device: String,
}

/// A device that was connected.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ConnectedDevice {
    /// The record, among the `wearables`.
    pub wearable: Uuid,
    /// How it stands.
    pub device: LiveDevice,
}

impl Operation for ConnectDevice {
    const NAME: &'static str = "devices.connect";
    const ROUTE: &'static str = "POST /devices/connect";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = ConnectedDevice;
}

impl Action for ConnectDevice {
    fn run(self, app: &App, caller: &Caller) -> Result<ConnectedDevice> {
        check(&self.device)?;
        let radio = radio(app, caller)?;
        // Listening comes first, so that nothing of what the device says at once is missed.
        app.service::<Mirror>().pump(app, &radio)?;
        radio.connect(&self.device)?;
        let device = radio
            .devices()
            .into_iter()
            .find(|one| one.device == self.device)
            .ok_or_else(|| Error::not_found("device", &self.device))?;
        let found = FoundDevice {
            device: device.device.clone(),
            name: device.name.clone(),
            mark: mycrm_wearables::mark(&device.device),
            address: None,
            kind: device.kind,
            signal: device.signal,
            simulated: device.simulated,
            known: true,
        };
        let kept = write::aside(app, caller, Self::NAME, |tx| keep(tx, &found));
        if kept.is_err() {
            // What was not agreed to in writing is not listened to either.
            radio.disconnect(&self.device)?;
        }
        Ok(ConnectedDevice {
            wearable: kept?,
            device,
        })
    }
}

fn check(device: &str) -> Result<()> {
    if device.is_empty() || device.len() > DEVICE_MAX {
        let message = "“device” is the id that a scan told.";
        return Err(Error::field("device", "invalid", message));
    }
    Ok(())
}

/// Connects those of the wearer's devices that are to be connected by themselves (`reconnect`) and are near; looks for
/// them for some seconds first. What is connected already is left alone. Needs the switch on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReconnectDevices {
    /// For how many seconds they are looked for; 5 when left out, at most 30.
    #[schemars(range(min = 1, max = 30))]
    pub seconds: Option<u64>,
}

impl Operation for ReconnectDevices {
    const NAME: &'static str = "devices.reconnect";
    const ROUTE: &'static str = "POST /devices/reconnect";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = DeviceList;
}

impl Action for ReconnectDevices {
    fn run(self, app: &App, caller: &Caller) -> Result<DeviceList> {
        app.read(caller, require_on)?;
        let wanted: Vec<String> = app
            .read(caller, devices)?
            .items
            .into_iter()
            .filter(|own| own.reconnect && own.live.is_none())
            .filter_map(|own| own.device)
            .collect();
        // Nobody asked for a radio where there is nothing to be connected.
        if !wanted.is_empty() {
            let scan = ScanDevices {
                seconds: self.seconds,
            };
            let near = scan.run(app, caller)?.items;
            for device in wanted {
                if near.iter().any(|found| found.device == device) {
                    // One that does not answer must not keep the others waiting: it is tried again by itself.
                    let connecting = ConnectDevice { device };
                    if let Err(error) = connecting.run(app, caller) {
                        tracing::info!(code = error.code(), "a device was not connected by itself");
                    }
                }
            }
        }
        app.read(caller, devices)
    }
}

/// Disconnects a device, or gives up connecting it. It stays among the `wearables`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DisconnectDevice {
    /// The device.
    #[schemars(length(min = 1, max = 200))]
    pub device: String,
}

impl Operation for DisconnectDevice {
    const NAME: &'static str = "devices.disconnect";
    const ROUTE: &'static str = "POST /devices/disconnect";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = DeviceList;
}

impl Action for DisconnectDevice {
    fn run(self, app: &App, caller: &Caller) -> Result<DeviceList> {
        check(&self.device)?;
        let mirror = app.service::<Mirror>();
        let connected = mirror.devices().iter().any(|one| one.device == self.device);
        if !connected {
            return Err(Error::not_found("connected device", self.device));
        }
        radio(app, caller)?.disconnect(&self.device)?;
        app.read(caller, devices)
    }
}

/// Forgets a device: disconnects it and erases its record for good. What was measured with it stays until it is erased
/// (`privacy.erase`).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForgetDevice {
    /// The record, among the `wearables`.
    pub id: Uuid,
}

impl Operation for ForgetDevice {
    const NAME: &'static str = "devices.forget";
    const ROUTE: &'static str = "DELETE /devices/{id}";
    const NEEDS: Permission = Permission::Erase;
    const PRIVATE: bool = true;
    type Output = DeviceList;
}

impl Action for ForgetDevice {
    fn run(self, app: &App, caller: &Caller) -> Result<DeviceList> {
        let device: Option<String> = app.read(caller, |read| {
            read.row(read.kind("wearable")?, self.id)?;
            Ok(read
                .select("SELECT device FROM wearables WHERE id = ?1")?
                .query_row([self.id.as_bytes()], |row| row.get(0))
                .optional()?
                .flatten())
        })?;
        let mirror = app.service::<Mirror>();
        if let Some(device) = device
            && mirror.devices().iter().any(|one| one.device == device)
        {
            radio(app, caller)?.disconnect(&device)?;
        }
        write::aside(app, caller, Self::NAME, |tx| {
            let kind = tx.kind("wearable")?.clone();
            tx.trash(&kind, self.id)?;
            tx.purge(&kind, &[self.id])
        })?;
        app.read(caller, devices)
    }
}

/// A device of the wearer's own, as it stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OwnDevice {
    /// The record, among the `wearables`.
    pub wearable: Uuid,
    /// What the wearer calls it.
    pub name: String,
    /// What it is.
    pub kind: Option<DeviceKind>,
    /// By which it is connected on this computer.
    pub device: Option<String>,
    /// Whether it is simulated.
    pub simulated: bool,
    /// Whether it is to be connected by itself when it is near.
    pub reconnect: bool,
    /// When it was last connected.
    pub last_seen_at: Option<DateTime<Utc>>,
    /// How its connection stands; none while it is not connected.
    pub live: Option<LiveDevice>,
}

/// The devices of the wearer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DeviceList {
    /// The devices.
    pub items: Vec<OwnDevice>,
}

/// Lists the wearer's devices and how their connections stand: battery, signal strength, packets lost.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowDevices {}

impl Operation for ShowDevices {
    const NAME: &'static str = "devices.status";
    const ROUTE: &'static str = "GET /devices";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = DeviceList;
}

impl Query for ShowDevices {
    fn run(self, read: &Read<'_>) -> Result<DeviceList> {
        devices(read)
    }
}

fn devices(read: &Read<'_>) -> Result<DeviceList> {
    let live = read.app().service::<Mirror>().devices();
    let mut statement = read.select(
        "SELECT id FROM wearables WHERE owner = ?1 AND deleted_at IS NULL ORDER BY last_seen_at DESC, rowid",
    )?;
    let ids: Vec<Uuid> = statement
        .query_map([read.caller().actor.as_bytes()], |row| {
            Ok(Uuid::from_bytes(row.get(0)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut items = Vec::new();
    for id in ids {
        let own = read.get(mycrm_kernel::id::Id::<Wearable>::new(id))?.record;
        let found = live
            .iter()
            .find(|one| Some(&one.device) == own.device.as_ref());
        items.push(OwnDevice {
            wearable: id,
            name: own.name.unwrap_or_default(),
            kind: own.kind,
            simulated: own.simulated.unwrap_or_default(),
            reconnect: own.reconnect.unwrap_or(true),
            last_seen_at: own.last_seen_at,
            live: found.cloned(),
            device: own.device,
        });
    }
    Ok(DeviceList { items })
}
