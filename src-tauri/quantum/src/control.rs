//! Watching and stopping long computations.

use crate::error::{Error, Result};
use std::sync::atomic::{AtomicBool, Ordering};

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

impl Control<'_> {
    /// `Err` once the caller wants to stop.
    pub(crate) fn check(&self) -> Result<()> {
        match self.stop {
            Some(stop) if stop.load(Ordering::Relaxed) => Err(Error::Cancelled),
            _ => Ok(()),
        }
    }

    /// Reports how far the work is.
    pub(crate) fn tell(&self, done: u64, total: u64) {
        if let Some(tell) = self.progress {
            tell(done, total);
        }
    }
}
