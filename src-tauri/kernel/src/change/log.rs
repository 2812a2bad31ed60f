//! Appending to the log.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value as Json;

use super::chain::{ChangeHead, Hash, change_hash, digest, head_text};
use crate::clock::Stamp;
use crate::error::{Error, Result};

/// The end of the chain.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    pub(crate) seq: i64,
    pub(crate) hash: Hash,
}

/// One field of a change: its name, from, to, and the stamp it overwrote.
pub(crate) struct FieldChange<'a> {
    pub(crate) name: &'a str,
    pub(crate) from: Json,
    pub(crate) to: Json,
    pub(crate) overwritten: Option<Stamp>,
}

/// Reads the end of the chain.
pub(crate) fn head(connection: &Connection) -> Result<Head> {
    let found = connection
        .prepare_cached("SELECT seq, hash FROM changes ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| {
            Ok(Head {
                seq: row.get(0)?,
                hash: row.get(1)?,
            })
        })
        .optional()?;
    Ok(found.unwrap_or(Head {
        seq: 0,
        hash: [0; 32],
    }))
}

/// `{"field":[from,to,"stamp"|null],…}`
pub(crate) fn fields_text(fields: &[FieldChange<'_>]) -> Result<String> {
    let mut text = Vec::with_capacity(64 + fields.len() * 48);
    text.push(b'{');
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            text.push(b',');
        }
        serde_json::to_writer(&mut text, field.name)?;
        text.extend_from_slice(b":[");
        serde_json::to_writer(&mut text, &field.from)?;
        text.push(b',');
        serde_json::to_writer(&mut text, &field.to)?;
        text.push(b',');
        match field.overwritten {
            Some(stamp) => serde_json::to_writer(&mut text, &stamp.hex())?,
            None => text.extend_from_slice(b"null"),
        }
        text.push(b']');
    }
    text.push(b'}');
    String::from_utf8(text).map_err(|e| Error::Internal(e.to_string()))
}

/// Reads [`fields_text`]: name, from, to.
pub(crate) fn parse_fields(text: &str) -> Result<Vec<(String, Json, Json)>> {
    let map: serde_json::Map<String, Json> = serde_json::from_str(text)
        .map_err(|_| Error::Storage("A change in the log is damaged. Verify the log.".into()))?;
    Ok(map
        .into_iter()
        .map(|(name, mut triple)| (name, triple[0].take(), triple[1].take()))
        .collect())
}

/// Appends one change and returns the new end of the chain.
pub(crate) fn append(
    connection: &Connection,
    end: &Head,
    step: (i64, &Hash),
    stamp: &Stamp,
    target: (&str, &[u8; 16], &str),
    fields: &str,
) -> Result<Head> {
    let (kind, record, action) = target;
    let seq = end.seq + 1;
    let change = ChangeHead {
        seq,
        stamp: stamp.bytes(),
        kind,
        record,
        action,
    };
    let hash = change_hash(&end.hash, step.1, &change, &digest(fields));
    connection
        .prepare_cached(
            "INSERT INTO changes (seq, step, stamp, kind, record, action, fields, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            seq,
            step.0,
            stamp.bytes(),
            kind,
            record,
            action,
            fields,
            hash
        ])?;
    Ok(Head { seq, hash })
}

/// Keeps the end of the chain where [`super::verify`] looks for it. Once per transaction.
pub(crate) fn keep_head(connection: &Connection, head: &Head) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO meta VALUES ('chain_head', ?1) ON CONFLICT DO UPDATE SET value = excluded.value")?
        .execute([head_text(head.seq, &head.hash)])?;
    Ok(())
}
