//! The rows that could not be taken, as a file to mend and import again.

use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::read::Read;

use super::settings::{Outcome, REASON, ROW, Settings};

/// Longest list, in bytes; what is beyond it follows once these rows are mended.
const LONGEST: usize = 32 << 20;

/// Whether a spreadsheet would run this text, or whether it is such a text behind apostrophes.
pub(super) fn is_formula(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    match text.chars().next() {
        Some('=' | '@' | '\t' | '\r') => true,
        // Numbers and phone numbers begin like this as well and do no harm.
        Some('+' | '-') => !text[1..]
            .chars()
            .all(|c| c.is_ascii_digit() || " ()-./,".contains(c)),
        _ => false,
    }
}

/// A cell that a spreadsheet shows instead of running it.
fn escaped(text: &str) -> String {
    if is_formula(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The rows with errors as CSV: the columns of the file, then the reason and the number of the row.
/// The second value says whether all of them are in it.
pub(super) fn csv(read: &Read<'_>, import: i64, settings: &Settings) -> Result<(String, bool)> {
    let own = |header: &str| header == REASON || header == ROW;
    let columns: Vec<usize> = settings
        .columns
        .iter()
        .filter(|column| !own(&column.header))
        .map(|column| column.index)
        .collect();
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    let headers = columns
        .iter()
        .map(|at| settings.columns[*at].header.as_str())
        .chain([REASON, ROW]);
    writer.write_record(headers).map_err(broken)?;
    let mut statement = read.select(
        "SELECT row, reason, cells FROM import_rows WHERE import = ?1 AND outcome = ?2 ORDER BY row",
    )?;
    let mut rows = statement.query([import, Outcome::Error.number()])?;
    let mut whole = true;
    let mut length = 0;
    while let Some(row) = rows.next()? {
        let cells: String = row.get::<_, Option<String>>(2)?.unwrap_or_default();
        length += cells.len();
        if length > LONGEST {
            whole = false;
            break;
        }
        let cells: Vec<String> = serde_json::from_str(&cells).unwrap_or_default();
        let cell = |at: usize| escaped(cells.get(at).map_or("", String::as_str));
        // Cells beyond the last column are part of what is wrong with the row.
        let beyond = cells.len().max(settings.columns.len()) - settings.columns.len();
        let mut record: Vec<String> = columns.iter().map(|at| cell(*at)).collect();
        record.push(row.get::<_, Option<String>>(1)?.unwrap_or_default());
        record.push(row.get::<_, i64>(0)?.to_string());
        record.extend((0..beyond).map(|at| cell(settings.columns.len() + at)));
        writer.write_record(&record).map_err(broken)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| Error::Internal(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|error| Error::Internal(error.to_string()))?;
    Ok((text, whole))
}

fn broken(error: csv::Error) -> Error {
    Error::Internal(error.to_string())
}
