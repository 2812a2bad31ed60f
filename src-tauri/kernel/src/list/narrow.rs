//! Lists narrowed by sets of rows.
//!
//! SQLite takes one index for one table: of two filters it can use one and reads the rows for the other, and an order
//! makes it either sort all matches or look at every row along the way. So each comparison with an indexed column is
//! answered once out of that index alone, as the set of its rows; sets are intersected, and the list is read along the
//! index of its order, rows beside the set being passed over unread, or, where few are left, from these.
//!
//! A set is remembered until a column it depends on is written. Where few rows were written, only these are asked again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::params_from_iter;

use super::order::Key;
use super::versions;
use crate::error::Result;
use crate::filter::{self, Column, Op, Resolved, Sql, SystemColumn, Test};
use crate::kind::{FieldType, Kind};
use crate::read::Read;
use crate::rows::RowSet;
use crate::value::Value;

/// Bytes of sets that are remembered.
const REMEMBERED: usize = 16 << 20;
/// Rows asked again before all are.
const AGAIN: usize = 500;
/// So few rows are always read and sorted.
const FEW: u64 = 20;
/// Milliseconds of a minute: an instant between two minutes is one that nobody asks for twice ("4 hours ago").
const MINUTE: i64 = 60_000;

/// The sets that are remembered, the newest first.
#[derive(Default)]
pub(crate) struct Sets {
    known: Mutex<VecDeque<(String, u64, Arc<RowSet>)>>,
}

impl Sets {
    fn get(&self, asked: &str) -> Option<(u64, Arc<RowSet>)> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.iter().find(|(known, ..)| known == asked);
        found.map(|(_, version, set)| (*version, set.clone()))
    }

    fn put(&self, asked: String, version: u64, set: Arc<RowSet>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(known, ..)| *known != asked);
        known.push_front((asked, version, set));
        let mut bytes = 0;
        known.retain(|(.., set)| {
            bytes += set.bits().len();
            bytes <= REMEMBERED
        });
    }
}

/// A list narrowed to a set of rows.
pub(super) struct Narrowed {
    pub(super) set: RowSet,
    /// What no set answers, and what limits the walk along the order. Written so that no other index is taken.
    pub(super) rest: Sql,
    /// Whether the set is the list.
    pub(super) whole: bool,
}

impl Narrowed {
    /// The list of `filter`, if sets answer something of it.
    pub(super) fn of(
        read: &Read<'_>,
        kind: &Kind,
        filter: &Resolved,
        keys: &[Key],
    ) -> Result<Option<Self>> {
        let mut parts = Vec::new();
        flatten(filter, &mut parts);
        let (asked, left): (Vec<&Resolved>, Vec<&Resolved>) =
            parts.into_iter().partition(|part| is_asked(part, kind));
        let mut set: Option<RowSet> = None;
        let mut rest = Sql::default();
        for part in &asked {
            let Some(found) = set_of(read, kind, part)? else {
                return Ok(None);
            };
            match &mut set {
                Some(set) => set.intersect(&found),
                None => set = Some(RowSet::clone(&found)),
            }
            if let (Resolved::Test(test), Some(first)) = (part, keys.first())
                && test.column.name(kind) == first.name
            {
                add(&mut rest, &filter::condition(part, kind, "r")?);
            }
        }
        let Some(set) = set else { return Ok(None) };
        for part in &left {
            add(&mut rest, &filter::condition(part, kind, "+r")?);
        }
        Ok(Some(Self {
            set,
            rest,
            whole: left.is_empty(),
        }))
    }

    /// Whether reading and sorting all rows takes less than walking along the order until a page is full: a row read is
    /// as long as some twenty passed over, and of a million rows a page of fifty passes a million / matches × 50.
    pub(super) fn is_small(&self) -> bool {
        let (count, table) = (self.set.len(), self.set.bits().len() as u64 * 8);
        count <= FEW || count * count <= 2 * table
    }
}

fn add(sql: &mut Sql, more: &Sql) {
    sql.text.push_str(" AND ");
    sql.text.push_str(&more.text);
    sql.parameters.extend(more.parameters.iter().cloned());
}

