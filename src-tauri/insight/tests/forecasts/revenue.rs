//! Revenue month by month.

use mycrm_testkit::Desk;
use serde_json::json;

use crate::support::{ask, estimates, notes, number, timeless};

/// A desk with two years of a sales team behind it.
fn team() -> Desk {
    let desk = Desk::new();
    let loaded = desk.job(
        "sample.load",
        json!({ "contacts": 600, "seed": 42, "activities_per_contact": 0.5 }),
    );
    assert_eq!(loaded["state"], "done");
    desk
}

#[test]
fn a_teams_revenue_is_projected_and_tried_on_the_past() {
    let desk = team();
    let rates = json!({ "USD": 0.9, "GBP": 1.15, "CHF": 1.05, "SEK": 0.09, "PLN": 0.23, "HUF": 0.0026, "CZK": 0.04, "DKK": 0.13, "NOK": 0.085 });
    let asked = json!({ "currency": "EUR", "rates": rates, "samples": 4_000 });
    let result = ask(&desk, "revenue_projection", asked.clone());
    let mean = estimates(&result, "mean");
    assert_eq!(
        (&mean[0]["method"], &mean[1]["method"]),
        (&json!("exact"), &json!("monte_carlo"))
    );
    let (exact, drawn) = (number(&mean[0]["value"]), number(&mean[1]["value"]));
    assert!(
        exact > 0.0 && (drawn / exact - 1.0).abs() < 0.05,
        "{drawn} for {exact}"
    );
    let series = |quantity: &str| {
        let all = result["series"].as_array().unwrap();
        all.iter().find(|s| s["quantity"] == quantity).unwrap()["points"]
            .as_array()
            .unwrap()
            .clone()
    };
    let months = series("revenue");
    assert_eq!(months.len(), 6);
    assert_eq!(months[0]["date"], "2026-11-30");
    for point in &months {
        assert!(
            number(&point["p10"]) <= number(&point["p50"])
                && number(&point["p50"]) <= number(&point["p90"])
        );
    }
    let cumulative = series("revenue_cumulative");
    assert!((number(&cumulative[5]["mean"]) - exact).abs() < 1.0);
    assert_eq!(series("revenue_past").len(), 12);
    // What is told of the past is what is in the records.
    let backtest = series("backtest");
    assert_eq!(backtest.len(), 4);
    assert!(backtest.iter().all(|point| number(&point["actual"]) > 0.0));
    let past = series("revenue_past");
    let last_quarter: f64 = past[8..11]
        .iter()
        .map(|point| number(&point["actual"]))
        .sum();
    assert!((last_quarter - number(&backtest[3]["actual"])).abs() < 1.0);
    assert!(notes(&result).contains(&"learned_rates"));
    let win_rate = number(&estimates(&result, "win_rate")[0]["value"]);
    assert!((0.2..0.45).contains(&win_rate), "{win_rate}");
    let again = ask(&desk, "revenue_projection", asked);
    assert!(timeless(again) == timeless(result.clone()));
    // What hangs on what: every lever moves the mean the way it should.
    for driver in result["drivers"].as_array().unwrap() {
        assert!(
            number(&driver["low"]) < exact && exact < number(&driver["high"]),
            "{driver}"
        );
    }
}

#[test]
fn levers_move_the_projection() {
    let desk = team();
    let mean = |levers: serde_json::Value| {
        let result = ask(
            &desk,
            "revenue_projection",
            json!({ "levers": levers, "samples": 1_000, "backtest_quarters": 0 }),
        );
        number(&estimates(&result, "mean")[0]["value"])
    };
    let plain = mean(json!({}));
    assert!((mean(json!({ "deal_size": 2.0 })) / plain - 2.0).abs() < 1e-3);
    assert!(mean(json!({ "cycle_time": 2.0 })) < plain);
    assert_eq!(mean(json!({ "win_rate": 0.0 })), 0.0);
}

#[test]
fn a_database_without_deals_has_nothing_to_project() {
    let result = ask(&Desk::new(), "revenue_projection", json!({}));
    assert_eq!(estimates(&result, "mean")[0]["value"], 0.0);
    assert!(notes(&result).contains(&"no_history") && notes(&result).contains(&"no_backtest"));
}
