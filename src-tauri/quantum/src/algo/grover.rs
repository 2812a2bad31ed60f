//! Grover search and amplitude amplification (Brassard, Høyer, Mosca and Tapp 2002, sections 2 and
//! 3).

use crate::circuit::Circuit;
use crate::error::{Error, Result};
use crate::gate::Gate;
use std::f64::consts::PI;

/// −1 on every marked basis state of `qubits` qubits, +1 elsewhere.
///
/// # Errors
/// [`Error::Invalid`] for a state out of range; [`Error::TooManyQubits`].
pub fn phase_oracle(qubits: usize, marked: &[usize]) -> Result<Circuit> {
    let mut c = Circuit::new(qubits)?;
    for &x in marked {
        if x >> qubits != 0 {
            return Err(Error::Invalid(format!(
                "there is no basis state {x} on {qubits} qubits"
            )));
        }
        let (closed, open): (Vec<usize>, Vec<usize>) = (0..qubits).partition(|q| x >> q & 1 == 1);
        c.push_with(Gate::GlobalPhase(PI.into()), &[], &closed, &open)?;
    }
    Ok(c)
}

/// 2|0…0⟩⟨0…0| − 1 on the first `width` of `qubits` qubits.
///
/// # Errors
/// [`Error::TooManyQubits`], [`Error::QubitOutOfRange`].
pub fn reflect_zero(qubits: usize, width: usize) -> Result<Circuit> {
    let mut c = Circuit::new(qubits)?;
    c.global_phase(PI)?;
    let all: Vec<usize> = (0..width).collect();
    c.push_with(Gate::GlobalPhase(PI.into()), &[], &[], &all)?;
    Ok(c)
}

/// A state preparation A and a way to tell the good part of what it prepares.
#[derive(Debug, Clone)]
pub struct Amplification {
    prepare: Circuit,
    mark: Circuit,
}

impl Amplification {
    /// From A and an operator that gives the good states a factor −1.
    ///
    /// # Errors
    /// [`Error::Unsupported`] if either measures; [`Error::Shape`] when their sizes differ.
    pub fn new(prepare: Circuit, mark: Circuit) -> Result<Self> {
        if !prepare.is_unitary() || !mark.is_unitary() {
            return Err(Error::Unsupported(
                "amplification needs circuits without measurements".into(),
            ));
        }
        if prepare.qubits() != mark.qubits() {
            return Err(Error::Shape {
                what: "the oracle's qubits",
                expected: prepare.qubits(),
                found: mark.qubits(),
            });
        }
        Ok(Self { prepare, mark })
    }

    /// From A where `objective` = |1⟩ is good, as amplitude estimation has it.
    ///
    /// # Errors
    /// As [`Amplification::new`]; [`Error::QubitOutOfRange`].
    pub fn on_qubit(prepare: Circuit, objective: usize) -> Result<Self> {
        let mut mark = Circuit::new(prepare.qubits())?;
        mark.z(objective)?;
        Self::new(prepare, mark)
    }

    /// A.
    pub fn prepare(&self) -> &Circuit {
        &self.prepare
    }

    /// Q = A (2|0⟩⟨0| − 1) A† S, which turns the state by 2θ, where sin²θ is the probability of the
    /// good states.
    ///
    /// # Errors
    /// None that [`Amplification::new`] has not ruled out.
    pub fn operator(&self) -> Result<Circuit> {
        let n = self.prepare.qubits();
        let mut q = self.mark.clone();
        q.compose(&self.prepare.inverse()?)?
            .compose(&reflect_zero(n, n)?)?
            .compose(&self.prepare)?;
        Ok(q)
    }

    /// A followed by Q `times` times.
    ///
    /// # Errors
    /// As [`Amplification::operator`].
    pub fn amplified(&self, times: usize) -> Result<Circuit> {
        let mut c = self.prepare.clone();
        c.compose(&self.operator()?.power(times as i64)?)?;
        Ok(c)
    }
}

/// The best number of Grover rounds for `marked` of `states` states: round(π / (4 asin
/// √(marked/states)) − 1/2).
pub fn grover_iterations(states: f64, marked: f64) -> usize {
    let theta = (marked / states).clamp(0.0, 1.0).sqrt().asin();
    if theta <= 0.0 {
        0
    } else {
        (PI / (4.0 * theta) - 0.5).round().max(0.0) as usize
    }
}

/// Grover search from the uniform superposition.
///
/// # Errors
/// As [`Amplification::new`].
pub fn grover(oracle: Circuit, iterations: usize) -> Result<Circuit> {
    let mut uniform = Circuit::new(oracle.qubits())?;
    for q in 0..oracle.qubits() {
        uniform.h(q)?;
    }
    Amplification::new(uniform, oracle)?.amplified(iterations)
}
