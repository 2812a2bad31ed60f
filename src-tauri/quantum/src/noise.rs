//! Noise as quantum trajectories: after each gate every channel picks one of its Kraus operators at
//! random (Dalibard, Castin and Mølmer 1992), so a noisy run is a pure state and many of them
//! average to the density matrix.

use crate::circuit::{Applied, Circuit, Op};
use crate::engine::direct;
use crate::error::{Result, probability};
use crate::gate::Gate;
use crate::gate::matrix::c;
use crate::random::Stream;
use crate::real::Real;
use crate::state::{Run, StateVector};
use rayon::prelude::*;

/// A one-qubit noise channel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Channel {
    /// ρ → (1 − p) ρ + p 1/2: with probability 3p/4 a random Pauli.
    Depolarising(f64),
    /// |1⟩ decays to |0⟩ with probability γ (energy relaxation).
    AmplitudeDamping(f64),
    /// Coherences shrink by √(1 − λ), populations stay.
    PhaseDamping(f64),
}

impl Channel {
    fn check(self) -> Result<Self> {
        let (Self::Depolarising(p) | Self::AmplitudeDamping(p) | Self::PhaseDamping(p)) = self;
        probability("a noise strength", p)?;
        Ok(self)
    }
}

/// Which noise follows which gates.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Noise {
    single: Vec<Channel>,
    multiple: Vec<Channel>,
    /// Chance to read 1 where 0 was, and 0 where 1 was.
    readout: (f64, f64),
}

impl Noise {
    /// No noise yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a channel after every gate that touches one qubit.
    ///
    /// # Errors
    /// [`crate::Error::Probability`].
    pub fn after_single(mut self, channel: Channel) -> Result<Self> {
        self.single.push(channel.check()?);
        Ok(self)
    }

    /// Adds a channel on each qubit after every gate that touches several.
    ///
    /// # Errors
    /// [`crate::Error::Probability`].
    pub fn after_multiple(mut self, channel: Channel) -> Result<Self> {
        self.multiple.push(channel.check()?);
        Ok(self)
    }

    /// Sets the readout error: P(read 1 | was 0) and P(read 0 | was 1).
    ///
    /// # Errors
    /// [`crate::Error::Probability`].
    pub fn readout(mut self, one_for_zero: f64, zero_for_one: f64) -> Result<Self> {
        self.readout = (
            probability("a readout error", one_for_zero)?,
            probability("a readout error", zero_for_one)?,
        );
        Ok(self)
    }

    /// One trajectory of `circuit` on `state`. The same stream gives the same trajectory on any
    /// number of threads.
    ///
    /// # Errors
    /// [`crate::Error::Shape`] for another number of qubits, [`crate::Error::Unbound`].
    pub fn run<T: Real>(
        &self,
        state: &mut StateVector<T>,
        circuit: &Circuit,
        random: &mut Stream,
    ) -> Result<Run> {
        state.check_size(circuit)?;
        let mut run = Run {
            bits: vec![false; circuit.bits()],
        };
        self.ops(state, circuit.ops(), random, &mut run)?;
        Ok(run)
    }

    /// `trajectories` runs from |0…0⟩, trajectory k on stream k of `seed`; their classical bits.
    ///
    /// # Errors
    /// [`crate::Error::OutOfMemory`] (each thread holds a state), [`crate::Error::Unbound`].
    pub fn trajectories(
        &self,
        circuit: &Circuit,
        trajectories: usize,
        seed: u64,
    ) -> Result<Vec<Run>> {
        let one = |k: usize| {
            let mut state = crate::State::zero(circuit.qubits())?;
            self.run(&mut state, circuit, &mut Stream::new(seed, k as u64))
        };
        (0..trajectories).into_par_iter().map(one).collect()
    }

    fn ops<T: Real>(
        &self,
        state: &mut StateVector<T>,
        ops: &[Op],
        random: &mut Stream,
        run: &mut Run,
    ) -> Result<()> {
        for op in ops {
            match op {
                Op::Gate(g) => {
                    state.apply_one(g)?;
                    self.after(state, g, random)?;
                }
                Op::Measure { qubit, bit } => {
                    let was = state.measure(*qubit, random)?;
                    let wrong = if was { self.readout.1 } else { self.readout.0 };
                    run.bits[*bit] = was ^ (wrong > 0.0 && random.unit() < wrong);
                }
                Op::Reset(qubit) => state.reset(*qubit, random)?,
                Op::If { condition, then } if run.holds(condition) => {
                    self.ops(state, then, random, run)?
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn after<T: Real>(
        &self,
        state: &mut StateVector<T>,
        g: &Applied,
        random: &mut Stream,
    ) -> Result<()> {
        let mask = g.mask();
        let channels = if mask.count_ones() == 1 {
            &self.single
        } else {
            &self.multiple
        };
        for qubit in (0..state.qubits()).filter(|q| mask >> q & 1 == 1) {
            for channel in channels {
                state.apply_channel(*channel, qubit, random)?;
            }
        }
        Ok(())
    }
}

impl<T: Real> StateVector<T> {
    /// Applies one channel to `qubit`, choosing its outcome with `random`.
    ///
    /// # Errors
    /// [`crate::Error::Probability`], [`crate::Error::QubitOutOfRange`].
    pub fn apply_channel(
        &mut self,
        channel: Channel,
        qubit: usize,
        random: &mut Stream,
    ) -> Result<()> {
        self.check_qubit(qubit)?;
        match channel.check()? {
            Channel::Depolarising(p) => {
                let draw = random.unit();
                let gates = [Gate::X, Gate::Y, Gate::Z];
                if let Some(gate) = gates
                    .into_iter()
                    .enumerate()
                    .find(|(k, _)| draw < 0.25 * p * (k + 1) as f64)
                {
                    self.apply(gate.1, &[qubit], &[])?;
                }
            }
            Channel::PhaseDamping(l) => {
                // The same channel as a Z with probability (1 - √(1 - λ)) / 2 (Nielsen and Chuang,
                // section 8.3.6).
                if random.unit() < (1.0 - (1.0 - l).sqrt()) / 2.0 {
                    self.apply(Gate::Z, &[qubit], &[])?;
                }
            }
            Channel::AmplitudeDamping(g) => {
                let one = self.probability_of_one(qubit)?;
                if random.unit() < g * one {
                    self.project(qubit, true, one);
                    self.apply(Gate::X, &[qubit], &[])?;
                } else {
                    let norm = (1.0 - g * one).sqrt();
                    let m = [
                        c(1.0 / norm, 0.0),
                        c(0.0, 0.0),
                        c(0.0, 0.0),
                        c((1.0 - g).sqrt() / norm, 0.0),
                    ];
                    if self.qubits() >= 2 {
                        direct::one(self.slice_mut(), qubit, &m);
                    } else {
                        let (a, b) = (T::of(m[0].re), T::of(m[3].re));
                        let s = self.slice_mut();
                        s[0] *= a;
                        s[1] *= b;
                    }
                }
            }
        }
        Ok(())
    }
}
