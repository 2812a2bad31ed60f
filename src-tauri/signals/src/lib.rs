//! What the body's signals say: packets decoded, filtered, turned into spectra, beats and states. Numbers in, numbers
//! out: no files, no network, no clock, no knowledge of who uses it.
//!
//! From the radio to the screen: [`decode`] turns bytes into samples with units and finds what was lost; [`live`] takes
//! packets and gives one set of measurements a second. The rooms it is made of can be used alone.
//!
//! ```
//! use mycrm_signals::live::{Live, Settings};
//! use mycrm_signals::state::Profile;
//! use mycrm_signals::synth::{Headband, Scene};
//!
//! // A simulated headband; a real one's notifications go to `Live::notify` as they arrive.
//! let mut headband = Headband::new(1, Scene::closed_eyes(), 90.0);
//! let mut live = Live::new(Settings::default(), Profile::default())?;
//! let mut last = None;
//! for _ in 0..3000 {
//!     let timed = headband.next_packet();
//!     live.feed(&timed.packet, timed.time);
//!     last = live.next_moment().or(last);
//! }
//! let eeg = last.and_then(|moment| moment.eeg).expect("half a minute of good contact");
//! assert!(eeg.relative.alpha > 0.5);
//! # Ok::<(), mycrm_signals::Error>(())
//! ```
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
