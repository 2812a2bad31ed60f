//! Points out of rows: which column is the time and which the value, and what is wrong with each row that gave none.

use std::collections::HashMap;

use csv::{ByteRecord, ReaderBuilder};
use mycrm_crm::imports::{DateOrder, order_of};
use mycrm_kernel::error::{Error, Result};
use schemars::JsonSchema;
use serde::Serialize;

use super::numbers::{moment, number, uses_comma};
use super::store::Point;

/// Most rows of one file.
pub(super) const MOST_ROWS: usize = 200_000;
/// Most bad rows that are told; the others are counted.
pub(super) const MOST_TOLD: usize = 100;
/// Rows that are looked at to tell the columns.
const LOOK: usize = 60;
/// What may separate cells.
const DELIMITERS: [u8; 4] = *b",;\t|";
/// Beginnings of the names that columns of times and of values have, in English and German.
const TIMES: [&str; 9] = [
    "time", "date", "day", "at", "stamp", "datum", "zeit", "tag", "period",
];
const VALUES: [&str; 9] = [
    "value", "price", "close", "count", "amount", "wert", "preis", "kurs", "menge",
];

/// A row that gave no point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "BadFeedRow")]
pub struct BadRow {
    /// Its line in the file, from 1; of a list in JSON, its place from 1.
    pub row: u64,
    /// `at` or `value`.
    pub field: String,
    /// What is wrong with it.
    pub message: String,
}

/// Points gathered from outside, and what had to be left out.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) points: Vec<Point>,
    pub(super) bad: Vec<BadRow>,
    pub(super) bad_total: u64,
    seen: HashMap<i64, u64>,
}

impl Gathered {
    /// Takes what row `row` says, if it says a time and a value.
    pub(super) fn take(&mut self, row: u64, at: Option<i64>, value: Option<f64>, said: [&str; 2]) {
        let wrong = |field: &str, message: String| BadRow {
            row,
            field: field.into(),
            message,
        };
        let found = match (at, value) {
            (None, _) => Err(wrong("at", format!("“{}” is not a time.", short(said[0])))),
            (_, None) => Err(wrong(
                "value",
                format!("“{}” is not a number.", short(said[1])),
            )),
            (Some(at), Some(value)) => match self.seen.get(&at) {
                Some(other) => Err(wrong(
                    "at",
                    format!(
                        "The time “{}” stands in row {other} already.",
                        short(said[0])
                    ),
                )),
                None => Ok((at, value)),
            },
        };
        match found {
            Ok(point) => {
                self.seen.insert(point.0, row);
                self.points.push(point);
            }
            Err(bad) => {
                self.bad_total += 1;
                if self.bad.len() < MOST_TOLD {
                    self.bad.push(bad);
                }
            }
        }
    }
}

/// A cell as far as a message can show it.
fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Which columns the caller says are meant: names, or places from 1.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) time: Option<&'a str>,
    pub(super) value: Option<&'a str>,
}

/// What was read, and from where.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) gathered: Gathered,
    pub(super) rows: u64,
    pub(super) time_column: String,
    pub(super) value_column: String,
}

/// Reads a table.
pub(super) fn read(text: &[u8], wanted: Wanted<'_>) -> Result<Table> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let look = Look::at(text, wanted)?;
    let mut gathered = Gathered::default();
    let mut rows = 0_u64;
    let mut record = ByteRecord::new();
    let mut reader = reader(text, look.delimiter);
    let mut first = look.header;
    while next(&mut reader, &mut record)? {
        if std::mem::take(&mut first) || blank(&record) {
            continue;
        }
        rows += 1;
        if rows > MOST_ROWS as u64 {
            return Err(Error::TooLarge(format!(
                "This file has more than {MOST_ROWS} rows. Split it into several."
            )));
        }
        let line = line_of(text, &record);
        let (at, value) = (cell(&record, look.time), cell(&record, look.value));
        gathered.take(
            line,
            moment(&at, look.order),
            number(&value, look.comma),
            [&at, &value],
        );
    }
    Ok(Table {
        gathered,
        rows,
        time_column: look.name(look.time),
        value_column: look.name(look.value),
    })
}

fn reader(text: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text)
}

fn next(reader: &mut csv::Reader<&[u8]>, record: &mut ByteRecord) -> Result<bool> {
    reader
        .read_byte_record(record)
        .map_err(|error| Error::BadRequest(format!("This is no table: {error}.")))
}

