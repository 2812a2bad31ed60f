//! The operations of the wearer's own mirror. Where a device is needed, seconds of a wearer are put in at the edge.

use std::io::Write as _;

use mycrm_kernel::store::add_file;
use mycrm_testkit::BAND;
use serde_json::{Value as Json, json};

use crate::bench::{Bench, Scenario};

/// By name.
pub(crate) const SCENARIOS: &[(&str, Scenario)] = &[
    ("sensing.status", status),
    ("sensing.enable", enable),
    ("sensing.disable", disable),
    ("privacy.stored", stored),
    ("privacy.erase", erase),
    ("privacy.tidy", tidy),
    ("devices.adapter", adapter),
    ("devices.scan", scan),
    ("devices.connect", connect),
    ("devices.disconnect", disconnect),
    ("devices.forget", forget),
    ("devices.status", devices),
    ("live.watch", watch),
    ("live.now", now),
    ("live.mark", mark),
    ("calls.start", start_call),
    ("calls.end", end_call),
    ("calls.now", call_now),
    ("calls.note", note_call),
    ("calls.suggest", suggest),
    ("breaks.advice", advice),
    ("breaks.start", start_break),
    ("breaks.end", end_break),
    ("effects.active", effects),
    ("effects.watch", watch_effects),
    ("effects.today", today),
    ("suggestions.answer", answer),
    ("suggestions.feedback", feedback),
    ("suggestions.results", results),
    ("profile.show", profile),
    ("profile.change", change_profile),
    ("profile.label", label),
    ("calibration.start", calibrate),
    ("calibration.status", calibration),
    ("calibration.cancel", cancel_calibration),
    ("breathing.start", breathe),
    ("breathing.status", breathing),
    ("breathing.stop", stop_breathing),
    ("readings.list", readings),
    ("readings.summary", summary),
    ("readings.add", add_reading),
    ("readings.import", import),
    ("readings.import_file", import_file),
    ("readings.imports", imports),
    ("readings.import_errors", import_errors),
    ("readings.remove_import", remove_import),
];

const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

fn on(bench: &Bench) {
    bench.desk.call("sensing.enable", json!({ "version": 1 }));
}

fn count(list: &Json) -> usize {
    list["items"].as_array().map_or(0, Vec::len)
}

fn records(bench: &Bench, plural: &str) -> Vec<Json> {
    let page = bench.desk.call(
        &format!("{plural}.list"),
        json!({ "ordering": ["created_at"] }),
    );
    page["items"].as_array().expect("items").clone()
}

fn status(bench: &Bench) {
    let off = bench.call(json!({}));
    assert_eq!(
        (&off["enabled"], &off["consent"]),
        (&json!(false), &Json::Null)
    );
    on(bench);
    let status = bench.call(json!({}));
    assert_eq!(status["enabled"], true);
    assert_eq!(status["consent"]["terms"], status["terms"]);
    assert_eq!(status["consent"]["given_at"], "2026-11-20T10:00:02.000Z");
}

fn enable(bench: &Bench) {
    assert_eq!(bench.refused(json!({ "version": 0 })), "validation");
    assert_eq!(
        bench.desk.refused("devices.scan", json!({}))["code"],
        "forbidden"
    );
    assert_eq!(
        bench
            .desk
            .refused("state_labels.create", json!({ "state": "calm" }))["code"],
        "forbidden"
    );
    // The setting alone, without a consent, switches nothing on.
    let setting = json!({ "key": "sensing.enabled", "value": true });
    bench.desk.create("settings", setting);
    assert_eq!(
        bench.desk.refused("devices.scan", json!({}))["code"],
        "forbidden"
    );
    assert_eq!(bench.call(json!({ "version": 1 }))["enabled"], true);
    assert!(!records(bench, "sensing_rules").is_empty());
    // Switched on again, nothing is begun a second time.
    let rules = records(bench, "sensing_rules").len();
    bench.desk.call("sensing.disable", json!({}));
    bench.call(json!({ "version": 1 }));
    assert_eq!(records(bench, "sensing_rules").len(), rules);
}

