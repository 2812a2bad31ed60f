//! Probabilities, shots, expectations, reduced states, mid-circuit measurement, noise.

use crate::common::*;
use mycrm_quantum::measure::{PauliSum, counts, entropy_of, purity_of};
use mycrm_quantum::noise::{Channel, Noise};
use mycrm_quantum::random::Stream;
use mycrm_quantum::{Circuit, Complex64, Condition, Gate, State};

/// χ² of counts against probabilities, and the number of classes with an expectation of at least 5.
fn chi_squared(counts: &[(usize, usize)], p: &[f64], shots: usize) -> (f64, f64) {
    let mut seen = vec![0.0; p.len()];
    counts.iter().for_each(|(x, n)| seen[*x] += *n as f64);
    let (mut sum, mut classes, mut rest) = (0.0, 0.0, (0.0, 0.0));
    for (s, p) in seen.iter().zip(p) {
        let e = p * shots as f64;
        if e >= 5.0 {
            sum += (s - e).powi(2) / e;
            classes += 1.0;
        } else {
            rest = (rest.0 + s, rest.1 + e);
        }
    }
    if rest.1 > 0.0 {
        sum += (rest.0 - rest.1).powi(2) / rest.1.max(1e-300);
    }
    (sum, classes)
}

#[test]
fn shots_follow_the_probabilities() {
    for (qubits, shots, seed) in [
        (1, 10_000, 1),
        (6, 100_000, 2),
        (10, 400_000, 3),
        (16, 2_000_000, 4),
    ] {
        let s = state_of(&random_vector(qubits, seed));
        let p = s.probabilities();
        let drawn = s.sample(shots, seed);
        assert_eq!(drawn.len(), shots);
        let (x2, classes) = chi_squared(&counts(&drawn), p.as_slice().unwrap(), shots);
        // Five standard deviations of χ² with that many degrees of freedom.
        assert!(
            (x2 - classes).abs() < 5.0 * (2.0 * classes).sqrt() + 5.0,
            "{qubits}: {x2} of {classes}"
        );
        assert_eq!(drawn, s.sample(shots, seed));
        assert_ne!(drawn, s.sample(shots, seed + 1));
    }
}

#[test]
fn impossible_outcomes_are_never_drawn() {
    let mut s = State::zero(16).unwrap();
    s.apply(Gate::X, &[15], &[]).unwrap();
    s.apply(Gate::H, &[3], &[]).unwrap();
    for x in s.sample(50_000, 9) {
        assert!(x == 1 << 15 || x == 1 << 15 | 8);
    }
}

#[test]
fn marginals_add_up() {
    let v = random_vector(11, 5);
    let s = state_of(&v);
    for list in [vec![3], vec![10, 0], vec![1, 4, 2, 9, 7, 8, 0, 6, 3, 10]] {
        let m = s.marginal(&list).unwrap();
        let mut want = vec![0.0; 1 << list.len()];
        for (x, z) in v.iter().enumerate() {
            let k = list
                .iter()
                .enumerate()
                .fold(0, |a, (i, q)| a | (x >> q & 1) << i);
            want[k] += z.norm_sqr();
        }
        assert!(m.iter().zip(&want).all(|(a, b)| (a - b).abs() < 1e-13));
    }
    assert!((s.marginal(&[4]).unwrap()[1] - s.probability_of_one(4).unwrap()).abs() < 1e-13);
    assert!((s.norm_squared() - 1.0).abs() < 1e-13);
}

