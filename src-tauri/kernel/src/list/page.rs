//! Reading pages and counts.

use std::sync::Arc;

use rusqlite::params_from_iter;
use uuid::Uuid;

use super::plan::Plan;
use super::{Count, ListQuery, PAGE_DEFAULT, PAGE_MAX, Page};
use crate::error::{Error, Result};
use crate::kind::Kind;
use crate::read::Read;
use crate::record::read_row;

/// One page of a list.
pub fn list(read: &Read<'_>, kind: &Arc<Kind>, query: &ListQuery) -> Result<Page> {
    let (rows, next, count) = page_of(read, kind, query, &mut |row| read_row(kind, row))?;
    Ok(Page { rows, next, count })
}

/// What a page is besides its rows: where the next one begins, and the count if it was asked for.
type PageOf<T> = (Vec<T>, Option<String>, Option<Count>);

/// One page of a list, each row read by `each` from the columns of [`columns`].
pub(super) fn page_of<T>(
    read: &Read<'_>,
    kind: &Arc<Kind>,
    query: &ListQuery,
    each: &mut dyn FnMut(&rusqlite::Row<'_>) -> Result<T>,
) -> Result<PageOf<T>> {
    let limit = query.limit.unwrap_or(PAGE_DEFAULT);
    if limit == 0 || limit > PAGE_MAX {
        let message = format!("A page has between 1 and {PAGE_MAX} rows.");
        return Err(Error::field("limit", "out_of_range", message));
    }
    let mut plan = Plan::new(read, kind, query)?;
    plan.narrow(read)?;
    let (stretches, skip) = plan.begin(read, query)?;
    let count = query
        .count
        .filter(|cap| *cap > 0)
        .map(|cap| capped(read, &plan, cap))
        .transpose()?;
    // One row more than wanted says whether there is a next page; the last one wanted says where it begins.
    let (mut seen, mut last) = (0, None);
    let bounds = (skip, u64::from(limit) + 1);
    let selected = &kind.statements().columns;
    let rows = plan.read(read, selected, &stretches, bounds, &mut |row| {
        seen += 1;
        if seen > limit {
            return Ok(None);
        }
        if seen == limit {
            last = Some(read_row(kind, row)?);
        }
        each(row).map(Some)
    })?;
    let next = match last {
        Some(last) if seen > limit => Some(
            read.app()
                .cursor_key()
                .seal(&plan.asked, &plan.position(&last))?,
        ),
        _ => None,
    };
    Ok((rows.into_iter().flatten().collect(), next, count))
}

fn capped(read: &Read<'_>, plan: &Plan<'_>, cap: u64) -> Result<Count> {
    let cap = cap.min(i64::MAX as u64 - 1);
    let value = plan.total(read, cap + 1)?;
    Ok(Count {
        value: value.min(cap),
        exact: value <= cap,
    })
}

/// How many records a list has, counted up to `cap`.
pub fn count(read: &Read<'_>, kind: &Arc<Kind>, query: &ListQuery, cap: u64) -> Result<Count> {
    let mut plan = Plan::new(read, kind, query)?;
    plan.narrow(read)?;
    capped(read, &plan, cap)
}

/// Ids of all records of a list, in pages, for bulk work: `each` gets one page after another.
pub fn target_ids(read: &Read<'_>, kind: &Arc<Kind>, query: &ListQuery) -> Result<Vec<Uuid>> {
    let plan = Plan::new(read, kind, query)?;
    let sql = format!(
        "SELECT r.id FROM {} r WHERE {} ORDER BY r.rowid",
        kind.plural, plan.filter.text
    );
    let mut statement = read.connection().prepare_cached(&sql)?;
    let ids = statement
        .query_map(params_from_iter(&plan.filter.parameters), |row| {
            Ok(Uuid::from_bytes(row.get(0)?))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(ids)
}

/// Computes `expressions` over each group of a list: SQL aggregates over the row `r`, written by a feature, never by
/// a caller.
pub fn aggregate<T>(
    read: &Read<'_>,
    kind: &Arc<Kind>,
    query: &ListQuery,
    (expressions, group): (&'static str, &'static str),
    each: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let plan = Plan::new(read, kind, query)?;
    let sql = format!(
        "SELECT {expressions} FROM {} r WHERE {} GROUP BY {group}",
        kind.plural, plan.filter.text
    );
    let mut statement = read.connection().prepare_cached(&sql)?;
    let found = statement
        .query_map(params_from_iter(&plan.filter.parameters), each)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}
