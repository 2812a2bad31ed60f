//! The one way in: authorize → begin → run → commit → only then publish.

use std::collections::BTreeMap;

use rusqlite::TransactionBehavior;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{App, Setup, kept, stored};
use crate::caller::{Caller, Face, Origin};
use crate::error::{Error, Result};
use crate::event::{Changed, Event, Frames};
use crate::job;
use crate::operation::{Answer, Reply, Run, RunRecord};
use crate::read::Read;
use crate::tx::{Finished, StepPlan, Touched, Tx};

/// Reactions to reactions, at most.
const DEPTH: u8 = 8;

impl App {
    /// Calls an operation by name. `input` is its JSON object; the answer is its output. A job answers `{"job": id}`.
    pub fn call(&self, caller: &Caller, name: &str, input: Json) -> Result<Json> {
        self.dispatch(caller, name, input)?.into_json()
    }

    /// [`App::call`] for faces that send the answer on: as text, which a page of a list is from the beginning.
    pub fn answer(&self, caller: &Caller, name: &str, input: Json) -> Result<Answer> {
        Ok(self.dispatch(caller, name, input)?.into_answer())
    }

    fn dispatch(&self, caller: &Caller, name: &str, input: Json) -> Result<Reply> {
        let definition = self.registry().get(name)?;
        definition.admit(caller)?;
        let plan = |undoable| StepPlan {
            undoable,
            ..StepPlan::of(name)
        };
        let json = match &definition.run {
            Run::Query(run) => self.read(caller, |read| run(input, read)),
            Run::Record(kind, RunRecord::Query(run)) => {
                self.read(caller, |read| run(kind, input, read))
            }
            Run::Record(kind, RunRecord::Page(run)) => {
                return self
                    .read(caller, |read| run(kind, input, read))
                    .map(Reply::Text);
            }
            Run::Command { run, undoable } => {
                self.write(caller, plan(*undoable), |tx| run(input, tx))
            }
            Run::Record(kind, RunRecord::Command { run, undoable }) => {
                self.write(caller, plan(*undoable), |tx| run(kind, input, tx))
            }
            Run::Action(run) => run(input, self, caller),
            Run::Job { check, .. } => {
                check(input.clone())?;
                let id = job::enqueue(self, caller, name, &input)?;
                Ok(json!({ "job": id }))
            }
            Run::Stream(_) => Err(Error::BadRequest(format!(
                "“{name}” is a live feed: open it as a stream."
            ))),
        };
        json.map(Reply::Json)
    }

    /// Opens a live feed by name.
    pub fn open_stream(&self, caller: &Caller, name: &str, input: Json) -> Result<Box<dyn Frames>> {
        let definition = self.registry().get(name)?;
        definition.admit(caller)?;
        match &definition.run {
            Run::Stream(open) => open(input, self, caller),
            _ => Err(Error::BadRequest(format!("“{name}” is not a live feed."))),
        }
    }

    /// Reads in one consistent view.
    pub fn read<T>(&self, caller: &Caller, read: impl FnOnce(&Read<'_>) -> Result<T>) -> Result<T> {
        let reader = self.reader()?;
        // One snapshot for all that the query reads; it is taken when something is read for the first time.
        let (view, moment) = self.versions().moment_of(|| {
            let view = reader.unchecked_transaction()?;
            view.prepare_cached("SELECT 1 FROM meta LIMIT 1")?
                .exists([])?;
            Ok(view)
        })?;
        read(&Read::at(self, &view, caller, moment))
    }

    /// Writes in one transaction, as one step. An error leaves nothing behind.
    pub fn write<T>(
        &self,
        caller: &Caller,
        plan: StepPlan,
        write: impl FnOnce(&mut Tx<'_>) -> Result<T>,
    ) -> Result<T> {
        self.transact(caller, plan, write, |_, _| Ok(()))
    }

    /// Runs a write and takes it back: what would happen, without it happening.
    pub fn preview<T>(
        &self,
        caller: &Caller,
        operation: &str,
        write: impl FnOnce(&mut Tx<'_>) -> Result<T>,
    ) -> Result<T> {
        let mut writer = self.store().writer();
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut tx = Tx::new(self, &transaction, caller, StepPlan::of(operation));
        write(&mut tx)
        // Dropped without a commit: rolled back.
    }

    /// [`App::write`], with `last` run in the same transaction after the step is complete.
    pub(crate) fn transact<T>(
        &self,
        caller: &Caller,
        plan: StepPlan,
        write: impl FnOnce(&mut Tx<'_>) -> Result<T>,
        last: impl FnOnce(&rusqlite::Connection, &Finished) -> Result<()>,
    ) -> Result<T> {
        if caller.depth > DEPTH {
            return Err(Error::Internal(format!(
                "reactions caused each other {DEPTH} times over"
            )));
        }
        let mut writer = self.store().writer();
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut tx = Tx::new(self, &transaction, caller, plan);
        let answer = write(&mut tx)?;
        let step = tx.step_id()?;
        let finished = tx.finish()?;
        last(&transaction, &finished)?;
        let touched = finished.touched;
        self.versions().commit(&touched, || transaction.commit())?;
        self.told(caller, (step, finished.seq), touched);
        drop(writer);
        Ok(answer)
    }

    /// After the commit, still under the writer's lock so that events keep the order of commits.
    fn told(
        &self,
        caller: &Caller,
        (step, seq): (Option<Uuid>, i64),
        touched: BTreeMap<String, Touched>,
    ) {
        if touched.is_empty() {
            return;
        }
        let kinds = touched
            .into_iter()
            .map(|(kind, touched)| {
                (
                    kind,
                    Changed {
                        ids: touched.ids,
                        count: touched.count,
                    },
                )
            })
            .collect();
        self.publish(&Event::Changes {
            seq,
            step,
            origin: caller.origin,
            kinds,
        });
        self.subscribers().wake();
    }

    /// Writes what an area begins with, unless that was done. It is noted in the same transaction: whoever was killed
    /// in between begins again.
    pub(super) fn set_up(&self, area: &str, setup: Setup) -> Result<()> {
        let note = format!("setup:{area}");
        if stored::<1>(&self.0.store.writer(), &note)?.is_some() {
            return Ok(());
        }
        let system = self.owner(Face::Local).by(Origin::System);
        let plan = StepPlan {
            undoable: false,
            ..StepPlan::of("app.set_up")
        };
        self.write(&system, plan, |tx| {
            setup(tx)?;
            kept(tx.connection(), &note, [1]).map(drop)
        })
    }
}
