//! Monte Carlo of paths: absorbing Markov chains and discrete-event processes.
//!
//! Paths are cut into numbered streams of random numbers, so a seed gives the same answer on any number of threads.

mod chain;
mod events;
mod likely;
mod walk;

pub use chain::Chain;
pub use events::{Dwell, Histories, Process};
pub use likely::Path;
pub use walk::Tally;

use crate::error::{Error, Result};
use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// How a long computation is watched and stopped.
#[derive(Default, Clone, Copy)]
pub struct Control<'a> {
    /// Raised by the caller to stop soon.
    pub stop: Option<&'a AtomicBool>,
    /// Told (done, total) now and then, from any thread.
    pub progress: Option<&'a (dyn Fn(u64, u64) + Sync)>,
}

impl std::fmt::Debug for Control<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Control")
            .field("stop", &self.stop)
            .finish_non_exhaustive()
    }
}

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
        if control.stop.is_some_and(|s| s.load(Ordering::Relaxed)) {
            return Err(Error::Cancelled);
        }
        let mine = STREAM.min(paths - k * STREAM);
        let r = one(k, mine);
        let now = done.fetch_add(mine, Ordering::Relaxed) + mine;
        if let Some(tell) = control.progress {
            tell(now, paths);
        }
        Ok(r)
    };
    // Groups of a fixed size keep the order of additions, and so the last bit of sums of floats, fixed.
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
