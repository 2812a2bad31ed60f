//! What imports keep goes with the record: staged files, ledgers, samples, whether the file was run or not.

use mycrm_kernel::store::{FileId, FileReader, add_file};
use serde_json::{Value as Json, json};
use std::io::Read;

use crate::audit::audit;
use crate::raw::{connect, texts};
use crate::support::{Desk, id};

const HEAD: &str = "First Name,Last Name,Email,Birthday,Notes\r\n";
const ADA: &str = "Ada,Zweistrom,ada@quitte.example,1990-02-03,likes murmeltiere\r\n";
const BEN: &str = "Ben,Kirsch,ben@kirsch.example,1985-06-07,\"two\r\nlines\"\r\n";
/// Nobody can be born on that day: an error of the row, which keeps its cells in the ledger.
const FAILED: &str = "Ada,Zweistrom,ada@quitte.example,31/31/1990,again murmeltiere\r\n";
const SECRETS: [&str; 3] = ["Zweistrom", "quitte.example", "murmeltiere"];

fn open(desk: &Desk, content: &[u8]) -> Json {
    let (file, _) = add_file(&desk.app, "people.csv", &mut &content[..]).unwrap();
    desk.call("imports.open", json!({"file": file}))
}

fn run(desk: &Desk, import: &Json) {
    let job = desk.call("imports.run", json!({"id": import["id"]}));
    desk.app.run_due_jobs().unwrap();
    let job = desk.call("jobs.get", json!({"id": job["job"]}));
    assert_eq!(job["state"], "done", "{job:#}");
}

