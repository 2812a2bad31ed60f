//! EEG: what spoils it, how far to trust each electrode, and the power of its rhythms.
//!
//! A headband's electrodes lie on hair and forehead, against a reference on the forehead: muscles and eyes are near,
//! the back of the head is far. What is measured here is defined exactly; what it means for a person is not, and the
//! module `state` says how far it is believed.

mod artefact;
mod bands;
mod quality;

pub use artefact::{BlinkDetector, ClenchDetector, Movement, MovementDetector};
pub use bands::{Band, BandPowers, alpha_peak, asymmetry, engagement};
pub use quality::{ElectrodeFlags, Flaw, Quality, Window, quality};
