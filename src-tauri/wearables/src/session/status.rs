//! What is said of a device that is connected, or wanted to be.

use mycrm_signals::decode::BodyLocation;
use serde::Serialize;

use crate::found::DeviceId;
use crate::kind::DeviceKind;

/// Where a connection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// An attempt is under way, or the device is searched.
    Connecting,
    /// Connected and listened to.
    Connected,
    /// Waiting before the next attempt.
    Waiting,
}

/// A device that is connected, or wanted to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeviceStatus {
    /// Which.
    pub id: DeviceId,
    /// What it calls itself.
    pub name: Option<String>,
    /// What it is; certain once it was connected.
    pub kind: DeviceKind,
    /// Whether it is a simulated one.
    pub simulated: bool,
    /// Where the connection stands.
    pub state: LinkState,
    /// State of charge in percent, once known.
    pub battery: Option<u8>,
    /// Where on the body it is worn, once it has said so.
    pub location: Option<BodyLocation>,
    /// Signal strength in dBm, once known.
    pub rssi: Option<i16>,
    /// Notifications taken since it was asked for.
    pub packets: u64,
    /// Notifications dropped because there were too many.
    pub dropped: u64,
    /// Notifications that were no measurements.
    pub garbage: u64,
    /// How often it was connected.
    pub connections: u32,
}
