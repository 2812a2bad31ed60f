//! Asking for advice, and taking a break.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::id::Id;
use mycrm_kernel::operation::{Command, Operation, Query};
use mycrm_kernel::read::Read;
use mycrm_kernel::tx::Tx;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::advice::{Advice, facts};
use super::model::{Break, BreakType};
use crate::live::Mirror;
use crate::measure::Features;
use crate::profile::profile_of;
use crate::suggestions::{Suggestion, SuggestionAnswer};
use crate::write;

/// A break that nobody ended is taken to be over after so long.
const LONGEST_MS: i64 = 4 * 3_600_000;

/// Tells whether a break is due, with the evidence: the time since the last one, the heart against its baseline,
/// fatigue, stress, the day's calls.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AdviseBreak {}

impl Operation for AdviseBreak {
    const NAME: &'static str = "breaks.advice";
    const ROUTE: &'static str = "GET /breaks/advice";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = Advice;
}

impl Query for AdviseBreak {
    fn run(self, read: &Read<'_>) -> Result<Advice> {
        let mirror = read.app().service::<Mirror>();
        let features = match mirror.latest(read.now()) {
            Some(_) => mirror.mean_since(read.now() - 60_000),
            None => Features::default(),
        };
        let preferences = profile_of(read)?.preferences;
        Ok(Advice::of(
            &facts(read)?,
            &features,
            &preferences,
            read.now(),
        ))
    }
}

/// A break as it stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BreakState {
    /// The record, among the `breaks`.
    pub id: Uuid,
    /// When it began.
    pub started_at: String,
    /// When it ended; none while it goes on.
    pub ended_at: Option<String>,
    /// How many minutes it is meant to last.
    pub minutes: i64,
    /// The measures before.
    pub before: Features,
    /// The measures afterwards; empty while it goes on.
    pub after: Features,
}

fn state(read: &Read<'_>, id: Uuid) -> Result<BreakState> {
    let taken = read.get(Id::<Break>::new(id))?.record;
    let text = |at: Option<chrono::DateTime<chrono::Utc>>| {
        at.map(|at| mycrm_kernel::clock::instant_text(at.timestamp_millis()))
    };
    Ok(BreakState {
        id,
        started_at: text(taken.started_at).unwrap_or_default(),
        ended_at: text(taken.ended_at),
        minutes: profile_of(read)?.preferences.break_minutes,
        before: serde_json::from_value(taken.before).unwrap_or_default(),
        after: serde_json::from_value(taken.after).unwrap_or_default(),
    })
}

fn open(read: &Read<'_>) -> Result<Option<Uuid>> {
    write::one_id(
        read,
        "SELECT id FROM breaks WHERE owner = ?1 AND ended_at IS NULL AND deleted_at IS NULL AND started_at > ?2
         ORDER BY started_at DESC LIMIT 1",
        params![
            read.caller().actor.as_bytes(),
            read.now() - LONGEST_MS
        ],
    )
}

/// The break that is on, if any.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BreakNow {
    /// It; none outside of breaks.
    #[serde(rename = "break")]
    pub on: Option<BreakState>,
}

/// Shows the break that is on: since when, and how long it is meant to last.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowBreak {}

impl Operation for ShowBreak {
    const NAME: &'static str = "breaks.now";
    const ROUTE: &'static str = "GET /breaks/now";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = BreakNow;
}

impl Query for ShowBreak {
    fn run(self, read: &Read<'_>) -> Result<BreakNow> {
        let on = match open(read)? {
            Some(id) => Some(state(read, id)?),
            None => None,
        };
        Ok(BreakNow { on })
    }
}

/// Begins a break. With the suggestion it follows, that one counts as taken.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StartBreak {
    /// How it is spent; rest when left out.
    pub what: Option<BreakType>,
    /// The suggestion that it follows.
    pub suggestion: Option<Uuid>,
}

impl Operation for StartBreak {
    const NAME: &'static str = "breaks.start";
    const ROUTE: &'static str = "POST /breaks/start";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = BreakState;
}

impl Command for StartBreak {
    const UNDOABLE: bool = false;
    fn run(self, tx: &mut Tx<'_>) -> Result<BreakState> {
        if open(tx)?.is_some() {
            return Err(Error::BadRequest(
                "A break is on already; end it first.".into(),
            ));
        }
        let now = tx.now();
        let before = tx.app().service::<Mirror>().mean_since(now - 60_000);
        let id = tx.insert(&Break {
            what: Some(self.what.unwrap_or(BreakType::Rest)),
            started_at: write::instant(now),
            suggestion: self.suggestion.map(Id::new),
            before: serde_json::to_value(&before)?,
            ..Break::default()
        })?;
        if let Some(suggestion) = self.suggestion {
            let at = mycrm_kernel::clock::instant_text(now);
            let fields = json!({ "answer": SuggestionAnswer::Taken, "answered_at": at });
            write::change::<Suggestion>(tx, suggestion, &fields)?;
        }
        state(tx, id.raw())
    }
}

/// Ends the break that is on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndBreak {}

impl Operation for EndBreak {
    const NAME: &'static str = "breaks.end";
    const ROUTE: &'static str = "POST /breaks/end";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = BreakState;
}

impl Command for EndBreak {
    const UNDOABLE: bool = false;
    fn run(self, tx: &mut Tx<'_>) -> Result<BreakState> {
        let id = open(tx)?.ok_or_else(|| Error::BadRequest("No break is on.".into()))?;
        let now = tx.now();
        let after = tx.app().service::<Mirror>().mean_since(now - 60_000);
        let at = mycrm_kernel::clock::instant_text(now);
        write::change::<Break>(tx, id, &json!({ "ended_at": at, "after": after }))?;
        state(tx, id)
    }
}
