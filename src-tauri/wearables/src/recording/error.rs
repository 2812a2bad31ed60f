//! What can go wrong with a recording.

use std::fmt::Display;

/// Why a recording cannot be written, read or taken in.
#[derive(Debug, thiserror::Error)]
pub enum RecordingError {
    /// The disk, or the folder's permissions.
    #[error("{what}: {error}.")]
    File {
        /// What was to be done.
        what: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// Not a recording of this program.
    #[error("This is no recording: {0}.")]
    Foreign(String),
    /// Another key, or altered bytes: the two cannot be told apart.
    #[error(
        "Piece {piece} cannot be opened: it was altered, or the recording belongs to another database."
    )]
    Sealed {
        /// Which, counted from 0.
        piece: u64,
    },
    /// Opened, but not what it should be.
    #[error("Piece {piece} is damaged: {why}.")]
    Damaged {
        /// Which, counted from 0.
        piece: u64,
        /// What is wrong.
        why: String,
    },
    /// A file to be imported that does not hold to its format.
    #[error("Byte {byte}: {why}.")]
    Format {
        /// Where.
        byte: u64,
        /// What is wrong, and what is expected.
        why: String,
    },
    /// A row of a table to be imported.
    #[error("Line {line}: {why}.")]
    Line {
        /// Which, counted from 1.
        line: u64,
        /// What is wrong, and what is expected.
        why: String,
    },
    /// More tracks, longer names or larger pieces than are taken.
    #[error("{0}.")]
    TooMuch(String),
}

/// The result of everything about recordings.
pub(crate) type Result<T, E = RecordingError> = std::result::Result<T, E>;

/// What was to be done when the system refused.
pub(super) fn while_doing(what: impl Display) -> impl FnOnce(std::io::Error) -> RecordingError {
    let what = what.to_string();
    move |error| RecordingError::File { what, error }
}
