//! EDF+: what every program for biosignals reads.
//!
//! Kemp et al., "A simple format for exchange of digitized polygraphic recordings" (1992), and Kemp and Olivan,
//! "European data format 'plus' (EDF+)" (2003): a head of ASCII fields, then records of equal length with 16-bit samples
//! of each signal and, in a signal of their own, annotations with their times.

mod read;
mod signal;
mod write;

pub use read::import_edf;
pub use write::export_edf;

/// The label of the signal that holds annotations.
const ANNOTATIONS: &str = "EDF Annotations";
