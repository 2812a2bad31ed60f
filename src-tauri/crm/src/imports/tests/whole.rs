//! The promises of an import: what is previewed happens, what happened can be taken back, a crash changes nothing.

use serde_json::{Value as Json, json};

use super::{Desk, brief, crash_after, desk};

const PEOPLE: &str = "First name,Last name,Email,Company,Tags,Birthday\n\
    Anna,Berg,anna@berg.example,Berg AG,a,1980-01-01\n\
    Bob,Cole,BOB@cole.example,Cole Ltd,b,\n\
    Anna,Berg,ANNA@berg.example,Berg AG,c,\n\
    Cora,Dahl,,Berg AG,,\n\
    Cora,Dahl,,berg ag,,\n\
    Cora,Dahl,,Cole Ltd,,\n\
    ,,broken,,,\n\
    ,,,,,\n\
    Dan,Eck,dan@eck.example,,,31.02.1980\n\
    Eva,Falk,eva@falk.example,Falk,,\n\
    Finn,Gade,finn@gade.example,Cole Ltd,,\n";

fn opened(desk: &Desk, mode: &str) -> Json {
    let import = desk.open(PEOPLE.as_bytes());
    desk.configure(&import, json!({ "mode": mode }))
}

/// A desk where two of the people are known already, among so many others that the file is small beside them.
fn crowded() -> Desk {
    let desk = known();
    for number in 0..40 {
        desk.call(
            "contacts.create",
            json!({ "last_name": format!("Other {number}") }),
        );
    }
    desk
}

/// A desk where two of the people are known already.
fn known() -> Desk {
    let desk = desk();
    let account = desk.call("accounts.create", json!({ "name": "berg ag" }));
    desk.call(
        "contacts.create",
        json!({ "first_name": "Cora", "last_name": "Dahl", "account": account["id"] }),
    );
    desk.call("contacts.create", json!({
        "first_name": "Robert", "last_name": "Cole", "email": "bob@cole.example", "tags": ["vip"],
    }));
    desk
}

#[test]
fn what_becomes_of_each_row() {
    let expected = |matching: &str, other: &str| {
        let code = |outcome: &str, code: &str| {
            if outcome == "duplicate" {
                format!(" {code}")
            } else {
                String::new()
            }
        };
        let skip = if other == "skip" { " no_match" } else { "" };
        vec![
            format!("2 {other}{skip}"),
            format!("3 {matching}{}", code(matching, "duplicate")),
            if other == "skip" {
                "4 skip no_match".into()
            } else {
                "4 duplicate duplicate_in_file".into()
            },
            match matching {
                "duplicate" => "5 duplicate duplicate".into(),
                _ => "5 unchanged".into(),
            },
            format!(
                "6 duplicate {}",
                if matching == "duplicate" {
                    "duplicate"
                } else {
                    "duplicate_in_file"
                }
            ),
            format!("7 {other}{skip}"),
            "8 error not_an_email".into(),
            "9 skip empty".into(),
            "10 error date_unreadable".into(),
            format!("11 {other}{skip}"),
            format!("12 {other}{skip}"),
        ]
    };
    for (mode, matching, other) in [
        ("create", "duplicate", "new"),
        ("update", "update", "skip"),
        ("both", "update", "new"),
    ] {
        let desk = known();
        let import = opened(&desk, mode);
        assert_eq!(
            brief(&desk.preview(&import)),
            expected(matching, other),
            "{mode}"
        );
        desk.run(&import);
        assert_eq!(
            brief(&desk.ledger(&import)),
            expected(matching, other),
            "{mode}"
        );
    }
}

#[test]
fn the_preview_is_what_the_run_does() {
    for (mode, desk_like) in ["create", "update", "both"]
        .into_iter()
        .flat_map(|m| [(m, crowded as fn() -> Desk), (m, known)])
    {
        let desk = desk_like();
        let before = desk.dump();
        let import = opened(&desk, mode);
        let preview = desk.preview(&import);
        let windows: Vec<Json> = (0..preview.len())
            .map(|at| {
                let input = json!({ "id": import["id"], "offset": at, "limit": 1 });
                desk.call("imports.preview", input)["rows"][0].clone()
            })
            .collect();
        assert_eq!(
            brief(&windows),
            brief(&preview),
            "{mode}: any window shows the same"
        );
        let checked = desk.job("imports.check", &import)["result"]["totals"].clone();
        assert_eq!(desk.dump(), before, "{mode}: nothing is written beforehand");
        let ran = desk.run(&import);
        assert_eq!(checked, ran, "{mode}");
        assert_eq!(brief(&desk.ledger(&import)), brief(&preview), "{mode}");
        let again = desk.open(PEOPLE.as_bytes());
        let totals = desk.job("imports.check", &again)["result"]["totals"].clone();
        if mode == "both" {
            assert_eq!(
                (&totals["new"], &totals["update"]),
                (&json!(0), &json!(0)),
                "nothing is new any more: {totals}"
            );
        }
    }
}

