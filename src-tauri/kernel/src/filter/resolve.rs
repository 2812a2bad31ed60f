//! Holds a filter against a kind: paths become columns, values become typed operands, mistakes are named.

use std::sync::Arc;

use serde_json::Value as Json;

use super::{Filter, Op, moment};
use crate::error::{Error, Result};
use crate::folded::fold;
use crate::kind::USER_KIND;
use crate::kind::{FieldType, Kind, Kinds};
use crate::value::Value;

/// Most references a path may follow.
const HOPS: usize = 4;
/// Most values of `in`.
const LIST: usize = 1_000;

/// A column that every record has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SystemColumn {
    /// Its id.
    Id,
    /// Who looks after it.
    Owner,
    /// When it was created.
    CreatedAt,
    /// When it was changed last.
    UpdatedAt,
    /// When it was put into the trash.
    DeletedAt,
}

/// A column of a kind's table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    /// A field, by position.
    Field(usize),
    /// One of the shared columns.
    System(SystemColumn),
}

/// Finds a column by name, and what it holds.
pub fn column(kind: &Kind, name: &str) -> Result<(Column, FieldType)> {
    let system = |which, of| Ok((Column::System(which), of));
    match name {
        "id" => system(SystemColumn::Id, FieldType::Reference(kind.name.clone())),
        "owner" => system(SystemColumn::Owner, FieldType::Reference(USER_KIND.into())),
        "created_at" => system(SystemColumn::CreatedAt, FieldType::Instant),
        "updated_at" => system(SystemColumn::UpdatedAt, FieldType::Instant),
        "deleted_at" => system(SystemColumn::DeletedAt, FieldType::Instant),
        _ => {
            let field = kind.known_field(name)?;
            Ok((
                Column::Field(kind.position(name).unwrap_or_default()),
                field.of.clone(),
            ))
        }
    }
}

impl Column {
    /// Name of the column in the table of `kind`.
    pub fn name<'k>(&self, kind: &'k Kind) -> &'k str {
        match self {
            Self::Field(at) => &kind.fields[*at].name,
            Self::System(SystemColumn::Id) => "id",
            Self::System(SystemColumn::Owner) => "owner",
            Self::System(SystemColumn::CreatedAt) => "created_at",
            Self::System(SystemColumn::UpdatedAt) => "updated_at",
            Self::System(SystemColumn::DeletedAt) => "deleted_at",
        }
    }
}

/// One comparison, ready to be compiled or evaluated.
#[derive(Debug, Clone)]
pub struct Test {
    /// References to follow first: the column, and the kind it leads to.
    pub hops: Vec<(Column, Arc<Kind>)>,
    /// Kind that the column belongs to.
    pub kind: Arc<Kind>,
    /// The column compared.
    pub column: Column,
    /// What it holds.
    pub of: FieldType,
    /// The comparison.
    pub op: Op,
    /// Its operands: none for `isnull` (see `flag`), two for `range`, else one or, for `in`, several.
    pub operands: Vec<Value>,
    /// The answer that `isnull` wants.
    pub flag: bool,
}

/// A filter held against a kind.
#[derive(Debug, Clone)]
pub enum Resolved {
    /// All of these.
    And(Vec<Self>),
    /// One of these.
    Or(Vec<Self>),
    /// Not this.
    Not(Box<Self>),
    /// A comparison.
    Test(Test),
    /// Words in the record.
    Search(String),
}

/// Holds `filter` against `kind`. Relative dates are taken from `now` (ms since the epoch).
pub fn resolve(filter: &Filter, kind: &Arc<Kind>, kinds: &Kinds, now: i64) -> Result<Resolved> {
    let each = |all: &[Filter]| {
        all.iter()
            .map(|one| resolve(one, kind, kinds, now))
            .collect::<Result<Vec<_>>>()
    };
    Ok(match filter {
        Filter::And(all) => Resolved::And(each(all)?),
        Filter::Or(any) => Resolved::Or(each(any)?),
        Filter::Not(inner) => Resolved::Not(Box::new(resolve(inner, kind, kinds, now)?)),
        Filter::Search(text) => Resolved::Search(text.clone()),
        Filter::Compare { path, op, value } => {
            Resolved::Test(test(path, *op, value, kind, kinds, now)?)
        }
    })
}

