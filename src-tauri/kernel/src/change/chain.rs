//! The hash chain over steps and changes: altering, removing or inserting anything breaks it.
//!
//! SHA-256 (FIPS 180-4). Every part is prefixed by its length, so that no two different logs hash alike.
//! A change is hashed over the digest of its fields, not the fields: a purge can erase values and keep the chain.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, Error as Sql, OptionalExtension};
use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::error::Result;

pub(crate) type Hash = [u8; 32];

pub(crate) struct StepHead<'a> {
    pub(crate) id: &'a [u8],
    pub(crate) at: i64,
    pub(crate) device: &'a [u8],
    pub(crate) actor: &'a [u8],
    pub(crate) origin: &'a str,
    pub(crate) operation: &'a str,
    pub(crate) cause: Option<i64>,
    pub(crate) mode: &'a str,
    pub(crate) undo_of: Option<i64>,
    /// The number as stored: anything but 0 and 1 is not ours.
    pub(crate) undoable: i64,
}

pub(crate) struct ChangeHead<'a> {
    pub(crate) seq: i64,
    pub(crate) stamp: &'a [u8],
    pub(crate) kind: &'a str,
    pub(crate) record: &'a [u8],
    pub(crate) action: &'a str,
}

fn part(hasher: &mut Sha256, bytes: &[u8]) {
    hasher.update((bytes.len() as u32).to_be_bytes());
    hasher.update(bytes);
}

fn number(hasher: &mut Sha256, value: Option<i64>) {
    match value {
        Some(value) => part(hasher, &value.to_be_bytes()),
        None => part(hasher, &[]),
    }
}

pub(crate) fn step_hash(step: &StepHead<'_>) -> Hash {
    let mut hasher = Sha256::new();
    part(&mut hasher, step.id);
    number(&mut hasher, Some(step.at));
    part(&mut hasher, step.device);
    part(&mut hasher, step.actor);
    part(&mut hasher, step.origin.as_bytes());
    part(&mut hasher, step.operation.as_bytes());
    number(&mut hasher, step.cause);
    part(&mut hasher, step.mode.as_bytes());
    number(&mut hasher, step.undo_of);
    number(&mut hasher, Some(step.undoable));
    hasher.finalize().into()
}

/// Digest of a change's fields.
pub(crate) fn digest(fields: &str) -> Hash {
    Sha256::digest(fields.as_bytes()).into()
}

pub(crate) fn change_hash(
    previous: &Hash,
    step: &Hash,
    change: &ChangeHead<'_>,
    fields: &Hash,
) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(previous);
    hasher.update(step);
    number(&mut hasher, Some(change.seq));
    part(&mut hasher, change.stamp);
    part(&mut hasher, change.kind.as_bytes());
    part(&mut hasher, change.record);
    part(&mut hasher, change.action.as_bytes());
    hasher.update(fields);
    hasher.finalize().into()
}

/// What a check of the whole log found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Verification {
    /// Whether every change is as it was written.
    pub ok: bool,
    /// How many changes were checked.
    pub checked: i64,
    /// The first change that does not fit.
    pub broken_at: Option<i64>,
    /// What does not fit there.
    pub reason: Option<String>,
}

/// Recomputes the whole chain.
pub fn verify(connection: &Connection) -> Result<Verification> {
    let mut checked = 0;
    let broken = match find_break(connection, &mut checked) {
        Err(
            Sql::InvalidColumnType(..)
            | Sql::FromSqlConversionFailure(..)
            | Sql::IntegralValueOutOfRange(..)
            | Sql::Utf8Error(..),
        ) => Some((checked + 1, "it holds something that was never written")),
        other => other?,
    };
    Ok(match broken {
        None => Verification {
            ok: true,
            checked,
            broken_at: None,
            reason: None,
        },
        Some((seq, reason)) => Verification {
            ok: false,
            checked,
            broken_at: Some(seq),
            reason: Some(reason.to_owned()),
        },
    })
}

type Break = Option<(i64, &'static str)>;

fn find_break(connection: &Connection, checked: &mut i64) -> rusqlite::Result<Break> {
    let mut previous: Hash = [0; 32];
    let mut counts = Counts::default();
    let mut current_step: Option<(i64, Hash)> = None;
    let mut statement = connection.prepare(
        "SELECT seq, step, stamp, kind, record, action, fields, digest, hash FROM changes ORDER BY seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        if seq != *checked + 1 {
            return Ok(Some((*checked + 1, "a change is missing from the log")));
        }
        let key: i64 = row.get(1)?;
        let step = match current_step {
            Some((known, hash)) if known == key => hash,
            _ => match checked_step(connection, key)? {
                Some(hash) => hash,
                None => {
                    return Ok(Some((
                        seq,
                        "the step of this change was altered or removed",
                    )));
                }
            },
        };
        current_step = Some((key, step));
        let (kind, action): (String, String) = (row.get(3)?, row.get(5)?);
        let (stamp, record): (Vec<u8>, Vec<u8>) = (row.get(2)?, row.get(4)?);
        let (fields, kept): (Option<String>, Option<Hash>) = (row.get(6)?, row.get(7)?);
        let fields = match (fields, kept) {
            (Some(text), None) => digest(&text),
            (None, Some(kept)) if was_purged(connection, &record, seq)? => kept,
            _ => {
                return Ok(Some((
                    seq,
                    "its values were erased, though its record was not purged",
                )));
            }
        };
        let head = ChangeHead {
            seq,
            stamp: &stamp,
            kind: &kind,
            record: &record,
            action: &action,
        };
        let expected = change_hash(&previous, &step, &head, &fields);
        let stored: Vec<u8> = row.get(8)?;
        if stored != expected {
            return Ok(Some((seq, "its content does not match its hash")));
        }
        previous = expected;
        *checked += 1;
        counts.add(key, kind);
    }
    // The head is kept apart, so that cutting the end off is found as well.
    let kept: Option<String> = connection
        .query_row(
            "SELECT value FROM meta WHERE key = 'chain_head'",
            [],
            |row| row.get(0),
        )
        .optional()?;
    let expected = (*checked > 0).then(|| head_text(*checked, &previous));
    if kept != expected {
        return Ok(Some((*checked + 1, "the end of the log is missing")));
    }
    steps_agree(connection, &counts)
}