#[test]
fn accounts_are_found_or_made_once() {
    let desk = known();
    desk.run(&opened(&desk, "both"));
    let names: Vec<Json> = desk
        .list("accounts")
        .iter()
        .map(|a| a["name"].clone())
        .collect();
    assert_eq!(names, ["berg ag", "Cole Ltd", "Falk"]);
    let bob = desk
        .list("contacts")
        .into_iter()
        .find(|c| c["email"] == "bob@cole.example")
        .unwrap();
    assert_eq!(
        (&bob["first_name"], &bob["tags"]),
        (&json!("Bob"), &json!(["vip", "b"]))
    );
}

#[test]
fn taking_an_import_back_leaves_what_was_there() {
    let desk = known();
    let before = desk.dump();
    let import = opened(&desk, "both");
    desk.run(&import);
    assert_ne!(desk.dump(), before);
    desk.call("imports.revert", json!({ "id": import["id"] }));
    assert_eq!(desk.dump(), before);
    assert_eq!(
        desk.call("imports.get", json!({ "id": import["id"] }))["state"],
        "reverted"
    );
    assert_eq!(desk.call("changes.verify", json!({}))["ok"], true);
    // And once more, as one step of undo.
    desk.run(&import);
    let after = desk.dump().len();
    desk.call("steps.undo", json!({}));
    assert_eq!(desk.dump(), before);
    desk.call("steps.redo", json!({}));
    assert_eq!(desk.dump().len(), after);
    assert_eq!(
        desk.call("imports.get", json!({ "id": import["id"] }))["state"],
        "done"
    );
}

#[test]
fn what_was_edited_since_goes_to_the_trash_instead() {
    let desk = desk();
    let import = opened(&desk, "both");
    desk.run(&import);
    let eva = desk
        .list("contacts")
        .into_iter()
        .find(|c| c["first_name"] == "Eva")
        .unwrap();
    desk.call(
        "contacts.update",
        json!({ "id": eva["id"], "city": "Oslo" }),
    );
    desk.call("imports.revert", json!({ "id": import["id"] }));
    assert_eq!(desk.list("contacts").len(), 0);
    let trash = desk.call("contacts.list", json!({ "trash": true }));
    assert_eq!(trash["items"][0]["city"], "Oslo");
}

#[test]
fn a_crash_at_any_chunk_changes_nothing() {
    let plain = |desk: &Desk| -> Vec<Json> {
        let mut all = desk.dump();
        for record in &mut all {
            let record = record.as_object_mut().unwrap();
            for field in ["id", "account", "created_at", "owner"] {
                record.remove(field);
            }
        }
        all
    };
    // Small and large beside the table: asking for each row, and everything read beforehand with indexes set aside.
    for (desk_like, there) in [(crowded as fn() -> Desk, 42), (known, 2)] {
        let undisturbed = desk_like();
        let import = opened(&undisturbed, "both");
        let totals = undisturbed.run(&import);
        let (records, ledger) = (plain(&undisturbed), brief(&undisturbed.ledger(&import)));
        for chunk in 0..3 {
            let mut desk = desk_like();
            let import = opened(&desk, "both");
            crash_after(chunk);
            let job = desk.job("imports.run", &import);
            assert_eq!(job["state"], "failed", "{job:#}");
            desk = desk.reopened();
            let state = desk.call("imports.get", json!({ "id": import["id"] }))["state"].clone();
            assert_eq!(state, "failed");
            desk.call("jobs.retry", json!({ "id": job["id"] }));
            desk.app.run_due_jobs().unwrap();
            let job = desk.call("jobs.get", json!({ "id": job["id"] }));
            assert_eq!(
                (&job["state"], &job["result"]["totals"]),
                (&json!("done"), &totals),
                "{job:#}"
            );
            assert_eq!(plain(&desk), records, "after chunk {chunk}");
            assert_eq!(brief(&desk.ledger(&import)), ledger, "after chunk {chunk}");
            desk.call("imports.revert", json!({ "id": import["id"] }));
            assert_eq!(desk.list("contacts").len(), there);
        }
    }
}

#[test]
fn an_import_that_stopped_half_way_is_reverted_as_one_step() {
    let desk = known();
    let before = desk.dump();
    let import = opened(&desk, "both");
    crash_after(2);
    desk.job("imports.run", &import);
    assert_ne!(desk.dump(), before);
    let refused = desk.job("imports.run", &import);
    assert_eq!(
        refused["error"]["code"], "import_stopped",
        "a second run does not start beside it: {refused:#}"
    );
    desk.call("imports.revert", json!({ "id": import["id"] }));
    assert_eq!(desk.dump(), before);
    assert_eq!(desk.run(&import)["rows"], 11);
}

