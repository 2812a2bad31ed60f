//! A first look at a file: encoding, separator, header, columns with samples, and where each column goes.

use std::io::Read as IoRead;

use encoding_rs::Encoding;
use mycrm_kernel::app::App;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::read::Read;
use mycrm_kernel::store::{FileId, FileReader};

use super::guess;
use super::plan;
use super::read::{CELLS_MAX, RawRow, RowReader, decode, detect, for_name, sniff};
use super::settings::{Column, ImportMode, MatchOn, REASON, Settings};
use super::sources;
use super::synonyms;

/// Bytes of the file that are looked at closely.
const SAMPLE: u64 = 2 << 20;
/// Rows that are looked at closely.
const ROWS: usize = 2_000;
/// Samples shown of a column.
const SAMPLES: usize = 5;
/// Longest sample, in characters.
pub(super) const SAMPLE_LENGTH: usize = 80;

/// What the user has laid down about how the file is written; the rest is found out.
#[derive(Debug, Clone, Default)]
pub(super) struct Laid {
    pub(super) encoding: Option<String>,
    pub(super) delimiter: Option<u8>,
    pub(super) has_header: Option<bool>,
    pub(super) skip: Option<u64>,
    pub(super) source: Option<String>,
    pub(super) kind: Option<String>,
}

/// What was found.
pub(super) struct Look {
    pub(super) settings: Settings,
    pub(super) rows_estimate: u64,
}

/// Looks at a staged file.
pub(super) fn look(read: &Read<'_>, file: FileId, laid: &Laid) -> Result<Look> {
    let app = read.app();
    let encoding = match &laid.encoding {
        Some(name) => for_name(name)?,
        None => detect(&mut FileReader::open(app, file)?)?,
    };
    let (sample, whole) = sample(app, file, encoding)?;
    if sample.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::field(
            "file",
            "file_empty",
            "This file is empty: there is nothing to import.",
        ));
    }
    let mut dialect = sniff(&sample, whole, &synonyms::is_known)?;
    if let Some(delimiter) = laid.delimiter {
        dialect.delimiter = delimiter;
    }
    dialect.skip = laid.skip.unwrap_or(dialect.skip);
    dialect.has_header = laid.has_header.unwrap_or(dialect.has_header);
    let table = Table::read(
        &sample,
        whole,
        dialect.delimiter,
        dialect.skip,
        dialect.has_header,
    )?;
    let named: Vec<String> = if dialect.has_header {
        table.headers.clone()
    } else {
        Vec::new()
    };
    let recognised = match (&laid.source, &laid.kind) {
        (Some(name), Some(kind)) => sources::find(name, kind),
        (Some(name), None) => sources::recognise(&named).filter(|source| source.name == *name),
        (None, _) => sources::recognise(&named),
    };
    let kind = laid.kind.clone().unwrap_or_else(|| {
        recognised
            .map_or_else(|| guess::kind_of(&named), |source| source.kind)
            .to_owned()
    });
    let source = recognised.filter(|source| source.kind == kind);
    let mut columns = table.columns();
    let offered = plan::targets(read, plan::known_kind(&kind)?)?;
    guess::propose(&mut columns, &kind, source, &offered);
    guess::date_orders(&mut columns, &table.cells);
    for column in columns
        .iter_mut()
        .filter(|column| column.header == REASON || column.header == super::settings::ROW)
    {
        column.target = None;
    }
    let average = (sample.len() as u64 / table.seen.max(1)).max(1);
    let bytes = FileReader::open(app, file)?.bytes;
    Ok(Look {
        rows_estimate: if whole {
            table.seen
        } else {
            (bytes / average).max(table.seen)
        },
        settings: Settings {
            encoding: encoding.name().to_owned(),
            delimiter: char::from(dialect.delimiter).to_string(),
            skip: dialect.skip,
            has_header: dialect.has_header,
            source: source.map_or("generic", |source| source.name).to_owned(),
            match_on: match_on(&kind, &columns),
            kind,
            columns,
            mode: ImportMode::default(),
            keep_unmapped: false,
            tags: Vec::new(),
        },
    })
}

