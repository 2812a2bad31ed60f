//! Long work: progress, cancel, retry, resumption; a job that misbehaves harms nobody else.

use mycrm_kernel::app::Config;
use mycrm_kernel::event::Event;
use serde_json::{Value as Json, json};

use crate::audit::audit;
use crate::pieces::{self, BEGUN};
use crate::support::Desk;

pub(crate) fn with_pieces(mut config: Config) -> Config {
    config.operations.push(pieces::OPERATIONS);
    config
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    Desk::with(&path, with_pieces, Some(folder.into()))
}

impl Desk {
    fn begin(&self, input: Json) -> Json {
        self.call("tests.write_in_pieces", input)["job"].clone()
    }

    pub(crate) fn job(&self, id: &Json) -> Json {
        self.call("jobs.get", json!({"id": id}))
    }

    pub(crate) fn count(&self, plural: &str) -> u64 {
        let count = self.call(&format!("{plural}.count"), json!({"cap": 1_000_000}));
        count["value"].as_u64().unwrap()
    }
}

fn times(name: &str) -> u32 {
    BEGUN
        .lock()
        .unwrap()
        .as_ref()
        .and_then(|all| all.get(name).copied())
        .unwrap_or(0)
}

#[test]
fn a_job_reports_its_progress_and_is_undone_as_one() {
    let desk = desk();
    let events = desk.app.listen().unwrap();
    let job = desk.begin(json!({"name": "plain", "total": 45}));
    assert_eq!(desk.job(&job)["state"], "queued");
    desk.app.run_due_jobs().unwrap();
    let ended = desk.job(&job);
    assert_eq!(ended["state"], "done", "{ended}");
    assert_eq!((&ended["done"], &ended["total"]), (&json!(45), &json!(45)));
    assert_eq!(ended["result"], json!({"written": 45, "resumed_at": null}));
    assert!(ended["step"].is_string() && ended["finished_at"].is_string());
    let told: Vec<i64> = events
        .try_iter()
        .filter_map(|event| match event {
            Event::Job { job } => Some(job.done),
            _ => None,
        })
        .collect();
    assert!(told.is_sorted() && told.last() == Some(&45), "{told:?}");
    assert_eq!(desk.count("contacts"), 45);
    let undone = desk.call("steps.undo", json!({"step": ended["step"]}));
    assert_eq!(undone["changed"], 45);
    assert_eq!(desk.count("contacts"), 0);
    audit(&desk);
}

#[test]
fn a_cancelled_job_keeps_what_it_wrote_and_goes_on_when_tried_again() {
    let desk = desk();
    let job = desk.begin(json!({"name": "cancelled", "total": 50, "mishap": [20, "cancel"]}));
    desk.app.run_due_jobs().unwrap();
    let stopped = desk.job(&job);
    assert_eq!(stopped["state"], "cancelled", "{stopped}");
    assert_eq!(desk.count("contacts"), 20);
    assert_eq!(
        desk.refused("jobs.cancel", json!({"id": job})).code(),
        "job_ended"
    );
    desk.call("jobs.retry", json!({"id": job}));
    desk.app.run_due_jobs().unwrap();
    let ended = desk.job(&job);
    assert_eq!(ended["state"], "done", "{ended}");
    assert_eq!(ended["result"]["resumed_at"], 20);
    assert_eq!(ended["step"], stopped["step"], "all of it is one step");
    assert_eq!(desk.count("contacts"), 50);

    let waiting = desk.begin(json!({"name": "never begun", "total": 50}));
    assert_eq!(
        desk.call("jobs.cancel", json!({"id": waiting}))["state"],
        "cancelled"
    );
    desk.app.run_due_jobs().unwrap();
    assert_eq!(times("never begun"), 0);
    audit(&desk);
}

#[test]
fn a_job_whose_step_was_taken_back_goes_on_in_a_step_of_its_own() {
    let desk = desk();
    let job = desk.begin(json!({"name": "taken back", "total": 50, "mishap": [20, "cancel"]}));
    desk.app.run_due_jobs().unwrap();
    let first = desk.job(&job)["step"].clone();
    desk.call("steps.undo", json!({"step": first}));
    desk.call("jobs.retry", json!({"id": job}));
    desk.app.run_due_jobs().unwrap();
    assert_eq!(desk.count("contacts"), 30);
    let second = desk.job(&job)["step"].clone();
    assert_ne!(first, second);
    desk.call("steps.undo", json!({"step": second}));
    assert_eq!(desk.count("contacts"), 0);
    audit(&desk);
}

