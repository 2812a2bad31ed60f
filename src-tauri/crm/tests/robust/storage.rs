//! Bad storage: a full disk, a read-only folder, a damaged or truncated file, a lost write-ahead log. Each is named with
//! what to do about it, and loses nothing that was there.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use mycrm_kernel::app::App;
use mycrm_kernel::error::Error;
use serde_json::json;
use tempfile::TempDir;

use crate::audit::audit;
use crate::process::Other;
use crate::raw::{connect, texts};
use crate::support::{Chance, Desk, config};

/// Bytes of a page of the file.
const PAGE: usize = 4_096;

/// A small disk of its own.
struct Disk {
    folder: TempDir,
}

impl Disk {
    /// None where this user may not mount one; the test then says so and checks nothing.
    fn of(size: &str) -> Option<Self> {
        let disk = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let (options, place) = (format!("size={size}"), disk.path(""));
        let arguments = [
            "-t",
            "tmpfs",
            "-o",
            &options,
            "tmpfs",
            place.to_str().unwrap(),
        ];
        let mounted = Command::new("mount").args(arguments).output();
        if mounted.is_ok_and(|mount| mount.status.success()) {
            return Some(disk);
        }
        println!("left out: only root can mount the small disk that this needs");
        None
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn set(&self, options: &str) {
        let options = format!("remount,{options}");
        let mount = Command::new("mount")
            .args(["-o", &options])
            .arg(self.path(""))
            .status();
        assert!(mount.unwrap().success(), "{options}");
    }

    /// Leaves no room at all.
    fn fill(&self) {
        let zeros = vec![0; 64 * 1024];
        let mut file = std::fs::File::create(self.path("ballast")).unwrap();
        for piece in [zeros.len(), 4096, 512] {
            while std::io::Write::write_all(&mut file, &zeros[..piece]).is_ok() {}
        }
    }

    fn free(&self) {
        std::fs::remove_file(self.path("ballast")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount")
            .arg("-l")
            .arg(self.folder.path())
            .status();
    }
}

fn refused(path: &Path) -> Error {
    App::open(config(path)).err().expect("it should not open")
}

/// A closed database with sixty contacts.
fn furnished(path: &Path) {
    let desk = Desk::at(path);
    let notes = "Ő szereti a hosszú jegyzeteket. ".repeat(30);
    for at in 0..60 {
        desk.create(
            "contacts",
            json!({"last_name": format!("Kovács {at}"), "notes": notes}),
        );
    }
}

#[test]
fn a_full_disk_is_named_and_everything_goes_on_once_there_is_room() {
    let Some(disk) = Disk::of("48m") else { return };
    let path = disk.path("a.db");
    furnished(&path);
    let desk = Desk::at(&path);
    disk.fill();
    let mut written = 60;
    let error = loop {
        let long = "x".repeat(20_000);
        match desk.try_call(
            "contacts.create",
            json!({"last_name": "Brandl", "notes": long}),
        ) {
            Ok(_) => written += 1,
            Err(error) => break error,
        }
    };
    assert_eq!((error.code(), error.status()), ("storage", 507));
    assert!(error.to_string().contains("disk is full"), "{error}");
    let all = json!({"target": {}, "set": {"notes": "y".repeat(30_000)}});
    assert_eq!(
        desk.refused("contacts.bulk_update", all.clone()).code(),
        "storage"
    );
    assert_eq!(desk.count("contacts"), written);
    let touched = json!({"filter": {"field": "notes", "op": "startswith", "value": "yyy"}});
    assert_eq!(
        desk.call("contacts.count", touched)["value"],
        0,
        "nothing of the bulk edit is left"
    );
    drop(desk);
    // Closing and opening may need room as well; whatever they answer, nothing is lost.
    if let Err(error) = App::open(config(&path)) {
        assert_eq!(error.code(), "storage", "{error}");
    }
    disk.free();
    let desk = Desk::at(&path);
    assert_eq!(desk.count("contacts"), written);
    desk.create("contacts", json!({"last_name": "Kovács"}));
    audit(&desk);
}

#[test]
fn a_full_disk_stops_a_first_start_and_a_migration_without_harm() {
    let Some(disk) = Disk::of("24m") else { return };
    let old = disk.path("old.db");
    std::fs::copy(crate::migrate::OLD, &old).unwrap();
    disk.fill();
    for path in [disk.path("new.db"), old.clone()] {
        let error = refused(&path);
        assert_eq!(error.code(), "storage", "{error}");
    }
    disk.free();
    crate::migrate::holds_what_was_there(&Desk::at(&old));
    audit(&Desk::at(&disk.path("new.db")));
}

#[test]
fn a_read_only_folder_is_named() {
    let Some(disk) = Disk::of("48m") else { return };
    let path = disk.path("a.db");
    furnished(&path);
    let before = std::fs::read(&path).unwrap();
    disk.set("ro");
    for path in [&path, &disk.path("new.db"), &disk.path("deeper/new.db")] {
        let error = refused(path);
        assert_eq!(error.code(), "storage", "{error}");
        assert!(
            error
                .to_string()
                .contains(disk.path("").to_str().unwrap().trim_end_matches('/')),
            "{error}"
        );
    }
    assert_eq!(std::fs::read(&path).unwrap(), before);
    disk.set("rw");
    assert_eq!(Desk::at(&path).count("contacts"), 60);
}

#[test]
fn a_damaged_first_page_is_told_and_the_file_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    furnished(&path);
    let whole = std::fs::read(&path).unwrap();
    for at in [0, 7, 16, 100, 3_000, PAGE - 1] {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x20;
        std::fs::write(&path, &damaged).unwrap();
        let error = refused(&path);
        // With its first page damaged a file cannot be told from one of another key.
        assert_eq!(error.code(), "locked", "byte {at}: {error}");
        assert!(
            std::fs::read(&path).unwrap() == damaged,
            "byte {at}: the file was changed"
        );
    }
    for length in [
        1,
        100,
        PAGE,
        whole.len() / 2,
        whole.len() - PAGE,
        whole.len() - 1,
    ] {
        std::fs::write(&path, &whole[..length]).unwrap();
        match App::open(config(&path)) {
            Ok(app) => {
                // The end that is missing held nothing that is read at the start.
                let me = app.owner(mycrm_kernel::caller::Face::Local);
                let read = app.call(&me, "contacts.list", json!({"limit": 500}));
                let code = read.as_ref().err().map(Error::code);
                assert!(
                    code.is_none() || code == Some("storage"),
                    "{length}: {code:?}"
                );
            }
            Err(error) => assert!(
                ["locked", "storage"].contains(&error.code()),
                "{length}: {error}"
            ),
        }
    }
    std::fs::write(&path, &whole).unwrap();
    assert_eq!(Desk::at(&path).count("contacts"), 60);
}

#[test]
fn a_damaged_page_is_never_read_as_if_it_were_sound() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    furnished(&path);
    let whole = std::fs::read(&path).unwrap();
    let expected = {
        let desk = Desk::at(&path);
        desk.call("contacts.list", json!({"limit": 500}))["items"].clone()
    };
    let pages = whole.len() / PAGE;
    let (mut refusals, mut chance) = (0, Chance(6));
    for page in 1..pages {
        if page % 3 != 0 {
            continue;
        }
        let mut damaged = whole.clone();
        damaged[page * PAGE + chance.below(PAGE)] ^= 1 << chance.below(8);
        std::fs::write(&path, &damaged).unwrap();
        let told = !texts(&connect(&path), "PRAGMA cipher_integrity_check").is_empty();
        assert!(told, "page {page}: the check does not see it");
        let outcome = App::open(config(&path)).and_then(|app| {
            let me = app.owner(mycrm_kernel::caller::Face::Local);
            let verified = app.call(&me, "changes.verify", json!({}))?;
            assert_eq!(verified["ok"], true, "page {page}");
            app.call(&me, "contacts.list", json!({"limit": 500}))
        });
        match outcome {
            Ok(read) => assert_eq!(read["items"], expected, "page {page}"),
            Err(error) => {
                refusals += 1;
                assert_eq!(error.code(), "storage", "page {page}: {error}");
                assert!(
                    error.to_string().contains("backup"),
                    "page {page} says what to do: {error}"
                );
            }
        }
    }
    assert!(refusals > 3, "some of these pages are read: {refusals}");
    std::fs::write(&path, &whole).unwrap();
    assert_eq!(Desk::at(&path).count("contacts"), 60);
}

