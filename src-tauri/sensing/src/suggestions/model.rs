//! A suggestion as a record; how one is made, and how it is followed up.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use mycrm_kernel::error::Result;
use mycrm_kernel::id::Id;
use mycrm_kernel::record::{Record, Rules, Traits};
use mycrm_kernel::tx::Tx;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::calls::Call;
use crate::measure::{Features, Measure, StateReason};
use crate::privacy::{OnlyWhenOn, require_on};
use crate::profile::profile_of;
use crate::rules::SensingRule;
use crate::scripts::Script;
use crate::write;

/// So long after it was taken a suggestion is followed up, in milliseconds.
const AFTER_MS: i64 = 180_000;
/// After so long it is not followed up any more: too much has happened since.
const TOO_LATE_MS: i64 = 1_800_000;
/// How far stress must fall for a suggestion to have helped, of 100.
const STRESS_FALLS: f64 = 10.0;
/// How much the variability of the heart must grow for it, as a ratio.
const RMSSD_GROWS: f64 = 1.15;

/// What can be suggested.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionType {
    /// A break.
    #[default]
    Break,
    /// Paced breathing.
    Breathing,
    /// Something to say in a call.
    Script,
}

/// What the wearer did with a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionAnswer {
    /// Nothing yet.
    Open,
    /// They took it.
    Taken,
    /// They did not want it.
    Dismissed,
}

/// What the wearer thought of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Feedback {
    /// It was good.
    Helpful,
    /// It made no difference.
    Neutral,
    /// It was in the way.
    Unhelpful,
}

/// A suggestion: what led to it, what became of it, and whether it helped.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Suggestion {
    /// What was suggested.
    #[schemars(extend("x-field" = json!({"required": true, "sort": true})))]
    pub what: Option<SuggestionType>,
    /// When.
    #[schemars(extend("x-field" = json!({"read_only": true, "sort": true})))]
    pub suggested_at: Option<DateTime<Utc>>,
    /// What led to it: `[{code, value, against, weight}]`.
    #[schemars(extend("x-field" = json!({"type": "json", "read_only": true})))]
    pub reasons: Json,
    /// The rule it comes from.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub rule: Option<Id<SensingRule>>,
    /// The call it was made in.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub call: Option<Id<Call>>,
    /// The script that was offered.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub script: Option<Id<Script>>,
    /// What the wearer did with it.
    #[schemars(extend("x-field" = json!({"read_only": true, "sort": true})))]
    pub answer: Option<SuggestionAnswer>,
    /// When they did.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub answered_at: Option<DateTime<Utc>>,
    /// What they thought of it.
    pub feedback: Option<Feedback>,
    /// In their own words.
    #[schemars(extend("x-field" = json!({"type": "long_text"})))]
    pub note: Option<String>,
    /// The measures when it was made.
    #[schemars(extend("x-field" = json!({"type": "json", "read_only": true})))]
    pub before: Json,
    /// The measures some minutes after it was taken.
    #[schemars(extend("x-field" = json!({"type": "json", "read_only": true})))]
    pub after: Json,
    /// Whether it helped: stress fell by 10 or more, or the heart's variability grew by 15 % or more. Empty while that
    /// cannot be told.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub helped: Option<bool>,
    /// Whether the signals were simulated.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub simulated: Option<bool>,
}

impl Record for Suggestion {
    const KIND: &'static str = "suggestion";
    const PLURAL: &'static str = "suggestions";
    const TRAITS: Traits = Traits {
        private: true,
        ..Traits::titled("what")
    };
    fn rules() -> Arc<dyn Rules> {
        Arc::new(OnlyWhenOn)
    }
}

/// A suggestion about to be made.
#[derive(Debug, Clone, Default)]
pub struct Proposal {
    /// What.
    pub what: SuggestionType,
    /// What led to it.
    pub reasons: Vec<StateReason>,
    /// The rule it comes from.
    pub rule: Option<Uuid>,
    /// The call it is made in.
    pub call: Option<Uuid>,
    /// The script that is offered.
    pub script: Option<Uuid>,
    /// The measures now.
    pub before: Features,
    /// Whether the signals are simulated.
    pub simulated: bool,
}

