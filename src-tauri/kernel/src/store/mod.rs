//! The encrypted store: one writer, a pool of readers (WAL), opened with a key and migrated.
//! The only place in the product that opens a connection.

mod deferred;
mod files;
mod functions;
mod key;
mod migrate;
mod open;
mod pool;

pub use deferred::BulkLoad;
pub use files::{FileId, FileReader, add_file, remove_file};
pub(crate) use functions::compare_folded;
pub use functions::fold;
pub use key::{KeySource, Protection};
pub(crate) use open::{Store, StoreOptions};
pub use pool::Reader;
