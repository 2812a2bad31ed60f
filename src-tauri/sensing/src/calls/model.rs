//! A call as its wearer lived it, and the stretches of stress in it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use mycrm_crm::activities::Activity;
use mycrm_kernel::error::Result;
use mycrm_kernel::id::Id;
use mycrm_kernel::record::{Record, Rules, Traits};
use mycrm_kernel::tx::{Draft, Tx};
use mycrm_kernel::value::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::live::Stretch;
use crate::measure::BodyState;
use crate::privacy::{OnlyWhenOn, require_on};
use crate::write;

/// A call as its wearer lived it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Call {
    /// What it was about, as the activity said when it began.
    #[schemars(length(max = 300), extend("x-field" = json!({"required": true, "sort": true})))]
    pub subject: Option<String>,
    /// The activity.
    pub activity: Option<Id<Activity>>,
    /// When it began.
    #[schemars(extend("x-field" = json!({"sort": true})))]
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended; empty while it is on.
    pub ended_at: Option<DateTime<Utc>>,
    /// A private note: only the wearer sees it.
    #[schemars(extend("x-field" = json!({"type": "long_text"})))]
    pub note: Option<String>,
    /// Seconds in each state.
    #[schemars(extend("x-field" = json!({"type": "json", "read_only": true})))]
    pub states: Json,
    /// State along the call, a point every ten seconds: `[{second, state, stress}]`.
    #[schemars(extend("x-field" = json!({"type": "json", "read_only": true})))]
    pub course: Json,
    /// Highest stress, 0 to 100.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub peak_stress: Option<i64>,
    /// How many stretches of stress there were.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub moments: Option<i64>,
    /// Whether the signals were simulated.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub simulated: Option<bool>,
}

impl Record for Call {
    const KIND: &'static str = "call";
    const PLURAL: &'static str = "calls";
    const TRAITS: Traits = Traits {
        private: true,
        ..Traits::titled("subject")
    };
    fn rules() -> Arc<dyn Rules> {
        Arc::new(CallRules)
    }
}

struct CallRules;

impl Rules for CallRules {
    fn before(&self, tx: &mut Tx<'_>, draft: &mut Draft<'_>) -> Result<()> {
        require_on(tx)?;
        if draft.old.is_none() && draft.get("started_at").is_null() {
            draft.set("started_at", Value::Int(tx.now()));
        }
        Ok(())
    }
}

/// A stretch of stress within a call.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct StressMoment {
    /// The measurement that spoke for it most.
    #[schemars(length(max = 60))]
    pub reason: Option<String>,
    /// The call.
    pub call: Option<Id<Call>>,
    /// The activity.
    pub activity: Option<Id<Activity>>,
    /// When it began.
    #[schemars(extend("x-field" = json!({"sort": true})))]
    pub began_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Its highest stress, 0 to 100.
    #[schemars(range(min = 0, max = 100))]
    pub peak: Option<i64>,
    /// What led to it: `[{code, value, against, weight}]`.
    #[schemars(extend("x-field" = json!({"type": "json", "read_only": true})))]
    pub reasons: Json,
    /// Whether the signals were simulated.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub simulated: Option<bool>,
}

impl Record for StressMoment {
    const KIND: &'static str = "stress_moment";
    const PLURAL: &'static str = "stress_moments";
    const TRAITS: Traits = Traits {
        private: true,
        ..Traits::titled("reason")
    };
    fn rules() -> Arc<dyn Rules> {
        Arc::new(OnlyWhenOn)
    }
}

/// Keeps a stretch of stress.
pub(crate) fn keep_moment(
    tx: &mut Tx<'_>,
    stretch: &Stretch,
    call: Uuid,
    activity: Uuid,
    simulated: bool,
) -> Result<()> {
    let strongest = stretch.reasons.first().map_or_else(
        || json!(BodyState::Stressed).as_str().map(str::to_owned),
        |reason| Some(reason.code.clone()),
    );
    tx.insert(&StressMoment {
        reason: strongest,
        call: Some(Id::new(call)),
        activity: Some(Id::new(activity)),
        began_at: write::instant(stretch.began_at),
        ended_at: write::instant(stretch.ended_at),
        peak: Some(stretch.peak.round() as i64),
        reasons: serde_json::to_value(&stretch.reasons)?,
        simulated: Some(simulated),
    })
    .map(drop)
}
