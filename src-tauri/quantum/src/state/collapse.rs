//! Running circuits that measure, reset and branch.

use super::StateVector;
use crate::circuit::{Circuit, Condition, Op};
use crate::control::Control;
use crate::error::Result;
use crate::measure::sum_blocks;
use crate::random::Stream;
use crate::real::Real;
use num_complex::Complex;
use rayon::prelude::*;

/// What running a circuit left behind besides the state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The classical bits, bit 0 first; all start at false.
    pub bits: Vec<bool>,
}

impl Run {
    /// Bits `first..first + width` as a number, the first least significant (width at most 64).
    pub fn value(&self, first: usize, width: usize) -> u64 {
        (0..width.min(64)).fold(0, |v, i| {
            v | u64::from(self.bits.get(first + i) == Some(&true)) << i
        })
    }

    pub(crate) fn holds(&self, c: &Condition) -> bool {
        (self.value(c.first, c.width) == c.value) == c.equal
    }
}

impl<T: Real> StateVector<T> {
    /// Runs a circuit with measurements, resets and conditions, drawing from `random`. The same
    /// stream gives the same results on any number of threads.
    ///
    /// # Errors
    /// [`crate::Error::Shape`] for another number of qubits, [`crate::Error::Unbound`].
    pub fn run(&mut self, circuit: &Circuit, random: &mut Stream) -> Result<Run> {
        self.run_with(circuit, random, Control::default())
    }

    /// As [`StateVector::run`], stopping soon after it is told to. Progress is told for each
    /// stretch between measurements by itself.
    ///
    /// # Errors
    /// [`crate::Error::Cancelled`], and those of [`StateVector::run`].
    pub fn run_with(
        &mut self,
        circuit: &Circuit,
        random: &mut Stream,
        control: Control<'_>,
    ) -> Result<Run> {
        self.check_size(circuit)?;
        let mut run = Run {
            bits: vec![false; circuit.bits()],
        };
        self.run_ops(circuit.ops(), random, &mut run, control)?;
        Ok(run)
    }

    fn run_ops(
        &mut self,
        ops: &[Op],
        random: &mut Stream,
        run: &mut Run,
        control: Control<'_>,
    ) -> Result<()> {
        let mut rest = ops;
        while !rest.is_empty() {
            let unitary = rest
                .iter()
                .take_while(|op| matches!(op, Op::Gate(_) | Op::Barrier(_)))
                .count();
            if unitary > 0 {
                self.apply_ops(&rest[..unitary], control)?;
            } else {
                match &rest[0] {
                    Op::Measure { qubit, bit } => run.bits[*bit] = self.measure(*qubit, random)?,
                    Op::Reset(qubit) => self.reset(*qubit, random)?,
                    Op::If { condition, then } if run.holds(condition) => {
                        self.run_ops(then, random, run, control)?
                    }
                    _ => {}
                }
            }
            rest = &rest[unitary.max(1)..];
        }
        Ok(())
    }

    /// Measures `qubit` in the computational basis and collapses the state.
    ///
    /// # Errors
    /// [`crate::Error::QubitOutOfRange`].
    pub fn measure(&mut self, qubit: usize, random: &mut Stream) -> Result<bool> {
        let one = self.probability_of_one(qubit)?;
        let outcome = random.unit() < one;
        self.project(qubit, outcome, if outcome { one } else { 1.0 - one });
        Ok(outcome)
    }

    /// Measures `qubit`, forgets the result and leaves it in |0⟩.
    ///
    /// # Errors
    /// [`crate::Error::QubitOutOfRange`].
    pub fn reset(&mut self, qubit: usize, random: &mut Stream) -> Result<()> {
        if self.measure(qubit, random)? {
            self.apply(crate::gate::Gate::X, &[qubit], &[])?;
        }
        Ok(())
    }

    /// Probability that measuring `qubit` gives 1.
    ///
    /// # Errors
    /// [`crate::Error::QubitOutOfRange`].
    pub fn probability_of_one(&self, qubit: usize) -> Result<f64> {
        self.check_qubit(qubit)?;
        let total = sum_blocks(self.slice(), |start, part| {
            let pick = |(k, z): (usize, &Complex<T>)| {
                if (start + k) >> qubit & 1 == 1 {
                    z.norm_sqr().wide()
                } else {
                    0.0
                }
            };
            part.iter().enumerate().map(pick).sum::<f64>()
        });
        Ok(total.clamp(0.0, 1.0))
    }

    /// Keeps the half where `qubit` is `outcome`, which has the given probability.
    pub(crate) fn project(&mut self, qubit: usize, outcome: bool, probability: f64) {
        let scale = T::of(1.0 / probability.max(f64::MIN_POSITIVE).sqrt());
        const GRAIN: usize = 1 << 14;
        self.slice_mut()
            .par_chunks_mut(GRAIN)
            .enumerate()
            .for_each(|(n, part)| {
                for (k, z) in part.iter_mut().enumerate() {
                    let factor = if ((n * GRAIN + k) >> qubit & 1 == 1) == outcome {
                        scale
                    } else {
                        T::zero()
                    };
                    *z *= factor;
                }
            });
    }
}
