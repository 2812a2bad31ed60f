//! Wearables: looked for, agreed to, connected, forgotten. Nothing is touched while the switch is off.

mod bluetooth;
mod ear;
mod model;
mod operations;
mod sources;
mod translate;

use mycrm_kernel::operation::{Entry, action, query};

pub use model::Wearable;
pub use mycrm_wearables::simulated_speed;
pub use operations::{
    ConnectDevice, DisconnectDevice, ForgetDevice, ReconnectDevices, ScanDevices, ShowAdapter,
    ShowDevices,
};
pub(crate) use translate::{observation, traces};

/// What can be done with devices.
pub const OPERATIONS: &[Entry] = &[
    action::<ShowAdapter>(),
    action::<ScanDevices>(),
    action::<ConnectDevice>(),
    action::<ReconnectDevices>(),
    action::<DisconnectDevice>(),
    action::<ForgetDevice>(),
    query::<ShowDevices>(),
];
