//! The same by Monte Carlo: the library's walkers, in pieces so that progress can be told.

use mycrm_kernel::error::Result;
use mycrm_quantum::Control;
use mycrm_quantum::random::Stream;

use super::learn::Learned;
use crate::simulations::context::refused;

/// Ways between two reports of progress.
const PIECE: u64 = 1 << 24;

/// How often each state was entered at each step, shape (steps + 1, states) row by row, of `samples` ways.
///
/// # Errors
/// [`mycrm_kernel::error::Error::Cancelled`]; those of `tell`, which hears how many ways are done.
pub(super) fn walk(
    learned: &Learned,
    steps: usize,
    samples: u64,
    seed: u64,
    mut piece: impl FnMut(u64, &dyn Fn(Control<'_>) -> Result<Vec<u64>>) -> Result<Vec<u64>>,
) -> Result<Vec<u64>> {
    let mut sum = vec![0; (steps + 1) * learned.chain.states()];
    let mut done = 0;
    while done < samples {
        let count = PIECE.min(samples - done);
        // Each piece walks by streams of a seed of its own, drawn from the run's.
        let own = Stream::new(seed, done / PIECE).bits();
        let entered = piece(done, &|control| {
            let tally = learned
                .chain
                .walk(&learned.start, steps, count, own, control)
                .map_err(refused)?;
            Ok(tally.entered.into_iter().collect())
        })?;
        sum.iter_mut().zip(entered).for_each(|(to, n)| *to += n);
        done += count;
    }
    Ok(sum)
}

/// How many ways had entered `state` by the last step.
pub(super) fn entered(counts: &[u64], states: usize, state: usize) -> u64 {
    counts.iter().skip(state).step_by(states).sum()
}
