//! Paced breathing: the pace for the screen, and the heart before and after.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Permission};
use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::operation::{Action, Operation, Query};
use mycrm_kernel::read::Read;
use mycrm_kernel::record::{Record, Rules, Traits};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::model::profile_of;
use crate::live::Mirror;
use crate::measure::Features;
use crate::privacy::{OnlyWhenOn, require_on};
use crate::write;

/// Share of a breath that goes in: breathing out longer than in is what slows the heart.
const INHALE_SHARE: f64 = 0.4;
/// Measures of so long are averaged before and after, in milliseconds.
const WINDOW_MS: i64 = 60_000;

/// What was practised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExerciseType {
    /// Breathing with a slow pace.
    PacedBreathing,
}

/// An exercise that was done.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Exercise {
    /// What was practised.
    #[schemars(extend("x-field" = json!({"required": true})))]
    pub what: Option<ExerciseType>,
    /// When it began.
    #[schemars(extend("x-field" = json!({"sort": true})))]
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Milliseconds of breathing in.
    #[schemars(range(min = 1_000, max = 12_000))]
    pub inhale_ms: Option<i64>,
    /// Milliseconds of breathing out.
    #[schemars(range(min = 1_000, max = 12_000))]
    pub exhale_ms: Option<i64>,
    /// How long it took, in seconds.
    #[schemars(range(min = 0, max = 86_400))]
    pub seconds: Option<i64>,
    /// The measures of the minute before.
    #[schemars(extend("x-field" = json!({"type": "json", "read_only": true})))]
    pub before: Json,
    /// The measures of its last minute.
    #[schemars(extend("x-field" = json!({"type": "json", "read_only": true})))]
    pub after: Json,
    /// What else there is to say.
    #[schemars(extend("x-field" = json!({"type": "long_text"})))]
    pub note: Option<String>,
    /// Whether the signals were simulated.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub simulated: Option<bool>,
}

impl Record for Exercise {
    const KIND: &'static str = "exercise";
    const PLURAL: &'static str = "exercises";
    const TRAITS: Traits = Traits {
        private: true,
        ..Traits::titled("what")
    };
    fn rules() -> Arc<dyn Rules> {
        Arc::new(OnlyWhenOn)
    }
}

/// The breathing that is on.
#[derive(Debug, Clone, PartialEq)]
pub struct Breathing {
    /// When it began (ms since the epoch).
    pub started_at: i64,
    /// Milliseconds of breathing in.
    pub inhale_ms: i64,
    /// Milliseconds of breathing out.
    pub exhale_ms: i64,
    /// The measures of the minute before.
    pub before: Features,
}

/// What the screen shows of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct BreathingView {
    /// When it began; breaths are counted from there.
    pub started_at: String,
    /// Milliseconds of breathing in.
    pub inhale_ms: i64,
    /// Milliseconds of breathing out.
    pub exhale_ms: i64,
    /// How long it has lasted, in milliseconds.
    pub elapsed_ms: i64,
    /// The measures of the minute before.
    pub before: Features,
    /// The measures now.
    pub now: Option<Features>,
}

impl Breathing {
    /// What the screen shows.
    pub(crate) fn view(&self, now: i64, measured: Option<Features>) -> BreathingView {
        BreathingView {
            started_at: instant_text(self.started_at),
            inhale_ms: self.inhale_ms,
            exhale_ms: self.exhale_ms,
            elapsed_ms: (now - self.started_at).max(0),
            before: self.before.clone(),
            now: measured,
        }
    }
}

/// The breathing that is on, if any.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BreathingStatus {
    /// It; none while nobody breathes with the pace.
    pub breathing: Option<BreathingView>,
}

fn shown(app: &App) -> BreathingStatus {
    BreathingStatus {
        breathing: app.service::<Mirror>().breathing(app.now()),
    }
}

/// Begins paced breathing at the wearer's own pace; works without a device as well, then nothing is compared.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StartBreathing {
    /// Breaths a minute in tenths, instead of the preferred pace: 60 is six a minute.
    #[schemars(range(min = 30, max = 120))]
    pub breaths_per_minute_tenths: Option<i64>,
}

impl Operation for StartBreathing {
    const NAME: &'static str = "breathing.start";
    const ROUTE: &'static str = "POST /breathing";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = BreathingStatus;
}

impl Action for StartBreathing {
    fn run(self, app: &App, caller: &Caller) -> Result<BreathingStatus> {
        let preferred = app.read(caller, |read| {
            require_on(read)?;
            Ok(profile_of(read)?.preferences.breaths_per_minute_tenths)
        })?;
        let pace = self.breaths_per_minute_tenths.unwrap_or(preferred);
        if !(30..=120).contains(&pace) {
            let field = "breaths_per_minute_tenths";
            let message = "The pace lies between 30 and 120 tenths of a breath a minute.";
            return Err(Error::field(field, "out_of_range", message));
        }
        let breath = 600_000 / pace;
        let inhale = (breath as f64 * INHALE_SHARE).round() as i64;
        let mirror = app.service::<Mirror>();
        let now = app.now();
        mirror.begin_breathing(Breathing {
            started_at: now,
            inhale_ms: inhale,
            exhale_ms: breath - inhale,
            before: mirror.mean_since(now - WINDOW_MS),
        });
        Ok(shown(app))
    }
}

/// Shows the paced breathing that is on, with the measures before and now.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowBreathing {}

impl Operation for ShowBreathing {
    const NAME: &'static str = "breathing.status";
    const ROUTE: &'static str = "GET /breathing";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = BreathingStatus;
}

impl Query for ShowBreathing {
    fn run(self, read: &Read<'_>) -> Result<BreathingStatus> {
        Ok(shown(read.app()))
    }
}

/// What came of the breathing.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BreathingDone {
    /// The record, among the `exercises`; none if nothing was on.
    pub exercise: Option<Uuid>,
    /// How long it took.
    pub seconds: i64,
    /// The measures of the minute before.
    pub before: Features,
    /// The measures of its last minute.
    pub after: Features,
}

/// Ends the paced breathing and keeps it, with the heart before and after.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StopBreathing {}

impl Operation for StopBreathing {
    const NAME: &'static str = "breathing.stop";
    const ROUTE: &'static str = "POST /breathing/stop";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = BreathingDone;
}

impl Action for StopBreathing {
    fn run(self, app: &App, caller: &Caller) -> Result<BreathingDone> {
        let mirror = app.service::<Mirror>();
        let Some(was) = mirror.end_breathing() else {
            return Err(Error::BadRequest("No breathing exercise is on.".into()));
        };
        let now = app.now();
        let after = mirror.mean_since(was.started_at.max(now - WINDOW_MS));
        let seconds = (now - was.started_at).max(0) / 1000;
        let simulated = mirror.latest(now).map(|seen| seen.simulated);
        let exercise = write::aside(app, caller, Self::NAME, |tx| {
            tx.insert(&Exercise {
                what: Some(ExerciseType::PacedBreathing),
                started_at: write::instant(was.started_at),
                ended_at: write::instant(now),
                inhale_ms: Some(was.inhale_ms),
                exhale_ms: Some(was.exhale_ms),
                seconds: Some(seconds),
                before: serde_json::to_value(&was.before)?,
                after: serde_json::to_value(&after)?,
                note: None,
                simulated,
            })
        })?;
        Ok(BreathingDone {
            exercise: Some(exercise.raw()),
            seconds,
            before: was.before,
            after,
        })
    }
}
