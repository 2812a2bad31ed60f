//! The faces: what they promise, that they keep it, and that they answer alike.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

mod alike;
mod bad_input;
mod contract;
#[cfg(target_os = "linux")]
mod day;
mod doors;
mod private;
mod rest;
mod traces;
