//! Recursive filters: Butterworth high- and low-pass and a notch for the mains, as cascades of second-order sections.
//!
//! [`Filter::apply_both_ways`] runs over a whole recording forth and back, without delay; [`Stream`] takes sample by
//! sample and knows about gaps. Designs and results agree with SciPy's `butter`, `iirnotch`, `sosfilt` and
//! `sosfiltfilt` (held by a test).

mod design;
mod stream;

pub use design::{Filter, Section};
pub use stream::Stream;
