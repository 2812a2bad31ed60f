//! While very many rows are loaded, the write-ahead log is copied into the database by a thread of its own: the writer
//! would otherwise stop at nearly every commit to do it, and wait for the disk.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::app::App;
use crate::bell::Bell;
use crate::error::Result;

/// Pages in the log from which on the writer copies them itself: usually, and while the thread does (200 MB).
pub(super) const USUAL: u32 = 4_000;
const MEANWHILE: u32 = 50_000;
/// Between two passes of the thread.
const PAUSE: Duration = Duration::from_millis(200);

/// The thread; it ends when this is dropped, or the app is gone.
pub(super) struct Checkpoints<'a> {
    app: &'a App,
    stop: Arc<(AtomicBool, Bell)>,
    thread: Option<JoinHandle<()>>,
}

impl<'a> Checkpoints<'a> {
    pub(super) fn start(app: &'a App) -> Result<Self> {
        set(app, MEANWHILE)?;
        let stop = Arc::<(AtomicBool, Bell)>::default();
        let (copied, told) = (app.downgrade(), stop.clone());
        let thread = std::thread::Builder::new()
            .name("checkpoints".into())
            .spawn(move || {
                while !told.0.load(Ordering::Relaxed) {
                    told.1.wait(PAUSE);
                    let Some(app) = copied.upgrade() else { return };
                    // One that does not come about is made up for by the next, or by the writer.
                    let _ = pass(&app);
                }
            })?;
        Ok(Self {
            app,
            stop,
            thread: Some(thread),
        })
    }
}

impl Drop for Checkpoints<'_> {
    fn drop(&mut self) {
        self.stop.0.store(true, Ordering::Relaxed);
        self.stop.1.ring();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        if let Err(error) = set(self.app, USUAL) {
            tracing::warn!(code = error.code(), "checkpoints stay rare");
        }
    }
}

fn set(app: &App, pages: u32) -> Result<()> {
    let sql = format!("PRAGMA wal_autocheckpoint = {pages}");
    app.store().writer().execute_batch(&sql)?;
    Ok(())
}

fn pass(app: &App) -> Result<()> {
    let reader = app.reader()?;
    reader.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
    Ok(())
}