fn test(
    path: &[String],
    op: Op,
    value: &Json,
    kind: &Arc<Kind>,
    kinds: &Kinds,
    now: i64,
) -> Result<Test> {
    let name = path.join(".");
    let (last, before) = path
        .split_last()
        .ok_or_else(|| Error::BadRequest("a condition needs a field".into()))?;
    if before.len() > HOPS {
        return Err(Error::field(
            name,
            "invalid",
            format!("A path may follow at most {HOPS} references."),
        ));
    }
    let mut at = kind.clone();
    let mut hops = Vec::new();
    for step in before {
        let (column, of) = column(&at, step)?;
        let FieldType::Reference(target) = of else {
            let message = format!(
                "“{step}” refers to no other record, so nothing can follow it in “{name}”."
            );
            return Err(Error::field(name, "invalid", message));
        };
        let next = kinds.get(&target)?.clone();
        hops.push((column, next.clone()));
        at = next;
    }
    let (column, of) = column(&at, last)?;
    suits(&name, op, &of)?;
    let (operands, flag) = operands(&name, op, &of, value, now)?;
    Ok(Test {
        hops,
        kind: at,
        column,
        of,
        op,
        operands,
        flag,
    })
}

fn suits(name: &str, op: Op, of: &FieldType) -> Result<()> {
    let fits = match of {
        FieldType::List | FieldType::MultiSelect => {
            matches!(
                op,
                Op::Eq | Op::Ne | Op::In | Op::Contains | Op::IContains | Op::IsNull
            )
        }
        FieldType::Json => matches!(op, Op::IsNull),
        FieldType::Reference(_) | FieldType::Boolean => {
            matches!(op, Op::Eq | Op::Ne | Op::In | Op::IsNull)
        }
        FieldType::Integer | FieldType::Money | FieldType::Instant | FieldType::Date => {
            !matches!(op, Op::Contains | Op::IContains | Op::StartsWith)
        }
        _ => true,
    };
    if fits {
        return Ok(());
    }
    let message = format!(
        "“{name}” ({}) cannot be compared with “{}”.",
        of.name(),
        op.name()
    );
    Err(Error::field(name, "invalid", message))
}

fn operands(
    name: &str,
    op: Op,
    of: &FieldType,
    value: &Json,
    now: i64,
) -> Result<(Vec<Value>, bool)> {
    let refuse = |why: &str| Error::field(name, "invalid", format!("“{name}” {why}."));
    let one = |json: &Json| operand(of, op, json, now).map_err(|why| refuse(&why));
    match op {
        Op::IsNull => match value {
            Json::Bool(flag) => Ok((Vec::new(), *flag)),
            Json::String(text) if text == "true" || text == "false" => {
                Ok((Vec::new(), text == "true"))
            }
            Json::Null => Ok((Vec::new(), true)),
            _ => Err(refuse("with “isnull” takes true or false")),
        },
        Op::In | Op::Range => {
            let items = value
                .as_array()
                .ok_or_else(|| refuse("takes a list of values here"))?;
            if op == Op::Range && items.len() != 2 {
                return Err(refuse("with “range” takes two values"));
            }
            if items.len() > LIST {
                return Err(refuse(&format!("takes at most {LIST} values")));
            }
            Ok((items.iter().map(one).collect::<Result<Vec<_>>>()?, false))
        }
        _ => Ok((vec![one(value)?], false)),
    }
}

fn operand(of: &FieldType, op: Op, json: &Json, now: i64) -> Result<Value, String> {
    // Entries of a list, and pieces of text, are compared as text.
    let entry = matches!(of, FieldType::List | FieldType::MultiSelect);
    let piece = matches!(op, Op::Contains | Op::IContains | Op::StartsWith);
    if entry || piece {
        let text = match json {
            Json::String(text) => text.clone(),
            Json::Number(number) => number.to_string(),
            _ => return Err("is compared with text here".into()),
        };
        // An entry is always compared folded; of pieces, only `contains` on text is exact.
        let exact = op == Op::Contains && !entry;
        return Ok(Value::Text(if exact {
            text
        } else {
            fold(&text).into_owned()
        }));
    }
    if let (Json::String(text), FieldType::Date | FieldType::Instant) = (json, of) {
        if let Some(moment) = moment::parse(text, now) {
            return Ok(match of {
                FieldType::Date => Value::Text(moment.date_naive().to_string()),
                _ => Value::Int(moment.timestamp_millis()),
            });
        }
        // A bare day compared with an instant means its first moment.
        if let (FieldType::Instant, Ok(day)) =
            (of, chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d"))
        {
            return Ok(Value::Int(
                day.and_time(chrono::NaiveTime::MIN)
                    .and_utc()
                    .timestamp_millis(),
            ));
        }
    }
    match (json, of) {
        (Json::String(text), FieldType::Boolean) if text == "true" || text == "false" => {
            Ok(Value::Int(i64::from(text == "true")))
        }
        (Json::Number(number), of) if of.is_text() => Ok(Value::Text(number.to_string())),
        _ => Value::from_json(json, of).map_err(|why| why.to_string()),
    }
}
