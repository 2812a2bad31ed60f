//! Amplitude estimation: accuracy, coverage, cost; and the special functions under it.

use mycrm_quantum::estimate::*;
use mycrm_quantum::load;
use mycrm_quantum::random::Stream;
use mycrm_quantum::{Circuit, Error, State};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// (mean queries, rms error, runs with a inside) over `seeds` runs.
fn study(a: f64, settings: IterativeSettings, seeds: u64) -> (f64, f64, u64) {
    let (mut queries, mut square, mut inside) = (0.0, 0.0, 0);
    for seed in 0..seeds {
        let r = iterative(
            &mut Known::new(a).unwrap(),
            settings,
            &mut Stream::new(seed, 0),
        )
        .unwrap();
        queries += r.queries as f64 / seeds as f64;
        square += (r.estimate - a).powi(2) / seeds as f64;
        inside += u64::from(r.interval.0 <= a && a <= r.interval.1);
        assert!(r.interval.1 - r.interval.0 <= 2.0 * settings.epsilon + 1e-12);
    }
    (queries, square.sqrt(), inside)
}

#[test]
fn iterative_estimation_is_cheap_and_covers() {
    let (queries, rms, inside) = study(0.2, IterativeSettings::default(), 100);
    assert!(queries <= 27_000.0, "{queries}");
    assert!(inside >= 95, "{inside}");
    assert!(rms < 3e-4, "{rms}");
    let chernoff = IterativeSettings {
        interval: Interval::Chernoff,
        ..IterativeSettings::default()
    };
    let (_, _, inside) = study(0.2, chernoff, 100);
    assert!(inside >= 95, "{inside}");
}

#[test]
fn iterative_estimation_covers_everywhere() {
    for a in [0.0, 0.001, 0.03, 0.2, 0.37, 0.5, 0.77, 0.999, 1.0] {
        for (epsilon, alpha) in [(0.005, 0.05), (0.02, 0.2)] {
            let settings = IterativeSettings {
                epsilon,
                alpha,
                ..IterativeSettings::default()
            };
            let seeds = 1000;
            let (_, _, inside) = study(a, settings, seeds);
            let promised = (1.0 - alpha) * seeds as f64;
            assert!(inside as f64 >= promised, "{a}: {inside} of {seeds}");
        }
    }
}

/// One interval in twenty may miss, but one that claims to be far more precise than asked for and is wrong by many
/// of its own widths would mislead whoever reads it.
#[test]
fn an_iterative_interval_that_misses_does_so_narrowly() {
    for a in [0.2, 0.5, 0.504] {
        let settings = IterativeSettings::default();
        for seed in 0..300 {
            let mut oracle = Known::new(a).unwrap();
            let (lo, hi) = iterative(&mut oracle, settings, &mut Stream::new(seed, 0))
                .unwrap()
                .interval;
            let miss = (lo - a).max(a - hi).max(0.0);
            assert!(miss <= hi - lo, "{a}, seed {seed}: {lo} to {hi}");
        }
    }
}

#[test]
fn maximum_likelihood_reaches_its_error() {
    let (a, seeds) = (0.2, 400);
    let (mut square, mut inside) = (0.0, 0);
    for seed in 0..seeds {
        let r = maximum_likelihood(
            &mut Known::new(a).unwrap(),
            5,
            100,
            0.05,
            &mut Stream::new(seed, 1),
        )
        .unwrap();
        assert_eq!(r.queries, 3100);
        square += (r.estimate - a).powi(2) / seeds as f64;
        inside += u64::from(r.interval.0 <= a && a <= r.interval.1);
    }
    assert!(square.sqrt() <= 0.0012, "{}", square.sqrt());
    assert!(inside >= 374, "{inside}");
}

#[test]
fn maximum_likelihood_s_interval_holds_wherever_the_truth_lies() {
    let seeds = 200;
    for a in [0.0, 0.004, 0.03, 0.3, 0.5, 0.77, 0.999, 1.0] {
        for (rounds, shots) in [(3, 20), (6, 40)] {
            let inside = (0..seeds)
                .filter(|seed| {
                    let mut oracle = Known::new(a).unwrap();
                    let mut random = Stream::new(*seed, 7);
                    let found = maximum_likelihood(&mut oracle, rounds, shots, 0.05, &mut random);
                    let (low, high) = found.unwrap().interval;
                    // At the borders the truth is the end of its interval, up to the last digits.
                    low <= a + 1e-12 && a <= high + 1e-12
                })
                .count();
            assert!(inside >= 180, "{a}, {rounds} rounds: {inside} of {seeds}");
        }
    }
}

