//! Starting, ending and looking at a call.

use std::collections::BTreeMap;

use mycrm_crm::accounts::Account;
use mycrm_crm::activities::{Activity, ActivityType, Outcome};
use mycrm_crm::contacts::Contact;
use mycrm_crm::opportunities::Opportunity;
use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Permission};
use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::id::Id;
use mycrm_kernel::operation::{Action, Operation, Query};
use mycrm_kernel::read::Read;
use mycrm_kernel::tx::Tx;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::model::{Call, keep_moment};
use crate::live::{CallCourse, Lived, Mirror, Stretch};
use crate::measure::{BodyState, StateReason};
use crate::privacy::require_on;
use crate::write;

/// A call that nobody ended is taken to be over after so long.
const LONGEST_MS: i64 = 4 * 3_600_000;

/// A stretch of stress, as it is shown.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StressStretch {
    /// When it began.
    pub began_at: String,
    /// When it ended; now, for one that goes on.
    pub ended_at: String,
    /// Its highest stress, 0 to 100.
    pub peak: f64,
    /// What led to it.
    pub reasons: Vec<StateReason>,
}

impl From<&Stretch> for StressStretch {
    fn from(stretch: &Stretch) -> Self {
        Self {
            began_at: instant_text(stretch.began_at),
            ended_at: instant_text(stretch.ended_at),
            peak: stretch.peak,
            reasons: stretch.reasons.clone(),
        }
    }
}

/// A call as it stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CallState {
    /// The private record, among the `calls`.
    pub call: Uuid,
    /// The activity.
    pub activity: Uuid,
    /// When it began.
    pub started_at: String,
    /// When it ended; none while it is on.
    pub ended_at: Option<String>,
    /// How long it has lasted, in seconds.
    pub seconds: i64,
    /// Seconds in each state.
    pub states: BTreeMap<BodyState, i64>,
    /// State along the call, a point every ten seconds.
    pub course: Vec<Lived>,
    /// Stretches of stress that are over.
    pub stretches: Vec<StressStretch>,
    /// Whether stress goes on right now.
    pub stressed: bool,
    /// Highest stress, 0 to 100.
    pub peak_stress: Option<f64>,
    /// Whether the signals were simulated.
    pub simulated: bool,
}

impl CallState {
    fn of(course: &CallCourse, ended_at: Option<i64>, now: i64) -> Self {
        Self {
            call: course.call,
            activity: course.activity,
            started_at: course.began(),
            ended_at: ended_at.map(instant_text),
            seconds: (ended_at.unwrap_or(now) - course.started_at).max(0) / 1000,
            states: course.seconds(),
            course: course.points.clone(),
            stretches: course.stretches.iter().map(StressStretch::from).collect(),
            stressed: ended_at.is_none() && course.stressed(),
            peak_stress: course.peak,
            simulated: course.simulated,
        }
    }
}

/// The call that is on. One that was on when the program ended, however it did, goes on by its record; what was lived in
/// it until then is lost.
fn running(read: &Read<'_>) -> Result<Option<CallCourse>> {
    let mirror = read.app().service::<Mirror>();
    if let Some(course) = mirror.course() {
        return Ok(Some(course));
    }
    if require_on(read).is_err() {
        return Ok(None);
    }
    let found = read
        .select(
            "SELECT id, activity, started_at FROM calls
             WHERE owner = ?1 AND ended_at IS NULL AND activity IS NOT NULL AND started_at > ?2 AND deleted_at IS NULL
             ORDER BY started_at DESC LIMIT 1",
        )?
        .query_row(
            params![read.caller().actor.as_bytes(), read.now() - LONGEST_MS],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    Ok(found.map(|(call, activity, started_at)| {
        let (call, activity) = (Uuid::from_bytes(call), Uuid::from_bytes(activity));
        let course = CallCourse::begin(call, activity, started_at);
        mirror.begin_call(course.clone());
        course
    }))
}

/// Starts a call: a planned call that is named, or a new activity about the given contact, deal or account. From now on
/// the state along the call is kept, privately. Works without a device as well: then only the time is.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StartCall {
    /// A planned call, that now takes place.
    pub activity: Option<Uuid>,
    /// Whom it is with, for a new one.
    pub contact: Option<Uuid>,
    /// The deal it is about, for a new one.
    pub opportunity: Option<Uuid>,
    /// The organisation it is with, for a new one.
    pub account: Option<Uuid>,
    /// What it is about, for a new one; the name of the deal, the person or the organisation when left out.
    #[schemars(length(max = 300))]
    pub subject: Option<String>,
}

