//! The one live thing of this area: it listens to the devices and makes of what they say what the screen shows, rules
//! look at, and calls, calibration and exercises are made of.
//!
//! [`Mirror`] lives as long as the app ([`mycrm_kernel::app::App::service`]). What it hears comes from a [`Radio`]; what
//! the screen sees goes through an [`Inbox`] for each listener, with bounded memory: who is slow loses old traces and is
//! told how many, and nobody else waits for them.

mod course;
mod frame;
mod inbox;
mod mirror;
mod observe;
mod radio;
mod watch;

use mycrm_kernel::operation::{Entry, action, query, stream};

pub use course::{CallCourse, Lived, Stretch, Turn};
pub use frame::{
    Band, ChannelQuality, LinkChange, LiveFrame, Marker, Observation, Spectrum, Trace, Traces,
};
pub use inbox::{Hub, Inbox, Wanted};
pub use mirror::Mirror;
pub use radio::{
    AdapterView, DeviceKind, FoundDevice, Heard, Link, Listener, LiveDevice, Radio, Stopped,
};
pub use watch::{MarkLive, ShowLive, WatchLive};

/// What can be done live.
pub const OPERATIONS: &[Entry] = &[
    stream::<WatchLive>(),
    query::<ShowLive>(),
    action::<MarkLive>(),
];
