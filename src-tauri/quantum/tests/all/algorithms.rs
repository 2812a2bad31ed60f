//! Fourier transform, phase estimation, Grover, variational circuits, loading, arithmetic.

use crate::common::*;
use mycrm_quantum::algo::*;
use mycrm_quantum::arith::*;
use mycrm_quantum::load::{self, multiplexed_ry};
use mycrm_quantum::measure::PauliSum;
use mycrm_quantum::{Circuit, Complex64, Error, Gate, State};
use std::f64::consts::TAU;

fn run(c: &Circuit) -> State {
    let mut s = State::zero(c.qubits()).unwrap();
    s.apply_circuit(c).unwrap();
    s
}

#[test]
fn fourier_is_the_discrete_transform() {
    let n = 7;
    let v = random_vector(n, 1);
    let mut s = state_of(&v);
    s.apply_circuit(&fourier(n, true).unwrap()).unwrap();
    let size = 1usize << n;
    let want: Vec<Complex64> = (0..size)
        .map(|y| {
            let sum: Complex64 = v
                .iter()
                .enumerate()
                .map(|(x, z)| {
                    z * Complex64::from_polar(1.0, TAU * (x * y % size) as f64 / size as f64)
                })
                .sum();
            sum / (size as f64).sqrt()
        })
        .collect();
    assert!(distance(&want, amplitudes(&s)) < 1e-12);
}

#[test]
fn phase_estimation_reads_exact_phases() {
    for y in [0, 1, 5, 19, 31] {
        let mut u = Circuit::new(1).unwrap();
        u.p(0, TAU * y as f64 / 32.0).unwrap();
        let mut c = Circuit::new(6).unwrap();
        c.x(0)
            .unwrap()
            .compose(&phase_estimation(&u, 5).unwrap())
            .unwrap();
        let m = run(&c).marginal(&[1, 2, 3, 4, 5]).unwrap();
        assert!((m[y] - 1.0).abs() < 1e-11);
    }
}

#[test]
fn grover_finds_what_is_marked() {
    let n = 9;
    for marked in [vec![77], vec![3, 300, 511]] {
        let k = grover_iterations(512.0, marked.len() as f64);
        let s = run(&grover(phase_oracle(n, &marked).unwrap(), k).unwrap());
        let p = s.probabilities();
        let found: f64 = marked.iter().map(|x| p[*x]).sum();
        let theta = (marked.len() as f64 / 512.0).sqrt().asin();
        let want = ((2 * k + 1) as f64 * theta).sin().powi(2);
        assert!(
            (found - want).abs() < 1e-11 && found > 0.98,
            "{found} {want}"
        );
    }
    assert!(phase_oracle(3, &[8]).is_err());
}

#[test]
fn gradients_agree_with_differences() {
    let mut c = hardware_efficient(3, 1).unwrap();
    let p = |s: &str| mycrm_quantum::Angle::parameter(s);
    c.crx(0, 1, p("a") * 1.5)
        .unwrap()
        .cry(1, 2, p("b"))
        .unwrap()
        .crz(2, 0, p("a") - 0.2.into())
        .unwrap();
    c.cp(0, 2, p("b") * -2.0)
        .unwrap()
        .rzz(0, 1, p("a"))
        .unwrap()
        .rxx(1, 2, p("d"))
        .unwrap()
        .ryy(0, 2, p("d"))
        .unwrap();
    c.h(0).unwrap().h(1).unwrap();
    let h = PauliSum::parse(&[(0.8, "XZI"), (-0.5, "IYY"), (0.3, "ZIZ"), (1.2, "IIX")]).unwrap();
    let n = c.parameters().len();
    let x: Vec<f64> = (0..n).map(|i| 0.3 + 0.17 * i as f64).collect();
    let g = gradient(&c, &h, &x).unwrap();
    for i in 0..n {
        let at = |d: f64| {
            let mut y = x.clone();
            y[i] += d;
            value(&c, &h, &y).unwrap()
        };
        let numeric = (at(1e-5) - at(-1e-5)) / 2e-5;
        assert!((g[i] - numeric).abs() < 1e-8, "{i}: {} {numeric}", g[i]);
    }
}