impl Operation for StartCall {
    const NAME: &'static str = "calls.start";
    const ROUTE: &'static str = "POST /calls/start";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = CallState;
}

impl Action for StartCall {
    fn run(self, app: &App, caller: &Caller) -> Result<CallState> {
        let mirror = app.service::<Mirror>();
        if app.read(caller, running)?.is_some() {
            return Err(Error::BadRequest(
                "A call is on already; end it first.".into(),
            ));
        }
        let now = app.now();
        let (call, activity) = write::aside(app, caller, Self::NAME, |tx| {
            require_on(tx)?;
            let (activity, subject) = self.activity(tx)?;
            let call = tx.insert(&Call {
                subject: Some(subject),
                activity: Some(Id::new(activity)),
                started_at: write::instant(now),
                ..Call::default()
            })?;
            Ok((call.raw(), activity))
        })?;
        let course = CallCourse::begin(call, activity, now);
        let state = CallState::of(&course, None, now);
        mirror.begin_call(course);
        mirror.mark(now, "call_started");
        Ok(state)
    }
}

impl StartCall {
    /// The activity of this call, and what it is about.
    fn activity(self, tx: &mut Tx<'_>) -> Result<(Uuid, String)> {
        if let Some(id) = self.activity {
            let known = tx.get(Id::<Activity>::new(id))?.record;
            if known.kind != Some(ActivityType::Call) {
                let message = "Only an activity that is a call can be started as one.";
                return Err(Error::field("activity", "invalid", message));
            }
            return Ok((id, known.subject.unwrap_or_default()));
        }
        let named = self.named(tx)?;
        let subject = self
            .subject
            .filter(|subject| !subject.trim().is_empty())
            .or(named)
            .ok_or_else(|| Error::field("subject", "required", "Say what the call is about."))?;
        let id = tx.insert(&Activity {
            subject: Some(subject.clone()),
            kind: Some(ActivityType::Call),
            contact: self.contact.map(Id::<Contact>::new),
            account: self.account.map(Id::<Account>::new),
            opportunity: self.opportunity.map(Id::<Opportunity>::new),
            occurred_at: write::instant(tx.now()),
            ..Activity::default()
        })?;
        Ok((id.raw(), subject))
    }

    /// The name of what the call is about: of the deal, else of the person, else of the organisation.
    fn named(&self, tx: &Tx<'_>) -> Result<Option<String>> {
        let about = [
            ("opportunity", self.opportunity),
            ("contact", self.contact),
            ("account", self.account),
        ];
        for (kind, id) in about {
            let Some(id) = id else { continue };
            let kind = tx.kind(kind)?.clone();
            let name = tx.row(&kind, id)?.title(&kind);
            if !name.is_empty() {
                return Ok(Some(name));
            }
        }
        Ok(None)
    }
}

/// Ends the call that is on: the activity gets its length and is done, the private record what was lived in it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndCall {
    /// What came of it, kept with the activity.
    pub outcome: Option<Outcome>,
    /// A private note: only the wearer sees it.
    #[schemars(length(max = 20_000))]
    pub note: Option<String>,
}

impl Operation for EndCall {
    const NAME: &'static str = "calls.end";
    const ROUTE: &'static str = "POST /calls/end";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = CallState;
}

