//! The library as who uses it sees it. One program for all of it: linking one is quicker than linking eight.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod algorithms;
mod common;
mod estimation;
mod gates;
mod goldens;
mod measurement;
mod paths;
mod qasm;
mod refusals;
