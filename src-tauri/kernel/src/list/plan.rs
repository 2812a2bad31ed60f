//! A list, ready to be read from: where its rows come from, where a page begins, how rows are read in order.

use std::sync::Arc;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{ToSql, params_from_iter};

use super::anchors::{Marks, NEAR, STRIDE};
use super::narrow::Narrowed;
use super::order::{self, Key, Position, Stretch};
use super::{ListQuery, moved, versions};
use crate::error::{Error, Result};
use crate::filter::{self, Resolved, Sql};
use crate::kind::Kind;
use crate::read::Read;
use crate::record::Row;
use crate::value::Value;

/// Rows asked for at a time, where some of a set may not be in the list.
const BLOCK: usize = 512;

/// A list, ready to be read from.
pub(super) struct Plan<'k> {
    pub(super) kind: &'k Arc<Kind>,
    pub(super) filter: Sql,
    /// The caller's part of the filter, until it is looked at for sets; none in the trash.
    resolved: Option<Resolved>,
    narrowed: Option<Narrowed>,
    pub(super) keys: Vec<Key>,
    /// Says which list was asked for: cursors belong to it. In the caller's words, so that a list that depends on the
    /// time stays the same list from page to page.
    pub(super) asked: String,
    /// Says which rows the list has right now: anchors belong to it.
    pub(super) held: String,
    /// What anchors depend on.
    pub(super) dependencies: Vec<String>,
    /// Whether it has every record outside the trash.
    pub(super) plain: bool,
}

impl<'k> Plan<'k> {
    pub(super) fn new(read: &Read<'_>, kind: &'k Arc<Kind>, query: &ListQuery) -> Result<Self> {
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
        let wanted_all = wanted.is_none();
        let filter = condition(read, kind, resolved.as_ref(), trash)?;
        let asked = serde_json::to_string(&(&kind.name, ordering, wanted, trash))?;
        let held = format!(
            "{}|{ordering:?}|{}|{:?}",
            kind.name, filter.text, filter.parameters
        );
        Ok(Self {
            kind,
            filter,
            resolved: resolved.filter(|_| !trash && !kind.personal),
            narrowed: None,
            plain: wanted_all && !trash && !kind.personal,
            keys,
            asked,
            held,
            dependencies,
        })
    }

    /// Looks for sets that narrow the list.
    pub(super) fn narrow(&mut self, read: &Read<'_>) -> Result<()> {
        if let Some(filter) = self.resolved.take() {
            self.narrowed = Narrowed::of(read, self.kind, &filter, &self.keys)?;
        }
        Ok(())
    }

    /// FROM and WHERE of the list, with what they bind.
    fn source(&self) -> (String, Vec<Bound<'_>>) {
        let table = &self.kind.plural;
        match &self.narrowed {
            None => {
                let text = format!("FROM {table} r WHERE {}", self.filter.text);
                (text, bound(&self.filter.parameters).collect())
            }
            Some(narrowed) if narrowed.is_small() => of_rows(table, narrowed.set.iter(), narrowed),
            Some(narrowed) => {
                let text = format!(
                    "FROM {table} r WHERE r.deleted_at IS NULL AND in_rows(?, r.rowid){}",
                    narrowed.rest.text
                );
                let bits = Bound::Bits(narrowed.set.bits());
                let rest = bound(&narrowed.rest.parameters);
                (text, std::iter::once(bits).chain(rest).collect())
            }
        }
    }

