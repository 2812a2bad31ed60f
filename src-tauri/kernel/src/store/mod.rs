//! The encrypted store: one writer, a pool of readers (WAL), opened with a key and migrated.
//! The only place in the product that opens a connection.

mod checkpoints;
mod collation;
mod deferred;
mod files;
mod functions;
mod key;
mod library;
mod migrate;
mod open;
mod pool;
mod unsearched;

pub(crate) use collation::compare_folded;
pub use deferred::{BulkLoad, Load};
pub use files::{FileId, FileReader, add_file, remove_file};
pub use functions::fold;
pub use key::{KeySource, Protection};
pub(crate) use open::{Store, StoreOptions};
pub use pool::Reader;
pub(crate) use unsearched::{Deleting, catch_up as search_what_was_loaded, searched_up_to};
