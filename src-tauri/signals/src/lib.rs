//! What the body's signals say: packets decoded, filtered, turned into spectra, beats and states. Numbers in, numbers
//! out: no files, no network, no clock, no knowledge of who uses it.
//!
//! From the radio to the screen: [`decode`] turns bytes into samples with units and finds what was lost; [`live`] takes
//! packets and gives one set of measurements a second. The rooms it is made of can be used alone.
//!
//! Units throughout: microvolts for EEG, multiples of gravity for acceleration, milliseconds for intervals between
//! beats, seconds of the host's clock for time.

pub mod decode;
pub mod eeg;
mod error;
pub mod filter;
pub mod heart;
pub mod live;
pub mod spectrum;
pub mod state;
pub mod synth;

pub use error::{Error, Result};