fn cell(record: &ByteRecord, at: usize) -> String {
    String::from_utf8_lossy(record.get(at).unwrap_or_default())
        .trim()
        .to_owned()
}

/// The line a row begins in. The reader counts empty lines before a row as the row's own.
fn line_of(text: &[u8], record: &ByteRecord) -> u64 {
    let Some(position) = record.position() else {
        return 0;
    };
    let from = text.get(position.byte() as usize..).unwrap_or_default();
    let empty = from.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
    position.line() + empty.filter(|byte| **byte == b'\n').count() as u64
}

fn blank(record: &ByteRecord) -> bool {
    record.iter().all(|cell| cell.trim_ascii().is_empty())
}

/// How the table is written.
struct Look {
    delimiter: u8,
    header: bool,
    names: Vec<String>,
    time: usize,
    value: usize,
    order: DateOrder,
    comma: bool,
}

impl Look {
    fn at(text: &[u8], wanted: Wanted<'_>) -> Result<Self> {
        let mut best: Option<(usize, u8, Vec<ByteRecord>)> = None;
        for delimiter in DELIMITERS {
            let rows = sample(text, delimiter)?;
            let pairs = rows.iter().filter(|row| is_pair(row)).count();
            if best.as_ref().is_none_or(|(found, ..)| pairs > *found) {
                best = Some((pairs, delimiter, rows));
            }
        }
        let (_, delimiter, rows) = best.unwrap_or_default();
        let Some(head) = rows.first() else {
            return Err(Error::field(
                "content",
                "required",
                "The file is empty: it needs rows with a time and a value.",
            ));
        };
        let names: Vec<String> = (0..head.len()).map(|at| cell(head, at)).collect();
        let width = rows.iter().map(ByteRecord::len).max().unwrap_or(0);
        let below = rows.get(1..).filter(|rest| !rest.is_empty());
        let score = |column: usize, hints: &[&str], fits: &dyn Fn(&str) -> bool| {
            let data = below.unwrap_or(&rows);
            let fitting = data.iter().filter(|row| fits(&cell(row, column))).count();
            let name = names.get(column).map(|name| name.to_lowercase());
            let hinted = name.is_some_and(|name| {
                name.split(|c: char| !c.is_alphanumeric())
                    .any(|word| hints.iter().any(|hint| word.starts_with(hint)))
            });
            if fitting == 0 {
                0
            } else {
                fitting + usize::from(hinted) * data.len()
            }
        };
        let is_time = |text: &str| moment(text, DateOrder::Either).is_some();
        let is_number = |text: &str| number(text, false).or(number(text, true)).is_some();
        let time = match wanted.time {
            Some(name) => Some(column(&names, width, name, "time_column")?),
            None => best_of(width, None, |at| score(at, &TIMES, &is_time)),
        };
        let value = match wanted.value {
            Some(name) => Some(column(&names, width, name, "value_column")?),
            None => best_of(width, time, |at| score(at, &VALUES, &is_number)),
        };
        let (Some(time), Some(value)) = (time, value) else {
            return Err(Error::field(
                "content",
                "invalid",
                "No column of times beside one of numbers was found. Name them by time_column and value_column.",
            ));
        };
        let header = !is_time(&cell(head, time)) && !is_number(&cell(head, value));
        let column_of = |at: usize| {
            rows.iter()
                .skip(usize::from(header))
                .map(move |r| cell(r, at))
        };
        let (times, values): (Vec<_>, Vec<_>) =
            (column_of(time).collect(), column_of(value).collect());
        Ok(Self {
            delimiter,
            header,
            names,
            time,
            value,
            order: order_of(times.iter().map(String::as_str)).unwrap_or(DateOrder::Either),
            comma: uses_comma(values.iter().map(String::as_str)),
        })
    }

    /// The column's name, or its place where it has none.
    fn name(&self, at: usize) -> String {
        let name = self
            .names
            .get(at)
            .filter(|name| self.header && !name.is_empty());
        name.cloned().unwrap_or_else(|| (at + 1).to_string())
    }
}

fn sample(text: &[u8], delimiter: u8) -> Result<Vec<ByteRecord>> {
    let mut reader = reader(text, delimiter);
    let (mut rows, mut record) = (Vec::new(), ByteRecord::new());
    while rows.len() < LOOK && next(&mut reader, &mut record)? {
        if !blank(&record) {
            rows.push(record.clone());
        }
    }
    Ok(rows)
}

