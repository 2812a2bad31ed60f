//! What a running job works with.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::params;
use serde_json::Value as Json;
use uuid::Uuid;

use super::queue::tell;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Error, Result};
use crate::read::Read;
use crate::tx::{StepPlan, Tx};

/// Milliseconds between two reports of progress.
const REPORT_EVERY: i64 = 125;

/// A running job: its app, its checkpoint, its progress, and the one way it writes.
pub struct Work<'a> {
    app: &'a App,
    caller: &'a Caller,
    id: Uuid,
    operation: String,
    step: Option<i64>,
    checkpoint: Option<Json>,
    stop: Arc<AtomicBool>,
    reported: i64,
}

impl<'a> Work<'a> {
    pub(super) fn new(
        app: &'a App,
        caller: &'a Caller,
        (id, operation): (Uuid, String),
        (step, checkpoint): (Option<i64>, Option<Json>),
        stop: Arc<AtomicBool>,
    ) -> Self {
        Self {
            app,
            caller,
            id,
            operation,
            step,
            checkpoint,
            stop,
            reported: 0,
        }
    }

    /// The app.
    pub fn app(&self) -> &'a App {
        self.app
    }

    /// On whose behalf it works.
    pub fn caller(&self) -> &'a Caller {
        self.caller
    }

    /// The job's id.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// Where the work was when it was interrupted; none at the first start.
    pub fn checkpoint(&self) -> Option<&Json> {
        self.checkpoint.as_ref()
    }

    /// An error if the user cancelled. To be asked in every loop.
    pub fn check_cancelled(&self) -> Result<()> {
        if self.stop.load(Ordering::Relaxed) {
            Err(Error::Cancelled)
        } else {
            Ok(())
        }
    }

    /// Raised once the user cancels: for computations that look at it themselves.
    pub fn stop(&self) -> &Arc<AtomicBool> {
        &self.stop
    }

    /// Reads in one consistent view.
    pub fn read<T>(&self, read: impl FnOnce(&Read<'_>) -> Result<T>) -> Result<T> {
        self.app.read(self.caller, read)
    }

    /// Writes in one transaction. All transactions of a job are one step. `checkpoint` is stored in the same
    /// transaction: after a kill the work goes on exactly behind it.
    pub fn commit<T>(
        &mut self,
        checkpoint: Json,
        write: impl FnOnce(&mut Tx<'_>) -> Result<T>,
    ) -> Result<T> {
        self.commit_at(|tx| Ok((write(tx)?, checkpoint)))
    }

    /// [`Work::commit`], the checkpoint being known once the transaction has written. Others who wait to write go first.
    pub fn commit_at<T>(
        &mut self,
        write: impl FnOnce(&mut Tx<'_>) -> Result<(T, Json)>,
    ) -> Result<T> {
        self.check_cancelled()?;
        self.app.store().give_way();
        let plan = StepPlan {
            resume: self.step,
            ..StepPlan::of(self.operation.clone())
        };
        let (id, mut step) = (self.id, self.step);
        let checkpoint = RefCell::new(Json::Null);
        let noting = |tx: &mut Tx<'_>| {
            let (answer, at) = write(tx)?;
            checkpoint.replace(at);
            Ok(answer)
        };
        let answer = self
            .app
            .transact(self.caller, plan, noting, |connection, finished| {
                let text = checkpoint.borrow().to_string();
                step = finished.step.or(step);
                // Work that gets on is not given up, however often the program ends in the middle of it.
                connection
                    .prepare_cached(
                        "UPDATE jobs SET checkpoint = ?2, step = ?3, attempts = 1 WHERE id = ?1",
                    )?
                    .execute(params![id.as_bytes(), text, step])?;
                Ok(())
            })?;
        self.step = step;
        self.checkpoint = Some(checkpoint.into_inner());
        Ok(answer)
    }

    /// Reports progress; only now and then does a report leave the job.
    pub fn progress(&mut self, done: u64, total: u64, message: &str) -> Result<()> {
        self.check_cancelled()?;
        let now = self.app.now();
        if now - self.reported < REPORT_EVERY && done < total {
            return Ok(());
        }
        self.reported = now;
        self.app.with_writer(|connection| {
            connection
                .prepare_cached(
                    "UPDATE jobs SET done = ?2, total = ?3, message = ?4 WHERE id = ?1",
                )?
                .execute(params![
                    self.id.as_bytes(),
                    done as i64,
                    total as i64,
                    message
                ])?;
            Ok(())
        })?;
        tell(self.app, self.id)
    }
}
