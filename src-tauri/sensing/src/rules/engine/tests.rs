use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::measure::{BodyState, Features, Measure};

fn rule(number: u128, timing: Timing) -> Watched {
    Watched {
        id: Uuid::from_u128(number),
        name: format!("Rule {number}"),
        condition: Condition::parse(&json!({"measure": "stress", "above": 70, "until": 50}))
            .unwrap(),
        action: RuleAction::LargerText,
        strength: 1,
        priority: 50,
        timing,
    }
}

fn moment(stress: Option<f64>) -> Moment {
    let mut features = Features::default();
    if let Some(stress) = stress {
        features.set(Measure::Stress, stress);
    }
    Moment {
        features,
        state: BodyState::Unknown,
    }
}

/// Feeds one value a second; answers at which seconds the rule was switched, and to what.
fn run(rule: &Watched, values: &[Option<f64>]) -> Vec<(i64, bool)> {
    let mut engine = Engine::default();
    let mut switched = Vec::new();
    for (second, value) in values.iter().enumerate() {
        let second = second as i64;
        for transition in engine.step(std::slice::from_ref(rule), &moment(*value), second * 1000) {
            switched.push((second, transition.on));
        }
    }
    switched
}

fn stretch(parts: &[(usize, Option<f64>)]) -> Vec<Option<f64>> {
    parts
        .iter()
        .flat_map(|(count, value)| std::iter::repeat_n(*value, *count))
        .collect()
}

#[test]
fn a_rule_waits_holds_and_rests() {
    let timing = Timing {
        hold: 5_000,
        at_least: 10_000,
        pause: 20_000,
    };
    let values = stretch(&[
        (4, Some(90.0)), // too short
        (1, Some(10.0)),
        (7, Some(90.0)),  // from 5 on, so on at 10
        (20, Some(10.0)), // off at 20: at least ten seconds on
        (30, Some(90.0)), // rested at 40, on at 45
    ]);
    assert_eq!(
        run(&rule(1, timing), &values),
        [(10, true), (20, false), (45, true)]
    );
}

#[test]
fn what_was_taken_back_stays_off_until_what_led_to_it_has_passed() {
    let timing = Timing {
        pause: 5_000,
        ..Timing::default()
    };
    let rule = rule(1, timing);
    let rules = std::slice::from_ref(&rule);
    let mut engine = Engine::default();
    let step = |engine: &mut Engine, second: i64, stress: Option<f64>| {
        engine.step(rules, &moment(stress), second * 1000);
        engine.is_on(rule.id)
    };
    assert!(step(&mut engine, 1, Some(90.0)));
    engine.take_back(rule.id);
    assert!(!engine.is_on(rule.id));
    // It goes on, sinks between the thresholds, cannot be told: all that is the same stretch.
    for (second, stress) in [
        (2, Some(95.0)),
        (100, Some(60.0)),
        (200, None),
        (201, Some(90.0)),
    ] {
        assert!(!step(&mut engine, second, stress));
    }
    assert!(!step(&mut engine, 300, Some(20.0)));
    assert!(!step(&mut engine, 304, Some(90.0)), "it rests as usual");
    assert!(step(&mut engine, 305, Some(90.0)));
    // A rule that is not on is not touched by it.
    let mut other = Engine::default();
    other.take_back(rule.id);
    assert!(step(&mut other, 1, Some(90.0)));
}

#[test]
fn what_is_unknown_switches_nothing_on_and_off_only_after_a_while() {
    let values = stretch(&[
        (3, None),
        (2, Some(90.0)),
        (29, None),
        (1, Some(60.0)),
        (40, None),
    ]);
    // On at 3; unknown for less than the grace; the second threshold keeps it on; then unknown for too long.
    assert_eq!(
        run(&rule(1, Timing::default()), &values),
        [(3, true), (65, false)]
    );
}

#[test]
fn of_two_rules_that_do_the_same_the_higher_priority_counts() {
    let weak = Watched {
        priority: 10,
        strength: 3,
        ..rule(1, Timing::default())
    };
    let strong = Watched {
        priority: 90,
        ..rule(2, Timing::default())
    };
    let other = Watched {
        action: RuleAction::QuieterColours,
        priority: 20,
        ..rule(3, Timing::default())
    };
    let rules = [weak, strong, other];
    let mut engine = Engine::default();
    assert_eq!(engine.step(&rules, &moment(Some(90.0)), 0).len(), 3);
    let chosen: Vec<Uuid> = engine
        .strongest(&rules)
        .iter()
        .map(|rule| rule.id)
        .collect();
    assert_eq!(chosen, [Uuid::from_u128(2), Uuid::from_u128(3)]);
    // A rule that was deleted or disabled is off at once, however long it was to stay.
    let gone = engine.step(&rules[..1], &moment(Some(90.0)), 1);
    assert_eq!(gone.iter().filter(|transition| !transition.on).count(), 2);
}

fn value() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![9 => (0.0f64..100.0).prop_map(Some), 1 => Just(None)]
}

proptest! {
    /// Whatever comes: on is followed by off, and each lasts at least as long as the rule says.
    #[test]
    fn nothing_flickers(
        values in prop::collection::vec(value(), 1..600),
        hold in 0i64..20, at_least in 0i64..60, pause in 0i64..60,
    ) {
        let timing = Timing { hold: hold * 1000, at_least: at_least * 1000, pause: pause * 1000 };
        let switched = run(&rule(1, timing), &values);
        for (at, (second, on)) in switched.iter().enumerate() {
            prop_assert_eq!(*on, at % 2 == 0);
            if *on {
                // The condition held at every second of the wait.
                let from = second - hold;
                prop_assert!(from >= 0);
                for before in from..=*second {
                    let held = values[before as usize].is_some_and(|value| value > 70.0);
                    prop_assert!(held, "second {before}");
                }
            }
        }
        for pair in switched.windows(2) {
            let (lasted, least) = (pair[1].0 - pair[0].0, if pair[0].1 { at_least } else { pause });
            prop_assert!(lasted >= least, "{pair:?}");
        }
    }

    /// Between the two thresholds a rule stays as it is.
    #[test]
    fn between_its_thresholds_a_rule_stays_as_it_is(values in prop::collection::vec(50.001f64..70.0, 1..200), began_on: bool) {
        let first = if began_on { 90.0 } else { 10.0 };
        let mut all = vec![Some(first)];
        all.extend(values.into_iter().map(Some));
        let switched = run(&rule(1, Timing::default()), &all);
        prop_assert_eq!(switched.len(), usize::from(began_on));
    }

    /// A clock that runs backwards neither shortens a wait nor breaks anything.
    #[test]
    fn time_that_runs_backwards_stands_still(steps in prop::collection::vec((-30_000i64..30_000, value()), 1..300)) {
        let rule = rule(1, Timing { hold: 2_000, at_least: 5_000, pause: 3_000 });
        let mut engine = Engine::default();
        let (mut now, mut newest, mut last) = (0i64, 0i64, None::<(i64, bool)>);
        for (step, value) in steps {
            now += step;
            newest = newest.max(now);
            for transition in engine.step(std::slice::from_ref(&rule), &moment(value), now) {
                if let Some((at, on)) = last {
                    prop_assert_ne!(on, transition.on);
                    let least = if on { 5_000 } else { 3_000 };
                    prop_assert!(newest - at >= least);
                }
                last = Some((newest, transition.on));
            }
        }
    }
}