fn disable(bench: &Bench) {
    bench.desk.wear();
    let off = bench.call(json!({}));
    assert_eq!(off["enabled"], false);
    assert!(off["consent"]["withdrawn_at"].is_string());
    assert_eq!(
        bench.desk.refused("live.mark", json!({ "label": "x" }))["code"],
        "forbidden"
    );
    let live = bench.desk.call("live.now", json!({}));
    assert_eq!(
        (&live["devices"], &live["observation"]),
        (&json!([]), &Json::Null)
    );
    // What was kept is still there, until it is erased.
    assert_eq!(records(bench, "wearables").len(), 1);
}

fn part<'a>(stored: &'a Json, what: &str) -> &'a Json {
    let parts = stored["parts"].as_array().expect("parts");
    parts
        .iter()
        .find(|part| part["what"] == what)
        .expect("the part")
}

fn stored(bench: &Bench) {
    let nothing = bench.call(json!({}));
    assert_eq!(nothing["count"], 0);
    bench.desk.wear();
    bench.desk.call(
        "readings.add",
        json!({ "measure": "heart_rate", "value": 61.0 }),
    );
    let stored = bench.call(json!({}));
    assert_eq!(part(&stored, "wearables")["count"], 1);
    assert_eq!(part(&stored, "readings")["count"], 1);
    assert_eq!(part(&stored, "readings")["kept_days"], 365);
    assert_eq!(part(&stored, "consents")["count"], 1);
    assert!(
        part(&stored, "recordings")["place"]
            .as_str()
            .expect("a place")
            .ends_with("mycrm.db.recordings")
    );
}

fn erase(bench: &Bench) {
    bench.desk.wear();
    bench.desk.call(
        "profile.label",
        json!({ "state": "stressed", "note": "secret" }),
    );
    bench.desk.call(
        "readings.add",
        json!({ "measure": "heart_rate", "value": 61.0 }),
    );
    let erased = bench.call(json!({}));
    assert!(erased["records"].as_i64() >= Some(8), "{erased}");
    assert_eq!(erased["readings"], 1);
    let stored = bench.desk.call("privacy.stored", json!({}));
    assert_eq!(
        (&stored["count"], &stored["enabled"]),
        (&json!(0), &json!(false))
    );
    assert_eq!(bench.desk.call("changes.verify", json!({}))["ok"], true);
}

fn tidy(bench: &Bench) {
    bench.desk.wear();
    bench.desk.call("profile.label", json!({ "state": "calm" }));
    bench
        .desk
        .call("readings.add", json!({ "measure": "steps", "value": 10.0 }));
    assert_eq!(bench.call(json!({}))["records"], 0);
    bench.desk.clock.advance(400 * 86_400_000);
    let tidied = bench.call(json!({}));
    assert_eq!(
        (&tidied["records"], &tidied["readings"]),
        (&json!(1), &json!(1))
    );
    // What has no age stays: the device and the rules.
    assert_eq!(records(bench, "wearables").len(), 1);
    assert_eq!(bench.desk.call("changes.verify", json!({}))["ok"], true);
}

fn adapter(bench: &Bench) {
    assert_eq!(bench.refused(json!({})), "forbidden");
    bench.desk.wear();
    assert_eq!(bench.call(json!({}))["usable"], true);
}

fn scan(bench: &Bench) {
    assert_eq!(bench.refused(json!({})), "forbidden");
    bench.desk.wear();
    assert_eq!(bench.refused(json!({ "seconds": 0 })), "validation");
    let found = bench.call(json!({ "seconds": 1 }));
    assert_eq!(found["items"][0]["device"], BAND);
    assert_eq!(found["items"][0]["known"], true);
}

