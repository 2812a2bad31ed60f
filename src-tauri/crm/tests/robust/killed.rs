//! A process that is really killed, at any point, more than fifty times: what it had acknowledged is there, nothing is
//! half done, the database is whole, and work goes on exactly where it was.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use mycrm_kernel::store::{BulkLoad, Load, add_file};
use serde_json::{Value as Json, json};

use crate::audit::{audit, state};
use crate::jobs::with_pieces;
use crate::process::{Other, part, say};
use crate::raw::{connect, texts};
use crate::support::{Chance, Desk, ids};
use crate::take_back::{MANY, many};

/// Records that the other process writes to.
const RECORDS: usize = 60;
/// Contacts of the long work.
const WORK: u64 = 2_000;

/// Nothing in an ordinary run; what the other process does when it is started by one of the tests below.
#[test]
fn the_other_process() {
    let Some((part, path)) = part() else { return };
    if part == "open" {
        say("opening");
        Desk::at(&path);
        return say("open");
    }
    let desk = Desk::with(&path, with_pieces, None);
    desk.app.start_background();
    match part.as_str() {
        "edits" => edits(&desk),
        "bulk" => bulk(&desk),
        "work" => work(
            &desk,
            "tests.write_in_pieces",
            json!({"name": "work", "total": WORK}),
        ),
        "import" => {
            let import = desk.call("imports.list", json!({}))["items"][0]["id"].clone();
            work(&desk, "imports.run", json!({"id": import}));
        }
        "take_back" => {
            let steps = desk.call("steps.list", json!({"limit": 500}))["items"].clone();
            let mut steps = steps.as_array().unwrap().iter();
            let step = steps.find(|step| step["operation"] == MANY).unwrap();
            work(&desk, "steps.take_back", json!({"step": step["id"]}));
        }
        "load" => {
            let load = |kind| Load::of(desk.app.kinds().get(kind).unwrap());
            let _load = BulkLoad::begin(&desk.app, &[load("contact"), load("account")]).unwrap();
            say("here");
            std::thread::sleep(Duration::from_secs(60));
        }
        _ => {
            say("here");
            std::thread::sleep(Duration::from_secs(60));
        }
    }
}

fn contacts(desk: &Desk) -> Vec<String> {
    ids(&desk.call(
        "contacts.list",
        json!({"limit": 500, "ordering": ["created_at"]}),
    ))
}

/// Numbers one contact after the other; now and then a whole act with several records.
fn edits(desk: &Desk) {
    let contacts = contacts(desk);
    let stages = desk.stages();
    let from: u64 = desk
        .field("contacts", &contacts[0], "department")
        .as_str()
        .map_or(0, |n| n.parse().unwrap());
    let mut chance = Chance(from);
    say("here");
    for number in from + 1.. {
        let contact = chance.of(&contacts);
        match number % 5 {
            0 => drop(desk.create(
                "opportunities",
                json!({"name": "Deal", "contact": contact, "amount": "5"}),
            )),
            1 => drop(desk.create(
                "activities",
                json!({"type": "call", "subject": "Øre", "contact": contact}),
            )),
            2 => {
                let deals = ids(&desk.call("opportunities.list", json!({"limit": 5})));
                if !deals.is_empty() {
                    let to = json!({"id": chance.of(&deals), "stage": chance.of(&stages)});
                    desk.call("opportunities.move", to);
                }
            }
            _ => {
                let deal = ids(&desk.call("opportunities.list", json!({"limit": 1})));
                desk.call(
                    "opportunities.bulk_delete",
                    json!({"target": {"ids": deal}}),
                );
            }
        }
        desk.call(
            "contacts.update",
            json!({"id": contacts[0], "department": number.to_string(), "title": "Łódź"}),
        );
        say(&number.to_string());
    }
}

/// Numbers all contacts at once; every second time takes that back and brings it on again.
fn bulk(desk: &Desk) {
    let contact = &contacts(desk)[0];
    let from: u64 = desk
        .field("contacts", contact, "department")
        .as_str()
        .map_or(0, |n| n.parse().unwrap());
    say("here");
    for number in from + 1.. {
        let all = json!({"target": {}, "set": {"department": number.to_string(), "city": format!("Pécs {number}")}});
        desk.call("contacts.bulk_update", all);
        say(&number.to_string());
        if number % 2 == 0 {
            desk.call("steps.undo", json!({}));
            say(&format!("{}", number - 1));
            desk.call("steps.redo", json!({}));
            say(&number.to_string());
        }
    }
}

