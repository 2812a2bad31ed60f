//! Applying gates and unitary circuits to a state.

use super::StateVector;
use crate::circuit::{Applied, Circuit, Op};
use crate::control::Control;
use crate::engine::direct;
use crate::engine::lower::Lowering;
use crate::engine::run::{Watch, run};
use crate::error::{Error, Result};
use crate::gate::matrix::c;
use crate::gate::{Form, Gate};
use crate::real::Real;

/// Gates lowered and scheduled together; longer circuits go piece by piece, which bounds the memory
/// of the plan and lets a raised stop flag be seen.
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
    /// [`Error::Shape`] for another number of qubits; [`Error::Unsupported`] if it measures, resets
    /// or branches (see [`StateVector::run`]); [`Error::Unbound`].
    pub fn apply_circuit(&mut self, circuit: &Circuit) -> Result<()> {
        self.apply_circuit_with(circuit, Control::default())
    }

    /// As [`StateVector::apply_circuit`], reporting gates done and stopping soon after it is told
    /// to. A stopped state is partly evolved.
    ///
    /// # Errors
    /// [`Error::Cancelled`], and those of [`StateVector::apply_circuit`].
    pub fn apply_circuit_with(&mut self, circuit: &Circuit, control: Control<'_>) -> Result<()> {
        self.check_size(circuit)?;
        if !circuit.is_unitary() {
            return Err(Error::Unsupported(
                "the circuit measures, resets or branches: run it with a seed".into(),
            ));
        }
        self.apply_ops(circuit.ops(), control)
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
    pub(crate) fn apply_ops(&mut self, ops: &[Op], control: Control<'_>) -> Result<()> {
        for (n, piece) in ops.chunks(PIECE).enumerate() {
            control.check()?;
            let mut lowering = Lowering::new(self.qubits());
            for op in piece {
                match op {
                    Op::Gate(g) => lowering.add(g)?,
                    Op::Barrier(mask) => lowering.barrier(*mask),
                    _ => {}
                }
            }
            let from = (n * PIECE) as u64;
            let to = from + piece.len() as u64;
            let watch = Watch {
                control,
                from,
                to,
                total: ops.len() as u64,
            };
            let (qubits, block) = (self.qubits(), self.block);
            run(qubits, block, self.slice_mut(), lowering.finish(), &watch)?;
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
        let watch = Watch {
            control: Control::default(),
            from: 0,
            to: 1,
            total: 1,
        };
        let (qubits, block) = (self.qubits(), self.block);
        run(qubits, block, self.slice_mut(), lowering.finish(), &watch)
    }
}
