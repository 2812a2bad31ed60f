//! Background threads, and the bell that each waits at until there is work.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use crate::app::App;

/// Starts a thread that works, waits at its bell, and works again until the app is gone. `work` answers how long to
/// wait at most, and nothing where there is more to do at once. The app is held only while it works, so that closing
/// it does not wait either.
pub(crate) fn start(
    app: &App,
    name: &'static str,
    bell: impl Fn(&App) -> Arc<Bell> + Send + 'static,
    mut work: impl FnMut(&App) -> Option<Duration> + Send + 'static,
) {
    let weak = app.downgrade();
    let spawned = std::thread::Builder::new()
        .name(name.into())
        .spawn(move || {
            while let Some(app) = weak.upgrade() {
                let Some(patience) = work(&app) else { continue };
                let bell = bell(&app);
                drop(app);
                bell.wait(patience);
            }
        });
    if let Err(error) = spawned {
        tracing::error!(%error, "no thread for {name}");
    }
}

/// A bell that stays rung until somebody has heard it, so that no ring between two waits is lost.
#[derive(Default)]
pub(crate) struct Bell {
    rung: Mutex<bool>,
    heard: Condvar,
}

impl Bell {
    /// Rings.
    pub(crate) fn ring(&self) {
        *self.rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.heard.notify_all();
    }

    /// Waits for a ring, at most `patience`.
    pub(crate) fn wait(&self, patience: Duration) {
        let rung = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut rung, _) = self
            .heard
            .wait_timeout_while(rung, patience, |rung| !*rung)
            .unwrap_or_else(PoisonError::into_inner);
        *rung = false;
    }
}
