//! Rules of the wearer: tried against what was kept, and brought back to how they began.

use serde_json::json;

use crate::bench::{Bench, Scenario};
use crate::sensing::{on, records};

/// By name.
pub(crate) const SCENARIOS: &[(&str, Scenario)] =
    &[("rules.try", try_rule), ("rules.reset", reset_rules)];

fn try_rule(bench: &Bench) {
    bench.desk.wear();
    // Two stretches of stress of three minutes each, with an hour between them.
    for (seconds, stress) in [
        (120, 20.0),
        (180, 85.0),
        (120, 20.0),
        (180, 85.0),
        (120, 20.0),
    ] {
        bench.desk.feel(seconds, stress);
    }
    let condition = json!({ "all": [
        { "measure": "stress", "above": 70, "until": 55 },
        { "measure": "confidence", "above": 50 }
    ] });
    let tried = bench.call(json!({ "condition": condition, "pause_seconds": 0 }));
    assert_eq!(
        (&tried["times"], &tried["ignored"], &tried["simulated"]),
        (&json!(2), &json!(["confidence"]), &json!(true)),
        "{tried:#}"
    );
    assert_eq!(tried["fired"].as_array().map(Vec::len), Some(2));
    let minutes = tried["minutes"].as_i64().expect("minutes");
    assert!((4..=8).contains(&minutes), "{tried:#}");
    let never = json!({ "measure": "heart_rate", "above": 200 });
    assert_eq!(bench.call(json!({ "condition": never }))["times"], 0);
    let unkept = bench.call(json!({ "condition": { "state": ["calm"] } }));
    assert_eq!(
        (&unkept["ignored"], &unkept["measured_minutes"]),
        (&json!(["state"]), &json!(0))
    );
    for wrong in [
        json!({ "condition": {} }),
        json!({ "condition": never, "days": 0 }),
        json!({ "condition": never, "for_seconds": -1 }),
    ] {
        assert_eq!(bench.refused(wrong), "validation");
    }
}

fn reset_rules(bench: &Bench) {
    assert_eq!(bench.refused(json!({})), "forbidden");
    on(bench);
    assert_eq!(bench.call(json!({}))["restored"], 0);
    let rules = records(bench, "sensing_rules");
    let first = rules.len();
    let own = json!({ "name": "Mine", "condition": { "measure": "stress", "above": 1 } });
    bench.desk.call("sensing_rules.create", own);
    let id = |at: usize| rules[at]["id"].clone();
    bench.desk.call(
        "sensing_rules.update",
        json!({ "id": id(0), "priority": 1, "enabled": false }),
    );
    bench
        .desk
        .call("sensing_rules.delete", json!({ "id": id(1) }));
    assert_eq!(bench.call(json!({}))["restored"], 2);
    let after = records(bench, "sensing_rules");
    assert_eq!(after.len(), first + 1);
    let back = after
        .iter()
        .find(|one| one["id"] == id(0))
        .expect("it is there");
    assert_eq!(
        (&back["priority"], &back["enabled"]),
        (&rules[0]["priority"], &json!(true))
    );
}
