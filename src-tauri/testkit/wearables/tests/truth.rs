//! Each scenario's known truth, and what is made of it: how soon a state is named, and how often it is right.

#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "tests fail by panicking, and tell their figures"
)]

use std::collections::BTreeMap;

use mycrm_signals::live::{Live, Moment, Settings};
use mycrm_signals::state::{Calibration, Phase, Profile, State};
use mycrm_virtual_wearables::scenario::Kind;
use mycrm_virtual_wearables::{Playback, Scenario, scenario};

/// A state that lasts is named within so many seconds.
const NAMED_WITHIN: f64 = 90.0;
/// And from then on right in this share of seconds.
const RIGHT: f64 = 0.7;

/// What was before is still said for so many seconds.
const DIES_AWAY: f64 = 25.0;
/// Share of seconds at rest that may be called stress.
const FALSELY: f64 = 0.03;

/// Plays `seconds` of a scenario into a wearer's pipeline: of its first headband and its first strap.
fn lived(live: &mut Live, scenario: &Scenario, seconds: f64, mut at: impl FnMut(&Live, Moment)) {
    let kinds: Vec<Kind> = scenario
        .devices
        .iter()
        .flat_map(|device| (0..device.count).map(|_| device.kind))
        .collect();
    let first = |kind| kinds.iter().position(|one| *one == kind);
    // A watch tells nothing that a strap does not know better.
    let worn = [first(Kind::Headband), first(Kind::Strap)];
    for round in Playback::new(scenario.clone()) {
        if round.time > seconds {
            break;
        }
        for (device, characteristic, bytes) in &round.notifications {
            if worn.contains(&Some(*device)) {
                let _ = live.notify(*characteristic, bytes, round.time);
            }
        }
        live.tick(round.time);
        while let Some(moment) = live.next_moment() {
            at(live, moment);
        }
    }
}

/// The wearer of a scenario, calibrated as the screen does it.
fn calibrated(of: &Scenario) -> Profile {
    let quiet = r#"{"about": "", "devices": [{"kind": "headband"}, {"kind": "strap"}], "phases": [
        {"for": 160, "scene": "open_eyes"}, {"for": 120, "scene": "closed_eyes"}, {"for": 60, "scene": "paced_breathing"}]}"#;
    let mut quiet = Scenario::read(quiet).expect("it can be played");
    quiet.seed = of.seed + 100;
    let mut live = Live::new(Settings::default(), Profile::default()).expect("a pipeline");
    let mut calibration = Calibration::new();
    lived(&mut live, &quiet, 340.0, |live, moment| {
        let phase = match moment.time {
            ..40.0 => return,
            ..160.0 => Phase::EyesOpen,
            ..280.0 => Phase::EyesClosed,
            _ => Phase::PacedBreathing,
        };
        calibration.take(phase, &live.measures());
    });
    Profile {
        baseline: calibration.baseline().expect("a baseline"),
        ..Profile::default()
    }
}

fn named(state: State) -> String {
    serde_json::to_value(state)
        .ok()
        .and_then(|name| name.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// A stretch in which the truth stays the same.
struct Stretch {
    truth: String,
    from: f64,
    /// Second of the stretch, and what was said then.
    said: Vec<(f64, Option<String>)>,
}

fn stretches(of: &Scenario) -> Vec<Stretch> {
    let profile = calibrated(of);
    let mut live = Live::new(Settings::default(), profile).expect("a pipeline");
    let mut all: Vec<Stretch> = Vec::new();
    lived(&mut live, of, of.seconds(), |_, moment| {
        let truth = of.state_at(moment.time - 0.5).unwrap_or("").to_owned();
        if all.last().is_none_or(|last| last.truth != truth) {
            let from = moment.time;
            all.push(Stretch {
                truth,
                from,
                said: vec![],
            });
        }
        if let Some(last) = all.last_mut() {
            last.said
                .push((moment.time - last.from, moment.state.state.map(named)));
        }
    });
    all
}

#[test]
fn every_scenario_is_read_as_it_is() {
    let mut wrong = Vec::new();
    for name in scenario::known() {
        let scenario = scenario::named(name).expect("it comes along");
        for stretch in stretches(&scenario) {
            let Stretch { truth, from, said } = &stretch;
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for (_, state) in said {
                *counts
                    .entry(state.as_deref().unwrap_or("unknown"))
                    .or_default() += 1;
            }
            if truth.is_empty() {
                eprintln!("{name}, {from:.0} s: nothing lasting; said {counts:?}");
                // Where nobody is under pressure, none is seen, once what was before has died away.
                let pressed = said
                    .iter()
                    .filter(|(at, state)| *at > DIES_AWAY && state.as_deref() == Some("stressed"))
                    .count() as f64;
                if pressed > FALSELY * said.len() as f64 {
                    let all = said.len();
                    wrong.push(format!(
                        "{name}, {from:.0} s: {pressed} of {all} s stressed"
                    ));
                }
                continue;
            }
            let first = said
                .iter()
                .find(|(_, state)| state.as_deref() == Some(truth));
            let later: Vec<bool> = said
                .iter()
                .filter(|(at, _)| *at > NAMED_WITHIN)
                .map(|(_, state)| state.as_deref() == Some(truth))
                .collect();
            let right =
                later.iter().filter(|right| **right).count() as f64 / later.len().max(1) as f64;
            eprintln!(
                "{name}, {from:.0} s: {truth} after {:?} s, then right {:.0} % of {} s; said {counts:?}",
                first.map(|(at, _)| at.round()),
                right * 100.0,
                later.len()
            );
            if first.is_none_or(|(at, _)| *at > NAMED_WITHIN) {
                wrong.push(format!(
                    "{name}: {truth} was not named within {NAMED_WITHIN} s"
                ));
            }
            if later.len() >= 20 && right < RIGHT {
                wrong.push(format!("{name}: {truth} right in {right:.2} of seconds"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
