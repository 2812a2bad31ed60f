//! Long work that a command started: done in this process, to its end, with a line that says how far it is.

use std::io::Write;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use mycrm_kernel::app::App;
use mycrm_kernel::caller::Face;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::event::Event;
use mycrm_kernel::job::{JobState, JobStatus};
use serde_json::{Value as Json, json};

use crate::call::{Refused, call};

/// How often the line looks whether the work has ended.
const LOOK: Duration = Duration::from_millis(200);

/// Works on the queue until the job `id` has ended; answers its result. `line` gets the progress: overwritten in
/// place on a terminal, otherwise a line whenever the message changes.
pub fn finish_job(
    app: &App,
    id: &str,
    line: &mut (dyn Write + Send),
    terminal: bool,
) -> Result<Json, Refused> {
    let events = app.listen()?;
    let worked = std::thread::scope(|threads| {
        let (ended, end) = std::sync::mpsc::channel::<()>();
        let shown = threads.spawn(move || show(&events, &end, line, terminal));
        let worked = work(app, id);
        drop(ended);
        let _ = shown.join();
        worked
    });
    worked?;
    let job = call(
        app,
        &app.owner(Face::Local),
        "jobs.get",
        json!({ "id": id }),
    )?;
    match job["state"].as_str() {
        Some("done") => Ok(job["result"].clone()),
        Some("cancelled") => Err(Error::Cancelled.into()),
        _ => Err(failed(&job["error"])),
    }
}

/// Runs what is due, and waits for what is to be tried again.
fn work(app: &App, id: &str) -> Result<()> {
    let owner = app.owner(Face::Local);
    loop {
        app.run_due_jobs()?;
        let job = app.call(&owner, "jobs.get", json!({ "id": id }))?;
        if !matches!(job["state"].as_str(), Some("queued" | "running")) {
            return app.run_subscribers();
        }
        std::thread::sleep(LOOK);
    }
}

/// A job's failure was written down with its code; the exit code follows from its status.
fn failed(problem: &Json) -> Refused {
    let exit_code = match problem["status"].as_u64() {
        Some(400 | 413 | 422) => 2,
        Some(404) => 3,
        Some(409) => 4,
        Some(401 | 403 | 423) => 5,
        Some(503 | 507) => 6,
        _ => 1,
    };
    Refused {
        problem: problem.clone(),
        exit_code,
    }
}

fn show(
    events: &Receiver<Event>,
    end: &Receiver<()>,
    line: &mut (dyn Write + Send),
    terminal: bool,
) {
    let mut said = String::new();
    loop {
        match events.recv_timeout(LOOK) {
            Ok(Event::Job { job }) => tell(&job, &mut said, line, terminal),
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => {
                if end.try_recv() == Err(std::sync::mpsc::TryRecvError::Disconnected) {
                    break;
                }
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    if terminal && !said.is_empty() {
        let _ = writeln!(line);
    }
}

fn tell(job: &JobState, said: &mut String, line: &mut (dyn Write + Send), terminal: bool) {
    let text = sentence(job);
    if terminal {
        let _ = write!(line, "\r\x1b[K{text}");
    } else if job.message.as_deref() != Some(said.as_str()) || job.state != JobStatus::Running {
        let _ = writeln!(line, "{text}");
    }
    let _ = line.flush();
    *said = job.message.clone().unwrap_or_default();
}

fn sentence(job: &JobState) -> String {
    let mut text = job.operation.clone();
    if job.total > 0 {
        let percent = job.done.saturating_mul(100) / job.total;
        text += &format!(" {percent}% ({} of {})", job.done, job.total);
    }
    let state = match job.state {
        JobStatus::Queued => "waits",
        JobStatus::Running => job.message.as_deref().unwrap_or_default(),
        JobStatus::Done => "done",
        JobStatus::Cancelled => "cancelled",
        JobStatus::Failed => "failed",
    };
    if !state.is_empty() {
        text += &format!(": {state}");
    }
    text
}

#[cfg(test)]
mod tests {
    use mycrm_kernel::job::Lane;

    use super::*;

    #[test]
    fn a_line_says_how_far_the_work_is() {
        let mut job = JobState {
            id: Default::default(),
            operation: "sample.load".into(),
            lane: Lane::Background,
            state: JobStatus::Running,
            done: 700,
            total: 2000,
            message: Some("records".into()),
            result: None,
            error: None,
            attempts: 1,
            created_at: String::new(),
            started_at: None,
            finished_at: None,
            step: None,
        };
        assert_eq!(sentence(&job), "sample.load 35% (700 of 2000): records");
        job.state = JobStatus::Failed;
        job.total = 0;
        assert_eq!(sentence(&job), "sample.load: failed");
    }
}
