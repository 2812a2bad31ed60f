//! A row read, checked and turned into values, all before anyone looks into the database.

use mycrm_kernel::check;
use mycrm_kernel::clock::parse_instant;
use mycrm_kernel::error::Error;
use mycrm_kernel::kind::FieldType;
use mycrm_kernel::value::Value;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::parts::Builder;
use super::plan::{Part, Plan, Role, Step, To, Values};
use super::read::{Flaw, RawRow};
use super::values;

/// Why a row cannot be taken, or was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) code: &'static str,
    pub(super) field: Option<String>,
    /// What goes into its words.
    pub(super) args: Box<Map<String, Json>>,
    /// In English.
    pub(super) reason: String,
}

impl Problem {
    pub(super) fn new(code: &'static str, reason: impl Into<String>) -> Self {
        Self {
            code,
            field: None,
            args: Box::default(),
            reason: reason.into(),
        }
    }

    pub(super) fn of_field(field: &str, code: &'static str, reason: impl Into<String>) -> Self {
        Self {
            code,
            field: Some(field.to_owned()),
            args: Box::default(),
            reason: reason.into(),
        }
    }

    /// The same with something that goes into its words.
    pub(super) fn with(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.args.insert(name.to_owned(), value.into());
        self
    }

    /// What a refused write says; any other error is not the row's fault.
    pub(super) fn of(error: Error) -> Result<Self, Error> {
        match error {
            Error::Validation(mut fields) if !fields.is_empty() => {
                let first = fields.swap_remove(0);
                Ok(Self {
                    code: first.code,
                    field: Some(first.field),
                    args: Box::new(first.args),
                    reason: first.message,
                })
            }
            other => Err(other),
        }
    }
}

/// A row, ready to be compared with what is there.
#[derive(Debug, Clone)]
pub(super) struct Prepared {
    /// The row as it was read.
    pub(super) raw: RawRow,
    /// Whether it says nothing.
    pub(super) blank: bool,
    /// Why it cannot be taken.
    pub(super) problem: Option<Problem>,
    /// The records that it speaks of, by [`Role`].
    pub(super) values: [Option<Values>; 3],
    /// The id that it names.
    pub(super) id: Option<Uuid>,
    /// When the record came into being.
    pub(super) created_at: Option<i64>,
}

impl Prepared {
    /// Text of a field of one of its records, empty when there is none.
    pub(super) fn text(&self, role: Role, at: Option<usize>) -> &str {
        let values = self.values[role as usize].as_deref().unwrap_or_default();
        let found = at.and_then(|at| values.iter().find(|(place, _)| *place == at));
        found
            .and_then(|(_, value)| value.text())
            .unwrap_or_default()
    }
}

/// Prepares one row.
pub(super) fn prepare(plan: &Plan, raw: RawRow) -> Prepared {
    let mut row = Prepared {
        blank: raw.is_blank(),
        problem: None,
        values: [None, None, None],
        id: None,
        created_at: None,
        raw,
    };
    if row.blank {
        return row;
    }
    row.problem = flaw(plan, &row.raw);
    if row.problem.is_none()
        && let Err(problem) = fill(plan, &mut row)
    {
        row.problem = Some(problem);
    }
    row
}

/// What is wrong with the row as such.
fn flaw(plan: &Plan, raw: &RawRow) -> Option<Problem> {
    let number = raw.number;
    Some(match raw.flaw {
        Some(Flaw::OpenQuote) => Problem::new(
            "open_quote",
            format!("A quotation mark opens in row {number} and never closes. Close or remove it."),
        )
        .with("row", number),
        Some(Flaw::LongCell) => Problem::new(
            "cell_too_long",
            "A cell is longer than a million characters.",
        ),
        Some(Flaw::ManyCells) => {
            Problem::new("too_many_cells", "The row has more than 1,000 cells.")
        }
        Some(Flaw::Nul) => Problem::new(
            "nul",
            "The row holds NUL characters, which text cannot have.",
        ),
        Some(Flaw::NotText) => Problem::new(
            "encoding",
            "The row holds bytes that are no text in the encoding of this file.",
        ),
        None => {
            let extra = raw
                .cells()
                .skip(plan.width)
                .any(|cell| !cell.trim().is_empty());
            if !extra {
                return None;
            }
            let reason = format!(
                "The row has {} cells, but the table has {} columns. A cell that holds a separator needs quotation marks.",
                raw.len(),
                plan.width
            );
            Problem::new("ragged", reason)
                .with("cells", raw.len())
                .with("columns", plan.width)
        }
    })
}

