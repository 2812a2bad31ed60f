//! Input that cannot be answered is refused by name; records that hold nothing are answered plainly.

use mycrm_testkit::Desk;
use serde_json::{Value as Json, json};

use crate::support::{ask, deal, estimates, fails, notes, simulation};

/// The fields that creating a simulation with these parameters is refused for.
fn refused(desk: &Desk, kind: &str, parameters: Json) -> Vec<String> {
    let fields = json!({ "name": "Wrong", "type": kind, "parameters": parameters });
    let problem = desk.refused("simulations.create", fields);
    assert_eq!(problem["code"], "validation", "{problem:#}");
    let wrong = problem["fields"].as_array().expect("fields");
    wrong
        .iter()
        .filter_map(|f| f["field"].as_str())
        .map(str::to_owned)
        .collect()
}

#[test]
fn parameters_out_of_range_are_named() {
    let desk = Desk::new();
    for (parameters, field) in [
        (json!({ "until": "2026-11-19" }), "parameters.until"),
        (json!({ "until": "2099-01-01" }), "parameters.until"),
        (json!({ "until": "soon" }), "parameters.until"),
        (json!({ "target": "-5" }), "parameters.target"),
        (json!({ "target": "1e30" }), "parameters.target"),
        (json!({ "target": true }), "parameters.target"),
        (json!({ "currency": "Euro" }), "parameters.currency"),
        (json!({ "rates": { "usd": 1.0 } }), "parameters.rates"),
        (json!({ "rates": { "USD": 0.0 } }), "parameters.rates"),
        (
            json!({ "rates": { "USD": "a lot" } }),
            "parameters.rates.USD",
        ),
        (json!({ "confidence": 1.0 }), "parameters.confidence"),
        (json!({ "epsilon": 0.0 }), "parameters.epsilon"),
        (json!({ "samples": 0 }), "parameters.samples"),
        (json!({ "samples": 1e18 }), "parameters.samples"),
        (
            json!({ "samples": 4_000_000_000_u64 }),
            "parameters.samples",
        ),
        (json!({ "shared": 1.0 }), "parameters.shared"),
        (json!({ "shared": -0.1 }), "parameters.shared"),
        (json!({ "odds": "certain" }), "parameters.odds"),
        (json!({ "colour": "blue" }), "parameters.colour"),
        (json!([]), "parameters"),
    ] {
        assert_eq!(
            refused(&desk, "deal_closure", parameters.clone()),
            [field],
            "{parameters}"
        );
    }
    for (parameters, field) in [
        (json!({ "months": 0 }), "parameters.months"),
        (json!({ "months": 4_000_000_000_u64 }), "parameters.months"),
        (
            json!({ "levers": { "cycle_time": 0.0 } }),
            "parameters.levers.cycle_time",
        ),
        (
            json!({ "levers": { "win_rate": 1e300 } }),
            "parameters.levers.win_rate",
        ),
        (json!({ "samples": 1 }), "parameters.samples"),
    ] {
        assert_eq!(
            refused(&desk, "revenue_projection", parameters.clone()),
            [field],
            "{parameters}"
        );
    }
    let types = desk.refused(
        "simulations.create",
        json!({ "name": "Wrong", "type": "weather" }),
    );
    assert_eq!(types["fields"][0]["field"], "type");
    let huge: serde_json::Map<String, Json> = (0..9_000)
        .map(|n| (format!("A{n:010}"), json!(1.0)))
        .collect();
    assert_eq!(
        refused(&desk, "deal_closure", json!({ "rates": huge })),
        ["parameters"]
    );
}

#[test]
fn a_probability_over_one_never_gets_into_a_deal() {
    let desk = Desk::new();
    for probability in [101, -1] {
        let problem = desk.refused(
            "opportunities.create",
            json!({ "name": "Sure", "probability": probability }),
        );
        assert_eq!(problem["fields"][0]["field"], "probability");
    }
}

#[test]
fn no_open_deals_bring_nothing_for_certain() {
    let desk = Desk::new();
    let result = ask(&desk, "deal_closure", json!({ "target": "10" }));
    assert!(notes(&result).contains(&"no_open_deals"));
    for estimate in estimates(&result, "target_probability") {
        assert!(estimate["low"].as_f64() <= Some(1e-6), "{estimate}");
        assert!(estimate["value"].as_f64() < Some(0.02), "{estimate}");
    }
    for estimate in estimates(&result, "mean") {
        assert!(estimate["low"].as_f64() <= Some(1e-6), "{estimate}");
    }
}

#[test]
fn a_currency_that_no_deal_is_in_is_refused_with_those_there_are() {
    let desk = Desk::new();
    deal(&desk, "1000", "EUR", 50, "2026-12-01");
    let problem = fails(&desk, "deal_closure", json!({ "currency": "JPY" }));
    assert_eq!(problem["fields"][0]["field"], "parameters.currency");
    assert!(problem["detail"].as_str().unwrap().contains("EUR"));
}

#[test]
fn a_horizon_that_has_passed_meanwhile_fails_with_its_name() {
    let desk = Desk::new();
    let id = simulation(&desk, "deal_closure", json!({ "until": "2026-11-25" }));
    desk.clock.advance(30 * 86_400_000);
    let job = desk.job("simulations.run", json!({ "id": id }));
    assert_eq!(
        job["error"]["fields"][0]["field"], "parameters.until",
        "{job:#}"
    );
    // Renaming it does not ask again.
    desk.call(
        "simulations.update",
        json!({ "id": id, "name": "Too late" }),
    );
}

#[test]
fn a_job_cancelled_before_it_ran_leaves_the_simulation_as_it_was() {
    let desk = Desk::new();
    let id = simulation(&desk, "deal_closure", json!({}));
    let job = desk.call("simulations.run", json!({ "id": id }))["job"].clone();
    desk.call("jobs.cancel", json!({ "id": job }));
    desk.app.run_due_jobs().unwrap();
    assert_eq!(
        desk.call("jobs.get", json!({ "id": job }))["state"],
        "cancelled"
    );
    assert!(desk.call("simulations.get", json!({ "id": id }))["record"]["status"].is_null());
}

#[test]
fn a_running_job_stops_when_it_is_cancelled() {
    let desk = Desk::new();
    for n in 1..=200 {
        deal(&desk, &(n * 1_000).to_string(), "EUR", 40, "2026-12-01");
    }
    // Long enough that it cannot have ended before it was cancelled.
    let id = simulation(&desk, "deal_closure", json!({ "samples": 5_000_000 }));
    let job = desk.call("simulations.run", json!({ "id": id }))["job"].clone();
    std::thread::scope(|scope| {
        let worker = scope.spawn(|| desk.app.run_due_jobs());
        let running = || desk.call("jobs.get", json!({ "id": job }))["state"] == "running";
        while !running() {
            std::thread::yield_now();
        }
        desk.call("jobs.cancel", json!({ "id": job }));
        worker.join().unwrap().unwrap();
    });
    assert_eq!(
        desk.call("jobs.get", json!({ "id": job }))["state"],
        "cancelled"
    );
    let record = desk.call("simulations.get", json!({ "id": id }))["record"].clone();
    assert_eq!(
        (&record["status"], &record["result"]),
        (&json!("cancelled"), &Json::Null)
    );
    assert_eq!(desk.call("changes.verify", json!({}))["ok"], true);
}
