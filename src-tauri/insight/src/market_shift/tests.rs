//! Regimes found again in series that were made with them; courses against what is to be expected of them.

use mycrm_quantum::Control;
use mycrm_quantum::random::Stream;
use mycrm_testkit::Desk;
use serde_json::{Value as Json, json};

use super::regimes::{Regimes, ahead, within};
use super::sampled::{Market, Times};
use crate::chance::assert_repeats;

/// A series that turns by these chances, with these means and a deviation of 1, and which times were bad.
fn made(n: usize, turns: [f64; 2], means: [f64; 2]) -> (Vec<f64>, Vec<bool>) {
    let mut random = Stream::new(5, 5);
    let mut bad = false;
    (0..n)
        .map(|_| {
            bad ^= random.unit() < turns[usize::from(bad)];
            (means[usize::from(bad)] + random.normal(), bad)
        })
        .unzip()
}

#[test]
fn times_are_found_again_in_a_series_that_turns() {
    for (means, low_is_bad) in [([0.0, -4.0], true), ([0.0, 4.0], false)] {
        let (values, truth) = made(4_000, [0.05, 0.2], means);
        let found = Regimes::fit(&values, low_is_bad).unwrap();
        for side in [0, 1] {
            assert!(
                (found.means[side] - means[side]).abs() < 0.2,
                "{:?}",
                found.means
            );
            assert!(
                (found.deviations[side] - 1.0).abs() < 0.1,
                "{:?}",
                found.deviations
            );
        }
        assert!(
            (found.turns[0] - 0.05).abs() < 0.015 && (found.turns[1] - 0.2).abs() < 0.04,
            "{:?}",
            found.turns
        );
        let right = found
            .bad
            .iter()
            .zip(&truth)
            .filter(|(p, bad)| (**p > 0.5) == **bad)
            .count();
        assert!(right > 3_880, "{right}");
        assert!(found.evidence > 100.0);
    }
}

#[test]
fn a_series_of_one_time_is_told_as_one() {
    let (values, _) = made(500, [0.0, 0.0], [3.0, 3.0]);
    assert!(Regimes::fit(&values, true).unwrap().evidence < 0.0);
    for values in [vec![1.0; 5], vec![2.0; 50]] {
        assert_eq!(
            Regimes::fit(&values, true).unwrap_err().code(),
            "validation"
        );
    }
}

#[test]
fn turns_add_up_over_steps() {
    let once = [0.1, 0.3];
    let twice = within(once, 2.0);
    // Good, then bad by the second step: turned at once and stayed, or stayed and turned.
    assert!((twice[0] - (0.1 * 0.7 + 0.9 * 0.1)).abs() < 1e-12);
    assert!((twice[1] - (0.3 * 0.9 + 0.7 * 0.3)).abs() < 1e-12);
    let half = within(once, 0.5);
    let again = within(half, 2.0);
    assert!((again[0] - 0.1).abs() < 1e-12 && (again[1] - 0.3).abs() < 1e-12);
    assert_eq!(within([0.0, 0.0], 5.0), [0.0, 0.0]);
    let months = ahead(1.0, once, 200);
    assert!((months[0] - 0.7).abs() < 1e-12 && (months[199] - 0.25).abs() < 1e-12);
}

fn market() -> Market {
    let times = |hazards: [f64; 4], wins: [f64; 2], size| Times {
        hazards: hazards.into(),
        wins: wins.into(),
        size,
    };
    Market {
        amounts: vec![100.0, 400.0],
        sizes: vec![50.0, 150.0],
        doubt: 0.04,
        variation: 0.1,
        good: times([0.5, 0.5, 0.2, 0.3], [2.0, 3.0], 1.0),
        bad: times([0.3, 0.4, 0.1, 0.2], [1.0, 2.0], 0.5),
        first: 0.4,
        turns: [0.3, 0.6],
    }
}

#[test]
fn courses_average_to_what_is_to_be_expected() {
    let drawn = market().draw(60_000, 3, Control::default()).unwrap();
    // Good: 3/4 of 100, 0.44 of 400, five wins of 100. Bad: 0.58 and 0.28, three wins, all at half the size.
    let expected = [75.0 + 176.0 + 500.0, 0.5 * (58.0 + 112.0 + 300.0)];
    for (course, expected) in expected.into_iter().enumerate() {
        let worlds = &drawn[course][1];
        let n = worlds.len() as f64;
        let mean = worlds.iter().sum::<f64>() / n;
        let variance = worlds.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
        assert!(
            (mean - expected).abs() < 5.0 * (variance / n).sqrt(),
            "{course}: {mean} {expected}"
        );
    }
    // In every world turning lies between the two, month by month.
    let [good, bad, turning] = &drawn;
    for ((good, bad), turning) in good.iter().zip(bad).zip(turning) {
        for ((good, bad), turning) in good.iter().zip(bad).zip(turning) {
            assert!(bad <= turning && turning <= good, "{bad} {turning} {good}");
        }
    }
}

#[test]
fn a_seed_gives_one_answer_on_any_number_of_threads_and_can_be_stopped() {
    assert_repeats(|seed, control| market().draw(3_001, seed, control));
}

