//! Circuits made from circuits: compose, inverse, controlled, power, bind.

use super::{Applied, Circuit, Op};
use crate::error::{Error, Result};
use std::collections::BTreeMap;

impl Circuit {
    /// Appends `other`, whose qubit i becomes `qubits[i]` and bit j becomes `bits[j]`.
    ///
    /// # Errors
    /// [`Error::Shape`] when the lists do not cover `other`; [`Error::QubitOutOfRange`],
    /// [`Error::BitOutOfRange`], [`Error::RepeatedQubit`].
    pub fn compose_on(
        &mut self,
        other: &Self,
        qubits: &[usize],
        bits: &[usize],
    ) -> Result<&mut Self> {
        if qubits.len() != other.qubits() {
            return Err(Error::Shape {
                what: "the qubit list",
                expected: other.qubits(),
                found: qubits.len(),
            });
        }
        if bits.len() != other.bits() {
            return Err(Error::Shape {
                what: "the bit list",
                expected: other.bits(),
                found: bits.len(),
            });
        }
        let mut seen = 0u64;
        for &qubit in qubits {
            self.check_qubit(qubit)?;
            if seen >> qubit & 1 == 1 {
                return Err(Error::RepeatedQubit { qubit });
            }
            seen |= 1 << qubit;
        }
        for &bit in bits {
            self.check_bit(bit)?;
        }
        for op in other.ops() {
            let moved = relabel(op, qubits, bits)?;
            self.push_op(moved);
        }
        Ok(self)
    }

    /// Appends `other`, a circuit on the same or fewer qubits and bits, numbered alike.
    ///
    /// # Errors
    /// [`Error::QubitOutOfRange`], [`Error::BitOutOfRange`] when `other` is larger.
    pub fn compose(&mut self, other: &Self) -> Result<&mut Self> {
        let qubits: Vec<usize> = (0..other.qubits()).collect();
        let bits: Vec<usize> = (0..other.bits()).collect();
        self.compose_on(other, &qubits, &bits)
    }

    /// The circuit that undoes this one.
    ///
    /// # Errors
    /// [`Error::Unsupported`] if it measures, resets or branches.
    pub fn inverse(&self) -> Result<Self> {
        let mut out = Self::with_bits(self.qubits(), self.bits())?;
        for op in self.ops().iter().rev() {
            out.push_op(match op {
                Op::Gate(g) => Op::Gate(Applied {
                    gate: g.gate.inverse(),
                    ..g.clone()
                }),
                Op::Barrier(mask) => Op::Barrier(*mask),
                _ => return Err(not_unitary("inverse")),
            });
        }
        Ok(out)
    }

    /// The circuit repeated `times` times; negative repeats the inverse.
    ///
    /// # Errors
    /// [`Error::Unsupported`] for a negative power of a circuit that is not unitary.
    pub fn power(&self, times: i64) -> Result<Self> {
        let base = if times < 0 {
            self.inverse()?
        } else {
            self.clone()
        };
        let mut out = Self::with_bits(self.qubits(), self.bits())?;
        for _ in 0..times.unsigned_abs() {
            for op in base.ops() {
                out.push_op(op.clone());
            }
        }
        Ok(out)
    }

    /// The circuit on `qubits` qubits (at least its own number) with every gate controlled by all
    /// of `controls`, which must not be among the qubits it uses.
    ///
    /// # Errors
    /// [`Error::Unsupported`] if it measures, resets or branches; [`Error::RepeatedQubit`],
    /// [`Error::QubitOutOfRange`].
    pub fn controlled(&self, qubits: usize, controls: &[usize]) -> Result<Self> {
        let mut out = Self::with_bits(qubits.max(self.qubits()), self.bits())?;
        let mut mask = 0u64;
        for &c in controls {
            mask |= 1 << out.check_qubit(c)?;
        }
        self.control_into(&mut out, mask, 0)?;
        Ok(out)
    }

    /// Appends this circuit to `out` with the controls of `mask`, those of `open` on |0⟩.
    pub(crate) fn control_into(&self, out: &mut Self, mask: u64, open: u64) -> Result<()> {
        for op in self.ops() {
            match op {
                Op::Gate(g) => {
                    let clash = g.mask() & mask;
                    if clash != 0 {
                        return Err(Error::RepeatedQubit {
                            qubit: clash.trailing_zeros() as usize,
                        });
                    }
                    let (controls, open) = (g.controls | mask, g.open | open);
                    out.push_op(Op::Gate(Applied {
                        controls,
                        open,
                        ..g.clone()
                    }));
                }
                Op::Barrier(m) => out.push_op(Op::Barrier(m | mask)),
                _ => return Err(not_unitary("controlled form")),
            }
        }
        Ok(())
    }

    /// With the named parameters given values (radians, or whatever unit the circuit scales by).
    ///
    /// # Errors
    /// [`Error::UnknownParameter`], [`Error::NotFinite`].
    pub fn bind(&self, values: &[(&str, f64)]) -> Result<Self> {
        let known = self.parameters();
        for (name, value) in values {
            crate::error::finite("a parameter's value", *value)?;
            if !known.iter().any(|k| k == name) {
                return Err(Error::UnknownParameter {
                    name: (*name).to_owned(),
                });
            }
        }
        let map: BTreeMap<&str, f64> = values.iter().copied().collect();
        let mut out = Self::with_bits(self.qubits(), self.bits())?;
        for op in self.ops() {
            out.push_op(bind_op(op, &map));
        }
        Ok(out)
    }
}

fn not_unitary(what: &str) -> Error {
    Error::Unsupported(format!(
        "a circuit that measures, resets or branches has no {what}"
    ))
}

fn bind_op(op: &Op, map: &BTreeMap<&str, f64>) -> Op {
    match op {
        Op::Gate(g) => Op::Gate(Applied {
            gate: g.gate.map_angles(|a| a.bind(map)),
            ..g.clone()
        }),
        Op::If { condition, then } => Op::If {
            condition: *condition,
            then: then.iter().map(|o| bind_op(o, map)).collect(),
        },
        other => other.clone(),
    }
}

fn relabel(op: &Op, qubits: &[usize], bits: &[usize]) -> Result<Op> {
    let mask = |m: u64| {
        (0..qubits.len())
            .filter(|q| m >> q & 1 == 1)
            .fold(0u64, |a, q| a | 1 << qubits[q])
    };
    Ok(match op {
        Op::Gate(g) => Op::Gate(Applied {
            gate: g.gate.clone(),
            targets: g
                .targets
                .iter()
                .map(|&t| qubits[t as usize] as u8)
                .collect(),
            controls: mask(g.controls),
            open: mask(g.open),
        }),
        Op::Barrier(m) => Op::Barrier(mask(*m)),
        Op::Reset(q) => Op::Reset(qubits[*q]),
        Op::Measure { qubit, bit } => Op::Measure {
            qubit: qubits[*qubit],
            bit: bits[*bit],
        },
        Op::If { condition, then } => {
            let moved = &bits[condition.first..condition.first + condition.width];
            if moved.windows(2).any(|w| w[1] != w[0] + 1) {
                return Err(Error::Unsupported(
                    "a condition's bits must stay next to each other".into(),
                ));
            }
            let then: Result<Vec<Op>> = then.iter().map(|o| relabel(o, qubits, bits)).collect();
            Op::If {
                condition: super::Condition {
                    first: moved[0],
                    ..*condition
                },
                then: then?.into(),
            }
        }
    })
}
