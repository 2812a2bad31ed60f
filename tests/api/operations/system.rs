//! The operations of the kernel.

use serde_json::{Value as Json, json};

use crate::bench::{Bench, Scenario};

/// By name.
pub(crate) const SCENARIOS: &[(&str, Scenario)] = &[
    ("app.status", status),
    ("changes.verify", verify),
    ("kinds.list", kinds),
    ("search.all", search),
    ("timeline.list", timeline),
    ("steps.list", steps),
    ("steps.changes", step_changes),
    ("steps.undo", undo),
    ("steps.take_back", take_back),
    ("steps.redo", redo),
    ("events.watch", watch),
    ("jobs.list", list_jobs),
    ("jobs.get", get_job),
    ("jobs.cancel", cancel_job),
    ("jobs.retry", retry_job),
];

fn status(bench: &Bench) {
    let status = bench.call(json!({}));
    assert_eq!(status["empty"], true);
    assert_eq!(status["protection"]["key"], "program");
    bench.desk.contact("Ada", "Lovelace");
    assert_eq!(bench.call(json!({}))["empty"], false);
}

fn verify(bench: &Bench) {
    bench.desk.contact("Ada", "Lovelace");
    let found = bench.call(json!({}));
    assert_eq!(found["ok"], true);
    assert!(found["checked"].as_i64() > Some(0));
}

fn kinds(bench: &Bench) {
    let found = bench.call(json!({}));
    let names: Vec<&str> = found["items"]
        .as_array()
        .expect("kinds")
        .iter()
        .filter_map(|kind| kind["plural"].as_str())
        .collect();
    assert!(
        names.contains(&"contacts") && names.contains(&"stages"),
        "{names:?}"
    );
}

fn search(bench: &Bench) {
    let ada = bench.desk.contact("Ada", "Lovelace");
    bench.desk.account("Lovely Ltd");
    let hits = bench.call(json!({ "q": "lovel", "kinds": ["contact"] }));
    assert_eq!(hits["hits"][0]["id"], ada);
    assert_eq!(hits["hits"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        bench.call(json!({ "q": "lov" }))["hits"]
            .as_array()
            .map(Vec::len),
        Some(2)
    );
}

fn timeline(bench: &Bench) {
    let ada = bench.desk.contact("Ada", "Lovelace");
    let call = json!({ "type": "call", "subject": "Hello", "contact": ada });
    bench.desk.create("activities", call);
    let page = bench.call(json!({ "record": ada }));
    let types: Vec<&str> = page["items"]
        .as_array()
        .expect("entries")
        .iter()
        .filter_map(|item| item["type"].as_str())
        .collect();
    assert!(
        types.contains(&"change") && types.contains(&"record"),
        "{page:#}"
    );
    assert!(
        !bench.call(json!({}))["items"]
            .as_array()
            .expect("entries")
            .is_empty()
    );
}

fn steps(bench: &Bench) {
    bench.desk.contact("Ada", "Lovelace");
    bench.desk.contact("Bo", "Diddley");
    let page = bench.call(json!({ "limit": 1 }));
    assert_eq!(page["items"][0]["operation"], "contacts.create");
    assert_eq!(page["items"][0]["label"]["name"], "Bo Diddley");
    let next = bench.call(json!({ "limit": 1, "cursor": page["next"] }));
    assert_eq!(next["items"][0]["label"]["name"], "Ada Lovelace");
}

fn step_changes(bench: &Bench) {
    let ada = bench.desk.contact("Ada", "Lovelace");
    let steps = bench.desk.call("steps.list", json!({}));
    let page = bench.call(json!({ "step": steps["items"][0]["id"] }));
    assert_eq!(page["items"][0]["record"], ada);
    assert_eq!(page["items"][0]["action"], "create");
    let nowhere = "00000000-0000-7000-8000-000000000000";
    assert_eq!(bench.refused(json!({ "step": nowhere })), "not_found");
}

fn undo(bench: &Bench) {
    assert_eq!(bench.refused(json!({})), "nothing_to_undo");
    let ada = bench.desk.contact("Ada", "Lovelace");
    bench.call(json!({}));
    let problem = bench.desk.refused("contacts.get", json!({ "id": ada }));
    assert_eq!(problem["code"], "not_found");
    assert_eq!(bench.refused(json!({})), "nothing_to_undo");
}

fn redo(bench: &Bench) {
    let ada = bench.desk.contact("Ada", "Lovelace");
    bench.desk.call("steps.undo", json!({}));
    bench.call(json!({}));
    let record = bench.desk.call("contacts.get", json!({ "id": ada }));
    assert_eq!(record["record"]["name"], "Ada Lovelace");
    assert_eq!(bench.refused(json!({})), "nothing_to_redo");
}

fn take_back(bench: &Bench) {
    let ada = bench.desk.contact("Ada", "Lovelace");
    let steps = bench.desk.call("steps.list", json!({}));
    let step = &steps["items"][0]["id"];
    assert_eq!(bench.call(json!({ "step": step }))["changed"], 1);
    let problem = bench.desk.refused("contacts.get", json!({ "id": ada }));
    assert_eq!(problem["code"], "not_found");
    let again = bench.desk.job("steps.take_back", json!({ "step": step }));
    assert_eq!(again["error"]["code"], "undone_already");
    let brought = bench.call(json!({ "step": step, "redo": true }));
    assert_eq!(brought["redo"], true);
    bench.desk.call("contacts.get", json!({ "id": ada }));
}

fn watch(bench: &Bench) {
    assert_eq!(bench.call(json!({}))["type"], "hello");
}

/// Asks for an errand that fails, and answers the id of its job.
fn errand(bench: &Bench) -> Json {
    bench.desk.call("errands.run", json!({ "account": "Acme" }))["job"].clone()
}

fn list_jobs(bench: &Bench) {
    let (first, second) = (errand(bench), errand(bench));
    let page = bench.call(json!({ "limit": 2 }));
    assert_eq!(page["items"][0]["id"], second);
    assert_eq!(page["items"][1]["id"], first);
    assert_eq!(page["items"][0]["state"], "queued");
}

fn get_job(bench: &Bench) {
    let id = errand(bench);
    bench
        .desk
        .app
        .run_due_jobs()
        .expect("the queue can be read");
    let job = bench.call(json!({ "id": id }));
    assert_eq!(job["state"], "failed");
    assert_eq!(job["error"]["code"], "not_found");
    let nowhere = "00000000-0000-7000-8000-000000000000";
    assert_eq!(bench.refused(json!({ "id": nowhere })), "not_found");
}

fn cancel_job(bench: &Bench) {
    let id = errand(bench);
    assert_eq!(bench.call(json!({ "id": id }))["state"], "cancelled");
    bench
        .desk
        .app
        .run_due_jobs()
        .expect("the queue can be read");
    assert_eq!(
        bench.desk.call("jobs.get", json!({ "id": id }))["state"],
        "cancelled"
    );
    assert_eq!(bench.refused(json!({ "id": id })), "job_ended");
}

fn retry_job(bench: &Bench) {
    let id = errand(bench);
    assert_eq!(bench.refused(json!({ "id": id })), "job_not_stopped");
    bench
        .desk
        .app
        .run_due_jobs()
        .expect("the queue can be read");
    bench.desk.account("Acme");
    assert_eq!(bench.call(json!({ "id": id }))["state"], "queued");
    bench
        .desk
        .app
        .run_due_jobs()
        .expect("the queue can be read");
    let job = bench.desk.call("jobs.get", json!({ "id": id }));
    assert_eq!(job["state"], "done", "{job:#}");
    assert_eq!(job["result"]["done"], true);
}
