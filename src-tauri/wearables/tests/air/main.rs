//! The unmodified path through btleplug and D-Bus, against simulated devices on a private bus.
//!
//! The Bluetooth library finds its bus by an environment variable, so each test runs in a process of its own: the test
//! starts the bus, then itself again with the variable set.

#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests fail by panicking"
)]

mod adapter;
mod connections;
mod hostile;
mod scanning;
mod support;
