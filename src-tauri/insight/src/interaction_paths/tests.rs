//! Chains learned from known ways, solved, walked and written into circuits: every answer against another way to it.

use mycrm_crm::activities::ActivityType;
use mycrm_quantum::Control;
use mycrm_quantum::random::Stream;
use mycrm_testkit::Desk;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::circuit::Encoded;
use super::history::{Counted, Event, Happened, follow};
use super::learn::{Learned, Posterior};
use super::parameters::PathStates;
use super::solve::solve;
use super::spread::by_step;
use super::states::{Of, StageOf, States};
use super::{sampled, ways};
use crate::chance::assert_repeats;

const DAY: i64 = 86_400_000;
const NOW: i64 = 1_000 * DAY;
const TOUCHES: [ActivityType; 2] = [ActivityType::Call, ActivityType::Meeting];

fn id(number: u8) -> Uuid {
    Uuid::from_bytes([number; 16])
}

fn states(by: PathStates) -> States {
    let stage = |number: u8| StageOf {
        id: id(number),
        name: format!("Stage {number}"),
    };
    let ends = vec![(id(8), Of::Won), (id(9), Of::Lost)];
    States::new(by, vec![stage(1), stage(2)], ends, &TOUCHES).unwrap()
}

fn events(all: &[(i64, u8)]) -> Vec<Event> {
    let happened = |code: u8| match code {
        101 => Happened::Touched(ActivityType::Call),
        102 => Happened::Touched(ActivityType::Meeting),
        103 => Happened::Touched(ActivityType::Note),
        stage => Happened::Entered(id(stage)),
    };
    all.iter()
        .map(|(day, code)| (day * DAY, happened(*code)))
        .collect()
}

fn went(by: PathStates, all: &[(i64, u8)]) -> Vec<Of> {
    let states = states(by);
    let journey = follow(&events(all), &states, 90 * DAY, NOW);
    journey
        .iter()
        .map(|(place, _)| states.list[*place])
        .collect()
}

#[test]
fn a_way_is_told_in_the_states_asked_for() {
    // A call too early, a note that does not count, the same stage once more, and something after the end.
    let all = [
        (1, 101),
        (2, 1),
        (3, 101),
        (3, 103),
        (4, 1),
        (5, 2),
        (6, 102),
        (7, 8),
        (8, 101),
    ];
    let (s, w) = (Of::Stage, Of::Won);
    assert_eq!(went(PathStates::Stages, &all), [s(0), s(1), w]);
    assert_eq!(
        went(PathStates::StagesAndTouches, &all),
        [s(0), Of::Touch(0), s(1), Of::Touch(1), w]
    );
    assert_eq!(
        went(PathStates::TouchesByStage, &all),
        [s(0), Of::TouchIn(0, 0), s(1), Of::TouchIn(1, 1), w]
    );
    // Quiet for long: asleep. Quiet for a while: it goes on still.
    assert_eq!(went(PathStates::Stages, &[(2, 1)]), [s(0), Of::Dormant]);
    assert_eq!(went(PathStates::Stages, &[(950, 1)]), [s(0)]);
    // What lies in the future, or in another pipeline, has not happened here.
    assert_eq!(
        went(PathStates::Stages, &[(950, 1), (960, 77), (2_000, 8)]),
        [s(0)]
    );
}

fn counted(states: &States) -> Counted {
    let mut counted = Counted::none(states.len());
    for (times, all) in [
        (6, vec![(1, 1), (3, 101), (5, 2), (9, 8)]),
        (3, vec![(1, 1), (2, 2), (4, 102), (5, 9)]),
        (4, vec![(1, 1), (2, 101), (3, 101)]),
        (1, vec![(1, 2), (30, 1), (31, 8)]),
    ] {
        for _ in 0..times {
            counted.add(&follow(&events(&all), states, 90 * DAY, NOW), states);
        }
    }
    counted
}

fn learned(by: PathStates, prior: f64) -> (States, Posterior, Learned) {
    let states = states(by);
    let posterior = Posterior::new(&counted(&states), &states, prior);
    let learned = posterior.mean().unwrap();
    (states, posterior, learned)
}

