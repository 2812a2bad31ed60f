//! Reading the log: the history of a record, and timelines.

use std::collections::BTreeMap;

use rusqlite::{Row as SqlRow, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::caller::{Origin, Permission};
use crate::change::{Action, parse_fields};
use crate::clock::{Stamp, instant_text};
use crate::error::{Error, Result};
use crate::kind::{FieldType, USER_KIND};
use crate::list::{PAGE_DEFAULT, PAGE_MAX};
use crate::operation::{Operation, Query};
use crate::read::{Read, References};

/// One field of a change, as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FieldItem {
    /// Name of the field.
    pub field: String,
    /// Value before.
    pub from: Json,
    /// Value after.
    pub to: Json,
}

/// One change, as it is shown.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChangeItem {
    /// Position in the log.
    pub seq: i64,
    /// When.
    pub at: String,
    /// The step it belongs to.
    pub step: Uuid,
    /// Who.
    pub actor: Uuid,
    /// Where it came from.
    pub origin: Origin,
    /// The operation that made it.
    pub operation: String,
    /// Kind of the record.
    pub kind: String,
    /// The record.
    pub record: Uuid,
    /// What happened.
    pub action: Action,
    /// What changed; empty once the record was erased.
    pub fields: Vec<FieldItem>,
}

/// Changes with the names of what they refer to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Related {
    /// The changes, newest first.
    pub items: Vec<ChangeItem>,
    /// Names of what they refer to.
    pub refs: References,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
}

const SELECT: &str = "SELECT c.seq, c.stamp, s.id, s.actor, s.origin, s.operation, c.kind, c.record, c.action, c.fields
                      FROM changes c JOIN steps s ON s.key = c.step";

fn item(row: &SqlRow<'_>) -> Result<ChangeItem> {
    let stamp = Stamp::from_bytes(row.get(1)?);
    let fields: Option<String> = row.get(9)?;
    let fields = match fields {
        Some(text) => parse_fields(&text)?,
        None => Vec::new(),
    };
    Ok(ChangeItem {
        seq: row.get(0)?,
        at: instant_text(stamp.millis()),
        step: Uuid::from_bytes(row.get(2)?),
        actor: Uuid::from_bytes(row.get(3)?),
        origin: Origin::parse(&row.get::<_, String>(4)?)?,
        operation: row.get(5)?,
        kind: row.get(6)?,
        record: Uuid::from_bytes(row.get(7)?),
        action: Action::parse(&row.get::<_, String>(8)?)?,
        fields: fields
            .into_iter()
            .map(|(field, from, to)| FieldItem { field, from, to })
            .collect(),
    })
}

fn limit_of(limit: Option<u32>) -> Result<u32> {
    match limit.unwrap_or(PAGE_DEFAULT) {
        limit @ 1..=PAGE_MAX => Ok(limit),
        _ => Err(Error::field(
            "limit",
            "out_of_range",
            format!("A page has between 1 and {PAGE_MAX} entries."),
        )),
    }
}

/// Collects the names of everything that changes refer to.
fn names(read: &Read<'_>, items: &[ChangeItem]) -> Result<References> {
    let mut wanted: BTreeMap<String, Vec<Uuid>> = BTreeMap::new();
    for item in items {
        wanted.entry(USER_KIND.into()).or_default().push(item.actor);
        wanted
            .entry(item.kind.clone())
            .or_default()
            .push(item.record);
        let Ok(kind) = read.kind(&item.kind) else {
            continue;
        };
        for field in &item.fields {
            let target = match kind.field(&field.field).map(|known| &known.of) {
                Some(FieldType::Reference(target)) => target.as_str(),
                None if field.field == "owner" => USER_KIND,
                _ => continue,
            };
            for value in [&field.from, &field.to] {
                if let Some(id) = value.as_str().and_then(|text| Uuid::parse_str(text).ok()) {
                    wanted.entry(target.to_owned()).or_default().push(id);
                }
            }
        }
    }
    let mut references = References::new();
    for (kind, ids) in wanted {
        read.name_into(&mut references, &kind, &ids)?;
    }
    Ok(references)
}

/// The changes of one record, newest first.
pub(super) fn changes_of(
    read: &Read<'_>,
    record: Uuid,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Result<Related> {
    let limit = limit_of(limit)?;
    let before = cursor.map_or(Ok(i64::MAX), |text| text.parse().map_err(|_| Error::Cursor))?;
    let sql = format!(
        "{SELECT} WHERE c.record = ?1 AND c.seq < ?2{} ORDER BY c.seq DESC LIMIT ?3",
        read.unless_private()
    );
    page(
        read,
        &sql,
        params![record.as_bytes(), before, limit + 1],
        limit,
    )
}

/// The changes of one step, in the order they were made backwards.
pub(super) fn changes_in(
    read: &Read<'_>,
    step: Uuid,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Result<Related> {
    let limit = limit_of(limit)?;
    let before = cursor.map_or(Ok(i64::MAX), |text| text.parse().map_err(|_| Error::Cursor))?;
    let known = read
        .select("SELECT 1 FROM steps WHERE id = ?1")?
        .exists([step.as_bytes()])?;
    if !known {
        return Err(Error::not_found("step", step));
    }
    let sql = format!(
        "{SELECT} WHERE s.id = ?1 AND c.seq < ?2{} ORDER BY c.seq DESC LIMIT ?3",
        read.unless_private()
    );
    page(
        read,
        &sql,
        params![step.as_bytes(), before, limit + 1],
        limit,
    )
}

fn page(
    read: &Read<'_>,
    sql: &str,
    parameters: impl rusqlite::Params,
    limit: u32,
) -> Result<Related> {
    let mut statement = read.connection().prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        items.push(item(row)?);
    }
    let more = items.len() > limit as usize;
    items.truncate(limit as usize);
    let next = if more {
        items.last().map(|item| item.seq.to_string())
    } else {
        None
    };
    Ok(Related {
        refs: names(read, &items)?,
        items,
        next,
    })
}

/// One entry of a timeline.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum TimelineItem {
    /// A change of the record itself.
    Change {
        /// When.
        at: String,
        /// The change.
        change: Box<ChangeItem>,
    },
    /// A record that refers to it and happened at some time: a call, a meeting, a deal.
    Record {
        /// When.
        at: String,
        /// Kind of the record.
        kind: String,
        /// The record.
        #[schemars(with = "crate::record::AnyRecord")]
        record: Json,
    },
}

