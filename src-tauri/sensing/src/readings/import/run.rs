//! The work of taking a file in: read as a stream, kept in batches, each with its checkpoint.

use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::job::Work;
use mycrm_kernel::operation::{Job, Operation};
use mycrm_kernel::store::{FileId, FileReader, remove_file};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::ledger::{ReadingImport, by_key};
use super::{Origin, Row, Rows, unpack};
use crate::privacy::require_on;
use crate::readings::model::Sample;
use crate::readings::store::{Source, keep};

/// Samples kept in one transaction.
const BATCH: usize = 2_000;
/// Bad rows kept of one file.
const BAD_MAX: i64 = 10_000;
/// Rows between two looks at whether the work was cancelled.
const LOOK: i64 = 4_096;

/// Takes in a file of readings that was handed in: an export of Apple Health (`export.xml` or its zip), Health Connect
/// (its zip, or the database in it), Google Fit, Fitbit (a file or the whole archive), or a CSV with the columns time,
/// measure, value. Rows that cannot be used are kept in a ledger. The file is removed afterwards.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportReadings {
    /// The file that was handed in.
    pub file: FileId,
}

impl Operation for ImportReadings {
    const NAME: &'static str = "readings.import";
    const ROUTE: &'static str = "POST /readings/imports";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = ReadingImport;
}

impl Job for ImportReadings {
    fn run(self, work: &mut Work<'_>) -> Result<ReadingImport> {
        let app = work.app();
        let taken = {
            let file = FileReader::open(app, self.file)?;
            let (name, bytes) = (file.name.clone(), file.bytes);
            take(work, file, &name, bytes)
        };
        // A file that is of no use is removed as well; one whose work was interrupted is needed again.
        let over = match &taken {
            Ok(_) | Err(Error::Validation(_) | Error::TooLarge(_) | Error::Cancelled) => true,
            Err(_) => false,
        };
        if over {
            remove_file(app, self.file)?;
        }
        taken
    }
}

/// The same of a file on this computer, read where it lies.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportReadingsFile {
    /// Path of the file.
    pub path: String,
}

impl Operation for ImportReadingsFile {
    const NAME: &'static str = "readings.import_file";
    const ROUTE: &'static str = "POST /readings/imports/local";
    const NEEDS: Permission = Permission::LocalFiles;
    const PRIVATE: bool = true;
    type Output = ReadingImport;
}

impl Job for ImportReadingsFile {
    #[expect(
        clippy::disallowed_methods,
        reason = "imports read the file that the wearer chose"
    )]
    fn run(self, work: &mut Work<'_>) -> Result<ReadingImport> {
        let path = Path::new(&self.path);
        let unreadable = |error: io::Error| {
            let message = format!("{} cannot be read: {error}.", path.display());
            Error::field("path", "invalid", message)
        };
        let file = std::fs::File::open(path).map_err(unreadable)?;
        let bytes = file.metadata().map_err(unreadable)?.len();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        take(work, file, &name, bytes)
    }
}

/// Counts how far a file was read.
struct Counted<F> {
    file: F,
    at: Arc<AtomicU64>,
}

impl<F: Read> Read for Counted<F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.at.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl<F: Seek> Seek for Counted<F> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = self.file.seek(to)?;
        self.at.store(at, Ordering::Relaxed);
        Ok(at)
    }
}

/// Where the work stands; its checkpoint.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Place {
    import: i64,
    seen: i64,
    taken: i64,
    passed: i64,
    bad: i64,
}

