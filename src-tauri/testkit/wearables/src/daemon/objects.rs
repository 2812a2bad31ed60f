//! The objects that programs talk to, with the methods and properties of BlueZ that a Bluetooth library uses.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use mycrm_signals::decode::{Command, answer_to_bytes, uuids};
use zbus::{OwnedVariant, Variant, fdo, interface};

use super::wearable::{Characteristic, Wearable, text};
use super::world::{World, notification};
use crate::ADDRESS_PREFIX;
use crate::scenario::FaultKind;

/// The daemon's own errors.
#[derive(Debug, zbus::DBusError)]
#[zbus(prefix = "org.bluez.Error")]
pub(super) enum Refusal {
    #[zbus(error)]
    Bus(zbus::Error),
    NotReady(String),
    InProgress(String),
    Failed(String),
    NotConnected(String),
    NotPermitted(String),
}

pub(super) struct Adapter(pub(super) Arc<World>);

#[interface(name = "org.bluez.Adapter1")]
impl Adapter {
    fn set_discovery_filter(&self, filter: HashMap<String, OwnedVariant>) -> Result<(), Refusal> {
        let services = filter
            .get("UUIDs")
            .and_then(|services| services.try_clone().ok())
            .and_then(|services| Vec::<String>::try_from(services).ok());
        self.0.radio().filter = services.unwrap_or_default();
        Ok(())
    }

    async fn start_discovery(&self) -> Result<(), Refusal> {
        {
            let mut radio = self.0.radio();
            if !radio.powered {
                return Err(Refusal::NotReady("Resource Not Ready".into()));
            }
            if radio.discovering {
                return Err(Refusal::InProgress("Operation already in progress".into()));
            }
            radio.discovering = true;
        }
        let told = [("Discovering", Variant::from(true))];
        self.0
            .changed(super::ADAPTER, super::ADAPTER_INTERFACE, &told)
            .await;
        Ok(())
    }

    async fn stop_discovery(&self) -> Result<(), Refusal> {
        if !std::mem::replace(&mut self.0.radio().discovering, false) {
            return Err(Refusal::Failed("No discovery started".into()));
        }
        let told = [("Discovering", Variant::from(false))];
        self.0
            .changed(super::ADAPTER, super::ADAPTER_INTERFACE, &told)
            .await;
        Ok(())
    }

    #[zbus(property)]
    fn address(&self) -> String {
        format!("{ADDRESS_PREFIX}FF:FF:FF")
    }
    #[zbus(property)]
    fn address_type(&self) -> &str {
        "public"
    }
    #[zbus(property)]
    fn name(&self) -> &str {
        "MyCRM (simulated)"
    }
    #[zbus(property)]
    fn alias(&self) -> &str {
        "MyCRM (simulated)"
    }
    #[zbus(property)]
    fn modalias(&self) -> &str {
        "usb:v1D6Bp0246d0001"
    }
    #[zbus(property)]
    fn powered(&self) -> bool {
        self.0.radio().powered
    }
    #[zbus(property)]
    fn set_powered(&self, powered: bool) {
        self.0.radio().powered = powered;
    }
    #[zbus(property)]
    fn discovering(&self) -> bool {
        self.0.radio().discovering
    }
}

pub(super) struct Device {
    pub(super) world: Arc<World>,
    pub(super) wearable: Arc<Wearable>,
}

/// How long BlueZ keeps an attempt to connect pending.
const PENDING: Duration = Duration::from_secs(30);
/// How long a device that is there takes to be connected.
const CONNECTING: Duration = Duration::from_millis(60);

#[interface(name = "org.bluez.Device1")]
impl Device {
    async fn connect(&self) -> Result<(), Refusal> {
        if !self.world.radio().powered {
            return Err(Refusal::NotReady("Resource Not Ready".into()));
        }
        {
            let mut state = self.wearable.state();
            if state.connected {
                return Ok(());
            }
            if std::mem::replace(&mut state.pending, true) {
                return Err(Refusal::InProgress("Operation already in progress".into()));
            }
        }
        let answers = self.world.answers(&self.wearable);
        let wait = if answers { CONNECTING } else { PENDING };
        let withdrawn = tokio::select! {
            () = tokio::time::sleep(wait) => false,
            () = self.wearable.withdrawn.notified() => true,
        };
        self.wearable.state().pending = false;
        if withdrawn || !answers {
            return Err(Refusal::Failed("le-connection-abort-by-local".into()));
        }
        self.world.pick_up(&self.wearable).await;
        Ok(())
    }

    async fn disconnect(&self) -> Result<(), Refusal> {
        let (connected, pending) = {
            let state = self.wearable.state();
            (state.connected, state.pending)
        };
        if pending {
            self.wearable.withdrawn.notify_waiters();
            return Ok(());
        }
        if !connected {
            return Err(Refusal::NotConnected("Not Connected".into()));
        }
        self.world.hang_up(&self.wearable).await;
        Ok(())
    }

