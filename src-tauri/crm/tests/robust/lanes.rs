//! Two lanes: what is looked at on the screen does not wait for long work.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use mycrm_crm::contacts::Contact;
use mycrm_kernel::app::Config;
use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::Result;
use mycrm_kernel::job::{Lane, Work};
use mycrm_kernel::operation::{Entry, Job, Operation, job};
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use crate::audit::audit;
use crate::support::Desk;

const OPERATIONS: &[Entry] = &[job::<Hold>(), job::<Reply>()];

/// While it is up, the work below goes on. One test has it to itself.
static HELD: AtomicBool = AtomicBool::new(false);

/// Long work: all threads of the machine are taken until it is let go, then it writes a contact.
#[derive(Debug, Deserialize, JsonSchema)]
struct Hold {}

impl Operation for Hold {
    const NAME: &'static str = "tests.hold";
    const ROUTE: &'static str = "POST /tests/hold";
    const NEEDS: Permission = Permission::Write;
    type Output = Json;
}

impl Job for Hold {
    fn run(self, work: &mut Work<'_>) -> Result<Json> {
        let stopped = work.stop().clone();
        let held = || HELD.load(Ordering::Relaxed) && !stopped.load(Ordering::Relaxed);
        let parts = 4 * rayon::current_num_threads();
        (0..parts).into_par_iter().with_max_len(1).for_each(|_| {
            while held() {
                std::thread::sleep(Duration::from_millis(1));
            }
        });
        write(work, "Held", 3)
    }
}

/// An answer: it computes on several threads and keeps what it found.
#[derive(Debug, Deserialize, JsonSchema)]
struct Reply {
    /// Waits until it is cancelled.
    #[serde(default)]
    forever: bool,
}

impl Operation for Reply {
    const NAME: &'static str = "tests.reply";
    const ROUTE: &'static str = "POST /tests/reply";
    const NEEDS: Permission = Permission::Write;
    type Output = Json;
}

impl Job for Reply {
    const LANE: Lane = Lane::Foreground;

    fn run(self, work: &mut Work<'_>) -> Result<Json> {
        if self.forever {
            loop {
                work.check_cancelled()?;
                std::thread::sleep(Duration::from_millis(1));
            }
        }
        let sum: u64 = (0..1_000_u64).into_par_iter().sum();
        write(work, "Reply", 3)?;
        Ok(json!(sum))
    }
}

fn write(work: &mut Work<'_>, name: &str, times: u64) -> Result<Json> {
    for done in 0..times {
        work.commit(json!({ "done": done }), |tx| {
            tx.insert(&Contact {
                last_name: Some(name.into()),
                ..Contact::default()
            })
        })?;
        work.progress(done + 1, times, "writing")?;
    }
    Ok(json!(times))
}

fn with_lanes(mut config: Config) -> Config {
    config.operations.push(OPERATIONS);
    config
}

impl Desk {
    fn ask(&self, operation: &str, input: Json) -> Json {
        self.call(operation, input)["job"].clone()
    }

    /// Waits until a job stands as said; a test that waits in vain fails.
    fn until(&self, job: &Json, state: &str) -> Json {
        for _ in 0..6_000 {
            let found = self.job(job);
            if found["state"] == state {
                return found;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("{} never was {state}", self.job(job));
    }
}

#[test]
fn an_answer_overtakes_long_work_and_its_successors_do_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let desk = Desk::with(&path, with_lanes, Some(folder.into()));
    HELD.store(true, Ordering::Relaxed);
    desk.app.start_background();
    let long = desk.ask("tests.hold", json!({}));
    assert_eq!(desk.until(&long, "running")["lane"], "background");
    let behind = desk.ask("tests.hold", json!({}));
    for _ in 0..3 {
        let reply = desk.ask("tests.reply", json!({}));
        let ended = desk.until(&reply, "done");
        assert_eq!(ended["lane"], "foreground");
        assert_eq!(ended["result"], 499_500);
    }
    // Answers wait for each other, and each is cancelled by itself.
    let endless = desk.ask("tests.reply", json!({ "forever": true }));
    desk.until(&endless, "running");
    let next = desk.ask("tests.reply", json!({}));
    assert_eq!(desk.job(&next)["state"], "queued");
    assert_eq!(desk.job(&long)["state"], "running");
    assert_eq!(desk.job(&behind)["state"], "queued");
    desk.call("jobs.cancel", json!({ "id": endless }));
    desk.until(&endless, "cancelled");
    desk.until(&next, "done");
    assert_eq!(desk.job(&long)["state"], "running");
    // Both lanes write now: one writer, one chain.
    let replies: Vec<Json> = (0..5).map(|_| desk.ask("tests.reply", json!({}))).collect();
    HELD.store(false, Ordering::Relaxed);
    for job in replies.iter().chain([&long, &behind]) {
        desk.until(job, "done");
    }
    assert_eq!(desk.count("contacts"), 3 * (3 + 1 + 5 + 2));
    audit(&desk);
}

#[test]
fn both_lanes_take_up_what_the_program_ended_in() {
    let folder = std::sync::Arc::new(tempfile::tempdir().unwrap());
    let path = folder.path().join("a.db");
    let jobs = {
        let desk = Desk::with(&path, with_lanes, None);
        ["tests.hold", "tests.reply"].map(|operation| desk.ask(operation, json!({})))
    };
    let sql = "UPDATE jobs SET state = 'running', attempts = 1";
    crate::raw::connect(&path).execute_batch(sql).unwrap();
    let desk = Desk::with(&path, with_lanes, Some(folder.clone()));
    desk.app.run_due_jobs().unwrap();
    for job in &jobs {
        assert_eq!(desk.job(job)["attempts"], 1, "{}", desk.job(job));
        assert_eq!(desk.job(job)["state"], "done");
    }
    assert_eq!(desk.count("contacts"), 6);
    audit(&desk);
}