/// One page of a timeline.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Timelines {
    /// The entries, newest first.
    pub items: Vec<TimelineItem>,
    /// Names of what they refer to.
    pub refs: References,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
}

/// Everything that happened to a record, newest first: its changes, and the activities, deals and notes about it.
/// Without a record: all changes of everybody.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListTimeline {
    /// The record.
    pub record: Option<Uuid>,
    /// Entries of the page; 50 when left out, at most 500.
    pub limit: Option<u32>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
}

impl Operation for ListTimeline {
    const NAME: &'static str = "timeline.list";
    const ROUTE: &'static str = "GET /timeline";
    const NEEDS: Permission = Permission::Read;
    type Output = Timelines;
}

impl Query for ListTimeline {
    fn run(self, read: &Read<'_>) -> Result<Timelines> {
        timeline(read, self.record, self.limit, self.cursor.as_deref())
    }
}

/// One page of the timeline of `record`, or of everything.
pub(super) fn timeline(
    read: &Read<'_>,
    record: Option<Uuid>,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Result<Timelines> {
    let limit = limit_of(limit)?;
    let (seq, at) = match cursor {
        None => (i64::MAX, i64::MAX),
        Some(text) => {
            let (seq, at) = text.split_once('.').ok_or(Error::Cursor)?;
            (
                seq.parse().map_err(|_| Error::Cursor)?,
                at.parse().map_err(|_| Error::Cursor)?,
            )
        }
    };
    let changes = match record {
        Some(record) => {
            let sql = format!(
                "{SELECT} WHERE c.record = ?1 AND c.seq < ?2{} ORDER BY c.seq DESC LIMIT ?3",
                read.unless_private()
            );
            page(
                read,
                &sql,
                params![record.as_bytes(), seq, limit + 1],
                limit + 1,
            )?
        }
        None => {
            // What is private stands in no timeline but its own.
            let sql = format!(
                "{SELECT} WHERE c.seq < ?1 AND c.kind NOT IN ({}) ORDER BY c.seq DESC LIMIT ?2",
                read.private_kinds()
            );
            page(read, &sql, params![seq, limit + 1], limit + 1)?
        }
    };
    let mut refs = changes.refs;
    let mut entries: Vec<(i64, Option<i64>, TimelineItem)> = changes
        .items
        .into_iter()
        .filter(|change| !is_upkeep(read, change))
        .map(|change| {
            let millis = crate::clock::parse_instant(&change.at).unwrap_or_default();
            let (at, seq) = (change.at.clone(), change.seq);
            (
                millis,
                Some(seq),
                TimelineItem::Change {
                    at,
                    change: Box::new(change),
                },
            )
        })
        .collect();
    if let Some(record) = record {
        happened(read, record, at, limit, &mut entries, &mut refs)?;
    }
    // Stable: of entries of one millisecond changes keep the order of the log.
    entries.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
    let more = entries.len() > limit as usize;
    entries.truncate(limit as usize);
    let mut next = None;
    if more {
        let seen_seq = entries
            .iter()
            .filter_map(|(_, seq, _)| *seq)
            .min()
            .unwrap_or(seq);
        let seen_at = entries
            .iter()
            .filter(|(_, seq, _)| seq.is_none())
            .map(|(at, ..)| *at)
            .min()
            .unwrap_or(at);
        next = Some(format!("{seen_seq}.{seen_at}"));
    }
    Ok(Timelines {
        items: entries.into_iter().map(|(.., item)| item).collect(),
        refs,
        next,
    })
}

/// Whether a change only kept derived fields up to date: nothing that happened, so nothing for a timeline.
fn is_upkeep(read: &Read<'_>, change: &ChangeItem) -> bool {
    let derived = |name: &str| {
        read.kind(&change.kind).is_ok_and(|kind| {
            kind.field(name)
                .is_some_and(|field| field.read_only || field.hidden)
        })
    };
    change.action == Action::Update
        && !change.fields.is_empty()
        && change.fields.iter().all(|field| derived(&field.field))
}

/// Adds what happened to `subject` before `at`.
fn happened(
    read: &Read<'_>,
    subject: Uuid,
    at: i64,
    limit: u32,
    entries: &mut Vec<(i64, Option<i64>, TimelineItem)>,
    refs: &mut References,
) -> Result<()> {
    let mut statement = read.connection().prepare_cached(
        "SELECT at, kind, record FROM timeline WHERE subject = ?1 AND at < ?2 ORDER BY at DESC LIMIT ?3",
    )?;
    let found = statement
        .query_map(params![subject.as_bytes(), at, limit + 1], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, String>(1)?,
                Uuid::from_bytes(row.get(2)?),
            ))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for (at, name, id) in found {
        let kind = read.kind(&name)?;
        let Some(row) = read.find_row(kind, id)? else {
            continue;
        };
        refs.extend(read.references(kind, [&row])?);
        let record = row.to_json(kind);
        entries.push((
            at,
            None,
            TimelineItem::Record {
                at: instant_text(at),
                kind: name,
                record,
            },
        ));
    }
    Ok(())
}
