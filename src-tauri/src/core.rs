//! The open database behind the window. Where it did not open, every call tries again and answers with the reason, so
//! that the page shows it with its code and what to do, and "try again" is simply another call.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use mycrm_kernel::app::{App, Config};
use mycrm_kernel::caller::Face;
use mycrm_kernel::error::Result;
use mycrm_kernel::event::{Frame, Frames, WatchEvents};
use mycrm_kernel::operation::Operation;
use mycrm_kernel::store::KeySource;
use serde_json::{Value, json};
use tauri::{AppHandle, Emitter};

use crate::{EVENT, notice, place};

/// How long the feed waits for an event before it looks whether it is still wanted.
const PATIENCE: Duration = Duration::from_secs(60);

/// The core, open or not yet.
#[derive(Default)]
pub(crate) struct Core(Mutex<Option<App>>);

impl Core {
    /// Runs an operation for the person at the window.
    pub(crate) fn call(&self, window: &AppHandle, name: &str, input: Value) -> Result<Value> {
        let app = self.open(window, KeySource::Automatic)?;
        app.call(&app.owner(Face::Local), name, input)
    }

    /// The open database; opens it first where need be.
    pub(crate) fn open(&self, window: &AppHandle, key: KeySource) -> Result<App> {
        let mut state = self.state();
        if let Some(app) = &*state {
            return Ok(app.clone());
        }
        let app = App::open(Config {
            key,
            ..mycrm_crm::config(place::database())
        })?;
        app.start_background();
        tell(&app, window.clone())?;
        *state = Some(app.clone());
        Ok(app)
    }

    /// Lets go of the database, so that it is closed in good order before the process ends.
    pub(crate) fn close(&self) {
        self.state().take();
    }

    fn state(&self) -> MutexGuard<'_, Option<App>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Carries the core's events to the page for as long as the database is open.
fn tell(app: &App, window: AppHandle) -> Result<()> {
    let mut events = app.open_stream(&app.owner(Face::Local), WatchEvents::NAME, json!({}))?;
    std::thread::Builder::new()
        .name("events".into())
        .spawn(move || carry(events.as_mut(), &window))?;
    Ok(())
}

fn carry(events: &mut dyn Frames, window: &AppHandle) {
    loop {
        match events.next(PATIENCE) {
            Frame::Item(event) => {
                notice::of(window, &event);
                if let Err(error) = window.emit(EVENT, event) {
                    tracing::warn!(%error, "the page missed an event");
                }
            }
            Frame::Idle => {}
            Frame::End => return,
        }
    }
}