/// Begins long work, or goes on with it, and says when it is done.
fn work(desk: &Desk, operation: &str, input: Json) {
    say("here");
    let jobs = || desk.call("jobs.list", json!({}))["items"].clone();
    if jobs().as_array().unwrap().is_empty() {
        desk.call(operation, input);
    }
    loop {
        let job = jobs()[0].clone();
        match job["state"].as_str().unwrap() {
            "done" => return say("done"),
            // Killed so often before it got anywhere that it was given up.
            "failed" => drop(desk.call("jobs.retry", json!({"id": job["id"]}))),
            _ => std::thread::sleep(Duration::from_millis(2)),
        }
    }
}

fn furnished() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let desk = Desk::at(&path);
    for at in 0..RECORDS {
        desk.create("contacts", json!({"last_name": format!("Kovács {at}")}));
    }
    (folder, path)
}

fn reopened(path: &Path) -> Desk {
    let desk = Desk::with(path, with_pieces, None);
    audit(&desk);
    desk
}

fn last_number(said: &[String]) -> Option<u64> {
    said.iter().rev().find_map(|word| word.parse().ok())
}

#[test]
fn edits_that_were_acknowledged_survive_a_kill() {
    let (_folder, path) = furnished();
    let mut chance = Chance(1);
    let mut acknowledged = 0;
    for round in 0..16 {
        let said =
            Other::start("edits", &path).kill_after(Duration::from_millis(chance.next() % 90));
        acknowledged = last_number(&said).unwrap_or(acknowledged);
        let desk = reopened(&path);
        let first = &contacts(&desk)[0];
        let stored: u64 = desk
            .field("contacts", first, "department")
            .as_str()
            .map_or(0, |n| n.parse().unwrap());
        assert!(
            (acknowledged..=acknowledged + 1).contains(&stored),
            "round {round}: {acknowledged} {stored}"
        );
        acknowledged = stored;
    }
    assert!(acknowledged > 0, "it had time to write something");
}

#[test]
fn a_bulk_edit_and_its_undo_are_there_whole_or_not_at_all() {
    let (_folder, path) = furnished();
    let mut chance = Chance(2);
    let mut acknowledged = 0;
    for round in 0..14 {
        let said =
            Other::start("bulk", &path).kill_after(Duration::from_millis(chance.next() % 150));
        acknowledged = last_number(&said).unwrap_or(acknowledged);
        drop(reopened(&path));
        let found = texts(
            &connect(&path),
            "SELECT DISTINCT coalesce(department, 0) || coalesce(city, '') FROM contacts",
        );
        assert_eq!(found.len(), 1, "round {round}: half done: {found:?}");
        let stored: u64 = found[0].split("Pécs").next().unwrap().parse().unwrap();
        assert!(
            stored.abs_diff(acknowledged) <= 1,
            "round {round}: {acknowledged} {stored}"
        );
        acknowledged = stored;
    }
    assert!(acknowledged > 0, "it had time to write something");
}

#[test]
fn long_work_goes_on_exactly_where_it_was() {
    let (_folder, path) = furnished();
    let mut chance = Chance(3);
    let mut kills = 0;
    loop {
        let said =
            Other::start("work", &path).kill_after(Duration::from_millis(20 + chance.next() % 100));
        let desk = reopened(&path);
        let raw = connect(&path);
        let written = desk.count("contacts") - RECORDS as u64;
        let kept = texts(
            &raw,
            "SELECT coalesce(json_extract(checkpoint, '$.done'), 0) FROM jobs",
        );
        assert_eq!(
            kept.first().map_or(0, |n| n.parse().unwrap()),
            written,
            "place and work belong together"
        );
        if said.last().is_some_and(|word| word == "done") {
            break;
        }
        kills += 1;
        assert!(kills < 200, "the work does not come to an end");
    }
    let desk = reopened(&path);
    assert_eq!(desk.count("contacts"), RECORDS as u64 + WORK);
    let names = texts(
        &connect(&path),
        "SELECT count(DISTINCT last_name) FROM contacts WHERE last_name LIKE 'work %'",
    );
    assert_eq!(names, [WORK.to_string()]);
    let step = desk.call("jobs.list", json!({}))["items"][0]["step"].clone();
    desk.call("steps.undo", json!({"step": step}));
    assert_eq!(
        desk.count("contacts"),
        RECORDS as u64,
        "all of it is one step"
    );
    assert!(kills >= 3, "it was killed {kills} times only");
}

