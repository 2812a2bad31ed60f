//! Every gate against its matrix at every position, fused and unfused, and random circuits against
//! a naive dense multiply.

use crate::common::*;
use mycrm_quantum::random::Stream;
use mycrm_quantum::{Applied, Circuit, Complex32, Complex64, Gate, Op, State, State32};
use ndarray::Array1;

fn check(qubits: usize, gate: &Gate, targets: &[usize], controls: &[usize], v: &[Complex64]) {
    let mut c = Circuit::new(qubits).unwrap();
    c.push(gate.clone(), targets, controls).unwrap();
    let Op::Gate(g) = &c.ops()[0] else {
        panic!("a gate")
    };
    let want = naive(v, g);
    let what = |how: &str| {
        format!(
            "{how} {} on {targets:?} controls {controls:?} of {qubits}",
            gate.name()
        )
    };
    let mut s = state_of(v);
    s.apply(gate.clone(), targets, controls).unwrap();
    assert!(
        distance(&want, amplitudes(&s)) < 1e-13,
        "{}",
        what("direct")
    );
    let mut s = state_of(v);
    s.set_block_bits(6);
    s.apply_circuit(&c).unwrap();
    assert!(
        distance(&want, amplitudes(&s)) < 1e-13,
        "{}",
        what("blocks of 64")
    );
}

#[test]
fn every_gate_at_every_position() {
    let mut r = Stream::new(1, 0);
    for qubits in 1..=10 {
        let v = random_vector(qubits, qubits as u64);
        for gate in all_gates(&mut r) {
            match gate.targets() {
                1 => (0..qubits).for_each(|t| check(qubits, &gate, &[t], &[], &v)),
                2 => {
                    for a in 0..qubits {
                        (0..qubits)
                            .filter(|b| *b != a)
                            .for_each(|b| check(qubits, &gate, &[a, b], &[], &v));
                    }
                }
                k if k <= qubits => {
                    let t = pick(&mut r, qubits, k);
                    check(qubits, &gate, &t, &[], &v);
                }
                _ => {}
            }
        }
    }
}

#[test]
fn every_gate_with_every_control() {
    let mut r = Stream::new(2, 0);
    for qubits in [3, 8, 10] {
        let v = random_vector(qubits, 77);
        for gate in all_gates(&mut r) {
            let k = gate.targets();
            if k + 1 > qubits {
                continue;
            }
            for c in 0..qubits {
                for _ in 0..4 {
                    let others: Vec<usize> = (0..qubits).filter(|q| *q != c).collect();
                    let t: Vec<usize> = pick(&mut r, others.len(), k)
                        .iter()
                        .map(|i| others[*i])
                        .collect();
                    check(qubits, &gate, &t, &[c], &v);
                }
            }
            for extra in 2..=(qubits - k).min(5) {
                let list = pick(&mut r, qubits, k + extra);
                check(qubits, &gate, &list[..k], &list[k..], &v);
            }
        }
    }
}

#[test]
fn random_circuits_agree_with_naive_multiplication() {
    for qubits in 1..=11 {
        for seed in 0..12 {
            let c = random_circuit(qubits, 120, seed * 31 + qubits as u64);
            let v = random_vector(qubits, seed);
            let want = naive_circuit(&v, &c);
            for block in [6, 7, 9, 14] {
                let mut s = state_of(&v);
                s.set_block_bits(block);
                s.apply_circuit(&c).unwrap();
                let d = distance(&want, amplitudes(&s));
                assert!(
                    d < 1e-12,
                    "{qubits} qubits, seed {seed}, block {block}: {d:e}"
                );
            }
        }
    }
}

#[test]
fn norm_is_kept_and_the_inverse_undoes() {
    for (qubits, gates) in [(5, 400), (10, 400), (16, 300)] {
        let c = random_circuit(qubits, gates, 4);
        let v = random_vector(qubits, 8);
        let mut s = state_of(&v);
        s.apply_circuit(&c).unwrap();
        let norm: f64 = s.amplitudes().iter().map(|z| z.norm_sqr()).sum();
        assert!((norm - 1.0).abs() < 1e-12, "norm {norm}");
        s.apply_circuit(&c.inverse().unwrap()).unwrap();
        assert!(distance(&v, amplitudes(&s)) < 1e-12);
    }
}

#[test]
fn every_matrix_is_unitary_and_its_inverse_is_its_dagger() {
    let mut r = Stream::new(3, 0);
    for gate in all_gates(&mut r) {
        let (m, w) = (gate.matrix().unwrap(), gate.inverse().matrix().unwrap());
        let side = 1usize << gate.targets();
        for i in 0..side {
            for j in 0..side {
                let dot: Complex64 = (0..side).map(|k| m[i * side + k] * w[k * side + j]).sum();
                let want = if i == j { 1.0 } else { 0.0 };
                assert!((dot - want).norm() < 1e-14, "{}", gate.name());
            }
        }
    }
}

#[test]
fn single_precision_follows_double() {
    for qubits in [2, 5, 9, 16] {
        let c = random_circuit(qubits, 150, 6);
        let mut wide = State::zero(qubits).unwrap();
        wide.apply_circuit(&c).unwrap();
        let mut narrow = State32::zero(qubits).unwrap();
        narrow.apply_circuit(&c).unwrap();
        for (a, b) in wide.amplitudes().iter().zip(narrow.amplitudes()) {
            assert!((a.re - f64::from(b.re)).abs() < 2e-5 && (a.im - f64::from(b.im)).abs() < 2e-5);
        }
    }
    let v = Array1::from(vec![Complex32::new(0.6, 0.0), Complex32::new(0.0, 0.8)]);
    assert_eq!(State32::from_amplitudes(v.view()).unwrap().qubits(), 1);
}

#[test]
fn controlled_and_power_match_their_meaning() {
    let c = random_circuit(4, 30, 12);
    let controlled = c.controlled(6, &[4, 5]).unwrap();
    let v = random_vector(6, 3);
    let mut s = state_of(&v);
    s.apply_circuit(&controlled).unwrap();
    // Where both controls are 1 the circuit acts; elsewhere nothing changes.
    let mut want = v.clone();
    let inner = naive_circuit(&v[48..], &c);
    want[48..].copy_from_slice(&inner);
    assert!(distance(&want, amplitudes(&s)) < 1e-12);

    let v = random_vector(4, 9);
    let cube = naive_circuit(&naive_circuit(&naive_circuit(&v, &c), &c), &c);
    let mut s = state_of(&v);
    s.apply_circuit(&c.power(3).unwrap()).unwrap();
    assert!(distance(&cube, amplitudes(&s)) < 1e-12);
    s.apply_circuit(&c.power(-3).unwrap()).unwrap();
    assert!(distance(&v, amplitudes(&s)) < 1e-12);
}

#[test]
fn open_controls_act_on_zero() {
    let mut c = Circuit::new(2).unwrap();
    c.push_with(Gate::X, &[0], &[], &[1]).unwrap();
    let mut s = State::zero(2).unwrap();
    s.apply_circuit(&c).unwrap();
    assert_eq!(s.amplitudes()[1].re, 1.0);
    let applied = Applied {
        gate: Gate::X,
        targets: vec![0].into(),
        controls: 2,
        open: 2,
    };
    assert_eq!(c.ops()[0], Op::Gate(applied));
}