struct Taking<'w, 'a> {
    work: &'w mut Work<'a>,
    place: Place,
    /// Rows that an earlier run has dealt with.
    skip: i64,
    samples: Vec<(Origin, Sample)>,
    bad: Vec<(i64, &'static str, String)>,
    at: Arc<AtomicU64>,
    bytes: u64,
    now: i64,
}

fn take<F: Read + Seek>(
    work: &mut Work<'_>,
    file: F,
    name: &str,
    bytes: u64,
) -> Result<ReadingImport> {
    work.read(require_on)?;
    let place = match work.checkpoint().filter(|kept| !kept.is_null()) {
        Some(kept) => serde_json::from_value(kept.clone())?,
        None => begin(work, name)?,
    };
    let at = Arc::new(AtomicU64::new(0));
    let counted = Counted {
        file,
        at: at.clone(),
    };
    let now = work.app().now();
    let mut taking = Taking {
        skip: place.seen,
        place,
        work,
        samples: Vec::new(),
        bad: Vec::new(),
        at,
        bytes,
        now,
    };
    let read = unpack::read(counted, name, &mut taking);
    taking.flush()?;
    let key = taking.place.import;
    let (format, end) = match read {
        Ok(format) => (format, None),
        Err(error) if taking.place.taken > 0 && matches!(error, Error::Validation(_)) => {
            ("", Some(error.to_string()))
        }
        Err(error) => {
            forget(work, key)?;
            return Err(error);
        }
    };
    let place = taking.place;
    work.commit(serde_json::to_value(place)?, |tx| {
        if let Some(message) = end {
            tx.side(
                "sensing_import_rows",
                "INSERT OR REPLACE INTO sensing_import_rows (import, row, code, message) VALUES (?1, ?2, 'bad_row', ?3)",
                params![key, place.seen + 1, message],
            )?;
            tx.side(
                "sensing_imports",
                "UPDATE sensing_imports SET bad = bad + 1 WHERE key = ?1",
                [key],
            )?;
        }
        tx.side(
            "sensing_imports",
            "UPDATE sensing_imports SET done_at = ?2, format = CASE ?3 WHEN '' THEN format ELSE ?3 END WHERE key = ?1",
            params![key, tx.now(), format],
        )
    })?;
    work.progress(bytes, bytes, "done")?;
    work.read(|read| by_key(read, key))
}

fn begin(work: &mut Work<'_>, name: &str) -> Result<Place> {
    let id = work.app().new_id();
    let actor = work.caller().actor;
    let name: String = name.chars().take(200).collect();
    // Its key is known only in the transaction; the checkpoint of the next batch carries it.
    let import = work.commit(json!(null), |tx| {
        tx.side(
            "sensing_imports",
            "INSERT INTO sensing_imports (id, actor, at, name, format) VALUES (?1, ?2, ?3, ?4, '')",
            params![id.as_bytes(), actor.as_bytes(), tx.now(), name],
        )?;
        Ok(tx
            .select("SELECT key FROM sensing_imports WHERE id = ?1")?
            .query_row([id.as_bytes()], |row| row.get(0))?)
    })?;
    Ok(Place {
        import,
        ..Place::default()
    })
}

/// Takes back the beginning of an import that came to nothing.
fn forget(work: &mut Work<'_>, key: i64) -> Result<()> {
    work.commit(json!(null), |tx| {
        tx.side(
            "sensing_import_rows",
            "DELETE FROM sensing_import_rows WHERE import = ?1",
            [key],
        )?;
        tx.side(
            "sensing_imports",
            "DELETE FROM sensing_imports WHERE key = ?1",
            [key],
        )
    })
    .map(drop)
}

impl Rows for Taking<'_, '_> {
    fn row(&mut self, origin: Origin, row: Row) -> Result<()> {
        if self.skip > 0 {
            self.skip -= 1;
            return Ok(());
        }
        self.place.seen += 1;
        match row {
            Row::Passed => self.place.passed += 1,
            Row::Bad(code, message) => self.refuse(code, message),
            Row::Samples(samples) => {
                for sample in samples {
                    match sample.wrong(self.now) {
                        Some((code, message)) => self.refuse(code, message),
                        None => {
                            self.place.taken += 1;
                            self.samples.push((origin, sample));
                        }
                    }
                }
            }
        }
        if self.place.seen % LOOK == 0 {
            self.work.check_cancelled()?;
            let at = self.at.load(Ordering::Relaxed).min(self.bytes);
            self.work.progress(at, self.bytes, "reading")?;
        }
        if self.samples.len() >= BATCH || self.bad.len() >= BATCH {
            self.flush()?;
        }
        Ok(())
    }
}

impl Taking<'_, '_> {
    fn refuse(&mut self, code: &'static str, message: String) {
        self.place.bad += 1;
        if self.place.bad <= BAD_MAX {
            self.bad.push((self.place.seen, code, message));
        }
    }

    /// Keeps what was gathered, with the checkpoint behind it.
    fn flush(&mut self) -> Result<()> {
        let place = self.place;
        let samples = std::mem::take(&mut self.samples);
        let bad = std::mem::take(&mut self.bad);
        self.work.commit(serde_json::to_value(place)?, |tx| {
            // Whoever switches the mirror off in the middle wants nothing more kept.
            require_on(tx)?;
            for (origin, sample) in &samples {
                let name = origin.name();
                let source = Source {
                    name: &name,
                    import: Some(place.import),
                    simulated: false,
                };
                keep(tx, std::slice::from_ref(sample), &source)?;
            }
            for (row, code, message) in &bad {
                tx.side(
                    "sensing_import_rows",
                    "INSERT OR REPLACE INTO sensing_import_rows (import, row, code, message) VALUES (?1, ?2, ?3, ?4)",
                    params![place.import, row, code, message],
                )?;
            }
            tx.side(
                "sensing_imports",
                "UPDATE sensing_imports SET seen = ?2, taken = ?3, passed = ?4, bad = ?5 WHERE key = ?1",
                params![place.import, place.seen, place.taken, place.passed, place.bad],
            )
        })?;
        Ok(())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Rows as they were read, for the tests of each format.
    #[derive(Debug, Default)]
    pub(in crate::readings::import) struct Gathered {
        pub(in crate::readings::import) samples: Vec<Sample>,
        pub(in crate::readings::import) bad: Vec<&'static str>,
        pub(in crate::readings::import) passed: usize,
    }

    impl Rows for Gathered {
        fn row(&mut self, _: Origin, row: Row) -> Result<()> {
            match row {
                Row::Samples(samples) => self.samples.extend(samples),
                Row::Passed => self.passed += 1,
                Row::Bad(code, _) => self.bad.push(code),
            }
            Ok(())
        }
    }
}
