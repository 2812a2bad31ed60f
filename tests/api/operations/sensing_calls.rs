//! Calls as their wearer lives them, breaks, effects and suggestions.

use serde_json::{Value as Json, json};

use crate::bench::{Bench, Scenario};
use crate::sensing::{NOBODY, on, records};

/// By name.
pub(crate) const SCENARIOS: &[(&str, Scenario)] = &[
    ("calls.start", start_call),
    ("calls.end", end_call),
    ("calls.now", call_now),
    ("calls.note", note_call),
    ("calls.suggest", suggest),
    ("calls.mute", mute),
    ("breaks.advice", advice),
    ("breaks.now", break_now),
    ("breaks.start", start_break),
    ("breaks.end", end_break),
    ("effects.active", effects),
    ("effects.watch", watch_effects),
    ("effects.end", end_effect),
    ("effects.today", today),
    ("scripts.move", move_script),
    ("suggestions.answer", answer),
    ("suggestions.feedback", feedback),
    ("suggestions.results", results),
];

fn start_call(bench: &Bench) {
    assert_eq!(bench.refused(json!({ "subject": "Hello" })), "forbidden");
    bench.desk.wear();
    assert_eq!(bench.refused(json!({})), "validation");
    let ada = bench.desk.contact("Ada", "Lovelace");
    let call = bench.call(json!({ "contact": ada }));
    let activity = bench
        .desk
        .call("activities.get", json!({ "id": call["activity"] }));
    assert_eq!(activity["record"]["subject"], "Ada Lovelace");
    assert_eq!(activity["record"]["type"], "call");
    // Nothing of the wearer stands in what others see.
    let timeline = bench
        .desk
        .call("timeline.list", json!({ "record": ada }))
        .to_string();
    assert!(
        !timeline.contains("\"call\":") && !timeline.contains("stress"),
        "{timeline}"
    );
    assert_eq!(
        bench.refused(json!({ "subject": "Another" })),
        "bad_request"
    );
    bench.desk.call("calls.end", json!({}));
    let harbour = bench.desk.create("accounts", json!({ "name": "Harbour" }));
    let call = bench.call(json!({ "account": harbour, "contact": ada }));
    let activity = bench
        .desk
        .call("activities.get", json!({ "id": call["activity"] }));
    assert_eq!(activity["record"]["account"], json!(harbour));
    bench.desk.call("calls.end", json!({}));
    let planned = bench.desk.create(
        "activities",
        json!({ "type": "call", "subject": "Planned", "due_at": "2026-11-20T12:00:00Z" }),
    );
    assert_eq!(
        bench.call(json!({ "activity": planned }))["activity"],
        planned
    );
}

/// A call with a stretch of stress in it; answers what `calls.end` said.
fn heated(bench: &Bench) -> Json {
    bench.desk.wear();
    bench
        .desk
        .call("calls.start", json!({ "subject": "Complaint" }));
    bench.desk.feel(20, 20.0);
    bench.desk.feel(40, 90.0);
    bench.desk.feel(20, 20.0);
    bench.desk.call(
        "calls.end",
        json!({ "outcome": "reached", "note": "Breathe." }),
    )
}

fn end_call(bench: &Bench) {
    assert_eq!(bench.refused(json!({})), "bad_request");
    heated(bench);
    let call = &records(bench, "calls")[0];
    assert_eq!(call["note"], "Breathe.");
    assert_eq!(
        (&call["moments"], &call["peak_stress"]),
        (&json!(1), &json!(90))
    );
    assert_eq!(call["states"]["stressed"], 40);
    let moment = &records(bench, "stress_moments")[0];
    assert_eq!(
        (&moment["call"], &moment["reason"]),
        (&call["id"], &json!("heart_rate"))
    );
    assert_eq!(moment["activity"], call["activity"]);
    let activity = bench
        .desk
        .call("activities.get", json!({ "id": call["activity"] }));
    assert_eq!(activity["record"]["duration_minutes"], 2);
    assert_eq!(activity["record"]["outcome"], "reached");
    assert!(activity["record"]["done_at"].is_string());
    // A script was offered when the stress began.
    assert!(
        records(bench, "suggestions")
            .iter()
            .any(|one| one["what"] == "script" && one["call"] == call["id"])
    );
    bench
        .desk
        .call("calls.start", json!({ "subject": "Short" }));
    assert_eq!(bench.call(json!({}))["stretches"], json!([]));
}

