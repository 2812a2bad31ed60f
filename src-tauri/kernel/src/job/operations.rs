//! Jobs as operations.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{JobState, JobStatus, queue};
use crate::caller::Permission;
use crate::error::{Error, Result};
use crate::operation::{Command, Operation, Query};
use crate::read::Read;
use crate::tx::Tx;

/// Lists the newest jobs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListJobs {
    /// How many; 50 when left out, at most 500.
    pub limit: Option<u32>,
}

/// Jobs, newest first.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JobList {
    /// The jobs.
    pub items: Vec<JobState>,
}

impl Operation for ListJobs {
    const NAME: &'static str = "jobs.list";
    const ROUTE: &'static str = "GET /jobs";
    const NEEDS: Permission = Permission::Read;
    type Output = JobList;
}

impl Query for ListJobs {
    fn run(self, read: &Read<'_>) -> Result<JobList> {
        let limit = self.limit.unwrap_or(50).clamp(1, 500);
        let hidden = hidden(read);
        Ok(JobList {
            items: queue::newest(read.app(), read.connection(), limit, &hidden)?,
        })
    }
}

/// Shows one job.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetJob {
    /// The job.
    pub id: Uuid,
}

impl Operation for GetJob {
    const NAME: &'static str = "jobs.get";
    const ROUTE: &'static str = "GET /jobs/{id}";
    const NEEDS: Permission = Permission::Read;
    type Output = JobState;
}

impl Query for GetJob {
    fn run(self, read: &Read<'_>) -> Result<JobState> {
        found(read, self.id)
    }
}

/// The private operations whose jobs this caller may not see.
fn hidden<'a>(read: &Read<'a>) -> Vec<&'a str> {
    if read.caller().may(Permission::Private) {
        return Vec::new();
    }
    let all = read.app().registry().iter();
    all.filter(|definition| definition.private)
        .map(|definition| definition.name.as_str())
        .collect()
}

/// A job by id. One of a private operation is not there for whoever may not call it.
fn found(read: &Read<'_>, id: Uuid) -> Result<JobState> {
    let job = queue::find(read.app(), read.connection(), id)?;
    if hidden(read).contains(&job.operation.as_str()) {
        return Err(Error::not_found("job", id));
    }
    Ok(job)
}

/// Stops a job. What it wrote before stays, as one step that can be undone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelJob {
    /// The job.
    pub id: Uuid,
}

impl Operation for CancelJob {
    const NAME: &'static str = "jobs.cancel";
    const ROUTE: &'static str = "POST /jobs/{id}/cancel";
    const NEEDS: Permission = Permission::Write;
    type Output = JobState;
}

impl Command for CancelJob {
    const UNDOABLE: bool = false;
    fn run(self, tx: &mut Tx<'_>) -> Result<JobState> {
        let job = found(tx, self.id)?;
        match job.state {
            JobStatus::Queued => {
                tx.connection().execute(
                    "UPDATE jobs SET state = 'cancelled', finished_at = ?2 WHERE id = ?1",
                    params![self.id.as_bytes(), tx.now()],
                )?;
            }
            JobStatus::Running => {
                tx.app().jobs().stop(self.id);
            }
            _ => return Err(Error::refused("job_ended", "This job has ended already.")),
        }
        queue::find(tx.app(), tx.connection(), self.id)
    }
}

/// Puts a failed or cancelled job back into the queue; it goes on where it stopped.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RetryJob {
    /// The job.
    pub id: Uuid,
}

impl Operation for RetryJob {
    const NAME: &'static str = "jobs.retry";
    const ROUTE: &'static str = "POST /jobs/{id}/retry";
    const NEEDS: Permission = Permission::Write;
    type Output = JobState;
}

impl Command for RetryJob {
    const UNDOABLE: bool = false;
    fn run(self, tx: &mut Tx<'_>) -> Result<JobState> {
        let job = found(tx, self.id)?;
        if !matches!(job.state, JobStatus::Failed | JobStatus::Cancelled) {
            return Err(Error::refused(
                "job_not_stopped",
                "Only a job that failed or was cancelled can be tried again.",
            ));
        }
        tx.connection().execute(
            "UPDATE jobs SET state = 'queued', attempts = 0, error = NULL, finished_at = NULL, run_at = ?2 WHERE id = ?1",
            params![self.id.as_bytes(), tx.now()],
        )?;
        tx.app().jobs().wake();
        queue::find(tx.app(), tx.connection(), self.id)
    }
}
