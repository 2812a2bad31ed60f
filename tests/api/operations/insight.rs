//! Simulations and forecasts.

use serde_json::{Value as Json, json};

use crate::bench::{Bench, Scenario};

/// By name.
pub(crate) const SCENARIOS: &[(&str, Scenario)] = &[
    ("simulations.kinds", kinds),
    ("simulations.sources", sources),
    ("simulations.run", run),
    ("simulations.answer", answer),
    ("models.list", models),
    ("models.calibrate", calibrate),
    ("advantage.measure", advantage),
];

fn kinds(bench: &Bench) {
    let kinds = bench.call(json!({}));
    let items = kinds["items"].as_array().expect("types");
    assert_eq!(items[0]["type"], "deal_closure");
    for kind in items {
        // What a simulation begins with is what it is created with.
        let made = bench.other(
            "simulations.create",
            json!({ "name": "A question", "type": kind["type"] }),
        );
        assert_eq!(made["parameters"], kind["defaults"]);
        let known = kind["parameters"]["properties"]
            .as_object()
            .expect("a schema");
        for name in kind["defaults"].as_object().expect("defaults").keys() {
            assert!(known.contains_key(name), "{name} of {}", kind["type"]);
        }
    }
    let wrong = json!({ "name": "A question", "type": "deal_closure", "parameters": { "epsilon": 2.0, "target": "-1" } });
    let problem = bench.desk.refused("simulations.create", wrong);
    let fields: Vec<&Json> = problem["fields"]
        .as_array()
        .expect("fields")
        .iter()
        .map(|field| &field["field"])
        .collect();
    assert_eq!(
        fields,
        [&json!("parameters.target"), &json!("parameters.epsilon")]
    );
}

fn sources(bench: &Bench) {
    bench.desk.deal("First", "100.00");
    let sources = bench.call(json!({ "type": "deal_closure" }));
    assert_eq!(sources["items"][0]["source"], "open_deals");
    assert_eq!(sources["items"][0]["count"], 1);
}

/// A simulation of deals without an expected day.
fn question(bench: &Bench, parameters: Json) -> String {
    let fields =
        json!({ "name": "What comes in", "type": "deal_closure", "parameters": parameters });
    bench.desk.create("simulations", fields)
}

fn answer(bench: &Bench) {
    bench.desk.deal("First", "100.00");
    let parameters = json!({ "undated": true, "target": "100.00", "samples": 1_000 });
    let asked = json!({ "type": "deal_closure", "parameters": parameters });
    let answered = bench.call(asked);
    assert_eq!(answered["seed"], 1);
    assert_eq!(answered["estimates"][0]["value"], 0.1);
    // Nothing is kept of it.
    let kept = bench.desk.call("simulations.count", json!({}));
    assert_eq!(kept["value"], 0);
    // The same question, kept, has the same answer.
    let id = question(bench, parameters);
    let run = bench.desk.job("simulations.run", json!({ "id": id }));
    for (now, then) in run["result"]["estimates"]
        .as_array()
        .expect("estimates")
        .iter()
        .zip(answered["estimates"].as_array().expect("estimates"))
    {
        assert_eq!(now["value"], then["value"]);
    }
    let wrong = bench.desk.job(
        "simulations.answer",
        json!({ "type": "deal_closure", "parameters": { "epsilon": 2.0 } }),
    );
    assert_eq!(wrong["state"], "failed");
    assert_eq!(wrong["error"]["fields"][0]["field"], "parameters.epsilon");
}

fn run(bench: &Bench) {
    // Two deals in the first stage, at one in ten each.
    bench.desk.deal("First", "100.00");
    bench.desk.deal("Second", "50.00");
    let id = question(
        bench,
        json!({ "undated": true, "target": "100.00", "samples": 20_000 }),
    );
    let result = bench.call(json!({ "id": id }));
    let of = |quantity: &str| -> Vec<&Json> {
        let all = result["estimates"].as_array().expect("estimates");
        all.iter()
            .filter(|estimate| estimate["quantity"] == quantity)
            .collect()
    };
    let reached = of("target_probability");
    assert_eq!(reached.len(), 4, "{result:#}");
    for estimate in &reached {
        let (low, high) = (estimate["low"].as_f64(), estimate["high"].as_f64());
        assert!(
            low <= Some(0.1 + 1e-9) && Some(0.1 - 1e-9) <= high,
            "{estimate}"
        );
    }
    assert_eq!(of("mean")[0]["value"], 15.0);
    assert_eq!(result["circuit"]["purpose"], "deals_and_sum");
    assert_eq!(result["distributions"][0]["currency"], "EUR");
    let kept = bench.desk.call("simulations.get", json!({ "id": id }))["record"].clone();
    assert_eq!(
        (&kept["status"], &kept["result"]),
        (&json!("done"), &result)
    );
    // The same question again has the same answer but for the time it took.
    let again = bench.call(json!({ "id": id }));
    let values = |result: &Json| -> Vec<Json> {
        let all = result["estimates"].as_array().expect("estimates");
        all.iter()
            .map(|e| json!([e["value"], e["low"], e["high"], e["queries"]]))
            .collect()
    };
    assert_eq!(values(&again), values(&result));
    bench.desk.call("simulations.delete", json!({ "id": id }));
    assert_eq!(
        bench.desk.job("simulations.run", json!({ "id": id }))["state"],
        "failed"
    );
}

fn models(bench: &Bench) {
    let models = bench.call(json!({}));
    let items = models["items"].as_array().expect("models");
    let kinds = bench.other("simulations.kinds", json!({}));
    assert_eq!(Some(items.len()), kinds["items"].as_array().map(Vec::len));
    assert_eq!(items[0]["name"], "independent_deals");
    assert!(items[0]["calibration"].is_null());
}

fn calibrate(bench: &Bench) {
    bench.desk.deal("First", "100.00");
    let done = bench.call(json!({ "model": "independent_deals" }));
    assert_eq!(done["models"], json!(["independent_deals"]));
    let models = bench.other("models.list", json!({}));
    let kept = &models["items"][0]["calibration"];
    assert!(kept["seconds"].as_f64() > Some(0.0), "{kept}");
    // One new deal is no history.
    assert_eq!(
        (&kept["coverage"], &kept["scores"]),
        (&Json::Null, &json!([]))
    );
    let wrong = bench
        .desk
        .job("models.calibrate", json!({ "model": "weather" }));
    assert_eq!(wrong["error"]["fields"][0]["field"], "model");
}

fn advantage(bench: &Bench) {
    let table = bench.call(json!({ "epsilons": [0.02, 0.1], "repeats": 3 }));
    let rows = table["rows"].as_array().expect("rows");
    assert_eq!(
        (&rows[0]["epsilon"], &rows[1]["epsilon"]),
        (&json!(0.1), &json!(0.02))
    );
    for row in rows {
        let samples = row["methods"][2]["queries"].as_f64();
        assert!(row["methods"][0]["half_width"].as_f64() <= row["epsilon"].as_f64());
        assert!(samples > Some(0.0));
    }
    assert!((table["sample_exponent"].as_f64().expect("a number") + 2.0).abs() < 0.1);
    assert_eq!(table["notes"][0]["code"], "no_speed_up");
    let wrong = bench
        .desk
        .job("advantage.measure", json!({ "epsilons": [0.0] }));
    assert_eq!(wrong["error"]["fields"][0]["field"], "epsilons");
}
