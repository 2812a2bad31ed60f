//! What an app is opened with.

use std::path::PathBuf;
use std::sync::Arc;

use crate::clock::{Clock, SystemClock};
use crate::error::Result;
use crate::id::{IdSource, OrderedIds};
use crate::kind::{Kind, Kinds};
use crate::operation::{Entry, Registry};
use crate::operations;
use crate::store::KeySource;
use crate::subscriber::Subscriber;
use crate::tx::Tx;

/// Writes what an area begins with.
pub type Setup = fn(&mut Tx<'_>) -> Result<()>;

/// What one area of the product brings along.
pub struct Area {
    /// The area's name; never changed once released.
    pub name: &'static str,
    /// Its kinds of records, in the order in which search shows them.
    pub kinds: Vec<Kind>,
    /// The operations of each of its features.
    pub operations: Vec<&'static [Entry]>,
    /// Who reads the log for it.
    pub subscribers: Vec<Subscriber>,
    /// Its tables that hold no records; see [`Tx::side`].
    pub side_tables: Vec<&'static str>,
    /// Those of them whose column `file` names staged files that are still wanted; others expire.
    pub claims: Vec<&'static str>,
    /// What a database begins with; also one that is older than the area.
    pub setup: Option<Setup>,
}

/// What an app is opened with.
pub struct Config {
    /// The database file.
    pub path: PathBuf,
    /// Who supplies the key.
    pub key: KeySource,
    /// The kinds of records.
    pub kinds: Vec<Kind>,
    /// The operations of each feature.
    pub operations: Vec<&'static [Entry]>,
    /// Who reads the log.
    pub subscribers: Vec<Subscriber>,
    /// Tables of features that hold no records; see [`Tx::side`].
    pub side_tables: Vec<&'static str>,
    /// Tables whose column `file` names staged files that are still wanted.
    pub claims: Vec<&'static str>,
    /// What a database begins with, by area; each is done once in a database's life.
    pub setups: Vec<(&'static str, Setup)>,
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where ids come from.
    pub ids: Arc<dyn IdSource>,
}

impl Config {
    /// An app without features on the database at `path`: system clock, fresh ids, the key found automatically.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            key: KeySource::Automatic,
            kinds: Vec::new(),
            operations: Vec::new(),
            subscribers: Vec::new(),
            side_tables: Vec::new(),
            claims: Vec::new(),
            setups: Vec::new(),
            clock: Arc::new(SystemClock),
            ids: Arc::new(OrderedIds::default()),
        }
    }

    /// The same with what `area` brings.
    #[must_use]
    pub fn with(mut self, area: Area) -> Self {
        self.kinds.extend(area.kinds);
        self.operations.extend(area.operations);
        self.subscribers.extend(area.subscribers);
        self.side_tables.extend(area.side_tables);
        self.claims.extend(area.claims);
        self.setups
            .extend(area.setup.map(|setup| (area.name, setup)));
        self
    }

    /// The operations that an app of this configuration has. Opens nothing: help and documentation are made from it.
    pub fn registry(&self) -> Result<Registry> {
        self.registry_of(&Kinds::new(self.kinds.clone())?)
    }

    pub(super) fn registry_of(&self, kinds: &Kinds) -> Result<Registry> {
        let mut features: Vec<&[Entry]> = vec![crate::OPERATIONS];
        features.extend(&self.operations);
        Registry::new(kinds.iter().flat_map(operations::of), &features)
    }
}
