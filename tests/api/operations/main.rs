//! One test for each operation of the registry, through the registry. An operation without a scenario here fails; so
//! does one whose input or answer is not what its own schema says.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

mod bench;
mod crm;
mod errand;
mod imports;
mod insight;
mod insight_feeds;
mod insight_scenarios;
mod ordinary;
mod sensing;
mod sensing_calls;
mod sensing_profile;
mod sensing_readings;
mod sensing_recordings;
mod sensing_rules;
mod system;

use std::sync::{Arc, LazyLock};

use libtest_mimic::{Arguments, Failed, Trial};
use mycrm_faces::contract::Contract;

use bench::{Bench, Scenario};

static CONTRACT: LazyLock<Arc<Contract>> = LazyLock::new(|| {
    let registry = mycrm_product::config("")
        .registry()
        .expect("the operations fit together");
    Arc::new(Contract::of(&registry))
});

/// The scenarios of single operations.
fn own_scenarios() -> impl Iterator<Item = &'static (&'static str, Scenario)> {
    let all = [
        system::SCENARIOS,
        crm::SCENARIOS,
        imports::SCENARIOS,
        insight_feeds::SCENARIOS,
        insight_scenarios::SCENARIOS,
        insight::SCENARIOS,
        sensing::SCENARIOS,
        sensing_calls::SCENARIOS,
        sensing_profile::SCENARIOS,
        sensing_readings::SCENARIOS,
        sensing_recordings::SCENARIOS,
        sensing_rules::SCENARIOS,
    ];
    all.into_iter().flatten()
}

/// The scenario of an operation: its own, else that of its verb.
fn scenario(name: &str) -> Option<Scenario> {
    let own = own_scenarios();
    let verb = name.split_once('.').map_or(name, |(_, verb)| verb);
    own.chain(ordinary::SCENARIOS)
        .find(|(known, _)| *known == name || *known == verb)
        .map(|(_, scenario)| *scenario)
}

fn run(name: &str) -> Result<(), Failed> {
    let scenario = scenario(name).ok_or("no test says what this operation does")?;
    let bench = Bench::new(CONTRACT.clone(), name);
    if own_scenarios().all(|(known, _)| *known != name) {
        bench.switch_on_for_records();
    }
    scenario(&bench);
    bench.was_called().map_err(Failed::from)
}

/// A scenario of an operation that is gone would never run again, and nobody would notice.
fn no_scenario_is_left_over() -> Result<(), Failed> {
    let names: Vec<&str> = CONTRACT
        .operations
        .iter()
        .map(|o| o.name.as_str())
        .collect();
    let own = own_scenarios();
    for (name, _) in own {
        if !names.contains(name) {
            return Err(format!("{name} is no operation").into());
        }
    }
    Ok(())
}

fn main() {
    let arguments = Arguments::from_args();
    let mut trials: Vec<Trial> = CONTRACT
        .operations
        .iter()
        .map(|operation| {
            let name = operation.name.clone();
            Trial::test(operation.name.clone(), move || run(&name))
        })
        .collect();
    trials.push(Trial::test(
        "no_scenario_is_left_over",
        no_scenario_is_left_over,
    ));
    libtest_mimic::run(&arguments, trials).exit();
}
