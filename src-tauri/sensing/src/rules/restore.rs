//! Going back to the rules a wearer began with.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::Result;
use mycrm_kernel::operation::{Command, Operation};
use mycrm_kernel::tx::Tx;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::starting::starting;
use crate::privacy::require_on;
use crate::write;

/// Brings back the rules that the wearer began with: those of the same name get their first condition, action and
/// timing again, those that are missing are created. Rules of their own stay as they are.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetRules {}

/// What was brought back.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RestoredRules {
    /// How many rules were changed or created.
    pub restored: u64,
}

impl Operation for ResetRules {
    const NAME: &'static str = "rules.reset";
    const ROUTE: &'static str = "POST /rules/reset";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = RestoredRules;
}

impl Command for ResetRules {
    fn run(self, tx: &mut Tx<'_>) -> Result<RestoredRules> {
        require_on(tx)?;
        let mut restored = 0;
        for rule in starting() {
            let known = write::one_id(
                tx,
                "SELECT id FROM sensing_rules WHERE owner = ?1 AND name = ?2 AND deleted_at IS NULL LIMIT 1",
                rusqlite::params![tx.caller().actor.as_bytes(), rule.name],
            )?;
            let Some(id) = known else {
                tx.insert(&rule)?;
                restored += 1;
                continue;
            };
            let own = tx
                .get(mycrm_kernel::id::Id::<super::SensingRule>::new(id))?
                .record;
            let usual = |value: Option<i64>, usual: i64| value.unwrap_or(usual);
            let first = json!({
                "condition": rule.condition,
                "action": rule.action,
                "strength": usual(rule.strength, 1),
                "priority": usual(rule.priority, 50),
                "for_seconds": usual(rule.for_seconds, 20),
                "at_least_seconds": usual(rule.at_least_seconds, 60),
                "pause_seconds": usual(rule.pause_seconds, 120),
                "enabled": true,
            });
            let now = json!({
                "condition": own.condition,
                "action": own.action,
                "strength": own.strength,
                "priority": own.priority,
                "for_seconds": own.for_seconds,
                "at_least_seconds": own.at_least_seconds,
                "pause_seconds": own.pause_seconds,
                "enabled": own.enabled,
            });
            if first != now {
                write::change::<super::SensingRule>(tx, id, &first)?;
                restored += 1;
            }
        }
        Ok(RestoredRules { restored })
    }
}
