//! Importing a file in one go: what was recognised, what would happen, or what happened.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use mycrm_faces::call::{Refused, call};
use mycrm_kernel::app::App;
use mycrm_kernel::caller::Face;
use mycrm_kernel::error::Error;
use serde_json::{Value as Json, json};

use crate::Session;
use crate::operations::job;

/// Flags that lay down how the file is to be read; each is a field of `imports.configure`.
pub(crate) const SETTINGS: [&str; 6] = [
    "kind",
    "mode",
    "match_on",
    "source",
    "encoding",
    "delimiter",
];

/// Imports a file; with `--dry-run` only says what would happen.
pub(crate) fn import(session: &Session, matches: &ArgMatches) -> Result<(), Refused> {
    let app = session.open()?;
    let owner = app.owner(Face::Local);
    let ask = |name: &str, input: Json| call(&app, &owner, name, input);
    let file = matches
        .get_one::<PathBuf>("file")
        .map(PathBuf::as_path)
        .unwrap_or(Path::new(""));
    let mut import = ask("imports.open", json!({ "path": file }))?;
    let id = import["id"].clone();
    let mut settings = json!({ "id": id });
    for name in SETTINGS {
        if let Some(text) = matches.get_one::<String>(name) {
            settings[name] = json!(text);
        }
    }
    if settings.as_object().is_some_and(|given| given.len() > 1) {
        import = ask("imports.configure", settings)?;
    }
    explain(&import)?;
    let result = if matches.get_flag("dry-run") {
        let result = job(&app, "imports.check", json!({ "id": id }))?;
        ask("imports.delete", json!({ "id": id }))?;
        result
    } else {
        job(&app, "imports.run", json!({ "id": id }))?
    };
    if !matches.get_flag("dry-run") {
        if let Some(path) = matches.get_one::<PathBuf>("errors") {
            save_errors(&app, &id, path)?;
        }
        let _ = writeln!(
            std::io::stderr(),
            "Every row: mycrm imports ledger {0} · take it all back: mycrm imports revert {0}",
            id.as_str().unwrap_or_default()
        );
    }
    session.print(&result["totals"])
}

/// Says what the file was taken for and where its columns go.
fn explain(import: &Json) -> Result<(), Refused> {
    let word = |name: &str| import[name].as_str().unwrap_or_default().to_owned();
    let mut text = format!(
        "{}: {} of {}, {}\n",
        word("file_name"),
        word("kind"),
        word("source"),
        word("encoding"),
    );
    for column in import["columns"].as_array().into_iter().flatten() {
        let header = column["header"].as_str().unwrap_or_default();
        let target = column["target"].as_str().unwrap_or("(left out)");
        text += &format!("  {header} → {target}\n");
    }
    std::io::stderr()
        .write_all(text.as_bytes())
        .map_err(Error::from)?;
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "the file that the user named for the rows with errors"
)]
fn save_errors(app: &App, id: &Json, path: &Path) -> Result<(), Refused> {
    let owner = app.owner(Face::Local);
    let errors = call(app, &owner, "imports.errors_csv", json!({ "id": id }))?;
    let content = errors["content"].as_str().unwrap_or_default();
    std::fs::write(path, content).map_err(|error| {
        Error::Storage(format!("{} cannot be written: {error}.", path.display()))
    })?;
    Ok(())
}
