//! `sample.load` through the dispatcher: one step that undo takes back, the same database however often interrupted.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

mod desk;

use std::sync::Arc;

use desk::Desk;
use mycrm_kernel::app::Config;
use mycrm_kernel::clock::FixedClock;
use mycrm_kernel::event::Event;
use serde_json::{Value as Json, json};

fn desk() -> Desk {
    Desk::with(|config| Config {
        clock: Arc::new(FixedClock::new(1_795_158_000_000)),
        ..config
    })
}

impl Desk {
    fn load(&self, input: Json) -> Json {
        let job = self.call("sample.load", input)["job"].clone();
        self.app.run_due_jobs().unwrap();
        self.call("jobs.get", json!({ "id": job }))
    }

    fn count(&self, kind: &str) -> u64 {
        let found = self.call(&format!("{kind}.count"), json!({"cap": 1_000_000}));
        found["value"].as_u64().unwrap()
    }

    /// Everything a load writes, with names in place of ids.
    fn dump(&self) -> Vec<String> {
        let statements = [
            "SELECT json_array(a.name, a.domain, a.type, a.industry, a.phone, a.street, a.city, a.employees,
                    a.annual_revenue, a.tags, a.created_at, p.name, u.email)
             FROM accounts a LEFT JOIN accounts p ON p.id = a.parent LEFT JOIN users u ON u.id = a.owner ORDER BY a.rowid",
            "SELECT json_array(c.name, c.email, c.phone, c.mobile, c.title, c.kind, c.source, c.tags, c.birthday,
                    c.created_at, c.last_activity_at, a.domain)
             FROM contacts c LEFT JOIN accounts a ON a.id = c.account ORDER BY c.rowid",
            "SELECT json_array(o.name, o.amount, o.currency, o.probability, o.expected_close, o.closed_at,
                    o.lost_reason, o.next_step, o.position, o.stage_entered_at, o.created_at, s.code, c.email)
             FROM opportunities o JOIN stages s ON s.id = o.stage JOIN contacts c ON c.id = o.contact ORDER BY o.rowid",
            "SELECT json_array(e.name, e.entered_at, e.left_at, o.name) FROM stage_entries e
             JOIN opportunities o ON o.id = e.opportunity ORDER BY e.rowid",
            "SELECT json_array(t.subject, t.type, t.body, t.due_at, t.occurred_at, t.done_at, t.outcome,
                    t.duration_minutes, t.created_at, c.email, o.name)
             FROM activities t JOIN contacts c ON c.id = t.contact LEFT JOIN opportunities o ON o.id = t.opportunity
             ORDER BY t.rowid",
        ];
        self.app
            .read(&self.me, |read| {
                let mut lines = Vec::new();
                for sql in statements {
                    let mut statement = read.select(sql)?;
                    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
                    lines.extend(rows.collect::<Result<Vec<_>, _>>()?);
                }
                Ok(lines)
            })
            .unwrap()
    }
}

#[test]
fn one_step_that_undo_takes_back() {
    let desk = desk();
    let job = desk.load(json!({"contacts": 200, "seed": 3}));
    assert_eq!(job["state"], "done", "{job}");
    assert_eq!(job["result"]["contacts"], 200);
    assert_eq!(desk.count("contacts"), 200);
    for kind in ["accounts", "opportunities", "activities"] {
        assert_eq!(job["result"][kind], desk.count(kind), "{kind}");
    }
    assert_eq!(desk.count("users"), 4);
    let open_tasks = json!({"filter": {"and": [
        {"field": "type", "op": "eq", "value": "task"}, {"field": "done_at", "op": "isnull", "value": true}]}});
    assert!(desk.call("activities.count", open_tasks)["value"].as_u64() > Some(3));

    let undone = desk.call("steps.undo", json!({}));
    assert_eq!(undone["operation"], "sample.load", "{undone}");
    for kind in ["contacts", "accounts", "opportunities", "activities"] {
        assert_eq!(desk.count(kind), 0, "{kind}");
    }
    assert_eq!(desk.count("users"), 1);
    desk.call("steps.redo", json!({}));
    assert_eq!(desk.count("contacts"), 200);
    assert_eq!(desk.call("changes.verify", json!({}))["ok"], true);
}

#[test]
fn what_the_database_derives_agrees_with_what_was_loaded() {
    let desk = desk();
    desk.load(json!({"contacts": 300}));
    let wrong: i64 = desk
        .app
        .read(&desk.me, |read| {
            Ok(read
                .select(
                    "SELECT count(*) FROM contacts c WHERE c.last_activity_at IS NOT
                     (SELECT max(occurred_at) FROM activities WHERE contact = c.id)",
                )?
                .query_row([], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(wrong, 0, "contacts whose last activity is not their newest");
    let deals = desk.call(
        "opportunities.list",
        json!({"limit": 100, "ordering": ["-closed_at"]}),
    );
    for deal in deals["items"].as_array().unwrap() {
        let history = desk.call("opportunities.stage_history", json!({"id": deal["id"]}));
        let stays = history["items"].as_array().unwrap();
        assert_eq!(stays.last().unwrap()["stage"], deal["stage"], "{deal}");
        assert_eq!(
            stays.last().unwrap()["entered_at"],
            deal["stage_entered_at"]
        );
        assert_eq!(stays[0]["entered_at"], deal["created_at"]);
    }
}

#[test]
fn an_interrupted_load_goes_on_to_the_same_database() {
    let whole = desk();
    whole.load(json!({"contacts": 3_000, "activities_per_contact": 3.0}));

    let broken = desk();
    let input = json!({"contacts": 3_000, "activities_per_contact": 3.0});
    let job = broken.call("sample.load", input)["job"].clone();
    let events = broken.app.listen().unwrap();
    let (app, me, id) = (broken.app.clone(), broken.me.clone(), job.clone());
    let stopper = std::thread::spawn(move || {
        let mut commits = 0;
        while let Ok(event) = events.recv() {
            if matches!(event, Event::Changes { .. }) {
                commits += 1;
            }
            if commits == 2 {
                let _ = app.call(&me, "jobs.cancel", json!({ "id": id }));
                return;
            }
        }
    });
    broken.app.run_due_jobs().unwrap();
    stopper.join().unwrap();
    assert_eq!(
        broken.call("jobs.get", json!({ "id": job }))["state"],
        "cancelled"
    );
    let before = broken.count("contacts");
    assert!(
        before > 0 && before < 3_000,
        "{before} contacts before it was stopped"
    );
    broken.call("jobs.retry", json!({ "id": job }));
    broken.app.run_due_jobs().unwrap();
    assert_eq!(
        broken.call("jobs.get", json!({ "id": job }))["state"],
        "done"
    );

    let (left, right) = (whole.dump(), broken.dump());
    assert_eq!(left.len(), right.len());
    for (one, other) in left.iter().zip(&right) {
        assert_eq!(one, other);
    }
    let steps = broken.call("steps.list", json!({"limit": 10}));
    let loads = steps["items"].as_array().unwrap().iter();
    assert_eq!(
        loads
            .filter(|step| step["operation"] == "sample.load")
            .count(),
        1
    );
}

#[test]
fn sizes_out_of_range_are_refused_by_name() {
    let desk = desk();
    for (input, field) in [
        (json!({"contacts": 0}), "contacts"),
        (json!({"contacts": 3_000_000}), "contacts"),
        (
            json!({"activities_per_contact": 99.0}),
            "activities_per_contact",
        ),
    ] {
        let job = desk.load(input);
        assert_eq!(job["state"], "failed");
        assert_eq!(job["error"]["fields"][0]["field"], field, "{job}");
    }
}
