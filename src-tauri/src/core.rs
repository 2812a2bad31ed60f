//! The open database behind the window. Where it did not open, every call tries again and answers with the reason, so
//! that the page shows it with its code and what to do, and "try again" is simply another call.

use std::sync::{Mutex, MutexGuard, PoisonError};

use mycrm_faces::{ipc, place};
use mycrm_kernel::app::{App, Config};
use mycrm_kernel::error::Result;
use mycrm_kernel::store::KeySource;
use serde_json::Value;
use tauri::{AppHandle, Emitter};

use crate::{EVENT, notice};

/// The core, open or not yet.
#[derive(Default)]
pub(crate) struct Core(Mutex<Option<App>>);

impl Core {
    /// The open database; opens it first where need be.
    pub(crate) fn open(&self, window: &AppHandle, key: KeySource) -> Result<App> {
        let mut state = self.state();
        if let Some(app) = &*state {
            return Ok(app.clone());
        }
        let app = App::open(Config {
            key,
            ..mycrm_product::config(place::database())
        })?;
        app.start_background();
        let window = window.clone();
        ipc::listen(&app, move |event| tell(&window, event))?;
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

/// Carries an event of the core to the page.
fn tell(window: &AppHandle, event: Value) -> bool {
    notice::of(window, &event);
    if let Err(error) = window.emit(EVENT, event) {
        tracing::warn!(%error, "the page missed an event");
    }
    true
}
