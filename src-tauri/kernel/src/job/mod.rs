//! Long work: a durable queue in lanes, progress, cancel, retry with backoff, resumption after a restart.

mod lane;
pub mod operations;
mod queue;
mod runner;
mod work;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

pub use lane::Lane;
pub(crate) use queue::{enqueue, hand_over, requeue_interrupted};
pub(crate) use runner::{JobControl, start};
pub use work::Work;

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobStatus {
    /// It waits for its turn (or for its next try).
    Queued,
    /// It is being worked on.
    Running,
    /// It is finished.
    Done,
    /// It gave up.
    Failed,
    /// Its user stopped it.
    Cancelled,
}

impl JobStatus {
    fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    fn parse(name: &str) -> Self {
        [Self::Queued, Self::Running, Self::Done, Self::Cancelled]
            .into_iter()
            .find(|state| state.name() == name)
            .unwrap_or(Self::Failed)
    }
}

/// A job as it is shown.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct JobState {
    /// The job.
    pub id: Uuid,
    /// The operation it runs.
    pub operation: String,
    /// Where it waits for its turn: behind the jobs of the same lane.
    pub lane: Lane,
    /// Where it stands.
    pub state: JobStatus,
    /// How much is done, in units of the job's own.
    pub done: i64,
    /// How much there is; 0 while unknown.
    pub total: i64,
    /// What it is doing right now.
    pub message: Option<String>,
    /// What it answered.
    pub result: Option<Json>,
    /// Why it failed: problem details.
    pub error: Option<Json>,
    /// How often it was tried since it last got on.
    pub attempts: i64,
    /// When it was asked for.
    pub created_at: String,
    /// When it was begun.
    pub started_at: Option<String>,
    /// When it ended.
    pub finished_at: Option<String>,
    /// The step that undo takes back, once it wrote something.
    pub step: Option<Uuid>,
}
