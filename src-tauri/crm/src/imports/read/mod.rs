//! Reading a file that some program exported: bytes → text → rows, always a window at a time, never the whole file.

mod dialect;
mod redact;
mod rows;
mod text;
mod vcard;

pub(super) use dialect::{DELIMITERS, sniff};
pub(super) use redact::{Gap, Redacted};
pub(super) use rows::{CELLS_MAX, Flaw, RawRow, RowReader};
pub(super) use text::{decode, detect, for_name};
pub(super) use vcard::{CardTable, is_vcard};
