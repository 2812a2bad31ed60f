//! The import itself: a job in chunks, each a transaction with its checkpoint, all of them one step.
//!
//! One thread reads, checks and prepares rows; this one compares and writes. After a kill the rows up to the
//! checkpoint are gone past once more, only to know which records they wrote.

use std::collections::HashMap;

use mycrm_kernel::caller::{Origin, Permission};
use mycrm_kernel::error::Result;
use mycrm_kernel::job::Work;
use mycrm_kernel::operation::{Job, Operation};
use mycrm_kernel::read::Read;
use mycrm_kernel::store::BulkLoad;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::decide::Matcher;
use super::plan::{Plan, Role};
use super::prepare::Prepared;
use super::rows::batches;
use super::settings::{Outcome, Totals};
use super::store::{self, Stored};
use super::write::apply;

/// Rows of a transaction.
const CHUNK: usize = if cfg!(test) { 4 } else { 2_000 };
/// Rows of a transaction of a large file, where nobody waits in between.
const BULK_CHUNK: usize = if cfg!(test) { 4 } else { 10_000 };
/// Rows from which on a file is large.
const LARGE: u64 = if cfg!(test) { 8 } else { 20_000 };

/// Imports a file as it was configured. All it writes is one step; `imports.revert` or undo takes it back.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RunImport {
    /// The import.
    pub id: Uuid,
}

/// What an import did, or would do.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ImportResult {
    /// The import.
    pub import: Uuid,
    /// How its rows ended.
    pub totals: Totals,
}

impl Operation for RunImport {
    const NAME: &'static str = "imports.run";
    const ROUTE: &'static str = "POST /imports/{id}/run";
    const NEEDS: Permission = Permission::Write;
    type Output = ImportResult;
}

impl Job for RunImport {
    const ORIGIN: Origin = Origin::Import;

    fn run(self, work: &mut Work<'_>) -> Result<ImportResult> {
        let done = match work.checkpoint().and_then(|at| at["row"].as_u64()) {
            Some(done) => done,
            None => begin(work, self.id)?,
        };
        let (stored, plan) = work.read(|read| {
            let stored = store::find(read, self.id)?;
            let plan = Plan::new(read, &stored.settings)?;
            Ok((stored, plan))
        })?;
        let size = work.read(|read| Size::of(read, &stored, &plan))?;
        let bulk = if size.defers_indexes {
            let loads = work.read(|read| plan.loads(read))?;
            Some(BulkLoad::begin(work.app(), &loads)?)
        } else {
            None
        };
        let matcher = work.read(|read| size.matcher(read, &stored, &plan))?;
        let totals = Import {
            stored: &stored,
            plan: &plan,
            matcher,
            done,
        }
        .run(work, &size)?;
        if let Some(bulk) = bulk {
            work.progress(totals.rows, totals.rows, "indexing")?;
            bulk.finish()?;
        }
        work.commit(json!({ "row": u64::MAX }), |tx| {
            store::finish(tx, stored.key, &totals)
        })?;
        Ok(ImportResult {
            import: self.id,
            totals,
        })
    }
}

/// Takes the import for this job. Answers that no row is done.
fn begin(work: &mut Work<'_>, id: Uuid) -> Result<u64> {
    let job = work.id();
    work.commit(json!({ "row": 0 }), |tx| {
        let stored = store::find(tx, id)?;
        stored.expect(&["open", "reverted"], "run")?;
        store::begin(tx, stored.key, job)
    })?;
    Ok(0)
}

/// How large a file is beside the tables it goes into.
pub(super) struct Size {
    rows: u64,
    /// Whether everything is read into memory beforehand instead of asking for each row.
    loads_index: bool,
    /// Whether secondary indexes are set aside meanwhile.
    defers_indexes: bool,
}

