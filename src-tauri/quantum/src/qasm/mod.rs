//! OpenQASM 2 and the gate-circuit part of OpenQASM 3, read and written.
//!
//! Read: registers, the standard gates, gate definitions, `ctrl`, `negctrl`, `inv` and integer
//! `pow` modifiers, measure, reset, barrier, `if`/`else` on classical bits, `for` over known ranges
//! (unrolled), `const` numbers and `input` parameters (bound late). Refused with line and column:
//! other includes than the standard ones, `while`, subroutines, pulses and timing.

mod control;
mod expr;
mod lexer;
mod library;
mod parser;
mod program;
mod writer;

pub use writer::{write2, write3};

use crate::circuit::Circuit;
use crate::error::Result;

/// Most operations a text may unroll to.
pub const MOST_OPERATIONS: usize = 10_000_000;

/// Reads an OpenQASM 2 or 3 text. Qubits and bits are numbered in the order of declaration.
///
/// # Errors
/// [`crate::Error::Qasm`] with line and column.
pub fn read(text: &str) -> Result<Circuit> {
    parser::Parser::new(text)?.program()
}
