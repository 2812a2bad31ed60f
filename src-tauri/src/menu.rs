//! The native menus. What concerns the page goes to the page as an event and is done there, by the same actions as
//! its keys and its palette; the window itself only closes, zooms and says what it is.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use mycrm_faces::log;
use tauri::menu::{Menu, MenuBuilder, MenuEvent, MenuItem, MenuItemBuilder, SubmenuBuilder};
use tauri::{AppHandle, Emitter, Manager, WebviewWindow, Wry};
use tauri_plugin_dialog::DialogExt;

use crate::words::Words;
use crate::{EVENT, MAIN, editing};

/// Steps of zoom, as browsers have them.
const ZOOM: [f64; 9] = [0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0];
const ACTUAL_SIZE: usize = 4;

/// How far the page is zoomed: an index into [`ZOOM`].
pub(crate) struct Zoom(AtomicUsize);

impl Default for Zoom {
    fn default() -> Self {
        Self(AtomicUsize::new(ACTUAL_SIZE))
    }
}

/// Builds the menus in the given words and puts them in place of any that are there.
pub(crate) fn show(app: &AppHandle, words: &Words) -> tauri::Result<()> {
    app.set_menu(build(app, words)?)?;
    Ok(())
}

/// A menu item with its word. What the page does has no key here: the page has the keys, and inside a text field
/// Ctrl+Z is the field's.
pub(crate) fn item(
    app: &AppHandle,
    words: &Words,
    id: &str,
    key: Option<&str>,
) -> tauri::Result<MenuItem<Wry>> {
    let item = MenuItemBuilder::with_id(id, words.get(id));
    match key {
        Some(key) => item.accelerator(key).build(app),
        None => item.build(app),
    }
}

fn build(app: &AppHandle, words: &Words) -> tauri::Result<Menu<Wry>> {
    let plain = |id| item(app, words, id, None);
    let keyed = |id, key| item(app, words, id, Some(key));

    let file = SubmenuBuilder::new(app, words.get("file"))
        .item(&plain("page.import.open")?)
        .separator()
        .item(&keyed("window.close", "CmdOrCtrl+W")?)
        .item(&keyed("window.quit", "CmdOrCtrl+Q")?)
        .build()?;
    let edit = SubmenuBuilder::new(app, words.get("edit"))
        .item(&plain("page.edit.undo")?)
        .item(&plain("page.edit.redo")?)
        .separator();
    let edit = editing::items(app, edit, words)?
        .separator()
        .item(&plain("page.palette.open")?)
        .build()?;
    let view = SubmenuBuilder::new(app, words.get("view"))
        .item(&plain("page.theme.light")?)
        .item(&plain("page.theme.dark")?)
        .item(&plain("page.theme.system")?)
        .separator()
        .item(&keyed("window.zoom.in", "CmdOrCtrl+=")?)
        .item(&keyed("window.zoom.out", "CmdOrCtrl+-")?)
        .item(&keyed("window.zoom.reset", "CmdOrCtrl+0")?)
        .separator()
        .item(&keyed("window.fullscreen", "F11")?)
        .build()?;
    let help = SubmenuBuilder::new(app, words.get("help"))
        .item(&plain("page.app.shortcuts")?)
        .separator()
        .item(&plain("window.about")?)
        .build()?;

    let menu = MenuBuilder::new(app);
    // The first menu of a Mac is the application's own.
    #[cfg(target_os = "macos")]
    let menu = menu.item(&editing::application(app, words)?);
    menu.items(&[&file, &edit, &view, &help]).build()
}

/// Does what a menu item stands for.
pub(crate) fn chosen(app: &AppHandle, event: &MenuEvent) {
    let id = event.id().as_ref();
    let done = if let Some(action) = id.strip_prefix("page.") {
        let event = serde_json::json!({ "type": "menu", "action": action });
        app.emit(EVENT, event)
    } else if let Some(window) = app.get_webview_window(MAIN) {
        act(app, &window, id)
    } else {
        Ok(())
    };
    if let Err(error) = done {
        tracing::warn!(%error, id, "a menu item did nothing");
    }
}

fn act(app: &AppHandle, window: &WebviewWindow, id: &str) -> tauri::Result<()> {
    match id {
        "window.close" => window.close(),
        "window.quit" => {
            app.exit(0);
            Ok(())
        }
        "window.fullscreen" => window.set_fullscreen(!window.is_fullscreen()?),
        "window.zoom.in" => zoom(app, window, |step| (step + 1).min(ZOOM.len() - 1)),
        "window.zoom.out" => zoom(app, window, |step| step.saturating_sub(1)),
        "window.zoom.reset" => zoom(app, window, |_| ACTUAL_SIZE),
        "window.about" => {
            about(app);
            Ok(())
        }
        _ => editing::act(window, id),
    }
}

fn zoom(app: &AppHandle, window: &WebviewWindow, to: impl Fn(usize) -> usize) -> tauri::Result<()> {
    let step = &app.state::<Zoom>().0;
    let next = to(step.load(Relaxed));
    step.store(next, Relaxed);
    window.set_zoom(ZOOM[next])
}

fn about(app: &AppHandle) {
    let words = app.state::<crate::Speech>().words();
    let text = words
        .get("about.text")
        .replace("{version}", &app.package_info().version.to_string())
        .replace("{log}", &log::folder().display().to_string());
    app.dialog()
        .message(text)
        .title(words.get("window.about"))
        .show(|_answer| {});
}
