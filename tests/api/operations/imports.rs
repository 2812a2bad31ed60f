//! The operations of imports, from the file to the way back.

use serde_json::{Value as Json, json};

use crate::bench::{Bench, Scenario};

/// By name.
pub(crate) const SCENARIOS: &[(&str, Scenario)] = &[
    ("imports.open", open),
    ("imports.configure", configure),
    ("imports.preview", preview),
    ("imports.check", check),
    ("imports.run", run),
    ("imports.ledger", ledger),
    ("imports.errors_csv", errors),
    ("imports.revert", revert),
    ("imports.get", get),
    ("imports.list", list),
    ("imports.delete", delete),
];

const FILE: &str = "First name,Last name,Email,Company\n\
    Ada,Lovelace,ada@example.com,Acme\n\
    Grace,Hopper,grace@example.com,Navy\n\
    Eve,Wrong,not an address,Acme\n";

const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

/// A file that was opened; answers the id of its import.
fn opened(bench: &Bench) -> Json {
    let path = bench.desk.file("people.csv", FILE);
    bench.desk.call("imports.open", json!({ "path": path }))["id"].clone()
}

/// One that has run.
fn done(bench: &Bench) -> Json {
    let id = opened(bench);
    let job = bench.desk.job("imports.run", json!({ "id": id }));
    assert_eq!(job["state"], "done", "{job:#}");
    id
}

fn count(bench: &Bench, plural: &str) -> Json {
    bench.desk.call(&format!("{plural}.count"), json!({}))["value"].clone()
}

fn open(bench: &Bench) {
    let path = bench.desk.file("people.csv", FILE);
    let import = bench.call(json!({ "path": path }));
    assert_eq!(import["file_name"], "people.csv");
    assert_eq!(import["kind"], "contact");
    let targets: Vec<&Json> = import["columns"]
        .as_array()
        .expect("columns")
        .iter()
        .map(|column| &column["target"])
        .collect();
    assert_eq!(targets[..3], ["first_name", "last_name", "email"]);
    assert_eq!(count(bench, "contacts"), 0);
    assert_eq!(bench.refused(json!({})), "validation");
    assert_eq!(
        bench.refused(json!({ "path": "no such file" })),
        "validation"
    );
    assert_eq!(bench.refused(json!({ "file": NOBODY })), "not_found");
}

fn configure(bench: &Bench) {
    let id = opened(bench);
    let columns = json!([{ "index": 3, "target": null }]);
    let import = bench.call(json!({ "id": id, "mode": "create", "columns": columns }));
    assert_eq!(import["mode"], "create");
    assert_eq!(import["columns"][3]["target"], Json::Null);
    let wrong = json!([{ "index": 0, "target": "no_such_field" }]);
    assert_eq!(
        bench.refused(json!({ "id": id, "columns": wrong })),
        "validation"
    );
}

fn preview(bench: &Bench) {
    let id = opened(bench);
    let page = bench.call(json!({ "id": id }));
    let outcomes: Vec<&Json> = page["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| &row["outcome"])
        .collect();
    assert_eq!(outcomes, ["new", "new", "error"]);
    assert_eq!(page["rows"][2]["field"], "email");
    assert_eq!(count(bench, "contacts"), 0);
}

fn check(bench: &Bench) {
    let id = opened(bench);
    let result = bench.call(json!({ "id": id }));
    assert_eq!(result["totals"]["new"], 2, "{result:#}");
    assert_eq!(result["totals"]["error"], 1);
    assert_eq!(count(bench, "contacts"), 0);
}

fn run(bench: &Bench) {
    let id = opened(bench);
    let result = bench.call(json!({ "id": id }));
    assert_eq!(result["totals"]["new"], 2, "{result:#}");
    assert_eq!(count(bench, "contacts"), 2);
    assert_eq!(count(bench, "accounts"), 2);
}

fn ledger(bench: &Bench) {
    let id = done(bench);
    let page = bench.call(json!({ "id": id, "limit": 2 }));
    assert_eq!(page["rows"][0]["outcome"], "new");
    let next = bench.call(json!({ "id": id, "cursor": page["next"] }));
    assert_eq!(next["rows"][0]["outcome"], "error");
    let wrong = bench.call(json!({ "id": id, "outcome": "error" }));
    assert_eq!(wrong["rows"].as_array().map(Vec::len), Some(1));
}

fn errors(bench: &Bench) {
    let id = done(bench);
    let file = bench.call(json!({ "id": id }));
    let content = file["content"].as_str().expect("text");
    assert!(
        content.contains("not an address") && !content.contains("Lovelace"),
        "{content}"
    );
}

fn revert(bench: &Bench) {
    let id = done(bench);
    bench.call(json!({ "id": id }));
    assert_eq!(count(bench, "contacts"), 0);
    assert_eq!(count(bench, "accounts"), 0);
    assert_eq!(bench.refused(json!({ "id": id })), "import_not_run");
}

fn get(bench: &Bench) {
    let id = done(bench);
    assert_eq!(bench.call(json!({ "id": id }))["state"], "done");
    assert_eq!(bench.refused(json!({ "id": NOBODY })), "not_found");
}

fn list(bench: &Bench) {
    let (first, second) = (opened(bench), opened(bench));
    let page = bench.call(json!({ "limit": 5 }));
    assert_eq!(
        [&page["items"][0]["id"], &page["items"][1]["id"]],
        [&second, &first]
    );
}

fn delete(bench: &Bench) {
    let id = done(bench);
    bench.call(json!({ "id": id }));
    assert_eq!(bench.refused(json!({ "id": id })), "not_found");
    assert_eq!(count(bench, "contacts"), 2);
}