    /// Reads up to `limit` rows of `stretches` in order, after skipping `skip`.
    pub(super) fn read<T>(
        &self,
        read: &Read<'_>,
        selected: &str,
        stretches: &[Stretch],
        (mut skip, mut limit): (u64, u64),
        each: &mut dyn FnMut(&rusqlite::Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        if let Some(narrowed) = self.narrowed.as_ref().filter(|_| self.keys.is_empty()) {
            return self.read_newest(read, selected, (narrowed, stretches), (skip, limit), each);
        }
        let mut found = Vec::new();
        let (source, parameters) = self.source();
        let order = order::order_by(&self.keys);
        for (at, stretch) in stretches.iter().enumerate() {
            if limit == 0 {
                break;
            }
            let sql = format!(
                "SELECT {selected} {source}{} ORDER BY {order} LIMIT ? OFFSET ?",
                stretch.condition
            );
            let bounds = [
                Value::Int(limit.min(i64::MAX as u64) as i64),
                Value::Int(skip as i64),
            ];
            let more: Vec<Bound<'_>> = bound(&stretch.parameters).chain(bound(&bounds)).collect();
            let parameters = parameters.iter().chain(&more);
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

    /// [`Plan::read`] in the order of the rows, which a set has by itself.
    fn read_newest<T>(
        &self,
        read: &Read<'_>,
        selected: &str,
        (narrowed, stretches): (&Narrowed, &[Stretch]),
        (mut skip, mut limit): (u64, u64),
        each: &mut dyn FnMut(&rusqlite::Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut found = Vec::new();
        for stretch in stretches {
            let bound = stretch.parameters.first().and_then(Value::int);
            let mut rows = narrowed.set.falling(bound.unwrap_or(i64::MAX));
            if narrowed.whole && skip > 0 {
                let _ = rows.nth(skip as usize - 1);
                skip = 0;
            }
            while limit > 0 {
                let size = if narrowed.whole {
                    limit.min(BLOCK as u64) as usize
                } else {
                    BLOCK
                };
                let block: Vec<i64> = rows.by_ref().take(size).collect();
                if block.is_empty() {
                    break;
                }
                let (source, parameters) = of_rows(&self.kind.plural, block.into_iter(), narrowed);
                let sql = format!("SELECT {selected} {source} ORDER BY r.rowid DESC");
                let mut statement = read.connection().prepare_cached(&sql)?;
                let mut rows = statement.query(params_from_iter(&parameters))?;
                while limit > 0
                    && let Some(row) = rows.next()?
                {
                    if skip > 0 {
                        skip -= 1;
                    } else {
                        found.push(each(row)?);
                        limit -= 1;
                    }
                }
            }
        }
        Ok(found)
    }

    fn length(&self, read: &Read<'_>, stretch: &Stretch, cap: u64) -> Result<u64> {
        let (source, parameters) = self.source();
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 {source}{} LIMIT ?)",
            stretch.condition
        );
        let cap = [Value::Int(cap as i64)];
        let parameters = parameters.into_iter();
        let parameters = parameters
            .chain(bound(&stretch.parameters))
            .chain(bound(&cap));
        let length: i64 = read
            .connection()
            .prepare_cached(&sql)?
            .query_row(params_from_iter(parameters), |row| row.get(0))?;
        Ok(length as u64)
    }

    /// How long the whole list is, counted up to `cap`.
    pub(super) fn total(&self, read: &Read<'_>, cap: u64) -> Result<u64> {
        match &self.narrowed {
            Some(narrowed) if narrowed.whole => Ok(narrowed.set.len().min(cap)),
            _ => self.length(read, &Stretch::default(), cap),
        }
    }

    pub(super) fn position(&self, row: &Row) -> Position {
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
    pub(super) fn begin(&self, read: &Read<'_>, query: &ListQuery) -> Result<(Vec<Stretch>, u64)> {
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
        let counted_off = self
            .narrowed
            .as_ref()
            .is_some_and(|narrowed| self.keys.is_empty() || narrowed.is_small());
        if counted_off {
            return Ok((order::from_start(&self.keys), offset));
        }
        let app = read.app();
        let version = app.versions().of(&self.dependencies, read.moment());
        let known = match version {
            Some(version) => moved::known(self, read, version)?,
            None => None,
        };
        let marks = match known {
            Some(marks) => marks,
            None if offset < NEAR => return Ok((order::from_start(&self.keys), offset)),
            None => {
                let marks = Arc::new(self.mark(read)?);
                if let Some(version) = version {
                    app.anchors().put(&self.held, version, marks.clone());
                }
                marks
            }
        };
        if offset >= marks.total {
            return Ok((Vec::new(), 0));
        }
        let (after, skip) = marks.before(offset);
        let stretches = match after {
            Some(position) => order::after(&self.keys, position),
            None => order::from_start(&self.keys),
        };
        Ok((stretches, skip))
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
        Ok(Marks::walked(marks, total))
    }
}

/// Something that a list binds.
enum Bound<'a> {
    Value(&'a Value),
    /// A set of rows.
    Bits(&'a [u8]),
    /// Rows as a JSON array.
    Rows(String),
}

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Value(value) => ToSqlOutput::Borrowed(value.as_column()),
            Self::Bits(bits) => ToSqlOutput::Borrowed(ValueRef::Blob(bits)),
            Self::Rows(json) => ToSqlOutput::Borrowed(ValueRef::Text(json.as_bytes())),
        })
    }
}

fn bound(values: &[Value]) -> impl Iterator<Item = Bound<'_>> {
    values.iter().map(Bound::Value)
}

/// FROM and WHERE of those of `rows` that are in the list.
fn of_rows<'n>(
    table: &str,
    rows: impl Iterator<Item = i64>,
    narrowed: &'n Narrowed,
) -> (String, Vec<Bound<'n>>) {
    let numbers: Vec<String> = rows.map(|row| row.to_string()).collect();
    // CROSS keeps the rows in the lead: no index of an order or a filter is walked along.
    let text = format!(
        "FROM json_each(?) j CROSS JOIN {table} r ON r.rowid = j.value WHERE r.deleted_at IS NULL{}",
        narrowed.rest.text
    );
    let rows = Bound::Rows(format!("[{}]", numbers.join(",")));
    let rest = bound(&narrowed.rest.parameters);
    (text, std::iter::once(rows).chain(rest).collect())
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
