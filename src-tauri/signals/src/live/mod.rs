//! Packets in, one set of measurements a second out.
//!
//! [`Live`] takes notifications of one wearer's devices in the order they arrive and keeps only seconds of EEG and
//! minutes of intervals, whatever arrives. Spectra are over the last eight seconds without what artefacts spoil;
//! variability of the heart is over the last minutes; the state follows with a smoothing of twelve seconds.

mod channel;
mod feed;
mod frontal;
mod heart;
mod intervals;
mod moment;
mod pipeline;
mod tail;
mod traces;
mod whole;

pub use moment::{EegMoment, ElectrodeMoment, HeartMoment, HeartSource, Moment, MotionMoment};
pub use pipeline::{Live, Settings};
pub use traces::{Line, Trace};
