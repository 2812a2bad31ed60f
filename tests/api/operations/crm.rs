//! The operations of the CRM beyond the ordinary ones.

use serde_json::json;

use crate::bench::{Bench, Scenario};

/// By name.
pub(crate) const SCENARIOS: &[(&str, Scenario)] = &[
    ("opportunities.move", move_deal),
    ("opportunities.board", board),
    ("opportunities.stage_history", stage_history),
    ("sample.load", sample),
    ("settings.set", set_setting),
];

fn move_deal(bench: &Bench) {
    let (first, second) = (
        bench.desk.deal("First", "100.00"),
        bench.desk.deal("Second", "50.00"),
    );
    let won = bench.desk.stage("closed_won");
    bench.call(json!({ "id": first, "stage": won }));
    let moved = bench.call(json!({ "id": second, "stage": won, "before": first }));
    assert_eq!(moved["probability"], 100);
    assert!(moved["closed_at"].is_string());
    let filter = json!({ "field": "stage", "value": won });
    let column = json!({ "filter": filter, "ordering": ["position"] });
    assert_eq!(
        bench.desk.column("opportunities.list", column, "id"),
        [json!(second), json!(first)]
    );
    let nowhere = "00000000-0000-7000-8000-000000000000";
    assert_eq!(
        bench.refused(json!({ "id": first, "stage": nowhere })),
        "validation"
    );
    // Who saw the deal elsewhere is told where it went meanwhile.
    let stale = json!({ "id": second, "stage": bench.desk.stage("proposal"), "if_match": moved["revision"] });
    let lost = bench.desk.stage("closed_lost");
    bench.call(json!({ "id": second, "stage": lost, "if_match": moved["revision"] }));
    let problem = bench.desk.refused("opportunities.move", stale);
    assert_eq!(problem["code"], "conflict");
    let stage = problem["fields"]
        .as_array()
        .and_then(|all| all.iter().find(|found| found["field"] == "stage"));
    assert_eq!(stage.map(|found| &found["theirs"]), Some(&json!(lost)));
}

fn board(bench: &Bench) {
    bench.desk.deal("First", "100.00");
    bench.desk.deal("Second", "50.50");
    let board = bench.call(json!({ "limit": 1 }));
    assert_eq!(board["columns"].as_array().map(Vec::len), Some(6));
    let column = &board["columns"][0];
    assert_eq!(column["stage"]["code"], "prospecting");
    assert_eq!(column["count"], 2);
    assert_eq!(column["sums"][0]["amount"], "150.50");
    assert_eq!(column["items"].as_array().map(Vec::len), Some(1));
    let rest = json!({
        "filter": { "field": "stage", "value": column["stage"]["id"] },
        "ordering": ["position"], "limit": 1, "cursor": column["next"],
    });
    assert_eq!(
        bench.desk.column("opportunities.list", rest, "name"),
        [json!("First")]
    );
}

fn stage_history(bench: &Bench) {
    let deal = bench.desk.deal("First", "100.00");
    bench.desk.clock.advance(2 * 86_400_000);
    let won = bench.desk.stage("closed_won");
    bench
        .desk
        .call("opportunities.move", json!({ "id": deal, "stage": won }));
    let stays = bench.call(json!({ "id": deal }));
    let items = stays["items"].as_array().expect("stays");
    assert_eq!(items.len(), 2);
    assert!(
        items
            .iter()
            .any(|stay| stay["left_at"].is_null() && stay["name"] == "Closed won")
    );
}

fn sample(bench: &Bench) {
    let loaded = bench.call(json!({ "contacts": 30, "seed": 7 }));
    assert_eq!(loaded["contacts"], 30);
    for plural in ["contacts", "accounts", "opportunities", "activities"] {
        let count = bench.desk.call(&format!("{plural}.count"), json!({}));
        assert_eq!(count["value"], loaded[plural], "{plural}");
    }
    assert_eq!(bench.desk.call("changes.verify", json!({}))["ok"], true);
}

fn set_setting(bench: &Bench) {
    let set = |value: serde_json::Value| bench.call(json!({ "key": "theme", "value": value }));
    let first = set(json!("dark"));
    let second = set(json!({ "any": ["shape"] }));
    assert_eq!(first["id"], second["id"]);
    let values = bench.desk.column("settings.list", json!({}), "value");
    assert_eq!(values, [json!({ "any": ["shape"] })]);
    assert_eq!(
        bench.refused(json!({ "key": " ", "value": 1 })),
        "validation"
    );
}