#[test]
fn the_posterior_mean_is_the_closed_form_and_lies_in_its_interval() {
    let (states, posterior, learned) = learned(PathStates::StagesAndTouches, 2.0);
    let (first, call) = (
        states.place(Of::Stage(0)).unwrap(),
        states.place(Of::Touch(0)).unwrap(),
    );
    // 14 departures from the first stage, 10 of them to a call; it can lead to 6 states (not to itself).
    let matrix = learned.chain.matrix();
    assert!((matrix[[first, call]] - (10.0 + 2.0 / 6.0) / (14.0 + 2.0)).abs() < 1e-12);
    assert_eq!(matrix[[first, first]], 0.0);
    let (low, high) = posterior.interval(first, call, 0.95);
    assert!(low < matrix[[first, call]] && matrix[[first, call]] < high);
    // A marginal of the Dirichlet posterior is a beta distribution: 95 of a hundred draws lie inside.
    let mut random = Stream::new(4, 4);
    let inside = (0..4_000)
        .filter(|_| {
            let p = posterior.draw(&mut random).unwrap().chain.matrix()[[first, call]];
            (low..=high).contains(&p)
        })
        .count();
    assert!((3_730..=3_870).contains(&inside), "{inside}");
    // What cannot follow has no chance however strong the prior; everything else has one.
    for from in 0..states.len() {
        for to in 0..states.len() {
            let possible = states.leads(from, to) || (from == to && states.is_end(from));
            assert_eq!(matrix[[from, to]] > 0.0, possible, "{from} {to}");
        }
    }
}

