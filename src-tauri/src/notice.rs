//! A word from the system when long work ends and nobody is looking at the window.

use serde_json::Value;
use tauri::{AppHandle, Manager};
use tauri_plugin_notification::NotificationExt;

use crate::words::Words;
use crate::{MAIN, Speech};

/// Looks at an event on its way to the page, and says so when it is the end of a job.
pub(crate) fn of(app: &AppHandle, event: &Value) {
    let looking = app
        .get_webview_window(MAIN)
        .is_some_and(|window| window.is_focused().unwrap_or(false));
    if looking {
        return;
    }
    let Some((title, body)) = text(event, &app.state::<Speech>().words()) else {
        return;
    };
    // Where no notification service runs there is nobody to tell; the page shows the job's end all the same.
    if let Err(error) = app.notification().builder().title(title).body(body).show() {
        tracing::info!(%error, "no notification could be shown");
    }
}

/// What to say: which work, and how it ended. Nothing out of a record, since others may see the screen.
fn text(event: &Value, words: &Words) -> Option<(String, String)> {
    if event["type"] != "job" {
        return None;
    }
    let job = &event["job"];
    let state = job["state"].as_str()?;
    if !matches!(state, "done" | "failed") {
        return None;
    }
    let area = job["operation"].as_str()?.split('.').next()?;
    let title = words
        .find(&format!("job.{area}"))
        .unwrap_or(words.get("job.other"));
    Some((
        title.to_owned(),
        words.get(&format!("job.{state}")).to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(event: &Value) -> Option<(String, String)> {
        text(event, &Words::of("en").unwrap())
    }

    #[test]
    fn the_end_of_a_job_is_told_and_nothing_else() {
        let job = |state: &str| json!({ "type": "job", "job": { "operation": "imports.run", "state": state } });
        assert_eq!(
            said(&job("done")),
            Some(("Import".to_owned(), "Finished".to_owned()))
        );
        assert_eq!(
            said(&job("failed")),
            Some(("Import".to_owned(), "Stopped with an error".to_owned()))
        );
        assert_eq!(said(&job("running")), None);
        assert_eq!(said(&json!({ "type": "changes", "seq": 1 })), None);
    }
}
