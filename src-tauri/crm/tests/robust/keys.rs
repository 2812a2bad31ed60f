//! The description of the key: lost, damaged, or of a later time. Each is named, and putting it back opens the data.

use mycrm_kernel::app::{App, Config};
use mycrm_kernel::caller::Face;
use mycrm_kernel::store::KeySource;
use serde_json::json;
use std::path::Path;

fn config(path: &Path, passphrase: &str) -> Config {
    Config {
        key: KeySource::Passphrase(passphrase.to_owned().into()),
        ..Config::at(path).with(mycrm_crm::area())
    }
}

#[test]
fn whatever_happens_to_the_description_of_the_key_is_told_and_harms_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let description = folder.path().join("a.db.key");
    {
        let app = App::open(config(&path, "winter")).unwrap();
        let me = app.owner(Face::Local);
        app.call(&me, "contacts.create", json!({"last_name": "Kovács"}))
            .unwrap();
    }
    let (data, sound) = (
        std::fs::read(&path).unwrap(),
        std::fs::read_to_string(&description).unwrap(),
    );
    let is_locked = |what: &str, passphrase: &str, names: &str| {
        let error = App::open(config(&path, passphrase))
            .err()
            .unwrap_or_else(|| panic!("{what} opens"));
        assert_eq!(error.code(), "locked", "{what}: {error}");
        assert!(
            error.to_string().contains(names),
            "{what} names {names}: {error}"
        );
        assert!(
            std::fs::read(&path).unwrap() == data,
            "{what} changed the data"
        );
    };
    is_locked("a wrong passphrase", "summer", "key");
    std::fs::remove_file(&description).unwrap();
    is_locked("no description", "winter", "a.db.key");
    let change = |name: &str, value: serde_json::Value| {
        let mut changed: serde_json::Value = serde_json::from_str(&sound).unwrap();
        changed[name] = value;
        changed.to_string()
    };
    for (what, text, names) in [
        ("an empty description", String::new(), "a.db.key"),
        (
            "half a description",
            sound[..sound.len() / 2].to_owned(),
            "a.db.key",
        ),
        ("no JSON", "\u{fffd}\u{0}".into(), "a.db.key"),
        (
            "another salt",
            change("salt", json!("AAAAAAAAAAAAAAAAAAAAAA==")),
            "key",
        ),
        ("a damaged salt", change("salt", json!("%")), "a.db.key"),
        (
            "costs beyond any computer",
            change("memory_kib", json!(4_294_967_295_u32)),
            "a.db.key",
        ),
        (
            "passes without end",
            change("passes", json!(4_000_000_000_u32)),
            "a.db.key",
        ),
        ("no costs", change("memory_kib", json!(0)), "a.db.key"),
        ("a later version", change("version", json!(2)), "newer"),
    ] {
        std::fs::write(&description, text).unwrap();
        is_locked(what, "winter", names);
    }
    std::fs::write(&description, &sound).unwrap();
    let app = App::open(config(&path, "winter")).unwrap();
    let me = app.owner(Face::Local);
    assert_eq!(
        app.call(&me, "contacts.count", json!({})).unwrap()["value"],
        1
    );
    let status = app.call(&me, "app.status", json!({})).unwrap();
    assert_eq!(status["protection"]["key"], "passphrase");
}

#[test]
fn a_passphrase_file_that_is_lost_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    {
        App::open(config(&path, "winter")).unwrap();
    }
    let description = folder.path().join("a.db.key");
    let text = std::fs::read_to_string(&description).unwrap();
    std::fs::write(
        &description,
        text.replace("\"passphrase\"", "\"passphrase_file\""),
    )
    .unwrap();
    let automatic = || {
        App::open(Config::at(&path).with(mycrm_crm::area()))
            .err()
            .unwrap()
    };
    let error = automatic();
    assert_eq!(error.code(), "locked");
    assert!(error.to_string().contains("a.db.passphrase"), "{error}");
    std::fs::write(folder.path().join("a.db.passphrase"), "\n").unwrap();
    assert!(automatic().to_string().contains("empty"));
    std::fs::write(folder.path().join("a.db.passphrase"), "winter\n").unwrap();
    assert!(App::open(Config::at(&path).with(mycrm_crm::area())).is_ok());
}