#[test]
fn vqe_finds_a_ground_state() {
    // The two-qubit hydrogen molecule at 0.735 Å (O'Malley et al. 2016 form); lowest eigenvalue
    // −1.857275.
    let h = PauliSum::parse(&[
        (-1.052373245772859, "II"),
        (0.39793742484318045, "IZ"),
        (-0.39793742484318045, "ZI"),
        (-0.01128010425623538, "ZZ"),
        (0.18093119978423156, "XX"),
    ])
    .unwrap();
    let c = hardware_efficient(2, 1).unwrap();
    let start = vec![0.4; c.parameters().len()];
    let m = minimise(
        &c,
        &h,
        &start,
        Settings {
            steps: 300,
            ..Settings::default()
        },
        |_, _| true,
    )
    .unwrap();
    assert!((m.value + 1.857_275_030).abs() < 1e-4, "{}", m.value);
    let stopped = minimise(&c, &h, &start, Settings::default(), |step, _| step < 3);
    assert_eq!(stopped.unwrap_err(), Error::Cancelled);
}

#[test]
fn qaoa_improves_a_cut() {
    // Maximum cut of a ring of six: six edges. Cost Σ ZZ is lowest at −6.
    let ring: Vec<String> = (0..6)
        .map(|i| {
            (0..6)
                .map(|k| if k == i || k == (i + 1) % 6 { 'Z' } else { 'I' })
                .collect()
        })
        .collect();
    let terms: Vec<(f64, &str)> = ring.iter().map(|l| (1.0, l.as_str())).collect();
    let h = PauliSum::parse(&terms).unwrap();
    let c = qaoa(&h, 6, 2).unwrap();
    assert_eq!(c.parameters(), ["beta0", "beta1", "gamma0", "gamma1"]);
    let m = minimise(
        &c,
        &h,
        &[0.3, 0.2, 0.3, 0.5],
        Settings {
            steps: 120,
            ..Settings::default()
        },
        |_, _| true,
    )
    .unwrap();
    // Depth p reaches (2p + 1) / (2p + 2) of a ring's cut: 5/6 of 6 edges is a cost of −4.
    assert!(m.value < -3.99, "{}", m.value);
}

