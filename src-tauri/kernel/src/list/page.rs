//! Reading pages and counts.

use std::sync::Arc;

use rusqlite::params_from_iter;
use uuid::Uuid;

use super::anchors::{Marks, NEAR, STRIDE};
use super::order::{self, Key, Position, Stretch};
use super::{Count, ListQuery, PAGE_DEFAULT, PAGE_MAX, Page, versions};
use crate::error::{Error, Result};
use crate::filter::{self, Resolved, Sql};
use crate::kind::Kind;
use crate::read::Read;
use crate::record::{Row, columns, read_row};
use crate::value::Value;

/// A list, ready to be read from.
struct Plan<'k> {
    kind: &'k Arc<Kind>,
    filter: Sql,
    /// The caller's part of the condition, written so that no index of its columns is used: for walking along the
    /// order. None without a filter or an order, and in the trash.
    walking: Option<Sql>,
    keys: Vec<Key>,
    /// Says which list was asked for: cursors belong to it. In the caller's words, so that a list that depends on the
    /// time stays the same list from page to page.
    asked: String,
    /// Says which rows the list has right now: anchors belong to it.
    held: String,
    /// What anchors depend on.
    dependencies: Vec<String>,
}

impl<'k> Plan<'k> {
    fn new(read: &Read<'_>, kind: &'k Arc<Kind>, query: &ListQuery) -> Result<Self> {
        let ordering = query.ordering.as_deref().unwrap_or_default();
        let keys = order::parse(kind, ordering)?;
        let mut dependencies = versions::of_order(kind, keys.iter().map(|key| key.name.as_str()));
        let wanted = query.condition(kind);
        let resolved = wanted
            .as_ref()
            .map(|filter| filter::resolve(filter, kind, read.kinds(), read.now()))
            .transpose()?;
        if let Some(resolved) = &resolved {
            versions::of_filter(resolved, kind, &mut dependencies);
        }
        let trash = query.trash.unwrap_or(false);
        let filter = condition(read, kind, resolved.as_ref(), trash)?;
        let walking = match &resolved {
            Some(resolved) if !trash && !kind.personal && !keys.is_empty() => {
                Some(filter::condition(resolved, kind, "+r")?)
            }
            _ => None,
        };
        let asked = serde_json::to_string(&(&kind.name, ordering, wanted, trash))?;
        let held = format!(
            "{}|{ordering:?}|{}|{:?}",
            kind.name, filter.text, filter.parameters
        );
        Ok(Self {
            kind,
            filter,
            walking,
            keys,
            asked,
            held,
            dependencies,
        })
    }

    /// Settles how the page is read: by the filter's own index, or along the order.
    fn settle(&mut self, read: &Read<'_>) -> Result<()> {
        let Some(walking) = self.walking.take() else {
            return Ok(());
        };
        let list = (&walking, self.held.as_str());
        if read.app().walks().choose(read, self.kind, list)? {
            self.filter = Sql {
                text: format!("r.deleted_at IS NULL AND {}", walking.text),
                parameters: walking.parameters,
            };
        }
        Ok(())
    }

