//! What is on the shelf, as a screen shows it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use mycrm_kernel::app::App;
use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::{Error, Result};
use mycrm_wearables::recording::{Key, Piece, Recording, RecordingError, Shelf, Shelved};
use schemars::JsonSchema;
use serde::Serialize;

/// What the key of recordings is derived for.
const PURPOSE: &str = "recordings";

/// One line of a recording.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RecordedTrack {
    /// What it is called: `TP9`, `HR`, `made stress` …
    pub name: String,
    /// What a value means, such as `uV`; empty without a unit.
    pub unit: String,
    /// Samples a second, where it is evenly sampled.
    pub rate: Option<f64>,
}

/// A recording.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RecordingView {
    /// Its name: 32 hexadecimal digits.
    pub id: String,
    /// When it began; none for one that is damaged.
    pub started_at: Option<String>,
    /// How long it lasts.
    pub seconds: f64,
    /// Its size on disk.
    pub bytes: u64,
    /// The devices, or the file it was taken in from.
    pub source: String,
    /// Whether what it holds is simulated.
    pub simulated: bool,
    /// What it holds.
    pub tracks: Vec<RecordedTrack>,
    /// What is wrong with it, in a sentence; none when it is whole.
    pub damaged: Option<String>,
}

/// What was read of recordings before: a recording of an hour is read to its end to know its length.
#[derive(Default)]
pub(super) struct Library(Mutex<HashMap<String, RecordingView>>);

/// The folder of an app's recordings.
pub(super) fn shelf(app: &App) -> Shelf {
    Shelf::beside(app.path())
}

/// Opens the key of an app's recordings.
pub(super) fn with_key<T>(app: &App, work: impl FnOnce(&Key) -> T) -> T {
    work(&app.file_key(PURPOSE))
}

/// What stood in the way, as an error that names the field and what to do.
pub(super) fn refused(field: &str, error: &RecordingError) -> Error {
    match error {
        RecordingError::File { .. } => Error::Storage(error.to_string()),
        _ => Error::field(field, "invalid", error.to_string()),
    }
}

/// Opens a recording by its name.
pub(super) fn open(app: &App, id: &str) -> Result<Recording> {
    let known = shelf(app).list().map_err(|error| refused("id", &error))?;
    let found = known.iter().find(|one| one.id == id);
    let found = found.ok_or_else(|| Error::not_found("recording", id))?;
    with_key(app, |key| Recording::open(&found.path, key)).map_err(|error| refused("id", &error))
}

impl Library {
    /// One recording; read again only when it has grown.
    pub(super) fn view(&self, app: &App, shelved: &Shelved) -> RecordingView {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(view) = known
            .get(&shelved.id)
            .filter(|one| one.bytes == shelved.bytes)
        {
            return view.clone();
        }
        let view = read(app, shelved);
        known.insert(shelved.id.clone(), view.clone());
        view
    }

    /// Forgets what is no longer there.
    pub(super) fn keep(&self, there: &[Shelved]) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|id, _| there.iter().any(|one| &one.id == id));
    }
}

fn read(app: &App, shelved: &Shelved) -> RecordingView {
    let mut view = RecordingView {
        id: shelved.id.clone(),
        started_at: shelved.started.map(instant_text),
        seconds: 0.0,
        bytes: shelved.bytes,
        source: String::new(),
        simulated: false,
        tracks: Vec::new(),
        damaged: None,
    };
    let opened = with_key(app, |key| Recording::open(&shelved.path, key));
    let content = opened.and_then(|recording| {
        view.source = recording.about().source.clone();
        view.simulated = recording.about().simulated;
        recording.pieces()
    });
    let pieces = match content {
        Ok(pieces) => pieces,
        Err(error) => {
            view.damaged = Some(error.to_string());
            return view;
        }
    };
    let mut last = 0;
    let mut rates: Vec<Option<f64>> = Vec::new();
    for piece in pieces {
        let ends = match piece {
            Ok(Piece::Track(track)) => {
                rates.push(track.rate());
                view.tracks.push(RecordedTrack {
                    rate: track.rate(),
                    name: track.name,
                    unit: track.unit,
                });
                0
            }
            Ok(Piece::Samples {
                track, at, steps, ..
            }) => {
                let rate = rates.get(track).copied().flatten().unwrap_or(1.0);
                at + (steps.len() as f64 / rate * 1e6) as i64
            }
            Ok(Piece::Values { values, .. }) => values.last().map_or(0, |(at, _)| *at),
            Ok(Piece::Note { at, .. }) => at,
            Err(error) => {
                view.damaged = Some(error.to_string());
                break;
            }
        };
        last = last.max(ends);
    }
    view.seconds = last.max(0) as f64 / 1e6;
    view
}
