//! The forecast of 500 open deals all three ways, from the call to the kept answer, and the projection of revenue out of
//! the whole history.
//!
//! The floor of the forecast is its arithmetic written down plainly on one thread: the same convolution on the same grid
//! and the same number of samples, nothing stored, no intervals, no circuit.

use std::hint::black_box;

use chrono::{Days, NaiveDate};
use mycrm_kernel::app::App;
use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::{Error, Result};
use serde_json::{Value as Json, json};

use crate::Bench;
use crate::data::{call, job, open_at};
use crate::figure::{Figure, Runs, beside};

const DEALS: u64 = 500;
/// Samples of the Monte Carlo: the default of the simulation.
const SAMPLES: usize = 100_000;
const ROUNDS: usize = 10;

/// What deal number `n` brings in hundreds of euros, and how likely.
fn deal(n: u64) -> (usize, f64) {
    let mixed = n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
    // From 1,000 to 150,000 euros, many small ones.
    let share = (mixed & 0xFFF) as f64 / 4_096.0;
    let hundreds = 10.0 * 150_f64.powf(share);
    (
        hundreds as usize,
        [0.1, 0.25, 0.5, 0.75][(mixed >> 12) as usize % 4],
    )
}

pub(crate) fn measure(bench: &Bench, app: &App) -> Result<()> {
    let deals = open_at(bench.folder.join("forecast.db"))?;
    let id = prepare(&deals)?;
    let mut parts: Vec<(String, f64)> = Vec::new();
    let figure = beside(
        format!("forecast of {DEALS} open deals, exact, by amplitude and by chance"),
        ROUNDS,
        |_| {
            let result = job(&deals, "simulations.run", json!({ "id": id }))?["result"].clone();
            parts = seconds_of(&result);
            Ok(())
        },
        |_| {
            black_box(floor());
            Ok(())
        },
    )?;
    figure.print();
    for (name, seconds) in parts {
        Figure::alone(format!("of it {name}"), seconds * 1_000.0, "ms").print();
    }
    let fields = json!({ "name": "Bench", "type": "revenue_projection" });
    let projection = call(app, "simulations.create", fields)?["id"].clone();
    let mut runs = Runs::default();
    for _ in 0..3 {
        runs.add(|| job(app, "simulations.run", json!({ "id": projection })))?;
    }
    let entries = call(app, "stage_entries.count", json!({ "cap": 10_000_000 }))?;
    let name = format!(
        "revenue projection from {} stays in stages",
        entries["value"]
    );
    Figure::of(name, &mut runs).print();
    call(app, "simulations.delete", json!({ "id": projection }))?;
    Ok(())
}

/// Makes the deals, unless that was done, and a question about all of them.
fn prepare(app: &App) -> Result<Json> {
    let today: NaiveDate = instant_text(app.now())[..10]
        .parse()
        .map_err(|_| Error::Internal("no day".into()))?;
    let close = today + Days::new(30);
    let there = call(app, "opportunities.count", json!({}))?["value"].as_u64();
    for n in there.unwrap_or_default()..DEALS {
        let (hundreds, probability) = deal(n);
        let fields = json!({
            "name": format!("Deal {n}"), "amount": (hundreds * 100).to_string(), "currency": "EUR",
            "probability": (probability * 100.0) as u8, "expected_close": close.to_string(),
        });
        call(app, "opportunities.create", fields)?;
    }
    let parameters = json!({ "until": (today + Days::new(60)).to_string() });
    let fields = json!({ "name": "Bench", "type": "deal_closure", "parameters": parameters });
    Ok(call(app, "simulations.create", fields)?["id"].clone())
}

/// Seconds that the ways of estimating the target's probability took.
fn seconds_of(result: &Json) -> Vec<(String, f64)> {
    let all = result["estimates"].as_array().into_iter().flatten();
    all.filter(|estimate| estimate["quantity"] == "target_probability")
        .filter_map(|estimate| {
            Some((
                estimate["method"].as_str()?.to_owned(),
                estimate["seconds"].as_f64()?,
            ))
        })
        .collect()
}

/// The bare arithmetic: P(total ≥ mean) by convolution, then by samples.
fn floor() -> (f64, usize) {
    let deals: Vec<(usize, f64)> = (0..DEALS).map(deal).collect();
    let mut mass = vec![1.0];
    for (amount, p) in &deals {
        let mut next = vec![0.0; mass.len() + amount];
        for (at, f) in mass.iter().enumerate() {
            next[at] += (1.0 - p) * f;
            next[at + amount] += p * f;
        }
        mass = next;
    }
    let mean = deals
        .iter()
        .map(|(amount, p)| *amount as f64 * p)
        .sum::<f64>() as usize;
    let exact = mass[mean..].iter().sum();
    let mut state = 1_u64;
    let reached = (0..SAMPLES)
        .filter(|_| {
            let sum: usize = deals
                .iter()
                .map(|(amount, p)| {
                    // Xorshift (Marsaglia 2003): the cheapest chance there is.
                    state ^= state << 13;
                    state ^= state >> 7;
                    state ^= state << 17;
                    if (state >> 11) as f64 / 9_007_199_254_740_992.0 < *p {
                        *amount
                    } else {
                        0
                    }
                })
                .sum();
            sum >= mean
        })
        .count();
    (exact, reached)
}