    #[zbus(property)]
    fn address(&self) -> &str {
        &self.wearable.address
    }
    #[zbus(property)]
    fn address_type(&self) -> &str {
        "random"
    }
    #[zbus(property)]
    fn name(&self) -> fdo::Result<String> {
        given(self.wearable.name.clone())
    }
    #[zbus(property)]
    fn alias(&self) -> String {
        // As BlueZ does for a device without a name.
        let address = || self.wearable.address.replace(':', "-");
        self.wearable.name.clone().unwrap_or_else(address)
    }
    #[zbus(property)]
    fn appearance(&self) -> fdo::Result<u16> {
        given(Some(self.wearable.appearance()).filter(|number| *number > 0))
    }
    #[zbus(property, name = "RSSI")]
    fn rssi(&self) -> fdo::Result<i16> {
        let heard = self.world.radio().discovering && self.world.advertises(&self.wearable);
        let state = self.wearable.state();
        given((heard || state.connected).then_some(state.rssi))
    }
    #[zbus(property, name = "UUIDs")]
    fn services(&self) -> Vec<String> {
        self.wearable.advertised()
    }
    #[zbus(property)]
    fn paired(&self) -> bool {
        false
    }
    #[zbus(property)]
    fn trusted(&self) -> bool {
        false
    }
    #[zbus(property)]
    fn blocked(&self) -> bool {
        false
    }
    #[zbus(property)]
    fn legacy_pairing(&self) -> bool {
        false
    }
    #[zbus(property)]
    fn connected(&self) -> bool {
        self.wearable.state().connected
    }
    #[zbus(property)]
    fn services_resolved(&self) -> bool {
        self.wearable.state().resolved
    }
}

/// A property that is not always there: left out where it is not.
fn given<T>(value: Option<T>) -> fdo::Result<T> {
    value.ok_or_else(|| fdo::Error::InvalidArgs("No such property".into()))
}

pub(super) struct GattService {
    pub(super) uuid: u128,
}

#[interface(name = "org.bluez.GattService1")]
impl GattService {
    #[zbus(property, name = "UUID")]
    fn uuid(&self) -> String {
        text(self.uuid)
    }
    #[zbus(property)]
    fn primary(&self) -> bool {
        true
    }
}

pub(super) struct GattCharacteristic {
    pub(super) world: Arc<World>,
    pub(super) wearable: Arc<Wearable>,
    pub(super) characteristic: Characteristic,
}

#[interface(name = "org.bluez.GattCharacteristic1")]
impl GattCharacteristic {
    fn read_value(&self, _options: HashMap<String, OwnedVariant>) -> Result<Vec<u8>, Refusal> {
        self.connected()?;
        let value = self.wearable.value(self.characteristic.uuid);
        value.ok_or_else(|| Refusal::NotPermitted("Read not permitted".into()))
    }

    async fn write_value(
        &self,
        value: Vec<u8>,
        _options: HashMap<String, OwnedVariant>,
    ) -> Result<(), Refusal> {
        self.connected()?;
        if self.characteristic.uuid != uuids::MUSE_CONTROL {
            return Err(Refusal::NotPermitted("Write not permitted".into()));
        }
        let now = self.world.now();
        let entry = self.wearable.entry;
        if self
            .world
            .scenario
            .amount(entry, FaultKind::Silent, now)
            .is_some()
        {
            return Ok(());
        }
        self.obey(&value).await;
        Ok(())
    }

    fn start_notify(&self) -> Result<(), Refusal> {
        self.connected()?;
        self.wearable
            .state()
            .notifying
            .insert(self.characteristic.uuid);
        Ok(())
    }

    fn stop_notify(&self) -> Result<(), Refusal> {
        if self
            .wearable
            .state()
            .notifying
            .remove(&self.characteristic.uuid)
        {
            Ok(())
        } else {
            Err(Refusal::Failed("No notify session started".into()))
        }
    }

    #[zbus(property, name = "UUID")]
    fn uuid(&self) -> String {
        text(self.characteristic.uuid)
    }
    #[zbus(property)]
    fn flags(&self) -> Vec<&str> {
        self.characteristic.flags.to_vec()
    }
    #[zbus(property)]
    fn value(&self) -> Vec<u8> {
        Vec::new()
    }
}

impl GattCharacteristic {
    fn connected(&self) -> Result<(), Refusal> {
        if self.wearable.state().connected {
            Ok(())
        } else {
            Err(Refusal::NotConnected("Not connected".into()))
        }
    }

    /// Does what a headband is told, and answers as one does.
    async fn obey(&self, value: &[u8]) {
        let answer = match Command::from_bytes(value) {
            Ok(command) => {
                self.wearable.remember(command.text().to_owned());
                match command {
                    Command::Start => self.wearable.state().streaming = true,
                    Command::Halt => self.wearable.state().streaming = false,
                    _ => {}
                }
                match command {
                    Command::Status => {
                        let name = self.wearable.name.as_deref().unwrap_or("Muse");
                        let charge = self.wearable.state().battery;
                        format!(r#"{{"rc":0,"hn":"{name}","sn":"SIMULATED","bp":{charge:.2}}}"#)
                    }
                    Command::Version => {
                        r#"{"rc":0,"ap":"headset","fw":"0.0.0","hw":"simulated","tp":"consumer"}"#
                            .into()
                    }
                    _ => r#"{"rc":0}"#.into(),
                }
            }
            Err(_) => r#"{"rc":69}"#.into(),
        };
        if let Some(path) = self.wearable.heard(uuids::MUSE_CONTROL) {
            let pieces = answer_to_bytes(&answer).into_iter();
            let messages: Vec<_> = pieces
                .filter_map(|piece| notification(path, piece))
                .collect();
            self.world.send(&messages).await;
        }
    }
}
