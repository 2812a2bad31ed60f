//! Where something still stands: in which column of which table, in which file.

use mycrm_kernel::app::App;
use mycrm_kernel::caller::Face;

/// Where `needle` stands: tables and columns of the database as `table.column`.
pub(crate) fn found_in_tables(app: &App, needle: &str) -> Vec<String> {
    let owner = app.owner(Face::Local);
    app.read(&owner, |read| {
        let mut names = read.select("SELECT name FROM sqlite_master WHERE type = 'table'")?;
        let tables: Vec<String> = names
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let mut found = Vec::new();
        for table in tables {
            let mut columns = read.select("SELECT name FROM pragma_table_info(?1)")?;
            let columns: Vec<String> = columns
                .query_map([&table], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            for column in columns {
                let sql = format!("SELECT 1 FROM \"{table}\" WHERE instr(CAST(\"{column}\" AS BLOB), CAST(?1 AS BLOB)) > 0");
                // A full-text table without content has no columns that could be read, nor values.
                let Ok(mut statement) = read.select(&sql) else { continue };
                if statement.exists([needle]).unwrap_or(false) {
                    found.push(format!("{table}.{column}"));
                }
            }
        }
        Ok(found)
    })
    .unwrap()
}

/// Files of a folder and below in which `needle` stands.
#[allow(clippy::disallowed_methods, reason = "the test looks into every file")]
pub(crate) fn found_in_files(folder: &std::path::Path, needle: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(found_in_files(&path, needle));
        } else if let Ok(bytes) = std::fs::read(&path)
            && bytes
                .windows(needle.len())
                .any(|part| part == needle.as_bytes())
        {
            found.push(path.display().to_string());
        }
    }
    found
}