    /// Reads up to `limit` rows of `stretches` in order, after skipping `skip`.
    fn read<T>(
        &self,
        read: &Read<'_>,
        selected: &str,
        stretches: &[Stretch],
        (mut skip, mut limit): (u64, u64),
        each: &mut dyn FnMut(&rusqlite::Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut found = Vec::new();
        for (at, stretch) in stretches.iter().enumerate() {
            if limit == 0 {
                break;
            }
            let sql = format!(
                "SELECT {selected} FROM {} r WHERE {}{} ORDER BY {} LIMIT ? OFFSET ?",
                self.kind.plural,
                self.filter.text,
                stretch.condition,
                order::order_by(&self.keys)
            );
            let bounds = [
                Value::Int(limit.min(i64::MAX as u64) as i64),
                Value::Int(skip as i64),
            ];
            let parameters = self
                .filter
                .parameters
                .iter()
                .chain(&stretch.parameters)
                .chain(&bounds);
            let mut statement = read.connection().prepare_cached(&sql)?;
            let mut rows = statement.query(params_from_iter(parameters))?;
            let before = found.len() as u64;
            while let Some(row) = rows.next()? {
                found.push(each(row)?);
            }
            let got = found.len() as u64 - before;
            limit -= got;
            if got > 0 {
                skip = 0;
            } else if skip > 0 && at + 1 < stretches.len() {
                // Everything here was skipped: what is left to skip is less by the length of the stretch.
                skip -= self.length(read, stretch, skip)?;
            }
        }
        Ok(found)
    }

    fn length(&self, read: &Read<'_>, stretch: &Stretch, cap: u64) -> Result<u64> {
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM {} r WHERE {}{} LIMIT ?)",
            self.kind.plural, self.filter.text, stretch.condition
        );
        let cap = [Value::Int(cap as i64)];
        let parameters = self
            .filter
            .parameters
            .iter()
            .chain(&stretch.parameters)
            .chain(&cap);
        let length: i64 = read
            .connection()
            .prepare_cached(&sql)?
            .query_row(params_from_iter(parameters), |row| row.get(0))?;
        Ok(length as u64)
    }

    fn position(&self, row: &Row) -> Position {
        let values = self
            .keys
            .iter()
            .map(|key| match key.name.as_str() {
                "id" => Value::Id(row.head.id),
                "owner" => row.head.owner.map_or(Value::Null, Value::Id),
                "created_at" => Value::Int(row.head.created_at),
                "updated_at" => Value::Int(row.head.updated_at),
                "deleted_at" => row.head.deleted_at.map_or(Value::Null, Value::Int),
                name => row.get(self.kind, name).clone(),
            })
            .collect();
        Position {
            values,
            rowid: row.head.rowid,
        }
    }

    /// Where the page begins: stretches, and how many rows of them to skip.
    fn begin(&self, read: &Read<'_>, query: &ListQuery) -> Result<(Vec<Stretch>, u64)> {
        match (&query.cursor, query.offset) {
            (Some(_), Some(_)) => Err(Error::BadRequest(
                "A page begins at a cursor or at an offset, not at both.".into(),
            )),
            (Some(cursor), None) => {
                let key = read.app().cursor_key();
                let position = key.open(&self.asked, cursor, self.keys.len())?;
                Ok((order::after(&self.keys, &position), 0))
            }
            (None, Some(offset)) if offset > 0 => self.starting_at(read, offset),
            (None, _) => Ok((order::from_start(&self.keys), 0)),
        }
    }

    /// Where row number `offset` begins: stretches, and how many rows of them to skip.
    fn starting_at(&self, read: &Read<'_>, offset: u64) -> Result<(Vec<Stretch>, u64)> {
        let version = read.app().versions().of(&self.dependencies);
        let known = read.app().anchors().get(&self.held, version);
        let marks = match known {
            Some(marks) => marks,
            None if offset < NEAR => return Ok((order::from_start(&self.keys), offset)),
            None => {
                let marks = Arc::new(self.mark(read)?);
                read.app().anchors().put(&self.held, version, marks.clone());
                marks
            }
        };
        if offset >= marks.total {
            return Ok((Vec::new(), 0));
        }
        Ok(match (offset / STRIDE) as usize {
            0 => (order::from_start(&self.keys), offset),
            at => (
                order::after(&self.keys, &marks.marks[at - 1]),
                offset % STRIDE,
            ),
        })
    }

    /// Walks the whole list once along its index and keeps every so-many-th position.
    fn mark(&self, read: &Read<'_>) -> Result<Marks> {
        let selected: String = self
            .keys
            .iter()
            .map(|key| format!("r.{}, ", key.name))
            .collect();
        let width = self.keys.len();
        let (mut marks, mut total) = (Vec::new(), 0_u64);
        let selected = format!("{selected}r.rowid");
        self.read(
            read,
            &selected,
            &order::from_start(&self.keys),
            (0, u64::MAX >> 1),
            &mut |row| {
                total += 1;
                if total % STRIDE == 0 {
                    let values = (0..width)
                        .map(|at| Value::from_column(row.get_ref(at)?))
                        .collect::<Result<_>>()?;
                    marks.push(Position {
                        values,
                        rowid: row.get(width)?,
                    });
                }
                Ok(())
            },
        )?;
        Ok(Marks { marks, total })
    }
}

/// The WHERE of a list: which records of the kind, in the trash or not.
fn condition(
    read: &Read<'_>,
    kind: &Arc<Kind>,
    filter: Option<&Resolved>,
    trash: bool,
) -> Result<Sql> {
    let mut sql = Sql {
        text: format!("r.deleted_at IS {}NULL", if trash { "NOT " } else { "" }),
        parameters: vec![],
    };
    if kind.personal {
        sql.text.push_str(" AND r.owner = ?");
        sql.parameters.push(Value::Id(read.caller().actor));
    }
    if let Some(filter) = filter {
        let inner = filter::condition(filter, kind, "r")?;
        sql.text.push_str(" AND ");
        sql.text.push_str(&inner.text);
        sql.parameters.extend(inner.parameters);
    }
    Ok(sql)
}

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
    let (stretches, skip) = plan.begin(read, query)?;
    let count = query
        .count
        .filter(|cap| *cap > 0)
        .map(|cap| capped(read, &plan, cap))
        .transpose()?;
    plan.settle(read)?;
    // One row more than wanted says whether there is a next page; the last one wanted says where it begins.
    let (mut seen, mut last) = (0, None);
    let bounds = (skip, u64::from(limit) + 1);
    let rows = plan.read(read, &columns(kind, "r"), &stretches, bounds, &mut |row| {
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
    let value = plan.length(read, &Stretch::default(), cap + 1)?;
    Ok(Count {
        value: value.min(cap),
        exact: value <= cap,
    })
}

/// How many records a list has, counted up to `cap`.
pub fn count(read: &Read<'_>, kind: &Arc<Kind>, query: &ListQuery, cap: u64) -> Result<Count> {
    capped(read, &Plan::new(read, kind, query)?, cap)
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
