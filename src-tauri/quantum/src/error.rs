//! What can go wrong, each with the numbers a person needs to mend it.

use thiserror::Error;

/// Every refusal of this crate.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum Error {
    /// A qubit index at or beyond the size of the state or circuit.
    #[error("qubit {qubit} does not exist: there are {qubits}, counted from 0")]
    QubitOutOfRange {
        /// The index asked for.
        qubit: usize,
        /// How many qubits there are.
        qubits: usize,
    },
    /// One qubit named twice in a gate, for example a control equal to its target.
    #[error("qubit {qubit} is named twice in one gate")]
    RepeatedQubit {
        /// The index named twice.
        qubit: usize,
    },
    /// A classical bit at or beyond the size of the circuit's register.
    #[error("classical bit {bit} does not exist: there are {bits}, counted from 0")]
    BitOutOfRange {
        /// The index asked for.
        bit: usize,
        /// How many bits there are.
        bits: usize,
    },
    /// More qubits than any state this crate will try to hold.
    #[error("{qubits} qubits are too many: a state holds at most {limit}")]
    TooManyQubits {
        /// The number asked for.
        qubits: usize,
        /// The largest number accepted.
        limit: usize,
    },
    /// The memory was refused by the budget given or by the machine.
    #[error("{qubits} qubits need {bytes} bytes and {available} can be had")]
    OutOfMemory {
        /// The number asked for.
        qubits: usize,
        /// Bytes the state needs.
        bytes: u128,
        /// What the budget allows, or "fewer" when the machine refused.
        available: String,
    },
    /// A matrix or diagonal further from unitary than 1e-9.
    #[error("the matrix is not unitary: U U† differs from the identity by {deviation:e}")]
    NotUnitary {
        /// Largest absolute entry of U U† - 1.
        deviation: f64,
    },
    /// A NaN or infinity where a number is needed.
    #[error("{what} is not a finite number")]
    NotFinite {
        /// Which number.
        what: &'static str,
    },
    /// A list or array of the wrong length.
    #[error("{what} has length {found}, {expected} is needed")]
    Shape {
        /// Which array.
        what: &'static str,
        /// The length needed.
        expected: usize,
        /// The length given.
        found: usize,
    },
    /// A probability outside 0 to 1, or a distribution that does not sum to 1.
    #[error("{what} is {value}, which is not a probability")]
    Probability {
        /// Which number.
        what: &'static str,
        /// Its value.
        value: f64,
    },
    /// A circuit was run while one of its parameters has no value.
    #[error("parameter `{name}` has no value: bind it before running")]
    Unbound {
        /// The parameter's name.
        name: String,
    },
    /// A value was given for a parameter the circuit does not have.
    #[error("the circuit has no parameter `{name}`")]
    UnknownParameter {
        /// The name given.
        name: String,
    },
    /// The operation has no meaning for this input, and why.
    #[error("{0}")]
    Unsupported(String),
    /// An argument outside its range, and which range.
    #[error("{0}")]
    Invalid(String),
    /// The caller's stop flag was raised.
    #[error("stopped on request")]
    Cancelled,
    /// An OpenQASM text that cannot be read.
    #[error("OpenQASM, line {line}, column {column}: {message}")]
    Qasm {
        /// Line, from 1.
        line: usize,
        /// Column, from 1, in characters.
        column: usize,
        /// What is wrong there.
        message: String,
    },
}

/// The result of everything that can be refused.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// `Err` unless `value` is finite.
pub(crate) fn finite(what: &'static str, value: f64) -> Result<f64> {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(Error::NotFinite { what })
    }
}

/// `Err` unless `value` lies in 0..=1.
pub(crate) fn probability(what: &'static str, value: f64) -> Result<f64> {
    finite(what, value)?;
    if (0.0..=1.0).contains(&value) {
        Ok(value)
    } else {
        Err(Error::Probability { what, value })
    }
}
