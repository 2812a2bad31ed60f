//! Canonical amplitude estimation: phase estimation of Q (Brassard, Høyer, Mosca and Tapp 2002,
//! section 4).

use crate::algo::{Amplification, phase_estimation};
use crate::circuit::Circuit;
use crate::error::Result;
use crate::state::State;
use ndarray::Array1;
use std::f64::consts::PI;

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Canonical {
    /// sin²(π y / 2^m) for the outcome seen most often.
    pub estimate: f64,
    /// Probability of every outcome y, shape (2^m,).
    pub outcomes: Array1<f64>,
    /// Calls of controlled Q per shot.
    pub queries: u64,
}

/// Estimates P(`objective` = 1) after `prepare` with `precision` more qubits (the state has them
/// all). With probability at least 8/π² the error is at most 2π √(a(1−a)) / 2^m + π² / 4^m (theorem
/// 12 of the paper).
///
/// # Errors
/// [`crate::Error::OutOfMemory`], [`crate::Error::TooManyQubits`], and those of
/// [`Amplification::on_qubit`].
pub fn canonical(prepare: &Circuit, objective: usize, precision: usize) -> Result<Canonical> {
    let problem = Amplification::on_qubit(prepare.clone(), objective)?;
    let n = prepare.qubits();
    let mut c = Circuit::new(n + precision)?;
    c.compose(prepare)?
        .compose(&phase_estimation(&problem.operator()?, precision)?)?;
    let mut state = State::zero(n + precision)?;
    state.apply_circuit(&c)?;
    let register: Vec<usize> = (n..n + precision).collect();
    let outcomes = state.marginal(&register)?;
    let size = 1usize << precision;
    // y and 2^m − y mean the same amplitude: add them before choosing.
    let both = |y: usize| {
        outcomes[y]
            + if y == 0 || 2 * y == size {
                0.0
            } else {
                outcomes[size - y]
            }
    };
    let best = (0..=size / 2).fold(0, |a, y| if both(y) > both(a) { y } else { a });
    Ok(Canonical {
        estimate: (PI * best as f64 / size as f64).sin().powi(2),
        outcomes,
        queries: size as u64 - 1,
    })
}
