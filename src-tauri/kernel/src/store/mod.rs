//! The encrypted store: one writer, a pool of readers (WAL), opened with a key and migrated.
//! The only place in the product that opens a connection.

mod backups;
mod checkpoints;
mod collation;
mod deferred;
mod files;
mod foreign;
mod functions;
mod key;
mod library;
mod migrate;
mod open;
mod pool;
mod staged;
mod unsearched;

pub(crate) use backups::{remove_all as remove_backups, remove_old as remove_old_backups};
pub use deferred::{BulkLoad, Load};
pub(crate) use files::remove as remove_file_in;
pub use files::{FileId, FileReader, add_file, remove_file};
pub use foreign::ForeignDatabase;
pub use key::{KeySource, Protection};
pub(crate) use open::{Store, StoreOptions};
pub use pool::Reader;
pub(crate) use staged::drop_unclaimed;
pub(crate) use unsearched::{Deleting, catch_up as search_what_was_loaded, searched_up_to};
