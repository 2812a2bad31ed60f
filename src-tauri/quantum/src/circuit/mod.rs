//! Circuits as data: a list of operations on numbered qubits and classical bits.

mod build;
mod transform;

use crate::error::{Error, Result};
use crate::gate::Gate;

/// The most qubits a circuit or state can have (2^36 amplitudes are a tebibyte).
pub const MAX_QUBITS: usize = 36;

/// A gate on its qubits.
#[derive(Debug, Clone, PartialEq)]
pub struct Applied {
    /// What is done.
    pub gate: Gate,
    /// The target qubits, in the gate's order.
    pub targets: Box<[u8]>,
    /// Bit q set: qubit q is a control.
    pub controls: u64,
    /// Subset of `controls` that must be |0⟩ instead of |1⟩ (open controls).
    pub open: u64,
}

/// When a conditional operation happens: bits `first..first + width` (the lowest first) compared
/// with `value`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// First classical bit.
    pub first: usize,
    /// How many bits, at most 64.
    pub width: usize,
    /// The number they are compared with.
    pub value: u64,
    /// True: happens when they are equal. False: when they differ.
    pub equal: bool,
}

/// One step of a circuit.
#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    /// A unitary gate.
    Gate(Applied),
    /// Nothing moves across it on the qubits of the mask (it matters to drawings and to fusion).
    Barrier(u64),
    /// Measures a qubit, forgets the result and leaves |0⟩.
    Reset(usize),
    /// Measures a qubit into a classical bit.
    Measure {
        /// The qubit measured.
        qubit: usize,
        /// The classical bit written.
        bit: usize,
    },
    /// Operations done only when a condition on classical bits holds.
    If {
        /// The condition.
        condition: Condition,
        /// What is done.
        then: Box<[Op]>,
    },
}

/// A quantum circuit: `qubits` qubits, `bits` classical bits, operations in order.
///
/// Building methods check their qubits and return `&mut Self`, so they chain with `?`:
///
/// ```
/// # fn main() -> Result<(), mycrm_quantum::Error> {
/// let mut bell = mycrm_quantum::Circuit::new(2)?;
/// bell.h(0)?.cx(0, 1)?;
/// assert_eq!(bell.depth(), 2);
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Circuit {
    qubits: usize,
    bits: usize,
    ops: Vec<Op>,
}

impl Circuit {
    /// An empty circuit on `qubits` qubits and no classical bits.
    ///
    /// # Errors
    /// [`Error::TooManyQubits`] above [`MAX_QUBITS`].
    pub fn new(qubits: usize) -> Result<Self> {
        Self::with_bits(qubits, 0)
    }

    /// An empty circuit on `qubits` qubits and `bits` classical bits.
    ///
    /// # Errors
    /// [`Error::TooManyQubits`] above [`MAX_QUBITS`].
    pub fn with_bits(qubits: usize, bits: usize) -> Result<Self> {
        if qubits > MAX_QUBITS {
            return Err(Error::TooManyQubits {
                qubits,
                limit: MAX_QUBITS,
            });
        }
        Ok(Self {
            qubits,
            bits,
            ops: Vec::new(),
        })
    }

    /// Number of qubits.
    pub fn qubits(&self) -> usize {
        self.qubits
    }

    /// Number of classical bits.
    pub fn bits(&self) -> usize {
        self.bits
    }

    /// The operations in order.
    pub fn ops(&self) -> &[Op] {
        &self.ops
    }

    /// Number of gates, conditional ones included, barriers, measurements and resets not.
    pub fn gate_count(&self) -> usize {
        fn count(ops: &[Op]) -> usize {
            ops.iter()
                .map(|op| match op {
                    Op::Gate(_) => 1,
                    Op::If { then, .. } => count(then),
                    _ => 0,
                })
                .sum()
        }
        count(&self.ops)
    }

    /// Number of layers when each operation starts as soon as its qubits and bits are free.
    pub fn depth(&self) -> usize {
        let mut free = vec![0usize; self.qubits];
        let mut bit_free = vec![0usize; self.bits];
        let mut depth = 0;
        for op in &self.ops {
            let (mask, bits) = op.touches();
            let on = |m: u64| (0..self.qubits).filter(move |q| m >> q & 1 == 1);
            let start = on(mask)
                .map(|q| free[q])
                .chain(bits.clone().map(|b| bit_free[b]))
                .max()
                .unwrap_or(0);
            // A barrier takes no time, and a global phase is on no wire.
            let empty = mask == 0 || matches!(op, Op::Barrier(_));
            let end = start + usize::from(!empty);
            on(mask).for_each(|q| free[q] = end);
            bits.for_each(|b| bit_free[b] = end);
            depth = depth.max(end);
        }
        depth
    }

    /// Names of the parameters without values, sorted.
    pub fn parameters(&self) -> Vec<String> {
        fn walk(ops: &[Op], out: &mut std::collections::BTreeSet<String>) {
            for op in ops {
                match op {
                    Op::Gate(g) => {
                        for a in g.gate.angles() {
                            out.extend(a.parameters().map(|(n, _)| n.to_owned()));
                        }
                    }
                    Op::If { then, .. } => walk(then, out),
                    _ => {}
                }
            }
        }
        let mut out = Default::default();
        walk(&self.ops, &mut out);
        out.into_iter().collect()
    }

    /// True if it holds only gates and barriers.
    pub fn is_unitary(&self) -> bool {
        self.ops
            .iter()
            .all(|op| matches!(op, Op::Gate(_) | Op::Barrier(_)))
    }

    pub(crate) fn check_qubit(&self, qubit: usize) -> Result<usize> {
        if qubit < self.qubits {
            Ok(qubit)
        } else {
            Err(Error::QubitOutOfRange {
                qubit,
                qubits: self.qubits,
            })
        }
    }

    pub(crate) fn check_bit(&self, bit: usize) -> Result<usize> {
        if bit < self.bits {
            Ok(bit)
        } else {
            Err(Error::BitOutOfRange {
                bit,
                bits: self.bits,
            })
        }
    }

    /// Sets the sizes; the caller knows that every operation fits.
    pub(crate) fn resize(&mut self, qubits: usize, bits: usize) {
        self.qubits = qubits;
        self.bits = bits;
    }

    pub(crate) fn push_op(&mut self, op: Op) {
        self.ops.push(op);
    }
}

impl Applied {
    /// Every qubit it touches, as a mask.
    pub fn mask(&self) -> u64 {
        self.targets.iter().fold(self.controls, |m, &t| m | 1 << t)
    }
}

impl Op {
    /// Qubits (mask) and classical bits (range) it touches.
    pub(crate) fn touches(&self) -> (u64, std::ops::Range<usize>) {
        match self {
            Self::Gate(g) => (g.mask(), 0..0),
            Self::Barrier(mask) => (*mask, 0..0),
            Self::Reset(q) => (1 << q, 0..0),
            Self::Measure { qubit, bit } => (1 << qubit, *bit..bit + 1),
            Self::If { condition, then } => {
                let mask = then.iter().fold(0, |m, op| m | op.touches().0);
                (mask, condition.first..condition.first + condition.width)
            }
        }
    }
}
