//! What the open deals bring in by a day.

use mycrm_testkit::Desk;
use serde_json::{Value as Json, json};

use crate::support::{ask, deal, estimates, notes, number, timeless};

/// P(sum ≥ target) by looking at every subset.
fn enumerated(deals: &[(f64, f64)], target: f64) -> f64 {
    (0..1usize << deals.len())
        .map(|subset| {
            let (mut sum, mut p) = (0.0, 1.0);
            for (at, (amount, chance)) in deals.iter().enumerate() {
                let won = subset >> at & 1 == 1;
                sum += if won { *amount } else { 0.0 };
                p *= if won { *chance } else { 1.0 - chance };
            }
            if sum >= target { p } else { 0.0 }
        })
        .sum()
}

#[test]
fn all_ways_agree_with_looking_at_every_subset() {
    let desk = Desk::new();
    // The fixed clock shows 2026-11-20.
    let deals = [
        (12_000.0, 0.25),
        (7_500.0, 0.6),
        (30_000.0, 0.1),
        (4_000.0, 0.9),
        (18_500.0, 0.45),
    ];
    for (amount, p) in deals {
        deal(
            &desk,
            &amount.to_string(),
            "EUR",
            (p * 100.0) as i64,
            "2026-12-10",
        );
    }
    let target = 25_000.0;
    let truth = enumerated(&deals, target);
    let result = ask(
        &desk,
        "deal_closure",
        json!({ "target": "25000", "epsilon": 0.002, "confidence": 0.999 }),
    );
    let reached = estimates(&result, "target_probability");
    let methods: Vec<&Json> = reached.iter().map(|e| &e["method"]).collect();
    assert_eq!(
        methods,
        [
            "exact",
            "iterative_amplitude_estimation",
            "likelihood_amplitude_estimation",
            "monte_carlo"
        ]
    );
    assert!((number(&reached[0]["value"]) - truth).abs() < 1e-12);
    for estimate in &reached {
        let (low, high) = (number(&estimate["low"]), number(&estimate["high"]));
        assert!(
            low - 1e-12 <= truth && truth <= high + 1e-12,
            "{estimate} for {truth}"
        );
    }
    for estimate in &reached[1..3] {
        assert!(
            number(&estimate["high"]) - number(&estimate["low"]) < 0.01,
            "{estimate}"
        );
        assert!(number(&estimate["queries"]) > 0.0);
    }
    let mean: f64 = deals.iter().map(|(amount, p)| amount * p).sum();
    for estimate in estimates(&result, "mean") {
        assert!(
            number(&estimate["low"]) - 1e-6 <= mean && mean <= number(&estimate["high"]) + 1e-6,
            "{estimate}"
        );
    }
    let drivers = result["drivers"].as_array().unwrap();
    assert_eq!(drivers.len(), 5);
    let effect = |driver: &Json| number(&driver["high"]) - number(&driver["low"]);
    assert!(
        drivers
            .windows(2)
            .all(|pair| effect(&pair[0]) >= effect(&pair[1]))
    );
    // The largest deal alone reaches the target.
    assert!(
        drivers
            .iter()
            .any(|driver| (number(&driver["high"]) - 1.0).abs() < 1e-9)
    );
    let bins = result["distributions"][0]["bins"].as_array().unwrap();
    let whole: f64 = bins.iter().map(|bin| number(&bin["probability"])).sum();
    assert!((whole - 1.0).abs() < 1e-9);
}

#[test]
fn what_deals_share_makes_good_and_bad_likelier_and_all_ways_agree() {
    let desk = Desk::new();
    for n in 1..=30 {
        deal(&desk, &(n * 1_000).to_string(), "EUR", 40, "2026-12-10");
    }
    let run = |shared: f64| {
        let parameters = json!({ "shared": shared, "target": "150000", "confidence": 0.999 });
        ask(&desk, "deal_closure", parameters)
    };
    let (alone, together) = (run(0.0), run(0.3));
    let exactly = |result: &Json, quantity: &str| number(&estimates(result, quantity)[0]["value"]);
    assert_eq!(exactly(&alone, "mean"), 186_000.0);
    assert!((exactly(&together, "mean") - 186_000.0).abs() < 1e-3);
    for (quantity, wider) in [("p10", -1.0), ("p90", 1.0)] {
        let moved = exactly(&together, quantity) - exactly(&alone, quantity);
        assert!(wider * moved > 20_000.0, "{quantity}: {moved}");
    }
    let truth = exactly(&together, "target_probability");
    for quantity in ["target_probability", "mean", "p10", "p50", "p90"] {
        let all = estimates(&together, quantity);
        let exact = number(&all[0]["value"]);
        for estimate in &all[1..] {
            let (low, high) = (number(&estimate["low"]), number(&estimate["high"]));
            assert!(low <= exact && exact <= high, "{estimate} for {exact}");
        }
    }
    assert!(notes(&together).contains(&"shared_factor"));
    assert!(!notes(&alone).contains(&"shared_factor"));
    assert_eq!(together["circuit"]["purpose"], "loaded_total");
    // A deal that is won speaks for the others, too.
    let driver = &together["drivers"][0];
    assert!(number(&driver["low"]) < truth && truth < number(&driver["high"]));
    let effect = |result: &Json| {
        number(&result["drivers"][0]["high"]) - number(&result["drivers"][0]["low"])
    };
    assert!(effect(&together) > 0.0 && effect(&alone) > 0.0);
}

