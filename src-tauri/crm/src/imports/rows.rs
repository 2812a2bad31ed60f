//! The rows of a staged file, read and prepared in batches on a thread of their own.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Scope;

use mycrm_kernel::app::App;
use mycrm_kernel::error::Result;
use mycrm_kernel::store::FileReader;

use super::plan::Plan;
use super::prepare::{Prepared, prepare};
use super::read::{RawRow, RowReader, for_name};
use super::store::Stored;

/// Batches that wait.
const AHEAD: usize = 2;
/// Most text of a batch.
const BATCH_BYTES: usize = 8 << 20;

/// Reads the rows of an import one after another.
pub(super) struct Rows<'a> {
    reader: RowReader<FileReader<'a>>,
    before_data: u64,
}

impl<'a> Rows<'a> {
    /// Opens the file of an import.
    pub(super) fn open(app: &'a App, stored: &Stored) -> Result<Self> {
        let settings = &stored.settings;
        let file = FileReader::open(app, stored.file)?;
        Ok(Self {
            reader: RowReader::new(file, for_name(&settings.encoding)?, settings.delimiter()?),
            before_data: settings.before_data(),
        })
    }

    /// The next row of data.
    pub(super) fn next(&mut self) -> Result<Option<RawRow>> {
        let mut row = RawRow::default();
        while self.reader.read(&mut row)? {
            if row.number > self.before_data {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }
}

/// Starts a thread that prepares the rows of an import, `size` of them in a batch. An error is the last thing it
/// sends; it ends when nobody listens any more.
pub(super) fn batches<'scope, 'env>(
    scope: &'scope Scope<'scope, 'env>,
    (app, stored, plan): (&'env App, &'env Stored, &'env Plan),
    size: usize,
) -> Receiver<Result<Vec<Prepared>>> {
    let (sender, receiver) = sync_channel(AHEAD);
    scope.spawn(move || {
        if let Err(error) = produce(app, stored, plan, size, &sender) {
            let _ = sender.send(Err(error));
        }
    });
    receiver
}

fn produce(
    app: &App,
    stored: &Stored,
    plan: &Plan,
    size: usize,
    sender: &SyncSender<Result<Vec<Prepared>>>,
) -> Result<()> {
    let mut rows = Rows::open(app, stored)?;
    loop {
        let mut batch = Vec::with_capacity(size);
        let mut bytes = 0;
        while batch.len() < size && bytes < BATCH_BYTES {
            let Some(row) = rows.next()? else { break };
            bytes += row.cells().map(str::len).sum::<usize>();
            batch.push(prepare(plan, row));
        }
        if batch.is_empty() || sender.send(Ok(batch)).is_err() {
            return Ok(());
        }
    }
}
