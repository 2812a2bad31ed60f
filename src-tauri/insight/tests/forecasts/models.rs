//! The registry of models, and the past played again.

use mycrm_testkit::Desk;
use serde_json::{Value as Json, json};

use crate::support::number;

fn models(desk: &Desk) -> Vec<Json> {
    desk.call("models.list", json!({}))["items"]
        .as_array()
        .unwrap()
        .clone()
}

#[test]
fn models_are_held_against_the_past() {
    let desk = Desk::new();
    let loaded = desk.job(
        "sample.load",
        json!({ "contacts": 1500, "seed": 42, "activities_per_contact": 0.2 }),
    );
    assert_eq!(loaded["state"], "done");
    let job = desk.job("models.calibrate", json!({}));
    assert_eq!(job["state"], "done", "{job:#}");
    let closure = models(&desk).swap_remove(0)["calibration"].clone();
    let score = |code: &str| {
        let all = closure["scores"].as_array().unwrap();
        all.iter()
            .find(|score| score["code"] == code)
            .unwrap()
            .clone()
    };
    let (stage, learned) = (score("stage_probability"), score("learned_odds"));
    for score in [&stage, &learned] {
        assert!(number(&score["count"]) > 100.0, "{score}");
        assert!((0.0..0.5).contains(&number(&score["brier"])));
        let bins: f64 = score["bins"]
            .as_array()
            .unwrap()
            .iter()
            .map(|bin| number(&bin["count"]))
            .sum();
        assert_eq!(bins, number(&score["count"]));
    }
    // What is learned predicts better than saying the same for all deals.
    assert!(number(&learned["skill"]) > 0.0, "{learned:#}");
    let off = number(&learned["predicted"]) - number(&learned["observed"]);
    assert!(off.abs() < 0.06, "{learned:#}");
    for model in models(&desk).iter().take(2) {
        let coverage = &model["calibration"]["coverage"];
        let quarters = coverage["quarters"].as_array().unwrap();
        assert!(quarters.len() >= 4, "{coverage:#}");
        let inside = quarters
            .iter()
            .filter(|quarter| quarter["inside"] == true)
            .count();
        assert_eq!(
            number(&coverage["share"]),
            inside as f64 / quarters.len() as f64
        );
        // Eight of ten are to be inside: the observed share's interval holds that.
        assert!(
            number(&coverage["low"]) <= 0.8 && 0.8 <= number(&coverage["high"]),
            "{coverage:#}"
        );
        assert!(number(&model["calibration"]["seconds"]) > 0.0);
    }
    assert_eq!(desk.call("changes.verify", json!({}))["ok"], true);
}

#[test]
fn the_advantage_is_in_calls_and_grows_with_the_precision() {
    let job = Desk::new().job(
        "advantage.measure",
        json!({ "epsilons": [0.05, 0.02, 0.01, 0.004], "repeats": 8 }),
    );
    assert_eq!(job["state"], "done", "{job:#}");
    let table = &job["result"];
    let (queries, samples) = (
        number(&table["query_exponent"]),
        number(&table["sample_exponent"]),
    );
    assert!((-1.5..-0.8).contains(&queries), "{queries}");
    assert!((samples + 2.0).abs() < 0.05, "{samples}");
    let rows = table["rows"].as_array().unwrap();
    let gain = |row: &Json| number(&row["samples_per_query"]);
    assert!(gain(&rows[3]) > 2.0 * gain(&rows[0]), "{rows:#?}");
    for row in rows {
        for method in row["methods"].as_array().unwrap() {
            assert!(number(&method["coverage"]) >= 0.6, "{row:#}");
        }
    }
}
