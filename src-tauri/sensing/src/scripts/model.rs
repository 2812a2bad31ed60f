//! A script as a record.

use mycrm_kernel::record::{Record, Traits};
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
}

impl Record for Script {
    const KIND: &'static str = "script";
    const PLURAL: &'static str = "scripts";
    const TRAITS: Traits = Traits {
        subtitle: Some("language"),
        ..Traits::titled("title")
    };
}
