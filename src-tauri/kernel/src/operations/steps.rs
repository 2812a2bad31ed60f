//! Steps, undo, redo and verification as operations.

use std::collections::BTreeMap;

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

use super::history::{Related, changes_in};
use crate::caller::{Origin, Permission};
use crate::change::{Verification, parse_fields, verify};
use crate::clock::instant_text;
use crate::error::{Error, Result};
use crate::job::Work;
use crate::list::{PAGE_DEFAULT, PAGE_MAX};
use crate::operation::{Command, Job, Operation, Query};
use crate::read::{Read, References};
use crate::store::Deleting;
use crate::tx::{Mode, TAKE_BACK, Tx, Undoing, Undone, find, go_on, open, redo, undo};

/// Takes back a step: the given one, or the caller's newest. Answers what was taken back.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoStep {
    /// The step; the newest that is not taken back yet when left out.
    pub step: Option<Uuid>,
}

impl Operation for UndoStep {
    const NAME: &'static str = "steps.undo";
    const ROUTE: &'static str = "POST /undo";
    const NEEDS: Permission = Permission::Write;
    type Output = Undone;
}

impl Command for UndoStep {
    fn run(self, tx: &mut Tx<'_>) -> Result<Undone> {
        undo(tx, self.step)
    }
}

/// Brings back what undo took back: the given step, or the newest, unless something new was done since.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RedoStep {
    /// The step that was taken back.
    pub step: Option<Uuid>,
}

impl Operation for RedoStep {
    const NAME: &'static str = "steps.redo";
    const ROUTE: &'static str = "POST /redo";
    const NEEDS: Permission = Permission::Write;
    type Output = Undone;
}

impl Command for RedoStep {
    fn run(self, tx: &mut Tx<'_>) -> Result<Undone> {
        redo(tx, self.step)
    }
}

/// Takes back a step, or brings it back, as long work: a little at a time, so that nobody else waits. Undo, redo and the
/// revert of an import become this where there are more than 20,000 changes. Stopped in between, what was taken back so
/// far stays so, as one step that redo brings back.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeBack {
    /// The step.
    pub step: Uuid,
    /// Bring back what an undo took back.
    pub redo: Option<bool>,
}

/// What was taken back, or brought back.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TakenBack {
    /// The step.
    pub step: Uuid,
    /// The operation that had made it.
    pub operation: String,
    /// How many changes were taken back.
    pub changed: i64,
    /// How many were left because something changed there since.
    pub skipped: i64,
    /// Whether it was brought back.
    pub redo: bool,
}

impl Operation for TakeBack {
    const NAME: &'static str = TAKE_BACK;
    const ROUTE: &'static str = "POST /steps/{step}/take_back";
    const NEEDS: Permission = Permission::Write;
    type Output = TakenBack;
}

impl Job for TakeBack {
    fn run(self, work: &mut Work<'_>) -> Result<TakenBack> {
        let redo = self.redo.unwrap_or(false);
        let mode = if redo { Mode::Redo } else { Mode::Undo };
        let mut undoing: Undoing = match work.checkpoint() {
            Some(kept) => serde_json::from_value(kept.clone())?,
            None => work.commit_at(|tx| {
                let target = find(tx, Some(self.step), mode)?;
                let undoing = open(tx, &target, mode)?;
                let kept = serde_json::to_value(&undoing)?;
                Ok((undoing, kept))
            })?,
        };
        let _deleting = Deleting::begin(work.app())?;
        while work.commit_at(|tx| {
            let more = go_on(tx, &mut undoing)?;
            Ok((more, serde_json::to_value(&undoing)?))
        })? {
            let done = (undoing.changed + undoing.skipped).unsigned_abs();
            let total = undoing.total.unsigned_abs().max(done);
            work.progress(done, total, "undoing")?;
        }
        Ok(TakenBack {
            step: self.step,
            operation: undoing.operation,
            changed: undoing.changed,
            skipped: undoing.skipped,
            redo,
        })
    }
}