fn problem() -> (Circuit, f64) {
    let g = load::normal(3, 3.0, 2.0, 0.0, 7.0).unwrap();
    let f: Vec<f64> = (0..8).map(|x| f64::from(x) / 7.0).collect();
    let want = g.probabilities.iter().zip(&f).map(|(p, f)| p * f).sum();
    let mut c = Circuit::new(4).unwrap();
    c.compose(&g.circuit().unwrap()).unwrap();
    load::objective(&mut c, &f, &[0, 1, 2], 3).unwrap();
    (c, want)
}

#[test]
fn estimators_agree_on_a_simulated_circuit() {
    let (c, want) = problem();
    let mut oracle = Simulated::new(c.clone(), 3).unwrap();
    // The simulated amplitude follows the sine, up and down in power.
    for k in [0, 3, 10, 2] {
        let p = ((2 * k + 1) as f64 * want.sqrt().asin()).sin().powi(2);
        assert!((oracle.good(k).unwrap() - p).abs() < 1e-11);
    }
    let settings = IterativeSettings {
        epsilon: 0.005,
        ..IterativeSettings::default()
    };
    let r = iterative(&mut oracle, settings, &mut Stream::new(2, 0)).unwrap();
    assert!(r.interval.0 <= want && want <= r.interval.1);
    let stop = Arc::new(AtomicBool::new(true));
    let small = State::bytes(c.qubits()) - 1;
    assert!(matches!(
        Simulated::within(c.clone(), 3, small),
        Err(Error::OutOfMemory { .. })
    ));
    let mut stopped = Simulated::new(c.clone(), 3).unwrap().stopped_by(stop);
    let e = iterative(&mut stopped, settings, &mut Stream::new(2, 0)).unwrap_err();
    assert_eq!(e, Error::Cancelled);
    let m = maximum_likelihood(&mut oracle, 5, 100, 0.05, &mut Stream::new(2, 0)).unwrap();
    assert!((m.estimate - want).abs() < 0.005);
    let k = canonical(&c, 3, 7).unwrap();
    let bound = std::f64::consts::TAU * (want * (1.0 - want)).sqrt() / 128.0
        + (std::f64::consts::PI / 128.0).powi(2);
    assert!((k.estimate - want).abs() <= bound);
    assert!((k.outcomes.sum() - 1.0).abs() < 1e-11 && k.queries == 127);
}

#[test]
fn bad_settings_are_refused() {
    let mut o = Known::new(0.3).unwrap();
    for (epsilon, alpha, shots) in [
        (0.0, 0.05, 10),
        (f64::NAN, 0.05, 10),
        (0.01, 0.0, 10),
        (0.01, 0.05, 0),
        (0.6, 0.05, 1),
    ] {
        let s = IterativeSettings {
            epsilon,
            alpha,
            shots,
            interval: Interval::Chernoff,
        };
        assert!(matches!(
            iterative(&mut o, s, &mut Stream::new(0, 0)),
            Err(Error::Invalid(_))
        ));
    }
    assert!(matches!(Known::new(1.2), Err(Error::Probability { .. })));
    assert!(maximum_likelihood(&mut o, 40, 100, 0.05, &mut Stream::new(0, 0)).is_err());
}

#[test]
fn special_functions() {
    // SciPy: beta.cdf, beta.ppf, norm.ppf.
    for (x, a, b, want) in [
        (0.3, 2.0, 5.0, 0.579_825),
        (0.5, 0.5, 0.5, 0.5),
        (0.9, 20.0, 3.0, 0.620_040_938_411_905_4),
        (0.02, 1.0, 100.0, 0.867_380_444_105_246_8),
    ] {
        assert!(
            (regularised_beta(x, a, b) - want).abs() < 1e-12,
            "{x} {a} {b}: {}",
            regularised_beta(x, a, b)
        );
    }
    for (p, a, b) in [
        (0.025, 20.0, 81.0),
        (0.5, 3.0, 3.0),
        (0.999, 1.0, 40.0),
        (1e-4, 500.0, 9000.0),
    ] {
        assert!((regularised_beta(beta_quantile(p, a, b), a, b) - p).abs() < 1e-12);
    }
    assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-12);
    assert!((normal_quantile(1e-6) + 4.753_424_308_822_899).abs() < 1e-9);
    let (lo, hi) = clopper_pearson(20, 100, 0.05);
    assert!(
        (lo - 0.126_655_6).abs() < 1e-6 && (hi - 0.291_842_7).abs() < 1e-6,
        "{lo} {hi}"
    );
    assert_eq!(clopper_pearson(0, 10, 0.05).0, 0.0);
    assert_eq!(clopper_pearson(10, 10, 0.05).1, 1.0);
}