#[test]
fn distributions_are_loaded_exactly() {
    let p: Vec<f64> = random_vector(6, 3).iter().map(|z| z.norm_sqr()).collect();
    let total: f64 = p.iter().sum();
    let p: Vec<f64> = p.iter().map(|x| x / total).collect();
    let s = run(&load::distribution(&p).unwrap());
    assert!(
        s.probabilities()
            .iter()
            .zip(&p)
            .all(|(a, b)| (a - b).abs() < 1e-14)
    );
    let mut sparse = vec![0.0; 16];
    sparse[11] = 0.25;
    sparse[2] = 0.75;
    let s = run(&load::distribution(&sparse).unwrap());
    assert!(
        s.probabilities()
            .iter()
            .zip(&sparse)
            .all(|(a, b)| (a - b).abs() < 1e-14)
    );
    let v = random_vector(5, 9);
    assert!(distance(&v, amplitudes(&run(&load::state(&v).unwrap()))) < 1e-13);

    let g = load::normal(6, 1.0, 0.5, -1.0, 3.0).unwrap();
    assert!(
        (g.mean() - 1.0).abs() < 1e-12 && (g.probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-12
    );
    let g = load::log_normal(8, 0.1, 0.25, 0.0, 4.0).unwrap();
    assert!(
        (g.mean() - (0.1f64 + 0.25 * 0.25 / 2.0).exp()).abs() < 1e-3,
        "{}",
        g.mean()
    );
    let s = run(&g.circuit().unwrap());
    assert!(
        s.probabilities()
            .iter()
            .zip(&g.probabilities)
            .all(|(a, b)| (a - b).abs() < 1e-13)
    );
    let s = run(&load::bernoulli(&[0.1, 0.9, 0.5]).unwrap());
    assert!((s.probabilities()[2] - 0.9 * 0.9 * 0.5).abs() < 1e-14);

    assert!(matches!(
        load::bernoulli(&[1.5]),
        Err(Error::Probability { .. })
    ));
    assert!(load::distribution(&[0.5, 0.6]).is_err());
    assert!(load::distribution(&[0.5, 0.25, 0.25]).is_err());
    assert!(load::normal(4, 0.0, -1.0, 0.0, 1.0).is_err());
}

#[test]
fn multiplexers_and_objectives() {
    let angles: Vec<f64> = (0..8).map(|i| 0.3 * i as f64 - 1.0).collect();
    for x in 0..8usize {
        let mut c = Circuit::new(4).unwrap();
        (0..3).filter(|q| x >> q & 1 == 1).for_each(|q| {
            c.x(q + 1).unwrap();
        });
        multiplexed_ry(&mut c, &angles, &[1, 2, 3], 0).unwrap();
        let p = run(&c).probability_of_one(0).unwrap();
        assert!((p - (angles[x] / 2.0).sin().powi(2)).abs() < 1e-13);
    }
    let p = [0.1, 0.2, 0.3, 0.4];
    let f = [1.0, 0.0, 0.25, 0.5];
    let mut c = Circuit::new(3).unwrap();
    c.compose(&load::distribution(&p).unwrap()).unwrap();
    load::objective(&mut c, &f, &[0, 1], 2).unwrap();
    let want: f64 = p.iter().zip(f).map(|(p, f)| p * f).sum();
    assert!((run(&c).probability_of_one(2).unwrap() - want).abs() < 1e-14);
}

#[test]
fn comparators_compare() {
    for bound in 0..=18u64 {
        for x in 0..16usize {
            let prepare = |c: &mut Circuit| {
                (0..4).filter(|q| x >> q & 1 == 1).for_each(|q| {
                    c.x(q).unwrap();
                });
            };
            let mut c = Circuit::new(5).unwrap();
            prepare(&mut c);
            at_least(&mut c, &[0, 1, 2, 3], bound, 4).unwrap();
            let flag = run(&c).probability_of_one(4).unwrap();
            assert_eq!(flag > 0.5, x as u64 >= bound, "{x} {bound}");
            let mut c = Circuit::new(5).unwrap();
            prepare(&mut c);
            less_than(&mut c, &[0, 1, 2, 3], bound, 4).unwrap();
            assert_eq!(
                run(&c).probability_of_one(4).unwrap() > 0.5,
                (x as u64) < bound
            );
        }
    }
}

#[test]
fn weighted_sums_add() {
    let weights = [3, 0, 5, 7];
    let width = sum_width(&weights);
    assert_eq!(width, 4);
    for x in 0..16usize {
        let mut c = Circuit::new(8).unwrap();
        (0..4).filter(|q| x >> q & 1 == 1).for_each(|q| {
            c.x(q).unwrap();
        });
        weighted_sum(&mut c, &weights, &[0, 1, 2, 3], &[4, 5, 6, 7]).unwrap();
        let want: u64 = (0..4).filter(|q| x >> q & 1 == 1).map(|q| weights[q]).sum();
        let m = run(&c).marginal(&[4, 5, 6, 7]).unwrap();
        assert!((m[want as usize] - 1.0).abs() < 1e-12, "{x}");
    }
}

#[test]
fn piecewise_linear_means() {
    let g = load::normal(4, 7.0, 3.0, 0.0, 15.0).unwrap();
    // A call: 0 below 6, then slope 1 up to 12, then flat.
    let f = PiecewiseLinear::new(
        &[(0, 0.0, 0.0), (6, 0.0, 1.0), (12, 6.0, 0.0)],
        (0.0, 6.0),
        0.05,
    )
    .unwrap();
    let mut c = Circuit::new(6).unwrap();
    c.compose(&g.circuit().unwrap()).unwrap();
    f.rotate(&mut c, &[0, 1, 2, 3], 4, 5).unwrap();
    let s = run(&c);
    assert!(
        s.probability_of_one(4).unwrap() < 1e-12,
        "the flag is clean again"
    );
    let want: f64 = g
        .probabilities
        .iter()
        .enumerate()
        .map(|(x, p)| p * f.at(x as u64))
        .sum();
    let got = f.mean_of(s.probability_of_one(5).unwrap());
    assert!((got - want).abs() < 0.01, "{got} {want}");
    assert!(PiecewiseLinear::new(&[(1, 0.0, 0.0)], (0.0, 1.0), 0.1).is_err());
}

#[test]
fn amplification_turns_by_its_angle() {
    let mut a = Circuit::new(3).unwrap();
    a.ry(0, 0.4)
        .unwrap()
        .cry(0, 1, 1.0)
        .unwrap()
        .h(2)
        .unwrap()
        .push(Gate::Ry(0.3.into()), &[1], &[2])
        .unwrap();
    let before = run(&a).probability_of_one(1).unwrap();
    let problem = Amplification::on_qubit(a, 1).unwrap();
    for k in 0..6 {
        let p = run(&problem.amplified(k).unwrap())
            .probability_of_one(1)
            .unwrap();
        let want = ((2 * k + 1) as f64 * before.sqrt().asin()).sin().powi(2);
        assert!((p - want).abs() < 1e-11, "{k}");
    }
}
