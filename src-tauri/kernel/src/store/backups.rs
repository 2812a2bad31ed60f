//! Copies of the whole database, made before a migration. They hold what the database held then, so they go when
//! something is erased for good, and after some weeks in which the database they are a way back from has worked.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use rusqlite::Connection;

use crate::error::{Error, Result};

/// How long a backup is kept, in milliseconds: 30 days.
const KEPT: i64 = 30 * 24 * 60 * 60 * 1_000;
/// What a backup's name ends with, and that of one which is not whole yet.
const WHOLE: &str = "backup";
const PART: &str = "part";

/// Copies the database file beside itself, with everything of the write-ahead log in it.
/// The copy appears under its name only when it is whole.
#[allow(
    clippy::disallowed_methods,
    reason = "the store is the home of the database's files"
)]
pub(super) fn make(connection: &Connection, path: &Path, version: i64) -> Result<PathBuf> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    let name = |ending: &str| super::open::beside(path, &format!("schema-{version}.{ending}"));
    let (part, whole) = (name(PART), name(WHOLE));
    std::fs::copy(path, &part)?;
    std::fs::File::open(&part)?.sync_all()?;
    std::fs::rename(&part, &whole)?;
    Ok(whole)
}

/// Removes every backup of the database at `path`, also one that was never finished. An error names the file that stays.
pub(crate) fn remove_all(path: &Path) -> Result<()> {
    remove(path, |_| true)
}

/// Removes the backups that are older than [`KEPT`] at `now`, milliseconds since the epoch.
pub(crate) fn remove_old(path: &Path, now: i64) -> Result<()> {
    remove(path, |made| now.saturating_sub(made) > KEPT)
}

#[allow(
    clippy::disallowed_methods,
    reason = "the store is the home of the database's files"
)]
fn remove(path: &Path, goes: impl Fn(i64) -> bool) -> Result<()> {
    for (backup, made) in all(path)? {
        if goes(made) {
            std::fs::remove_file(&backup).map_err(|error| {
                Error::Storage(format!(
                    "{} is a copy of the database from before an update and cannot be removed ({error}).",
                    backup.display()
                ))
            })?;
        }
    }
    Ok(())
}

/// The backups of the database at `path`, and when each was made, in milliseconds since the epoch.
fn all(path: &Path) -> Result<Vec<(PathBuf, i64)>> {
    let (Some(folder), Some(file)) = (path.parent(), path.file_name()) else {
        return Ok(Vec::new());
    };
    let start = format!("{}.schema-", file.to_string_lossy());
    // A path without a folder lies in the one that the program runs in.
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let version = name.to_str().and_then(|name| name.strip_prefix(&start));
        let Some((version, ending)) = version.and_then(|version| version.split_once('.')) else {
            continue;
        };
        let ours = version.parse::<u32>().is_ok() && [WHOLE, PART].contains(&ending);
        if ours && entry.file_type()?.is_file() {
            let made = entry.metadata()?.modified()?;
            let made = made.duration_since(UNIX_EPOCH).unwrap_or_default();
            found.push((entry.path(), made.as_millis() as i64));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods, reason = "backups are files")]
    fn only_backups_of_this_database_go_and_young_ones_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let names = [
            "a.db",
            "a.db.key",
            "a.db.schema-1.backup",
            "a.db.schema-12.part",
            "a.db.schema-x.backup",
            "b.db.schema-1.backup",
        ];
        for name in names {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let left = || {
            let entries = std::fs::read_dir(folder.path()).unwrap();
            let mut left: Vec<_> = entries
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            left.sort();
            left
        };
        let made = all(&path).unwrap();
        assert_eq!(made.len(), 2, "{made:?}");
        remove_old(&path, made[0].1.max(made[1].1) + KEPT).unwrap();
        assert_eq!(left(), names, "on its last day it is still there");
        let (oldest, youngest) = (made[0].1.min(made[1].1), made[0].1.max(made[1].1));
        remove_old(&path, youngest + KEPT + 1).unwrap();
        assert!(oldest <= youngest && all(&path).unwrap().is_empty());
        assert_eq!(left(), [names[0], names[1], names[4], names[5]]);
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "backups are files")]
    fn all_of_them_go_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        std::fs::write(folder.path().join("a.db.schema-3.backup"), "x").unwrap();
        remove_all(&path).unwrap();
        assert!(all(&path).unwrap().is_empty());
        // Beside a database that was never there is nothing.
        remove_all(&path).unwrap();
    }
}
