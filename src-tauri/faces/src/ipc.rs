//! The window's face: one function in, events out. The window itself only carries them.

use std::thread::{Builder, JoinHandle};

use mycrm_kernel::app::App;
use mycrm_kernel::caller::Face;
use mycrm_kernel::error::{Error, Result};
use serde_json::Value as Json;

/// Calls an operation for the person at this computer. A failure is the problem object that REST answers with.
pub fn call(app: &App, name: &str, input: Json) -> Result<Json, Json> {
    crate::call::call(app, &app.owner(Face::Local), name, input).map_err(|refused| refused.problem)
}

/// Hands every event to `deliver`, on a thread of its own, until `deliver` answers `false` or the app is gone.
pub fn listen(
    app: &App,
    mut deliver: impl FnMut(Json) -> bool + Send + 'static,
) -> Result<JoinHandle<()>> {
    let events = app.listen()?;
    Builder::new()
        .name("events".into())
        .spawn(move || {
            for event in events {
                let told = serde_json::to_value(event).is_ok_and(&mut deliver);
                if !told {
                    return;
                }
            }
        })
        .map_err(|error| Error::Internal(format!("no thread for events: {error}")))
}
