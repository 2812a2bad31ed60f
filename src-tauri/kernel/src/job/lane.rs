//! Lanes: what waits for what.

use rayon::ThreadPool;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a job waits for its turn. The jobs of a lane run one after another, the lanes beside each other, each on a
/// thread of its own. What must never run at the same time as another job belongs into the same lane with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// Answers that somebody looks at the screen for: seconds, not minutes.
    Foreground,
    /// Everything else.
    Background,
}

impl Lane {
    pub(super) const ALL: [Self; 2] = [Self::Foreground, Self::Background];

    /// Name of its thread.
    pub(super) fn thread(self) -> &'static str {
        match self {
            Self::Foreground => "answers",
            Self::Background => "jobs",
        }
    }

    /// The threads it computes on. A shared pool finishes what it has begun before it takes on more, so that an answer
    /// would wait for a long simulation after all: the foreground has one of its own.
    pub(super) fn pool(self) -> Option<ThreadPool> {
        let name = |at| format!("answers-{at}");
        let make = || rayon::ThreadPoolBuilder::new().thread_name(name).build();
        let pool = (self == Self::Foreground).then(make)?;
        pool.inspect_err(|error| tracing::warn!(%error, "no threads for answers"))
            .ok()
    }
}
