//! Brings a database up to this program's schema: newer files are refused, older ones backed up first.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension};

use super::backups;
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

/// Applies what is missing, all of it in one transaction. Returns the backup made, if any.
pub(super) fn run(connection: &mut Connection, path: Option<&Path>) -> Result<Option<PathBuf>> {
    let (found, known) = (version_of(connection)?, newest_known());
    if found > known {
        return Err(Error::Newer { found, known });
    }
    if found == known {
        return Ok(None);
    }
    let backup = match path {
        Some(path) if found > 0 => Some(backups::make(connection, path, found)?),
        _ => None,
    };
    embedded::migrations::runner()
        // Ungrouped, the runner commits a migration and the row that says it was applied one after the other: a
        // process killed between the two would leave a database that no program can open any more.
        .set_grouped(true)
        .set_abort_divergent(true)
        .run(connection)
        .map_err(|error| {
            Error::Storage(format!(
                "The database could not be brought up to date: {error}."
            ))
        })?;
    Ok(backup)
}

#[cfg(test)]
mod tests {
    use refinery::Target;

    use super::super::open::tests::connect_with;
    use super::*;
    use crate::change::{self, Action, FieldChange, StepHead};
    use crate::clock::Stamp;

    /// The database of the first schema that tests of later ones are opened with. Key: 32 times 7.
    const OLD: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/fixtures/databases/schema-1.db"
    );

    /// Puts in what a program of the first schema left: a log, a file, a finished job, a reader's place.
    fn furnish(connection: &Connection) -> Result<()> {
        connection.execute_batch(
            "INSERT INTO meta VALUES ('device', '010203040506'), ('owner', '01890000000070008000000000000001');
             INSERT INTO files VALUES (1, x'01890000000070008000000000000002', 'old.csv', 9, 1700000000000);
             INSERT INTO file_chunks VALUES (1, 0, CAST('name' || char(10) || 'Anna' AS BLOB));
             INSERT INTO jobs (id, operation, input, actor, origin, state, result, run_at, created_at)
             VALUES (x'01890000000070008000000000000003', 'imports.run', '{}', x'01890000000070008000000000000001',
                     'user', 'done', '{\"rows\":1}', 0, 1700000000000);
             INSERT INTO subscribers (name, seq) VALUES ('old.reader', 2);",
        )?;
        let owner = *b"\x01\x89\0\0\0\0\x70\0\x80\0\0\0\0\0\0\x01";
        let (id, device) = ([9; 16], [1, 2, 3, 4, 5, 6]);
        let hash = change::step_hash(&StepHead {
            id: &id,
            at: 1_700_000_000_000,
            device: &device,
            actor: &owner,
            origin: "system",
            operation: "notes.create",
            cause: None,
            mode: "do",
            undo_of: None,
            undoable: 0,
        });
        connection.execute(
            "INSERT INTO steps (id, at, device, actor, origin, operation, mode, undoable, hash, changed)
             VALUES (?1, 1700000000000, ?2, ?3, 'system', 'notes.create', 'do', 0, ?4, 3)",
            rusqlite::params![id, device, owner, hash],
        )?;
        let mut head = change::head(connection)?;
        for (counter, record) in [[4_u8; 16], [5; 16], [6; 16]].iter().enumerate() {
            let stamp = Stamp::new(1_700_000_000_000, counter as u32, device);
            let fields = change::fields_text(&[FieldChange {
                name: "text",
                from: serde_json::Value::Null,
                to: "from long ago".into(),
                overwritten: None,
            }])?;
            let target = ("note", record, Action::Create.name());
            head = change::append(connection, &head, (1, &hash), &stamp, target, &fields)?;
        }
        change::keep_head(connection, &head)
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the stored database is a file")]
    fn the_stored_old_database_is_of_the_first_schema() {
        if std::env::var_os("MYCRM_WRITE_FIXTURES").is_some() {
            let _ = std::fs::remove_file(OLD);
            let mut connection = connect_with(Path::new(OLD), 7).unwrap();
            embedded::migrations::runner()
                .set_target(Target::Version(1))
                .run(&mut connection)
                .unwrap();
            furnish(&connection).unwrap();
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        std::fs::copy(OLD, &path).unwrap();
        let mut connection = connect_with(&path, 7).unwrap();
        assert_eq!(version_of(&connection).unwrap(), 1);
        // What was written then is whole as today's program reads it.
        run(&mut connection, None).unwrap();
        assert!(change::verify(&connection).unwrap().ok);
    }
}
