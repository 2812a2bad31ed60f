//! A script as a record.

use std::sync::Arc;

use mycrm_kernel::error::Result;
use mycrm_kernel::record::{Record, Rules, Traits};
use mycrm_kernel::tx::{Draft, Tx};
use mycrm_kernel::value::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::measure::BodyState;

/// What is going on in a call.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Situation {
    /// The other side is angry.
    Anger,
    /// They complain about something that went wrong.
    Complaint,
    /// They press for a lower price.
    PricePressure,
    /// They threaten to leave.
    ThreatToLeave,
    /// It becomes personal.
    PersonalAttack,
    /// They interrupt, or talk without end.
    Interruption,
    /// Silence.
    Silence,
    /// The wearer themselves is overwhelmed.
    Overwhelmed,
    /// The wearer themselves is tired.
    Tired,
    /// Any other.
    Other,
}

/// The language of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScriptLanguage {
    /// English.
    En,
    /// German.
    De,
}

/// Something to say, or to do, in a difficult call.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Script {
    /// What it is called.
    #[schemars(length(max = 120), extend("x-field" = json!({"required": true, "search": "title", "sort": true})))]
    pub title: Option<String>,
    /// For what situation.
    #[schemars(extend("x-field" = json!({"required": true, "sort": true})))]
    pub situation: Option<Situation>,
    /// In what language.
    #[schemars(extend("x-field" = json!({"required": true, "sort": true})))]
    pub language: Option<ScriptLanguage>,
    /// What to say.
    #[schemars(length(max = 4_000), extend("x-field" = json!({"type": "long_text", "required": true, "search": "body"})))]
    pub body: Option<String>,
    /// In which states of the wearer it fits best; any when empty.
    pub states: Vec<BodyState>,
    /// Whether it came with MyCRM.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub starter: Option<bool>,
    /// Whether it is no longer offered.
    pub retired: Option<bool>,
    /// Its place among the others, the smallest first; of scripts that fit alike the first is offered. The last one when
    /// left out.
    #[schemars(extend("x-field" = json!({"sort": true})))]
    pub position: Option<i64>,
}

impl Record for Script {
    const KIND: &'static str = "script";
    const PLURAL: &'static str = "scripts";
    const TRAITS: Traits = Traits {
        subtitle: Some("language"),
        ..Traits::titled("title")
    };
    fn rules() -> Arc<dyn Rules> {
        Arc::new(ScriptRules)
    }
}

struct ScriptRules;

impl Rules for ScriptRules {
    fn before(&self, tx: &mut Tx<'_>, draft: &mut Draft<'_>) -> Result<()> {
        if draft.get("position").is_null() {
            draft.set("position", Value::Int(last(tx)? + 1));
        }
        Ok(())
    }
}

/// The place of the last script; 0 where there is none.
fn last(tx: &Tx<'_>) -> Result<i64> {
    let mut statement = tx.select("SELECT coalesce(max(position), 0) FROM scripts")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}
