//! What a running simulation works with.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::job::Work;
use mycrm_kernel::read::Read;
use mycrm_quantum::estimate::Simulated;
use mycrm_quantum::random::Stream;
use mycrm_quantum::{Circuit, Control};

/// Most memory that the state of a simulated circuit may take, in bytes.
pub(crate) const MEMORY: u128 = 1 << 30;

/// A running simulation: its seed, its moment, what it reads, its progress.
pub struct Context<'a, 'w> {
    work: &'a mut Work<'w>,
    seed: u64,
    now: i64,
}

impl<'a, 'w> Context<'a, 'w> {
    /// For a run of `work` with a seed, at the present moment.
    pub fn new(work: &'a mut Work<'w>, seed: u64) -> Self {
        let now = work.app().now();
        Self { work, seed, now }
    }

    /// The seed. Everything random comes from it.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Stream number `stream` of the seed's random numbers.
    pub fn stream(&self, stream: u64) -> Stream {
        Stream::new(self.seed, stream)
    }

    /// The moment the run is seen from, in milliseconds since the epoch: the same all through it.
    pub fn now(&self) -> i64 {
        self.now
    }

    /// Reads in one consistent view.
    pub fn read<T>(&self, read: impl FnOnce(&Read<'_>) -> Result<T>) -> Result<T> {
        self.work.read(read)
    }

    /// An error if the user cancelled.
    pub fn check_cancelled(&self) -> Result<()> {
        self.work.check_cancelled()
    }

    /// How computations of the quantum library are stopped.
    pub fn control(&self) -> Control<'_> {
        Control {
            stop: Some(self.work.stop()),
            progress: None,
        }
    }

    /// Raised once the user cancels.
    pub fn stop(&self) -> Arc<AtomicBool> {
        self.work.stop().clone()
    }

    /// A circuit simulated for amplitude estimation: `flag` is 1 where it is good. It stops when the user cancels, and
    /// is refused where its state would take more than a gibibyte.
    pub(crate) fn oracle(&self, circuit: &Circuit, flag: usize) -> Result<Simulated> {
        let oracle = Simulated::within(circuit.clone(), flag, MEMORY).map_err(refused)?;
        Ok(oracle.stopped_by(self.stop()))
    }

    /// Reports progress. `message` is a code that the screen knows: `job.<message>`.
    pub fn progress(&mut self, done: u64, total: u64, message: &str) -> Result<()> {
        self.work.progress(done, total, message)
    }
}

/// A refusal of the quantum library as one of ours: what is left to be refused once parameters were checked is
/// cancelling, memory, and defects.
pub(crate) fn refused(error: mycrm_quantum::Error) -> Error {
    use mycrm_quantum::Error as Quantum;
    match error {
        Quantum::Cancelled => Error::Cancelled,
        Quantum::OutOfMemory { .. } | Quantum::TooManyQubits { .. } => {
            Error::TooLarge(format!("This needs more memory than there is: {error}."))
        }
        other => Error::Internal(other.to_string()),
    }
}
