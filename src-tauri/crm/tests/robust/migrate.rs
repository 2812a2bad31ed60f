//! An old database is backed up, brought up to date, and holds what it held; a newer one is left alone.

use std::io::Read as _;
use std::path::Path;

use mycrm_kernel::app::App;
use mycrm_kernel::store::{FileId, FileReader};
use serde_json::json;
use uuid::Uuid;

use crate::audit::audit;
use crate::raw::{connect, texts};
use crate::support::{Desk, config};

/// A database of the first schema, as a program of that time left it.
pub(crate) const OLD: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../tests/fixtures/databases/schema-1.db"
);

/// Fails unless everything that the old program left is there.
pub(crate) fn holds_what_was_there(desk: &Desk) {
    let file = FileId(Uuid::parse_str("01890000-0000-7000-8000-000000000002").unwrap());
    let mut content = String::new();
    let mut reader = FileReader::open(&desk.app, file).unwrap();
    reader.read_to_string(&mut content).unwrap();
    assert_eq!(
        (reader.name.as_str(), content.as_str()),
        ("old.csv", "name\nAnna")
    );
    let jobs = desk.call("jobs.list", json!({}));
    assert_eq!(jobs["items"][0]["result"], json!({"rows": 1}));
    // Its three changes, and what the area of the CRM begins with: the owner, a pipeline, six stages.
    assert_eq!(desk.verified()["checked"], 3 + 8);
    let timeline = desk.call("timeline.list", json!({}));
    let items = timeline["items"].as_array().unwrap();
    let old = items.iter().filter(|item| item["change"]["kind"] == "note");
    assert_eq!(old.count(), 3, "{items:?}");
    let status = desk.call("app.status", json!({}));
    assert_eq!(status["device"], "010203040506");
    assert_eq!(
        status["owner"]["id"],
        "01890000-0000-7000-8000-000000000001"
    );
}

fn versions(path: &Path) -> Vec<String> {
    texts(
        &connect(path),
        "SELECT version FROM refinery_schema_history ORDER BY version",
    )
}

#[test]
fn an_old_database_is_backed_up_and_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    std::fs::copy(OLD, &path).unwrap();
    {
        let desk = Desk::at(&path);
        let backup = desk.app.backup().unwrap().to_owned();
        assert_eq!(backup, folder.path().join("a.db.schema-1.backup"));
        assert_eq!(versions(&backup), ["1"], "the backup is the old database");
        assert!(versions(&path).len() > 1);
        let status = desk.call("app.status", json!({}));
        assert_eq!(status["backup"], json!(backup));
        holds_what_was_there(&desk);
        desk.create("contacts", json!({"last_name": "Kovács"}));
        audit(&desk);
    }
    let again = Desk::at(&path);
    assert_eq!(again.app.backup(), None, "nothing is left to be done");
    assert_eq!(again.count("contacts"), 1);
    // The backup opens by itself, as it was.
    let copy = folder.path().join("b.db");
    std::fs::copy(folder.path().join("a.db.schema-1.backup"), &copy).unwrap();
    holds_what_was_there(&Desk::at(&copy));
}

#[test]
fn an_erasure_reaches_the_backup() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    std::fs::copy(OLD, &path).unwrap();
    let desk = Desk::at(&path);
    let backup = desk.app.backup().unwrap().to_owned();
    let contact = desk.create("contacts", json!({"last_name": "Kovács"}));
    desk.call("contacts.delete", json!({"id": contact}));
    assert!(backup.exists(), "what lies in the trash is not erased yet");
    desk.call("contacts.purge", json!({"id": contact}));
    assert!(!backup.exists());
    assert_eq!(desk.call("app.status", json!({}))["backup"], json!(null));
    audit(&desk);
}

#[test]
fn a_newer_database_is_refused_and_not_a_byte_of_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    drop(Desk::at(&path));
    connect(&path)
        .execute_batch("INSERT INTO refinery_schema_history VALUES (9999, 'later', '2030-01-01T00:00:00Z', '1')")
        .unwrap();
    let before = std::fs::read(&path).unwrap();
    let refused = App::open(config(&path)).err().unwrap();
    assert_eq!(refused.code(), "newer_database");
    assert!(refused.to_string().contains("9999"), "{refused}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert!(!folder.path().join("a.db.schema-9999.backup").exists());
}

#[test]
fn a_backup_that_cannot_be_made_keeps_the_migration_from_running() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    std::fs::copy(OLD, &path).unwrap();
    // A folder stands where the backup's parts would be written.
    std::fs::create_dir(folder.path().join("a.db.schema-1.part")).unwrap();
    let refused = App::open(config(&path)).err().unwrap();
    assert_eq!(refused.code(), "storage");
    assert_eq!(versions(&path), ["1"], "the database is as it was");
    std::fs::remove_dir(folder.path().join("a.db.schema-1.part")).unwrap();
    holds_what_was_there(&Desk::at(&path));
}
