//! A step: the changes of one operation, which undo takes back as one.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};

use super::Tx;
use crate::change::{self, StepHead};
use crate::error::Result;

/// Whether a step does, undoes or redoes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// An ordinary step.
    Do,
    /// Takes another step back.
    Undo,
    /// Takes an undo back.
    Redo,
}

impl Mode {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Do => "do",
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }
}

/// What step the writes of a transaction belong to.
#[derive(Debug, Clone)]
pub struct StepPlan {
    /// Name of the operation.
    pub operation: String,
    /// Whether it does, undoes or redoes.
    pub mode: Mode,
    /// The step that is taken back.
    pub undo_of: Option<i64>,
    /// A step of earlier transactions to go on with (long work).
    pub resume: Option<i64>,
    /// Whether the user can take it back.
    pub undoable: bool,
}

impl StepPlan {
    /// A new, undoable step of `operation`.
    pub fn of(operation: impl Into<String>) -> Self {
        Self {
            operation: operation.into(),
            mode: Mode::Do,
            undo_of: None,
            resume: None,
            undoable: true,
        }
    }
}

impl Tx<'_> {
    /// The step of this transaction; made at the first write, so that a step without changes never exists.
    pub(super) fn step(&mut self) -> Result<(i64, [u8; 32])> {
        if let Some(step) = self.step {
            return Ok(step);
        }
        // A step that was taken back meanwhile is closed: what goes on after it is a step of its own.
        let open = match self.plan.resume {
            Some(key) => self
                .connection()
                .query_row(
                    "SELECT key, hash FROM steps WHERE key = ?1 AND state = 'done'",
                    [key],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .optional()?,
            None => None,
        };
        let step = match open {
            Some(step) => step,
            None => self.open_step()?,
        };
        self.step = Some(step);
        Ok(step)
    }

    fn open_step(&mut self) -> Result<(i64, [u8; 32])> {
        let now = self.now();
        let id = self.app().new_id();
        let undoable = i64::from(self.plan.undoable && self.undoable);
        let caller = self.caller();
        let device = self.app().device();
        let hash = change::step_hash(&StepHead {
            id: id.as_bytes(),
            at: now,
            device: &device,
            actor: caller.actor.as_bytes(),
            origin: caller.origin.name(),
            operation: &self.plan.operation,
            cause: caller.cause,
            mode: self.plan.mode.name(),
            undo_of: self.plan.undo_of,
            undoable,
        });
        self.connection()
            .prepare_cached(
                "INSERT INTO steps (id, at, device, actor, origin, operation, cause, mode, undo_of, undoable, hash)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(params![
                id.as_bytes(),
                now,
                device,
                caller.actor.as_bytes(),
                caller.origin.name(),
                self.plan.operation,
                caller.cause,
                self.plan.mode.name(),
                self.plan.undo_of,
                undoable,
                hash
            ])?;
        Ok((self.connection().last_insert_rowid(), hash))
    }

    /// Adds what this transaction did to what is known of its step.
    pub(super) fn close_step(&mut self, step: i64) -> Result<()> {
        let mut kinds: BTreeMap<String, u64> = match self.plan.resume {
            Some(_) => {
                let known: Option<String> = self
                    .connection()
                    .prepare_cached("SELECT kinds FROM steps WHERE key = ?1")?
                    .query_row([step], |row| row.get(0))?;
                known.map_or(Ok(BTreeMap::new()), |text| serde_json::from_str(&text))?
            }
            None => BTreeMap::new(),
        };
        for (kind, touched) in &self.touched {
            *kinds.entry(kind.clone()).or_default() += touched.count as u64;
        }
        self.connection()
            .prepare_cached("UPDATE steps SET changed = changed + ?2, kinds = ?3 WHERE key = ?1")?
            .execute(params![step, self.changed, serde_json::to_string(&kinds)?])?;
        Ok(())
    }
}