impl Action for EndCall {
    fn run(self, app: &App, caller: &Caller) -> Result<CallState> {
        let mirror = app.service::<Mirror>();
        let Some(mut course) = app.read(caller, running)? else {
            return Err(Error::BadRequest("No call is on.".into()));
        };
        let now = app.now();
        let open = course.close();
        write::aside(app, caller, Self::NAME, |tx| {
            if let Some(stretch) = &open {
                keep_moment(tx, stretch, course.call, course.activity, course.simulated)?;
            }
            let minutes = (now - course.started_at + 59_999).max(0) / 60_000;
            let at = instant_text(now);
            let mut of_activity = json!({ "done_at": at, "duration_minutes": minutes });
            if let Some(outcome) = self.outcome {
                of_activity["outcome"] = json!(outcome);
            }
            write::change::<Activity>(tx, course.activity, &of_activity)?;
            let mut lived = json!({
                "ended_at": at,
                "states": course.seconds(),
                "course": course.points,
                "peak_stress": course.peak.map(|peak| peak.round() as i64),
                "moments": course.stretches.len(),
                "simulated": course.simulated,
            });
            if let Some(note) = &self.note {
                lived["note"] = json!(note);
            }
            write::change::<Call>(tx, course.call, &lived)
        })?;
        mirror.end_call();
        mirror.reload();
        mirror.mark(now, "call_ended");
        Ok(CallState::of(&course, Some(now), now))
    }
}

/// Shows the call that is on: its length, the state along it, stretches of stress.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowCall {}

/// The call that is on, if any.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CallNow {
    /// It; none outside of calls.
    pub call: Option<CallState>,
}

impl Operation for ShowCall {
    const NAME: &'static str = "calls.now";
    const ROUTE: &'static str = "GET /calls/now";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = CallNow;
}

impl Query for ShowCall {
    fn run(self, read: &Read<'_>) -> Result<CallNow> {
        Ok(CallNow {
            call: running(read)?.map(|course| CallState::of(&course, None, read.now())),
        })
    }
}

/// Writes the private note on a call, by the call or by its activity. Only the wearer ever sees it. For an activity that
/// was never lived with a device, a private record is made to hold it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteCall {
    /// The call, among the `calls`.
    pub call: Option<Uuid>,
    /// Or its activity.
    pub activity: Option<Uuid>,
    /// The note; empty takes it away.
    #[schemars(length(max = 20_000))]
    pub note: String,
}

/// The note that was written.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CallNote {
    /// The private record.
    pub call: Uuid,
    /// The note.
    pub note: Option<String>,
}

impl Operation for NoteCall {
    const NAME: &'static str = "calls.note";
    const ROUTE: &'static str = "POST /calls/note";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = CallNote;
}

impl Action for NoteCall {
    fn run(self, app: &App, caller: &Caller) -> Result<CallNote> {
        let note = Some(self.note.trim().to_owned()).filter(|note| !note.is_empty());
        let call = write::aside(app, caller, Self::NAME, |tx| {
            let call = match (self.call, self.activity) {
                (Some(call), None) => call,
                (None, Some(activity)) => call_of(tx, activity)?,
                _ => {
                    let message = "Give either “call” or “activity”.";
                    return Err(Error::field("call", "required", message));
                }
            };
            write::change::<Call>(tx, call, &json!({ "note": note }))?;
            Ok(call)
        })?;
        Ok(CallNote { call, note })
    }
}

/// The private record of an activity, made if need be.
fn call_of(tx: &mut Tx<'_>, activity: Uuid) -> Result<Uuid> {
    let known = write::one_id(
        tx,
        "SELECT id FROM calls WHERE activity = ?1 AND owner = ?2 AND deleted_at IS NULL ORDER BY rowid DESC LIMIT 1",
        params![activity.as_bytes(), tx.caller().actor.as_bytes()],
    )?;
    if let Some(known) = known {
        return Ok(known);
    }
    let of = tx.get(Id::<Activity>::new(activity))?.record;
    // It is over, as far as anybody knows: nobody timed it.
    let at = of.occurred_at.or_else(|| write::instant(tx.now()));
    let id = tx.insert(&Call {
        subject: of.subject,
        activity: Some(Id::new(activity)),
        started_at: at,
        ended_at: at,
        ..Call::default()
    })?;
    Ok(id.raw())
}
