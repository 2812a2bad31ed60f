//! How a file is to be imported: what was found out about it, and what the user chose.

use mycrm_kernel::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::DateOrder;

/// What happens to rows that match a record, and to those that do not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportMode {
    /// New ones are created; those that match are left alone as duplicates.
    Create,
    /// Those that match are updated; others are left out.
    Update,
    /// New ones are created and those that match are updated.
    #[default]
    Both,
}

/// By what a row is recognised as a record that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MatchOn {
    /// The e-mail address; people without one by their name and account.
    Email,
    /// The name together with the account.
    NameAccount,
    /// The name alone.
    Name,
    /// The internet domain; where there is none, the name.
    Domain,
    /// The phone number as it is written; where there is none, the name.
    Phone,
    /// The mobile number as it is written; where there is none, the name.
    Mobile,
    /// The LinkedIn page; where there is none, the name.
    Linkedin,
    /// The website; where there is none, the name.
    Website,
    /// The id that MyCRM gave the record.
    Id,
    /// Nothing: every row is new.
    None,
}

impl MatchOn {
    /// The field whose value decides, where one does.
    pub(super) fn field(self) -> Option<&'static str> {
        match self {
            Self::Email => Some("email"),
            Self::Domain => Some("domain"),
            Self::Phone => Some("phone"),
            Self::Mobile => Some("mobile"),
            Self::Linkedin => Some("linkedin"),
            Self::Website => Some("website"),
            Self::NameAccount | Self::Name | Self::Id | Self::None => None,
        }
    }

    /// Whether the database finds a record by it without reading all of them.
    pub(super) fn is_indexed(self) -> bool {
        !matches!(
            self,
            Self::Phone | Self::Mobile | Self::Linkedin | Self::Website
        )
    }
}

/// One column of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ImportColumn")]
pub struct Column {
    /// Its place in the file, from 0.
    pub index: usize,
    /// Its name.
    pub header: String,
    /// Some of its values.
    pub samples: Vec<String>,
    /// The field it goes to; none: it is left out.
    pub target: Option<String>,
    /// How sure the proposal is, from 0 to 1.
    pub confidence: f32,
    /// Which number of a date such as 03/04/2026 is the day; none: there are no such dates.
    pub date_order: Option<DateOrder>,
}

/// All that an import needs to know besides the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ImportSettings")]
pub struct Settings {
    /// How the file is encoded.
    pub encoding: String,
    /// What separates its cells.
    pub delimiter: String,
    /// Rows before the header that are no part of the table.
    pub skip: u64,
    /// Whether the first row of the table names the columns.
    pub has_header: bool,
    /// The product that wrote it; `generic` when unknown.
    pub source: String,
    /// Kind of record that a row becomes: `contact`, `account` or `opportunity`.
    pub kind: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// What happens to rows that match and to those that do not.
    pub mode: ImportMode,
    /// By what a row is recognised.
    pub match_on: MatchOn,
    /// Whether the values of columns that go nowhere are kept in the notes.
    pub keep_unmapped: bool,
    /// Tags that every record of this import gets.
    pub tags: Vec<String>,
}

impl Settings {
    /// The separator as a byte.
    pub(super) fn delimiter(&self) -> Result<u8> {
        match self.delimiter.as_bytes() {
            [byte] if super::read::DELIMITERS.contains(byte) => Ok(*byte),
            _ => Err(Error::field(
                "delimiter",
                "unknown_separator",
                "“delimiter” must be a comma, a semicolon, a tab or a vertical bar.",
            )),
        }
    }

    /// Number of the last row that is not data.
    pub(super) fn before_data(&self) -> u64 {
        self.skip + u64::from(self.has_header)
    }

    /// Whether the file is one of our own lists of errors, whose cells carry an apostrophe against formulas.
    pub(super) fn is_errors_file(&self) -> bool {
        self.columns.iter().any(|column| column.header == REASON)
    }
}

/// Name of the column that says what was wrong, in a list of errors.
pub(super) const REASON: &str = "Import reason";
/// Name of the column that says which row it was.
pub(super) const ROW: &str = "Import row";

/// How a row ended, or would end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ImportOutcome")]
pub enum Outcome {
    /// A record is created.
    New,
    /// A record is changed.
    Update,
    /// A record, or an earlier row, is the same.
    Duplicate,
    /// The row holds something that cannot be taken.
    Error,
    /// The row is left out: it is empty, or nothing matches it.
    Skip,
    /// A record matches and holds all of it already.
    Unchanged,
}

impl Outcome {
    const ALL: [Self; 6] = [
        Self::New,
        Self::Update,
        Self::Duplicate,
        Self::Error,
        Self::Skip,
        Self::Unchanged,
    ];

    /// The number in the ledger.
    pub(super) fn number(self) -> i64 {
        self as i64
    }

    /// Reads [`Outcome::number`].
    pub(super) fn from_number(number: i64) -> Self {
        let found = Self::ALL
            .into_iter()
            .find(|outcome| outcome.number() == number);
        found.unwrap_or(Self::Error)
    }
}

/// How many rows ended in which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ImportTotals")]
pub struct Totals {
    /// Rows of the file.
    pub rows: u64,
    /// Records created.
    pub new: u64,
    /// Records changed.
    pub update: u64,
    /// The same as a record or an earlier row.
    pub duplicate: u64,
    /// Not taken.
    pub error: u64,
    /// Left out.
    pub skip: u64,
    /// Matching a record that holds all of it already.
    pub unchanged: u64,
}

impl Totals {
    /// Counts one more row.
    pub(super) fn add(&mut self, outcome: Outcome) {
        self.rows += 1;
        match outcome {
            Outcome::New => self.new += 1,
            Outcome::Update => self.update += 1,
            Outcome::Duplicate => self.duplicate += 1,
            Outcome::Error => self.error += 1,
            Outcome::Skip => self.skip += 1,
            Outcome::Unchanged => self.unchanged += 1,
        }
    }
}
