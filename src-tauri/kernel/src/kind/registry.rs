//! All kinds this process knows.

use std::collections::HashMap;
use std::sync::Arc;

use super::Kind;
use crate::error::{Error, Result};

/// The kinds by name, in the order in which they were given.
#[derive(Debug, Clone, Default)]
pub struct Kinds {
    list: Vec<Arc<Kind>>,
    by_name: HashMap<String, usize>,
}

impl Kinds {
    /// A registry of `kinds`. Two kinds of one name are a programming error and refused.
    pub fn new(kinds: impl IntoIterator<Item = Kind>) -> Result<Self> {
        let mut registry = Self::default();
        for kind in kinds {
            if registry
                .by_name
                .insert(kind.name.clone(), registry.list.len())
                .is_some()
            {
                return Err(Error::Internal(format!(
                    "two kinds are named {}",
                    kind.name
                )));
            }
            registry.list.push(Arc::new(kind));
        }
        registry.keep_private()?;
        Ok(registry)
    }

    /// What is private must not show through a reference: only private kinds may refer to private ones.
    fn keep_private(&self) -> Result<()> {
        for kind in self.list.iter().filter(|kind| !kind.private) {
            for field in &kind.fields {
                let target = field
                    .reference
                    .as_ref()
                    .and_then(|name| self.get(name).ok());
                if target.is_some_and(|target| target.private) {
                    return Err(Error::Internal(format!(
                        "{}.{} refers to a private kind",
                        kind.name, field.name
                    )));
                }
            }
        }
        Ok(())
    }

    /// The private kinds.
    pub fn private(&self) -> impl Iterator<Item = &Arc<Kind>> {
        self.list.iter().filter(|kind| kind.private)
    }

    /// A kind by its singular name.
    pub fn get(&self, name: &str) -> Result<&Arc<Kind>> {
        self.by_name
            .get(name)
            .map(|at| &self.list[*at])
            .ok_or_else(|| Error::not_found("kind of record", name))
    }

    /// All kinds.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Kind>> {
        self.list.iter()
    }
}
