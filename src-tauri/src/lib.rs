//! The window of MyCRM: it starts, shows the page, hands its calls to the core and the core's events to it.
//! No SQL and no domain types here.

mod call;
mod core;
mod editing;
mod menu;
mod notice;
mod words;

use std::sync::{Mutex, PoisonError};

use mycrm_faces::feeds::Feeds;
use mycrm_faces::{log, place};
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::store::KeySource;
use serde_json::json;
use tauri::{App, AppHandle, Emitter, Manager, RunEvent, WebviewUrl, WebviewWindowBuilder};

use crate::core::Core;
use crate::words::Words;

/// The Tauri event under which everything reaches the page.
pub(crate) const EVENT: &str = "mycrm";
/// The label of the one window.
pub(crate) const MAIN: &str = "main";

/// The language the window speaks.
pub(crate) struct Speech(Mutex<Words>);

impl Speech {
    pub(crate) fn words(&self) -> Words {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Changes the language; answers with its words when they are new.
    fn change(&self, language: &str) -> Result<Option<Words>> {
        let words = Words::of(language).map_err(|error| Error::Internal(error.to_string()))?;
        let mut spoken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if *spoken == words {
            return Ok(None);
        }
        spoken.clone_from(&words);
        Ok(Some(words))
    }
}

/// Files this start was given, until the page listens and asks for them.
pub(crate) struct Waiting(Mutex<Vec<String>>);

impl Waiting {
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Opens the window and stays until it is closed. Answers with the exit code.
#[must_use]
pub fn run() -> i32 {
    // Without a log the product works all the same; there is nowhere better to say so than the log itself.
    let _log = log::start("mycrm-desktop").ok();
    let built = tauri::Builder::default()
        // First, so that a second start ends before it opens anything.
        .plugin(second_start())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .manage(Core::default())
        .manage(Feeds::default())
        .manage(menu::Zoom::default())
        .invoke_handler(tauri::generate_handler![call::call])
        .on_menu_event(|app, event| menu::chosen(app, &event))
        .setup(set_up)
        .build(tauri::generate_context!());
    match built {
        Ok(app) => app.run_return(|app, event| {
            if let RunEvent::Exit = event {
                app.state::<Feeds>().close_all();
                app.state::<Core>().close();
            }
        }),
        Err(error) => {
            tracing::error!(%error, "the window did not start");
            1
        }
    }
}

/// One window per database: another start brings the open one to the front and hands over the files it was given.
fn second_start() -> tauri::plugin::TauriPlugin<tauri::Wry> {
    let plugin = tauri_plugin_single_instance::Builder::new().callback(|app, arguments, folder| {
        if let Some(window) = app.get_webview_window(MAIN) {
            // A window that cannot be raised is still there.
            let _ = window.unminimize().and_then(|()| window.set_focus());
        }
        for file in files(&arguments, std::path::Path::new(&folder)) {
            open_file(app, &file);
        }
    });
    match std::env::var(place::VARIABLE) {
        Ok(folder) => plugin.dbus_id(name_on_the_bus(&folder)).build(),
        Err(_) => plugin.build(),
    }
}

/// A bus name of its own for a database elsewhere, made of letters that a bus name may hold.
fn name_on_the_bus(folder: &str) -> String {
    let hex: String = folder.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "app.mycrm.desktop.at{}",
        &hex[hex.len().saturating_sub(100)..]
    )
}

fn set_up(app: &mut App) -> Result<(), Box<dyn std::error::Error>> {
    let handle = app.handle();
    let words = Words::of_system()?;
    menu::show(handle, &words)?;
    app.manage(Speech(Mutex::new(words)));
    let arguments: Vec<String> = std::env::args().collect();
    let folder = std::env::current_dir().unwrap_or_default();
    app.manage(Waiting(Mutex::new(files(&arguments, &folder))));
    if let Err(error) = app.state::<Core>().open(handle, KeySource::Automatic) {
        // The page is told by its first call, and shows it.
        tracing::error!(code = error.code(), "the database did not open");
    }
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default());
    // On Windows a window that takes dropped files takes the page's own dragging away, and the board needs that more.
    #[cfg(windows)]
    let window = window.disable_drag_drop_handler();
    window
        .title("MyCRM")
        .inner_size(1440.0, 900.0)
        .min_inner_size(320.0, 480.0)
        .on_navigation(stays_inside)
        .build()?;
    Ok(())
}

/// The window shows the product's own pages and nothing else, whatever a record contains.
fn stays_inside(url: &tauri::Url) -> bool {
    url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
}

/// The files among the arguments of a start that the product can import.
fn files(arguments: &[String], folder: &std::path::Path) -> Vec<String> {
    arguments
        .iter()
        .skip(1)
        .filter(|argument| {
            let lower = argument.to_lowercase();
            lower.ends_with(".csv") || lower.ends_with(".vcf")
        })
        .map(|argument| folder.join(argument).display().to_string())
        .collect()
}

/// Hands a file to the page, which offers to import it.
fn open_file(app: &AppHandle, path: &str) {
    if let Err(error) = app.emit(EVENT, json!({ "type": "open", "path": path })) {
        tracing::warn!(%error, "the page was not told of a file");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn only_files_that_can_be_imported_are_handed_on() {
        let arguments =
            ["mycrm-desktop", "--flag", "a.CSV", "/b/c.vcf", "d.txt"].map(str::to_owned);
        let found = files(&arguments, Path::new("/here"));
        assert_eq!(found, ["/here/a.CSV", "/b/c.vcf"]);
    }

    #[test]
    fn the_window_does_not_leave_the_product() {
        let inside = |url: &str| stays_inside(&tauri::Url::parse(url).unwrap());
        assert!(inside("tauri://localhost/index.html"));
        assert!(inside("http://tauri.localhost/"));
        assert!(!inside("https://example.com/"));
        assert!(!inside("file:///etc/passwd"));
        assert!(!inside("data:text/html,x"));
    }
}
