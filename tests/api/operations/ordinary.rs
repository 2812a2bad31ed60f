//! The ordinary operations, the same for every kind of record.

use serde_json::{Value as Json, json};

use crate::bench::{Bench, Scenario};

/// By verb.
pub(crate) const SCENARIOS: &[(&str, Scenario)] = &[
    ("list", list),
    ("count", count),
    ("get", get),
    ("create", create),
    ("update", update),
    ("delete", delete),
    ("restore", restore),
    ("purge", purge),
    ("history", history),
    ("bulk_update", bulk_update),
    ("bulk_delete", bulk_delete),
    ("bulk_restore", bulk_restore),
    ("bulk_purge", bulk_purge),
];

const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

fn ids(page: &Json) -> Vec<String> {
    let items = page["items"].as_array().expect("a page has items");
    let id = |item: &Json| item["id"].as_str().expect("a record has an id").to_owned();
    items.iter().map(id).collect()
}

fn three(bench: &Bench) -> Vec<String> {
    (1..=3).map(|number| bench.record(number)).collect()
}

fn list(bench: &Bench) {
    let made = three(bench);
    let newest = json!({ "ordering": ["-created_at"], "limit": 2, "count": 1000 });
    let first = bench.call(newest.clone());
    assert_eq!(ids(&first), [made[2].clone(), made[1].clone()]);
    let mut input = newest;
    input["cursor"] = first["next"].clone();
    let second = bench.call(input);
    assert_eq!(ids(&second)[0], made[0]);
    let filter = json!({ "field": "id", "op": "in", "value": made });
    assert_eq!(ids(&bench.call(json!({ "filter": filter }))).len(), 3);
    // With `fields` an item has fewer of them than its schema, by the caller's own wish.
    let list = format!("{}.list", bench.noun());
    let narrow = bench
        .desk
        .call(&list, json!({ "filter": filter, "fields": ["created_at"] }));
    assert!(narrow["items"][0].get("custom").is_none(), "{narrow}");
    assert_eq!(bench.refused(json!({ "cursor": "made-up" })), "cursor");
}

fn count(bench: &Bench) {
    let before = bench.call(json!({}))["value"].as_u64().expect("a number");
    let made = three(bench);
    assert_eq!(bench.call(json!({}))["value"], before + 3);
    assert_eq!(
        bench.call(json!({ "cap": 1 })),
        json!({ "value": 1, "exact": false })
    );
    let filter = json!({ "field": "id", "op": "eq", "value": made[0] });
    assert_eq!(
        bench.call(json!({ "filter": filter })),
        json!({ "value": 1, "exact": true })
    );
}

fn get(bench: &Bench) {
    let id = bench.record(1);
    assert_eq!(bench.call(json!({ "id": id }))["record"]["id"], id);
    assert_eq!(bench.refused(json!({ "id": NOBODY })), "not_found");
    assert_eq!(bench.refused(json!({ "id": "x" })), "validation");
}

fn create(bench: &Bench) {
    let fields = bench.fields(&bench.kind(), 1);
    let record = bench.call(fields.clone());
    for (name, value) in fields.as_object().expect("fields") {
        assert_eq!(record[name], *value, "{name}");
    }
    assert_eq!(
        bench.verb("get", json!({ "id": record["id"] }))["record"],
        record
    );
    assert_eq!(bench.refused(json!({ "no_such_field": 1 })), "validation");
}

/// A field of the kind that takes any text.
fn text_field(bench: &Bench) -> Option<String> {
    let kind = bench.kind();
    let mut free = kind
        .fields
        .iter()
        .filter(|field| !field.read_only && field.options.is_empty());
    let found = free
        .clone()
        .find(|field| field.of.name() == "text")
        .or_else(|| free.find(|field| field.of.name() == "long_text"));
    found.map(|field| field.name.clone())
}

fn update(bench: &Bench) {
    let id = bench.record(1);
    let before = bench.verb("get", json!({ "id": id }))["record"].clone();
    let input = match text_field(bench) {
        Some(field) => json!({ "id": id, "if_match": before["revision"], field: "Changed" }),
        None => json!({ "id": id, "if_match": before["revision"] }),
    };
    let after = bench.call(input.clone());
    if let Some(field) = text_field(bench) {
        assert_eq!(after[&field], "Changed");
        assert_ne!(after["revision"], before["revision"]);
        let mut stale = input;
        stale[&field] = json!("Changed again");
        let problem = bench
            .desk
            .refused(&format!("{}.update", bench.noun()), stale);
        assert_eq!(problem["code"], "conflict", "{problem:#}");
        let names: Vec<&str> = problem["fields"]
            .as_array()
            .expect("the fields that differ")
            .iter()
            .filter_map(|difference| difference["field"].as_str())
            .collect();
        assert!(names.contains(&field.as_str()), "{problem:#}");
    }
    assert_eq!(bench.refused(json!({ "id": NOBODY })), "not_found");
}

fn in_trash(bench: &Bench) -> Vec<String> {
    ids(&bench.verb("list", json!({ "trash": true, "ordering": ["created_at"] })))
}

