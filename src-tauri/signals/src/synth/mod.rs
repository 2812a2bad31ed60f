//! Test signals: EEG, heart, light and motion shaped like a person's, with known truth and from a seed.
//!
//! These are for tests and for the simulated devices. They are not recordings and model no one: their use is that what
//! is in them is known, so that what an analysis says of them can be held against it. Whoever shows them to a person
//! must say that they are simulated.
//!
//! [`Scene`] says what the body does, [`Body`] makes its signals, [`Headband`] and [`Strap`] put them into the packets
//! of a Muse 2 and of a heart-rate strap.

mod body;
mod brain;
mod device;
mod heart;
mod motion;
mod random;
mod scene;

pub use body::{Body, Event, EventKind};
pub use device::{Headband, Strap, Timed};
pub use random::Random;
pub use scene::Scene;
