//! The wearer's profile: weights, labels, calibration, breathing.

use serde_json::{Value as Json, json};

use crate::bench::{Bench, Scenario};
use crate::sensing::{on, records};

/// By name.
pub(crate) const SCENARIOS: &[(&str, Scenario)] = &[
    ("profile.show", profile),
    ("profile.change", change_profile),
    ("profile.label", label),
    ("calibration.start", calibrate),
    ("calibration.status", calibration),
    ("calibration.cancel", cancel_calibration),
    ("breathing.start", breathe),
    ("breathing.status", breathing),
    ("breathing.stop", stop_breathing),
];

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
    // Of a call that is over it can be said as well.
    bench.desk.call("calls.start", json!({ "subject": "Over" }));
    let over = bench.desk.call("calls.end", json!({}))["call"].clone();
    let late = bench.call(json!({ "state": "fatigued", "call": over }))["label"].clone();
    let kept = bench.desk.call("state_labels.get", json!({ "id": late }));
    assert_eq!(kept["record"]["call"], over);
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