impl Size {
    pub(super) fn of(read: &Read<'_>, stored: &Stored, plan: &Plan) -> Result<Self> {
        let table = &plan.main().kind.plural;
        let newest: i64 = read
            .select(&format!("SELECT coalesce(max(rowid), 0) FROM {table}"))?
            .query_row([], |row| row.get(0))?;
        let (rows, there) = (stored.rows_estimate, newest.unsigned_abs());
        let person = plan.parts[Role::Contact as usize].is_some();
        Ok(Self {
            rows,
            loads_index: (rows >= LARGE && rows * 20 >= there) || !plan.match_on.is_indexed(),
            // Deals ask for people one by one, which needs the indexes of people.
            defers_indexes: rows >= LARGE && rows * 2 >= there && !person,
        })
    }

    pub(super) fn matcher(&self, read: &Read<'_>, stored: &Stored, plan: &Plan) -> Result<Matcher> {
        if self.loads_index || self.defers_indexes {
            Matcher::loaded(read, plan, stored.rows_estimate as usize)
        } else {
            Ok(Matcher::asking())
        }
    }

    /// Rows of a transaction.
    pub(super) fn chunk(&self) -> usize {
        if self.defers_indexes {
            BULK_CHUNK
        } else {
            CHUNK
        }
    }

    /// How many rows there will be, given how many there were.
    pub(super) fn total(&self, done: u64) -> u64 {
        self.rows.max(done)
    }
}

struct Import<'a> {
    stored: &'a Stored,
    plan: &'a Plan,
    matcher: Matcher,
    /// Number of the last row that is done.
    done: u64,
}

impl Import<'_> {
    fn run(mut self, work: &mut Work<'_>, size: &Size) -> Result<Totals> {
        let mut totals = Totals::default();
        let app = work.app();
        let (stored, plan) = (self.stored, self.plan);
        std::thread::scope(|scope| {
            for batch in batches(scope, (app, stored, plan), size.chunk()) {
                let batch = batch?;
                work.check_cancelled()?;
                let old = batch.partition_point(|row| row.raw.number <= self.done);
                work.read(|read| self.replay(read, &batch[..old], &mut totals))?;
                self.write(work, &batch[old..], &mut totals)?;
                work.progress(totals.rows, size.total(totals.rows), "writing")?;
            }
            Ok(totals)
        })
    }

    fn write(&mut self, work: &mut Work<'_>, rows: &[Prepared], totals: &mut Totals) -> Result<()> {
        let Some(last) = rows.last() else {
            return Ok(());
        };
        #[cfg(test)]
        super::tests::crash_if_due()?;
        let (key, plan, matcher) = (self.stored.key, self.plan, &mut self.matcher);
        work.commit(json!({ "row": last.raw.number }), |tx| {
            for row in rows {
                let decision = matcher.decide(tx, plan, row)?;
                let entry = apply(tx, matcher, plan, row, decision)?;
                totals.add(entry.outcome);
                store::note(tx, key, &entry)?;
            }
            store::count(tx, key, totals)
        })
    }

    /// Goes past rows that were done before an interruption.
    fn replay(&mut self, read: &Read<'_>, rows: &[Prepared], totals: &mut Totals) -> Result<()> {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return Ok(());
        };
        let mut statement =
            read.select("SELECT row, outcome, record FROM import_rows WHERE import = ?1 AND row BETWEEN ?2 AND ?3")?;
        let mut ledger = HashMap::new();
        let mut found = statement.query(params![
            self.stored.key,
            first.raw.number as i64,
            last.raw.number as i64
        ])?;
        while let Some(row) = found.next()? {
            let record: Option<[u8; 16]> = row.get(2)?;
            let outcome = Outcome::from_number(row.get(1)?);
            ledger.insert(
                row.get::<_, i64>(0)?.unsigned_abs(),
                (outcome, record.map(Uuid::from_bytes)),
            );
        }
        for row in rows {
            let Some((outcome, record)) = ledger.get(&row.raw.number) else {
                continue;
            };
            totals.add(*outcome);
            let wrote = matches!(outcome, Outcome::New | Outcome::Update | Outcome::Unchanged);
            if let (true, Some(record)) = (wrote, record) {
                self.matcher.replay(read, self.plan, row, *record)?;
            }
        }
        Ok(())
    }
}
