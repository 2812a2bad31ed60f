//! A desk with deals, and what a simulation over them answers.

use mycrm_testkit::Desk;
use serde_json::{Value as Json, json};

/// A simulation with these parameters; answers its id.
pub(crate) fn simulation(desk: &Desk, kind: &str, parameters: Json) -> String {
    let fields = json!({ "name": "A question", "type": kind, "parameters": parameters });
    desk.create("simulations", fields)
}

/// Runs a new simulation, which must succeed.
pub(crate) fn ask(desk: &Desk, kind: &str, parameters: Json) -> Json {
    let job = desk.job(
        "simulations.run",
        json!({ "id": simulation(desk, kind, parameters) }),
    );
    assert_eq!(job["state"], "done", "{job:#}");
    job["result"].clone()
}

/// Runs a new simulation, which must fail; answers the problem.
pub(crate) fn fails(desk: &Desk, kind: &str, parameters: Json) -> Json {
    let id = simulation(desk, kind, parameters);
    let job = desk.job("simulations.run", json!({ "id": id }));
    assert_eq!(job["state"], "failed", "{job:#}");
    let record = desk.call("simulations.get", json!({ "id": id }))["record"].clone();
    assert_eq!(record["status"], "failed");
    assert_eq!(record["error"], job["error"]["detail"]);
    job["error"].clone()
}

/// An open deal.
pub(crate) fn deal(
    desk: &Desk,
    amount: &str,
    currency: &str,
    probability: i64,
    close: &str,
) -> String {
    desk.create(
        "opportunities",
        json!({
            "name": "A deal", "amount": amount, "currency": currency, "probability": probability, "expected_close": close,
        }),
    )
}

/// The estimates of a quantity about the whole.
pub(crate) fn estimates<'r>(result: &'r Json, quantity: &str) -> Vec<&'r Json> {
    let all = result["estimates"].as_array().expect("estimates");
    all.iter()
        .filter(|e| e["quantity"] == quantity && e["subject"].is_null())
        .collect()
}

/// The codes of the notes.
pub(crate) fn notes(result: &Json) -> Vec<&str> {
    let all = result["notes"].as_array().expect("notes");
    all.iter()
        .filter_map(|note| note["code"].as_str())
        .collect()
}

/// A number.
pub(crate) fn number(json: &Json) -> f64 {
    json.as_f64()
        .unwrap_or_else(|| panic!("{json} is not a number"))
}

/// A result without the times it took.
pub(crate) fn timeless(mut result: Json) -> Json {
    fn strip(json: &mut Json) {
        match json {
            Json::Object(object) => {
                object.remove("seconds");
                object.values_mut().for_each(strip);
            }
            Json::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    strip(&mut result);
    result["as_of"] = Json::Null;
    result
}
