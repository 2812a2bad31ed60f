//! What-ifs: worlds against what is to be expected of them, changes whose effect is known, bounds, bad input.

use mycrm_quantum::Control;
use mycrm_testkit::Desk;
use serde_json::{Value as Json, json};

use super::draw::draw;
use super::figures::{impact, losses};
use super::outlook::{Common, Variant};
use crate::chance::assert_repeats;

fn common() -> Common {
    Common {
        amounts: vec![100.0, 250.0, 40.0],
        sizes: vec![50.0, 100.0, 300.0],
        doubt: 0.2,
        variation: 0.1,
        customers: 400,
        repeat: 0.5,
        churn: 0.02,
    }
}

fn variant() -> Variant {
    Variant {
        open: vec![0.2, 0.5, 0.0, 0.3, 0.6, 0.9],
        width: 2,
        wins: vec![1.5, 2.5],
        size: 1.0,
        churn: 0.02,
        cost: 0.0,
    }
}

fn drawn(variants: &[Variant], samples: u64, seed: u64) -> Vec<Vec<f64>> {
    draw(&common(), variants, 0, samples, (seed, Control::default()))
        .unwrap()
        .outcomes
}

fn mean(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    (
        mean,
        (values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n / n).sqrt(),
    )
}

#[test]
fn worlds_average_to_what_is_to_be_expected() {
    let all = draw(&common(), &[variant()], 1, 60_000, (4, Control::default())).unwrap();
    let (value, error) = mean(&all.outcomes[0]);
    // Open deals by their chances, four wins to come of 150 on average; churn as usual moves nothing on average.
    let expected = 0.5 * 100.0 + 0.3 * 250.0 + 0.9 * 40.0 + 4.0 * 150.0;
    assert!((value - expected).abs() < 5.0 * error, "{value} {expected}");
    let (first, error) = mean(&all.by_month[0][0]);
    let expected = 0.2 * 100.0 + 0.6 * 40.0 + 1.5 * 150.0;
    assert!((first - expected).abs() < 5.0 * error, "{first} {expected}");
    assert_eq!(all.by_month[0][1], all.outcomes[0]);
}

#[test]
fn variants_meet_the_same_worlds() {
    let twice = Variant {
        size: 2.0,
        ..variant()
    };
    let dear = Variant {
        cost: 30.0,
        ..variant()
    };
    let slow = Variant {
        wins: vec![1.0, 2.0],
        ..variant()
    };
    let losing = Variant {
        churn: 0.2,
        ..variant()
    };
    let all = drawn(&[variant(), twice, dear, slow, losing], 2_000, 4);
    for (world, base) in all[0].iter().copied().enumerate() {
        assert_eq!(all[1][world], 2.0 * base);
        assert!((all[2][world] - (base - 30.0)).abs() < 1e-9);
        // Fewer wins, or fewer customers, never bring more in the same world.
        assert!(all[3][world] <= base && all[4][world] <= base);
    }
    assert!(mean(&all[4]).0 < mean(&all[0]).0);
    // Asked alone or beside others, a variant meets the same worlds.
    assert_eq!(drawn(&[variant()], 2_000, 4)[0], all[0]);
}

#[test]
fn a_seed_gives_one_answer_on_any_number_of_threads_and_can_be_stopped() {
    let variants = [variant(), variant()];
    assert_repeats(|seed, control| draw(&common(), &variants, 1, 3_001, (seed, control)));
}

#[test]
fn nothing_is_drawn_from_nothing() {
    let none = Common {
        amounts: vec![],
        sizes: vec![],
        customers: 0,
        repeat: 0.0,
        ..common()
    };
    let variant = Variant {
        open: vec![],
        ..variant()
    };
    let all = draw(&none, &[variant], 1, 10, (1, Control::default())).unwrap();
    assert_eq!(all.outcomes[0], [0.0; 10]);
}

#[test]
fn impact_and_losses_are_those_of_the_worlds() {
    let (base, other) = ([0.0, 100.0, 200.0, 300.0], [10.0, 100.0, 260.0, 330.0]);
    let found = impact(&base, &other, 0.95);
    assert!((found.mean.value - 25.0).abs() < 1e-12);
    assert!((found.relative.unwrap() - 25.0 / 150.0).abs() < 1e-12);
    assert_eq!((found.better.value, found.p50), (0.75, 10.0));
    let risk = losses(&base, 150.0).risk(0.95);
    assert_eq!((risk.value_at_risk, risk.conditional), (150.0, 150.0));
    assert_eq!(losses(&base, 150.0).risk(0.5).conditional, 100.0);
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.job("sample.load", json!({ "contacts": 400 }));
    desk
}

