//! What tests begin with: an app in a folder of its own whose clock and ids repeat, builders of its records, and a
//! client of its REST face. What goes wrong here is a failed test, so everything panics with what was said.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

mod desk;
mod web;
mod worn;

pub use desk::{Desk, START};
pub use web::{Answer, Feed, PORT, TOKEN, Web};
pub use worn::{BAND, FakeRadio, moment};