/// Changes by step and kind, the kinds by number: there are as many steps as there ever were edits.
#[derive(Default)]
struct Counts {
    kinds: HashMap<String, u16>,
    counts: HashMap<(i64, u16), u64>,
}

impl Counts {
    fn add(&mut self, step: i64, kind: String) {
        let next = self.kinds.len() as u16;
        let kind = *self.kinds.entry(kind).or_insert(next);
        *self.counts.entry((step, kind)).or_default() += 1;
    }

    fn of(&self, step: i64, kind: &str) -> u64 {
        let kind = self.kinds.get(kind);
        kind.and_then(|kind| self.counts.get(&(step, *kind)))
            .copied()
            .unwrap_or(0)
    }
}

/// What the table `meta` keeps of the end of the chain.
pub(super) fn head_text(seq: i64, hash: &Hash) -> String {
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{seq}:{hex}")
}

fn checked_step(connection: &Connection, key: i64) -> rusqlite::Result<Option<Hash>> {
    let found = connection
        .prepare_cached(
            "SELECT id, at, device, actor, origin, operation, cause, mode, undo_of, undoable, hash
             FROM steps WHERE key = ?1",
        )?
        .query_row([key], |row| {
            let (id, device, actor): (Vec<u8>, Vec<u8>, Vec<u8>) =
                (row.get(0)?, row.get(2)?, row.get(3)?);
            let (origin, operation, mode): (String, String, String) =
                (row.get(4)?, row.get(5)?, row.get(7)?);
            let hash = step_hash(&StepHead {
                id: &id,
                at: row.get(1)?,
                device: &device,
                actor: &actor,
                origin: &origin,
                operation: &operation,
                cause: row.get(6)?,
                mode: &mode,
                undo_of: row.get(8)?,
                undoable: row.get(9)?,
            });
            let stored: Vec<u8> = row.get(10)?;
            Ok((stored == hash).then_some(hash))
        })
        .optional()?;
    Ok(found.flatten())
}

fn was_purged(connection: &Connection, record: &[u8], seq: i64) -> rusqlite::Result<bool> {
    Ok(connection
        .prepare_cached(
            "SELECT count(*) FROM changes WHERE record = ?1 AND seq >= ?2 AND action = 'purge'",
        )?
        .query_row(rusqlite::params![record, seq], |row| row.get::<_, i64>(0))?
        > 0)
}

/// `state`, `changed` and `kinds` of a step are not hashed because they alter: they must agree with what is. Steps are
/// never deleted, so that none may be missing; those without changes are looked at here.
fn steps_agree(connection: &Connection, counts: &Counts) -> rusqlite::Result<Break> {
    let dense: bool = connection.query_row(
        "SELECT count(*) = coalesce(max(key), 0) AND coalesce(min(key), 1) = 1 FROM steps",
        [],
        |row| row.get(0),
    )?;
    if !dense {
        return Ok(Some((0, "a step is missing from the log")));
    }
    let mut idle = connection.prepare(
        "SELECT key FROM steps s WHERE NOT EXISTS (SELECT 1 FROM changes WHERE step = s.key)",
    )?;
    for key in idle.query_map([], |row| row.get(0))? {
        if checked_step(connection, key?)?.is_none() {
            return Ok(Some((0, "a step without changes was altered")));
        }
    }
    let mut told =
        connection.prepare("SELECT key, kinds, changed FROM steps WHERE kinds IS NOT NULL")?;
    let mut rows = told.query([])?;
    while let Some(row) = rows.next()? {
        let (key, kinds, changed): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let kinds: BTreeMap<String, u64> = serde_json::from_str(&kinds).unwrap_or_default();
        let each = kinds
            .iter()
            .all(|(kind, count)| counts.of(key, kind) == *count);
        if !each
            || kinds
                .values()
                .try_fold(0_u64, |sum, count| sum.checked_add(*count))
                != Some(changed.unsigned_abs())
        {
            return Ok(Some((
                0,
                "what a step was about does not agree with the log",
            )));
        }
    }
    let wrong: Option<i64> = connection
        .query_row(
            "SELECT coalesce((SELECT min(seq) FROM changes WHERE step = s.key), 0) FROM steps s
             WHERE s.changed <> (SELECT count(*) FROM changes c WHERE c.step = s.key)
                OR s.state NOT IN ('done', 'undone')
                OR (s.state = 'undone') <> EXISTS
                   (SELECT 1 FROM steps u WHERE u.undo_of = s.key AND u.state = 'done')
             LIMIT 1",
            [],
            |row| row.get(0),
        )
        .optional()?;
    Ok(wrong.map(|seq| (seq, "the state of its step does not agree with the log")))
}
