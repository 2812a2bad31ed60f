//! The wearer's own mirror: the switch, privacy, devices, the live feed. Seconds of a wearer are put in at the edge.

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
    ("devices.reconnect", reconnect),
    ("devices.disconnect", disconnect),
    ("devices.forget", forget),
    ("devices.status", devices),
    ("live.watch", watch),
    ("live.now", now),
    ("live.mark", mark),
];

/// An id that nothing has.
pub(crate) const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

/// Switches the mirror on.
pub(crate) fn on(bench: &Bench) {
    bench.desk.call("sensing.enable", json!({ "version": 1 }));
}

/// How many items a list has.
pub(crate) fn count(list: &Json) -> usize {
    list["items"].as_array().map_or(0, Vec::len)
}

/// The records of a kind, the oldest first.
pub(crate) fn records(bench: &Bench, plural: &str) -> Vec<Json> {
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

fn reconnect(bench: &Bench) {
    assert_eq!(bench.refused(json!({})), "forbidden");
    let wearable = bench.desk.wear();
    let link = |list: &Json| list["items"][0]["live"]["link"].clone();
    bench
        .desk
        .call("devices.disconnect", json!({ "device": BAND }));
    assert_eq!(link(&bench.call(json!({ "seconds": 1 }))), "connected");
    bench
        .desk
        .call("devices.disconnect", json!({ "device": BAND }));
    let change = json!({ "id": wearable, "reconnect": false, "name": "Blue band" });
    bench.desk.call("wearables.update", change);
    let left = bench.call(json!({}));
    assert_eq!(
        (
            link(&left),
            &left["items"][0]["name"],
            &left["items"][0]["reconnect"]
        ),
        (Json::Null, &json!("Blue band"), &json!(false))
    );
}
