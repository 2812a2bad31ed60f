//! Recordings: what devices send, raw and as it was made sense of, in encrypted files beside the database; exported,
//! taken in, and played through the live feed again.
//!
//! Invariants: nothing is recorded but between `recordings.start` and `recordings.stop`, and nothing while the switch is
//! off; what is played is shown only: it steps no rule, keeps no reading and touches no call.

mod library;
mod operations;
mod play;
mod tape;
mod transfer;

use mycrm_kernel::operation::{Entry, action, job, query};

pub use library::{RecordedTrack, RecordingView};
pub use operations::{
    DeleteRecording, ListRecordings, ShowRecordingNow, StartRecording, StopRecording,
};
pub use play::{PlayRecording, Player, StopPlaying};
pub use tape::Tape;
pub use transfer::{ExportRecording, ExportRecordingFile, ImportRecording, ImportRecordingFile};

/// What can be done with recordings.
pub const OPERATIONS: &[Entry] = &[
    query::<ListRecordings>(),
    query::<ShowRecordingNow>(),
    action::<StartRecording>(),
    action::<StopRecording>(),
    action::<DeleteRecording>(),
    action::<ExportRecording>(),
    job::<ExportRecordingFile>(),
    job::<ImportRecording>(),
    job::<ImportRecordingFile>(),
    action::<PlayRecording>(),
    action::<StopPlaying>(),
];