#[test]
fn a_busy_database_is_tried_again_later_and_later() {
    let desk = desk();
    let job = desk.begin(json!({"name": "busy twice", "total": 10, "busy": 2}));
    for (waits, state) in [(1_000, "queued"), (2_000, "queued"), (0, "done")] {
        desk.app.run_due_jobs().unwrap();
        assert_eq!(desk.job(&job)["state"], state);
        if waits > 0 {
            // A moment too early nothing happens.
            desk.clock.advance(waits - 10);
            let before = times("busy twice");
            desk.app.run_due_jobs().unwrap();
            assert_eq!(times("busy twice"), before, "tried again too early");
            desk.clock.advance(10);
        }
    }

    let hopeless = desk.begin(json!({"name": "always busy", "total": 10, "busy": 99}));
    for _ in 0..10 {
        desk.app.run_due_jobs().unwrap();
        desk.clock.advance(60_000);
    }
    let given_up = desk.job(&hopeless);
    assert_eq!(
        (&given_up["state"], &given_up["attempts"]),
        (&json!("failed"), &json!(5))
    );
    assert_eq!(given_up["error"]["code"], "busy");
}

#[test]
fn a_job_that_panics_has_failed_and_the_next_one_runs() {
    let desk = desk();
    let panics = desk.begin(json!({"name": "panics", "total": 30, "mishap": [10, "panic"]}));
    let inside =
        desk.begin(json!({"name": "inside", "total": 30, "mishap": [20, "panic_in_commit"]}));
    let refused = desk.begin(json!({"name": "refused", "total": 30, "mishap": [0, "fail"]}));
    let sound = desk.begin(json!({"name": "sound", "total": 10}));
    desk.app.run_due_jobs().unwrap();
    let states = [&panics, &inside, &refused, &sound].map(|job| desk.job(job));
    for (state, code) in states.iter().zip(["internal", "internal", "validation"]) {
        assert_eq!(
            (&state["state"], &state["error"]["code"]),
            (&json!("failed"), &json!(code))
        );
        assert!(state["error"]["trace"].is_string());
    }
    assert_eq!(states[3]["state"], "done");
    assert_eq!(
        desk.count("contacts"),
        10 + 20 + 10,
        "the piece that panicked left nothing"
    );
    desk.call("jobs.retry", json!({"id": inside}));
    desk.app.run_due_jobs().unwrap();
    assert_eq!(desk.job(&inside)["result"]["resumed_at"], 20);
    assert_eq!(desk.count("contacts"), 50);
    audit(&desk);
}

#[test]
fn a_job_that_is_malformed_or_unknown_is_refused_at_once() {
    let desk = desk();
    let wrong = desk.refused("tests.write_in_pieces", json!({"name": "x", "total": -1}));
    assert_eq!(wrong.code(), "validation");
    let unknown = json!({"id": "01890000-0000-7000-8000-000000000009"});
    for operation in ["jobs.get", "jobs.cancel", "jobs.retry"] {
        assert_eq!(desk.refused(operation, unknown.clone()).code(), "not_found");
    }
    assert_eq!(desk.call("jobs.list", json!({}))["items"], json!([]));
}

#[test]
fn work_that_ended_with_the_program_goes_back_into_the_queue_but_not_for_ever() {
    let folder = std::sync::Arc::new(tempfile::tempdir().unwrap());
    let path = folder.path().join("a.db");
    let job = {
        let desk = Desk::with(&path, with_pieces, None);
        let job = desk.begin(json!({"name": "interrupted", "total": 30, "mishap": [20, "cancel"]}));
        desk.app.run_due_jobs().unwrap();
        job
    };
    let interrupted = |attempts: i64| {
        let sql =
            format!("UPDATE jobs SET state = 'running', attempts = {attempts}, finished_at = NULL");
        crate::raw::connect(&path).execute_batch(&sql).unwrap();
    };
    interrupted(5);
    {
        let desk = Desk::with(&path, with_pieces, None);
        let given_up = desk.job(&job);
        assert_eq!(
            (&given_up["state"], &given_up["error"]["code"]),
            (&json!("failed"), &json!("internal"))
        );
    }
    interrupted(1);
    let desk = Desk::with(&path, with_pieces, Some(folder.clone()));
    desk.app.run_due_jobs().unwrap();
    let ended = desk.job(&job);
    assert_eq!(
        ended["result"],
        json!({"written": 30, "resumed_at": 20}),
        "{ended}"
    );
    assert_eq!(desk.count("contacts"), 30);
    audit(&desk);
}
