//! Readers of the log: each hears of every change at least once, goes on where it was, and stands in nobody's way.

use std::sync::Mutex;

use mycrm_kernel::app::{App, Config};
use mycrm_kernel::caller::{Caller, Origin};
use mycrm_kernel::change::Change;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::subscriber::Subscriber;
use serde_json::{Value as Json, json};

use crate::support::Desk;

/// What the readers of one test were told: reader, and number of the change.
type Told = Mutex<Vec<(&'static str, i64)>>;

static BROKEN: Told = Mutex::new(Vec::new());
static RESUMED: Told = Mutex::new(Vec::new());

fn note(told: &Told, who: &'static str, changes: &[Change]) {
    let mut told = told.lock().unwrap();
    told.extend(changes.iter().map(|change| (who, change.seq)));
}

fn heard(told: &Told, who: &str) -> Vec<i64> {
    let told = told.lock().unwrap();
    told.iter()
        .filter(|(name, _)| *name == who)
        .map(|(_, seq)| *seq)
        .collect()
}

fn with(subscribers: &[Subscriber]) -> impl FnOnce(Config) -> Config {
    let subscribers = subscribers.to_vec();
    move |config| Config {
        subscribers,
        ..config
    }
}

fn cursors(desk: &Desk) -> Vec<(String, i64, i64, Option<String>)> {
    crate::raw::connect(&desk.path)
        .prepare("SELECT name, seq, failures, error FROM subscribers ORDER BY name")
        .unwrap()
        .query_map([], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .unwrap()
        .collect::<std::result::Result<_, _>>()
        .unwrap()
}

#[test]
fn one_that_fails_does_not_stop_the_others_and_hears_it_again() {
    fn panics(_: &App, _: &Caller, changes: &[Change]) -> Result<()> {
        note(&BROKEN, "panics", changes);
        panic!("on purpose")
    }
    fn fails(_: &App, _: &Caller, changes: &[Change]) -> Result<()> {
        note(&BROKEN, "fails", changes);
        if heard(&BROKEN, "fails").len() < 3 {
            return Err(Error::Busy);
        }
        Ok(())
    }
    fn listens(_: &App, _: &Caller, changes: &[Change]) -> Result<()> {
        note(&BROKEN, "listens", changes);
        Ok(())
    }
    let all = [
        (
            "a.panics",
            panics as fn(&App, &Caller, &[Change]) -> Result<()>,
        ),
        ("b.fails", fails),
        ("c.listens", listens),
    ]
    .map(|(name, react)| Subscriber {
        name,
        kinds: &["contact"],
        react,
    });
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::with(&folder.path().join("a.db"), with(&all), None);
    desk.create("accounts", json!({"name": "not for them"}));
    desk.create("contacts", json!({"last_name": "Kovács"}));
    let newest = *heard_after(&desk, &BROKEN, "listens").last().unwrap();
    assert_eq!(
        heard(&BROKEN, "listens"),
        [newest],
        "one change, of a contact"
    );
    let [panicked, failed, listened] = <[_; 3]>::try_from(cursors(&desk)).unwrap();
    assert_eq!(panicked, ("a.panics".into(), 0, 1, Some("internal".into())));
    assert_eq!(failed, ("b.fails".into(), 0, 1, Some("busy".into())));
    assert_eq!(listened, ("c.listens".into(), newest, 0, None));

    let _ = desk.app.run_subscribers();
    let _ = desk.app.run_subscribers();
    assert_eq!(
        heard(&BROKEN, "fails"),
        [newest; 3],
        "told until it is dealt with, then no more"
    );
    assert_eq!(cursors(&desk)[1], ("b.fails".into(), newest, 0, None));
    assert_eq!(heard(&BROKEN, "listens"), [newest]);
    // Commands go on as if nothing were.
    desk.create("contacts", json!({"last_name": "Brandl"}));
}

fn heard_after(desk: &Desk, told: &Told, who: &str) -> Vec<i64> {
    let _ = desk.app.run_subscribers();
    heard(told, who)
}

#[test]
fn a_reader_goes_on_where_it_was_after_a_restart() {
    fn listens(_: &App, caller: &Caller, changes: &[Change]) -> Result<()> {
        assert_eq!((caller.origin, caller.depth), (Origin::Automation, 1));
        assert_eq!(caller.cause, changes.last().map(|change| change.seq));
        note(&RESUMED, "listens", changes);
        Ok(())
    }
    let all = [Subscriber {
        name: "listens",
        kinds: &["contact"],
        react: listens,
    }];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let create = |desk: &Desk, count: usize| {
        for _ in 0..count {
            desk.create("contacts", json!({"last_name": "Kovács"}));
        }
    };
    {
        let desk = Desk::with(&path, with(&all), None);
        create(&desk, 3);
        desk.app.run_subscribers().unwrap();
        create(&desk, 2);
    }
    assert_eq!(heard(&RESUMED, "listens").len(), 3);
    let desk = Desk::with(&path, with(&all), None);
    desk.app.run_subscribers().unwrap();
    create(&desk, 1);
    desk.app.start_background();
    let patience = std::time::Instant::now();
    while heard(&RESUMED, "listens").len() < 6 && patience.elapsed().as_secs() < 20 {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let all = heard(&RESUMED, "listens");
    assert!(all.len() == 6 && all.is_sorted_by(|a, b| a < b), "{all:?}");
}

#[test]
fn the_last_activity_of_a_contact_follows_its_activities() {
    let desk = Desk::new();
    let contact = desk.create("contacts", json!({"last_name": "Kovács"}));
    let last = |at: &str| {
        let call =
            json!({"type": "call", "subject": "Offer", "contact": contact, "occurred_at": at});
        let id = desk.create("activities", call);
        desk.app.run_subscribers().unwrap();
        (id, desk.field("contacts", &contact, "last_activity_at"))
    };
    let (_, first) = last("2026-11-01T10:00:00Z");
    let (newer, second) = last("2026-11-10T10:00:00Z");
    assert_eq!(
        (&first, &second),
        (
            &json!("2026-11-01T10:00:00.000Z"),
            &json!("2026-11-10T10:00:00.000Z")
        )
    );
    for (operation, expected) in [
        ("activities.delete", &first),
        ("activities.restore", &second),
    ] {
        desk.call(operation, json!({"id": newer}));
        desk.app.run_subscribers().unwrap();
        assert_eq!(
            desk.field("contacts", &contact, "last_activity_at"),
            *expected,
            "{operation}"
        );
    }
    desk.call(
        "activities.update",
        json!({"id": newer, "contact": Json::Null}),
    );
    desk.app.run_subscribers().unwrap();
    assert_eq!(desk.field("contacts", &contact, "last_activity_at"), first);
    crate::audit::audit(&desk);
}