/// A database whose newest edits stand in the write-ahead log only, because its process was killed.
fn interrupted(path: &Path) {
    furnished(path);
    loop {
        let said = Other::start("edits", path).kill_after(Duration::from_millis(150));
        if said.len() > 5 {
            break;
        }
    }
    assert!(std::fs::metadata(beside(path, "-wal")).unwrap().len() > 0);
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}{ending}", path.display()))
}

#[test]
fn a_lost_or_damaged_write_ahead_log_leaves_what_came_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    interrupted(&path);
    let copy = |name: &str| {
        let to = folder.path().join(name);
        for ending in ["", "-wal"] {
            std::fs::copy(beside(&path, ending), beside(&to, ending)).unwrap();
        }
        to
    };
    let lost = copy("lost.db");
    std::fs::remove_file(beside(&lost, "-wal")).unwrap();
    let desk = Desk::at(&lost);
    assert_eq!(desk.count("contacts"), 60);
    audit(&desk);

    let mut chance = Chance(9);
    for at in 0..6 {
        let torn = copy(&format!("torn-{at}.db"));
        let log = beside(&torn, "-wal");
        let mut bytes = std::fs::read(&log).unwrap();
        let place = chance.below(bytes.len());
        if at % 2 == 0 {
            bytes[place] ^= 4;
        } else {
            bytes.truncate(place);
        }
        std::fs::write(&log, bytes).unwrap();
        let desk = Desk::at(&torn);
        assert_eq!(desk.count("contacts"), 60);
        audit(&desk);
    }
}

