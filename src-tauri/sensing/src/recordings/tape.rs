//! What is being recorded right now.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use mycrm_signals::decode::Packet;
use mycrm_wearables::recording::{Intake, RecordingError, Track};

use crate::live::Observation;
use crate::measure::Measure;

/// The measures that are kept beside the raw signals, a value a second each.
const DERIVED: [Measure; 7] = [
    Measure::Quality,
    Measure::Calm,
    Measure::Focus,
    Measure::Stress,
    Measure::Excitement,
    Measure::Fatigue,
    Measure::Rmssd,
];
/// Longest name of a device before its tracks, in characters.
const PREFIX: usize = 24;

/// A recording that is being made. Packets reach it from the radio's thread, the rest from the mirror's.
pub struct Tape {
    /// Its name on the shelf.
    pub id: String,
    /// When it began (ms since 1970).
    pub started: i64,
    /// The names of the devices.
    pub source: String,
    /// Whether what it holds is simulated.
    pub simulated: bool,
    inner: Mutex<Inner>,
}

struct Inner {
    intake: Option<Intake>,
    /// Whose sensors come without a prefix: the first device with brain waves, and the first with a heart rate.
    owners: BTreeMap<bool, String>,
    packets: u64,
    bytes: u64,
    failed: Option<String>,
}

impl Tape {
    /// A tape on an intake that has begun.
    pub(super) fn new(
        id: String,
        started: i64,
        source: String,
        simulated: bool,
        intake: Intake,
    ) -> Self {
        Self {
            id,
            started,
            source,
            simulated,
            inner: Mutex::new(Inner {
                intake: Some(intake),
                owners: BTreeMap::new(),
                packets: 0,
                bytes: 0,
                failed: None,
            }),
        }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a packet of a device that arrived at `arrived` (microseconds since 1970).
    pub fn packet(&self, device: &str, arrived: i64, packet: &Packet) {
        let mut inner = self.inner();
        let own = match packet {
            // Every device has these: they are told apart as soon as there are two.
            Packet::Battery(_) | Packet::Telemetry(_) | Packet::BodyLocation(_) => {
                inner.owners.values().all(|owner| owner == device)
            }
            _ => {
                let heart = matches!(packet, Packet::HeartRate(_));
                let owner = inner.owners.entry(heart);
                owner.or_insert_with(|| device.to_owned()).as_str() == device
            }
        };
        let prefix = if own {
            String::new()
        } else {
            let tail: Vec<char> = device.chars().rev().take(PREFIX).collect();
            format!("{} ", tail.into_iter().rev().collect::<String>())
        };
        inner.packets += 1;
        inner.keep(|intake| intake.packet(&prefix, arrived, packet));
    }

    /// Takes what a second came to.
    pub fn observe(&self, seen: &Observation) {
        let values: Vec<(Measure, f64)> = DERIVED
            .into_iter()
            .filter_map(|measure| Some((measure, seen.features.get(measure)?)))
            .collect();
        let state = serde_json::to_value(seen.state).ok();
        self.inner().keep(|intake| {
            let at = intake.since(seen.at * 1_000);
            let recorder = intake.recorder();
            for (measure, value) in values {
                let unit = if measure == Measure::Rmssd { "ms" } else { "" };
                let track =
                    recorder.track(Track::values(&format!("made {}", measure.name()), unit))?;
                recorder.value(track, at, value)?;
            }
            if let Some(state) = state.as_ref().and_then(serde_json::Value::as_str) {
                let track = recorder.track(Track::notes("state"))?;
                recorder.note(track, at, state)?;
            }
            Ok(())
        });
    }

    /// Takes a mark.
    pub fn mark(&self, at: i64, label: &str) {
        self.inner().keep(|intake| {
            let at = intake.since(at * 1_000);
            let recorder = intake.recorder();
            let track = recorder.track(Track::notes("marks"))?;
            recorder.note(track, at, label)
        });
    }

    /// Ends it; why it could not be written to its end, if so.
    pub(crate) fn finish(&self) -> Option<String> {
        let mut inner = self.inner();
        if let Some(intake) = inner.intake.take()
            && let Err(error) = intake.finish()
        {
            inner.failed.get_or_insert(error.to_string());
        }
        inner.failed.clone()
    }

    /// Packets and bytes so far, and why nothing is written any more, if so.
    pub(super) fn stands(&self) -> (u64, u64, Option<String>) {
        let inner = self.inner();
        (inner.packets, inner.bytes, inner.failed.clone())
    }
}

impl Inner {
    /// Writes; what the disk refuses ends the recording, and is told.
    fn keep(&mut self, write: impl FnOnce(&mut Intake) -> Result<(), RecordingError>) {
        let Some(intake) = self.intake.as_mut() else {
            return;
        };
        if let Err(error) = write(intake) {
            self.failed = Some(error.to_string());
            self.intake = None;
            return;
        }
        self.bytes = intake.recorder().bytes();
    }
}
