//! Steps of very many changes are taken back by long work: a little at a time, and still as one.

use std::thread;
use std::time::Duration;

use mycrm_crm::contacts::Contact;
use mycrm_kernel::caller::Face;
use mycrm_kernel::tx::StepPlan;
use serde_json::{Value as Json, json};

use crate::audit::{audit, state};
use crate::support::Desk;

/// The operation of a step that creates many.
pub(crate) const MANY: &str = "tests.many";

/// Creates `count` contacts as one step; answers the step.
pub(crate) fn many(desk: &Desk, count: usize) -> Json {
    let me = desk.app.owner(Face::Local);
    let step = desk.app.write(&me, StepPlan::of(MANY), |tx| {
        for number in 0..count {
            tx.insert(&Contact {
                last_name: Some(format!("Molnár {number}")),
                ..Contact::default()
            })?;
        }
        tx.step_id()
    });
    json!(step.unwrap())
}

fn step_of(desk: &Desk, id: &Json) -> Json {
    let steps = desk.call("steps.list", json!({"limit": 100}))["items"].clone();
    let mut steps = steps.as_array().unwrap().iter();
    steps.find(|step| step["id"] == *id).unwrap().clone()
}

fn until(desk: &Desk, job: &Json, holds: impl Fn(&Json) -> bool) -> Json {
    loop {
        let state = desk.job(job);
        if holds(&state) {
            return state;
        }
        assert_ne!(state["state"], "failed", "{state}");
        thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_step_beyond_twenty_thousand_changes_is_taken_back_while_others_write() {
    const COUNT: usize = 20_001;
    let desk = Desk::new();
    let step = many(&desk, COUNT);
    let answer = desk.call("steps.undo", json!({}));
    assert_eq!((&answer["step"], &answer["changed"]), (&step, &json!(0)));
    let job = answer["job"].clone();
    // It counts as taken back from now on: a second Ctrl+Z does not begin it again.
    assert_eq!(step_of(&desk, &step)["undone"], true);
    assert_eq!(
        desk.refused("steps.undo", json!({})).code(),
        "nothing_to_undo"
    );
    assert_eq!(desk.count("contacts"), COUNT as u64);

    let (mut written, mut seen) = (0, 0);
    thread::scope(|scope| {
        let working = scope.spawn(|| desk.app.run_due_jobs().unwrap());
        while !working.is_finished() {
            if written < 50 {
                desk.create("accounts", json!({"name": format!("Account {written}")}));
                written += 1;
            }
            seen = seen.max(desk.job(&job)["done"].as_i64().unwrap());
        }
    });
    assert!(written > 3, "others could write {written} times");
    assert!(seen > 0, "it said how far it was");
    let ended = desk.job(&job);
    assert_eq!(ended["state"], "done", "{ended}");
    let result =
        json!({"step": step, "operation": MANY, "changed": COUNT, "skipped": 0, "redo": false});
    assert_eq!(ended["result"], result);
    assert_eq!(
        (&ended["done"], &ended["total"]),
        (&json!(COUNT), &json!(COUNT))
    );
    assert_eq!(
        (desk.count("contacts"), desk.count("accounts")),
        (0, written)
    );

    // Its own undo is as large.
    let answer = desk.call("steps.redo", json!({"step": step}));
    desk.app.run_due_jobs().unwrap();
    assert_eq!(desk.job(&answer["job"])["state"], "done");
    assert_eq!(desk.count("contacts"), COUNT as u64);
    assert_eq!(step_of(&desk, &step)["undone"], false);
    assert_eq!(desk.verified()["ok"], true);
}

#[test]
fn stopped_in_between_it_can_go_on_or_be_brought_back() {
    let desk = Desk::new();
    let step = many(&desk, 4_000);
    let before = state(&desk);
    desk.app.start_background();
    let begin = || desk.call("steps.take_back", json!({"step": step}))["job"].clone();
    let stop = |job: &Json| {
        until(&desk, job, |state| state["done"].as_i64() > Some(0));
        let _ = desk.try_call("jobs.cancel", json!({"id": job}));
        until(&desk, job, |state| {
            state["state"] != "running" && state["state"] != "queued"
        })
    };

    let first = begin();
    let stopped = stop(&first);
    assert_eq!(stopped["state"], "cancelled", "{stopped}");
    let left = desk.count("contacts");
    assert!(0 < left && left < 4_000, "{left}");
    audit(&desk);

    // What was taken back so far comes back as one.
    desk.call("steps.redo", json!({"step": step}));
    assert!(state(&desk).kinds["contact"].records.len() == 4_000);
    assert_eq!(step_of(&desk, &step)["undone"], false);
    // What it was taking back is there again: the work has nothing to go on with.
    desk.call("jobs.retry", json!({"id": first}));
    let refused = loop {
        let state = desk.job(&first);
        if state["state"] == "failed" {
            break state;
        }
        thread::sleep(Duration::from_millis(1));
    };
    assert_eq!(refused["error"]["code"], "brought_back_meanwhile");
    assert_eq!(desk.count("contacts"), 4_000);

    // Another time it goes on where it was stopped.
    let second = begin();
    stop(&second);
    desk.call("jobs.retry", json!({"id": second}));
    until(&desk, &second, |state| state["state"] == "done");
    assert_eq!(desk.count("contacts"), 0);
    audit(&desk);
    desk.call("steps.redo", json!({"step": step}));
    let after = state(&desk);
    assert!(after.kinds["contact"].words == before.kinds["contact"].words);
    assert_eq!(
        after.kinds["contact"].records,
        before.kinds["contact"].records
    );
}
