//! Starting, stopping, listing and deleting recordings.

use std::sync::Arc;

use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Permission};
use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::operation::{Action, Operation, Query};
use mycrm_kernel::read::Read;
use mycrm_wearables::recording::{About, Intake, Recorder};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::library::{Library, RecordingView, refused, shelf, with_key};
use super::play::{Player, Playing};
use super::tape::Tape;
use crate::live::{Link, Mirror};
use crate::privacy::require_on;

/// The recording that is being made.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RecordingNow {
    /// Its name.
    pub id: String,
    /// When it began.
    pub started_at: String,
    /// How long it has lasted.
    pub seconds: f64,
    /// Notifications taken.
    pub packets: u64,
    /// Bytes written.
    pub bytes: u64,
    /// The devices.
    pub source: String,
    /// Whether they are simulated.
    pub simulated: bool,
    /// Why nothing is written any more; none while all is well.
    pub failed: Option<String>,
}

/// What is being recorded and played.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RecordingStatus {
    /// The recording that is being made, if any.
    pub recording: Option<RecordingNow>,
    /// The recording that is being played, if any.
    pub playing: Option<Playing>,
}

fn status(app: &App) -> RecordingStatus {
    let now = app.now();
    let recording = app.service::<Mirror>().tape().map(|tape| {
        let (packets, bytes, failed) = tape.stands();
        RecordingNow {
            id: tape.id.clone(),
            started_at: instant_text(tape.started),
            seconds: (now - tape.started).max(0) as f64 / 1_000.0,
            packets,
            bytes,
            source: tape.source.clone(),
            simulated: tape.simulated,
            failed,
        }
    });
    RecordingStatus {
        recording,
        playing: app.service::<Player>().playing(),
    }
}

/// Begins to record all that the connected devices send, and what is made of it, into an encrypted file beside the
/// database. Goes on until it is stopped, the mirror is switched off or the program ends.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StartRecording {}

impl Operation for StartRecording {
    const NAME: &'static str = "recordings.start";
    const ROUTE: &'static str = "POST /recordings/start";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = RecordingStatus;
}

impl Action for StartRecording {
    fn run(self, app: &App, caller: &Caller) -> Result<RecordingStatus> {
        app.read(caller, require_on)?;
        let mirror = app.service::<Mirror>();
        if mirror.tape().is_some() {
            let message = "A recording is being made already: stop it first.";
            return Err(Error::BadRequest(message.into()));
        }
        let devices: Vec<_> = mirror
            .devices()
            .into_iter()
            .filter(|one| one.link == Link::Connected)
            .collect();
        if devices.is_empty() {
            let message = "No device is connected: connect one and put it on first.";
            return Err(Error::BadRequest(message.into()));
        }
        let names: Vec<String> = devices
            .iter()
            .map(|one| one.name.clone().unwrap_or_else(|| one.device.clone()))
            .collect();
        let about = About {
            started: app.now(),
            simulated: devices.iter().any(|one| one.simulated),
            source: names.join(", "),
        };
        let made = with_key(app, |key| {
            Recorder::create(shelf(app).folder(), key, &about)
        });
        let recorder = made.map_err(|error| refused("folder", &error))?;
        let tape = Tape::new(
            recorder.id(),
            about.started,
            about.source,
            about.simulated,
            Intake::new(recorder, about.started),
        );
        mirror.record(Arc::new(tape));
        Ok(status(app))
    }
}

/// Ends the recording that is being made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StopRecording {}

impl Operation for StopRecording {
    const NAME: &'static str = "recordings.stop";
    const ROUTE: &'static str = "POST /recordings/stop";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = RecordingView;
}

impl Action for StopRecording {
    fn run(self, app: &App, _: &Caller) -> Result<RecordingView> {
        let Some(tape) = app.service::<Mirror>().end_tape() else {
            return Err(Error::BadRequest("Nothing is being recorded.".into()));
        };
        if let Some(failed) = tape.finish() {
            return Err(Error::Storage(failed));
        }
        let there = shelf(app).list().map_err(|error| refused("id", &error))?;
        let made = there.iter().find(|one| one.id == tape.id);
        let made = made.ok_or_else(|| Error::not_found("recording", &tape.id))?;
        Ok(app.service::<Library>().view(app, made))
    }
}

/// Tells what is being recorded and played right now.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowRecordingNow {}

impl Operation for ShowRecordingNow {
    const NAME: &'static str = "recordings.status";
    const ROUTE: &'static str = "GET /recordings/status";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = RecordingStatus;
}

impl Query for ShowRecordingNow {
    fn run(self, read: &Read<'_>) -> Result<RecordingStatus> {
        Ok(status(read.app()))
    }
}

/// The recordings there are.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RecordingList {
    /// The newest first; the one that is being made is not among them.
    pub items: Vec<RecordingView>,
    /// The folder they lie in.
    pub place: String,
}

/// Lists the recordings: of what, how long, how large, whether simulated. They belong to the database's owner and lie in
/// files beside it, encrypted with a key made of the database's.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListRecordings {}

impl Operation for ListRecordings {
    const NAME: &'static str = "recordings.list";
    const ROUTE: &'static str = "GET /recordings";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = RecordingList;
}

impl Query for ListRecordings {
    fn run(self, read: &Read<'_>) -> Result<RecordingList> {
        let app = read.app();
        let shelf = shelf(app);
        let there = shelf.list().map_err(|error| refused("id", &error))?;
        let library = app.service::<Library>();
        library.keep(&there);
        let open = app.service::<Mirror>().tape().map(|tape| tape.id.clone());
        let items = there
            .iter()
            .filter(|one| Some(&one.id) != open.as_ref())
            .map(|one| library.view(app, one))
            .collect();
        Ok(RecordingList {
            items,
            place: shelf.folder().display().to_string(),
        })
    }
}

/// Erases a recording for good.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeleteRecording {
    /// Its name.
    pub id: String,
}

/// What was erased.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DeletedRecording {
    /// Its name.
    pub id: String,
}

impl Operation for DeleteRecording {
    const NAME: &'static str = "recordings.delete";
    const ROUTE: &'static str = "DELETE /recordings/{id}";
    const NEEDS: Permission = Permission::Erase;
    const PRIVATE: bool = true;
    type Output = DeletedRecording;
}

impl Action for DeleteRecording {
    fn run(self, app: &App, _: &Caller) -> Result<DeletedRecording> {
        let tape = app.service::<Mirror>().tape();
        if tape.is_some_and(|tape| tape.id == self.id) {
            let message = "This one is being made: stop it first.";
            return Err(Error::BadRequest(message.into()));
        }
        app.service::<Player>().stop_if(&self.id);
        let removed = shelf(app).remove(&self.id);
        if removed.map_err(|error| refused("id", &error))? {
            Ok(DeletedRecording { id: self.id })
        } else {
            Err(Error::not_found("recording", self.id))
        }
    }
}
