//! Monte Carlo of paths: absorbing Markov chains and discrete-event processes.
//!
//! Paths are cut into numbered streams of random numbers, so a seed gives the same answer on any
//! number of threads.

mod chain;
mod events;
mod likely;
mod walk;

pub use chain::Chain;
pub use events::{Dwell, Histories, Process};
pub use likely::Path;
pub use walk::Tally;

use crate::control::Control;
use crate::error::Result;
use rayon::prelude::*;
use std::sync::atomic::{AtomicU64, Ordering};

/// Paths per stream: large enough to hide its start, small enough to stop quickly.
const STREAM: u64 = 1 << 16;

/// Runs `one(stream, paths)` over numbered streams of all `paths` and adds the results in order.
fn streams<R: Send>(
    paths: u64,
    control: Control<'_>,
    one: impl Fn(u64, u64) -> R + Sync,
    add: impl Fn(R, R) -> R + Sync + Send,
) -> Result<Option<R>> {
    let done = AtomicU64::new(0);
    let count = paths.div_ceil(STREAM);
    let run = |k: u64| -> Result<R> {
        control.check()?;
        let mine = STREAM.min(paths - k * STREAM);
        let r = one(k, mine);
        let now = done.fetch_add(mine, Ordering::Relaxed) + mine;
        control.tell(now, paths);
        Ok(r)
    };
    // Groups of a fixed size keep the order of additions, and so the last bit of sums of floats,
    // fixed.
    const GROUP: u64 = 16;
    let groups: Result<Vec<Option<R>>> = (0..count.div_ceil(GROUP))
        .into_par_iter()
        .map(|g| {
            let mut sum = None;
            for k in g * GROUP..count.min((g + 1) * GROUP) {
                let r = run(k)?;
                sum = Some(match sum {
                    Some(s) => add(s, r),
                    None => r,
                });
            }
            Ok(sum)
        })
        .collect();
    Ok(groups?.into_iter().flatten().reduce(add))
}
