//! The whole way from packets to moments, with synthetic wearers whose truth is known.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;
mod hostile;
mod truth;
