//! One error for the whole product: a stable code, typed details, a sentence a person can act on.
//!
//! Faces map it exhaustively: HTTP status (RFC 9457), exit code, what the screen shows.

use serde::Serialize;
use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

/// The result of everything in the core.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// One field of the input that was refused, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// Name of the field as the caller wrote it.
    pub field: String,
    /// Stable code, such as `required`, `too_long`, `not_an_email`: what a screen finds its own words by.
    pub code: &'static str,
    /// What goes into those words: the limit, the value that was given.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub args: Map<String, Json>,
    /// An English sentence that names the fix.
    pub message: String,
}

impl FieldError {
    /// A refused field with its code and sentence.
    pub fn new(field: impl Into<String>, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            code,
            args: Map::new(),
            message: message.into(),
        }
    }

    /// The same with something that goes into its words.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.args.insert(name.to_owned(), value.into());
        self
    }
}

impl From<FieldError> for Error {
    fn from(field: FieldError) -> Self {
        Self::Validation(vec![field])
    }
}

/// One field in which a stale edit and the stored record differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// Name of the field.
    pub field: String,
    /// What is stored now.
    pub theirs: Json,
    /// What the caller wanted to store.
    pub yours: Json,
}

/// What can go wrong. Every variant has a code, a status and a sentence.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A record, operation, job or step that does not exist (or was purged).
    #[error("There is no {what} with the id {id}.")]
    NotFound {
        /// What was looked for.
        what: String,
        /// The id or name it was looked for by.
        id: String,
    },
    /// Nothing is left to undo or redo.
    #[error("There is nothing left to {0}.")]
    NothingTo(&'static str),
    /// Fields that do not hold; nothing was written.
    #[error("{}", sentence(.0))]
    Validation(Vec<FieldError>),
    /// Input that cannot be understood at all.
    #[error("{0}")]
    BadRequest(String),
    /// What is well said but cannot be done as things stand; its code tells why.
    #[error("{message}")]
    Refused {
        /// Stable code, such as `not_in_trash`.
        code: &'static str,
        /// What goes into its words.
        args: Map<String, Json>,
        /// An English sentence that names what to do first.
        message: String,
    },
    /// A page cursor that was altered, or belongs to another list.
    #[error("This page link is no longer valid. Start again from the first page.")]
    Cursor,
    /// No token, or a wrong one.
    #[error("This call needs the access token that MyCRM printed when it started serving.")]
    Unauthorized,
    /// The caller may not do this.
    #[error("You are not allowed to {0}.")]
    Forbidden(String),
    /// The record changed since the caller read it.
    #[error(
        "This record was changed since you opened it. Compare the fields that differ, then save again."
    )]
    Conflict {
        /// The revision that is stored now.
        revision: String,
        /// The fields that differ.
        differences: Vec<Difference>,
    },
    /// Input over a limit.
    #[error("{0}")]
    TooLarge(String),
    /// The database is encrypted and the key given does not open it.
    #[error("{0}")]
    Locked(String),
    /// Another process has the database open.
    #[error("{0}")]
    InUse(String),
    /// The database was written by a newer program.
    #[error(
        "This database was written by a newer MyCRM (schema {found}); this program knows schema {known}. Install the newer version to open it. Nothing was changed."
    )]
    Newer {
        /// Schema version of the file.
        found: i64,
        /// Newest schema version of this program.
        known: i64,
    },
    /// The writer is busy for longer than a caller should wait.
    #[error("MyCRM is busy with another write. Try again in a moment.")]
    Busy,
    /// Disk full, read-only folder, damaged file.
    #[error("{0}")]
    Storage(String),
    /// A server, file or device outside the program that did not answer as it should.
    #[error("{0}")]
    Outside(String),
    /// Long work that was stopped by its user.
    #[error("The work was cancelled.")]
    Cancelled,
    /// A defect of ours.
    #[error("Something went wrong inside MyCRM ({0}). Nothing was saved by this step.")]
    Internal(String),
}

fn sentence(fields: &[FieldError]) -> String {
    match fields {
        [] => "The input is not valid.".into(),
        [one] => one.message.clone(),
        [first, rest @ ..] => format!(
            "{} ({} more fields need a look.)",
            first.message,
            rest.len()
        ),
    }
}

impl Error {
    /// A single refused field.
    pub fn field(field: impl Into<String>, code: &'static str, message: impl Into<String>) -> Self {
        FieldError::new(field, code, message).into()
    }

    /// Something that cannot be done as things stand.
    pub fn refused(code: &'static str, message: impl Into<String>) -> Self {
        Self::Refused {
            code,
            args: Map::new(),
            message: message.into(),
        }
    }

    /// Something looked for by id and not found.
    pub fn not_found(what: impl Into<String>, id: impl ToString) -> Self {
        Self::NotFound {
            what: what.into(),
            id: id.to_string(),
        }
    }

