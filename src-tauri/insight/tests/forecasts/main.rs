//! Forecasts through the dispatcher, over records as a rep would have them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

mod bad_input;
mod closure;
mod models;
mod revenue;
mod support;
