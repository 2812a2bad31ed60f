//! One line of a feature's list of operations.

use schemars::{Schema, SchemaGenerator};
use serde::Serialize;
use serde_json::Value as Json;

use super::{Action, Command, Job, Operation, Query, Stream, read_input};
use crate::app::App;
use crate::caller::{Caller, Origin, Permission};
use crate::error::{Error, Result};
use crate::event::Frames;
use crate::job::{Lane, Work};
use crate::read::Read;
use crate::tx::Tx;

/// How an operation runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OperationKind {
    /// Reads.
    Query,
    /// Writes in one transaction.
    Command,
    /// Works with what lies outside the database.
    Action,
    /// Long work.
    Job,
    /// A live feed.
    Stream,
}

/// An operation as a feature lists it.
#[derive(Clone, Copy)]
pub struct Entry {
    pub(super) name: &'static str,
    pub(super) route: &'static str,
    pub(super) needs: Permission,
    pub(super) private: bool,
    pub(super) input: fn(&mut SchemaGenerator) -> Schema,
    pub(super) output: fn(&mut SchemaGenerator) -> Schema,
    pub(super) run: Plain,
}

/// The function behind an operation, its types taken away.
#[derive(Clone, Copy)]
pub(super) enum Plain {
    Query(fn(Json, &Read<'_>) -> Result<Json>),
    Command {
        run: fn(Json, &mut Tx<'_>) -> Result<Json>,
        undoable: bool,
    },
    Action(fn(Json, &App, &Caller) -> Result<Json>),
    Job {
        check: fn(Json) -> Result<()>,
        run: fn(Json, &mut Work<'_>) -> Result<Json>,
        origin: Origin,
        lane: Lane,
    },
    Stream(fn(Json, &App, &Caller) -> Result<Box<dyn Frames>>),
}

const fn entry<T: Operation>(run: Plain) -> Entry {
    Entry {
        name: T::NAME,
        route: T::ROUTE,
        needs: T::NEEDS,
        private: T::PRIVATE,
        input: |generator| generator.subschema_for::<T>(),
        output: |generator| generator.subschema_for::<T::Output>(),
        run,
    }
}

/// Lists a query.
pub const fn query<T: Query>() -> Entry {
    entry::<T>(Plain::Query(|json, read| {
        answer(input::<T>(json)?.run(read)?)
    }))
}

/// Lists a command.
pub const fn command<T: Command>() -> Entry {
    entry::<T>(Plain::Command {
        run: |json, tx| answer(input::<T>(json)?.run(tx)?),
        undoable: T::UNDOABLE,
    })
}

/// Lists work with what lies outside.
pub const fn action<T: Action>() -> Entry {
    entry::<T>(Plain::Action(|json, app, caller| {
        answer(input::<T>(json)?.run(app, caller)?)
    }))
}

/// Lists long work.
pub const fn job<T: Job>() -> Entry {
    entry::<T>(Plain::Job {
        check: |json| input::<T>(json).map(drop),
        run: |json, work| answer(input::<T>(json)?.run(work)?),
        origin: T::ORIGIN,
        lane: T::LANE,
    })
}

/// Lists a live feed.
pub const fn stream<T: Stream>() -> Entry {
    entry::<T>(Plain::Stream(|json, app, caller| {
        input::<T>(json)?.open(app, caller)
    }))
}

fn input<T: Operation>(json: Json) -> Result<T> {
    read_input(T::NAME, json)
}

fn answer(output: impl Serialize) -> Result<Json> {
    serde_json::to_value(output).map_err(|error| Error::Internal(error.to_string()))
}