/// Everything imports keep, as text; wide text as narrow.
fn kept(desk: &Desk) -> String {
    let raw = connect(&desk.path);
    let mut all = String::new();
    for sql in [
        "SELECT coalesce(cells, '') || coalesce(reason, '') || coalesce(args, '') FROM import_rows",
        "SELECT settings FROM imports",
        "SELECT replace(CAST(data AS TEXT), char(0), '') FROM file_chunks",
    ] {
        all.push_str(&texts(&raw, sql).join("\n"));
    }
    for file in texts(&raw, "SELECT lower(hex(id)) FROM files") {
        let file = FileId(uuid::Uuid::parse_str(&file).unwrap());
        let mut bytes = Vec::new();
        FileReader::open(&desk.app, file)
            .unwrap()
            .read_to_end(&mut bytes)
            .unwrap();
        bytes.retain(|byte| *byte != 0);
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
    all
}

#[test]
fn imports_let_go_of_whoever_is_erased_and_keep_the_others() {
    let desk = Desk::new();
    let done = open(&desk, format!("{HEAD}{ADA}{FAILED}{BEN}").as_bytes());
    run(&desk, &done);
    let waiting = open(&desk, format!("{HEAD}{BEN}{ADA}").as_bytes());
    let wide: Vec<u8> = format!("\u{feff}{HEAD}{FAILED}{BEN}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let wide = open(&desk, &wide);
    for secret in SECRETS {
        assert!(kept(&desk).contains(secret), "the search finds {secret}");
    }

    let ada = json!({"filter": {"field": "email", "op": "eq", "value": "ada@quitte.example"}});
    let ada = id(&desk.call("contacts.list", ada)["items"][0]);
    desk.call("contacts.delete", json!({"id": ada}));
    desk.call("contacts.purge", json!({"id": ada}));
    let left = kept(&desk);
    for secret in SECRETS {
        assert!(!left.contains(secret), "{secret} is still in {left}");
    }
    audit(&desk);

    // Ben is where he was, in the ledger and in every file, under the number his row always had.
    let ledger = desk.call("imports.ledger", json!({"id": done["id"]}));
    assert_eq!(ledger["rows"][2]["match"]["name"], "Ben Kirsch", "{ledger}");
    for (import, row) in [(&waiting, 2), (&wide, 3)] {
        let preview = desk.call("imports.preview", json!({"id": import["id"]}));
        let found = preview["rows"].as_array().unwrap();
        let ben = found
            .iter()
            .find(|found| found["outcome"] != "skip")
            .unwrap();
        assert_eq!(
            (&ben["row"], &ben["match"]["name"]),
            (&json!(row), &json!("Ben Kirsch")),
            "{preview:#}"
        );
    }
    // What was taken back can be run again, without whom was erased.
    desk.call("imports.revert", json!({"id": done["id"]}));
    run(&desk, &done);
    let names = desk.call("contacts.list", json!({}));
    assert_eq!(names["items"].as_array().unwrap().len(), 1, "{names}");
    assert_eq!(names["items"][0]["name"], "Ben Kirsch");
}

#[test]
fn an_upload_that_was_never_opened_goes_with_whoever_is_erased() {
    let desk = Desk::new();
    let content = format!("{HEAD}{ADA}");
    let stage = |name: &str| {
        add_file(&desk.app, name, &mut content.as_bytes())
            .unwrap()
            .0
    };
    stage("forgotten.csv");
    desk.clock.advance(2 * 60 * 60 * 1_000);
    let waiting = open(&desk, format!("{HEAD}{BEN}").as_bytes());
    let fresh = stage("fresh.csv");
    let ada = desk.create("contacts", json!({"last_name": "Zweistrom"}));
    desk.call("contacts.delete", json!({"id": ada}));
    desk.call("contacts.purge", json!({"id": ada}));
    // What was opened is kept, and so is what somebody may be about to open.
    let names = texts(&connect(&desk.path), "SELECT name FROM files ORDER BY key");
    assert_eq!(names, ["people.csv", "fresh.csv"]);
    desk.call("imports.preview", json!({"id": waiting["id"]}));
    desk.call("imports.open", json!({"file": fresh}));
}

#[test]
fn someone_of_the_same_name_with_another_address_stays() {
    let desk = Desk::new();
    let other = "Ada,Zweistrom,another@lind.example,,\r\n";
    let waiting = open(&desk, format!("{HEAD}{ADA}{other}").as_bytes());
    let ada = json!({"first_name": "Ada", "last_name": "Zweistrom", "email": "ADA@quitte.example"});
    let ada = desk.create("contacts", ada);
    desk.call("contacts.delete", json!({"id": ada}));
    desk.call("contacts.purge", json!({"id": ada}));
    let preview = desk.call("imports.preview", json!({"id": waiting["id"]}));
    let outcomes: Vec<&Json> = preview["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["outcome"])
        .collect();
    assert_eq!(outcomes, ["skip", "new"], "{preview:#}");
    assert!(!kept(&desk).contains("ADA@quitte"));
}

#[test]
fn a_user_who_is_erased_looks_after_nothing_any_more() {
    let desk = Desk::new();
    let mara = desk.create(
        "users",
        json!({"name": "Mara", "email": "mara@linde.example"}),
    );
    let hers = desk.create("contacts", json!({"last_name": "Kovács", "owner": mara}));
    let mine = desk.create("contacts", json!({"last_name": "Haddad"}));
    let owner = desk.field("contacts", &mine, "owner");
    let setting = json!({"key": "theme", "value": "dark", "owner": mara});
    let setting = desk.create("settings", setting);
    desk.call("users.delete", json!({"id": mara}));
    desk.call("users.purge", json!({"id": mara}));
    assert_eq!(desk.field("contacts", &hers, "owner"), Json::Null);
    assert_eq!(desk.field("contacts", &mine, "owner"), owner);
    assert_eq!(
        desk.refused("settings.get", json!({"id": setting})).code(),
        "not_found"
    );
    let raw = connect(&desk.path);
    let by = "SELECT count(*) FROM contacts WHERE owner NOT IN (SELECT id FROM users)";
    assert_eq!(texts(&raw, by), ["0"]);
    audit(&desk);

    // The one whom the database belongs to cannot go.
    desk.call("users.delete", json!({"id": owner}));
    assert_eq!(
        desk.refused("users.purge", json!({"id": owner})).code(),
        "user_is_owner"
    );
}
