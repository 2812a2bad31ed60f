//! What-ifs.

use serde_json::{Value as Json, json};

use crate::bench::{Bench, Scenario};

/// By name.
pub(crate) const SCENARIOS: &[(&str, Scenario)] = &[
    ("scenarios.variables", variables),
    ("scenarios.run", run),
    ("scenarios.compare", compare),
];

const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

fn what_if(bench: &Bench, value: f64) -> Json {
    let change = json!({ "variable": "deal_size", "mode": "relative", "value": value });
    let parameters = json!({ "samples": 1_000, "months": 3, "changes": [change] });
    bench.other(
        "scenarios.create",
        json!({ "name": "What if", "parameters": parameters }),
    )["id"]
        .clone()
}

fn variables(bench: &Bench) {
    bench
        .desk
        .job("sample.load", json!({ "contacts": 60, "seed": 7 }));
    let listed = bench.call(json!({ "history_months": 24 }));
    let items = listed["items"].as_array().expect("variables");
    let of = |variable: &str| {
        items
            .iter()
            .filter(|item| item["variable"] == variable)
            .count()
    };
    assert_eq!(of("churn"), 1);
    // One of all deals, and one of each stage they were in.
    assert!(of("win_rate") > 1, "{listed:#}");
    assert_eq!(listed["defaults"]["months"], 6);
    assert_eq!(bench.refused(json!({ "history_months": 1 })), "validation");
}

fn run(bench: &Bench) {
    bench
        .desk
        .job("sample.load", json!({ "contacts": 60, "seed": 7 }));
    let id = what_if(bench, 0.5);
    let result = bench.call(json!({ "id": id }));
    let relative = result["impact"]["relative"].as_f64().expect("a share");
    assert!((relative - 0.5).abs() < 1e-9, "{relative}");
    let kept = bench.verb("get", json!({ "id": id }))["record"].clone();
    assert_eq!(
        (&kept["status"], &kept["result"]),
        (&json!("done"), &result)
    );
    let job = bench.desk.job("scenarios.run", json!({ "id": NOBODY }));
    assert_eq!(job["error"]["code"], "not_found");
}

fn compare(bench: &Bench) {
    bench
        .desk
        .job("sample.load", json!({ "contacts": 60, "seed": 7 }));
    let (less, more) = (what_if(bench, -0.5), what_if(bench, 0.5));
    for id in [&less, &more] {
        bench.other("scenarios.run", json!({ "id": id }));
    }
    let compared = bench.call(json!({ "ids": [less, more] }));
    assert_eq!(compared["items"][0]["id"], more);
    assert_eq!(compared["same_worlds"], true);
    assert_eq!(bench.refused(json!({ "ids": [less] })), "validation");
    assert_eq!(bench.refused(json!({ "ids": [less, NOBODY] })), "not_found");
}