fn fill(plan: &Plan, row: &mut Prepared) -> Result<(), Problem> {
    let mut builders: [Option<Builder<'_>>; 3] =
        [0, 1, 2].map(|at| plan.parts[at].as_ref().map(Builder::new));
    for step in &plan.steps {
        let Some(builder) = &mut builders[step.role as usize] else {
            continue;
        };
        let text = unescaped(plan, row.raw.cell(step.cell)).trim();
        if text.is_empty() {
            continue;
        }
        match &step.to {
            To::Id => {
                row.id = Some(Uuid::parse_str(text).map_err(|_| {
                    let reason = format!("“{}” is not the id of a record.", short(text));
                    Problem::of_field("id", "not_an_id", reason)
                })?);
            }
            To::CreatedAt => row.created_at = Some(instant(text, step)?),
            _ => {
                let label = step.label.map_or("", |at| row.raw.cell(at));
                take(plan, builder, step, text, label)?;
            }
        }
    }
    if let Some(main) = &mut builders[0] {
        main.add_tags(&plan.tags);
    }
    for (at, builder) in builders.into_iter().enumerate() {
        let (Some(builder), Some(part)) = (builder, &plan.parts[at]) else {
            continue;
        };
        let values = builder.finish();
        if at == Role::Main as usize || !values.is_empty() {
            checked(part, &values, at == Role::Main as usize)?;
            row.values[at] = Some(values);
        }
    }
    Ok(())
}

/// Our own lists of errors put an apostrophe before what a spreadsheet would run.
fn unescaped<'a>(plan: &Plan, cell: &'a str) -> &'a str {
    match cell.strip_prefix('\'') {
        Some(rest) if plan.escaped && super::errors::is_formula(rest) => rest,
        _ => cell,
    }
}

fn take(
    plan: &Plan,
    builder: &mut Builder<'_>,
    step: &Step,
    text: &str,
    label: &str,
) -> Result<(), Problem> {
    match &step.to {
        To::Field(at) => field(plan, builder, step, *at, text)?,
        To::FullName => builder.full_name(text),
        To::Email => builder.emails(text, false),
        To::OtherEmail => builder.emails(text, true),
        To::Phone => builder.phones(text, label),
        To::Mobile => builder.phones(text, "mobile"),
        To::OtherPhone => builder.phones(text, "other"),
        To::Named(at, names) => match names.get(&super::synonyms::plain(text)) {
            Some(id) => builder.set(*at, Value::Id(*id)),
            None => builder.note(&step.header, text),
        },
        To::Note => builder.note(
            if label.trim().is_empty() {
                &step.header
            } else {
                label
            },
            text,
        ),
        To::Id | To::CreatedAt => {}
    }
    Ok(())
}

