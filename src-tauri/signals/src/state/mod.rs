//! A guess at how the wearer is, with what led to it.
//!
//! # What this is, and what it is not
//!
//! **No consumer headband and no strap has ground truth for emotion.** There is no measurement that says "stressed" the
//! way a thermometer says 38 °C: a fast heart is a staircase as well as an argument, beta on a forehead is a frown as
//! well as a thought, and laboratory studies that tell such states apart do so by a little over chance between people
//! who sat still. What is computed here is a transparent sum: each measurement is compared with this wearer's own
//! baseline ([`Baseline`], robust z-scores), weighted by a table that the wearer can see and change ([`Weights`]), and
//! named with the reasons and a confidence. The weights it begins with follow textbook directions (Task Force 1996;
//! Kim et al. 2018 for the heart; Pope et al. 1995, Davidson 1988, Klimesch 1999 for EEG), not a trained model. The
//! wearer's own labels ([`Profile::learn`]) move the weights, a little each time and never beyond their bounds. With a
//! poor signal, too little time, or nothing out of the ordinary, the answer is that it is unknown ([`Unsure`]).
//!
//! # How fast and how sure
//!
//! Of twelve synthetic wearers of [`crate::synth`], each calibrated and then brought from rest into one lasting state,
//! the state was named after 8 s (focused, fatigued; medians), 14 s (calm), 30 s (excited) and 51 s (stressed: variability
//! needs that many beats), and from 90 s on it was right in 100 % of seconds (calm, focused, fatigued, stressed) and
//! in 93 % (excited, at worst 74 %: it is told from stress mostly by the asymmetry, which is noisy). At rest a state was
//! named in 2 % of seconds, never stress. Of the scenarios that come along, played through the stand-in radio's packets
//! (each change takes up to 40 s itself), focus was named after 16 s at most, excitement after 20, fatigue after 26, stress
//! after 53 and calm after 59, and all were right in every second from 90 s on, also with drifting clocks and a dying
//! battery. Blinks, lost packets, a connection that breaks and the minute after a walk were never called stress: a heart
//! that goes on beating as it did in movement is not asked. These figures say that the arithmetic does what it should.
//! They say nothing about people.
//!
//! It is a mirror for the one who wears the device. It must not be used to judge anybody.

mod baseline;
mod measure;
mod profile;
mod score;
mod tracker;
mod weights;

pub use baseline::{Baseline, Calibration, CalibrationReport, Norm, Phase, PhaseReport};
pub use measure::{Measure, Measures};
pub use profile::{PROFILE_VERSION, Profile};
pub use score::{Estimate, Reason, StateShare, Unsure};
pub use tracker::Tracker;
pub use weights::{MAX_WEIGHT, State, Weight, Weights};
