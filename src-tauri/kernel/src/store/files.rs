//! Files handed to long work, kept in pieces inside the encrypted database.

use std::io::{self, Read as IoRead, Seek, SeekFrom};

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::staged;
use crate::app::App;
use crate::error::{Error, Result};

/// Size of one piece.
const CHUNK: usize = 1 << 20;
/// Largest file taken in: 4 GiB.
const LIMIT: u64 = 4 << 30;

/// The id of a staged file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct FileId(pub Uuid);

/// Takes a file in, piece by piece. Each piece is its own transaction; the file exists once all are there.
pub fn add_file(app: &App, name: &str, content: &mut dyn IoRead) -> Result<(FileId, u64)> {
    let id = app.new_id();
    let key: i64 = app.with_writer(|connection| {
        staged::drop_waiting(app, connection, staged::WAITS)?;
        connection.execute(
            "INSERT INTO files (id, name, bytes, created_at) VALUES (?1, ?2, -1, ?3)",
            params![id.as_bytes(), name, app.now()],
        )?;
        Ok(connection.last_insert_rowid())
    })?;
    let taken = copy_pieces(app, key, content);
    if taken.is_err() {
        remove_file(app, FileId(id))?;
    }
    let bytes = taken?;
    app.with_writer(|connection| {
        connection.execute(
            "UPDATE files SET bytes = ?2 WHERE key = ?1",
            params![key, bytes as i64],
        )?;
        Ok(())
    })?;
    Ok((FileId(id), bytes))
}

fn copy_pieces(app: &App, key: i64, content: &mut dyn IoRead) -> Result<u64> {
    let (mut bytes, mut number) = (0_u64, 0_i64);
    loop {
        let mut piece = Vec::with_capacity(CHUNK);
        content.take(CHUNK as u64).read_to_end(&mut piece)?;
        if piece.is_empty() {
            return Ok(bytes);
        }
        bytes += piece.len() as u64;
        if bytes > LIMIT {
            return Err(Error::TooLarge(
                "A file may have at most 4 GiB. Split it and import the parts.".into(),
            ));
        }
        app.with_writer(|connection| {
            connection.execute(
                "INSERT INTO file_chunks VALUES (?1, ?2, ?3)",
                params![key, number, piece],
            )?;
            Ok(())
        })?;
        number += 1;
    }
}

/// Removes a staged file.
pub fn remove_file(app: &App, id: FileId) -> Result<()> {
    app.with_writer(|connection| remove(connection, id))
}

/// Removes a staged file in the transaction of `connection`.
pub(crate) fn remove(connection: &Connection, id: FileId) -> Result<()> {
    connection.execute(
        "DELETE FROM file_chunks WHERE file = (SELECT key FROM files WHERE id = ?1)",
        params![id.0.as_bytes()],
    )?;
    connection.execute("DELETE FROM files WHERE id = ?1", params![id.0.as_bytes()])?;
    Ok(())
}

/// Reads a staged file from its start, one piece in memory at a time.
pub struct FileReader<'a> {
    app: &'a App,
    key: i64,
    /// Name it was handed in under.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    number: i64,
    piece: Vec<u8>,
    at: usize,
}

impl<'a> FileReader<'a> {
    /// Opens a staged file.
    pub fn open(app: &'a App, id: FileId) -> Result<Self> {
        let (key, name, bytes) = app
            .reader()?
            .query_row(
                "SELECT key, name, bytes FROM files WHERE id = ?1 AND bytes >= 0",
                [id.0.as_bytes()],
                |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)?)),
            )
            .optional()?
            .ok_or_else(|| Error::not_found("file", id.0))?;
        Ok(Self {
            app,
            key,
            name,
            bytes: bytes as u64,
            number: 0,
            piece: Vec::new(),
            at: 0,
        })
    }
}

