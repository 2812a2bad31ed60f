//! Bringing files in: any CSV, and the exports of the products that [`sources`] knows.
//!
//! A file is staged inside the encrypted database, looked at ([`look`]), mapped ([`plan`]), previewed ([`preview`]) and
//! run as a job ([`run`]). What holds throughout:
//!
//! - Nothing is written to records before `imports.run`; preview, check and run ask the same [`decide`].
//! - Every row of the file has exactly one entry in the ledger, and it says why where the row was not written.
//! - A bad row costs that row alone; the file is never read into memory as a whole.
//! - All that one run writes is one step: undo of it, or `imports.revert`, puts everything back.
//! - After a kill the run goes on behind the last committed chunk, and ends as if it had not been interrupted.
//! - What is kept of a record here goes with the record when it is erased ([`erase`]).
//! - Related accounts (and, for deals, people) are found or created once, never changed.

mod decide;
mod erase;
mod errors;
mod guess;
mod index;
mod ledger;
mod look;
mod lookup;
mod merge;
mod open;
mod page;
mod parts;
mod plan;
mod prepare;
mod preview;
mod read;
mod rows;
mod run;
mod settings;
mod shape;
mod sources;
mod store;
mod synonyms;
#[cfg(test)]
mod tests;
mod values;
mod who;
mod write;

use mycrm_kernel::operation::{Entry, action, command, job, query};

pub use erase::erase;
pub use ledger::{
    DeleteImport, ErrorsFile, ExportErrors, GetImport, ImportList, LedgerPage, ListImports,
    ListLedger, RevertImport,
};
pub use open::{ColumnChoice, ConfigureImport, OpenImport};
pub use preview::{CheckImport, Match, PreviewImport, PreviewPage, RowOutcome};
pub use run::{ImportResult, RunImport};
pub use settings::{Column, ImportMode, MatchOn, Outcome, Settings, Totals};
pub use store::{CLAIMS, Import, SIDE_TABLES};
pub use values::{DateOrder, date_time, order_of};

/// What can be done with imports.
pub const OPERATIONS: &[Entry] = &[
    action::<OpenImport>(),
    command::<ConfigureImport>(),
    query::<PreviewImport>(),
    job::<CheckImport>(),
    job::<RunImport>(),
    query::<GetImport>(),
    query::<ListImports>(),
    query::<ListLedger>(),
    query::<ExportErrors>(),
    command::<RevertImport>(),
    command::<DeleteImport>(),
];
