//! Writing a staged file anew, or removing it, together with what else the transaction writes.

use std::io::Read as IoRead;

use rusqlite::params;

use super::Tx;
use crate::error::Result;
use crate::store::{FileId, remove_file_in};

/// Size of one piece.
const PIECE: u64 = 1 << 20;

impl Tx<'_> {
    /// Removes a staged file together with what is written here.
    pub fn remove_file(&self, id: FileId) -> Result<()> {
        remove_file_in(self.connection(), id)
    }

    /// Puts `content` in the place of what a staged file holds; answers its size. `content` may be made out of the
    /// file as it was: readers see that until the transaction is committed.
    pub fn rewrite_file(&self, id: FileId, content: &mut dyn IoRead) -> Result<u64> {
        let key: i64 = self.connection().query_row(
            "SELECT key FROM files WHERE id = ?1",
            [id.0.as_bytes()],
            |row| row.get(0),
        )?;
        self.connection()
            .execute("DELETE FROM file_chunks WHERE file = ?1", [key])?;
        let (mut bytes, mut number) = (0_u64, 0_i64);
        loop {
            let mut piece = Vec::new();
            content.take(PIECE).read_to_end(&mut piece)?;
            if piece.is_empty() {
                break;
            }
            self.connection()
                .prepare_cached("INSERT INTO file_chunks VALUES (?1, ?2, ?3)")?
                .execute(params![key, number, piece])?;
            bytes += piece.len() as u64;
            number += 1;
        }
        self.connection().execute(
            "UPDATE files SET bytes = ?2 WHERE key = ?1",
            params![key, bytes as i64],
        )?;
        Ok(bytes)
    }
}
