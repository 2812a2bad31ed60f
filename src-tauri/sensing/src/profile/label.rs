//! How the wearer says they felt: the only truth there is, kept with what was measured at that moment.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Permission};
use mycrm_kernel::error::Result;
use mycrm_kernel::id::Id;
use mycrm_kernel::operation::{Action, Operation};
use mycrm_kernel::record::{Record, Rules, Traits};
use mycrm_kernel::tx::{Draft, Tx};
use mycrm_kernel::value::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::model::{keep, profile_of};
use crate::calls::Call;
use crate::live::Mirror;
use crate::measure::BodyState;
use crate::privacy::require_on;
use crate::write;

/// How the wearer felt at some moment.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct StateLabel {
    /// How they felt.
    #[schemars(extend("x-field" = json!({"required": true, "sort": true})))]
    pub state: Option<BodyState>,
    /// When; now when left out.
    #[schemars(extend("x-field" = json!({"sort": true})))]
    pub felt_at: Option<DateTime<Utc>>,
    /// How strongly, 1 to 5.
    #[schemars(range(min = 1, max = 5))]
    pub strength: Option<i64>,
    /// What else there is to say.
    #[schemars(extend("x-field" = json!({"type": "long_text"})))]
    pub note: Option<String>,
    /// The call in which it was.
    pub call: Option<Id<Call>>,
    /// What was measured then, by measure.
    #[schemars(extend("x-field" = json!({"type": "json", "read_only": true})))]
    pub features: Json,
    /// Whether the signals were simulated.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub simulated: Option<bool>,
}

impl Record for StateLabel {
    const KIND: &'static str = "state_label";
    const PLURAL: &'static str = "state_labels";
    const TRAITS: Traits = Traits {
        private: true,
        ..Traits::titled("state")
    };
    fn rules() -> Arc<dyn Rules> {
        Arc::new(LabelRules)
    }
}

struct LabelRules;

impl Rules for LabelRules {
    /// A new label is of now, with what is measured now, unless it says when it was.
    fn before(&self, tx: &mut Tx<'_>, draft: &mut Draft<'_>) -> Result<()> {
        require_on(tx)?;
        if draft.old.is_none() && draft.get("felt_at").is_null() {
            let now = tx.now();
            draft.set("felt_at", Value::Int(now));
            if let Some(seen) = tx.app().service::<Mirror>().latest(now) {
                draft.set(
                    "features",
                    Value::Text(serde_json::to_string(&seen.features)?),
                );
                draft.set("simulated", Value::Int(i64::from(seen.simulated)));
            }
        }
        Ok(())
    }
}

/// Says how the wearer feels right now: the state model learns a little from it, and it is kept with what is measured at this moment, and with the call that is on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelNow {
    /// How they feel.
    pub state: BodyState,
    /// How strongly, 1 to 5.
    #[schemars(range(min = 1, max = 5))]
    pub strength: Option<i64>,
    /// What else there is to say.
    pub note: Option<String>,
    /// The call it is about; the one that is on when left out.
    pub call: Option<Uuid>,
}

/// The label that was kept.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Labelled {
    /// Its id, among the `state_labels`.
    pub label: Uuid,
    /// Whether something was measured at this moment.
    pub measured: bool,
}

impl Operation for LabelNow {
    const NAME: &'static str = "profile.label";
    const ROUTE: &'static str = "POST /profile/label";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = Labelled;
}

impl Action for LabelNow {
    fn run(self, app: &App, caller: &Caller) -> Result<Labelled> {
        let mirror = app.service::<Mirror>();
        let call = self.call.or(mirror.call_in_progress()).map(Id::new);
        let seen = mirror.latest(app.now());
        let label = write::aside(app, caller, Self::NAME, |tx| {
            // The wearer's word is the only truth there is: the weights move a little towards it.
            if let (Some(seen), Some(state)) = (&seen, self.state.model())
                && !seen.measures.is_empty()
            {
                let mut profile = profile_of(tx)?;
                profile.model.learn(&seen.measures, state);
                keep(tx, &profile)?;
            }
            tx.insert(&StateLabel {
                state: Some(self.state),
                strength: self.strength,
                note: self.note,
                call,
                ..StateLabel::default()
            })
        })?;
        let now = app.now();
        mirror.profile_changed();
        mirror.mark(
            now,
            &format!("felt_{}", json!(self.state).as_str().unwrap_or_default()),
        );
        Ok(Labelled {
            label: label.raw(),
            measured: seen.is_some(),
        })
    }
}
