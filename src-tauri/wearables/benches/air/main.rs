//! What eight wearables at once cost, and how large an hour of recording is. Prints one JSON line a figure.
//!
//! The devices, the bus and the session that hears them are processes of their own: the figure is the session's alone,
//! with a reader of its events and the recording of all it hears.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::expect_used,
    reason = "a benchmark prints, and ends where it cannot go on"
)]

#[cfg(target_os = "linux")]
mod linux;

fn main() {
    #[cfg(target_os = "linux")]
    linux::main();
    #[cfg(not(target_os = "linux"))]
    eprintln!("Simulated wearables need Linux.");
}
