//! Strengths against closed forms, shares against what they must keep, names in the records, bad input.

use mycrm_quantum::random::Stream;
use mycrm_testkit::Desk;
use ndarray::{Array2, array};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::answer::{begin, draw};
use super::parameters::CompetitiveParameters;
use super::players::{Field, Found, Player};
use super::strength::{redrawn, shares, strengths};
use crate::chance::assert_repeats;

#[test]
fn two_players_are_as_strong_as_they_win() {
    // Hardly any prior: 30 of 40 won is three times as strong.
    let strength = strengths(&array![[0.0, 30.0], [10.0, 0.0]], 1e-9);
    assert!(
        (strength[0] / strength[1] - 3.0).abs() < 1e-6,
        "{strength:?}"
    );
    // Nothing known: all alike.
    assert_eq!(strengths(&Array2::zeros((3, 3)), 2.0), [1.0; 3]);
    // A strong prior draws towards alike.
    let strength = strengths(&array![[0.0, 30.0], [10.0, 0.0]], 1_000.0);
    assert!(strength[0] / strength[1] < 1.1);
}

#[test]
fn contests_of_a_known_model_give_its_strengths_back() {
    let truth = [1.0, 2.0, 0.5, 4.0];
    let wins = Array2::from_shape_fn((4, 4), |(i, j)| {
        if i == j {
            0.0
        } else {
            1_000.0 * truth[i] / (truth[i] + truth[j])
        }
    });
    let found = strengths(&wins, 1e-6);
    for i in 0..4 {
        assert!((found[i] / found[0] - truth[i]).abs() < 1e-4, "{found:?}");
    }
    // Losing to everyone is still a strength above 0.
    let beaten = strengths(&array![[0.0, 0.0], [50.0, 0.0]], 2.0);
    assert!(beaten[0] > 0.0 && beaten[0] < 0.1 * beaten[1], "{beaten:?}");
}