#[test]
fn the_list_of_errors_is_mended_and_imported_again() {
    let desk = desk();
    let content = "First name,Last name,Email,Phone\n=1+1,Berg,broken,+49 711 1\n'=x,Cole,also broken,0711\nEva,Falk,eva@falk.example,\n";
    let import = desk.open(content.as_bytes());
    desk.run(&import);
    let errors = desk.call("imports.errors_csv", json!({ "id": import["id"] }));
    assert_eq!(
        (&errors["file_name"], &errors["whole"]),
        (&json!("people-errors.csv"), &json!(true))
    );
    let mended = errors["content"]
        .as_str()
        .unwrap()
        .replace(",broken,", ",a@berg.example,")
        .replace("also broken", "c@cole.example");
    assert!(
        mended.starts_with("First name,Last name,Email,Phone,Import reason,Import row\n'=1+1,"),
        "{mended}"
    );
    let again = desk.open(mended.as_bytes());
    desk.configure(&again, json!({ "keep_unmapped": true }));
    assert_eq!(desk.run(&again)["new"], 2);
    let firsts: Vec<Json> = desk
        .list("contacts")
        .iter()
        .map(|c| c["first_name"].clone())
        .collect();
    assert_eq!(firsts, ["Eva", "=1+1", "'=x"]);
    assert!(desk.list("contacts").iter().all(|c| c["notes"].is_null()));
}

#[test]
fn rows_are_matched_by_what_the_user_chose() {
    let desk = known();
    let ids: Vec<String> = desk
        .list("contacts")
        .iter()
        .map(|c| c["id"].as_str().unwrap().to_owned())
        .collect();
    let import = desk.open(format!("Id,City\n{},Bonn\n{},Ulm\n", ids[0], ids[1]).as_bytes());
    let choices = json!([{ "index": 0, "target": "id" }]);
    desk.configure(
        &import,
        json!({ "columns": choices, "match_on": "id", "mode": "update" }),
    );
    desk.run(&import);
    // A row without a name is an error even where the record has one: it could not be told from a bad row.
    let by_phone =
        desk.open(b"First name,Last name,Phone\nCora,Dahl-Ek,0711 1\nCora,Dahl-Ek,0711 1\n");
    desk.configure(&by_phone, json!({ "match_on": "phone" }));
    assert_eq!(
        brief(&desk.preview(&by_phone)),
        ["2 new", "3 duplicate duplicate_in_file"]
    );
    let by_name = desk.open(b"Name,City\ncora dahl,Bonn\n");
    desk.configure(&by_name, json!({ "match_on": "name", "mode": "both" }));
    assert_eq!(brief(&desk.preview(&by_name)), ["2 update"]);
    let none = desk.open(b"Name,City\nCora Dahl,Bonn\nCora Dahl,Bonn\n");
    desk.configure(&none, json!({ "match_on": "none" }));
    assert_eq!(brief(&desk.preview(&none)), ["2 new", "3 new"]);
}

#[test]
fn pages_of_preview_and_ledger() {
    let desk = known();
    let import = opened(&desk, "both");
    let page = desk.call(
        "imports.preview",
        json!({ "id": import["id"], "outcome": "error" }),
    );
    assert_eq!(
        brief(page["rows"].as_array().unwrap()),
        ["8 error not_an_email", "10 error date_unreadable"]
    );
    let page = desk.call(
        "imports.preview",
        json!({ "id": import["id"], "outcome": "error", "offset": 1, "limit": 1 }),
    );
    assert_eq!(
        brief(page["rows"].as_array().unwrap()),
        ["10 error date_unreadable"]
    );
    let page = desk.call(
        "imports.preview",
        json!({ "id": import["id"], "offset": 2, "limit": 3 }),
    );
    assert_eq!(page["next"], 5);
    desk.run(&import);
    let mut rows = Vec::new();
    let mut cursor = Json::Null;
    loop {
        let page = desk.call(
            "imports.ledger",
            json!({ "id": import["id"], "limit": 3, "cursor": cursor }),
        );
        rows.extend(page["rows"].as_array().unwrap().clone());
        cursor = page["next"].clone();
        if cursor.is_null() {
            break;
        }
    }
    assert_eq!(rows, desk.ledger(&import));
    let page = desk.call(
        "imports.ledger",
        json!({ "id": import["id"], "outcome": "error" }),
    );
    assert_eq!(
        brief(page["rows"].as_array().unwrap()),
        ["8 error not_an_email", "10 error date_unreadable"]
    );
    desk.call("imports.delete", json!({ "id": import["id"] }));
    assert_eq!(desk.call("imports.list", json!({}))["items"], json!([]));
    assert_eq!(desk.list("contacts").len(), 6);
}
