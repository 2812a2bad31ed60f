//! Cascades on small graphs against every way in which their chances can fall.

use mycrm_quantum::Control;
use mycrm_quantum::random::Stream;
use mycrm_testkit::Desk;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::answer::draw;
use super::chains::likeliest;
use super::exact::losses;
use super::graph::Graph;
use super::parameters::CascadeModel::{IndependentCascade, LinearThreshold};
use super::spread::{Cascade, Changed};
use crate::chance::assert_repeats;

fn small() -> Graph {
    let ties = [
        (0, 1, 0.5),
        (1, 2, 0.4),
        (0, 2, 0.2),
        (2, 3, 0.9),
        (3, 4, 0.3),
        (1, 4, 0.1),
    ];
    Graph::new(
        vec![10.0, 20.0, 40.0, 80.0, 160.0],
        vec![0.3, 0.0, 0.1, 0.0, 0.0],
        ties,
    )
    .unwrap()
}

fn mean(outcomes: &[f64]) -> (f64, f64) {
    let n = outcomes.len() as f64;
    let mean = outcomes.iter().sum::<f64>() / n;
    let variance = outcomes.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
    (mean, (variance / n).sqrt())
}

#[test]
fn drawn_cascades_have_the_distribution_of_all_worlds() {
    let graph = small();
    let exact = losses(&graph, 20).unwrap();
    assert!((exact.iter().map(|(_, p)| p).sum::<f64>() - 1.0).abs() < 1e-12);
    let found = draw(&graph, IndependentCascade, 200_000, 3, Control::default()).unwrap();
    let expected: f64 = exact.iter().map(|(loss, p)| loss * p).sum();
    let (value, error) = mean(&found.losses);
    assert!((value - expected).abs() < 5.0 * error, "{value} {expected}");
    // Not only the mean: the chance of every loss.
    for loss in [0.0, 10.0, 40.0, 120.0, 310.0] {
        let p: f64 = exact
            .iter()
            .filter(|(l, _)| *l == loss)
            .map(|(_, p)| p)
            .sum();
        let n = found.losses.len() as f64;
        let seen = found.losses.iter().filter(|l| **l == loss).count() as f64 / n;
        assert!(
            (seen - p).abs() < 5.0 * (p * (1.0 - p) / n).sqrt() + 1e-9,
            "{loss}: {seen} {p}"
        );
    }
}

/// The threshold model is the same as every account listening to one tie at most, each with its weight (Kempe et al.,
/// theorem 2.5): gone through exactly.
fn thresholds_exactly(graph: &Graph) -> f64 {
    let n = graph.len();
    let choices = |account: usize| -> Vec<(Option<usize>, f64)> {
        let near = graph.around(account).iter();
        let mut all: Vec<_> = near
            .map(|(other, tie)| (Some(*other as usize), graph.weight(account, *tie as usize)))
            .collect();
        let rest = 1.0 - all.iter().map(|(_, w)| w).sum::<f64>();
        all.push((None, rest));
        all
    };
    let mut worlds: Vec<(Vec<Option<usize>>, f64)> = vec![(Vec::new(), 1.0)];
    for account in 0..n {
        let next = worlds.iter().flat_map(|(listens, p)| {
            choices(account)
                .into_iter()
                .map(move |(to, w)| ([listens.clone(), vec![to]].concat(), p * w))
        });
        worlds = next.collect();
    }
    let mut expected = 0.0;
    for seeds in 0..1_u32 << n {
        let begins = |a: usize| seeds >> a & 1 == 1;
        let chance: f64 = (0..n)
            .map(|a| {
                if begins(a) {
                    graph.seeds[a]
                } else {
                    1.0 - graph.seeds[a]
                }
            })
            .product();
        if chance == 0.0 {
            continue;
        }
        for (listens, p) in &worlds {
            let mut left: Vec<bool> = (0..n).map(begins).collect();
            for _ in 0..n {
                for a in 0..n {
                    left[a] |= listens[a].is_some_and(|to| left[to]);
                }
            }
            let loss: f64 = (0..n).filter(|a| left[*a]).map(|a| graph.values[a]).sum();
            expected += chance * p * loss;
        }
    }
    expected
}