fn run(desk: &Desk, parameters: Json) -> Json {
    let mut whole = json!({ "samples": 2_000 });
    whole
        .as_object_mut()
        .unwrap()
        .extend(parameters.as_object().unwrap().clone());
    let fields = json!({ "name": "Shift", "type": "market_shift", "parameters": whole });
    let id = desk.create("simulations", fields);
    let job = desk.job("simulations.run", json!({ "id": id }));
    assert_eq!(job["state"], "done", "{job:#}");
    job["result"].clone()
}

fn of(result: &Json, quantity: &str, label: &str) -> f64 {
    let same = |e: &&Json| {
        e["quantity"] == quantity && (label.is_empty() || e["subject"]["label"] == label)
    };
    let found = result["estimates"].as_array().unwrap().iter().find(same);
    found.unwrap_or_else(|| panic!("no {quantity} of {label}"))["value"]
        .as_f64()
        .unwrap()
}

fn codes(result: &Json) -> Vec<&str> {
    let notes = result["notes"].as_array().unwrap().iter();
    notes.map(|note| note["code"].as_str().unwrap()).collect()
}

#[test]
fn a_feed_tells_the_times_and_a_shock_does_what_it_says() {
    let desk = Desk::new();
    desk.job("sample.load", json!({ "contacts": 300 }));
    let feed = desk.create(
        "feeds",
        json!({ "name": "Index", "interval": "week", "category": "market" }),
    );
    // Two years of weeks, good and bad by halves of a year, good at the end.
    let rows: Vec<String> = (0..104)
        .map(|week: i64| {
            let at = 1_795_168_800_000 - (104 - week) * 7 * 86_400_000;
            let bad = week / 26 % 2 == 0;
            format!("{at},{}", if bad { 80 + week % 3 } else { 100 + week % 4 })
        })
        .collect();
    desk.call(
        "feeds.import_csv",
        json!({ "id": feed, "content": rows.join("\n") }),
    );
    let result = run(
        &desk,
        json!({ "feed": feed, "learn_shock": true, "months": 4 }),
    );
    assert!(of(&result, "bad_now", "") < 0.1);
    assert!(of(&result, "mean", "bad") < of(&result, "mean", "turning"));
    assert!(of(&result, "mean", "turning") < of(&result, "mean", "good"));
    assert!(
        codes(&result).contains(&"shift_feed") && codes(&result).contains(&"shift_shock_learned"),
        "{:?}",
        codes(&result)
    );
    let told = result["series"]
        .as_array()
        .unwrap()
        .iter()
        .find(|s| s["quantity"] == "feed_bad_probability")
        .unwrap();
    assert_eq!(told["points"].as_array().unwrap().len(), 104);
    assert!(
        result["data"]
            .as_array()
            .unwrap()
            .iter()
            .any(|d| d["source"] == "feed" && d["count"] == 104)
    );
    // No shock, no difference.
    let none = json!({ "win_rate": 1, "deal_size": 1, "cycle_time": 1, "new_deals": 1 });
    let calm = run(&desk, json!({ "shock": none, "bad_now": 1 }));
    assert_eq!(of(&calm, "mean", "good"), of(&calm, "mean", "bad"));
    let halved = run(
        &desk,
        json!({ "shock": { "win_rate": 1, "deal_size": 0.5, "cycle_time": 1, "new_deals": 1 }, "bad_now": 1, "leave": 0 }),
    );
    assert!((of(&halved, "mean", "turning") / of(&halved, "mean", "good") - 0.5).abs() < 1e-9);
    assert_eq!(halved["drivers"][0]["code"], "shock_deal_size");
}

#[test]
fn what_has_no_meaning_is_refused() {
    let desk = Desk::new();
    for (parameters, field) in [
        (json!({ "enter": 1.5 }), "parameters.enter"),
        (
            json!({ "shock": { "cycle_time": 0 } }),
            "parameters.shock.cycle_time",
        ),
        (
            json!({ "shock": { "win_rate": "half" } }),
            "parameters.shock.win_rate",
        ),
        (json!({ "learn_shock": true }), "parameters.learn_shock"),
        (json!({ "months": 400 }), "parameters.months"),
        (json!({ "samples": 0 }), "parameters.samples"),
    ] {
        let fields = json!({ "name": "Bad", "type": "market_shift", "parameters": parameters });
        let refused = desk.refused("simulations.create", fields);
        assert_eq!(
            refused["fields"][0]["field"], field,
            "{parameters}: {refused:#}"
        );
    }
    let empty = run(&desk, json!({}));
    assert!(codes(&empty).contains(&"no_open_deals") && codes(&empty).contains(&"shift_no_feed"));
    let feed = desk.create("feeds", json!({ "name": "Short" }));
    desk.call(
        "feeds.add_points",
        json!({ "id": feed, "points": [{ "value": 1 }] }),
    );
    let fields = json!({ "name": "Short", "type": "market_shift", "parameters": { "feed": feed } });
    let id = desk.create("simulations", fields);
    let job = desk.job("simulations.run", json!({ "id": id }));
    assert_eq!(job["error"]["code"], "validation", "{job:#}");
}