#[test]
fn a_large_undo_goes_on_exactly_where_it_was() {
    let (_folder, path) = furnished();
    let desk = Desk::at(&path);
    let before = state(&desk);
    many(&desk, 2_000);
    drop(desk);
    let mut chance = Chance(5);
    let mut kills = 0;
    loop {
        // Later and later, so that it comes to an end on any machine.
        let delay = chance.next() % (60 + 20 * kills);
        let said = Other::start("take_back", &path).kill_after(Duration::from_millis(delay));
        let desk = Desk::with(&path, with_pieces, None);
        assert_eq!(desk.verified()["ok"], true);
        drop(desk);
        if said.last().is_some_and(|word| word == "done") {
            break;
        }
        kills += 1;
        assert!(kills < 200, "the work does not come to an end");
    }
    let desk = reopened(&path);
    assert!(state(&desk).kinds == before.kinds, "nothing of it is left");
    let steps = desk.call("steps.list", json!({}))["items"].clone();
    let undos = steps.as_array().unwrap().iter();
    assert_eq!(
        undos.filter(|step| step["mode"] == "undo").count(),
        1,
        "all of it is one step"
    );
    assert!(kills >= 3, "it was killed {kills} times only");
}

#[test]
fn an_import_goes_on_exactly_where_it_was() {
    const ROWS: usize = 4_200;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    {
        let desk = Desk::at(&path);
        let mut file = String::from("First Name,Last Name,Email,Company\n");
        for at in 0..ROWS {
            let _ = writeln!(
                file,
                "Eszter,Kovács {at},e{at}@example.com,Company {}",
                at % 40
            );
        }
        let (file, _) = add_file(&desk.app, "people.csv", &mut file.as_bytes()).unwrap();
        desk.call("imports.open", json!({"file": file}));
    }
    let before = state(&Desk::at(&path));
    let mut chance = Chance(7);
    let mut kills = 0;
    loop {
        // Longer every time: a slow computer, too, gets a chunk done in the end.
        let wait = Duration::from_millis(chance.next() % (300 * (kills + 1)));
        let said = Other::start("import", &path).kill_after(wait);
        let desk = reopened(&path);
        // Every row that is in the ledger is in the table, and no other.
        let ledger = texts(
            &connect(&path),
            "SELECT count(*) FROM import_rows WHERE record IS NOT NULL",
        );
        assert_eq!(ledger, [desk.count("contacts").to_string()]);
        if said.last().is_some_and(|word| word == "done") {
            break;
        }
        kills += 1;
        assert!(kills < 60, "the import does not come to an end");
    }
    let desk = reopened(&path);
    assert_eq!(
        (desk.count("contacts"), desk.count("accounts")),
        (ROWS as u64, 40)
    );
    let import = desk.call("imports.list", json!({}))["items"][0]["id"].clone();
    desk.call("imports.revert", json!({"id": import}));
    audit(&desk);
    assert!(state(&desk) == before, "reverting leaves what was before");
    assert!(kills > 0, "it was killed on its way");
}

#[test]
fn indexes_that_a_load_set_aside_come_back_after_a_kill() {
    let (_folder, path) = furnished();
    let indexes = || {
        texts(
            &connect(&path),
            "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1",
        )
    };
    let before = indexes();
    Other::start("load", &path).kill_after(Duration::ZERO);
    assert!(indexes().len() < before.len(), "it had set some aside");
    drop(reopened(&path));
    assert_eq!(indexes(), before);
}

#[test]
fn a_first_start_that_is_killed_begins_again() {
    let mut chance = Chance(4);
    let mut finished = 0;
    for _ in 0..12 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("a.db");
        let said =
            Other::start("open", &path).kill_after(Duration::from_millis(chance.next() % 120));
        finished += usize::from(said.len() > 1);
        let desk = reopened(&path);
        let counts = ["users", "pipelines", "stages"].map(|plural| desk.count(plural));
        assert_eq!(counts, [1, 1, 6]);
        desk.create("contacts", json!({"last_name": "Kovács"}));
    }
    assert!(finished < 12, "some were killed while they opened");
}

#[test]
fn a_migration_that_is_killed_leaves_the_old_or_the_new() {
    let mut chance = Chance(5);
    let mut finished = 0;
    for _ in 0..12 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        std::fs::copy(crate::migrate::OLD, &path).unwrap();
        let said =
            Other::start("open", &path).kill_after(Duration::from_millis(chance.next() % 100));
        finished += usize::from(said.len() > 1);
        let desk = reopened(&path);
        crate::migrate::holds_what_was_there(&desk);
    }
    assert!(finished < 12, "some were killed while they migrated");
}

#[test]
fn a_second_process_is_refused_until_the_first_is_gone() {
    let (_folder, path) = furnished();
    let mut first = Other::start("stay", &path);
    assert_eq!(first.hear().as_deref(), Some("here"));
    let refused = mycrm_kernel::app::App::open(crate::support::config(&path))
        .err()
        .unwrap();
    assert_eq!((refused.code(), refused.status()), ("in_use", 423));
    assert!(refused.to_string().contains("a.db"), "{refused}");
    first.kill_now();
    assert_eq!(reopened(&path).count("contacts"), RECORDS as u64);
}