fn delete(bench: &Bench) {
    let id = bench.record(1);
    assert!(bench.call(json!({ "id": id }))["changed"].as_i64() >= Some(1));
    assert!(in_trash(bench).contains(&id));
    let listed = bench.verb("list", json!({ "filter": { "field": "id", "value": id } }));
    assert!(ids(&listed).is_empty());
}

fn restore(bench: &Bench) {
    let id = bench.record(1);
    bench.verb("delete", json!({ "id": id }));
    bench.call(json!({ "id": id }));
    assert!(in_trash(bench).is_empty());
    assert_eq!(
        bench.verb("get", json!({ "id": id }))["record"]["deleted_at"],
        Json::Null
    );
}

fn purge(bench: &Bench) {
    let id = bench.record(1);
    bench.verb("delete", json!({ "id": id }));
    bench.call(json!({ "id": id }));
    let get = format!("{}.get", bench.noun());
    assert_eq!(
        bench.desk.refused(&get, json!({ "id": id }))["code"],
        "not_found"
    );
    assert_eq!(bench.desk.call("changes.verify", json!({}))["ok"], true);
}

fn history(bench: &Bench) {
    let id = bench.record(1);
    bench.verb("delete", json!({ "id": id }));
    let page = bench.call(json!({ "id": id }));
    assert_eq!(page["items"][0]["action"], "trash", "{page:#}");
    let mut actions = page["items"]
        .as_array()
        .expect("changes")
        .iter()
        .map(|c| c["action"].clone());
    assert!(actions.next_back() == Some(json!("create")), "{page:#}");
    assert_eq!(bench.refused(json!({ "id": NOBODY })), "not_found");
}

/// Adds to a list field of some records and takes from it; what else it holds stays, and one undo takes it all back.
fn bulk_lists(bench: &Bench, made: &[String]) {
    let kind = bench.kind();
    let mut fields = kind.fields.iter();
    let Some(list) = fields.find(|f| !f.read_only && f.of.name() == "list" && f.name == "tags")
    else {
        return;
    };
    let lists = |bench: &Bench| -> Vec<Json> {
        let page = bench.verb(
            "list",
            json!({ "filter": { "field": "id", "op": "in", "value": made }, "ordering": ["created_at"] }),
        );
        let items = page["items"].as_array().expect("items");
        items.iter().map(|item| item[&list.name].clone()).collect()
    };
    bench.verb(
        "update",
        json!({ "id": made[0], &list.name: ["VIP", "old"] }),
    );
    let before = lists(bench);
    let target = json!({ "filter": { "field": "id", "op": "in", "value": made } });
    let answer = bench.call(json!({
        "target": target, "add": { &list.name: ["vip", "fair"] }, "remove": { &list.name: ["Old"] },
    }));
    assert_eq!(
        lists(bench),
        [
            json!(["VIP", "fair"]),
            json!(["vip", "fair"]),
            json!(["vip", "fair"])
        ]
    );
    bench
        .desk
        .call("steps.undo", json!({ "step": answer["step"] }));
    assert_eq!(lists(bench), before);
    // Taking out what is not there writes nothing.
    let again = json!({ "target": target, "remove": { &list.name: ["never"] } });
    assert_eq!(bench.call(again)["changed"], 0);
    for wrong in [
        json!({ "target": target, "add": { &list.name: ["a"] }, "set": { &list.name: [] } }),
        json!({ "target": target, "add": { "name": ["a"] } }),
        json!({ "target": target }),
    ] {
        let problem = bench
            .desk
            .refused(&format!("{}.bulk_update", bench.noun()), wrong);
        assert_eq!(problem["code"], "validation", "{problem}");
    }
}

fn bulk_update(bench: &Bench) {
    let made = three(bench);
    bulk_lists(bench, &made);
    // One of them, as keys of settings are unique.
    let Some(field) = text_field(bench) else {
        let target = json!({ "ids": made });
        assert_eq!(
            bench.refused(json!({ "target": target, "set": {} })),
            "validation"
        );
        bench.call(json!({ "target": target, "set": { "owner": null } }));
        return;
    };
    let answer =
        bench.call(json!({ "target": { "ids": [made[1]] }, "set": { &field: "Together" } }));
    assert!(answer["changed"].as_i64() >= Some(1), "{answer}");
    let record = &bench.verb("get", json!({ "id": made[1] }))["record"];
    assert_eq!(record[&field], "Together");
}

fn bulk_delete(bench: &Bench) {
    let made = three(bench);
    let filter = json!({ "field": "id", "op": "in", "value": made });
    bench.call(json!({ "target": { "filter": filter, "except": [made[0]] } }));
    assert_eq!(in_trash(bench), made[1..]);
}

fn bulk_restore(bench: &Bench) {
    let made = three(bench);
    bench.verb("bulk_delete", json!({ "target": { "ids": made } }));
    bench.call(json!({ "target": { "ids": [made[0], made[2]] } }));
    assert_eq!(in_trash(bench), [made[1].clone()]);
}

fn bulk_purge(bench: &Bench) {
    let made = three(bench);
    bench.verb("bulk_delete", json!({ "target": { "ids": made } }));
    bench.call(json!({ "target": { "ids": [made[0]] } }));
    assert_eq!(in_trash(bench), made[1..]);
}
