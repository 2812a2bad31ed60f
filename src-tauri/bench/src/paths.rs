//! Ways of customers walked through the job, from the call to the kept answer; and how long the other simulations and a
//! what-if take over the whole database.
//!
//! The floor of the ways is the walker alone: what the CPU time grows by when there are many more of them to walk.

use mycrm_kernel::app::App;
use mycrm_kernel::error::Result;
use serde_json::{Value as Json, json};

use crate::data::{call, job};
use crate::figure::{Figure, say, time};
use crate::process::cpu;

/// Ways of a short run and of a long one.
const WAYS: (u64, u64) = (20_000_000, 220_000_000);
/// Runs of everything else.
const ROUNDS: usize = 3;

pub(crate) fn measure(app: &App) -> Result<()> {
    let walked = |samples: u64| -> Result<f64> {
        let parameters = json!({ "samples": samples });
        let id = kept(app, "interaction_paths", parameters)?;
        let before = cpu().0;
        job(app, "simulations.run", json!({ "id": id }))?;
        Ok(cpu().0 - before)
    };
    let (short, long) = (walked(WAYS.0)?, walked(WAYS.1)?);
    let rate = |ways: u64, seconds: f64| ways as f64 / 1e6 / seconds.max(1e-9);
    let alone = rate(WAYS.1 - WAYS.0, long - short);
    for (ways, seconds) in [(WAYS.0, short), (WAYS.1, long)] {
        Figure {
            against: Some(alone),
            ..Figure::alone(
                format!(
                    "ways of customers through the job, {} million",
                    ways / 1_000_000
                ),
                rate(ways, seconds),
                "million a CPU second",
            )
        }
        .print();
    }
    for kind in [
        "interaction_paths",
        "churn_cascade",
        "market_shift",
        "competitive",
    ] {
        let id = kept(app, kind, json!({}))?;
        // A graph of a million people's accounts is beyond what a cascade takes: it says so, and the rest goes on.
        if let Err(refused) = again(app, kind, "simulations.run", &id) {
            say(&format!("  {kind}: {refused}"));
        }
    }
    let changes = json!([{ "variable": "win_rate", "mode": "relative", "value": 0.1 }]);
    let fields = json!({ "name": "Bench", "parameters": { "changes": changes } });
    let id = call(app, "scenarios.create", fields)?["id"].clone();
    again(
        app,
        "what-if with all its sensitivities",
        "scenarios.run",
        &id,
    )
}

/// A simulation with these parameters.
fn kept(app: &App, kind: &str, parameters: Json) -> Result<Json> {
    let fields = json!({ "name": "Bench", "type": kind, "parameters": parameters });
    Ok(call(app, "simulations.create", fields)?["id"].clone())
}

/// The shortest of some runs.
fn again(app: &App, name: &str, operation: &str, id: &Json) -> Result<()> {
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        best = best.min(time(|| job(app, operation, json!({ "id": id })))?.0);
    }
    Figure::alone(format!("{name}, defaults"), best, "ms").print();
    Ok(())
}
