//! Recordings: what devices measured and what was made of it, in encrypted, compressed pieces of ten seconds.
//!
//! A [`Recorder`] appends, a [`Recording`] reads, a [`Shelf`] is the folder with all of them. Nothing here knows the
//! CRM: the caller gives folder, key and times.
//!
//! # The file
//!
//! A head in the open: eight bytes `MYCRMREC`, a version byte, sixteen random bytes that name the recording, eight bytes
//! of little-endian milliseconds since 1970. Then pieces, each: four little-endian bytes of length, 24 random bytes of
//! nonce, and so many bytes of XChaCha20-Poly1305 over zstd over blocks. What is authenticated beside the content is the
//! head and the piece's number, so that no piece can be exchanged, moved or taken from another recording. A program that
//! is killed while it writes leaves a last piece that is shorter than its length: readers stop before it. Samples are
//! kept as differences of the converter's steps, without loss.

mod about;
mod block;
mod csv;
mod edf;
mod error;
mod frame;
mod intake;
mod layout;
mod read;
mod replay;
mod resample;
mod shelf;
mod write;

pub use about::{About, Track, TrackKind};
pub use block::Piece;
pub use csv::{export_csv, import_csv};
pub use edf::{export_edf, import_edf};
pub use error::RecordingError;
pub use intake::Intake;
pub use read::{Pieces, Recording};
pub use replay::{Replay, Replayed};
pub use shelf::{Shelf, Shelved};
pub use write::Recorder;

/// The key of recordings. Derived by the caller from the key of the database.
pub type Key = [u8; 32];

#[cfg(test)]
mod tests;
