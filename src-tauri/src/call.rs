//! The one command of the window. Names that begin with `window.` are the window's own few; all others are operations.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use mycrm_faces::call::Refused;
use mycrm_faces::feeds::Feeds;
use mycrm_faces::ipc;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::store::KeySource;
use serde::Deserialize;
use serde_json::{Value, json};
use tauri::{AppHandle, Manager, Theme};
use tauri_plugin_dialog::{DialogExt, FilePath};

use crate::core::Core;
use crate::{Speech, Waiting, menu};

/// Runs an operation by name; a failure is the same problem object that REST answers with.
#[tauri::command]
pub(crate) async fn call(app: AppHandle, name: String, input: Value) -> Result<Value, Value> {
    // Operations are synchronous and may take a while: none of them runs on the window's own thread.
    let answer = tauri::async_runtime::spawn_blocking(move || match name.strip_prefix("window.") {
        Some(own) => match own.strip_prefix("feed.") {
            Some(verb) => feed(&app, verb, input),
            None => window(&app, own, input).map_err(|error| problem(&error)),
        },
        None => operation(&app, &name, input),
    });
    answer.await.unwrap_or_else(|_panicked| {
        let error = Error::Internal("a panic, see the log".into());
        Err(problem(&error))
    })
}

fn problem(error: &Error) -> Value {
    Refused::of(error).problem
}

/// A live feed of the core, which the page asks for its frames.
fn feed(window: &AppHandle, verb: &str, input: Value) -> Result<Value, Value> {
    let feeds = window.state::<Feeds>();
    let one = |input| parse::<OneFeed>(input).map_err(|error| problem(&error));
    let answer = match verb {
        "open" => {
            let OpenFeed { name, input } = parse(input).map_err(|error| problem(&error))?;
            let app = window
                .state::<Core>()
                .open(window, KeySource::Automatic)
                .map_err(|error| problem(&error))?;
            feeds
                .open(&app, &name, input)
                .map(|feed| json!({ "feed": feed }))
        }
        "next" => feeds.next(one(input)?.feed).map(|next| json!(next)),
        _ => {
            feeds.close(one(input)?.feed);
            Ok(Value::Null)
        }
    };
    answer.map_err(|refused| refused.problem)
}

fn operation(window: &AppHandle, name: &str, input: Value) -> Result<Value, Value> {
    let core = window.state::<Core>();
    let app = core
        .open(window, KeySource::Automatic)
        .map_err(|error| problem(&error))?;
    ipc::call(&app, name, input)
}

#[derive(Deserialize)]
struct Pick {
    extensions: Vec<String>,
}

#[derive(Deserialize)]
struct Save {
    name: String,
    /// Base64: a file need not be text.
    content: String,
}

#[derive(Deserialize)]
struct Look {
    language: String,
    theme: Wanted,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Wanted {
    System,
    Light,
    Dark,
}

#[derive(Deserialize)]
struct OpenFeed {
    name: String,
    input: Value,
}

#[derive(Deserialize)]
struct OneFeed {
    feed: u64,
}

#[derive(Deserialize)]
struct Unlock {
    passphrase: String,
}

/// What only the window can do: show a system dialog, hand over the files it was started with, look and speak
/// as the page does, take the passphrase of a locked database.
fn window(app: &AppHandle, name: &str, input: Value) -> Result<Value> {
    match name {
        "pick_file" => {
            let Pick { extensions } = parse(input)?;
            let listed: Vec<&str> = extensions.iter().map(String::as_str).collect();
            let chosen = app
                .dialog()
                .file()
                .add_filter(listed.join(", "), &listed)
                .blocking_pick_file();
            Ok(json!({ "path": chosen.and_then(path) }))
        }
        "save_file" => {
            let Save { name, content } = parse(input)?;
            let content = BASE64_STANDARD
                .decode(content)
                .map_err(|_| Error::field("content", "invalid", "The content is not base64."))?;
            // The person chooses the place in the system's dialog; the page can name no path of its own.
            let chosen = app
                .dialog()
                .file()
                .set_file_name(name)
                .blocking_save_file()
                .and_then(|file| file.into_path().ok());
            match chosen {
                Some(file) => write(&file, &content).map(|()| json!({ "saved": true })),
                None => Ok(json!({ "saved": false })),
            }
        }
        "ready" => Ok(json!({ "open": app.state::<Waiting>().take() })),
        "adapt" => {
            let Look { language, theme } = parse(input)?;
            if let Some(words) = app.state::<Speech>().change(&language)? {
                menu::show(app, &words).map_err(|error| Error::Internal(error.to_string()))?;
            }
            app.set_theme(match theme {
                Wanted::System => None,
                Wanted::Light => Some(Theme::Light),
                Wanted::Dark => Some(Theme::Dark),
            });
            Ok(Value::Null)
        }
        "unlock" => {
            let Unlock { passphrase } = parse(input)?;
            let key = KeySource::Passphrase(passphrase.into());
            app.state::<Core>().open(app, key)?;
            Ok(Value::Null)
        }
        _ => Err(Error::not_found("operation", format!("window.{name}"))),
    }
}

fn parse<T: serde::de::DeserializeOwned>(input: Value) -> Result<T> {
    Ok(serde_json::from_value(input)?)
}

fn path(file: FilePath) -> Option<String> {
    Some(file.into_path().ok()?.to_str()?.to_owned())
}

#[expect(
    clippy::disallowed_methods,
    reason = "the file a person just chose in the save dialog"
)]
fn write(file: &std::path::Path, content: &[u8]) -> Result<()> {
    Ok(std::fs::write(file, content)?)
}
