//! Variational circuits and their gradients by parameter shift.

use crate::circuit::{Applied, Circuit, Op};
use crate::error::{Error, Result};
use crate::gate::{Angle, Gate};
use crate::measure::{Pauli, PauliSum};
use crate::state::State;
use std::f64::consts::{FRAC_PI_2, SQRT_2};

/// RY and RZ on every qubit between `layers` rounds of a CNOT ladder; parameters `t0`, `t1`, … in
/// order.
///
/// # Errors
/// [`Error::TooManyQubits`].
pub fn hardware_efficient(qubits: usize, layers: usize) -> Result<Circuit> {
    let mut c = Circuit::new(qubits)?;
    let mut next = 0..;
    let mut fresh = || Angle::parameter(&format!("t{}", next.next().unwrap_or(0)));
    for layer in 0..=layers {
        for q in 0..qubits {
            c.ry(q, fresh())?.rz(q, fresh())?;
        }
        if layer < layers {
            for q in 1..qubits {
                c.cx(q - 1, q)?;
            }
        }
    }
    Ok(c)
}

/// The quantum approximate optimisation ansatz (Farhi, Goldstone and Gutmann 2014) for a cost made
/// of Z products: H on all, then `layers` rounds of exp(−i gamma C) and RX(2 beta); parameters
/// `gamma0`, `beta0`, ….
///
/// # Errors
/// [`Error::Unsupported`] when the cost has an X or Y; [`Error::QubitOutOfRange`].
pub fn qaoa(cost: &PauliSum, qubits: usize, layers: usize) -> Result<Circuit> {
    let mut c = Circuit::new(qubits)?;
    for q in 0..qubits {
        c.h(q)?;
    }
    for layer in 0..layers {
        let gamma = Angle::parameter(&format!("gamma{layer}"));
        for term in &cost.terms {
            let factors = term.factors();
            if factors.iter().any(|(p, _)| *p != Pauli::Z) {
                return Err(Error::Unsupported(
                    "the cost of this ansatz is a sum of products of Z".into(),
                ));
            }
            let angle = gamma.clone() * (2.0 * term.coefficient);
            let list: Vec<usize> = factors.iter().map(|f| f.1).collect();
            match list[..] {
                [] => {}
                [a] => drop(c.rz(a, angle)?),
                [a, b] => drop(c.rzz(a, b, angle)?),
                [.., last] => {
                    for &q in &list[..list.len() - 1] {
                        c.cx(q, last)?;
                    }
                    c.rz(last, angle)?;
                    for &q in list[..list.len() - 1].iter().rev() {
                        c.cx(q, last)?;
                    }
                }
            }
        }
        let beta = Angle::parameter(&format!("beta{layer}"));
        for q in 0..qubits {
            c.rx(q, beta.clone() * 2.0)?;
        }
    }
    Ok(c)
}

/// ⟨H⟩ after the circuit from |0…0⟩ with its parameters (in the order of [`Circuit::parameters`])
/// set to `values`.
///
/// # Errors
/// [`Error::Shape`] for another number of values; those of [`State::apply_circuit`] and
/// [`State::expectation`].
pub fn value(circuit: &Circuit, observable: &PauliSum, values: &[f64]) -> Result<f64> {
    let mut state = State::zero(circuit.qubits())?;
    evaluate(&mut state, &bound(circuit, values)?, observable)
}

fn evaluate(state: &mut State, circuit: &Circuit, observable: &PauliSum) -> Result<f64> {
    state.reset_all();
    state.apply_circuit(circuit)?;
    state.expectation(observable)
}

fn bound(circuit: &Circuit, values: &[f64]) -> Result<Circuit> {
    let names = circuit.parameters();
    if names.len() != values.len() {
        return Err(Error::Shape {
            what: "the parameter values",
            expected: names.len(),
            found: values.len(),
        });
    }
    let pairs: Vec<(&str, f64)> = names
        .iter()
        .map(String::as_str)
        .zip(values.iter().copied())
        .collect();
    circuit.bind(&pairs)
}

/// The exact gradient of [`value`], by shifting each rotation separately: two points for RX RY RZ P
/// RXX RYY RZZ (Schuld et al. 2019), four for their controlled forms (Anselmetti et al. 2021,
/// equation 3).
///
/// # Errors
/// [`Error::Unsupported`] for a parameter inside U3, a controlled global phase on open terms, or a
/// branch; those of [`value`].
pub fn gradient(circuit: &Circuit, observable: &PauliSum, values: &[f64]) -> Result<Vec<f64>> {
    let names = circuit.parameters();
    let base = bound(circuit, values)?;
    let mut state = State::zero(circuit.qubits())?;
    let mut out = vec![0.0; names.len()];
    for (at, op) in circuit.ops().iter().enumerate() {
        let Op::Gate(g) = op else { continue };
        let angles = g.gate.angles();
        if angles.iter().all(|a| a.parameters().next().is_none()) {
            continue;
        }
        let [angle] = angles[..] else {
            return Err(Error::Unsupported(
                "write U3 as P RY P to take its gradient".into(),
            ));
        };
        let mut shifted = |by: f64| -> Result<f64> {
            let moved = with_shift(&base, at, by)?;
            evaluate(&mut state, &moved, observable)
        };
        let derivative = match (&g.gate, g.controls) {
            (Gate::GlobalPhase(_), 0) => 0.0,
            // Eigenvalues of the generator differ by 1: two points.
            (Gate::P(_) | Gate::GlobalPhase(_), _) | (_, 0) => {
                (shifted(FRAC_PI_2)? - shifted(-FRAC_PI_2)?) / 2.0
            }
            // Differences 1/2 and 1: four points.
            _ => {
                let near = shifted(FRAC_PI_2)? - shifted(-FRAC_PI_2)?;
                let far = shifted(3.0 * FRAC_PI_2)? - shifted(-3.0 * FRAC_PI_2)?;
                ((SQRT_2 + 1.0) * near - (SQRT_2 - 1.0) * far) / (4.0 * SQRT_2)
            }
        };
        for (name, k) in angle.parameters() {
            if let Some(i) = names.iter().position(|n| n == name) {
                out[i] += k * derivative;
            }
        }
    }
    Ok(out)
}

fn with_shift(circuit: &Circuit, at: usize, by: f64) -> Result<Circuit> {
    let mut out = Circuit::with_bits(circuit.qubits(), circuit.bits())?;
    for (k, op) in circuit.ops().iter().enumerate() {
        out.push_op(match op {
            Op::Gate(g) if k == at => Op::Gate(Applied {
                gate: g.gate.map_angles(|a| a.clone() + Angle::Value(by)),
                ..g.clone()
            }),
            other => other.clone(),
        });
    }
    Ok(out)
}