fn run(desk: &Desk, parameters: Json) -> Json {
    let mut whole = json!({ "samples": 2_000 });
    whole
        .as_object_mut()
        .unwrap()
        .extend(parameters.as_object().unwrap().clone());
    let id = desk.create(
        "scenarios",
        json!({ "name": "What if", "parameters": whole }),
    );
    let job = desk.job("scenarios.run", json!({ "id": id }));
    assert_eq!(job["state"], "done", "{job:#}");
    let record = desk.call("scenarios.get", json!({ "id": id }))["record"].clone();
    assert_eq!(
        (&record["status"], &record["result"]),
        (&json!("done"), &job["result"])
    );
    record
}

fn number(json: &Json) -> f64 {
    json.as_f64().unwrap_or_else(|| panic!("no number: {json}"))
}

#[test]
fn a_change_does_what_it_must() {
    let desk = desk();
    let nothing = run(&desk, json!({}));
    let result = &nothing["result"];
    assert_eq!(
        result["impact"]["mean"],
        json!({ "value": 0.0, "low": 0.0, "high": 0.0 })
    );
    assert_eq!(
        (&result["baseline"], &result["feasible"]),
        (&result["scenario"], &json!(true))
    );
    let base = number(&result["baseline"]["mean"]["value"]);
    assert!(base > 0.0);
    // One hundredth on the size of every deal is one hundredth of everything.
    let of_size = |list: &str| {
        let found = result[list]
            .as_array()
            .unwrap()
            .iter()
            .find(|s| s["variable"] == "deal_size");
        found.unwrap().clone()
    };
    let sensitivity = of_size("sensitivities");
    assert!(
        (number(&sensitivity["elasticity"]) - 1.0).abs() < 1e-6,
        "{sensitivity}"
    );
    assert!(number(&of_size("actions")["gain"]["low"]) > 0.0);
    // Ranked by what they bring; what is a burden is made less.
    let gains: Vec<f64> = result["actions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| number(&a["gain"]["value"]))
        .collect();
    assert!(gains.windows(2).all(|pair| pair[0] >= pair[1]), "{gains:?}");
    for action in result["actions"].as_array().unwrap() {
        let down = action["variable"] == "churn" || action["variable"] == "cycle_time";
        assert_eq!(
            number(&action["to"]) < number(&action["from"]),
            down,
            "{action}"
        );
    }
    let change = |variable: &str, value: f64| json!({ "changes": [{ "variable": variable, "mode": "relative", "value": value }] });
    let bigger = run(&desk, change("deal_size", 0.5));
    assert!((number(&bigger["result"]["impact"]["relative"]) - 0.5).abs() < 1e-9);
    assert_eq!(bigger["result"]["impact"]["better"]["value"], 1.0);
    for (variable, value) in [
        ("win_rate", 0.2),
        ("new_deals", 0.2),
        ("headcount", 1.0),
        ("cycle_time", -0.3),
        ("churn", -0.9),
    ] {
        let better = run(&desk, change(variable, value));
        let worse = run(&desk, change(variable, -value / 2.0));
        let of = |record: &Json| number(&record["result"]["impact"]["mean"]["value"]);
        assert!(
            of(&better) > 0.0 && of(&worse) < 0.0,
            "{variable}: {} {}",
            of(&better),
            of(&worse)
        );
        // Less risk where more is to be expected in every world.
        let risk = |record: &Json| {
            number(&record["result"]["scenario"]["conditional_value_at_risk_95"]["value"])
        };
        assert!(risk(&better) < risk(&worse), "{variable}");
    }
}

#[test]
fn the_win_rate_of_a_stage_moves_what_passes_through_it() {
    let desk = desk();
    let of = |stage: Option<String>, value: f64| {
        let change =
            json!({ "variable": "win_rate", "stage": stage, "mode": "relative", "value": value });
        number(&run(&desk, json!({ "changes": [change] }))["result"]["impact"]["relative"])
    };
    let all = of(None, 0.1);
    let last = of(Some(desk.stage("negotiation")), 0.1);
    assert!(last > 0.0 && last <= all + 1e-9, "{last} {all}");
    let unknown = desk.create("scenarios", json!({ "name": "Won", "parameters": { "changes": [
        { "variable": "win_rate", "stage": desk.stage("closed_won"), "mode": "relative", "value": 0.1 }] } }));
    let job = desk.job("scenarios.run", json!({ "id": unknown }));
    assert_eq!(
        job["error"]["fields"][0]["field"],
        "parameters.changes[0].stage"
    );
}

#[test]
fn bounds_are_told_and_keep_actions_inside() {
    let desk = desk();
    let listed = desk.call("scenarios.variables", json!({}));
    let of = |variable: &str| {
        let found = listed["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|l| l["variable"] == variable && l["stage"].is_null());
        number(&found.unwrap()["baseline"])
    };
    let (rate, heads) = (of("win_rate"), of("headcount"));
    let record = run(
        &desk,
        json!({
            "changes": [{ "variable": "headcount", "mode": "absolute", "value": 3 }],
            "constraints": [
                { "variable": "headcount", "max": heads + 1.0 },
                { "variable": "win_rate", "max": rate * 1.02 },
                { "variable": "deal_size", "max": 1.0 },
            ],
            "cost_per_head": 1_000, "budget": 100, "months": 6,
        }),
    );
    let result = &record["result"];
    assert_eq!(result["feasible"], false);
    let broken: Vec<&Json> = result["violations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| &v["variable"])
        .collect();
    assert_eq!(
        broken,
        [&json!("headcount"), &json!("deal_size"), &Json::Null]
    );
    assert_eq!(result["violations"][2]["level"], 18_000.0);
    let actions = result["actions"].as_array().unwrap();
    let action = |variable: &str| {
        actions
            .iter()
            .find(|a| a["variable"] == variable && a["stage"].is_null())
    };
    let win = action("win_rate").unwrap();
    assert!(
        (number(&win["to"]) - rate * 1.02).abs() < 1e-9 && win["limited"] == true,
        "{win}"
    );
    assert!(
        action("headcount").is_none() && action("deal_size").is_none(),
        "{actions:?}"
    );
}

#[test]
fn what_ifs_are_kept_and_compared() {
    let desk = desk();
    let plain = run(&desk, json!({}));
    let size = |value: f64| json!({ "changes": [{ "variable": "deal_size", "mode": "relative", "value": value }] });
    let (more, less) = (run(&desk, size(0.2)), run(&desk, size(-0.2)));
    let never = desk.create("scenarios", json!({ "name": "Never run" }));
    let ids = json!([plain["id"], less["id"], more["id"], never]);
    let compared = desk.call("scenarios.compare", json!({ "ids": ids }));
    let order: Vec<&Json> = compared["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| &item["id"])
        .collect();
    assert_eq!(order, [&more["id"], &plain["id"], &less["id"]]);
    assert_eq!(compared["missing"], json!([never]));
    for same in ["same_currency", "same_months", "same_day", "same_worlds"] {
        assert_eq!(compared[same], true, "{same}");
    }
    assert_eq!(compared["items"][0]["changed"][0]["variable"], "deal_size");
    assert_eq!(compared["items"][2]["efficient"], false);
    let other = run(&desk, json!({ "months": 3 }));
    let ids = json!([plain["id"], other["id"]]);
    assert_eq!(
        desk.call("scenarios.compare", json!({ "ids": ids }))["same_months"],
        false
    );
}

#[test]
fn what_has_no_meaning_is_refused() {
    let desk = Desk::new();
    let change = |variable: &str, mode: &str, value: Json| json!({ "changes": [{ "variable": variable, "mode": mode, "value": value }] });
    let stage = desk.stage("proposal");
    for (parameters, field) in [
        (
            change("win_rate", "to", json!(1.5)),
            "parameters.changes[0].value",
        ),
        (
            change("win_rate", "relative", json!(-2)),
            "parameters.changes[0].value",
        ),
        (
            change("win_rate", "relative", json!("much")),
            "parameters.changes[0].value",
        ),
        (
            change("weather", "relative", json!(1)),
            "parameters.changes[0].variable",
        ),
        (
            json!({ "changes": [{ "variable": "churn", "mode": "to", "value": 0.1, "stage": stage }] }),
            "parameters.changes[0].stage",
        ),
        (
            json!({ "changes": [{ "variable": "churn", "mode": "to", "value": 0.1, "cost": -1 }] }),
            "parameters.changes[0].cost",
        ),
        (
            json!({ "constraints": [{ "variable": "churn" }] }),
            "parameters.constraints[0].max",
        ),
        (
            json!({ "constraints": [{ "variable": "churn", "min": 0.2, "max": 0.1 }] }),
            "parameters.constraints[0].max",
        ),
        (json!({ "samples": 1e12 as u64 }), "parameters.samples"),
        (json!({ "months": 0 }), "parameters.months"),
        (json!({ "rates": { "USD": -1 } }), "parameters.rates"),
        (json!({ "budget": -5 }), "parameters.budget"),
    ] {
        let refused = desk.refused(
            "scenarios.create",
            json!({ "name": "Bad", "parameters": parameters }),
        );
        assert_eq!(
            refused["fields"][0]["field"], field,
            "{parameters}: {refused:#}"
        );
    }
    // Nothing to learn from: it answers, and says so.
    let record = run(&desk, json!({}));
    let codes: Vec<&str> = record["result"]["notes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n["code"].as_str().unwrap())
        .collect();
    assert!(
        codes.contains(&"scenario_few")
            && codes.contains(&"no_open_deals")
            && codes.contains(&"scenario_no_customers"),
        "{codes:?}"
    );
    assert_eq!(record["result"]["baseline"]["mean"]["value"], 0.0);
}
