//! Brings a database up to this program's schema: newer files are refused, older ones backed up first.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension};

use crate::error::{Error, Result};

mod embedded {
    refinery::embed_migrations!("../../migrations");
}

/// The newest schema version that this program knows.
pub(super) fn newest_known() -> i64 {
    embedded::migrations::runner()
        .get_migrations()
        .iter()
        .map(|m| i64::from(m.version()))
        .max()
        .unwrap_or(0)
}

fn version_of(connection: &Connection) -> Result<i64> {
    let exists: bool = connection.query_row(
        "SELECT count(*) > 0 FROM sqlite_master WHERE type = 'table' AND name = 'refinery_schema_history'",
        [],
        |row| row.get(0),
    )?;
    if !exists {
        return Ok(0);
    }
    let found = connection
        .query_row(
            "SELECT max(version) FROM refinery_schema_history",
            [],
            |row| row.get::<_, Option<i64>>(0),
        )
        .optional()?;
    Ok(found.flatten().unwrap_or(0))
}

/// Applies what is missing, each migration in a transaction of its own. Returns the backup made, if any.
pub(super) fn run(connection: &mut Connection, path: Option<&Path>) -> Result<Option<PathBuf>> {
    let (found, known) = (version_of(connection)?, newest_known());
    if found > known {
        return Err(Error::Newer { found, known });
    }
    if found == known {
        return Ok(None);
    }
    let backup = match path {
        Some(path) if found > 0 => Some(back_up(connection, path, found)?),
        _ => None,
    };
    embedded::migrations::runner()
        .set_grouped(false)
        .set_abort_divergent(true)
        .run(connection)
        .map_err(|error| {
            Error::Storage(format!(
                "The database could not be brought up to date: {error}."
            ))
        })?;
    Ok(backup)
}

/// Copies the database file beside itself, with everything of the write-ahead log in it.
/// The copy appears under its name only when it is whole.
#[allow(
    clippy::disallowed_methods,
    reason = "the store is the home of the database file"
)]
fn back_up(connection: &Connection, path: &Path, version: i64) -> Result<PathBuf> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    let name = |ending: &str| {
        let mut file = path.file_name().unwrap_or_default().to_os_string();
        file.push(format!(".schema-{version}.{ending}"));
        path.with_file_name(file)
    };
    let (part, whole) = (name("part"), name("backup"));
    std::fs::copy(path, &part)?;
    std::fs::File::open(&part)?.sync_all()?;
    std::fs::rename(&part, &whole)?;
    Ok(whole)
}
