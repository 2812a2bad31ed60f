//! Undo is exact: whatever was done, taking it back leaves what was, and bringing it back leaves what had become of it.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use serde_json::{Value as Json, json};

use crate::acts::{Act, act, acts};
use crate::audit::{State, audit, state};
use crate::support::{Desk, id, ids};

/// A desk with a few records and a second pipeline.
fn furnished() -> Desk {
    let desk = Desk::new();
    let other = desk.create("pipelines", json!({"name": "Renewals", "position": 2}));
    desk.create(
        "stages",
        json!({"name": "Due", "pipeline": other, "position": 1, "probability": 40}),
    );
    for at in 0..3 {
        act(&desk, &Act::Create(at, 7 + at as u64));
        act(&desk, &Act::Create(3, at as u64));
    }
    desk.app.run_subscribers().unwrap();
    desk
}

fn newest_step(desk: &Desk) -> Json {
    desk.call("steps.list", json!({"limit": 1}))["items"][0]["id"].clone()
}

fn same(now: &State, then: &State, what: &str) -> Result<(), TestCaseError> {
    prop_assert!(now.timeline == then.timeline, "{}: timelines differ", what);
    for (kind, before) in &then.kinds {
        let after = &now.kinds[kind];
        prop_assert_eq!(&after.records, &before.records, "{}: {}", what, kind);
        prop_assert!(
            after.words == before.words,
            "{}: search of {} differs",
            what,
            kind
        );
    }
    Ok(())
}

/// How a step is taken back, or brought back.
type Way = fn(&Desk, &Json, bool);

/// As Ctrl+Z does it: the newest, at once.
fn at_once(desk: &Desk, _: &Json, redo: bool) {
    desk.call(if redo { "steps.redo" } else { "steps.undo" }, json!({}));
}

/// As it is done with very many changes: a little at a time.
fn bit_by_bit(desk: &Desk, step: &Json, redo: bool) {
    let job = desk.call("steps.take_back", json!({"step": step, "redo": redo}));
    desk.app.run_due_jobs().unwrap();
    let ended = desk.job(&job["job"]);
    assert_eq!(ended["state"], "done", "{ended}");
}

fn there_and_back(desk: &Desk, all: &[Act], way: Way) -> Result<(), TestCaseError> {
    let mut states = vec![state(desk)];
    let mut done = vec![Json::Null];
    for one in all {
        let before = newest_step(desk);
        act(desk, one);
        if newest_step(desk) != before {
            states.push(state(desk));
            done.push(newest_step(desk));
        }
    }
    let steps = states.len() - 1;
    for round in 0..2 {
        for at in (0..steps).rev() {
            way(desk, &done[at + 1], false);
            same(
                &state(desk),
                &states[at],
                &format!("round {round}, undo to {at}"),
            )?;
        }
        if round == 1 {
            break;
        }
        for (at, then) in states.iter().enumerate().skip(1) {
            way(desk, &done[at], true);
            same(&state(desk), then, &format!("redo to {at}"))?;
        }
        if steps > 0 {
            prop_assert_eq!(
                desk.refused("steps.redo", json!({})).code(),
                "nothing_to_redo"
            );
        }
    }
    Ok(())
}

fn run(cases: u32, desk: &Desk, test: impl Fn(&Desk, &[Act]) -> Result<(), TestCaseError>) {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new(config)
        .run(&acts(), |all| test(desk, &all))
        .unwrap_or_else(|error| panic!("{error}"));
    audit(desk);
}

#[test]
fn undo_leaves_what_was_and_redo_what_had_become_of_it() {
    run(40, &furnished(), |desk, all| {
        there_and_back(desk, all, at_once)
    });
}

#[test]
fn what_is_taken_back_bit_by_bit_leaves_the_same() {
    run(20, &furnished(), |desk, all| {
        there_and_back(desk, all, bit_by_bit)
    });
}

/// With reactions in between, everything is as before once the reactions to the undo have run as well.
#[test]
fn reactions_do_not_stand_in_the_way_of_undo() {
    run(15, &furnished(), |desk, all| {
        let before = state(desk);
        let mut steps = 0;
        for one in all {
            let newest = newest_step(desk);
            act(desk, one);
            steps += usize::from(newest_step(desk) != newest);
            desk.app.run_subscribers().unwrap();
        }
        for _ in 0..steps {
            desk.call("steps.undo", json!({}));
            desk.app.run_subscribers().unwrap();
        }
        same(&state(desk), &before, "after all undos")
    });
}

/// Any step can be taken back, not only the newest; whatever hangs together still does.
#[test]
fn any_step_can_be_taken_back_and_the_rest_stays_whole() {
    run(25, &furnished(), |desk, all| {
        for one in all {
            act(desk, one);
        }
        let steps = desk.call("steps.list", json!({"limit": 20}));
        for step in steps["items"].as_array().unwrap().iter().step_by(2) {
            if step["undoable"] == true && step["undone"] == false && step["mode"] == "do" {
                desk.call("steps.undo", json!({"step": step["id"]}));
            }
        }
        nothing_dangles(desk)?;
        for _ in 0..3 {
            if desk.try_call("steps.redo", json!({})).is_err() {
                break;
            }
        }
        nothing_dangles(desk)
    });
}

