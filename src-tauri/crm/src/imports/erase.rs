//! What imports keep of a record goes when the record is erased: its rows in staged files, the cells of its rows in
//! ledgers, and the samples that were taken of them.
//!
//! A row is the record's where the ledger says so; where it does not (rows that failed, files that were never run),
//! where it carries the person's e-mail address or profile, or their name and no other address; for accounts their
//! domain or name in a file of accounts. Such a row becomes an empty one: all others keep their numbers.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::folded::fold;
use mycrm_kernel::kind::Kind;
use mycrm_kernel::record::{Record, Row};
use mycrm_kernel::store::FileReader;
use mycrm_kernel::tx::Tx;
use rusqlite::params;

use super::look::SAMPLE_LENGTH;
use super::read::{Gap, RawRow, Redacted, RowReader, for_name};
use super::settings::Settings;
use super::store::{self, Stored};
use crate::accounts::Account;
use crate::contacts::Contact;

/// Lets go of all that imports keep of `gone`, records of `kind` that are erased in this transaction.
pub fn erase(tx: &mut Tx<'_>, kind: &Arc<Kind>, gone: &[Row]) -> Result<()> {
    let imports = store::newest(tx, u32::MAX)?;
    if imports.is_empty() {
        return Ok(());
    }
    let marks = Marks::of(kind, gone);
    let mut written = rows_of(tx, gone)?;
    for import in imports {
        let known = written.remove(&import.key).unwrap_or_default();
        forget(tx, import, &marks, &known)?;
    }
    Ok(())
}

/// What tells that a row is about one of the records.
#[derive(Default)]
struct Marks {
    /// Folded words of which one is enough: e-mail addresses, profiles.
    words: HashSet<String>,
    /// First and last name, folded; the whole name where it stands in one cell.
    people: HashSet<(String, String)>,
    names: HashSet<String>,
    /// Folded cells of which one is enough in a file of accounts.
    accounts: HashSet<String>,
}

impl Marks {
    fn of(kind: &Kind, gone: &[Row]) -> Self {
        let mut marks = Self::default();
        for row in gone {
            let text = |field: &str| row.get(kind, field).text().map_or(String::new(), folded);
            let mut add = |word: String| {
                if !word.is_empty() {
                    marks.words.insert(word);
                }
            };
            if kind.name == Contact::KIND {
                add(text("email"));
                add(text("linkedin"));
                let others = row.get(kind, "other_emails").text().unwrap_or_default();
                let others: Vec<String> = serde_json::from_str(others).unwrap_or_default();
                others.iter().for_each(|other| add(folded(other)));
                let (first, last) = (text("first_name"), text("last_name"));
                if !first.is_empty() && !last.is_empty() {
                    marks.names.insert(format!("{first} {last}"));
                    marks.names.insert(format!("{last}, {first}"));
                    marks.people.insert((first, last));
                }
            } else if kind.name == Account::KIND {
                let own = ["name", "domain", "website"].map(text);
                marks
                    .accounts
                    .extend(own.into_iter().filter(|word| !word.is_empty()));
            }
        }
        marks
    }

    fn fit(&self, row: &RawRow, of_accounts: bool) -> bool {
        let cells: HashSet<String> = row.cells().map(folded).collect();
        if of_accounts && cells.iter().any(|cell| self.accounts.contains(cell)) {
            return true;
        }
        let mut addressed = false;
        for cell in &cells {
            for word in cell.split(|c: char| c.is_whitespace() || "<>,;:()".contains(c)) {
                addressed |= word.contains('@');
                if self.words.contains(word) {
                    return true;
                }
            }
            // Profiles hold the colon and are whole cells.
            if self.words.contains(cell) {
                return true;
            }
        }
        let has = |part: &String| cells.contains(part);
        !addressed
            && (cells.iter().any(|cell| self.names.contains(cell))
                || self
                    .people
                    .iter()
                    .any(|(first, last)| has(first) && has(last)))
    }
}

fn folded(text: &str) -> String {
    fold(text.trim()).into_owned()
}

/// The rows of ledgers that wrote or met one of the records, by import.
fn rows_of(tx: &Tx<'_>, gone: &[Row]) -> Result<HashMap<i64, HashSet<u64>>> {
    let ids: HashSet<[u8; 16]> = gone.iter().map(|row| *row.head.id.as_bytes()).collect();
    let mut found: HashMap<i64, HashSet<u64>> = HashMap::new();
    let mut statement =
        tx.select("SELECT import, row, record FROM import_rows WHERE record IS NOT NULL")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if ids.contains(&row.get::<_, [u8; 16]>(2)?) {
            let number: i64 = row.get(1)?;
            found
                .entry(row.get(0)?)
                .or_default()
                .insert(number.unsigned_abs());
        }
    }
    Ok(found)
}

/// Makes an import forget the rows that are `known` to be meant, and those that `marks` tell.
fn forget(tx: &Tx<'_>, import: Stored, marks: &Marks, known: &HashSet<u64>) -> Result<()> {
    let found = look(tx, &import, marks, known)?;
    if found.rows.is_empty() {
        return Ok(());
    }
    if import.state == "running" {
        return Err(Error::refused(
            "import_holds",
            format!(
                "The import of “{}” is running and holds what shall be erased. Wait until it is over.",
                import.file_name
            ),
        ));
    }
    for row in &found.rows {
        tx.side(
            "import_rows",
            "UPDATE import_rows SET cells = NULL, field = NULL, reason = NULL, args = NULL WHERE import = ?1 AND row = ?2 AND cells IS NOT NULL",
            params![import.key, *row as i64],
        )?;
    }
    let mut settings = import.settings;
    let encoding = for_name(&settings.encoding)?;
    let file = FileReader::open(tx.app(), import.file)?;
    let bytes = tx.rewrite_file(import.file, &mut Redacted::new(file, encoding, found.gaps))?;
    settings.encoding = encoding_rs::UTF_8.name().to_owned();
    for (column, starts) in settings.columns.iter_mut().zip(&found.starts) {
        column.samples.retain(|sample| !starts.contains(sample));
    }
    store::rewritten(tx, import.key, bytes, &settings)
}

/// Rows of a file that are to be forgotten.
#[derive(Default)]
struct Found {
    rows: Vec<u64>,
    gaps: Vec<Gap>,
    /// By column: how their cells begin.
    starts: Vec<BTreeSet<String>>,
}

fn look(tx: &Tx<'_>, import: &Stored, marks: &Marks, known: &HashSet<u64>) -> Result<Found> {
    let settings: &Settings = &import.settings;
    let file = FileReader::open(tx.app(), import.file)?;
    let mut reader = RowReader::new(file, for_name(&settings.encoding)?, settings.delimiter()?);
    let mut found = Found {
        starts: vec![BTreeSet::new(); settings.columns.len()],
        ..Found::default()
    };
    let of_accounts = settings.kind == Account::KIND;
    let mut row = RawRow::default();
    loop {
        let start = reader.offset();
        if !reader.read(&mut row)? {
            return Ok(found);
        }
        let meant = known.contains(&row.number) || marks.fit(&row, of_accounts);
        if row.number <= settings.before_data() || row.is_blank() || !meant {
            continue;
        }
        found.rows.push(row.number);
        found.gaps.push(Gap {
            start,
            end: reader.offset(),
        });
        for (starts, cell) in found.starts.iter_mut().zip(row.cells()) {
            starts.insert(cell.trim().chars().take(SAMPLE_LENGTH).collect());
        }
    }
}