fn call_now(bench: &Bench) {
    bench.desk.wear();
    assert_eq!(bench.call(json!({}))["call"], Json::Null);
    bench
        .desk
        .call("calls.start", json!({ "subject": "Hello" }));
    bench.desk.feel(30, 85.0);
    let now = bench.call(json!({}));
    assert_eq!(now["call"]["stressed"], true);
    assert_eq!(now["call"]["states"], json!({ "stressed": 30 }));
    assert_eq!(now["call"]["course"][0]["state"], "stressed");
    // The program ends in the middle of it, and is started again: the call goes on.
    bench.desk.interrupt();
    bench.desk.feel(30, 20.0);
    let again = bench.call(json!({}));
    assert_eq!(again["call"]["call"], now["call"]["call"]);
    assert!(again["call"]["seconds"].as_i64() >= Some(60), "{again:#}");
    bench.desk.feel(20, 20.0);
    let seconds = |call: &Json| -> Vec<Json> {
        let course = call["call"]["course"].as_array().expect("a course");
        course.iter().map(|point| point["second"].clone()).collect()
    };
    // A point every ten seconds from there on, none for what nobody saw.
    assert_eq!(seconds(&bench.call(json!({})))[1..], [70, 80]);
    bench.desk.call("calls.end", json!({}));
    assert_eq!(bench.call(json!({}))["call"], Json::Null);
}

fn note_call(bench: &Bench) {
    on(bench);
    assert_eq!(bench.refused(json!({ "note": "x" })), "validation");
    let activity = bench.desk.create(
        "activities",
        json!({ "type": "call", "subject": "Old", "occurred_at": "2026-11-19T12:00:00Z" }),
    );
    let noted = bench.call(json!({ "activity": activity, "note": "Only mine" }));
    let again = bench.call(json!({ "activity": activity, "note": "Changed" }));
    assert_eq!(noted["call"], again["call"]);
    let gone = bench.call(json!({ "call": noted["call"], "note": " " }));
    assert_eq!(gone["note"], Json::Null);
    let seen = bench.desk.call("activities.get", json!({ "id": activity }));
    assert!(!seen.to_string().contains("Only mine"));
}

fn suggest(bench: &Bench) {
    assert_eq!(bench.refused(json!({})), "forbidden");
    on(bench);
    let offered = bench.call(json!({ "situation": "price_pressure", "language": "de" }));
    assert_eq!(offered["scripts"][0]["situation"], "price_pressure");
    assert_eq!(offered["scripts"][0]["reasons"][0]["code"], "situation");
    let kept = bench
        .desk
        .call("suggestions.get", json!({ "id": offered["suggestion"] }));
    assert_eq!(kept["record"]["script"], offered["scripts"][0]["script"]);
    // One that was in the way comes later the next time.
    bench.desk.call(
        "suggestions.feedback",
        json!({ "id": offered["suggestion"], "feedback": "unhelpful" }),
    );
    let angry = bench.call(json!({ "situation": "anger", "language": "en" }));
    bench.desk.call(
        "suggestions.feedback",
        json!({ "id": angry["suggestion"], "feedback": "unhelpful" }),
    );
    bench.desk.clock.advance(3_600_000);
    let again = bench.call(json!({ "situation": "anger", "language": "en" }));
    assert_ne!(again["scripts"][0]["script"], angry["scripts"][0]["script"]);
    assert_eq!(again["scripts"][0]["situation"], "anger");
}

fn mute(bench: &Bench) {
    let quiet = json!({ "situation": "overwhelmed", "muted": true });
    assert_eq!(bench.refused(quiet.clone()), "forbidden");
    bench.desk.wear();
    assert_eq!(
        bench.refused(json!({ "situation": "storm", "muted": true })),
        "validation"
    );
    assert_eq!(bench.call(quiet)["muted"], json!(["overwhelmed"]));
    let profile = bench.desk.call("profile.show", json!({}));
    assert_eq!(profile["muted"], json!(["overwhelmed"]));
    // Unasked another one is offered; whoever asks gets it.
    heated(bench);
    let offered = &records(bench, "suggestions")[0];
    let script = bench
        .desk
        .call("scripts.get", json!({ "id": offered["script"] }));
    assert_ne!(script["record"]["situation"], "overwhelmed");
    let asked = bench
        .desk
        .call("calls.suggest", json!({ "situation": "overwhelmed" }));
    assert_eq!(asked["scripts"][0]["situation"], "overwhelmed");
    let again = bench.call(json!({ "situation": "overwhelmed", "muted": false }));
    assert_eq!(again["muted"], json!([]));
}