/// Checks the hash chain of the whole change log: whether anything was altered, removed or slipped in.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VerifyChanges {}

impl Operation for VerifyChanges {
    const NAME: &'static str = "changes.verify";
    const ROUTE: &'static str = "GET /changes/verify";
    const NEEDS: Permission = Permission::Administer;
    type Output = Verification;
}

impl Query for VerifyChanges {
    fn run(self, read: &Read<'_>) -> Result<Verification> {
        verify(read.connection())
    }
}

/// Lists the steps, newest first: what was done, by which operation, and what can be taken back.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListSteps {
    /// Steps of the page; 50 when left out, at most 500.
    pub limit: Option<u32>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
}

/// What a step was about: enough for a sentence in any language.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StepLabel {
    /// Kind of the first record.
    pub kind: Option<String>,
    /// Name of the first record.
    pub name: Option<String>,
    /// Fields of the first change.
    pub fields: Vec<String>,
    /// How many changes.
    pub count: i64,
}

/// One step.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StepItem {
    /// The step.
    pub id: Uuid,
    /// When.
    pub at: String,
    /// Who.
    pub actor: Uuid,
    /// The operation.
    pub operation: String,
    /// Where it came from.
    pub origin: Origin,
    /// `do`, `undo` or `redo`.
    pub mode: String,
    /// What it was about.
    pub label: StepLabel,
    /// Whether it can be taken back.
    pub undoable: bool,
    /// Whether it is taken back.
    pub undone: bool,
    /// The step that it takes back.
    pub undo_of: Option<Uuid>,
}

/// One page of steps.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StepPage {
    /// The steps, newest first.
    pub items: Vec<StepItem>,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
}

impl Operation for ListSteps {
    const NAME: &'static str = "steps.list";
    const ROUTE: &'static str = "GET /steps";
    const NEEDS: Permission = Permission::Read;
    type Output = StepPage;
}

impl Query for ListSteps {
    fn run(self, read: &Read<'_>) -> Result<StepPage> {
        let limit = self.limit.unwrap_or(PAGE_DEFAULT);
        if !(1..=PAGE_MAX).contains(&limit) {
            let message = format!("A page has between 1 and {PAGE_MAX} steps.");
            return Err(Error::field("limit", "out_of_range", message));
        }
        let before = self
            .cursor
            .map_or(Ok(i64::MAX), |text| text.parse().map_err(|_| Error::Cursor))?;
        // Steps of nothing but private records are nobody's to read about, and cannot be taken back.
        let private = read.private_kinds();
        let mut statement = read.connection().prepare_cached(&format!(
            "SELECT s.key, s.id, s.at, s.actor, s.operation, s.origin, s.mode, s.undoable, s.state, s.changed,
                    (SELECT u.id FROM steps u WHERE u.key = s.undo_of)
             FROM steps s WHERE s.key < ?1 AND (s.changed = 0 OR EXISTS
                (SELECT 1 FROM changes c WHERE c.step = s.key AND c.kind NOT IN ({private})))
             ORDER BY s.key DESC LIMIT ?2"
        ))?;
        let mut rows = statement.query(params![before, limit + 1])?;
        let mut items = Vec::new();
        let mut next = None;
        let mut last = 0;
        while let Some(row) = rows.next()? {
            if items.len() == limit as usize {
                next = Some(i64::to_string(&last));
                break;
            }
            last = row.get(0)?;
            items.push(StepItem {
                id: Uuid::from_bytes(row.get(1)?),
                at: instant_text(row.get(2)?),
                actor: Uuid::from_bytes(row.get(3)?),
                operation: row.get(4)?,
                origin: Origin::parse(&row.get::<_, String>(5)?)?,
                mode: row.get(6)?,
                label: label(read, last, row.get(9)?)?,
                undoable: row.get(7)?,
                undone: row.get::<_, String>(8)? == "undone",
                undo_of: row.get::<_, Option<[u8; 16]>>(10)?.map(Uuid::from_bytes),
            });
        }
        Ok(StepPage { items, next })
    }
}

