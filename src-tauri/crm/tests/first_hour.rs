//! A rep's first hour through the dispatcher: contacts, search, a deal over the board, undo, trash.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

mod desk;

use desk::Desk;
use mycrm_kernel::error::Error;
use serde_json::{Value as Json, json};

fn desk() -> Desk {
    Desk::with(|config| config)
}

impl Desk {
    fn refused(&self, name: &str, input: Json) -> Error {
        self.app.call(&self.me, name, input).unwrap_err()
    }
    fn names(&self, operation: &str, input: Json) -> Vec<String> {
        let page = self.call(operation, input);
        page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["name"].as_str().unwrap().to_owned())
            .collect()
    }
}

#[test]
fn a_contact_is_found_edited_undone_and_brought_back_from_the_trash() {
    let desk = desk();
    let account = desk.call(
        "accounts.create",
        json!({"name": "Duna Medical", "country": "HU"}),
    );
    let eszter = desk.call(
        "contacts.create",
        json!({"first_name": "Eszter", "last_name": "Kovács", "email": "eszter@dunamedical.hu",
               "phone": "+36 30 555 0142", "account": account["id"], "tags": ["VIP", " vip "]}),
    );
    assert_eq!(eszter["name"], "Eszter Kovács");
    desk.call("contacts.create", json!({"email": "nobody@example.com"}));

    for typed in [
        "esz",
        "kovacs",
        "eszter@dunamedical.hu",
        "5550142",
        "e",
        "(06) 30 555 0142",
    ] {
        let found = desk.call("search.all", json!({"q": typed}));
        assert_eq!(
            found["hits"][0]["title"], "Eszter Kovács",
            "{typed}: {found}"
        );
    }
    let hungarian = json!({"filter": {"field": "account.country", "op": "eq", "value": "hu"}});
    assert_eq!(desk.names("contacts.list", hungarian), ["Eszter Kovács"]);
    let tagged =
        json!({"filter": {"field": "tags", "op": "contains", "value": "vip"}, "search": "esz"});
    assert_eq!(desk.names("contacts.list", tagged), ["Eszter Kovács"]);

    let edited = desk.call(
        "contacts.update",
        json!({"id": eszter["id"], "title": "Buyer"}),
    );
    assert_ne!(edited["revision"], eszter["revision"]);
    let stale = desk.refused(
        "contacts.update",
        json!({"id": eszter["id"], "title": "CFO", "if_match": eszter["revision"]}),
    );
    assert_eq!(
        stale.problem("t")["fields"],
        json!([{"field": "title", "theirs": "Buyer", "yours": "CFO"}])
    );

    desk.call("steps.undo", json!({}));
    let get = |field: &str| {
        desk.call("contacts.get", json!({"id": eszter["id"]}))["record"][field].clone()
    };
    assert_eq!(get("title"), Json::Null);
    desk.call("steps.redo", json!({}));
    assert_eq!(get("title"), "Buyer");

    desk.call("contacts.delete", json!({"id": eszter["id"]}));
    assert_eq!(
        desk.names("contacts.list", json!({})),
        ["nobody@example.com"]
    );
    assert_eq!(
        desk.names("contacts.list", json!({"trash": true})),
        ["Eszter Kovács"]
    );
    desk.call("steps.undo", json!({}));
    assert_eq!(desk.call("contacts.count", json!({}))["value"], 2);

    assert_eq!(desk.call("changes.verify", json!({}))["ok"], true);
    let timeline = desk.call("timeline.list", json!({"record": eszter["id"]}));
    assert!(
        timeline["items"].as_array().unwrap().len() >= 5,
        "{timeline}"
    );
}

