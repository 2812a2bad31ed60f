//! Wearables over Bluetooth LE: found, connected, listened to, recorded.
//!
//! A [`Session`] is one value: [`Session::start`] opens the radio on a thread of its own, [`Session::stop`] (or dropping
//! it) ends every connection and the thread. It is spoken to from ordinary threads, it never blocks but where its
//! documentation says so, and what happens arrives through [`Session::events`].
//!
//! ```no_run
//! use std::time::Duration;
//! use mycrm_wearables::{Happening, Options, Scan, Session};
//!
//! # fn main() -> Result<(), mycrm_wearables::Trouble> {
//! let session = Session::start(Options::new(|| 0))?;
//! session.scan(Scan::default())?;
//! # let first = session.found()[0].id.clone();
//! session.connect(&first)?.wait()?;
//! let mut events = session.events();
//! while let Some(event) = events.next_within(Duration::from_secs(1)) {
//!     if let Happening::Packet { arrived, packet } = event.what {
//!         // packet: what mycrm-signals made of the notification; arrived: when, in microseconds
//!     }
//! }
//! session.stop();
//! # Ok(())
//! # }
//! ```
//!
//! Nothing here knows the CRM: whoever uses it gives the clock and the key, and decides what is kept.

mod backoff;
mod event;
mod flood;
mod found;
pub mod gatt;
mod kind;
mod muse;
pub mod recording;
mod session;
mod simulated;
mod trouble;

pub use event::{Ended, Event, Events, Happening};
pub use found::{DeviceId, Found, mark};
pub use kind::DeviceKind;
pub use session::{
    Adapter, AdapterState, DeviceStatus, LinkState, Options, Outcome, Scan, Session,
};
pub use simulated::{
    SIMULATED, SPEED, is_simulated_address, simulated_speed, simulation_is_announced,
};
pub use trouble::{Platform, Trouble};
