//! The only way to write. A [`Tx`] has no bare `execute`: each of its verbs writes the row, its change, and the
//! projections (search, timeline) together, inside the one transaction that the dispatcher opened.

mod born;
mod draft;
mod erase;
mod file;
mod patch;
mod project;
mod purge;
mod searches;
mod side;
mod step;
mod undo;
mod write;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Deref;

use rusqlite::Connection;
use uuid::Uuid;

pub use draft::Draft;
pub use patch::Patch;
pub(crate) use patch::parse;
use searches::Searches;
pub use step::{Mode, StepPlan};
pub(crate) use undo::{TAKE_BACK, Undoing, find, go_on, open};
pub use undo::{Undone, redo, undo};

use crate::app::App;
use crate::caller::Caller;
use crate::change::{self, Action, FieldChange};
use crate::error::Result;
use crate::kind::Kind;
use crate::read::Read;
use crate::value::Value;

/// Ids named in a change event per kind; beyond it only the count is told.
const EVENT_IDS: usize = 200;

/// Records of one kind that a transaction touched.
#[derive(Debug, Clone, Default)]
pub(crate) struct Touched {
    pub(crate) ids: Vec<Uuid>,
    /// What became of their rows.
    pub(crate) written: Vec<RowChange>,
    /// How many records; ids and rows are those of the first only.
    pub(crate) count: usize,
    /// Whether rows came or went.
    pub(crate) rows: bool,
    /// Columns that were written.
    pub(crate) columns: BTreeSet<String>,
}

/// What became of one row.
#[derive(Debug, Clone)]
pub(crate) struct RowChange {
    pub(crate) rowid: i64,
    pub(crate) action: Action,
    /// The sortable fields that an update wrote, and what they held.
    pub(crate) before: Vec<(String, Value)>,
}

/// A write transaction of one operation.
pub struct Tx<'a> {
    read: Read<'a>,
    plan: StepPlan,
    step: Option<(i64, [u8; 32])>,
    head: Option<change::Head>,
    changed: i64,
    undoable: bool,
    touched: BTreeMap<String, Touched>,
    /// What the full-text index is to hold of the records written.
    searches: Searches,
    /// References already seen to exist in this transaction.
    known: HashSet<Uuid>,
    /// By kind: the SELECT that asks whether anything refers to a record of it, if anything can.
    referring: HashMap<String, Option<String>>,
}

impl<'a> Deref for Tx<'a> {
    type Target = Read<'a>;
    fn deref(&self) -> &Read<'a> {
        &self.read
    }
}

/// What a finished transaction leaves to be published.
pub(crate) struct Finished {
    pub(crate) seq: i64,
    pub(crate) step: Option<i64>,
    pub(crate) touched: BTreeMap<String, Touched>,
}

impl<'a> Tx<'a> {
    pub(crate) fn new(
        app: &'a App,
        connection: &'a Connection,
        caller: &'a Caller,
        plan: StepPlan,
    ) -> Self {
        Self {
            read: Read::new(app, connection, caller),
            plan,
            step: None,
            head: None,
            changed: 0,
            undoable: true,
            touched: BTreeMap::new(),
            searches: Searches::default(),
            known: HashSet::new(),
            referring: HashMap::new(),
        }
    }

    /// How many changes this transaction has made so far.
    pub fn changed(&self) -> i64 {
        self.changed
    }

    /// The id of the step that groups this transaction's changes, once something was written.
    pub fn step_id(&self) -> Result<Option<Uuid>> {
        let Some((key, _)) = self.step else {
            return Ok(None);
        };
        let id =
            self.connection()
                .query_row("SELECT id FROM steps WHERE key = ?1", [key], |row| {
                    row.get(0)
                })?;
        Ok(Some(Uuid::from_bytes(id)))
    }

    /// Completes search, step and chain. The caller commits.
    pub(crate) fn finish(mut self) -> Result<Finished> {
        self.write_searches()?;
        if let (Some((step, _)), Some(head)) = (self.step, self.head) {
            change::keep_head(self.connection(), &head)?;
            self.close_step(step)?;
        }
        Ok(Finished {
            seq: self.head.map_or(0, |head| head.seq),
            step: self.step.map(|(key, _)| key),
            touched: std::mem::take(&mut self.touched),
        })
    }

    /// Remembers what a change touched: its record and, if there is one, the row; the columns of an update, or that
    /// there are other rows than before.
    fn note(
        &mut self,
        kind: &Kind,
        (id, row): (Uuid, Option<i64>),
        action: Action,
        fields: &[FieldChange<'_>],
    ) {
        if !self.touched.contains_key(&kind.name) {
            self.touched.insert(kind.name.clone(), Touched::default());
        }
        let Some(touched) = self.touched.get_mut(&kind.name) else {
            return;
        };
        let updated = action == Action::Update;
        touched.count += 1;
        if touched.ids.len() < EVENT_IDS {
            touched.ids.push(id);
            let before = |field: &FieldChange<'_>| {
                let known = kind.field(field.name).filter(|known| known.sortable)?;
                let value = Value::from_json(&field.from, &known.of).ok()?;
                Some((field.name.to_owned(), value))
            };
            touched.written.extend(row.map(|rowid| {
                RowChange {
                    rowid,
                    action,
                    before: fields
                        .iter()
                        .filter(|_| updated)
                        .filter_map(before)
                        .collect(),
                }
            }));
        }
        if !updated {
            touched.rows = true;
            return;
        }
        for field in fields {
            if !touched.columns.contains(field.name) {
                touched.columns.insert(field.name.to_owned());
            }
        }
    }
}