fn connect(bench: &Bench) {
    assert_eq!(bench.refused(json!({ "device": BAND })), "forbidden");
    let wearable = bench.desk.wear();
    let again = bench.call(json!({ "device": BAND }));
    assert_eq!(again["wearable"], wearable);
    assert_eq!(again["device"]["link"], "connected");
    let kept = &records(bench, "wearables")[0];
    assert_eq!(
        (&kept["simulated"], &kept["name"]),
        (&json!(true), &json!("Band"))
    );
    assert!(kept["consented_at"].is_string());
    assert_eq!(bench.refused(json!({ "device": "kettle" })), "not_found");
    assert_eq!(bench.refused(json!({ "device": "" })), "validation");
}

fn disconnect(bench: &Bench) {
    bench.desk.wear();
    let left = bench.call(json!({ "device": BAND }));
    assert_eq!(left["items"][0]["live"], Json::Null);
    assert_eq!(bench.refused(json!({ "device": BAND })), "not_found");
}

fn forget(bench: &Bench) {
    let wearable = bench.desk.wear();
    assert_eq!(count(&bench.call(json!({ "id": wearable }))), 0);
    assert_eq!(bench.refused(json!({ "id": wearable })), "not_found");
    assert_eq!(bench.desk.call("live.now", json!({}))["devices"], json!([]));
}

fn devices(bench: &Bench) {
    assert_eq!(count(&bench.call(json!({}))), 0);
    let wearable = bench.desk.wear();
    let own = bench.call(json!({}));
    assert_eq!(own["items"][0]["wearable"], wearable);
    assert_eq!(own["items"][0]["live"]["battery"], 80);
}

fn watch(bench: &Bench) {
    let me = bench.desk.app.owner(mycrm_kernel::caller::Face::Local);
    let refused = bench.desk.app.open_stream(&me, "live.watch", json!({}));
    assert_eq!(refused.err().map(|error| error.code()), Some("forbidden"));
    bench.desk.wear();
    assert_eq!(bench.call(json!({ "traces": false }))["type"], "effects");
    let mut feed = bench.feed("live.watch", json!({}));
    assert_eq!(feed()["type"], "effects");
    bench.desk.feel(1, 30.0);
    let seen = feed();
    assert_eq!(seen["type"], "observation");
    assert_eq!(seen["features"]["stress"], 30.0);
    assert_eq!(
        (&seen["state"], &seen["simulated"]),
        (&json!("calm"), &json!(true))
    );
    bench.desk.call("live.mark", json!({ "label": "here" }));
    assert_eq!(feed()["label"], "here");
}

fn now(bench: &Bench) {
    bench.desk.wear();
    assert_eq!(bench.call(json!({}))["observation"], Json::Null);
    bench.desk.feel(2, 40.0);
    let now = bench.call(json!({}));
    assert_eq!(now["observation"]["features"]["stress"], 40.0);
    assert_eq!(now["simulated"], true);
    // What is old says nothing of now.
    bench.desk.clock.advance(60_000);
    assert_eq!(bench.call(json!({}))["observation"], Json::Null);
}

fn mark(bench: &Bench) {
    assert_eq!(bench.refused(json!({ "label": "x" })), "forbidden");
    on(bench);
    assert_eq!(bench.call(json!({ "label": " Door " }))["label"], "Door");
    assert_eq!(bench.refused(json!({ "label": " " })), "validation");
}

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

fn profile(bench: &Bench) {
    let shown = bench.call(json!({}));
    assert_eq!(
        shown["retention"],
        json!({ "readings_days": 365, "moments_days": 180, "recordings_days": 7 })
    );
    assert_eq!(shown["weights"].as_array().map(Vec::len), Some(60));
    assert_eq!(shown["baseline"], Json::Null);
}

