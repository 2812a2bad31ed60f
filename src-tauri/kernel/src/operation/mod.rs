//! Everything the product can do is an operation: a plain struct that is its own input, registered in a const slice.
//! The faces walk the registry; there is no second list.

mod answer;
mod entry;
mod input;
mod registry;

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use answer::Answer;
pub(crate) use answer::Reply;
pub use entry::{Entry, OperationKind, action, command, job, query, stream};
pub use input::read_input;
pub use registry::{Definition, Registry};
pub(crate) use registry::{Run, RunRecord};

use crate::app::App;
use crate::caller::{Caller, Origin, Permission};
use crate::error::Result;
use crate::event::Frames;
use crate::job::{Lane, Work};
use crate::read::Read;
use crate::tx::Tx;

/// What every operation says of itself. Its doc comment is its manual.
pub trait Operation: DeserializeOwned + JsonSchema + Send + 'static {
    /// `noun.verb`, the verb in the imperative.
    const NAME: &'static str;
    /// Method and path under `/api/v1`, path parameters in braces: `POST /leads/{id}/convert`.
    const ROUTE: &'static str;
    /// What the caller must be allowed.
    const NEEDS: Permission;
    /// Whether it reads or writes what is private to one person: then the caller needs [`Permission::Private`] as well.
    const PRIVATE: bool = false;
    /// What it answers.
    type Output: Serialize + JsonSchema;
}

/// Reads.
pub trait Query: Operation {
    /// Answers from a consistent view.
    fn run(self, read: &Read<'_>) -> Result<Self::Output>;
}

/// Writes, in one transaction that undo takes back as one.
pub trait Command: Operation {
    /// Whether the user can take it back. Undo itself, and what erases, cannot be.
    const UNDOABLE: bool = true;
    /// Writes; an error leaves nothing behind.
    fn run(self, tx: &mut Tx<'_>) -> Result<Self::Output>;
}

/// Works with what lies outside the database: a file that is staged, a server, a radio. It has no transaction of its own;
/// it reads and writes as it goes, by [`App::read`] and [`App::write`], and what it wrote before it failed stays.
pub trait Action: Operation {
    /// Acts. The caller waits for the answer: whatever may take longer than a few seconds is a [`Job`].
    fn run(self, app: &App, caller: &Caller) -> Result<Self::Output>;
}

/// Long work: queued durably, with progress and cancel; resumed after a restart from its last checkpoint.
/// Calling it answers the id of the job at once; [`Operation::Output`] is the job's result.
pub trait Job: Operation {
    /// Where its writes come from.
    const ORIGIN: Origin = Origin::Job;
    /// Which jobs it waits for.
    const LANE: Lane = Lane::Background;
    /// Works until done. Writes only by [`Work::commit`].
    fn run(self, work: &mut Work<'_>) -> Result<Self::Output>;
}

/// A live feed of typed frames.
pub trait Stream: Operation {
    /// Opens the feed for one listener; it ends when the listener drops it.
    fn open(self, app: &App, caller: &Caller) -> Result<Box<dyn Frames>>;
}