#[test]
fn intervals_hold_the_truth_about_as_often_as_they_say() {
    let desk = Desk::new();
    for n in 1..=12 {
        deal(
            &desk,
            &(n * 1_000).to_string(),
            "EUR",
            5 + 7 * n,
            "2026-12-01",
        );
    }
    let (mut held, mut asked) = ([0_u32; 3], 0_u32);
    for seed in 1..=60 {
        let fields = json!({
            "name": "Again", "type": "deal_closure", "seed": seed,
            "parameters": { "target": "40000", "samples": 1000, "epsilon": 0.02, "confidence": 0.9 },
        });
        let id = desk.create("simulations", fields);
        let result = desk.job("simulations.run", json!({ "id": id }))["result"].clone();
        let reached = estimates(&result, "target_probability");
        let truth = number(&reached[0]["value"]);
        for (count, estimate) in held.iter_mut().zip(&reached[1..]) {
            *count +=
                u32::from(number(&estimate["low"]) <= truth && truth <= number(&estimate["high"]));
        }
        asked += 1;
    }
    // At 90 % each, fewer than 47 of 60 happen less than once in a thousand times.
    assert!(held.iter().all(|held| *held >= 47), "{held:?} of {asked}");
}

#[test]
fn the_same_seed_gives_the_same_answer_on_any_number_of_threads() {
    let desk = Desk::new();
    for n in 1..=30 {
        deal(&desk, &(n * 1_370).to_string(), "EUR", 30, "2026-12-01");
    }
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| timeless(ask(&desk, "deal_closure", json!({ "samples": 10_000 }))))
    };
    let first = on(1);
    assert!(first == on(2));
    assert_eq!(first["circuit"]["purpose"], "loaded_total");
    assert!(notes(&first).contains(&"target_is_mean"));
    assert!(
        first["circuit"]["drawing"]
            .as_str()
            .unwrap()
            .starts_with("<svg")
    );
}

#[test]
fn currencies_are_converted_by_rates_or_kept_apart() {
    let desk = Desk::new();
    for close in ["2026-12-01", "2026-12-02"] {
        deal(&desk, "1000", "EUR", 50, close);
    }
    deal(&desk, "1000", "USD", 50, "2026-12-01");
    deal(&desk, "1000", "GBP", 50, "2026-12-01");
    let apart = ask(&desk, "deal_closure", json!({}));
    assert_eq!(estimates(&apart, "mean")[0]["value"], 1000.0);
    let currencies: Vec<&Json> = apart["distributions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| &d["currency"])
        .collect();
    assert_eq!(currencies, ["EUR", "GBP", "USD"]);
    let together = ask(&desk, "deal_closure", json!({ "rates": { "USD": 0.9 } }));
    assert_eq!(estimates(&together, "mean")[0]["value"], 1450.0);
    assert_eq!(together["distributions"].as_array().unwrap().len(), 2);
    let dollars = ask(
        &desk,
        "deal_closure",
        json!({ "currency": "USD", "rates": { "EUR": 1.1, "GBP": 1.3 } }),
    );
    assert_eq!(estimates(&dollars, "mean")[0]["value"], 2250.0);
    assert_eq!(estimates(&dollars, "mean")[0]["currency"], "USD");
}

#[test]
fn what_counts_is_said() {
    let desk = Desk::new();
    deal(&desk, "1000", "EUR", 50, "2026-12-01");
    deal(&desk, "1000", "EUR", 50, "2026-10-01");
    deal(&desk, "1000", "EUR", 50, "2027-06-01");
    desk.create(
        "opportunities",
        json!({ "name": "Undated", "amount": "1000", "probability": 50 }),
    );
    desk.create(
        "opportunities",
        json!({ "name": "No amount", "probability": 50, "expected_close": "2026-12-01" }),
    );
    let mean = |parameters: Json| {
        number(&estimates(&ask(&desk, "deal_closure", parameters), "mean")[0]["value"])
    };
    assert_eq!(mean(json!({})), 1000.0);
    assert_eq!(mean(json!({ "overdue": false })), 500.0);
    assert_eq!(mean(json!({ "undated": true })), 1500.0);
    assert_eq!(mean(json!({ "until": "2027-06-01" })), 1500.0);
    let result = ask(&desk, "deal_closure", json!({}));
    for note in [
        "until",
        "overdue_counted",
        "undated_left_out",
        "without_amount",
    ] {
        assert!(
            notes(&result).contains(&note),
            "{note} in {:?}",
            notes(&result)
        );
    }
    let points = result["series"][0]["points"].as_array().unwrap();
    assert_eq!(points.last().unwrap()["date"], "2026-12-31");
    assert_eq!(points.last().unwrap()["mean"], 1000.0);
    assert_eq!(points[0]["mean"], 500.0);
}

#[test]
fn learned_odds_come_from_what_became_of_deals_before() {
    let desk = Desk::new();
    // Deals of the past: eight in ten won within ten days, over a year.
    let (won, lost) = (desk.stage("closed_won"), desk.stage("closed_lost"));
    for n in 0..60 {
        let id = desk.create("opportunities", json!({ "name": "Past", "amount": "100" }));
        desk.clock.advance(5 * 86_400_000);
        let stage = if n % 5 == 0 { &lost } else { &won };
        desk.call("opportunities.move", json!({ "id": id, "stage": stage }));
    }
    desk.create("opportunities", json!({ "name": "Open", "amount": "1000" }));
    let until = "2027-12-31";
    let own = ask(
        &desk,
        "deal_closure",
        json!({ "until": until, "undated": true }),
    );
    assert_eq!(estimates(&own, "mean")[0]["value"], 100.0);
    let learned = ask(
        &desk,
        "deal_closure",
        json!({ "until": until, "odds": "learned" }),
    );
    let mean = number(&estimates(&learned, "mean")[0]["value"]);
    assert!((550.0..800.0).contains(&mean), "{mean}");
    assert!(notes(&learned).contains(&"learned_odds"));
    assert_eq!(learned["data"][1]["source"], "stage_history");
}