fn field(
    plan: &Plan,
    builder: &mut Builder<'_>,
    step: &Step,
    at: usize,
    text: &str,
) -> Result<(), Problem> {
    let of = &builder.part.kind.fields[at];
    let wrong = |code, what: &str| {
        let given = short(text);
        let reason = format!("“{}” must be {what}; got “{given}”.", of.name);
        Problem::of_field(&of.name, code, reason).with("value", given)
    };
    let value = match &of.of {
        FieldType::Date => match values::date_or_serial(text, step.order) {
            Some(day) => Value::Text(day.format("%Y-%m-%d").to_string()),
            // A day without a year, as birthdays come: kept where it can be read.
            None if text.starts_with("--") => {
                builder.note(&step.header, text);
                return Ok(());
            }
            None => return Err(wrong("date_unreadable", &date_words(step))),
        },
        FieldType::Instant => Value::Int(instant(text, step)?),
        FieldType::Money => {
            let (amount, currency) = values::money(text, plan.decimal_comma)
                .ok_or_else(|| wrong("amount_unreadable", "an amount such as 1234.50"))?;
            if let Some(currency) = currency {
                builder.currency(at, currency);
            }
            let scaled = mycrm_kernel::value::money_from_text(&amount);
            Value::Int(scaled.map_err(|why| {
                Problem::of_field(&of.name, why.code, format!("“{}” {why}.", of.name))
            })?)
        }
        FieldType::Integer => {
            let plain = text.strip_suffix('%').unwrap_or(text);
            Value::Int(
                values::integer(plain)
                    .ok_or_else(|| wrong("number_unreadable", "a whole number"))?,
            )
        }
        FieldType::Boolean => Value::Int(i64::from(matches!(
            super::synonyms::plain(text).as_str(),
            "true" | "yes" | "ja" | "1" | "x" | "wahr"
        ))),
        FieldType::Select => {
            builder.choose(at, &step.header, text);
            return Ok(());
        }
        FieldType::Currency => Value::Text(text.to_uppercase()),
        FieldType::List | FieldType::MultiSelect => {
            builder.list(at, text);
            return Ok(());
        }
        FieldType::Email => Value::Text(text.to_owned()),
        FieldType::Text | FieldType::LongText => {
            builder.append(at, text);
            return Ok(());
        }
        FieldType::Url | FieldType::Phone => Value::Text(text.to_owned()),
        FieldType::Reference(_) | FieldType::Json => return Ok(()),
    };
    builder.set(at, value);
    Ok(())
}

fn date_words(step: &Step) -> String {
    match step.order {
        values::DateOrder::MonthFirst => "a date such as 2026-12-31 or 12/31/2026".into(),
        _ => "a date such as 2026-12-31 or 31.12.2026".into(),
    }
}

fn instant(text: &str, step: &Step) -> Result<i64, Problem> {
    let parsed = parse_instant(text).or_else(|| values::date_time(text, step.order));
    parsed.ok_or_else(|| {
        let given = short(text);
        let reason = format!(
            "“{}” must be {}; got “{given}”.",
            step.header,
            date_words(step)
        );
        Problem::of_field("created_at", "date_unreadable", reason).with("value", given)
    })
}

/// Refuses values that do not suit their fields, and a record that nothing names.
fn checked(part: &Part, values: &Values, main: bool) -> Result<(), Problem> {
    for (at, value) in values {
        let field = &part.kind.fields[*at];
        check::value(field, value).map_err(problem)?;
        if let Some(number) = value.int() {
            let outside = field.minimum.is_some_and(|least| number < least)
                || field.maximum.is_some_and(|most| number > most);
            if outside {
                let reason = format!("“{}” is out of range: {number}.", field.name);
                let problem = Problem::of_field(&field.name, "number_out_of_range", reason);
                return Err(problem.with("value", number));
            }
        }
    }
    if !main {
        return Ok(());
    }
    let has = |at: Option<usize>| at.is_some_and(|at| values.iter().any(|(place, _)| *place == at));
    let person = part.last_name.is_some();
    let named = if person {
        [
            part.first_name,
            part.last_name,
            part.email,
            part.phone,
            part.mobile,
        ]
        .into_iter()
        .any(has)
    } else {
        has(part.name)
    };
    if named {
        return Ok(());
    }
    Err(if person {
        let reason = "A contact needs a name, or at least an e-mail address or a phone number.";
        Problem::of_field("last_name", "contact_unnamed", reason)
    } else {
        Problem::of_field("name", "required", "“name” is needed.")
    })
}

fn problem(error: Error) -> Problem {
    Problem::of(error).unwrap_or_else(|error| Problem::new("invalid", error.to_string()))
}

/// The beginning of a text, as messages show it.
pub(super) fn short(text: &str) -> String {
    let mut start: String = text.chars().take(40).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}
