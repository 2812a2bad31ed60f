//! A break as a record.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use mycrm_kernel::error::Result;
use mycrm_kernel::id::Id;
use mycrm_kernel::record::{Record, Rules, Traits};
use mycrm_kernel::tx::{Draft, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::live::Mirror;
use crate::privacy::require_on;
use crate::suggestions::Suggestion;

/// How a break was spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BreakType {
    /// Sitting, or lying down.
    Rest,
    /// On foot.
    Walk,
    /// Eating or drinking.
    Meal,
    /// With somebody.
    Company,
    /// Otherwise.
    Other,
}

/// A break that was taken.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Break {
    /// How it was spent.
    #[schemars(extend("x-field" = json!({"required": true})))]
    pub what: Option<BreakType>,
    /// When it began.
    #[schemars(extend("x-field" = json!({"sort": true})))]
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended; empty while it goes on.
    pub ended_at: Option<DateTime<Utc>>,
    /// The suggestion that it follows.
    pub suggestion: Option<Id<Suggestion>>,
    /// The measures before.
    #[schemars(extend("x-field" = json!({"type": "json", "read_only": true})))]
    pub before: Json,
    /// The measures afterwards, where the device stayed on.
    #[schemars(extend("x-field" = json!({"type": "json", "read_only": true})))]
    pub after: Json,
    /// What else there is to say.
    #[schemars(extend("x-field" = json!({"type": "long_text"})))]
    pub note: Option<String>,
}

impl Record for Break {
    const KIND: &'static str = "break";
    const PLURAL: &'static str = "breaks";
    const TRAITS: Traits = Traits {
        private: true,
        ..Traits::titled("what")
    };
    fn rules() -> Arc<dyn Rules> {
        Arc::new(BreakRules)
    }
}

struct BreakRules;

impl Rules for BreakRules {
    fn before(&self, tx: &mut Tx<'_>, _: &mut Draft<'_>) -> Result<()> {
        require_on(tx)?;
        // The time since the last break is another from here on.
        tx.app().service::<Mirror>().reload();
        Ok(())
    }
}
