//! The rules a wearer begins with. They are records like any other: to be changed, disabled or deleted.

use mycrm_kernel::error::Result;
use mycrm_kernel::tx::Tx;
use serde_json::{Value as Json, json};

use super::model::{RuleAction, SensingRule};

/// Creates them, unless the wearer has, or had, rules of their own.
pub(crate) fn create_starting(tx: &mut Tx<'_>) -> Result<()> {
    let known = tx
        .select("SELECT 1 FROM sensing_rules WHERE owner = ?1")?
        .exists([tx.caller().actor.as_bytes()])?;
    if known {
        return Ok(());
    }
    for rule in starting() {
        tx.insert(&rule)?;
    }
    Ok(())
}

/// The rules themselves.
pub(super) fn starting() -> Vec<SensingRule> {
    let good = json!({"measure": "confidence", "above": 50, "until": 30});
    let with_good = |condition: Json| json!({ "all": [condition, good] });
    let rule = |name: &str, condition: Json, action: RuleAction, priority: i64| SensingRule {
        name: Some(name.into()),
        condition,
        action: Some(action),
        priority: Some(priority),
        ..SensingRule::default()
    };
    vec![
        rule(
            "Quieter colours under stress",
            with_good(json!({"measure": "stress", "above": 65, "until": 50})),
            RuleAction::QuieterColours,
            60,
        ),
        rule(
            "Slower pacing under stress",
            with_good(json!({"measure": "stress", "above": 75, "until": 55})),
            RuleAction::SlowerPacing,
            60,
        ),
        rule(
            "Larger text when tired",
            with_good(json!({"measure": "fatigue", "above": 65, "until": 50})),
            RuleAction::LargerText,
            50,
        ),
        rule(
            "Fewer notifications in focus",
            with_good(json!({"measure": "focus", "above": 70, "until": 50})),
            RuleAction::FewerNotifications,
            40,
        ),
        SensingRule {
            for_seconds: Some(120),
            pause_seconds: Some(1_800),
            ..rule(
                "A break when variability is low",
                json!({"all": [
                    {"measure": "rmssd_vs_baseline", "below": -1.0, "until": -0.5},
                    {"measure": "minutes_since_break", "above": 45}
                ]}),
                RuleAction::SuggestBreak,
                70,
            )
        },
        SensingRule {
            for_seconds: Some(60),
            pause_seconds: Some(1_800),
            ..rule(
                "Breathing after high stress",
                with_good(json!({"measure": "stress", "above": 80, "until": 60})),
                RuleAction::SuggestBreathing,
                65,
            )
        },
    ]
}
