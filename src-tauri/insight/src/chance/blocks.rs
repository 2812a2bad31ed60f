//! Work cut into numbered blocks, each with a stream of random numbers of its own, so that the number of threads changes
//! nothing.

use std::ops::Range;
use std::sync::atomic::Ordering;

use mycrm_kernel::error::{Error, Result};
use mycrm_quantum::Control;
use rayon::prelude::*;

/// Runs `one(block, range)` for all blocks of `size` out of `count` and answers what each gave, in their order.
///
/// # Errors
/// [`Error::Cancelled`]; the first of the blocks' own.
pub(crate) fn blocks<T: Send>(
    count: u64,
    size: u64,
    control: Control<'_>,
    one: impl Fn(u64, Range<u64>) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    (0..count.div_ceil(size))
        .into_par_iter()
        .map(|block| {
            if control
                .stop
                .is_some_and(|stop| stop.load(Ordering::Relaxed))
            {
                return Err(Error::Cancelled);
            }
            one(block, block * size..count.min((block + 1) * size))
        })
        .collect()
}

/// Holds for tests that a seed gives one answer on one thread and on two, that another seed gives another, and that a
/// raised flag stops the work.
#[cfg(test)]
pub(crate) fn assert_repeats<T: PartialEq + std::fmt::Debug + Send>(
    go: impl Fn(u64, Control<'_>) -> Result<T> + Sync,
) {
    let on = |threads: usize, seed: u64| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| go(seed, Control::default()).unwrap())
    };
    assert_eq!(on(1, 7), on(2, 7));
    assert_ne!(on(2, 7), on(2, 8));
    let stop = std::sync::atomic::AtomicBool::new(true);
    let control = Control {
        stop: Some(&stop),
        progress: None,
    };
    assert_eq!(go(7, control).unwrap_err().code(), "cancelled");
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicBool;

    #[test]
    fn blocks_cover_everything_once_and_in_order() {
        for count in [0, 1, 9, 10, 11] {
            let parts = blocks(count, 5, Control::default(), |_, range| {
                Ok(range.collect::<Vec<_>>())
            })
            .unwrap();
            assert_eq!(parts.concat(), (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_raised_flag_stops_them() {
        let stop = AtomicBool::new(true);
        let control = Control {
            stop: Some(&stop),
            progress: None,
        };
        let stopped = blocks(10, 5, control, |_, _| Ok(())).unwrap_err();
        assert_eq!(stopped.code(), "cancelled");
    }
}