fn change_profile(bench: &Bench) {
    assert_eq!(bench.refused(json!({})), "forbidden");
    on(bench);
    let weights = json!([{ "state": "stressed", "measure": "heart_rate", "value": 0.25 }]);
    let changed = bench.call(json!({ "retention": { "readings_days": 30 }, "weights": weights }));
    assert_eq!(changed["retention"]["readings_days"], 30);
    let weight = |profile: &Json| -> Json {
        let all = profile["weights"].as_array().expect("weights");
        let found = all
            .iter()
            .find(|one| one["state"] == "stressed" && one["measure"] == "heart_rate");
        found.expect("a weight").clone()
    };
    assert_eq!(weight(&changed)["value"], 0.25);
    let reset = bench.call(json!({ "reset_weights": true }));
    assert_eq!(weight(&reset)["value"], weight(&reset)["beginning"]);
    assert_eq!(
        bench.refused(json!({ "retention": { "readings_days": 0 } })),
        "validation"
    );
    let wrong = json!([{ "state": "stressed", "measure": "mood", "value": 0.25 }]);
    assert_eq!(bench.refused(json!({ "weights": wrong })), "validation");
}

fn label(bench: &Bench) {
    assert_eq!(bench.refused(json!({ "state": "stressed" })), "forbidden");
    bench.desk.wear();
    assert_eq!(bench.call(json!({ "state": "calm" }))["measured"], false);
    bench.desk.feel(1, 75.0);
    let labelled = bench.call(json!({ "state": "stressed", "strength": 4, "note": "That call" }));
    assert_eq!(labelled["measured"], true);
    let kept = bench
        .desk
        .call("state_labels.get", json!({ "id": labelled["label"] }));
    assert_eq!(kept["record"]["features"]["stress"], 75.0);
    assert_eq!(
        bench.refused(json!({ "state": "stressed", "strength": 9 })),
        "validation"
    );
}

fn calibrate(bench: &Bench) {
    assert_eq!(bench.refused(json!({})), "forbidden");
    bench.desk.wear();
    assert_eq!(bench.refused(json!({})), "bad_request");
    bench.desk.feel(1, 20.0);
    assert_eq!(bench.call(json!({}))["phase"], "eyes_open");
    bench.desk.feel(301, 20.0);
    let kept = &records(bench, "calibrations")[0];
    assert_eq!(
        (&kept["outcome"], &kept["quality"]),
        (&json!("done"), &json!(90))
    );
    let baseline = bench.desk.call("profile.show", json!({}))["baseline"].clone();
    assert_eq!(baseline["phases"]["eyes_open"]["heart_rate"]["mean"], 70.0);
    // From now on the heart is held against its own baseline.
    bench.desk.feel(1, 90.0);
    let now = bench.desk.call("live.now", json!({}));
    let z = now["observation"]["features"]["rmssd_vs_baseline"].as_f64();
    assert!(z.is_some_and(|z| z < -5.0), "{now:#}");
}

fn calibration(bench: &Bench) {
    assert_eq!(bench.call(json!({}))["guide"], Json::Null);
    bench.desk.wear();
    bench.desk.feel(1, 20.0);
    bench.desk.call("calibration.start", json!({}));
    bench.desk.feel(130, 20.0);
    let stands = bench.call(json!({}));
    assert_eq!(
        (&stands["guide"]["phase"], &stands["guide"]["status"]),
        (&json!("eyes_closed"), &json!("running"))
    );
    // A device that is gone does not leave the wearer waiting for ever.
    bench.desk.clock.advance(600_000);
    assert_eq!(bench.call(json!({}))["guide"]["status"], "failed");
}

fn cancel_calibration(bench: &Bench) {
    bench.desk.wear();
    bench.desk.feel(1, 20.0);
    bench.desk.call("calibration.start", json!({}));
    assert_eq!(bench.call(json!({}))["guide"], Json::Null);
    bench.desk.feel(301, 20.0);
    assert!(records(bench, "calibrations").is_empty());
}