#[test]
fn thresholds_are_listening_to_one_tie_at_most() {
    let graph = small();
    let expected = thresholds_exactly(&graph);
    let found = draw(&graph, LinearThreshold, 200_000, 3, Control::default()).unwrap();
    let (value, error) = mean(&found.losses);
    assert!((value - expected).abs() < 5.0 * error, "{value} {expected}");
}

#[test]
fn a_seed_gives_one_answer_on_any_number_of_threads_and_can_be_stopped() {
    let graph = small();
    for model in [IndependentCascade, LinearThreshold] {
        assert_repeats(|seed, control| draw(&graph, model, 5_001, seed, control));
    }
}

#[test]
fn without_ties_everyone_leaves_alone() {
    let graph = Graph::new(vec![1.0, 2.0], vec![1.0, 0.0], []).unwrap();
    let found = draw(&graph, IndependentCascade, 10, 1, Control::default()).unwrap();
    assert_eq!(
        (found.losses[0], found.left.as_slice()),
        (1.0, [10, 0].as_slice())
    );
    assert_eq!(losses(&graph, 20).unwrap(), [(1.0, 1.0)]);
    assert_eq!(likeliest(&graph, 5), []);
    let nobody = Graph::new(vec![], vec![], []).unwrap();
    assert_eq!(
        draw(&nobody, LinearThreshold, 10, 1, Control::default())
            .unwrap()
            .losses,
        [0.0; 10]
    );
}

#[test]
fn the_likeliest_chain_multiplies_its_chances() {
    let chains = likeliest(&small(), 2);
    // 0 leaves (0.3), takes along 1 (0.5), which takes along 2 (0.4): less than 2 leaving on its own (0.1), which
    // takes along 3 (0.9), which takes along 4 (0.3).
    assert_eq!(chains[0].accounts, [2, 3]);
    assert!((chains[0].probability - 0.09).abs() < 1e-12);
    assert_eq!(chains[1].accounts, [2, 3, 4]);
    assert!((chains[1].probability - 0.027).abs() < 1e-12);
}

#[test]
fn several_ties_of_one_pair_are_one_with_both_chances() {
    let graph = Graph::new(
        vec![1.0; 2],
        vec![0.0; 2],
        [(0, 1, 0.5), (1, 0, 0.2), (0, 0, 1.0), (0, 9, 1.0)],
    )
    .unwrap();
    assert_eq!(graph.ties.len(), 1);
    assert!((graph.ties[0].2 - 0.6).abs() < 1e-12);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// In every world, whoever stays can only save others, and whoever leaves can only take others along.
    #[test]
    fn leaving_never_saves_anybody(
        ties in prop::collection::vec((0..8_usize, 0..8_usize, 0.0..1.0_f64), 0..16),
        seeds in prop::collection::vec(0.0..1.0_f64, 8),
        account in 0..8_usize,
        world: u64,
        threshold: bool,
    ) {
        let graph = Graph::new(vec![1.0; 8], seeds, ties).unwrap();
        let model = if threshold { LinearThreshold } else { IndependentCascade };
        let mut cascade = Cascade::new(&graph, model);
        let stream = Stream::new(world, 0);
        let [stays, nothing, leaves] = [Changed::Stays(account), Changed::Nothing, Changed::Leaves(account)]
            .map(|changed| cascade.loss(&stream, changed));
        prop_assert!(stays <= nothing && nothing <= leaves, "{stays} {nothing} {leaves}");
    }
}

