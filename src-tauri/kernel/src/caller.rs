//! Who calls, from where, and what they may do.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::{Error, Result};

/// Where a write comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A person, through any face.
    User,
    /// Long work that a person started.
    Job,
    /// A reaction to another change.
    Automation,
    /// An import.
    Import,
    /// Another device, by sync.
    Remote,
    /// Undo or redo.
    Undo,
    /// The program itself (first start, upgrade).
    System,
}

impl Origin {
    /// The name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Job => "job",
            Self::Automation => "automation",
            Self::Import => "import",
            Self::Remote => "remote",
            Self::Undo => "undo",
            Self::System => "system",
        }
    }

    /// Reads [`Origin::name`].
    pub fn parse(name: &str) -> Result<Self> {
        [
            Self::User,
            Self::Job,
            Self::Automation,
            Self::Import,
            Self::Remote,
            Self::Undo,
            Self::System,
        ]
        .into_iter()
        .find(|origin| origin.name() == name)
        .ok_or_else(|| Error::Storage(format!("The change log holds an unknown origin “{name}”.")))
    }
}

/// What an operation needs its caller to be allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Nothing beyond being let in.
    Enter,
    /// Reading records.
    Read,
    /// Writing records.
    Write,
    /// Erasing for good.
    Erase,
    /// Settings of the whole program, verification, loads of sample data.
    Administer,
    /// Reading files of this computer by their path: never granted over the network.
    LocalFiles,
    /// Reading and writing what is private to one person. Over the network only for a token that was given it.
    Private,
}

impl Permission {
    /// The name on the wire and in the documentation.
    pub fn name(self) -> &'static str {
        match self {
            Self::Enter => "enter",
            Self::Read => "read",
            Self::Write => "write",
            Self::Erase => "erase",
            Self::Administer => "administer",
            Self::LocalFiles => "local_files",
            Self::Private => "private",
        }
    }
}

impl Permission {
    /// A permission that a token can be given as a scope, by its name.
    pub fn scope(name: &str) -> Option<Self> {
        (name == Self::Private.name()).then_some(Self::Private)
    }
}

/// Through which face a call came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// The window or the command line: the person at this computer.
    Local,
    /// HTTP on loopback.
    Http,
}

/// The caller of an operation.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The user on whose behalf it happens.
    pub actor: Uuid,
    /// Where the call comes from.
    pub origin: Origin,
    /// The change that made it happen, for reactions.
    pub cause: Option<i64>,
    /// How many reactions led here.
    pub depth: u8,
    face: Face,
    granted: Arc<[Permission]>,
    denied: Arc<[Permission]>,
}

impl Caller {
    /// A person calling through `face`.
    pub fn user(actor: Uuid, face: Face) -> Self {
        Self {
            actor,
            origin: Origin::User,
            cause: None,
            depth: 0,
            face,
            granted: Arc::new([]),
            denied: Arc::new([]),
        }
    }

    /// The same person, acting by way of `origin`.
    pub fn by(&self, origin: Origin) -> Self {
        Self {
            origin,
            ..self.clone()
        }
    }

    /// A reaction to change `seq`.
    pub fn reacting(&self, seq: i64) -> Self {
        Self {
            origin: Origin::Automation,
            cause: Some(seq),
            depth: self.depth + 1,
            ..self.clone()
        }
    }

    /// The same caller without some permissions.
    pub fn without(&self, denied: &[Permission]) -> Self {
        Self {
            denied: denied.into(),
            ..self.clone()
        }
    }

    /// The same caller with permissions that its face does not have by itself: the scopes of a token.
    pub fn with(&self, granted: &[Permission]) -> Self {
        Self {
            granted: granted.into(),
            ..self.clone()
        }
    }

    /// Whether the caller may do this.
    pub fn may(&self, needed: Permission) -> bool {
        let by_face = match needed {
            Permission::LocalFiles => self.face == Face::Local,
            Permission::Private => self.face == Face::Local || self.granted.contains(&needed),
            _ => true,
        };
        by_face && !self.denied.contains(&needed)
    }

    /// Refuses what the caller may not do.
    pub fn authorize(&self, needed: Permission) -> Result<()> {
        if !self.may(needed) {
            let what = match needed {
                Permission::Enter => "use MyCRM",
                Permission::Read => "read this",
                Permission::Write => "change this",
                Permission::Erase => "erase this for good",
                Permission::Administer => "administer MyCRM",
                Permission::LocalFiles => {
                    "open files of this computer by their path; hand the content in instead"
                }
                Permission::Private => {
                    "see what is private to its owner; a token needs the scope “private” for it"
                }
            };
            return Err(Error::Forbidden(what.into()));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_this_computer_are_never_opened_over_the_network() {
        let caller = |face| Caller::user(Uuid::nil(), face);
        assert!(
            caller(Face::Local)
                .authorize(Permission::LocalFiles)
                .is_ok()
        );
        let refused = caller(Face::Http).authorize(Permission::LocalFiles);
        assert_eq!(refused.map_err(|e| e.code()), Err("forbidden"));
        assert!(caller(Face::Http).authorize(Permission::Erase).is_ok());
    }

    #[test]
    fn what_is_private_needs_its_owner_at_this_computer_or_a_token_with_that_scope() {
        let caller = |face| Caller::user(Uuid::nil(), face);
        let web = caller(Face::Http);
        assert!(caller(Face::Local).may(Permission::Private));
        assert!(!web.may(Permission::Private));
        assert!(web.with(&[Permission::Private]).may(Permission::Private));
        // A grant opens nothing else, and what was denied stays so.
        assert!(
            !web.with(&[Permission::LocalFiles])
                .may(Permission::LocalFiles)
        );
        let denied = web.without(&[Permission::Private]);
        assert!(!denied.with(&[Permission::Private]).may(Permission::Private));
    }

    #[test]
    fn what_was_taken_from_a_caller_stays_taken_whoever_it_acts_for() {
        let caller = Caller::user(Uuid::nil(), Face::Local).without(&[Permission::Write]);
        let reaction = caller.by(Origin::Job).reacting(7);
        assert_eq!((reaction.cause, reaction.depth), (Some(7), 1));
        assert_eq!(
            reaction.authorize(Permission::Write).map_err(|e| e.code()),
            Err("forbidden")
        );
        assert!(reaction.authorize(Permission::Read).is_ok());
    }
}