#[test]
fn a_deal_goes_over_the_board() {
    let desk = desk();
    let board = desk.call("opportunities.board", json!({}));
    let codes: Vec<_> = board["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["stage"]["code"].clone())
        .collect();
    assert_eq!(
        codes,
        [
            "prospecting",
            "qualification",
            "proposal",
            "negotiation",
            "closed_won",
            "closed_lost"
        ]
    );
    let stage = |at: usize| board["columns"][at]["stage"]["id"].clone();
    let deal = desk.call(
        "opportunities.create",
        json!({"name": "Cold chain upgrade", "amount": "48400"}),
    );
    let other = desk.call(
        "opportunities.create",
        json!({"name": "Spare parts", "amount": "1000", "stage": stage(2)}),
    );
    assert_eq!(
        (&deal["probability"], &deal["currency"], &deal["stage"]),
        (&json!(10), &json!("EUR"), &stage(0))
    );

    let moved = desk.call(
        "opportunities.move",
        json!({"id": deal["id"], "stage": stage(2), "before": other["id"]}),
    );
    assert_eq!(moved["probability"], 50);
    let board = desk.call("opportunities.board", json!({}));
    let column = &board["columns"][2];
    assert_eq!(column["count"], 2);
    assert_eq!(
        column["sums"][0],
        json!({"currency": "EUR", "amount": "49400.00", "weighted": "24700.00"})
    );
    assert_eq!(column["items"][0]["name"], "Cold chain upgrade");

    let won = desk.call(
        "opportunities.move",
        json!({"id": deal["id"], "stage": stage(4)}),
    );
    assert!(won["closed_at"].is_string());
    let history = desk.call("opportunities.stage_history", json!({"id": deal["id"]}));
    assert_eq!(history["items"].as_array().unwrap().len(), 3);

    desk.call("steps.undo", json!({}));
    let history = desk.call("opportunities.stage_history", json!({"id": deal["id"]}));
    assert_eq!(history["items"].as_array().unwrap().len(), 2);
    assert_eq!(history["items"][1]["left_at"], Json::Null);
    let back = desk.call("opportunities.get", json!({"id": deal["id"]}));
    assert_eq!(back["record"]["closed_at"], Json::Null);
}

#[test]
fn what_happens_with_a_contact_shows_on_it() {
    let desk = desk();
    let contact = desk.call("contacts.create", json!({"last_name": "Brandl"}));
    let call = desk.call(
        "activities.create",
        json!({"type": "call", "subject": "Offer", "contact": contact["id"]}),
    );
    assert!(call["occurred_at"].is_string());
    desk.app.run_subscribers().unwrap();
    let read = desk.call("contacts.get", json!({"id": contact["id"]}));
    assert_eq!(read["record"]["last_activity_at"], call["occurred_at"]);
    let timeline = desk.call("timeline.list", json!({"record": contact["id"]}));
    let kinds: Vec<_> = timeline["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["type"].clone())
        .collect();
    assert!(
        kinds.contains(&json!("record")) && kinds.contains(&json!("change")),
        "{timeline}"
    );
}

#[test]
fn a_list_shows_a_record_as_it_is() {
    let desk = desk();
    let account = desk.call(
        "accounts.create",
        json!({"name": "Öresund \"Nord\"", "annual_revenue": "1234567.8901"}),
    );
    let contact = desk.call(
        "contacts.create",
        json!({"first_name": "Søren", "last_name": "Dahl\\\n", "account": account["id"], "birthday": "1980-02-29",
               "tags": ["a", "b"], "other_phones": ["1"]}),
    );
    for (kind, record) in [("accounts", account), ("contacts", contact)] {
        let listed = desk.call(&format!("{kind}.list"), json!({}));
        let got = desk.call(&format!("{kind}.get"), json!({"id": record["id"]}));
        assert_eq!(listed["items"][0], got["record"]);
        assert_eq!(listed["refs"], got["refs"]);
        assert_eq!(got["record"], record);
    }
}

#[test]
fn the_trash_can_be_searched() {
    let desk = desk();
    for name in ["Kovács", "Brandl"] {
        let contact = desk.call(
            "contacts.create",
            json!({"last_name": name, "other_emails": [format!("{name}@example.com")]}),
        );
        desk.call("contacts.delete", json!({"id": contact["id"]}));
    }
    for typed in ["kovacs", "kovács exam"] {
        let found = json!({"trash": true, "search": typed});
        assert_eq!(desk.names("contacts.list", found), ["Kovács"], "{typed}");
    }
    assert!(
        desk.names("contacts.list", json!({"search": "kovacs"}))
            .is_empty()
    );
}