fn flatten<'f>(filter: &'f Resolved, parts: &mut Vec<&'f Resolved>) {
    match filter {
        Resolved::And(all) => all.iter().for_each(|part| flatten(part, parts)),
        other => parts.push(other),
    }
}

/// Whether a part of a filter is answered by the index of a column, alone and more than once.
fn is_asked(part: &Resolved, kind: &Kind) -> bool {
    let test = match part {
        Resolved::Test(test) if test.hops.is_empty() => test,
        _ => return false,
    };
    let indexed = match test.column {
        Column::Field(at) => kind.fields[at].sortable,
        Column::System(SystemColumn::CreatedAt | SystemColumn::UpdatedAt) => true,
        Column::System(_) => false,
    };
    let ranged = matches!(
        test.op,
        Op::Eq
            | Op::In
            | Op::IsNull
            | Op::Gt
            | Op::Gte
            | Op::Lt
            | Op::Lte
            | Op::Range
            | Op::StartsWith
    );
    let list = matches!(test.of, FieldType::List | FieldType::MultiSelect);
    indexed && ranged && !list && !is_passing(test)
}

fn is_passing(test: &Test) -> bool {
    let between = |value: &Value| value.int().is_some_and(|millis| millis % MINUTE != 0);
    test.of == FieldType::Instant && test.operands.iter().any(between)
}

/// The rows outside the trash that meet `part`; none where the view is at no certain moment.
fn set_of(read: &Read<'_>, kind: &Kind, part: &Resolved) -> Result<Option<Arc<RowSet>>> {
    let mut dependencies = vec![kind.name.clone()];
    versions::of_filter(part, kind, &mut dependencies);
    let (app, Some(moment)) = (read.app(), read.moment()) else {
        return Ok(None);
    };
    let versions = app.versions();
    let Some(version) = versions.of(&dependencies, Some(moment)) else {
        return Ok(None);
    };
    let condition = filter::condition(part, kind, "r")?;
    let asked = format!(
        "{}|{}|{:?}",
        kind.name, condition.text, condition.parameters
    );
    let known = app.sets().get(&asked);
    if let Some((known, set)) = &known
        && *known == version
    {
        return Ok(Some(set.clone()));
    }
    let mended = match known {
        Some((known, set)) if known < version => {
            let rows = versions.rows_since(&dependencies, known, moment);
            match rows.filter(|rows| rows.len() <= AGAIN) {
                Some(rows) => mend(read, kind, &condition, (&set, rows))?,
                None => None,
            }
        }
        _ => None,
    };
    let found = match mended {
        Some(set) => Some(set),
        None => build(read, kind, &condition)?,
    };
    let Some(found) = found.map(Arc::new) else {
        return Ok(None);
    };
    app.sets().put(asked, version, found.clone());
    Ok(Some(found))
}

/// Reads the set out of the index of its column. None if a row number is too large for a set.
fn build(read: &Read<'_>, kind: &Kind, condition: &Sql) -> Result<Option<RowSet>> {
    let sql = format!(
        "SELECT r.rowid FROM {} r WHERE r.deleted_at IS NULL AND {}",
        kind.plural, condition.text
    );
    let mut statement = read.connection().prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(&condition.parameters))?;
    let mut set = RowSet::default();
    while let Some(row) = rows.next()? {
        if !set.insert(row.get(0)?) {
            return Ok(None);
        }
    }
    Ok(Some(set))
}

/// Asks `rows` again.
fn mend(
    read: &Read<'_>,
    kind: &Kind,
    condition: &Sql,
    (set, rows): (&RowSet, impl IntoIterator<Item = i64>),
) -> Result<Option<RowSet>> {
    let sql = format!(
        "SELECT 1 FROM {} r WHERE r.rowid = ? AND +r.deleted_at IS NULL AND {}",
        kind.plural, condition.text
    );
    let mut statement = read.connection().prepare_cached(&sql)?;
    let mut set = set.clone();
    for row in rows {
        let number = [Value::Int(row)];
        let parameters = number.iter().chain(&condition.parameters);
        if statement.exists(params_from_iter(parameters))? {
            if !set.insert(row) {
                return Ok(None);
            }
        } else {
            set.remove(row);
        }
    }
    Ok(Some(set))
}
