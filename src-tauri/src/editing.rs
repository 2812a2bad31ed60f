//! Cut, copy, paste and select all, which each system does in its own way.

use tauri::menu::SubmenuBuilder;
use tauri::{AppHandle, WebviewWindow, Wry};

use crate::words::Words;

type Edit<'a> = SubmenuBuilder<'a, Wry, AppHandle>;

/// On Linux the menu library can only type the keys into whatever has the focus; WebKit is asked directly instead.
#[cfg(target_os = "linux")]
pub(crate) fn items<'a>(
    app: &'a AppHandle,
    menu: Edit<'a>,
    words: &Words,
) -> tauri::Result<Edit<'a>> {
    let item = |id| crate::menu::item(app, words, id, None);
    Ok(menu
        .item(&item("edit.Cut")?)
        .item(&item("edit.Copy")?)
        .item(&item("edit.Paste")?)
        .item(&item("edit.SelectAll")?))
}

/// Elsewhere the system knows these four and gives them their keys.
#[cfg(not(target_os = "linux"))]
pub(crate) fn items<'a>(
    _app: &'a AppHandle,
    menu: Edit<'a>,
    words: &Words,
) -> tauri::Result<Edit<'a>> {
    Ok(menu
        .cut_with_text(words.get("edit.Cut"))
        .copy_with_text(words.get("edit.Copy"))
        .paste_with_text(words.get("edit.Paste"))
        .select_all_with_text(words.get("edit.SelectAll")))
}

/// Runs one of the four; the part of the id after the dot is WebKit's own name of the command.
#[cfg(target_os = "linux")]
pub(crate) fn act(window: &WebviewWindow, id: &str) -> tauri::Result<()> {
    use webkit2gtk::WebViewExt;
    let Some(command) = id.strip_prefix("edit.").map(str::to_owned) else {
        return Ok(());
    };
    window.with_webview(move |view| view.inner().execute_editing_command(&command))
}

/// Elsewhere these never arrive: the system has done them.
#[cfg(not(target_os = "linux"))]
pub(crate) fn act(_window: &WebviewWindow, _id: &str) -> tauri::Result<()> {
    Ok(())
}

/// The application menu of a Mac.
#[cfg(target_os = "macos")]
pub(crate) fn application(
    app: &AppHandle,
    words: &Words,
) -> tauri::Result<tauri::menu::Submenu<Wry>> {
    let about = crate::menu::item(app, words, "window.about", None)?;
    SubmenuBuilder::new(app, "MyCRM")
        .item(&about)
        .separator()
        .services()
        .separator()
        .hide()
        .hide_others()
        .show_all()
        .separator()
        .quit_with_text(words.get("window.quit"))
        .build()
}
