//! What is private to one person: seen by nobody else through any face, and gone without a trace when it is erased.

use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Face, Permission};
use mycrm_kernel::store::add_file;
use mycrm_testkit::{Desk, Web};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::traces::{found_in_files, found_in_tables};

/// A label that says something nobody else may read; answers its id.
fn secret(desk: &Desk) -> String {
    desk.wear();
    desk.feel(2, 80.0);
    let label = json!({ "state": "stressed", "note": "planted in a note" });
    let label = desk.call("profile.label", label);
    label["label"].as_str().unwrap().to_owned()
}

fn call(app: &App, caller: &Caller, name: &str, input: Json) -> Result<Json, &'static str> {
    app.call(caller, name, input).map_err(|error| error.code())
}

#[test]
fn a_token_needs_the_scope_for_what_is_private() {
    let desk = Desk::new();
    let id = secret(&desk);
    let (plain, scoped) = (
        Web::of(&desk.app),
        Web::scoped(&desk.app, &[Permission::Private]),
    );
    let contract = mycrm_faces::contract::Contract::of(desk.app.registry());
    let mut refused = 0;
    for operation in contract
        .operations
        .iter()
        .filter(|operation| operation.private)
    {
        let answer = plain.call(&operation.name, &json!({}));
        assert_eq!(
            (answer.status, answer.code()),
            (403, "forbidden".into()),
            "{}",
            operation.name
        );
        refused += 1;
    }
    assert!(refused > 100, "{refused}");
    let path = format!("/api/v1/state_labels/{id}");
    assert_eq!(plain.get(&path).status, 403);
    assert_eq!(
        scoped.get(&path).json()["record"]["note"],
        "planted in a note"
    );
    // Files of this computer stay closed with any scope.
    let local = scoped.call("readings.import_file", &json!({ "path": "/etc/hostname" }));
    assert_eq!((local.status, local.code()), (403, "forbidden".into()));
}

#[test]
fn what_is_private_stands_in_no_view_that_others_share() {
    let desk = Desk::new();
    let plain = Web::of(&desk.app);
    let mut feed = plain.feed("/api/v1/events");
    assert_eq!(feed.frame()["type"], "hello");
    let id = secret(&desk);
    desk.job("privacy.tidy", json!({}));
    let ada = desk.contact("Ada", "Lovelace");
    // The feed tells of the contact; of what was private before it, nothing.
    loop {
        let event = feed.frame();
        let text = event.to_string();
        assert!(
            !text.contains("state_label") && !text.contains("privacy.tidy"),
            "{text}"
        );
        if event["kinds"]["contact"]["ids"][0] == json!(ada) {
            break;
        }
    }
    for (name, input) in [
        ("timeline.list", json!({ "limit": 500 })),
        ("timeline.list", json!({ "record": id })),
        ("steps.list", json!({ "limit": 500 })),
        ("search.all", json!({ "q": "planted" })),
        (
            "search.all",
            json!({ "q": "planted", "kinds": ["state_label"] }),
        ),
        ("jobs.list", json!({})),
        ("app.status", json!({})),
    ] {
        let answer = plain.call(name, &input);
        assert_eq!(answer.status, 200, "{name}: {}", answer.text);
        for word in ["planted", "state_label", "wearable", "privacy.tidy"] {
            assert!(
                !answer.text.contains(word),
                "{name} tells {word}: {}",
                answer.text
            );
        }
    }
    // Nor by way of another kind's operation.
    for name in ["contacts.history", "contacts.get"] {
        let answer = plain.call(name, &json!({ "id": id }));
        assert_eq!(
            (answer.status, answer.code()),
            (404, "not_found".into()),
            "{name}"
        );
    }
    // Even for the owner, it is in no general view.
    for (name, input) in [
        ("timeline.list", json!({ "limit": 500 })),
        ("search.all", json!({ "q": "planted" })),
        ("steps.list", json!({ "limit": 500 })),
    ] {
        let text = desk.call(name, input).to_string();
        assert!(
            !text.contains("planted") && !text.contains("state_label"),
            "{name}: {text}"
        );
    }
    let undo = desk.call("steps.undo", json!({}));
    assert_eq!(undo["operation"], "contacts.create");
    assert_eq!(
        desk.refused("steps.undo", json!({}))["code"],
        "nothing_to_undo"
    );
    let kinds = desk.call("kinds.list", json!({}));
    let flags = |name: &str| -> Json {
        let all = kinds["items"].as_array().unwrap();
        all.iter().find(|kind| kind["name"] == name).unwrap()["private"].clone()
    };
    assert_eq!(
        (flags("state_label"), flags("script"), flags("contact")),
        (json!(true), json!(false), json!(false))
    );
}