impl IoRead for FileReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.piece.len() {
            let next = self
                .app
                .reader()
                .and_then(|reader| {
                    Ok(reader
                        .query_row(
                            "SELECT data FROM file_chunks WHERE file = ?1 AND number = ?2",
                            params![self.key, self.number],
                            |row| row.get::<_, Vec<u8>>(0),
                        )
                        .optional()?)
                })
                .map_err(io::Error::other)?;
            let Some(next) = next else { return Ok(0) };
            (self.piece, self.at, self.number) = (next, 0, self.number + 1);
        }
        let count = buffer.len().min(self.piece.len() - self.at);
        buffer[..count].copy_from_slice(&self.piece[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

impl Seek for FileReader<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let now = match self.piece.len() {
            0 => self.number as u64 * CHUNK as u64,
            _ => (self.number - 1) as u64 * CHUNK as u64 + self.at as u64,
        };
        let wanted = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => now.checked_add_signed(by),
            SeekFrom::End(by) => self.bytes.checked_add_signed(by),
        };
        let wanted = wanted.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        // The piece is read when something of it is; what was read before it only counts as read.
        self.number = (wanted / CHUNK as u64) as i64;
        (self.piece, self.at) = (Vec::new(), 0);
        let inside = wanted % CHUNK as u64;
        if inside > 0 {
            io::copy(&mut self.by_ref().take(inside), &mut io::sink())?;
        }
        Ok(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Config;
    use crate::store::KeySource;

    fn app(path: &std::path::Path) -> App {
        let config = Config {
            key: KeySource::Raw([1; 32]),
            ..Config::at(path)
        };
        App::open(config).unwrap()
    }

    /// Fails after some bytes, as a connection does that breaks off.
    struct Broken(usize);

    impl IoRead for Broken {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::Error::other("broken off"));
            }
            let count = buffer.len().min(self.0);
            self.0 -= count;
            Ok(count)
        }
    }

    fn pieces(app: &App) -> i64 {
        let count = "SELECT (SELECT count(*) FROM files) + (SELECT count(*) FROM file_chunks)";
        app.reader()
            .unwrap()
            .query_row(count, [], |row| row.get(0))
            .unwrap()
    }

    #[test]
    fn a_file_of_several_pieces_is_read_as_it_was_handed_in() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(&folder.path().join("a.db"));
        let content: Vec<u8> = (0..2 * CHUNK + 77).map(|at| (at % 251) as u8).collect();
        let (id, bytes) = add_file(&app, "a.csv", &mut content.as_slice()).unwrap();
        assert_eq!(bytes, content.len() as u64);
        let mut read = Vec::new();
        let mut reader = FileReader::open(&app, id).unwrap();
        reader.read_to_end(&mut read).unwrap();
        assert!(read == content && reader.bytes == bytes);
        for (to, at) in [
            (SeekFrom::Start(5), 5),
            (SeekFrom::Current(CHUNK as i64), 5 + 3 + CHUNK),
            (SeekFrom::End(-7), content.len() - 7),
            (SeekFrom::Start(CHUNK as u64), CHUNK),
            (SeekFrom::Current(-3), CHUNK),
        ] {
            assert_eq!(reader.seek(to).unwrap(), at as u64, "{to:?}");
            let mut three = [0; 3];
            reader.read_exact(&mut three).unwrap();
            assert_eq!(three, content[at..at + 3], "{to:?}");
        }
        reader.seek(SeekFrom::End(9)).unwrap();
        assert_eq!(reader.read(&mut [0; 3]).unwrap(), 0);
        remove_file(&app, id).unwrap();
        assert_eq!(
            FileReader::open(&app, id).err().map(|e| e.code()),
            Some("not_found")
        );
        assert_eq!(pieces(&app), 0);
    }

    #[test]
    fn a_file_that_broke_off_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let app_once = app(&path);
        let error = add_file(&app_once, "a.csv", &mut Broken(CHUNK + 5)).unwrap_err();
        assert_eq!(error.code(), "storage");
        assert_eq!(pieces(&app_once), 0);
        // Nor does one whose program ended meanwhile, from the next start on.
        let half = "INSERT INTO files (id, name, bytes, created_at) VALUES (x'01', 'a.csv', -1, 0);
                    INSERT INTO file_chunks SELECT key, 0, x'00' FROM files";
        app_once.store().writer().execute_batch(half).unwrap();
        drop(app_once);
        assert_eq!(pieces(&app(&path)), 0);
    }
}