fn run(desk: &Desk, parameters: Json) -> Json {
    let fields = json!({ "name": "Churn", "type": "churn_cascade", "parameters": parameters });
    let id = desk.create("simulations", fields);
    desk.job("simulations.run", json!({ "id": id }));
    desk.call("simulations.get", json!({ "id": id }))["record"].clone()
}

#[test]
fn ties_come_out_of_the_records() {
    let desk = Desk::new();
    let account = |fields: Json| {
        let mut all = json!({ "type": "customer" });
        all.as_object_mut()
            .unwrap()
            .extend(fields.as_object().unwrap().clone());
        desk.create("accounts", all)
    };
    let parent = account(json!({ "name": "Parent", "domain": "one.example" }));
    let child = account(json!({ "name": "Child", "parent": parent, "domain": "one.example" }));
    let other = account(json!({ "name": "Other", "industry": "Steel", "city": "Graz" }));
    account(json!({ "name": "Near", "industry": "Steel", "city": "Graz" }));
    let person = desk.create("contacts", json!({ "last_name": "Both", "account": child }));
    let deal = json!({ "name": "Order", "account": other, "contact": person, "amount": "5000", "currency": "EUR" });
    let deal = desk.create("opportunities", deal);
    desk.call(
        "opportunities.move",
        json!({ "id": deal, "stage": desk.stage("closed_won") }),
    );
    desk.clock.advance(100 * 86_400_000);
    let record = run(&desk, json!({ "samples": 1_000 }));
    let result = &record["result"];
    let graph = result["notes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|note| note["code"] == "cascade_graph")
        .unwrap();
    // Parent and domain tie the same pair.
    let expected =
        json!({ "accounts": 4, "ties": 3, "parent": 1, "contact": 1, "domain": 1, "neighbour": 1 });
    assert_eq!(graph["args"], expected);
    // Small enough to be known exactly: the draws agree.
    let losses: Vec<&Json> = result["estimates"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|e| e["quantity"] == "expected_loss")
        .collect();
    assert_eq!(
        (&losses[0]["method"], &losses[1]["method"]),
        (&json!("exact"), &json!("monte_carlo"))
    );
    let (exact, drawn) = (
        losses[0]["value"].as_f64().unwrap(),
        losses[1]["value"].as_f64().unwrap(),
    );
    // All at risk with a chance of a quarter; 5,000 at stake at one of them.
    assert!(
        exact > 1_250.0 && exact < 5_000.0 && (exact - drawn).abs() < 400.0,
        "{exact} {drawn}"
    );
    assert_eq!(result["drivers"][0]["subject"]["label"], "Other");
    assert_eq!(losses[0]["currency"], "EUR");
}

#[test]
fn what_has_no_meaning_is_refused_and_what_is_missing_is_told() {
    let desk = Desk::new();
    assert_eq!(run(&desk, json!({}))["status"], "failed");
    desk.create("accounts", json!({ "name": "Alone", "type": "customer" }));
    let record = run(&desk, json!({ "samples": 1_000 }));
    let codes: Vec<&str> = record["result"]["notes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n["code"].as_str().unwrap())
        .collect();
    assert!(
        codes.contains(&"cascade_no_ties") && codes.contains(&"cascade_no_values"),
        "{codes:?}"
    );
    for (parameters, field) in [
        (json!({ "parent": 1.5 }), "parameters.parent"),
        (
            json!({ "seed_probability": -0.1 }),
            "parameters.seed_probability",
        ),
        (json!({ "samples": 1 }), "parameters.samples"),
        (
            json!({ "samples": 4_000_000_000_u64 }),
            "parameters.samples",
        ),
        (json!({ "types": [] }), "parameters.types"),
        (json!({ "types": ["friend"] }), "parameters.types[0]"),
    ] {
        let fields = json!({ "name": "Bad", "type": "churn_cascade", "parameters": parameters });
        let refused = desk.refused("simulations.create", fields);
        assert_eq!(
            refused["fields"][0]["field"], field,
            "{parameters}: {refused:#}"
        );
    }
}
