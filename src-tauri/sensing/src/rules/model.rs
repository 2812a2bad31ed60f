//! A rule as a record.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use mycrm_kernel::error::Result;
use mycrm_kernel::read::Read;
use mycrm_kernel::record::{Record, Rules, Traits};
use mycrm_kernel::tx::{Draft, Tx};
use mycrm_kernel::value::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::condition::Condition;
use super::engine::{Timing, Watched};
use crate::live::Mirror;
use crate::privacy::require_on;
use crate::write;

/// Most rules that are watched.
const RULES_MAX: i64 = 100;

/// What a rule does while it is on.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RuleAction {
    /// Movement on the screen becomes slower.
    SlowerPacing,
    /// Text becomes larger.
    LargerText,
    /// Colours become quieter.
    QuieterColours,
    /// Only what is urgent is announced.
    FewerNotifications,
    /// Today's list begins with what is light.
    ReorderToday,
    /// A break is suggested, once each time.
    SuggestBreak,
    /// Paced breathing is suggested, once each time.
    SuggestBreathing,
}

impl RuleAction {
    /// Whether it changes the screen while it lasts; the others suggest something once.
    pub fn is_effect(self) -> bool {
        !matches!(self, Self::SuggestBreak | Self::SuggestBreathing)
    }
}

/// A rule: while its condition holds, something gentle happens.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SensingRule {
    /// Name.
    #[schemars(length(max = 120), extend("x-field" = json!({"required": true, "sort": true})))]
    pub name: Option<String>,
    /// When it is on: `{"measure": "stress", "above": 70, "until": 55}`, joined by `all`, `any` and `not`. A rule
    /// without a condition does nothing yet.
    #[schemars(extend("x-field" = json!({"type": "json"})))]
    pub condition: Json,
    /// What it does while it is on; a suggested break when left out.
    pub action: Option<RuleAction>,
    /// How strongly, 1 to 3; 1 when left out.
    #[schemars(range(min = 1, max = 3))]
    pub strength: Option<i64>,
    /// Of two rules that do the same, the higher counts, 0 to 100; 50 when left out.
    #[schemars(range(min = 0, max = 100), extend("x-field" = json!({"sort": true})))]
    pub priority: Option<i64>,
    /// For how many seconds the condition must hold before it switches on; 20 when left out.
    #[schemars(range(min = 0, max = 3_600))]
    pub for_seconds: Option<i64>,
    /// For how many seconds it stays on at least; 60 when left out.
    #[schemars(range(min = 0, max = 3_600))]
    pub at_least_seconds: Option<i64>,
    /// For how many seconds it then stays off at least; 120 when left out.
    #[schemars(range(min = 0, max = 86_400))]
    pub pause_seconds: Option<i64>,
    /// Whether it is watched; yes when left out.
    pub enabled: Option<bool>,
    /// How often it switched on.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub activations: Option<i64>,
    /// When it switched on last.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub active_at: Option<DateTime<Utc>>,
    /// What it is for.
    #[schemars(extend("x-field" = json!({"type": "long_text"})))]
    pub note: Option<String>,
}

impl Record for SensingRule {
    const KIND: &'static str = "sensing_rule";
    const PLURAL: &'static str = "sensing_rules";
    const TRAITS: Traits = Traits {
        private: true,
        ..Traits::titled("name")
    };
    fn rules() -> Arc<dyn Rules> {
        Arc::new(RuleRules)
    }
}

struct RuleRules;

impl Rules for RuleRules {
    fn before(&self, tx: &mut Tx<'_>, draft: &mut Draft<'_>) -> Result<()> {
        require_on(tx)?;
        if let Some(text) = draft.get("condition").text() {
            Condition::parse(&serde_json::from_str(text)?)?;
        }
        for (field, value) in [
            ("strength", 1),
            ("priority", 50),
            ("for_seconds", 20),
            ("at_least_seconds", 60),
            ("pause_seconds", 120),
            ("enabled", 1),
            ("activations", 0),
        ] {
            if draft.get(field).is_null() {
                draft.set(field, Value::Int(value));
            }
        }
        if draft.get("action").is_null() {
            draft.set("action", Value::Text("suggest_break".into()));
        }
        tx.app().service::<Mirror>().rules_changed();
        Ok(())
    }
}

/// The caller's rules that are watched.
pub(crate) fn watched(read: &Read<'_>) -> Result<Vec<Watched>> {
    let mut statement = read.select(
        "SELECT id, name, condition, action, strength, priority, for_seconds, at_least_seconds, pause_seconds
         FROM sensing_rules WHERE owner = ?1 AND deleted_at IS NULL AND enabled = 1 AND condition IS NOT NULL
         ORDER BY priority DESC, rowid LIMIT ?2",
    )?;
    let mut rows = statement.query(rusqlite::params![read.caller().actor.as_bytes(), RULES_MAX])?;
    let mut rules = Vec::new();
    while let Some(row) = rows.next()? {
        let condition: Json = serde_json::from_str(&row.get::<_, String>(2)?)?;
        let seconds = |at: usize| -> rusqlite::Result<i64> {
            Ok(row.get::<_, Option<i64>>(at)?.unwrap_or_default() * 1000)
        };
        rules.push(Watched {
            id: Uuid::from_bytes(row.get(0)?),
            name: row.get(1)?,
            condition: Condition::parse(&condition)?,
            action: serde_json::from_value(json!(row.get::<_, String>(3)?))?,
            strength: row.get(4)?,
            priority: row.get(5)?,
            timing: Timing {
                hold: seconds(6)?,
                at_least: seconds(7)?,
                pause: seconds(8)?,
            },
        });
    }
    Ok(rules)
}

/// Notes that a rule has switched on.
pub(crate) fn count_activation(tx: &mut Tx<'_>, rule: Uuid) -> Result<()> {
    let count: i64 = tx
        .select("SELECT coalesce(activations, 0) FROM sensing_rules WHERE id = ?1")?
        .query_row([rule.as_bytes()], |row| row.get(0))?;
    let now = mycrm_kernel::clock::instant_text(tx.now());
    let fields = json!({ "activations": count + 1, "active_at": now });
    write::change::<SensingRule>(tx, rule, &fields)
}
