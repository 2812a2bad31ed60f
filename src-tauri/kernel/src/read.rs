//! Reading: what queries get, and what a write transaction reads through.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rusqlite::{CachedStatement, Connection, OptionalExtension};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::app::App;
use crate::caller::{Caller, Permission};
use crate::error::{Error, Result};
use crate::id::Id;
use crate::kind::{Kind, Kinds};
use crate::record::{Record, Row, Stored, read_row, typed};
use crate::value::Value;

/// A consistent view of the database on behalf of a caller.
#[derive(Clone, Copy)]
pub struct Read<'a> {
    app: &'a App,
    connection: &'a Connection,
    caller: &'a Caller,
    /// Which commits it sees, where that is certain; none inside a write.
    moment: Option<u64>,
}

/// Name of a record that another one refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reference {
    /// Its kind.
    pub kind: String,
    /// What names it.
    pub name: String,
}

/// Names of the records that a result refers to, by id.
pub type References = BTreeMap<String, Reference>;

impl<'a> Read<'a> {
    pub(crate) fn new(app: &'a App, connection: &'a Connection, caller: &'a Caller) -> Self {
        Self::at(app, connection, caller, None)
    }

    pub(crate) fn at(
        app: &'a App,
        connection: &'a Connection,
        caller: &'a Caller,
        moment: Option<u64>,
    ) -> Self {
        Self {
            app,
            connection,
            caller,
            moment,
        }
    }

    pub(crate) fn moment(&self) -> Option<u64> {
        self.moment
    }

    /// The app this reads from.
    pub fn app(&self) -> &'a App {
        self.app
    }

    pub(crate) fn connection(&self) -> &'a Connection {
        self.connection
    }

    /// Prepares a feature's own SELECT; anything that would write is refused. Inside a [`crate::tx::Tx`] it sees
    /// what was written so far.
    pub fn select(&self, sql: &str) -> Result<CachedStatement<'a>> {
        let statement = self.connection.prepare_cached(sql)?;
        if statement.readonly() {
            Ok(statement)
        } else {
            Err(Error::Internal("a SELECT that writes".into()))
        }
    }

    /// On whose behalf.
    pub fn caller(&self) -> &'a Caller {
        self.caller
    }

    /// Milliseconds since the epoch.
    pub fn now(&self) -> i64 {
        self.app.now()
    }

    /// All kinds.
    pub fn kinds(&self) -> &'a Kinds {
        self.app.kinds()
    }

    /// A kind by name.
    pub fn kind(&self, name: &str) -> Result<&'a Arc<Kind>> {
        self.app.kinds().get(name)
    }

    /// A record, in the trash or not; an error when there is none.
    pub fn row(&self, kind: &Kind, id: Uuid) -> Result<Row> {
        self.find_row(kind, id)?
            .ok_or_else(|| Error::not_found(&kind.name, id))
    }

    /// A record, in the trash or not, if there is one. What is private to someone else is not there.
    pub fn find_row(&self, kind: &Kind, id: Uuid) -> Result<Option<Row>> {
        let found = self
            .connection
            .prepare_cached(&kind.statements().select)?
            .query_row([id.as_bytes()], |row| Ok(read_row(kind, row)))
            .optional()?
            .transpose()?;
        Ok(found.filter(|row| {
            !kind.private
                || row.head.owner == Some(self.caller.actor) && self.caller.may(Permission::Private)
        }))
    }

    /// The condition on changes `c` of steps `s` that leaves out what is private to others, and to this caller where
    /// they lack the permission: text to go on a WHERE.
    pub(crate) fn unless_private(&self) -> String {
        let private = self.private_kinds();
        if private.is_empty() {
            return String::new();
        }
        if self.caller.may(Permission::Private) {
            let actor = self.caller.actor.simple();
            format!(" AND (c.kind NOT IN ({private}) OR s.actor = x'{actor}')")
        } else {
            format!(" AND c.kind NOT IN ({private})")
        }
    }

    /// The names of the private kinds as SQL has them in a list; empty where there are none.
    pub(crate) fn private_kinds(&self) -> String {
        let names = self
            .kinds()
            .private()
            .map(|kind| format!("'{}'", kind.name));
        names.collect::<Vec<_>>().join(", ")
    }

    /// A typed record.
    pub fn get<R: Record>(&self, id: Id<R>) -> Result<Stored<R>> {
        let kind = self.kind(R::KIND)?;
        typed(kind, &self.row(kind, id.raw())?)
    }

    /// Names of everything that `rows` of `kind` refer to.
    pub fn references<'r>(
        &self,
        kind: &Kind,
        rows: impl IntoIterator<Item = &'r Row>,
    ) -> Result<References> {
        let mut wanted: HashMap<&str, Vec<Uuid>> = HashMap::new();
        for row in rows {
            for (field, value) in kind.fields.iter().zip(&row.values) {
                if let (Some(target), Value::Id(id)) = (&field.reference, value) {
                    wanted.entry(target).or_default().push(*id);
                }
            }
            if let Some(owner) = row.head.owner {
                wanted
                    .entry(crate::kind::USER_KIND)
                    .or_default()
                    .push(owner);
            }
        }
        let mut references = References::new();
        for (name, ids) in wanted {
            self.name_into(&mut references, name, &ids)?;
        }
        Ok(references)
    }

    /// Adds the names of records `ids` of kind `name` to `references`.
    pub fn name_into(&self, references: &mut References, name: &str, ids: &[Uuid]) -> Result<()> {
        let Ok(kind) = self.kind(name) else {
            return Ok(());
        };
        let mut statement = self.connection.prepare_cached(&kind.statements().title)?;
        for id in ids {
            if kind.private && self.find_row(kind, *id)?.is_none() {
                continue;
            }
            let key = id.to_string();
            if references.contains_key(&key) {
                continue;
            }
            let title: Option<Option<String>> = statement
                .query_row([id.as_bytes()], |row| row.get(0))
                .optional()?;
            if let Some(title) = title {
                let name = title.unwrap_or_default();
                references.insert(
                    key,
                    Reference {
                        kind: kind.name.clone(),
                        name,
                    },
                );
            }
        }
        Ok(())
    }
}