#[test]
fn ends_are_those_of_the_library_and_of_the_matrix_power() {
    for by in [
        PathStates::Stages,
        PathStates::StagesAndTouches,
        PathStates::TouchesByStage,
    ] {
        let (states, _, learned) = learned(by, 1.0);
        let solved = solve(&learned, &states).unwrap();
        let absorbed = learned.chain.absorption().unwrap();
        let power = by_step(&learned, &states, 3_000);
        for (e, of) in [Of::Won, Of::Lost, Of::Dormant].into_iter().enumerate() {
            for s in 0..states.len() {
                assert!((solved.ends[[s, e]] - absorbed[[s, states.end(of)]]).abs() < 1e-12);
            }
            assert!((solved.from_start[e] - power[3_000][e]).abs() < 1e-12);
        }
        assert!((solved.from_start.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        // The mean number of steps is the sum of the chances to go on still.
        let steps: f64 = power
            .iter()
            .map(|ends| 1.0 - ends.iter().sum::<f64>())
            .sum();
        assert!(
            (solved.steps() - steps).abs() < 1e-9,
            "{} {steps}",
            solved.steps()
        );
    }
}

#[test]
fn ways_walked_follow_the_matrix_power_on_any_number_of_threads() {
    let (states, _, learned) = learned(PathStates::StagesAndTouches, 1.0);
    let samples = 2_000_000;
    let go = |seed, control: Control<'_>| {
        sampled::walk(&learned, 12, samples, seed, |_, piece| piece(control))
    };
    assert_repeats(go);
    let one = go(7, Control::default()).unwrap();
    let exact = by_step(&learned, &states, 12)[12];
    for (e, of) in [Of::Won, Of::Lost, Of::Dormant].into_iter().enumerate() {
        let found = sampled::entered(&one, states.len(), states.end(of)) as f64 / samples as f64;
        let sigma = (exact[e] * (1.0 - exact[e]) / samples as f64).sqrt();
        assert!(
            (found - exact[e]).abs() < 5.0 * sigma,
            "{found} {}",
            exact[e]
        );
    }
}

#[test]
fn the_likeliest_ways_are_complete_and_in_order() {
    let (states, _, learned) = learned(PathStates::StagesAndTouches, 1.0);
    let found = ways::likeliest(&learned, 5, 4_000).unwrap();
    for pair in found.windows(2) {
        assert!(pair[0].probability >= pair[1].probability);
    }
    for way in &found {
        assert!(states.is_end(*way.states.last().unwrap()));
        assert!((way.probability - ways::probability(&learned, &way.states)).abs() < 1e-15);
    }
    // All ways of at most five steps together are what has ended by then.
    let ended: f64 = by_step(&learned, &states, 5)[5].iter().sum();
    let all: f64 = found.iter().map(|way| way.probability).sum();
    assert!(found.len() < 4_000, "{}", found.len());
    assert!((all - ended).abs() < 1e-9, "{all} {ended}");
}

#[test]
fn amplitudes_are_roots_of_probabilities_and_winners_are_marked() {
    for (by, qubits) in [
        (PathStates::Stages, 13),
        (PathStates::StagesAndTouches, 13),
        (PathStates::TouchesByStage, 9),
    ] {
        let (states, _, learned) = learned(by, 1.0);
        let won = states.end(Of::Won);
        let encoded = Encoded::new(&learned, won, qubits, 30).unwrap().unwrap();
        assert!(encoded.prepare.qubits() <= qubits);
        let state = encoded.run(Control::default()).unwrap();
        for way in ways::likeliest(&learned, encoded.steps, 20).unwrap() {
            let (re, im) = encoded.amplitude(&state, &way.states).unwrap();
            let sign = if way.states.last() == Some(&won) {
                -1.0
            } else {
                1.0
            };
            assert!(
                (re - sign * way.probability.sqrt()).abs() < 1e-12 && im.abs() < 1e-12,
                "{re} {im} {way:?}"
            );
        }
        let exact = by_step(&learned, &states, encoded.steps)[encoded.steps][0];
        assert!((state.probability_of_one(encoded.flag).unwrap() - exact).abs() < 1e-12);
        // One step longer than the circuit is not in it.
        let long = vec![0; encoded.steps + 2];
        assert_eq!(encoded.amplitude(&state, &long), None);
        assert!(Encoded::new(&learned, won, 4, 30).unwrap().is_none());
    }
}

fn simulation(desk: &Desk, parameters: Json) -> String {
    let fields = json!({ "name": "Ways", "type": "interaction_paths", "parameters": parameters });
    desk.create("simulations", fields)
}

#[test]
fn the_whole_answer_agrees_with_itself() {
    let desk = Desk::new();
    desk.job("sample.load", json!({ "contacts": 300 }));
    let id = simulation(&desk, json!({ "samples": 200_000, "states": "stages" }));
    let job = desk.job("simulations.run", json!({ "id": id }));
    assert_eq!(job["state"], "done", "{job:#}");
    let result = &desk.call("simulations.get", json!({ "id": id }))["record"]["result"];
    let estimates = result["estimates"].as_array().unwrap();
    let of = |quantity: &str, method: &str| -> Vec<&Json> {
        let same = |e: &&Json| e["quantity"] == quantity && e["method"] == method;
        estimates.iter().filter(same).collect()
    };
    let exact = of("won_within", "exact");
    for (at, method) in [(0, "monte_carlo"), (1, "iterative_amplitude_estimation")] {
        let by_chance = of("won_within", method)[0];
        assert_eq!(by_chance["subject"], exact[at]["subject"]);
        let (low, high) = (
            by_chance["low"].as_f64().unwrap(),
            by_chance["high"].as_f64().unwrap(),
        );
        let value = exact[at]["value"].as_f64().unwrap();
        // Five deviations beyond the interval would be no chance.
        let slack = (high - low) * 1.5;
        assert!(
            low - slack <= value && value <= high + slack,
            "{method}: {low} {value} {high}"
        );
    }
    for found in of("win_probability", "observed") {
        let (low, value, high) = (
            found["low"].as_f64(),
            found["value"].as_f64(),
            found["high"].as_f64(),
        );
        assert!(low <= value && value <= high && low < high, "{found}");
    }
    let paths = result["paths"].as_array().unwrap();
    assert_eq!(paths.len(), 10);
    let with_amplitude: Vec<&Json> = paths
        .iter()
        .filter(|path| !path["amplitude"].is_null())
        .collect();
    assert!(!with_amplitude.is_empty());
    for path in with_amplitude {
        let modulus = path["amplitude"]["modulus"].as_f64().unwrap();
        assert!(
            (modulus * modulus - path["probability"].as_f64().unwrap()).abs() < 1e-10,
            "{path}"
        );
    }
    let circuit = &result["circuit"];
    assert!(
        circuit["qubits"].as_u64().unwrap() <= 17 && circuit["queries"].as_u64() > Some(0),
        "{circuit}"
    );
}

#[test]
fn what_cannot_be_learned_or_asked_is_refused() {
    let desk = Desk::new();
    let id = simulation(&desk, json!({}));
    let job = desk.job("simulations.run", json!({ "id": id }));
    assert_eq!(
        (&job["state"], &job["error"]["fields"][0]["field"]),
        (&json!("failed"), &json!("parameters.history_days"))
    );
    for (parameters, field) in [
        (json!({ "prior": 0 }), "parameters.prior"),
        (json!({ "steps": 100_000 }), "parameters.steps"),
        (json!({ "samples": 1e18 as u64 }), "parameters.samples"),
        (json!({ "qubits": 40 }), "parameters.qubits"),
        (json!({ "confidence": 1.5 }), "parameters.confidence"),
        (json!({ "touches": [] }), "parameters.touches"),
        (json!({ "touches": ["call", "call"] }), "parameters.touches"),
        (json!({ "currency": "euro" }), "parameters.currency"),
        (json!({ "states": "moods" }), "parameters.states"),
    ] {
        let fields =
            json!({ "name": "Bad", "type": "interaction_paths", "parameters": parameters });
        let refused = desk.refused("simulations.create", fields);
        assert_eq!(
            refused["fields"][0]["field"], field,
            "{parameters}: {refused:#}"
        );
    }
}
