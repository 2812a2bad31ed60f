//! Stand-in wearables at the edge of the protocol: on a private message bus a daemon answers as BlueZ does, so that the
//! unmodified Bluetooth code of the product finds, connects and hears headbands, straps and watches that are not there.
//!
//! What they send is made by [`mycrm_signals::synth`] after a [`Scenario`], whose truth is therefore known; it is the
//! same for the same seed. Everything carries the mark of simulation: addresses begin with [`ADDRESS_PREFIX`], names end
//! in [`NAME_MARK`].
//!
//! Used by tests, by the benchmark and by `mycrm wearables simulate`. Linux only, because BlueZ is.

mod error;
pub mod scenario;

#[cfg(target_os = "linux")]
mod bus;
#[cfg(target_os = "linux")]
mod daemon;

pub use error::{Problem, Refused};
pub use scenario::Scenario;

#[cfg(target_os = "linux")]
pub use bus::PrivateBus;
#[cfg(target_os = "linux")]
pub use daemon::{Daemon, Playback, Round, Standing};

/// How the addresses of simulated adapters and devices begin: locally administered, so that no real one has it.
pub const ADDRESS_PREFIX: &str = "02:4D:59:";
/// What the name of every simulated device ends in.
pub const NAME_MARK: &str = "(simulated)";
/// The variable that tells a program that its wearables are simulated.
pub const MARK: &str = "MYCRM_SIMULATED_WEARABLES";
/// The variable that tells it how many times as fast as life they live.
pub const SPEED: &str = "MYCRM_SIMULATED_SPEED";
/// The variable by which programs find the system's message bus.
pub const BUS: &str = "DBUS_SYSTEM_BUS_ADDRESS";
