//! All operations of this process: the features' entries and the ordinary operations of every kind.

use std::collections::HashMap;
use std::sync::Arc;

use schemars::{Schema, SchemaGenerator};
use serde_json::Value as Json;

use super::Answer;
use super::entry::{Entry, OperationKind, Plain};
use crate::app::App;
use crate::caller::{Caller, Origin, Permission};
use crate::error::{Error, Result};
use crate::event::Frames;
use crate::job::{Lane, Work};
use crate::kind::Kind;
use crate::read::Read;
use crate::tx::Tx;

/// An operation as the faces see it.
#[derive(Clone)]
pub struct Definition {
    /// `noun.verb`.
    pub name: String,
    /// How it runs.
    pub kind: OperationKind,
    /// HTTP method.
    pub method: String,
    /// Path under `/api/v1`.
    pub path: String,
    /// What the caller must be allowed.
    pub needs: Permission,
    /// Whether it reads or writes what is private to one person.
    pub private: bool,
    /// For the ordinary operations: the kind of record and the verb.
    pub of_kind: Option<(Arc<Kind>, &'static str)>,
    input: SchemaOf,
    output: SchemaOf,
    pub(crate) run: Run,
}

#[derive(Clone)]
enum SchemaOf {
    Type(fn(&mut SchemaGenerator) -> Schema),
    Kind(Arc<dyn Fn(&mut SchemaGenerator) -> Schema + Send + Sync>),
}

/// What an ordinary operation of a kind does.
#[derive(Clone, Copy)]
pub(crate) enum RunRecord {
    Query(fn(&Arc<Kind>, Json, &Read<'_>) -> Result<Json>),
    /// A page of records, written as text straight from the database.
    Page(fn(&Arc<Kind>, Json, &Read<'_>) -> Result<Answer>),
    Command {
        run: fn(&Arc<Kind>, Json, &mut Tx<'_>) -> Result<Json>,
        undoable: bool,
    },
}

#[derive(Clone)]
pub(crate) enum Run {
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
    Record(Arc<Kind>, RunRecord),
}

impl Definition {
    /// Refuses a caller who may not call this.
    pub(crate) fn admit(&self, caller: &Caller) -> Result<()> {
        caller.authorize(self.needs)?;
        if self.private {
            caller.authorize(Permission::Private)?;
        }
        Ok(())
    }

    /// Where it waits for its turn, if it is long work.
    pub(crate) fn lane(&self) -> Lane {
        match self.run {
            Run::Job { lane, .. } => lane,
            _ => Lane::Background,
        }
    }

    /// JSON Schema of the input.
    pub fn input(&self, generator: &mut SchemaGenerator) -> Schema {
        schema(&self.input, generator)
    }

    /// JSON Schema of the answer (of a job: of its result).
    pub fn output(&self, generator: &mut SchemaGenerator) -> Schema {
        schema(&self.output, generator)
    }

    /// An ordinary operation of `kind`.
    pub(crate) fn of_record(
        kind: &Arc<Kind>,
        verb: &'static str,
        route: &str,
        needs: Permission,
        run: RunRecord,
        schemas: (RecordSchema, RecordSchema),
    ) -> Self {
        let (method, path) = split(route);
        let (input, output) = schemas;
        let of = |make: RecordSchema| {
            let kind = kind.clone();
            SchemaOf::Kind(Arc::new(move |generator: &mut SchemaGenerator| {
                make(&kind, generator)
            }))
        };
        Self {
            name: format!("{}.{verb}", kind.plural),
            kind: match run {
                RunRecord::Query(_) | RunRecord::Page(_) => OperationKind::Query,
                RunRecord::Command { .. } => OperationKind::Command,
            },
            method,
            path,
            needs,
            private: kind.private,
            of_kind: Some((kind.clone(), verb)),
            input: of(input),
            output: of(output),
            run: Run::Record(kind.clone(), run),
        }
    }
}

/// Makes the schema of an ordinary operation out of its kind.
pub(crate) type RecordSchema = fn(&Arc<Kind>, &mut SchemaGenerator) -> Schema;

fn schema(of: &SchemaOf, generator: &mut SchemaGenerator) -> Schema {
    match of {
        SchemaOf::Type(make) => make(generator),
        SchemaOf::Kind(make) => make(generator),
    }
}

fn split(route: &str) -> (String, String) {
    let (method, path) = route.split_once(' ').unwrap_or(("GET", route));
    (method.to_owned(), path.to_owned())
}

impl From<&Entry> for Definition {
    fn from(entry: &Entry) -> Self {
        let (method, path) = split(entry.route);
        let (kind, run) = match entry.run {
            Plain::Query(run) => (OperationKind::Query, Run::Query(run)),
            Plain::Command { run, undoable } => {
                (OperationKind::Command, Run::Command { run, undoable })
            }
            Plain::Action(run) => (OperationKind::Action, Run::Action(run)),
            Plain::Job {
                check,
                run,
                origin,
                lane,
            } => {
                let run = Run::Job {
                    check,
                    run,
                    origin,
                    lane,
                };
                (OperationKind::Job, run)
            }
            Plain::Stream(open) => (OperationKind::Stream, Run::Stream(open)),
        };
        Self {
            name: entry.name.to_owned(),
            kind,
            method,
            path,
            needs: entry.needs,
            private: entry.private,
            of_kind: None,
            input: SchemaOf::Type(entry.input),
            output: SchemaOf::Type(entry.output),
            run,
        }
    }
}

/// All operations, by name.
#[derive(Default)]
pub struct Registry {
    list: Vec<Definition>,
    by_name: HashMap<String, usize>,
}

impl Registry {
    /// Gathers the operations of `features` and the `ordinary` ones, which kinds have.
    pub(crate) fn new(
        ordinary: impl Iterator<Item = Definition>,
        features: &[&[Entry]],
    ) -> Result<Self> {
        let own = features
            .iter()
            .flat_map(|entries| entries.iter())
            .map(Definition::from);
        let mut registry = Self::default();
        for definition in own.chain(ordinary) {
            if registry
                .by_name
                .insert(definition.name.clone(), registry.list.len())
                .is_some()
            {
                return Err(Error::Internal(format!(
                    "two operations are named {}",
                    definition.name
                )));
            }
            registry.list.push(definition);
        }
        registry.list.sort_by(|a, b| a.name.cmp(&b.name));
        registry.by_name = registry
            .list
            .iter()
            .enumerate()
            .map(|(at, d)| (d.name.clone(), at))
            .collect();
        Ok(registry)
    }

    /// An operation by name.
    pub fn get(&self, name: &str) -> Result<&Definition> {
        self.by_name
            .get(name)
            .map(|at| &self.list[*at])
            .ok_or_else(|| Error::not_found("operation", name))
    }

    /// All operations, ordered by name.
    pub fn iter(&self) -> impl Iterator<Item = &Definition> {
        self.list.iter()
    }
}