fn breathe(bench: &Bench) {
    assert_eq!(bench.refused(json!({})), "forbidden");
    on(bench);
    assert_eq!(
        bench.refused(json!({ "breaths_per_minute_tenths": 10 })),
        "validation"
    );
    let begun = bench.call(json!({}));
    assert_eq!(
        (
            &begun["breathing"]["inhale_ms"],
            &begun["breathing"]["exhale_ms"]
        ),
        (&json!(4_000), &json!(6_000))
    );
}

fn breathing(bench: &Bench) {
    assert_eq!(bench.call(json!({}))["breathing"], Json::Null);
    bench.desk.wear();
    bench.desk.call("breathing.start", json!({}));
    bench.desk.feel(10, 20.0);
    let now = bench.call(json!({}));
    assert_eq!(now["breathing"]["now"]["stress"], 20.0);
    assert_eq!(now["breathing"]["elapsed_ms"], 11_000);
}

fn stop_breathing(bench: &Bench) {
    assert_eq!(bench.refused(json!({})), "bad_request");
    bench.desk.wear();
    bench.desk.feel(30, 60.0);
    bench.desk.call("breathing.start", json!({}));
    bench.desk.feel(60, 20.0);
    let done = bench.call(json!({}));
    assert_eq!(done["before"]["stress"], 60.0);
    assert_eq!(done["after"]["stress"], 20.0);
    assert_eq!(records(bench, "exercises")[0]["id"], done["exercise"]);
}