/// Lists what one step changed, field by field, the last change first.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListStepChanges {
    /// The step.
    pub step: Uuid,
    /// Changes of the page; 50 when left out, at most 500.
    pub limit: Option<u32>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
}

impl Operation for ListStepChanges {
    const NAME: &'static str = "steps.changes";
    const ROUTE: &'static str = "GET /steps/{step}/changes";
    const NEEDS: Permission = Permission::Read;
    type Output = Related;
}

impl Query for ListStepChanges {
    fn run(self, read: &Read<'_>) -> Result<Related> {
        changes_in(read, self.step, self.limit, self.cursor.as_deref())
    }
}

/// Changes of a step that are looked at to say what it was about.
const LOOKED_AT: i64 = 200;

/// What a step was about: the kind it changed most, leaving out what only follows from it (stays in stages and the
/// like, which nobody searches). Of equals the later one: an import creates the accounts before their people.
fn subject(read: &Read<'_>, step: i64) -> Result<Option<(i64, i64)>> {
    let mut statement = read.connection().prepare_cached(&format!(
        "SELECT kind, min(seq), count(*) FROM (SELECT kind, seq FROM changes WHERE step = ?1 AND kind NOT IN ({})
         ORDER BY seq LIMIT ?2) GROUP BY kind ORDER BY min(seq)",
        read.private_kinds()
    ))?;
    let mut rows = statement.query(params![step, LOOKED_AT])?;
    let mut best: Option<((bool, i64), (i64, i64))> = None;
    while let Some(row) = rows.next()? {
        let kind: String = row.get(0)?;
        let (first, count): (i64, i64) = (row.get(1)?, row.get(2)?);
        let rank = (read.kind(&kind).is_ok_and(|kind| kind.searchable), count);
        if best.is_none_or(|(known, _)| rank >= known) {
            best = Some((rank, (first, count)));
        }
    }
    Ok(best.map(|(_, subject)| subject))
}

/// How many changes of each kind a step made, as far as it was counted.
fn counts(read: &Read<'_>, step: i64) -> Result<BTreeMap<String, i64>> {
    let text: Option<String> = read
        .connection()
        .prepare_cached("SELECT kinds FROM steps WHERE key = ?1")?
        .query_row([step], |row| row.get(0))?;
    Ok(text.map_or(Ok(BTreeMap::new()), |text| serde_json::from_str(&text))?)
}

fn label(read: &Read<'_>, step: i64, changed: i64) -> Result<StepLabel> {
    let Some((first, counted)) = subject(read, step)? else {
        return Ok(StepLabel {
            kind: None,
            name: None,
            fields: Vec::new(),
            count: changed,
        });
    };
    let mut statement = read
        .connection()
        .prepare_cached("SELECT kind, record, fields FROM changes WHERE seq = ?1")?;
    let mut rows = statement.query([first])?;
    let Some(row) = rows.next()? else {
        return Err(Error::Internal(format!("change {first} is gone")));
    };
    let (kind, record): (String, [u8; 16]) = (row.get(0)?, row.get(1)?);
    let count = match counts(read, step)?.get(&kind) {
        Some(count) => *count,
        // A step of before its kinds were counted.
        None if changed <= LOOKED_AT => counted,
        None => changed,
    };
    let text: Option<String> = row.get(2)?;
    let logged = text.map_or(Ok(Vec::new()), |text| parse_fields(&text))?;
    let mut names = References::new();
    read.name_into(&mut names, &kind, &[Uuid::from_bytes(record)])?;
    let known = names.into_values().next().map(|reference| reference.name);
    // A record that is gone is named by what its change says.
    let name = known.or_else(|| {
        let title = &read.kind(&kind).ok()?.title;
        let (_, from, to) = logged.iter().find(|(name, ..)| name == title)?;
        [to, from]
            .into_iter()
            .find_map(Json::as_str)
            .map(str::to_owned)
    });
    let fields = logged.into_iter().map(|(name, ..)| name).collect();
    Ok(StepLabel {
        kind: Some(kind),
        name,
        fields,
        count,
    })
}
