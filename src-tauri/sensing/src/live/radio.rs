//! The edge to the devices: what a radio does and says. The real one is Bluetooth; tests put in their own.

use std::sync::Arc;
use std::time::Duration;

use mycrm_kernel::error::Result;
use mycrm_signals::decode::BodyLocation;
use mycrm_signals::state::Profile;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::frame::{LinkChange, Observation, Traces};
use crate::recordings::Tape;

/// What a device is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    /// An EEG headband.
    Headband,
    /// A heart-rate strap or armband.
    HeartStrap,
    /// A watch that sends its heart rate.
    Watch,
    /// It does not say.
    Unknown,
}

/// The Bluetooth adapter of this computer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AdapterView {
    /// Whether devices can be reached.
    pub usable: bool,
    /// How it stands: `on`, or a code for what is wrong (`off`, `none`, `denied`, `no_service` …).
    pub state: String,
    /// What is wrong, in a sentence; none when usable.
    pub problem: Option<String>,
    /// What can be done about it on this system.
    pub advice: Option<String>,
    /// Whether its devices are simulated.
    pub simulated: bool,
}

/// A device in the air.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FoundDevice {
    /// By which it is connected.
    pub device: String,
    /// What it calls itself; many call themselves the same, some nothing.
    pub name: Option<String>,
    /// Four characters by which devices of one name are told apart.
    pub mark: String,
    /// Its address, where the system tells.
    pub address: Option<String>,
    /// What it probably is.
    pub kind: DeviceKind,
    /// Signal strength in dBm, when it was last heard.
    pub signal: Option<i16>,
    /// Whether it is simulated.
    pub simulated: bool,
    /// Whether the wearer has agreed to it before: it is among the `wearables`.
    pub known: bool,
}

/// Where a connection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// An attempt is under way.
    Connecting,
    /// Connected and listened to.
    Connected,
    /// Waiting before the next attempt.
    Waiting,
    /// Not connected.
    Away,
}

/// A device that is connected, or wanted to be.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LiveDevice {
    /// By which it is connected.
    pub device: String,
    /// What it calls itself.
    pub name: Option<String>,
    /// What it is.
    pub kind: DeviceKind,
    /// Where the connection stands.
    pub link: Link,
    /// State of charge in percent, once known.
    pub battery: Option<u8>,
    /// Where on the body it is worn, once it has said so.
    pub location: Option<BodyLocation>,
    /// Signal strength in dBm, once known.
    pub signal: Option<i16>,
    /// Whether it is simulated.
    pub simulated: bool,
    /// Notifications taken.
    pub packets: u64,
    /// Notifications lost, doubled, dropped or not understood.
    pub lost: u64,
}

/// Something that was heard.
#[derive(Debug, Clone)]
pub enum Heard {
    /// Samples for the screen.
    Traces(Traces),
    /// What a second of signals comes to.
    Observation(Box<Observation>),
    /// A device came, went or said how full its battery is.
    Link(LinkChange),
}

/// What hears devices.
pub trait Radio: Send + Sync {
    /// The adapter as it is now.
    fn adapter(&self) -> AdapterView;

    /// Looks for devices for so long.
    ///
    /// # Errors
    /// What is wrong with the adapter, and what to do about it.
    fn scan(&self, length: Duration) -> Result<Vec<FoundDevice>>;

    /// Connects a device and keeps it so; waits for the first attempts.
    ///
    /// # Errors
    /// What stood in the way.
    fn connect(&self, device: &str) -> Result<()>;

    /// Disconnects a device, or gives up connecting it.
    ///
    /// # Errors
    /// What stood in the way.
    fn disconnect(&self, device: &str) -> Result<()>;

    /// The devices that are connected, or wanted to be.
    fn devices(&self) -> Vec<LiveDevice>;

    /// A place from which all is heard that is said from now on.
    fn listen(&self) -> Box<dyn Listener>;

    /// Takes what is the wearer's own in the state model, and the mains frequency (Hz) where they are.
    fn personal(&self, _profile: &Profile, _mains: f64) {}

    /// Puts a tape in, onto which all is taken that devices send from now on; none takes it out.
    fn record(&self, _tape: Option<Arc<Tape>>) {}

    /// Ends every connection.
    fn stop(&self);
}

/// A place from which is heard what devices say.
pub trait Listener: Send {
    /// The next thing, waiting at most `patience`. An error: the radio has stopped.
    fn next(&mut self, patience: Duration) -> std::result::Result<Option<Heard>, Stopped>;
}

/// The radio has stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;