/// No record refers to one that does not exist.
fn nothing_dangles(desk: &Desk) -> Result<(), TestCaseError> {
    let state = state(desk);
    for kind in desk.app.kinds().iter() {
        for (id, record) in &state.kinds[&kind.name].records {
            for field in &kind.fields {
                let (Some(target), Some(to)) = (&field.reference, record[&field.name].as_str())
                else {
                    continue;
                };
                let found = state.kinds[target]
                    .records
                    .keys()
                    .any(|known| known.to_string() == to);
                prop_assert!(
                    found,
                    "{} {id}: “{}” refers to nobody",
                    kind.name,
                    field.name
                );
            }
        }
    }
    Ok(())
}

#[test]
fn what_others_refer_to_goes_to_the_trash_when_its_create_is_undone() {
    let desk = Desk::new();
    let account = desk.create("accounts", json!({"name": "Duna Medical"}));
    let step = newest_step(&desk);
    let contact = desk.create(
        "contacts",
        json!({"last_name": "Kovács", "account": account}),
    );
    desk.call("steps.undo", json!({"step": step}));
    assert!(desk.field("accounts", &account, "deleted_at").is_string());
    assert_eq!(desk.field("contacts", &contact, "account"), json!(account));
    desk.call("steps.redo", json!({"step": step}));
    assert_eq!(desk.field("accounts", &account, "deleted_at"), Json::Null);
    audit(&desk);
}

#[test]
fn what_was_erased_is_not_referred_to_again_by_undo() {
    let desk = Desk::new();
    let account = desk.create("accounts", json!({"name": "Duna Medical"}));
    let contact = desk.create(
        "contacts",
        json!({"last_name": "Kovács", "account": account}),
    );
    desk.call(
        "contacts.update",
        json!({"id": contact, "account": null, "title": "Buyer"}),
    );
    let edit = newest_step(&desk);
    desk.call("contacts.delete", json!({"id": contact}));
    desk.call("accounts.delete", json!({"id": account}));
    desk.call("accounts.purge", json!({"id": account}));
    desk.call("steps.undo", json!({"step": edit}));
    assert_eq!(desk.field("contacts", &contact, "account"), Json::Null);
    assert_eq!(desk.field("contacts", &contact, "title"), Json::Null);
    audit(&desk);
}

#[test]
fn the_trash_remembers_when_something_came_into_it() {
    let desk = Desk::new();
    let contact = desk.create("contacts", json!({"last_name": "Kovács"}));
    desk.call("contacts.delete", json!({"id": contact}));
    let when = desk.field("contacts", &contact, "deleted_at");
    desk.clock.advance(86_400_000);
    desk.call("contacts.restore", json!({"id": contact}));
    desk.call("steps.undo", json!({}));
    assert_eq!(desk.field("contacts", &contact, "deleted_at"), when);
}

#[test]
fn a_field_that_was_changed_since_is_left_alone() {
    let desk = Desk::new();
    let contact = desk.create(
        "contacts",
        json!({"last_name": "Kovács", "title": "Buyer", "city": "Pécs"}),
    );
    desk.call(
        "contacts.update",
        json!({"id": contact, "title": "CFO", "city": "Győr"}),
    );
    let step = newest_step(&desk);
    desk.call("contacts.update", json!({"id": contact, "title": "CEO"}));
    let undone = desk.call("steps.undo", json!({"step": step}));
    assert_eq!(
        (&undone["changed"], &undone["skipped"]),
        (&json!(1), &json!(0))
    );
    assert_eq!(desk.field("contacts", &contact, "title"), "CEO");
    assert_eq!(desk.field("contacts", &contact, "city"), "Pécs");
    let again = desk.refused("steps.undo", json!({"step": step}));
    assert_eq!(again.code(), "undone_already");
    audit(&desk);
}

#[test]
fn what_was_erased_for_good_cannot_be_taken_back() {
    let desk = Desk::new();
    let contact = desk.create("contacts", json!({"last_name": "Kovács"}));
    desk.call("contacts.delete", json!({"id": contact}));
    desk.call("contacts.purge", json!({"id": contact}));
    let refused = desk.refused("steps.undo", json!({"step": newest_step(&desk)}));
    assert_eq!(refused.code(), "not_undoable");
}

#[test]
fn settings_are_not_undone_and_nothing_to_undo_says_so() {
    let desk = Desk::new();
    assert_eq!(
        desk.refused("steps.undo", json!({})).code(),
        "nothing_to_undo"
    );
    let setting = id(&desk.call("settings.create", json!({"key": "theme", "value": "dark"})));
    assert_eq!(
        desk.refused("steps.undo", json!({})).code(),
        "nothing_to_undo"
    );
    assert_eq!(ids(&desk.call("settings.list", json!({}))), [setting]);
}

#[test]
fn a_step_counts_what_it_was_about_and_not_what_followed() {
    let desk = Desk::new();
    let label =
        |desk: &Desk| desk.call("steps.list", json!({"limit": 1}))["items"][0]["label"].clone();
    let deal = |name: &str| desk.create("opportunities", json!({"name": name, "amount": "10.00"}));
    deal("Cold chain");
    let told = label(&desk);
    assert_eq!(
        (&told["kind"], &told["count"], &told["name"]),
        (&json!("opportunity"), &json!(1), &json!("Cold chain"))
    );
    for number in 1..120 {
        deal(&number.to_string());
    }
    // Each deal ends one stay and begins another: three changes a deal.
    let stage = desk.stages()[2].clone();
    let moved = desk.call(
        "opportunities.bulk_update",
        json!({"target": {}, "set": {"stage": stage}}),
    );
    assert_eq!(moved["changed"], 360);
    assert_eq!(label(&desk)["count"], 120);
    desk.call("steps.undo", json!({}));
    assert_eq!(label(&desk)["count"], 120);
    assert_eq!(desk.verified()["ok"], true);
}
