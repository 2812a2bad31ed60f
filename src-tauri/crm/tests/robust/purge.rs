//! Erasing for good: no trace of a value is left in any table, what referred to the record is emptied, and the log still
//! verifies.

use serde_json::{Value as Json, json};

use crate::audit::audit;
use crate::raw::{connect, texts};
use crate::support::Desk;

/// Words that stand nowhere else.
const SECRETS: [&str; 4] = ["zweistromland", "quittengelee", "murmeltier", "9874563210"];

/// Every place in the database, the index's own tables included, where a secret stands.
fn traces(desk: &Desk) -> Vec<String> {
    let raw = connect(&desk.path);
    let mut found = Vec::new();
    for table in texts(
        &raw,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%_search'",
    ) {
        raw.execute_batch(&format!(
            "INSERT INTO {table} ({table}) VALUES ('optimize');
             DROP TABLE IF EXISTS temp.words; CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, {table}, 'row');"
        ))
        .unwrap();
        for word in texts(&raw, "SELECT term FROM temp.words") {
            if SECRETS.contains(&word.as_str()) {
                found.push(format!("{table}: the word {word}"));
            }
        }
    }
    let plain =
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'";
    for table in texts(&raw, plain) {
        for column in texts(
            &raw,
            &format!("SELECT name FROM pragma_table_info('{table}')"),
        ) {
            for secret in SECRETS {
                // As bytes: the index keeps its words inside blobs.
                let sql = format!(
                    "SELECT count(*) FROM {table} WHERE instr(CAST({column} AS BLOB), CAST('{secret}' AS BLOB)) > 0"
                );
                let rows = &texts(&raw, &sql)[0];
                if rows != "0" {
                    found.push(format!("{table}.{column}: {secret} in {rows} rows"));
                }
            }
        }
    }
    found
}

fn contact(desk: &Desk) -> String {
    let id = desk.create(
        "contacts",
        json!({
            "last_name": SECRETS[0], "title": SECRETS[1], "notes": SECRETS[2], "phone": SECRETS[3],
            "email": format!("{}@example.com", SECRETS[0]), "tags": [SECRETS[1]], "other_phones": [SECRETS[3]],
        }),
    );
    desk.call(
        "contacts.update",
        json!({"id": id, "title": SECRETS[2], "notes": "harmless"}),
    );
    id
}

#[test]
fn an_erased_value_is_nowhere_any_more() {
    let desk = Desk::new();
    let id = contact(&desk);
    let other = desk.create("contacts", json!({"last_name": "Kovács"}));
    let deal = desk.create(
        "opportunities",
        json!({"name": "Cold chain", "contact": id}),
    );
    let call = json!({"type": "call", "subject": "Offer", "contact": id, "opportunity": deal});
    let call = desk.create("activities", call);
    desk.app.run_subscribers().unwrap();
    // Undo and redo leave their values in the log as well.
    desk.call("contacts.update", json!({"id": id, "city": SECRETS[0]}));
    desk.call("steps.undo", json!({}));
    desk.call("steps.redo", json!({}));
    assert!(traces(&desk).len() > 5, "the search finds what is there");

    assert_eq!(
        desk.refused("contacts.purge", json!({"id": id})).code(),
        "not_in_trash",
        "not in the trash"
    );
    desk.call("contacts.delete", json!({"id": id}));
    desk.call("contacts.purge", json!({"id": id}));
    assert_eq!(traces(&desk), [""; 0]);
    for (plural, record) in [("opportunities", &deal), ("activities", &call)] {
        assert_eq!(
            desk.field(plural, record, "contact"),
            Json::Null,
            "{plural} refers to it no more"
        );
    }
    assert_eq!(desk.field("contacts", &other, "last_name"), "Kovács");
    assert_eq!(
        desk.refused("contacts.get", json!({"id": id})).code(),
        "not_found"
    );
    assert_eq!(
        desk.refused("contacts.restore", json!({"id": id})).code(),
        "not_found"
    );
    audit(&desk);

    // What is left to undo is what others were; nothing brings the record back.
    while desk.try_call("steps.undo", json!({})).is_ok() {}
    while desk.try_call("steps.redo", json!({})).is_ok() {}
    assert_eq!(
        desk.refused("contacts.get", json!({"id": id})).code(),
        "not_found"
    );
    assert_eq!(traces(&desk), [""; 0]);
    audit(&desk);
}

#[test]
fn the_whole_trash_can_be_emptied() {
    let desk = Desk::new();
    let all: Vec<String> = (0..5).map(|_| contact(&desk)).collect();
    let kept = desk.create("contacts", json!({"last_name": "Kovács"}));
    desk.call("contacts.bulk_delete", json!({"target": {"ids": all}}));
    let emptied = desk.call("contacts.bulk_purge", json!({"target": {}}));
    assert_eq!(emptied["changed"], 5);
    assert_eq!(traces(&desk), [""; 0]);
    assert_eq!(
        desk.call("contacts.list", json!({}))["items"][0]["id"],
        json!(kept)
    );
    let history = desk.call("contacts.history", json!({"id": all[0]}));
    let items = history["items"].as_array().unwrap();
    assert!(
        items.len() >= 4 && items.iter().all(|item| item["fields"] == json!([])),
        "{history}"
    );
    assert_eq!(
        desk.call("timeline.list", json!({}))["refs"].get(&all[0]),
        None
    );
    audit(&desk);
}

#[test]
fn an_account_that_is_erased_leaves_its_people_and_deals() {
    let desk = Desk::new();
    let parent = desk.create("accounts", json!({"name": SECRETS[0]}));
    let child = desk.create("accounts", json!({"name": "Daughter", "parent": parent}));
    let person = desk.create(
        "contacts",
        json!({"last_name": "Kovács", "account": parent}),
    );
    let deal = desk.create("opportunities", json!({"name": "Deal", "account": parent}));
    desk.call("accounts.delete", json!({"id": parent}));
    desk.call("accounts.purge", json!({"id": parent}));
    for (plural, id, field) in [
        ("accounts", child, "parent"),
        ("contacts", person, "account"),
        ("opportunities", deal, "account"),
    ] {
        assert_eq!(
            desk.field(plural, &id, field),
            Json::Null,
            "{plural}.{field}"
        );
    }
    assert_eq!(traces(&desk), [""; 0]);
    audit(&desk);
}
