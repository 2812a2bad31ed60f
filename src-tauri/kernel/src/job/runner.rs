//! The threads that work the queue off, one a lane.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rayon::ThreadPool;
use serde_json::Value as Json;
use uuid::Uuid;

use super::Lane;
use super::queue::{self, ATTEMPTS, Ending, Taken};
use super::work::Work;
use crate::app::App;
use crate::bell::{self, Bell};
use crate::caller::{Caller, Face};
use crate::error::{Error, Result, trace_id};
use crate::operation::Run;

/// How long a thread sleeps when nothing is due: also how soon it notices that the app is gone.
const NAP: Duration = Duration::from_millis(500);
/// First wait before another try, in milliseconds; doubles with every try.
const BACKOFF: i64 = 1_000;

/// What wakes the lanes' threads and stops their jobs.
#[derive(Default)]
pub(crate) struct JobControl {
    bells: [Arc<Bell>; Lane::ALL.len()],
    running: Mutex<HashMap<Uuid, Arc<AtomicBool>>>,
}

impl JobControl {
    pub(crate) fn wake(&self) {
        self.bells.iter().for_each(|bell| bell.ring());
    }

    /// Asks a running job to stop. `false`: it is not running.
    pub(super) fn stop(&self, id: Uuid) -> bool {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running
            .get(&id)
            .map(|stop| stop.store(true, Ordering::Relaxed))
            .is_some()
    }

    fn begin(&self, id: Uuid) -> Arc<AtomicBool> {
        let stop = Arc::new(AtomicBool::new(false));
        self.running
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id, stop.clone());
        stop
    }

    fn finish(&self, id: Uuid) {
        self.running
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&id);
    }
}

/// Starts the threads.
pub(crate) fn start(app: &App) {
    for (at, lane) in Lane::ALL.into_iter().enumerate() {
        let bell = move |app: &App| app.jobs().bells[at].clone();
        let pool = lane.pool();
        bell::start(app, lane.thread(), bell, move |app| {
            run_next(app, lane, pool.as_ref()).unwrap_or_else(|error| {
                tracing::warn!(code = error.code(), "the job queue could not be read");
                Some(NAP)
            })
        });
    }
}

impl App {
    /// Works the queue off on this thread until nothing is due: for tests and the command line.
    pub fn run_due_jobs(&self) -> Result<()> {
        loop {
            let mut idle = true;
            for lane in Lane::ALL {
                idle &= run_next(self, lane, None)?.is_some();
            }
            if idle {
                return Ok(());
            }
        }
    }
}

/// Runs a lane's next job that is due, on the threads of `pool` if there is one. Answers how long to wait when there is
/// none.
fn run_next(app: &App, lane: Lane, pool: Option<&ThreadPool>) -> Result<Option<Duration>> {
    match queue::take(app, lane)? {
        Ok(taken) => {
            run(app, taken, pool)?;
            Ok(None)
        }
        Err(wait) => {
            let wait = wait.map_or(NAP, |millis| {
                Duration::from_millis(millis.unsigned_abs()).min(NAP)
            });
            Ok(Some(wait))
        }
    }
}

fn run(app: &App, taken: Taken, pool: Option<&ThreadPool>) -> Result<()> {
    let (id, attempts, resumed) = (taken.id, taken.attempts, taken.checkpoint.is_some());
    let stop = app.jobs().begin(id);
    queue::tell(app, id)?;
    let inside = || match pool {
        Some(pool) => pool.install(|| work(app, taken, stop)),
        None => work(app, taken, stop),
    };
    let outcome = catch_unwind(AssertUnwindSafe(inside))
        .unwrap_or_else(|_| Err(Error::Internal("the work panicked".into())));
    app.jobs().finish(id);
    let ending = match outcome {
        Ok(result) => Ending::Done(result),
        Err(Error::Cancelled) => Ending::Cancelled,
        Err(error) => {
            let trace = trace_id();
            tracing::warn!(code = error.code(), trace, resumed, "a job failed");
            let problem = error.problem(&trace);
            if error.is_transient() && attempts < ATTEMPTS {
                Ending::Again {
                    after: BACKOFF << (attempts - 1).clamp(0, 10),
                    error: problem,
                }
            } else {
                Ending::Failed(problem)
            }
        }
    };
    queue::end(app, id, &ending)
}

fn work(app: &App, taken: Taken, stop: Arc<AtomicBool>) -> Result<Json> {
    let definition = app.registry().get(&taken.operation)?;
    let Run::Job { run, origin, .. } = &definition.run else {
        return Err(Error::Internal(format!("{} is not a job", taken.operation)));
    };
    let origin = if taken.origin == crate::caller::Origin::User {
        *origin
    } else {
        taken.origin
    };
    let caller = Caller::user(taken.actor, Face::Local).by(origin);
    let place = (taken.step, taken.checkpoint);
    let mut work = Work::new(
        app,
        &caller,
        (taken.id, taken.operation.clone()),
        place,
        stop,
    );
    run(taken.input, &mut work)
}
