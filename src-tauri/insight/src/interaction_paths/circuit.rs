//! The chain as a circuit: a register of qubits for each step, so that every way of so many steps is a basis state and
//! its amplitude is the root of its probability.
//!
//! Way s₀ s₁ … s_T has the amplitude √(p(s₀) p(s₁|s₀) … p(s_T|s_{T-1})); a way that ends earlier stays in its end. Then
//! the flag is turned for ways that have ended won, and a Z on it gives these the phase π: the mark by which amplitude
//! amplification finds them. It is a classical distribution written into a state: nothing about customers is quantum.

use mycrm_kernel::error::Result;
use mycrm_quantum::load::{distribution, multiplexed_ry};
use mycrm_quantum::{Circuit, State};

use super::learn::Learned;
use crate::simulations::context::{MEMORY, refused};

/// The circuit of a chain.
#[derive(Debug)]
pub(super) struct Encoded {
    /// Prepares all ways and turns the flag where they have ended won.
    pub(super) prepare: Circuit,
    /// Steps it holds.
    pub(super) steps: usize,
    /// Qubits of a step.
    bits: usize,
    /// The flag.
    pub(super) flag: usize,
    won: usize,
}

/// A complex amplitude: real and imaginary part.
pub(super) type Complex = (f64, f64);

impl Encoded {
    /// The circuit with as many steps as fit into `qubits`, at most `steps`; none when not even one does.
    pub(super) fn new(
        learned: &Learned,
        won: usize,
        qubits: usize,
        steps: usize,
    ) -> Result<Option<Self>> {
        let states = learned.chain.states();
        let bits = states.next_power_of_two().trailing_zeros().max(1) as usize;
        // One register for the start, one for each step, and the flag.
        let steps = (qubits.saturating_sub(1) / bits)
            .saturating_sub(1)
            .min(steps);
        if steps == 0 {
            return Ok(None);
        }
        let flag = bits * (steps + 1);
        let mut prepare = Circuit::new(flag + 1).map_err(refused)?;
        let mut start = learned.start.clone();
        start.resize(1 << bits, 0.0);
        let load = distribution(&start).map_err(refused)?;
        let first: Vec<usize> = (0..bits).collect();
        prepare.compose_on(&load, &first, &[]).map_err(refused)?;
        for step in 0..steps {
            move_on(&mut prepare, learned, step * bits, bits)?;
        }
        let last: Vec<usize> = (steps * bits..flag).collect();
        let unset: Vec<usize> = (0..bits)
            .filter(|b| won >> b & 1 == 0)
            .map(|b| last[b])
            .collect();
        for qubit in &unset {
            prepare.x(*qubit).map_err(refused)?;
        }
        prepare.mcx(&last, flag).map_err(refused)?;
        for qubit in &unset {
            prepare.x(*qubit).map_err(refused)?;
        }
        Ok(Some(Self {
            prepare,
            steps,
            bits,
            flag,
            won,
        }))
    }

    /// The state vector with the winning ways marked.
    pub(super) fn run(&self, control: mycrm_quantum::Control<'_>) -> Result<State> {
        let mut marked = self.prepare.clone();
        marked.z(self.flag).map_err(refused)?;
        let mut state = State::zero_within(marked.qubits(), MEMORY).map_err(refused)?;
        state
            .apply_circuit_with(&marked, control)
            .map_err(refused)?;
        Ok(state)
    }

    /// The amplitude of a way that begins at its first state; none for one longer than the circuit.
    pub(super) fn amplitude(&self, state: &State, way: &[usize]) -> Option<Complex> {
        let last = *way.last()?;
        if way.len() > self.steps + 1 {
            return None;
        }
        let held = way.iter().copied().chain(std::iter::repeat(last));
        let index = held
            .take(self.steps + 1)
            .enumerate()
            .fold(0, |index, (step, s)| index | s << (step * self.bits));
        let index = index | usize::from(last == self.won) << self.flag;
        let amplitude = state.amplitudes()[index];
        Some((amplitude.re, amplitude.im))
    }
}

/// Prepares the register above `from` by the transition out of the state that the one at `from` holds.
fn move_on(circuit: &mut Circuit, learned: &Learned, from: usize, bits: usize) -> Result<()> {
    let matrix = learned.chain.matrix();
    let states = learned.chain.states();
    // A number that is no state stays what it is; no way has any weight there.
    let p = |s: usize, to: usize| {
        if s < states && to < states {
            matrix[[s, to]]
        } else {
            f64::from(u8::from(s == to))
        }
    };
    for level in (0..bits).rev() {
        let above = bits - level - 1;
        let angles: Vec<f64> = (0..1 << (bits + above))
            .map(|value: usize| {
                let (s, high) = (value >> above, value & ((1 << above) - 1));
                let base = high << (level + 1);
                let half = 1 << level;
                let sum = |at: usize| (at..at + half).map(|to| p(s, to)).sum::<f64>();
                2.0 * sum(base + half).sqrt().atan2(sum(base).sqrt())
            })
            .collect();
        let next = from + bits;
        let controls: Vec<usize> = (next + level + 1..next + bits)
            .chain(from..from + bits)
            .collect();
        multiplexed_ry(circuit, &angles, &controls, next + level).map_err(refused)?;
    }
    Ok(())
}
