//! A state-vector simulator of quantum circuits, amplitude estimation, and Monte Carlo paths beside
//! it. Numbers in, numbers out: no files, no network, no knowledge of who uses it.
//!
//! Conventions throughout: qubit 0 is the least significant bit of a basis state's number;
//! R_P(t) = exp(-i t P / 2); arrays are [`ndarray`]; random results are a function of a seed and do
//! not depend on the number of threads.

pub mod algo;
pub mod arith;
mod circuit;
mod control;
mod draw;
mod engine;
mod error;
pub mod estimate;
mod gate;
pub mod load;
pub mod measure;
pub mod noise;
pub mod paths;
pub mod qasm;
pub mod random;
mod real;
mod state;

pub use circuit::{Applied, Circuit, Condition, MAX_QUBITS, Op};
pub use control::Control;
pub use error::{Error, Result};
pub use gate::{Angle, Gate, Linear, Matrix2, Matrix4, UNITARY_TOLERANCE};
pub use real::Real;
pub use state::{Run, State, State32, StateVector};

pub use num_complex::{Complex, Complex32, Complex64};