#[test]
fn pauli_expectations_agree_with_applying_them() {
    let v = random_vector(6, 6);
    let s = state_of(&v);
    let terms = [
        (0.7, "XIZYIX"),
        (-1.3, "ZZIIII"),
        (0.2, "IIIIII"),
        (2.0, "IYYIII"),
        (0.4, "IIIIIZ"),
        (1.1, "XXXXXX"),
    ];
    let mut want = 0.0;
    for (k, letters) in terms {
        let mut t = state_of(&v);
        for (q, l) in letters.chars().rev().enumerate() {
            match l {
                'X' => t.apply(Gate::X, &[q], &[]).unwrap(),
                'Y' => t.apply(Gate::Y, &[q], &[]).unwrap(),
                'Z' => t.apply(Gate::Z, &[q], &[]).unwrap(),
                _ => {}
            }
        }
        let z = s.inner_product(&t).unwrap();
        assert!(z.im.abs() < 1e-13);
        want += k * z.re;
    }
    let got = s.expectation(&PauliSum::parse(&terms).unwrap()).unwrap();
    assert!((got - want).abs() < 1e-12, "{got} {want}");
}

#[test]
fn reduced_states_and_entropy() {
    let mut ghz = Circuit::new(5).unwrap();
    ghz.h(0).unwrap();
    (0..4).for_each(|q| {
        ghz.cx(q, q + 1).unwrap();
    });
    let mut s = State::zero(5).unwrap();
    s.apply_circuit(&ghz).unwrap();
    for cut in [vec![0], vec![1, 3], vec![0, 1, 2, 4]] {
        assert!((s.entropy(&cut).unwrap() - 1.0).abs() < 1e-12);
    }
    let rho = s.reduced_density(&[2, 4]).unwrap();
    assert!((rho[[0, 0]].re - 0.5).abs() < 1e-14 && (rho[[3, 3]].re - 0.5).abs() < 1e-14);
    assert!(rho[[0, 3]].norm() < 1e-14);
    assert!((purity_of(rho.view()) - 0.5).abs() < 1e-13);
    // A random pure state: both sides of a cut have the same entropy, and the trace is 1.
    let s = state_of(&random_vector(9, 2));
    let a = entropy_of(s.reduced_density(&[0, 3, 5, 7]).unwrap().view()).unwrap();
    let b = entropy_of(s.reduced_density(&[1, 2, 4, 6, 8]).unwrap().view()).unwrap();
    assert!((a - b).abs() < 1e-11 && a > 2.5, "{a} {b}");
    let rho = s.reduced_density(&[6, 1]).unwrap();
    let trace: Complex64 = (0..4).map(|i| rho[[i, i]]).sum();
    assert!((trace - 1.0).norm() < 1e-13);
    // A product state is not entangled.
    assert!(State::zero(8).unwrap().entropy(&[1, 2]).unwrap() < 1e-12);
}

#[test]
fn teleportation_moves_any_state() {
    let mut c = Circuit::with_bits(3, 2).unwrap();
    c.u3(0, 1.1, 0.4, -0.7)
        .unwrap()
        .h(1)
        .unwrap()
        .cx(1, 2)
        .unwrap()
        .cx(0, 1)
        .unwrap()
        .h(0)
        .unwrap();
    c.measure(0, 0).unwrap().measure(1, 1).unwrap();
    let mut x = Circuit::new(3).unwrap();
    x.x(2).unwrap();
    let mut z = Circuit::new(3).unwrap();
    z.z(2).unwrap();
    c.when(
        Condition {
            first: 1,
            width: 1,
            value: 1,
            equal: true,
        },
        &x,
    )
    .unwrap();
    c.when(
        Condition {
            first: 0,
            width: 1,
            value: 1,
            equal: true,
        },
        &z,
    )
    .unwrap();
    c.reset(0).unwrap().reset(1).unwrap();
    let mut want = State::zero(1).unwrap();
    want.apply(Gate::U3(1.1.into(), 0.4.into(), (-0.7).into()), &[0], &[])
        .unwrap();
    let mut outcomes = [0; 4];
    for seed in 0..40 {
        let mut s = State::zero(3).unwrap();
        let run = s.run(&c, &mut Stream::new(seed, 0)).unwrap();
        outcomes[run.value(0, 2) as usize] += 1;
        let (a, b) = (s.amplitudes()[0], s.amplitudes()[4]);
        let overlap = want.amplitudes()[0].conj() * a + want.amplitudes()[1].conj() * b;
        assert!((overlap.norm() - 1.0).abs() < 1e-12);
    }
    assert!(outcomes.iter().all(|n| *n > 2), "{outcomes:?}");
}

