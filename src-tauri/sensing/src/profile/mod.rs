//! The biofeedback profile: what is ordinary for this wearer, what they like, how much each measurement counts; the
//! guided calibration; labels of how they felt; paced breathing.

mod calibration;
mod change;
mod exercise;
mod label;
mod model;
mod protocol;

use mycrm_kernel::operation::{Entry, action, command, query};

pub(crate) use calibration::keep_ended;
pub use calibration::{
    Baseline, Calibration, CalibrationOutcome, CalibrationStatus, CancelCalibration,
    ShowCalibration, StartCalibration, ordinary,
};
pub use change::{ChangeProfile, ShowProfile, WearerProfile};
pub use exercise::{
    Breathing, BreathingView, Exercise, ShowBreathing, StartBreathing, StopBreathing,
};
pub use label::{LabelNow, StateLabel};
pub(crate) use model::keep;
pub use model::{Preferences, Profile, Retention, StateWeight, profile_of};
pub use protocol::{Baselines, CalibrationPhase, Guide, GuideStatus, GuideView, Spread};

/// What can be done with the profile.
pub const OPERATIONS: &[Entry] = &[
    query::<ShowProfile>(),
    command::<ChangeProfile>(),
    action::<StartCalibration>(),
    query::<ShowCalibration>(),
    action::<CancelCalibration>(),
    action::<LabelNow>(),
    action::<StartBreathing>(),
    query::<ShowBreathing>(),
    action::<StopBreathing>(),
];