#[test]
fn a_wrong_key_harms_neither_the_file_nor_its_write_ahead_log() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    interrupted(&path);
    let copy = folder.path().join("b.db");
    for ending in ["", "-wal"] {
        std::fs::copy(beside(&path, ending), beside(&copy, ending)).unwrap();
    }
    let stored = |path: &Path| {
        let desk = Desk::at(path);
        audit(&desk);
        desk.verified()["checked"].clone()
    };
    let expected = stored(&path);
    for _ in 0..2 {
        let wrong = mycrm_kernel::app::Config {
            key: mycrm_kernel::store::KeySource::Raw([8; 32]),
            ..config(&copy)
        };
        let error = App::open(wrong).err().unwrap();
        assert_eq!((error.code(), error.exit_code()), ("locked", 5));
    }
    assert_eq!(stored(&copy), expected);
}

#[test]
fn a_folder_in_the_place_of_the_database_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    std::fs::create_dir(&path).unwrap();
    assert_eq!(refused(&path).code(), "storage");
    // And a file in the place of its folder.
    std::fs::write(folder.path().join("file"), "").unwrap();
    assert_eq!(
        refused(&folder.path().join("file").join("a.db")).code(),
        "storage"
    );
    // Some other file is not taken for a database, nor changed.
    let other = folder.path().join("other.db");
    std::fs::write(&other, "name,email\nAnna,anna@example.com\n".repeat(500)).unwrap();
    assert_eq!(refused(&other).code(), "locked");
    assert!(
        std::fs::read_to_string(&other)
            .unwrap()
            .starts_with("name,email\nAnna")
    );
}
