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
    for (name, code, unit) in [
        ("absorbing_chain", Some("chain_won"), "count"),
        ("account_cascade", Some("account_left"), "count"),
        ("two_regimes", None, "money"),
    ] {
        let calibration = of(&desk, name);
        assert_eq!(calibration["lacks"], Json::Null, "{name}");
        let coverage = &calibration["coverage"];
        assert_eq!(coverage["unit"], unit);
        let quarters = coverage["quarters"].as_array().unwrap();
        assert!(quarters.len() >= 4, "{name}: {coverage:#}");
        for quarter in quarters {
            let at = |field: &str| number(&quarter[field]);
            assert!(
                at("p10") <= at("p50") && at("p50") <= at("p90"),
                "{quarter}"
            );
            let held = (at("p10")..=at("p90")).contains(&at("actual"));
            assert_eq!(quarter["inside"], held, "{quarter}");
        }
        let scores = calibration["scores"].as_array().unwrap();
        let codes: Vec<&str> = scores
            .iter()
            .filter_map(|score| score["code"].as_str())
            .collect();
        assert_eq!(codes, Vec::from_iter(code));
        for score in scores {
            assert!(number(&score["count"]) > 100.0, "{score:#}");
            assert!((0.0..1.0).contains(&number(&score["brier"])));
            assert!(number(&score["log"]) > 0.0 && number(&score["log_reference"]) > 0.0);
        }
    }
    // That only the stage counts costs the chain something: it is about as good as the average, and not far off.
    let chain = &of(&desk, "absorbing_chain")["scores"][0];
    assert!(number(&chain["skill"]) > -0.1, "{chain:#}");
    let off = number(&chain["predicted"]) - number(&chain["observed"]);
    assert!(off.abs() < 0.1, "{chain:#}");
    assert_eq!(desk.call("changes.verify", json!({}))["ok"], true);
}

fn of(desk: &Desk, name: &str) -> Json {
    let found = models(desk).into_iter().find(|model| model["name"] == name);
    found.unwrap()["calibration"].clone()
}

#[test]
fn what_comes_later_changes_nothing_that_would_have_been_said() {
    let desk = Desk::new();
    desk.job(
        "sample.load",
        json!({ "contacts": 600, "seed": 7, "activities_per_contact": 0.2 }),
    );
    let told = || {
        let job = desk.job("models.calibrate", json!({ "model": "two_regimes" }));
        assert_eq!(job["state"], "done", "{job:#}");
        of(&desk, "two_regimes")["coverage"]["quarters"].clone()
    };
    let before = told();
    assert!(before.as_array().unwrap().len() >= 4, "{before:#}");
    let of_stage = |kind: &str| json!({ "field": "stage.kind", "op": "eq", "value": kind });
    let open = desk.call(
        "opportunities.list",
        json!({ "filter": of_stage("open"), "limit": 60 }),
    );
    let won = desk.stage("closed_won");
    for deal in open["items"].as_array().unwrap() {
        desk.call(
            "opportunities.move",
            json!({ "id": deal["id"], "stage": won }),
        );
    }
    assert_eq!(told(), before);
}

#[test]
fn without_a_past_nothing_is_claimed() {
    let desk = Desk::new();
    let job = desk.job("models.calibrate", json!({}));
    assert_eq!(job["state"], "done", "{job:#}");
    for model in models(&desk) {
        let calibration = &model["calibration"];
        assert_eq!(calibration["lacks"], "quarters", "{model:#}");
        assert_eq!(calibration["scores"], json!([]));
        assert_eq!(calibration["coverage"], Json::Null);
    }
}

#[test]
fn contests_of_the_past_are_held_against_what_was_known_before_them() {
    let desk = Desk::new();
    desk.create(
        "accounts",
        json!({ "name": "Globex", "type": "competitor" }),
    );
    let (won, lost) = (desk.stage("closed_won"), desk.stage("closed_lost"));
    // Every third deal against Globex is won, three a week.
    for _ in 0..100 {
        for stage in [&won, &lost, &lost] {
            desk.create(
                "opportunities",
                json!({ "name": "Offer", "stage": stage, "notes": "against Globex" }),
            );
        }
        desk.clock.advance(7 * 86_400_000);
    }
    desk.job("models.calibrate", json!({ "model": "paired_comparisons" }));
    let calibration = of(&desk, "paired_comparisons");
    let score = &calibration["scores"][0];
    assert_eq!(score["code"], "contest_won", "{calibration:#}");
    assert!(number(&score["count"]) > 150.0, "{score:#}");
    assert!((number(&score["predicted"]) - number(&score["observed"])).abs() < 0.05);
    let quarters = calibration["coverage"]["quarters"].as_array().unwrap();
    assert!(quarters.len() >= 4 && quarters.iter().all(|quarter| quarter["inside"] == true));
}