fn readings(bench: &Bench) {
    on(bench);
    for (at, value) in [
        ("2026-11-20T08:00:00Z", 60.0),
        ("2026-11-20T08:30:00Z", 70.0),
        ("2026-11-19T08:00:00Z", 50.0),
    ] {
        bench.desk.call(
            "readings.add",
            json!({ "measure": "heart_rate", "value": value, "at": at }),
        );
    }
    let days = bench.call(json!({ "measure": "heart_rate" }));
    assert_eq!(
        days["points"][1],
        json!({ "at": "2026-11-20T00:00:00.000Z", "value": 65.0, "least": 60.0, "most": 70.0, "count": 2 })
    );
    let one = bench.call(
        json!({ "measure": "heart_rate", "from": "2026-11-20T00:00:00Z", "bucket": "minute" }),
    );
    assert_eq!(one["points"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        bench.refused(json!({ "measure": "heart_rate", "from": "2027-11-20T00:00:00Z" })),
        "validation"
    );
    assert_eq!(bench.refused(json!({ "measure": "mood" })), "validation");
    // Minutes with a device are kept as well.
    bench.desk.wear();
    bench.desk.feel(130, 20.0);
    let worn = bench.call(json!({ "measure": "stress", "bucket": "minute" }));
    assert_eq!(
        (&worn["points"][0]["value"], &worn["simulated"]),
        (&json!(20.0), &json!(true))
    );
}

fn summary(bench: &Bench) {
    on(bench);
    assert_eq!(bench.call(json!({}))["items"], json!([]));
    bench.desk.call(
        "readings.add",
        json!({ "measure": "sleep", "value": 420.0, "minutes": 420, "at": "2026-11-19T23:00:00Z" }),
    );
    let found = bench.call(json!({}));
    assert_eq!(found["items"][0]["newest"], 420.0);
    assert_eq!(found["items"][0]["sources"], json!(["by_hand"]));
}

fn add_reading(bench: &Bench) {
    assert_eq!(
        bench.refused(json!({ "measure": "steps", "value": 10.0 })),
        "forbidden"
    );
    on(bench);
    assert_eq!(
        bench.call(json!({ "measure": "steps", "value": 10.0 }))["value"],
        10.0
    );
    assert_eq!(
        bench.refused(json!({ "measure": "heart_rate", "value": 900.0 })),
        "validation"
    );
    assert_eq!(
        bench.refused(json!({ "measure": "steps", "value": 1.0, "at": "2028-01-01T00:00:00Z" })),
        "validation"
    );
}

const XML: &str = r#"<HealthData>
<Record type="HKQuantityTypeIdentifierHeartRate" unit="count/min" startDate="2026-11-19 08:00:00 +0100" endDate="2026-11-19 08:00:05 +0100" value="61.5"/>
<Record type="HKQuantityTypeIdentifierStepCount" unit="count" startDate="2026-11-19 08:00:00 +0100" endDate="2026-11-19 08:10:00 +0100" value="800"/>
<Record type="HKQuantityTypeIdentifierStepCount" unit="count" startDate="never" endDate="2026-11-19 08:10:00 +0100" value="800"/>
</HealthData>"#;

fn handed_in(bench: &Bench, name: &str, content: &[u8]) -> Json {
    let (file, _) = add_file(&bench.desk.app, name, &mut &*content).expect("it is taken");
    json!(file)
}

fn zipped(name: &str, content: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    archive.start_file("notes.txt", options).expect("a file");
    archive.write_all(b"nothing").expect("content");
    archive.start_file(name, options).expect("a file");
    archive.write_all(content.as_bytes()).expect("content");
    archive.finish().expect("an archive").into_inner()
}

fn import(bench: &Bench) {
    on(bench);
    let taken = bench.call(json!({ "file": handed_in(bench, "export.xml", XML.as_bytes()) }));
    assert_eq!(
        (
            &taken["format"],
            &taken["taken"],
            &taken["bad"],
            &taken["done"]
        ),
        (&json!("apple_health"), &json!(2), &json!(1), &json!(true))
    );
    let archive = zipped("apple_health_export/export.xml", XML);
    let again = bench.call(json!({ "file": handed_in(bench, "export.zip", &archive) }));
    assert_eq!(again["taken"], 2);
    // The same samples once more are the same samples.
    let summary = bench.desk.call("readings.summary", json!({}));
    assert_eq!(summary["items"][0]["count"], 1);
    for (name, content) in [
        ("a.csv", "Name,Email\nAda,a@example.com\n"),
        ("empty.csv", ""),
        ("b.zip", "PK\u{3}\u{4}nonsense"),
    ] {
        let job = bench.desk.job(
            "readings.import",
            json!({ "file": handed_in(bench, name, content.as_bytes()) }),
        );
        assert_eq!(job["error"]["code"], "validation", "{name}: {job:#}");
    }
    assert_eq!(count(&bench.desk.call("readings.imports", json!({}))), 2);
}

fn import_file(bench: &Bench) {
    on(bench);
    let path = bench.desk.file("export.xml", XML);
    assert_eq!(bench.call(json!({ "path": path }))["taken"], 2);
    let gone = bench
        .desk
        .job("readings.import_file", json!({ "path": "/no/such/file" }));
    assert_eq!(gone["error"]["code"], "validation");
}

/// An import with one bad row; answers its id.
fn imported(bench: &Bench) -> String {
    on(bench);
    let job = bench.desk.job(
        "readings.import",
        json!({ "file": handed_in(bench, "export.xml", XML.as_bytes()) }),
    );
    job["result"]["id"].as_str().expect("an id").to_owned()
}

fn imports(bench: &Bench) {
    let id = imported(bench);
    let list = bench.call(json!({}));
    assert_eq!(
        (&list["items"][0]["id"], &list["items"][0]["name"]),
        (&json!(id), &json!("export.xml"))
    );
}

fn import_errors(bench: &Bench) {
    let id = imported(bench);
    let bad = bench.call(json!({ "id": id }));
    assert_eq!(
        (&bad["items"][0]["row"], &bad["items"][0]["code"]),
        (&json!(3), &json!("bad_time"))
    );
    assert_eq!(bench.refused(json!({ "id": NOBODY })), "not_found");
}

fn remove_import(bench: &Bench) {
    let id = imported(bench);
    assert_eq!(bench.call(json!({ "id": id }))["removed"], 2);
    assert_eq!(
        bench.desk.call("readings.summary", json!({}))["items"],
        json!([])
    );
    assert_eq!(bench.refused(json!({ "id": id })), "not_found");
}