/// Whether a row has a time in one cell and a number in another.
fn is_pair(row: &ByteRecord) -> bool {
    let cells: Vec<String> = (0..row.len().min(64)).map(|at| cell(row, at)).collect();
    let time = cells
        .iter()
        .position(|text| moment(text, DateOrder::Either).is_some());
    let Some(time) = time else { return false };
    cells
        .iter()
        .enumerate()
        .any(|(at, text)| at != time && number(text, false).or(number(text, true)).is_some())
}

fn column(names: &[String], width: usize, wanted: &str, field: &str) -> Result<usize> {
    let wanted = wanted.trim();
    let named = names
        .iter()
        .position(|name| name.to_lowercase() == wanted.to_lowercase());
    let counted = wanted
        .parse::<usize>()
        .ok()
        .filter(|at| (1..=width).contains(at));
    named.or(counted.map(|at| at - 1)).ok_or_else(|| {
        Error::field(
            field,
            "invalid",
            format!(
                "There is no column “{}”. The columns are: {}.",
                short(wanted),
                names.join(", ")
            ),
        )
    })
}

/// The column with the best score above 0, the first of equals, `but` left out.
fn best_of(width: usize, but: Option<usize>, score: impl Fn(usize) -> usize) -> Option<usize> {
    let columns = (0..width.min(64)).filter(|at| Some(*at) != but);
    let scored = columns
        .map(|at| (score(at), at))
        .filter(|(score, _)| *score > 0);
    scored
        .max_by_key(|(score, at)| (*score, std::cmp::Reverse(*at)))
        .map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ok(text: &str) -> Table {
        read(text.as_bytes(), Wanted::default()).unwrap()
    }

    #[test]
    fn two_columns_are_recognised_however_they_are_written() {
        for text in [
            "2026-01-01,1.5\n2026-01-02,2.5\n",
            "date;value\n01.01.2026;1,5\n02.01.2026;2,5\n",
            "\u{feff}Sensor\tTemperature\tTime\nx\t1.5\t2026-01-01T00:00:00Z\nx\t2.5\t2026-01-02T00:00:00Z\n",
            "at|n\n1767225600|1.5\n1767312000|2.5\n",
        ] {
            let table = ok(text);
            let days = [(1_767_225_600_000, 1.5), (1_767_312_000_000, 2.5)];
            assert_eq!(table.gathered.points, days, "{text}");
            assert_eq!(table.gathered.bad, [], "{text}");
        }
        let table = ok("Sensor\tTemperature\tTime\nx\t1.5\t2026-01-01\n");
        assert_eq!(
            (table.time_column.as_str(), table.value_column.as_str()),
            ("Time", "Temperature")
        );
    }

    #[test]
    fn a_column_can_be_named() {
        let text = "day,open,close\n2026-01-01,1,2\n";
        let wanted = |value| Wanted {
            value: Some(value),
            time: None,
        };
        for (value, expected) in [("open", 1.0), ("CLOSE", 2.0), ("2", 1.0)] {
            let table = read(text.as_bytes(), wanted(value)).unwrap();
            assert_eq!(table.gathered.points[0].1, expected, "{value}");
        }
        let refused = read(text.as_bytes(), wanted("high"))
            .unwrap_err()
            .problem("t");
        assert_eq!(refused["fields"][0]["field"], "value_column");
    }

    #[test]
    fn a_bad_row_costs_itself_alone_and_is_named() {
        let table =
            ok("at,value\n2026-01-01,1\nsoon,2\n2026-01-03,much\n\n2026-01-01,4\n2026-01-06,6\n");
        let told: Vec<(u64, &str)> = table
            .gathered
            .bad
            .iter()
            .map(|bad| (bad.row, bad.field.as_str()))
            .collect();
        assert_eq!(told, [(3, "at"), (4, "value"), (6, "at")]);
        assert_eq!(table.gathered.points.len(), 2);
        assert_eq!(table.rows, 5);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        for text in ["", "\n\n", "hello", "a,b\nc,d\n", "{\"x\": [1, 2]}"] {
            let refused = read(text.as_bytes(), Wanted::default()).unwrap_err();
            assert_eq!(refused.code(), "validation", "{text}");
        }
        let long = "2026-01-01,1\n".repeat(MOST_ROWS + 1);
        let refused = read(long.as_bytes(), Wanted::default()).unwrap_err();
        assert_eq!(refused.code(), "too_large");
    }
}