fn move_script(bench: &Bench) {
    let order = |bench: &Bench| -> Vec<Json> {
        let listed = bench.desk.call(
            "scripts.list",
            json!({ "ordering": ["position"], "limit": 100 }),
        );
        let scripts = listed["items"].as_array().expect("items");
        scripts.iter().map(|script| script["id"].clone()).collect()
    };
    let before = order(bench);
    let moved = bench.call(json!({ "id": before[3], "before": before[1] }));
    assert_eq!(moved["position"], 2);
    let after = order(bench);
    assert_eq!(after[..4], [0, 3, 1, 2].map(|at: usize| before[at].clone()));
    assert_eq!(after[4..], before[4..]);
    bench.desk.call("steps.undo", json!({}));
    assert_eq!(order(bench), before);
    bench.call(json!({ "id": before[0] }));
    assert_eq!(order(bench).last(), before.first());
    assert_eq!(
        bench.refused(json!({ "id": before[0], "before": NOBODY })),
        "validation"
    );
    assert_eq!(bench.refused(json!({ "id": NOBODY })), "not_found");
    // A new one comes last.
    let fresh = bench.desk.create(
        "scripts",
        json!({ "title": "Mine", "situation": "other", "language": "en", "body": "One thing at a time." }),
    );
    assert_eq!(order(bench).last(), Some(&json!(fresh)));
}

fn advice(bench: &Bench) {
    bench.desk.wear();
    let none = bench.call(json!({}));
    assert_eq!(
        (&none["recommended"], &none["score"]),
        (&json!(false), &json!(0.0))
    );
    bench.desk.call("breaks.start", json!({}));
    bench.desk.call("breaks.end", json!({}));
    bench.desk.clock.advance(100 * 60_000);
    bench.desk.feel(5, 80.0);
    let due = bench.call(json!({}));
    assert_eq!(due["recommended"], true, "{due:#}");
    assert_eq!(due["evidence"][0]["code"], "minutes_since_break");
    assert_eq!(due["evidence"][0]["met"], true);
}

fn break_now(bench: &Bench) {
    on(bench);
    assert_eq!(bench.call(json!({})), json!({ "break": null }));
    let begun = bench.desk.call("breaks.start", json!({ "what": "meal" }));
    assert_eq!(bench.call(json!({}))["break"], begun);
    bench.desk.call("breaks.end", json!({}));
    assert_eq!(bench.call(json!({})), json!({ "break": null }));
}

fn start_break(bench: &Bench) {
    assert_eq!(bench.refused(json!({})), "forbidden");
    bench.desk.wear();
    bench.desk.feel(5, 60.0);
    let begun = bench.call(json!({ "what": "walk" }));
    assert_eq!(begun["before"]["stress"], 60.0);
    assert_eq!(begun["minutes"], 5);
    assert_eq!(bench.refused(json!({})), "bad_request");
}

fn end_break(bench: &Bench) {
    on(bench);
    assert_eq!(bench.refused(json!({})), "bad_request");
    bench.desk.call("breaks.start", json!({}));
    assert!(bench.call(json!({}))["ended_at"].is_string());
    assert_eq!(records(bench, "breaks")[0]["what"], "rest");
}

/// Makes a rule that is on at once.
fn rule(bench: &Bench, action: &str) -> String {
    for rule in records(bench, "sensing_rules") {
        bench.desk.call(
            "sensing_rules.update",
            json!({ "id": rule["id"], "enabled": false }),
        );
    }
    bench.desk.create(
        "sensing_rules",
        json!({
            "name": "Mine", "action": action, "for_seconds": 0, "at_least_seconds": 0, "pause_seconds": 0,
            "condition": { "measure": "stress", "above": 70, "until": 50 }, "strength": 2,
        }),
    )
}

fn effects(bench: &Bench) {
    assert_eq!(bench.call(json!({}))["effects"], json!([]));
    bench.desk.wear();
    let problem = bench.desk.refused(
        "sensing_rules.create",
        json!({ "name": "Bad", "condition": { "measure": "mood" } }),
    );
    assert_eq!(problem["code"], "validation");
    let rule = rule(bench, "larger_text");
    bench.desk.feel(2, 80.0);
    let on = bench.call(json!({}));
    assert_eq!(on["effects"][0]["effect"], "larger_text");
    assert_eq!(
        (&on["effects"][0]["rule"], &on["effects"][0]["strength"]),
        (&json!(rule), &json!(2))
    );
    bench.desk.feel(2, 60.0);
    assert_eq!(bench.call(json!({})), on, "between the thresholds it stays");
    bench.desk.feel(2, 40.0);
    let off = bench.call(json!({}));
    assert_eq!(off["effects"], json!([]));
    assert_eq!(off["version"], 2);
    let kept = bench.desk.call("sensing_rules.get", json!({ "id": rule }));
    assert_eq!(kept["record"]["activations"], 1);
    // Whoever wants no effects has none.
    bench.desk.call(
        "profile.change",
        json!({ "preferences": { "screen_effects": false } }),
    );
    bench.desk.feel(2, 80.0);
    assert_eq!(bench.call(json!({}))["effects"], json!([]));
}