    /// Stable code: what a program tests for.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "not_found",
            Self::NothingTo("undo") => "nothing_to_undo",
            Self::NothingTo(_) => "nothing_to_redo",
            Self::Validation(_) => "validation",
            Self::BadRequest(_) => "bad_request",
            Self::Refused { code, .. } => code,
            Self::Cursor => "cursor",
            Self::Unauthorized => "unauthorized",
            Self::Forbidden(_) => "forbidden",
            Self::Conflict { .. } => "conflict",
            Self::TooLarge(_) => "too_large",
            Self::Locked(_) => "locked",
            Self::InUse(_) => "in_use",
            Self::Newer { .. } => "newer_database",
            Self::Busy => "busy",
            Self::Storage(_) => "storage",
            Self::Outside(_) => "outside",
            Self::Cancelled => "cancelled",
            Self::Internal(_) => "internal",
        }
    }

    /// HTTP status that says the same.
    pub fn status(&self) -> u16 {
        match self {
            Self::NotFound { .. } | Self::NothingTo(_) => 404,
            Self::Validation(_) => 422,
            Self::BadRequest(_) | Self::Cursor => 400,
            Self::Unauthorized => 401,
            Self::Forbidden(_) => 403,
            Self::Conflict { .. } | Self::Refused { .. } | Self::Cancelled => 409,
            Self::TooLarge(_) => 413,
            Self::Locked(_) | Self::InUse(_) => 423,
            Self::Newer { .. } | Self::Internal(_) => 500,
            Self::Outside(_) => 502,
            Self::Busy => 503,
            Self::Storage(_) => 507,
        }
    }

    /// Exit code of the command line: 2 bad input, 3 not found, 4 conflict, 5 locked, 6 storage, 1 anything else.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Validation(_) | Self::BadRequest(_) | Self::Cursor | Self::TooLarge(_) => 2,
            Self::NotFound { .. } | Self::NothingTo(_) => 3,
            Self::Conflict { .. } | Self::Refused { .. } | Self::Cancelled => 4,
            Self::Locked(_) | Self::InUse(_) | Self::Unauthorized | Self::Forbidden(_) => 5,
            Self::Storage(_) | Self::Newer { .. } | Self::Busy => 6,
            Self::Outside(_) | Self::Internal(_) => 1,
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "Not found",
            Self::NothingTo(_) => "Nothing to do",
            Self::Validation(_) => "Validation failed",
            Self::BadRequest(_) => "Malformed request",
            Self::Refused { .. } => "Not as things stand",
            Self::Cursor => "Invalid page link",
            Self::Unauthorized => "Token needed",
            Self::Forbidden(_) => "Not allowed",
            Self::Conflict { .. } => "Changed meanwhile",
            Self::TooLarge(_) => "Too large",
            Self::Locked(_) => "Database locked",
            Self::InUse(_) => "Database in use",
            Self::Newer { .. } => "Database is newer",
            Self::Busy => "Busy",
            Self::Storage(_) => "Storage problem",
            Self::Outside(_) => "No usable answer",
            Self::Cancelled => "Cancelled",
            Self::Internal(_) => "Internal error",
        }
    }

    /// Problem details (RFC 9457) with our extension members `code`, `trace` and the typed details.
    pub fn problem(&self, trace: &str) -> Json {
        let mut object = Map::new();
        object.insert("type".into(), json!("about:blank"));
        object.insert("title".into(), json!(self.title()));
        object.insert("status".into(), json!(self.status()));
        object.insert("code".into(), json!(self.code()));
        object.insert("detail".into(), json!(self.to_string()));
        object.insert("trace".into(), json!(trace));
        match self {
            Self::Validation(fields) => {
                object.insert("fields".into(), json!(fields));
            }
            Self::Conflict {
                revision,
                differences,
            } => {
                object.insert("revision".into(), json!(revision));
                object.insert("fields".into(), json!(differences));
            }
            Self::Refused { args, .. } if !args.is_empty() => {
                object.insert("args".into(), json!(args));
            }
            Self::NotFound { what, id } => {
                object.insert("what".into(), json!(what));
                object.insert("id".into(), json!(id));
            }
            _ => {}
        }
        Json::Object(object)
    }

    /// Whether the same call may succeed a little later without anyone doing anything.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Busy)
    }
}

/// A fresh trace id: what a user quotes from the screen and finds in the log.
pub fn trace_id() -> String {
    let id = Uuid::from_bytes(crate::id::random_bytes())
        .simple()
        .to_string();
    id[..12].to_owned()
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => {
                Self::Storage("The disk is full. Free some space, then try again. Nothing was saved by this step.".into())
            }
            Some(Code::ReadOnly | Code::CannotOpen | Code::PermissionDenied) => Self::Storage(format!(
                "MyCRM cannot write to its database ({error}). Check that its folder is writable."
            )),
            Some(Code::DatabaseCorrupt) => Self::Storage(format!(
                "The database file is damaged ({error}). Restore a backup; the damaged file was left as it is."
            )),
            Some(Code::NotADatabase) => Self::Locked(
                "The key does not open this database, or the file is not a MyCRM database. Nothing was changed.".into(),
            ),
            Some(Code::SystemIoFailure) => Self::Storage(format!("The disk refused a read or write ({error}).")),
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy,
            Some(Code::TooBig) => Self::TooLarge("A value is larger than the database can hold.".into()),
            Some(Code::OperationInterrupted) => Self::Cancelled,
            _ => Self::Internal(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::BadRequest(format!(
            "The input is not what this operation takes: {error}."
        ))
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Storage(format!("The disk refused a read or write ({error})."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problem_details_name_the_field_and_carry_the_code() {
        let error = Error::field("email", "invalid", "“x” is not an e-mail address.");
        let problem = error.problem("abc");
        assert_eq!(problem["status"], 422);
        assert_eq!(problem["code"], "validation");
        assert_eq!(problem["fields"][0]["field"], "email");
        assert_eq!(problem["detail"], "“x” is not an e-mail address.");
    }

    #[test]
    fn a_full_disk_is_a_storage_problem() {
        let full = rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL),
            None,
        );
        assert_eq!(Error::from(full).status(), 507);
    }
}
