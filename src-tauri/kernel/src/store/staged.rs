//! Staged files that nobody came for. Whoever hands a file in says next what is to be done with it; one that nothing
//! was done with holds people nobody knows of, and is not kept.

use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::app::App;
use crate::error::Result;

/// How long a file waits for its purpose, in milliseconds: a day.
pub(super) const WAITS: i64 = 24 * 60 * 60 * 1_000;
/// How long it waits where something is being erased that may stand in it: an hour.
const WAITS_AT_MOST: i64 = 60 * 60 * 1_000;

/// Removes staged files that nothing refers to and that were handed in longer than an hour ago: in the transaction of
/// `connection`, which erases something for good.
pub(crate) fn drop_unclaimed(app: &App, connection: &Connection) -> Result<()> {
    drop_waiting(app, connection, WAITS_AT_MOST)
}

/// Removes staged files that nothing refers to and that were handed in longer than `waits` ago. Referred to are those
/// that an area keeps ([`crate::app::Area::claims`]), and those that work which is not over yet was given.
pub(super) fn drop_waiting(app: &App, connection: &Connection, waits: i64) -> Result<()> {
    let claimed: String = app
        .claims()
        .iter()
        .map(|table| format!(" AND NOT EXISTS (SELECT 1 FROM {table} c WHERE c.file = f.id)"))
        .collect();
    let waiting: Vec<(i64, [u8; 16])> = connection
        .prepare_cached(&format!(
            "SELECT f.key, f.id FROM files f WHERE f.bytes >= 0 AND f.created_at < ?1{claimed}"
        ))?
        .query_map([app.now().saturating_sub(waits)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    for (key, id) in waiting {
        let given: bool = connection
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM jobs WHERE state IN ('queued', 'running') AND instr(input, ?1) > 0)",
            )?
            .query_row([Uuid::from_bytes(id).to_string()], |row| row.get(0))?;
        if !given {
            connection.execute("DELETE FROM file_chunks WHERE file = ?1", params![key])?;
            connection.execute("DELETE FROM files WHERE key = ?1", params![key])?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Config;
    use crate::store::{KeySource, add_file};

    fn names(app: &App) -> Vec<String> {
        let reader = app.reader().unwrap();
        let mut names = reader
            .prepare("SELECT name FROM files ORDER BY name")
            .unwrap();
        let names = names.query_map([], |row| row.get(0)).unwrap();
        names.collect::<rusqlite::Result<_>>().unwrap()
    }

    #[test]
    fn a_file_that_nobody_came_for_goes_after_a_day_and_at_an_erasure_after_an_hour() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(Config {
            key: KeySource::Raw([1; 32]),
            claims: vec!["imports"],
            ..Config::at(folder.path().join("a.db"))
        })
        .unwrap();
        let add = |name: &str| add_file(&app, name, &mut &b"x"[..]).unwrap().0.0;
        let (kept, given, old, young) = (add("kept"), add("given"), add("old"), add("young"));
        let hour = 60 * 60 * 1_000;
        let write = |sql: &str, id: Uuid| {
            let writer = app.store().writer();
            writer.execute(sql, params![id.as_bytes()]).unwrap();
        };
        let age = |id: Uuid, hours: i64| {
            let at = app.now() - hours * hour - 1;
            write(
                &format!("UPDATE files SET created_at = {at} WHERE id = ?1"),
                id,
            );
        };
        for (id, hours) in [(kept, 99), (given, 99), (old, 24), (young, 23)] {
            age(id, hours);
        }
        write(
            "INSERT INTO imports (id, file, file_name, bytes, rows_estimate, settings, actor, state, created_at)
             VALUES (x'01', ?1, '', 1, 1, '{}', x'01', 'open', 0)",
            kept,
        );
        write(
            &format!(
                "INSERT INTO jobs (id, operation, input, actor, origin, state, run_at, created_at)
                 VALUES (?1, 'x', '{{\"file\":\"{given}\"}}', x'01', 'user', 'queued', 0, 0)"
            ),
            given,
        );
        // Handing in another one is what looks after them.
        add("new");
        assert_eq!(names(&app), ["given", "kept", "new", "young"]);
        drop_unclaimed(&app, &app.store().writer()).unwrap();
        assert_eq!(names(&app), ["given", "kept", "new"]);
        // When the work is over, what it was given is not wanted any more.
        write("UPDATE jobs SET state = 'failed' WHERE id = ?1", given);
        drop_unclaimed(&app, &app.store().writer()).unwrap();
        assert_eq!(names(&app), ["kept", "new"]);
    }
}
