//! What must hold whatever happens: filters mean the same everywhere, undo is exact, the log cannot be altered unseen,
//! lists show every record once, a killed process loses nothing, bad storage is named and harms nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and these look at files, processes and the clock from outside"
)]

mod acts;
mod audit;
mod chain;
mod process;
mod purge;
mod purge_imports;
mod raw;
mod support;

mod filters;
mod jobs;
mod keys;
mod killed;
mod lanes;
mod migrate;
mod pages;
mod pieces;
mod storage;
mod subscribers;
mod take_back;
mod threads;
mod undo;
