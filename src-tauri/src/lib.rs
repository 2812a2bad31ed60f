//! The window.
/// Runs.
pub fn run() {
    let started = tauri::Builder::default()
        .setup(|app| {
            tauri::WebviewWindowBuilder::new(app, "main", tauri::WebviewUrl::default()).build()?;
            Ok(())
        })
        .run(tauri::generate_context!());
    if let Err(error) = started {
        tracing::error!(%error, "the window did not start");
    }
}