fn watch_effects(bench: &Bench) {
    bench.desk.wear();
    assert_eq!(bench.call(json!({}))["version"], 0);
    let mut feed = bench.feed("effects.watch", json!({}));
    assert_eq!(feed()["effects"], json!([]));
    rule(bench, "quieter_colours");
    bench.desk.feel(1, 80.0);
    assert_eq!(feed()["effects"][0]["effect"], "quieter_colours");
    bench.desk.feel(1, 20.0);
    assert_eq!(feed()["effects"], json!([]));
}

fn end_effect(bench: &Bench) {
    let larger = json!({ "effect": "larger_text" });
    assert_eq!(bench.refused(larger.clone()), "forbidden");
    bench.desk.wear();
    assert_eq!(bench.refused(json!({ "effect": "louder" })), "validation");
    rule(bench, "larger_text");
    bench.desk.feel(2, 80.0);
    let mut feed = bench.feed("effects.watch", json!({}));
    assert_eq!(feed()["effects"][0]["effect"], "larger_text");
    assert_eq!(bench.call(larger)["effects"], json!([]));
    assert_eq!(feed()["effects"], json!([]), "every screen hears of it");
    // It stays away while the stretch goes on, and comes with the next one.
    let effects = |bench: &Bench| bench.desk.call("effects.active", json!({}))["effects"].clone();
    bench.desk.feel(30, 90.0);
    assert_eq!(effects(bench), json!([]));
    bench.desk.feel(2, 20.0);
    bench.desk.feel(2, 90.0);
    assert_eq!(effects(bench)[0]["effect"], "larger_text");
}

fn today(bench: &Bench) {
    bench.desk.wear();
    for (of, subject, due) in [
        ("meeting", "Long", "2026-11-20T12:00:00Z"),
        ("task", "Short", "2026-11-20T13:00:00Z"),
        ("task", "Tomorrow", "2026-11-21T13:00:00Z"),
    ] {
        bench.desk.create(
            "activities",
            json!({ "type": of, "subject": subject, "due_at": due }),
        );
    }
    let subjects = |bench: &Bench| -> Vec<Json> {
        let order = bench.call(json!({}));
        order["items"]
            .as_array()
            .expect("items")
            .iter()
            .map(|item| item["subject"].clone())
            .collect()
    };
    assert_eq!(subjects(bench), ["Long", "Short"]);
    rule(bench, "reorder_today");
    bench.desk.feel(1, 80.0);
    assert_eq!(subjects(bench), ["Short", "Long"]);
}

/// A suggestion that was made by a rule.
fn suggested(bench: &Bench) -> String {
    bench.desk.wear();
    rule(bench, "suggest_breathing");
    bench.desk.feel(3, 90.0);
    let made = records(bench, "suggestions");
    assert_eq!(made.len(), 1, "one, however long it lasts");
    assert_eq!(
        (&made[0]["what"], &made[0]["answer"]),
        (&json!("breathing"), &json!("open"))
    );
    assert_eq!(
        made[0]["reasons"][0],
        json!({ "code": "stress", "value": 90.0, "against": null, "weight": 1.0 })
    );
    made[0]["id"].as_str().expect("an id").to_owned()
}

fn answer(bench: &Bench) {
    let id = suggested(bench);
    assert_eq!(
        bench.refused(json!({ "id": id, "answer": "open" })),
        "validation"
    );
    assert_eq!(
        bench.refused(json!({ "id": NOBODY, "answer": "taken" })),
        "not_found"
    );
    assert_eq!(
        bench.call(json!({ "id": id, "answer": "taken" }))["helped"],
        Json::Null
    );
    // Some minutes later it is known whether it helped.
    bench.desk.feel(300, 30.0);
    let after = bench.desk.call("suggestions.get", json!({ "id": id }));
    assert_eq!(after["record"]["helped"], true, "{after:#}");
    assert_eq!(after["record"]["after"]["stress"], 30.0);
}

fn feedback(bench: &Bench) {
    let id = suggested(bench);
    let judged = bench.call(json!({ "id": id, "feedback": "helpful", "note": "At last" }));
    assert_eq!(judged["feedback"], "helpful");
    assert_eq!(
        bench.refused(json!({ "id": id, "feedback": "great" })),
        "validation"
    );
}

fn results(bench: &Bench) {
    let id = suggested(bench);
    bench
        .desk
        .call("suggestions.answer", json!({ "id": id, "answer": "taken" }));
    bench.desk.feel(300, 30.0);
    let found = bench.call(json!({}));
    let breathing = &found["items"][0];
    assert_eq!(
        (&breathing["what"], &breathing["made"], &breathing["helped"]),
        (&json!("breathing"), &json!(1), &json!(1))
    );
    assert_eq!(breathing["stress_fell"], 60.0);
}
