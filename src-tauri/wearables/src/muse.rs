//! In which order a Muse is told to begin, to go on and to stop.
//!
//! The order is that of the open projects muse-js, muse-lsl and OpenMuse; the maker publishes none.

use std::time::Duration;

use mycrm_signals::decode::{Command, Preset};

/// Older firmware stops after about half a minute without a word.
pub(crate) const KEEP_ALIVE_EVERY: Duration = Duration::from_secs(10);

/// Which protocol a headband speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Generation {
    /// Muse 2 and Muse S: a characteristic for each sensor.
    Classic,
    /// Muse S Athena: one characteristic for all.
    Athena,
}

impl Generation {
    /// What starts the measurements: halt, choose the preset with the light sensors, begin.
    pub(crate) fn start(self) -> &'static [Command] {
        match self {
            Self::Classic => &[
                Command::Halt,
                Command::Preset(Preset::EegAuxLight),
                Command::Status,
                Command::Start,
            ],
            // Told twice to begin: the first only wakes it.
            Self::Athena => &[
                Command::VersionAthena,
                Command::Halt,
                Command::Preset(Preset::Athena8),
                Command::Status,
                Command::StartAthena,
                Command::StartAthena,
                Command::LowLatency,
            ],
        }
    }

    /// What makes a headband go on that fell silent.
    pub(crate) fn resume(self) -> Command {
        match self {
            Self::Classic => Command::Start,
            Self::Athena => Command::StartAthena,
        }
    }
}
