//! What an app is opened with.

use std::path::PathBuf;
use std::sync::Arc;

use crate::clock::{Clock, SystemClock};
use crate::error::Result;
use crate::id::{IdSource, OrderedIds};
use crate::kind::{Kind, Kinds};
use crate::operation::{Entry, Registry};
use crate::store::KeySource;
use crate::subscriber::Subscriber;
use crate::tx::Tx;

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
    /// What a new database begins with.
    pub setup: fn(&mut Tx<'_>) -> Result<()>,
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
            setup: |_| Ok(()),
            clock: Arc::new(SystemClock),
            ids: Arc::new(OrderedIds::default()),
        }
    }

    /// The operations that an app of this configuration has. Opens nothing: help and documentation are made from it.
    pub fn registry(&self) -> Result<Registry> {
        self.registry_of(&Kinds::new(self.kinds.clone())?)
    }

    pub(super) fn registry_of(&self, kinds: &Kinds) -> Result<Registry> {
        let mut features: Vec<&[Entry]> = vec![crate::OPERATIONS];
        features.extend(&self.operations);
        Registry::new(kinds, &features)
    }
}
