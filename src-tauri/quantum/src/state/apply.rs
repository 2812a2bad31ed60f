//! Applying gates and unitary circuits to a state.

use super::StateVector;
use crate::circuit::{Applied, Circuit, Op};
use crate::engine::lower::Lowering;
use crate::engine::{direct, run};
use crate::error::{Error, Result};
use crate::gate::matrix::c;
use crate::gate::{Form, Gate};
use crate::real::Real;
use std::sync::atomic::{AtomicBool, Ordering};

/// Gates lowered and scheduled together; longer circuits go piece by piece, which bounds the memory of
/// the plan and lets a raised stop flag be seen.
pub(crate) const PIECE: usize = 1 << 14;

impl<T: Real> StateVector<T> {
    /// Applies one gate at once, without waiting for others to fuse with.
    ///
    /// # Errors
    /// As [`Circuit::push`], and [`Error::Unbound`].
    pub fn apply(&mut self, gate: Gate, targets: &[usize], controls: &[usize]) -> Result<()> {
        let mut circuit = Circuit::new(self.qubits())?;
        circuit.push(gate, targets, controls)?;
        if let Some(Op::Gate(g)) = circuit.ops().first() {
            self.apply_one(g)?;
        }
        Ok(())
    }

    /// Applies every gate of a unitary circuit on as many qubits.
    ///
    /// # Errors
    /// [`Error::Shape`] for another number of qubits; [`Error::Unsupported`] if it measures, resets or
    /// branches (see [`State::run`]); [`Error::Unbound`].
    pub fn apply_circuit(&mut self, circuit: &Circuit) -> Result<()> {
        self.apply_circuit_until(circuit, None)
    }

    /// As [`State::apply_circuit`], giving up soon after `stop` becomes true. The state is then partly evolved.
    ///
    /// # Errors
    /// [`Error::Cancelled`], and those of [`State::apply_circuit`].
    pub fn apply_circuit_until(
        &mut self,
        circuit: &Circuit,
        stop: Option<&AtomicBool>,
    ) -> Result<()> {
        self.check_size(circuit)?;
        if !circuit.is_unitary() {
            return Err(Error::Unsupported(
                "the circuit measures, resets or branches: run it with a seed".into(),
            ));
        }
        self.apply_ops(circuit.ops(), stop)
    }

    pub(crate) fn check_size(&self, circuit: &Circuit) -> Result<()> {
        if circuit.qubits() == self.qubits() {
            Ok(())
        } else {
            Err(Error::Shape {
                what: "the circuit's qubits",
                expected: self.qubits(),
                found: circuit.qubits(),
            })
        }
    }

    /// Applies gates and barriers; anything else is left out by the callers.
    pub(crate) fn apply_ops(&mut self, ops: &[Op], stop: Option<&AtomicBool>) -> Result<()> {
        for piece in ops.chunks(PIECE) {
            if stop.is_some_and(|s| s.load(Ordering::Relaxed)) {
                return Err(Error::Cancelled);
            }
            let mut lowering = Lowering::new(self.qubits());
            for op in piece {
                match op {
                    Op::Gate(g) => lowering.add(g)?,
                    Op::Barrier(mask) => lowering.barrier(*mask),
                    _ => {}
                }
            }
            run::run(
                self.qubits(),
                self.block,
                self.slice_mut(),
                lowering.finish(),
                stop,
            )?;
        }
        Ok(())
    }

    pub(crate) fn apply_one(&mut self, gate: &Applied) -> Result<()> {
        if gate.controls == 0 && self.qubits() >= 3 {
            let zero = c(0.0, 0.0);
            let one = c(1.0, 0.0);
            let matrix = match gate.gate.form()? {
                Form::One(m) => Some(m),
                Form::Diagonal1(d) => Some([d[0], zero, zero, d[1]]),
                Form::Flip => Some([zero, one, one, zero]),
                _ => None,
            };
            if let Some(m) = matrix {
                direct::one(self.slice_mut(), gate.targets[0] as usize, &m);
                return Ok(());
            }
        }
        let mut lowering = Lowering::new(self.qubits());
        lowering.add(gate)?;
        run::run(
            self.qubits(),
            self.block,
            self.slice_mut(),
            lowering.finish(),
            None,
        )
    }
}