/// Keeps a suggestion, unless one of its sort was made a short while ago: nobody wants to be told twice.
pub(crate) fn propose(tx: &mut Tx<'_>, proposal: &Proposal) -> Result<Option<Uuid>> {
    require_on(tx)?;
    let pause = profile_of(tx)?.preferences.suggestion_pause_minutes * 60_000;
    let lately = tx
        .select("SELECT 1 FROM suggestions WHERE owner = ?1 AND what = ?2 AND suggested_at > ?3")?
        .exists(params![
            tx.caller().actor.as_bytes(),
            json!(proposal.what).as_str(),
            tx.now() - pause
        ])?;
    if lately {
        return Ok(None);
    }
    make(tx, proposal).map(Some)
}

/// Keeps a suggestion that was asked for.
pub(crate) fn make(tx: &mut Tx<'_>, proposal: &Proposal) -> Result<Uuid> {
    let id = tx.insert(&Suggestion {
        what: Some(proposal.what),
        suggested_at: write::instant(tx.now()),
        reasons: serde_json::to_value(&proposal.reasons)?,
        rule: proposal.rule.map(Id::new),
        call: proposal.call.map(Id::new),
        script: proposal.script.map(Id::new),
        answer: Some(SuggestionAnswer::Open),
        before: serde_json::to_value(&proposal.before)?,
        simulated: Some(proposal.simulated),
        ..Suggestion::default()
    })?;
    Ok(id.raw())
}

/// Whether the measures after a suggestion are better than those before; none if that cannot be told.
pub(crate) fn helped(before: &Features, after: &Features) -> Option<bool> {
    let both = |measure| Some((before.get(measure)?, after.get(measure)?));
    let calmer = both(Measure::Stress).map(|(before, after)| before - after >= STRESS_FALLS);
    let looser = both(Measure::Rmssd).map(|(before, after)| after >= before * RMSSD_GROWS);
    match (calmer, looser) {
        (None, None) => None,
        (calmer, looser) => Some(calmer == Some(true) || looser == Some(true)),
    }
}

/// Notes what came of the suggestions that were taken some minutes ago.
pub(crate) fn follow_up(tx: &mut Tx<'_>, after: &Features) -> Result<()> {
    let now = tx.now();
    let due: Vec<(Uuid, Option<String>)> = {
        let mut statement = tx.select(
            "SELECT id, before FROM suggestions WHERE owner = ?1 AND answer = 'taken' AND after IS NULL
               AND answered_at BETWEEN ?2 AND ?3 AND deleted_at IS NULL",
        )?;
        let bounds = params![
            tx.caller().actor.as_bytes(),
            now - TOO_LATE_MS,
            now - AFTER_MS
        ];
        statement
            .query_map(bounds, |row| {
                Ok((Uuid::from_bytes(row.get(0)?), row.get(1)?))
            })?
            .collect::<rusqlite::Result<_>>()?
    };
    for (id, before) in due {
        let before: Features = match before {
            Some(text) => serde_json::from_str(&text)?,
            None => Features::default(),
        };
        let fields = json!({ "after": after, "helped": helped(&before, after) });
        write::change::<Suggestion>(tx, id, &fields)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_stress_or_a_looser_heart_is_help_and_neither_is_none() {
        let features = |stress: Option<f64>, rmssd: Option<f64>| {
            let mut features = Features::default();
            for (measure, value) in [(Measure::Stress, stress), (Measure::Rmssd, rmssd)] {
                if let Some(value) = value {
                    features.set(measure, value);
                }
            }
            features
        };
        let before = features(Some(80.0), Some(20.0));
        assert_eq!(
            helped(&before, &features(Some(65.0), Some(20.0))),
            Some(true)
        );
        assert_eq!(
            helped(&before, &features(Some(79.0), Some(24.0))),
            Some(true)
        );
        assert_eq!(
            helped(&before, &features(Some(79.0), Some(20.0))),
            Some(false)
        );
        assert_eq!(helped(&before, &features(None, Some(20.0))), Some(false));
        assert_eq!(helped(&before, &features(None, None)), None);
    }
}
