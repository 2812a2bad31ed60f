//! A database of another product, read out of memory: nothing of it touches the disk.

use std::io::Read as IoRead;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, MAIN_DB, Statement};

use crate::error::{Error, Result};

/// Largest such database: 512 MiB.
const LIMIT: u64 = 512 << 20;

/// The beginning of its head that is looked at, and where its versions of writing and reading stand in it: 2 for one
/// with a write-ahead log (SQLite, database file format).
const HEAD: usize = 20;
const VERSIONS: std::ops::Range<usize> = 18..20;
/// The smallest page of one, in bytes.
const SMALLEST: u64 = 512;

/// A SQLite database that came in a file.
pub struct ForeignDatabase(Connection);

impl ForeignDatabase {
    /// Takes the database in. It may only be read, and nothing in it is trusted.
    ///
    /// # Errors
    /// [`Error::TooLarge`] beyond 512 MiB, [`Error::Validation`] for what is no database.
    #[expect(
        clippy::disallowed_methods,
        reason = "the kernel's store is where connections are opened; this one is to memory"
    )]
    pub fn read(mut content: impl IoRead, bytes: u64) -> Result<Self> {
        if bytes > LIMIT {
            let message = "A database of another product may have at most 512 MiB.";
            return Err(Error::TooLarge(message.into()));
        }
        let unreadable = |_: rusqlite::Error| {
            let message = "This is no SQLite database that can be read.";
            Error::field("file", "invalid", message)
        };
        if bytes < SMALLEST {
            return Err(unreadable(rusqlite::Error::InvalidQuery));
        }
        let mut head = [0; HEAD];
        content.read_exact(&mut head)?;
        // One that was written with a log beside it says so, and memory has no files beside it.
        head[VERSIONS].fill(1);
        let whole = (&head[..]).chain(content);
        let mut connection = Connection::open_in_memory()?;
        connection
            .deserialize_read_exact(MAIN_DB, whole, bytes as usize, true)
            .map_err(unreadable)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
            .map_err(unreadable)?;
        Ok(Self(connection))
    }

    /// Whether it has a table with these columns. A view is none.
    pub fn has(&self, table: &str, columns: &[&str]) -> Result<bool> {
        let tables = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?1";
        let found: i64 = self.0.query_row(tables, [table], |row| row.get(0))?;
        if found == 0 {
            return Ok(false);
        }
        let mut known = self.0.prepare("SELECT name FROM pragma_table_info(?1)")?;
        let known: Vec<String> = known
            .query_map([table], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(columns
            .iter()
            .all(|column| known.iter().any(|own| own == column)))
    }

    /// A SELECT.
    pub fn select(&self, sql: &str) -> Result<Statement<'_>> {
        Ok(self.0.prepare(sql)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "a database of another product is made up here"
    )]
    fn a_database_is_read_from_memory_and_nonsense_refused() {
        let mut made = Connection::open_in_memory().unwrap();
        made.execute_batch("CREATE TABLE steps (count INTEGER); INSERT INTO steps VALUES (7); CREATE VIEW all_steps AS SELECT * FROM steps")
            .unwrap();
        let mut bytes = made.serialize(MAIN_DB).unwrap().to_vec();
        bytes[VERSIONS].fill(2);
        let read = ForeignDatabase::read(bytes.as_slice(), bytes.len() as u64).unwrap();
        assert!(read.has("steps", &["count"]).unwrap());
        assert!(!read.has("steps", &["count", "more"]).unwrap());
        assert!(!read.has("all_steps", &["count"]).unwrap());
        let count: i64 = read
            .select("SELECT count FROM steps")
            .unwrap()
            .query_row([], |row| row.get(0))
            .unwrap();
        assert_eq!(count, 7);
        assert!(
            read.select("DELETE FROM steps")
                .unwrap()
                .execute([])
                .is_err()
        );
        for bad in [
            &b"SQLite format 3\0 and nothing else"[..],
            b"",
            &bytes[..700],
        ] {
            assert!(ForeignDatabase::read(bad, bad.len() as u64).is_err());
        }
        assert!(ForeignDatabase::read(&b""[..], LIMIT + 1).is_err());
    }
}