/// By what rows of a kind are recognised, given what the file knows of them.
pub(super) fn match_on(kind: &str, columns: &[Column]) -> MatchOn {
    let has = |target: &str| {
        columns
            .iter()
            .any(|column| column.target.as_deref() == Some(target))
    };
    match kind {
        _ if has("id") => MatchOn::Id,
        "contact" if has("email") => MatchOn::Email,
        "account" if has("domain") || has("website") => MatchOn::Domain,
        "account" => MatchOn::Name,
        _ => MatchOn::NameAccount,
    }
}

/// The beginning of the file as text, and whether it is all of it.
fn sample(app: &App, file: FileId, encoding: &'static Encoding) -> Result<(Vec<u8>, bool)> {
    let reader = FileReader::open(app, file)?;
    let whole = reader.bytes <= SAMPLE;
    Ok((decode(reader.take(SAMPLE), encoding)?, whole))
}

/// The rows of the sample as a table.
struct Table {
    headers: Vec<String>,
    /// Cells by column.
    cells: Vec<Vec<String>>,
    /// How many rows of data there were.
    seen: u64,
}

impl Table {
    fn read(
        sample: &[u8],
        whole: bool,
        delimiter: u8,
        skip: u64,
        has_header: bool,
    ) -> Result<Self> {
        let mut reader = RowReader::new(sample, encoding_rs::UTF_8, delimiter);
        let mut table = Self {
            headers: Vec::new(),
            cells: Vec::new(),
            seen: 0,
        };
        let mut row = RawRow::default();
        let mut rows: Vec<RawRow> = Vec::new();
        while reader.read(&mut row)? {
            if row.number <= skip {
                continue;
            }
            if has_header && row.number == skip + 1 {
                if row.flaw.is_some() && row.len() >= CELLS_MAX {
                    return Err(Error::TooLarge(
                        "This file has more than 1,000 columns.".into(),
                    ));
                }
                table.headers = row.cells().map(|cell| cell.trim().to_owned()).collect();
                continue;
            }
            table.seen += 1;
            if rows.len() < ROWS {
                rows.push(row.clone());
            }
        }
        if !whole && rows.len() > 1 && rows.len() < ROWS {
            // Cut in two by the end of the sample.
            rows.pop();
        }
        // A stray separator at the end of some row makes no column; without a header the rows say how many there are.
        let widest = rows
            .iter()
            .filter(|row| row.flaw.is_none())
            .map(RawRow::len)
            .max()
            .unwrap_or(0);
        let width = if has_header {
            table.headers.len()
        } else {
            widest
        };
        table.headers = named(&table.headers, width);
        table.cells = (0..width)
            .map(|at| {
                let cells = rows.iter().map(|row| row.cell(at).trim());
                cells
                    .filter(|cell| !cell.is_empty())
                    .map(str::to_owned)
                    .collect()
            })
            .collect();
        Ok(table)
    }

    fn columns(&self) -> Vec<Column> {
        let columns = self.headers.iter().zip(&self.cells).enumerate();
        columns
            .map(|(index, (header, cells))| {
                let mut samples: Vec<String> = Vec::new();
                for cell in cells {
                    let start: String = cell.chars().take(SAMPLE_LENGTH).collect();
                    if samples.len() < SAMPLES && !samples.contains(&start) {
                        samples.push(start);
                    }
                }
                Column {
                    index,
                    header: header.clone(),
                    samples,
                    target: None,
                    confidence: 0.0,
                    date_order: None,
                }
            })
            .collect()
    }
}

/// Names for `width` columns: empty ones are called by their place, repeated ones numbered.
fn named(headers: &[String], width: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(width);
    for at in 0..width {
        let own = headers.get(at).map_or("", |header| header.trim());
        let base = if own.is_empty() {
            format!("Column {}", at + 1)
        } else {
            own.to_owned()
        };
        let mut name = base.clone();
        let mut count = 1;
        while names.contains(&name) {
            count += 1;
            name = format!("{base} ({count})");
        }
        names.push(name);
    }
    names
}