#[test]
fn nobody_else_sees_or_changes_it_and_it_cannot_be_given_away() {
    let desk = Desk::new();
    let id = secret(&desk);
    let app = &desk.app;
    let other = Caller::user(Uuid::from_u128(77), Face::Local);
    let list = call(app, &other, "state_labels.list", json!({})).unwrap();
    assert_eq!(list["items"], json!([]));
    let count = call(app, &other, "state_labels.count", json!({})).unwrap();
    assert_eq!(count["value"], 0);
    for (name, input) in [
        ("state_labels.get", json!({ "id": id })),
        (
            "state_labels.update",
            json!({ "id": id, "note": "mine now" }),
        ),
        ("state_labels.delete", json!({ "id": id })),
        ("state_labels.purge", json!({ "id": id })),
        ("state_labels.history", json!({ "id": id })),
        (
            "state_labels.bulk_delete",
            json!({ "target": { "ids": [id] } }),
        ),
    ] {
        assert_eq!(call(app, &other, name, input), Err("not_found"), "{name}");
    }
    let timeline = call(app, &other, "timeline.list", json!({ "record": id })).unwrap();
    assert_eq!(timeline["items"], json!([]));
    // The switch of one is not the switch of all.
    let status = call(app, &other, "sensing.status", json!({})).unwrap();
    assert_eq!(status["enabled"], false);
    let give = json!({ "id": id, "owner": Uuid::from_u128(77) });
    assert_eq!(
        desk.refused("state_labels.update", give)["code"],
        "validation"
    );
    let undo = desk.call("state_labels.history", json!({ "id": id }));
    assert_eq!(undo["items"][0]["action"], "create");
}

#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "the test plants a file among the recordings"
)]
fn after_erasing_nothing_of_it_is_left_in_any_table_or_file() {
    const PLANTED: &str = "zebrafinch";
    const NUMBER: &str = "61.25387";
    let desk = Desk::new();
    let app = &desk.app;
    secret(&desk);
    // Every kind, every table of the area, deleted and overwritten values, a job's input and error, an import's ledger.
    desk.call("profile.label", json!({ "state": "calm", "note": PLANTED }));
    desk.call("calls.start", json!({ "subject": "A call" }));
    desk.feel(40, 90.0);
    let ended = desk.call("calls.end", json!({ "note": PLANTED }));
    desk.call(
        "calls.note",
        json!({ "call": ended["call"], "note": "other words" }),
    );
    let offered = desk.call("calls.suggest", json!({ "situation": "anger" }));
    desk.call(
        "suggestions.feedback",
        json!({ "id": offered["suggestion"], "feedback": "neutral", "note": PLANTED }),
    );
    let rule = desk.create(
        "sensing_rules",
        json!({ "name": PLANTED, "condition": { "measure": "stress", "above": 61.25387 } }),
    );
    desk.call("sensing_rules.delete", json!({ "id": rule }));
    desk.create("wearables", json!({ "name": PLANTED }));
    desk.create("breaks", json!({ "what": "walk", "note": PLANTED }));
    desk.create("calibrations", json!({ "device": PLANTED }));
    desk.create(
        "exercises",
        json!({ "what": "paced_breathing", "note": PLANTED }),
    );
    let purged = desk.create("stress_moments", json!({ "reason": PLANTED }));
    desk.call("stress_moments.delete", json!({ "id": purged }));
    desk.call("stress_moments.purge", json!({ "id": purged }));
    desk.call(
        "readings.add",
        json!({ "measure": "heart_rate", "value": 61.25387 }),
    );
    let csv = format!("time,measure,value\n2026-11-19T08:00:00Z,steps,12\n{PLANTED},steps,12\n");
    let (file, _) = add_file(app, "steps.csv", &mut csv.as_bytes()).unwrap();
    desk.job("readings.import", json!({ "file": file }));
    desk.job(
        "readings.import_file",
        json!({ "path": format!("/{PLANTED}") }),
    );
    let folder = app.path().parent().unwrap().to_owned();
    let recordings = folder.join("mycrm.db.recordings");
    std::fs::create_dir_all(&recordings).unwrap();
    std::fs::write(recordings.join(format!("{}.rec", "0".repeat(32))), PLANTED).unwrap();
    let before = found_in_tables(app, PLANTED);
    for place in [
        "changes.fields",
        "state_labels.note",
        "sensing_import_rows.message",
        "jobs.input",
        "jobs.error",
    ] {
        assert!(
            before.iter().any(|known| known == place),
            "{place} is not in {before:?}"
        );
    }
    assert!(!found_in_tables(app, NUMBER).is_empty());
    // What the wearer said of others' records is not theirs to lose.
    let contact = desk.contact("Ada", "Lovelace");

    desk.call("privacy.erase", json!({}));

    for needle in [
        PLANTED,
        NUMBER,
        "planted in a note",
        "other words",
        "stressed",
    ] {
        let found: Vec<String> = found_in_tables(app, needle)
            .into_iter()
            // The scripts that come with MyCRM name states; they are not the wearer's.
            .filter(|place| !(needle == "stressed" && (place.starts_with("scripts") || place == "changes.fields")))
            .collect();
        assert_eq!(found, Vec::<String>::new(), "{needle}");
        let files = found_in_files(&folder, needle);
        assert!(
            files.iter().all(|file| !file.contains("recordings")),
            "{files:?}"
        );
        assert_eq!(
            found_in_files(&folder, needle),
            Vec::<String>::new(),
            "{needle}"
        );
    }
    assert_eq!(
        desk.call("contacts.get", json!({ "id": contact }))["record"]["last_name"],
        "Lovelace"
    );
    assert_eq!(desk.call("changes.verify", json!({}))["ok"], true);
    let hits = desk.call("search.all", json!({ "q": PLANTED }));
    assert_eq!(hits["hits"], json!([]));
}