#[test]
fn contests_drawn_again_keep_their_number_and_their_rate() {
    let wins = array![[0.0, 30.0, 0.0], [10.0, 0.0, 5.0], [0.0, 5.0, 0.0]];
    let mut random = Stream::new(1, 1);
    let (mut sum, n) = (0.0, 20_000);
    for _ in 0..n {
        let drawn = redrawn(&wins, &mut random);
        assert!((drawn[[0, 1]] + drawn[[1, 0]] - 40.0).abs() < 1e-9);
        assert_eq!(drawn[[0, 2]] + drawn[[2, 0]], 0.0);
        sum += drawn[[0, 1]] / 40.0;
    }
    // The posterior mean over Jeffreys's prior.
    assert!((sum / f64::from(n) - 30.5 / 41.0).abs() < 0.002);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Shares stay shares, and who is strongest never loses any.
    #[test]
    fn shares_stay_shares(
        weights in prop::collection::vec(0.01..1.0_f64, 2..8),
        strength in prop::collection::vec(0.01..20.0_f64, 8),
        contested in 0.0..=1.0_f64,
    ) {
        let total: f64 = weights.iter().sum();
        let now: Vec<f64> = weights.iter().map(|w| w / total).collect();
        let strength = &strength[..now.len()];
        let course = shares(&now, strength, contested, 40);
        let best = (0..now.len()).max_by(|a, b| strength[*a].total_cmp(&strength[*b])).unwrap();
        for month in course.windows(2) {
            prop_assert!((month[1].iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(month[1].iter().all(|share| *share >= 0.0));
            prop_assert!(month[1][best] >= month[0][best] - 1e-12);
        }
    }
}

#[test]
fn a_seed_gives_one_answer_on_any_number_of_threads_and_can_be_stopped() {
    let player = |name: &str| Player {
        name: name.into(),
        account: None,
    };
    let field = Field {
        players: vec![player("us"), player("A"), player("B")],
        wins: array![[0.0, 30.0, 4.0], [10.0, 0.0, 5.0], [6.0, 5.0, 0.0]],
        found: Found::default(),
    };
    let parameters = CompetitiveParameters {
        samples: 1_001,
        ..CompetitiveParameters::default()
    };
    let shares = begin(&field, &parameters);
    assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    assert_repeats(|seed, control| draw(&field, &parameters, &shares, (seed, control)));
}

fn run(desk: &Desk, parameters: Json) -> Json {
    let fields = json!({ "name": "Rivals", "type": "competitive", "parameters": parameters });
    let id = desk.create("simulations", fields);
    desk.job("simulations.run", json!({ "id": id }))
}

fn note(result: &Json, code: &str) -> Json {
    let notes = result["notes"].as_array().unwrap().iter();
    notes
        .clone()
        .find(|note| note["code"] == code)
        .cloned()
        .unwrap_or_else(|| panic!("no {code}: {notes:?}"))
}

#[test]
fn contests_are_counted_in_what_deals_say() {
    let desk = Desk::new();
    desk.create(
        "accounts",
        json!({ "name": "Rival GmbH", "type": "competitor" }),
    );
    desk.create(
        "accounts",
        json!({ "name": "Never Met", "type": "competitor" }),
    );
    let deal = |fields: Json, stage: &str| {
        let id = desk.create("opportunities", json!({ "name": "Deal" }));
        desk.call(
            "opportunities.move",
            json!({ "id": id, "stage": desk.stage(stage) }),
        );
        // Only a deal that is lost keeps a reason.
        let mut all = json!({ "id": id });
        all.as_object_mut()
            .unwrap()
            .extend(fields.as_object().unwrap().clone());
        desk.call("opportunities.update", all);
    };
    for _ in 0..4 {
        deal(json!({ "lost_reason": "Went to Rival" }), "closed_lost");
    }
    deal(
        json!({ "lost_reason": "A competitor was cheaper" }),
        "closed_lost",
    );
    deal(json!({ "lost_reason": "No budget" }), "closed_lost");
    deal(json!({ "notes": "Won against RIVAL" }), "closed_won");
    for _ in 0..6 {
        deal(json!({}), "closed_won");
    }
    deal(
        json!({ "next_step": "Ask whether Rival has been there" }),
        "proposal",
    );
    let job = run(&desk, json!({ "samples": 1_000 }));
    let result = &job["result"];
    let data = note(result, "competitive_data")["args"].clone();
    let expected = json!({
        "competitors": 2, "won": 7, "won_named": 1, "lost": 6, "lost_named": 4, "lost_unnamed": 1, "open_named": 1, "contests": 0,
    });
    assert_eq!(data, expected);
    // Six orders name nobody; five of six lost deals were lost to somebody: five were contested, four of them by Rival.
    assert_eq!(
        note(result, "competitive_wins_spread")["args"]["count"],
        5.0
    );
    let against: Vec<&Json> = result["estimates"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|e| e["quantity"] == "wins_against")
        .collect();
    let labels: Vec<&Json> = against.iter().map(|e| &e["subject"]["label"]).collect();
    assert_eq!(labels, [&json!("Rival GmbH"), &json!("unnamed")]);
    assert!(
        (against[0]["value"].as_f64().unwrap() - 5.5 / 10.0).abs() < 1e-12,
        "{}",
        against[0]
    );
    // Only what is named counts when asked for.
    let plain = run(&desk, json!({ "samples": 1_000, "spread_wins": false }))["result"].clone();
    let found = plain["estimates"]
        .as_array()
        .unwrap()
        .iter()
        .find(|e| e["quantity"] == "wins_against")
        .unwrap()
        .clone();
    assert!(
        (found["value"].as_f64().unwrap() - 1.5 / 6.0).abs() < 1e-12,
        "{found}"
    );
}

#[test]
fn contests_counted_elsewhere_are_enough() {
    let desk = Desk::new();
    let contests = json!([
        { "winner": "us", "loser": "Rival", "count": 60 },
        { "winner": "Rival", "loser": "us", "count": 20 },
        { "winner": "Rival", "loser": "Third Ltd", "count": 30 },
    ]);
    let shares = json!([{ "player": "us", "share": 0.2 }, { "player": "rival", "share": 0.5 }, { "player": "Third", "share": 0.3 }]);
    let result = run(
        &desk,
        json!({ "contests": contests, "shares": shares, "samples": 1_000, "months": 24 }),
    )["result"]
        .clone();
    let estimates = result["estimates"].as_array().unwrap();
    let of = |quantity: &str| {
        estimates
            .iter()
            .find(|e| e["quantity"] == quantity)
            .unwrap()["value"]
            .as_f64()
            .unwrap()
    };
    assert!(
        (of("share_now") - 0.2).abs() < 1e-9 && of("share_then") > 0.25,
        "{} {}",
        of("share_now"),
        of("share_then")
    );
    assert_eq!(result["series"].as_array().unwrap().len(), 3);
    assert!(of("strength") < 0.5);
    let drivers = result["drivers"].as_array().unwrap();
    assert!(
        drivers
            .iter()
            .all(|d| d["low"].as_f64() < d["high"].as_f64()),
        "{drivers:?}"
    );
}

#[test]
fn what_has_no_meaning_is_refused() {
    let desk = Desk::new();
    let none = run(&desk, json!({}));
    assert_eq!(
        none["error"]["fields"][0]["field"], "parameters.contests",
        "{none:#}"
    );
    let contest = |winner: &str, loser: &str, count: f64| json!({ "contests": [{ "winner": winner, "loser": loser, "count": count }] });
    for (parameters, field) in [
        (contest("A", "a GmbH", 1.0), "parameters.contests[0].loser"),
        (contest("", "B", 1.0), "parameters.contests[0].winner"),
        (contest("A", "B", -1.0), "parameters.contests[0].count"),
        (
            json!({ "shares": [{ "player": "us", "share": 1.5 }] }),
            "parameters.shares[0].share",
        ),
        (
            json!({ "shares": [{ "player": "us", "share": 0 }] }),
            "parameters.shares",
        ),
        (json!({ "contested": 2 }), "parameters.contested"),
        (json!({ "samples": 10 }), "parameters.samples"),
    ] {
        let fields = json!({ "name": "Bad", "type": "competitive", "parameters": parameters });
        let refused = desk.refused("simulations.create", fields);
        assert_eq!(
            refused["fields"][0]["field"], field,
            "{parameters}: {refused:#}"
        );
    }
}