/// The density matrix averaged over trajectories against the channel applied exactly.
#[test]
fn noise_averages_to_its_channel() {
    let start = [Complex64::new(0.6, 0.0), Complex64::new(0.48, 0.64)];
    let rho = |a: Complex64, b: Complex64| {
        [
            a.norm_sqr(),
            b.norm_sqr(),
            (a * b.conj()).re,
            (a * b.conj()).im,
        ]
    };
    let [p0, p1, re, im] = rho(start[0], start[1]);
    let cases = [
        (
            Channel::Depolarising(0.3),
            [0.7 * p0 + 0.15, 0.7 * p1 + 0.15, 0.7 * re, 0.7 * im],
        ),
        (
            Channel::AmplitudeDamping(0.4),
            [
                p0 + 0.4 * p1,
                0.6 * p1,
                0.6f64.sqrt() * re,
                0.6f64.sqrt() * im,
            ],
        ),
        (
            Channel::PhaseDamping(0.5),
            [p0, p1, 0.5f64.sqrt() * re, 0.5f64.sqrt() * im],
        ),
    ];
    for (channel, want) in cases {
        let runs = 40_000;
        let mut sum = [0.0; 4];
        for k in 0..runs {
            let mut s = state_of(&start);
            s.apply_channel(channel, 0, &mut Stream::new(3, k)).unwrap();
            assert!((s.norm_squared() - 1.0).abs() < 1e-12);
            let r = rho(s.amplitudes()[0], s.amplitudes()[1]);
            sum.iter_mut()
                .zip(r)
                .for_each(|(a, b)| *a += b / runs as f64);
        }
        for (a, b) in sum.iter().zip(want) {
            assert!((a - b).abs() < 0.02, "{channel:?}: {sum:?} {want:?}");
        }
    }
}

#[test]
fn readout_errors_and_seeds() {
    let mut c = Circuit::with_bits(3, 3).unwrap();
    c.x(0).unwrap().h(1).unwrap().cx(1, 2).unwrap();
    (0..3).for_each(|q| {
        c.measure(q, q).unwrap();
    });
    let noise = Noise::new()
        .readout(0.1, 0.2)
        .unwrap()
        .after_multiple(Channel::Depolarising(0.05))
        .unwrap();
    let runs = noise.trajectories(&c, 20_000, 7).unwrap();
    let zero = runs.iter().filter(|r| !r.bits[0]).count() as f64 / 20_000.0;
    assert!((zero - 0.2).abs() < 0.015, "{zero}");
    assert_eq!(runs, noise.trajectories(&c, 20_000, 7).unwrap());
    let alone = rayon_pool(1).install(|| noise.trajectories(&c, 500, 7).unwrap());
    assert_eq!(alone[..], runs[..500]);
    assert!(Noise::new().readout(1.2, 0.0).is_err());
}

fn rayon_pool(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap()
}

#[test]
fn one_and_two_threads_agree_to_the_last_bit() {
    let work = || {
        let mut s = State::zero(17).unwrap();
        s.apply_circuit(&random_circuit(17, 200, 3)).unwrap();
        let mut r = Stream::new(5, 0);
        let bits: Vec<bool> = (0..5).map(|q| s.measure(q, &mut r).unwrap()).collect();
        let shots = s.sample(10_000, 11);
        let h = PauliSum::parse(&[(1.0, "XXXXXXXXXXXXXXXXX"), (0.5, "ZIZIZIZIZIZIZIZIZ")]).unwrap();
        let e = s.expectation(&h).unwrap().to_bits();
        (amplitudes(&s), bits, shots, e)
    };
    assert_eq!(rayon_pool(1).install(work), rayon_pool(2).install(work));
}
