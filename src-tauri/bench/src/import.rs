//! A CSV of as many rows as there are contacts, against `sqlite3 .import` of the same rows into the same table with
//! the same indexes (plain; its collation is NOCASE, the nearest that the tool knows). CPU is compared, not wall time.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use mycrm_kernel::app::App;
use mycrm_kernel::caller::Face;
use mycrm_kernel::error::{Error, Result};
use serde_json::{Value as Json, json};

use crate::Bench;
use crate::data::{self, call, job};
use crate::figure::{Figure, p95, say, time};
use crate::process::{cpu, peak_mib};

/// What an export of another product has of a person.
const COLUMNS: [(&str, &str); 11] = [
    ("first_name", "First Name"),
    ("last_name", "Last Name"),
    ("email", "Email"),
    ("phone", "Phone"),
    ("mobile", "Mobile Phone"),
    ("title", "Job Title"),
    ("street", "Street"),
    ("city", "City"),
    ("region", "State"),
    ("postal_code", "Postal Code"),
    ("country", "Country"),
];

#[expect(
    clippy::disallowed_methods,
    reason = "the bench removes the databases it made"
)]
pub(crate) fn measure(bench: &Bench) -> Result<()> {
    let (file, wide) = (
        bench.folder.join("import.csv"),
        bench.folder.join("floor.csv"),
    );
    let (rows, schema) = {
        let app = data::open(bench)?;
        if app.registry().get("imports.run").is_err() {
            say("  there is no import: no figure for it");
            return Ok(());
        }
        (write_rows(&app, &file, &wide)?, schema(&app)?)
    };
    let floor = floor(bench, &schema, &wide)?;
    let path = bench.folder.join("import.db");
    for ending in ["", "-wal", "-shm", ".lock"] {
        let mut name = path.clone().into_os_string();
        name.push(ending);
        let _ = std::fs::remove_file(name);
    }
    let app = data::open_at(&path)?;
    let import = call(
        &app,
        "imports.open",
        json!({"path": std::path::absolute(&file)?}),
    )?;
    let (looked, _) = time(|| call(&app, "imports.preview", json!({"id": import["id"]})))?;
    Figure::alone("preview of an import's first hundred rows", looked, "ms").print();
    let (checked, _) = time(|| job(&app, "imports.check", json!({"id": import["id"]})))?;
    let speed = rows as f64 / (checked / 1_000.0);
    Figure::alone(format!("check of {rows} rows"), speed, "rows/s").print();
    let before = cpu().0;
    let (millis, done) = time(|| job(&app, "imports.run", json!({"id": import["id"]})))?;
    let spent = cpu().0 - before;
    say(&format!("  {}", done["result"]));
    let there = call(&app, "contacts.count", json!({"cap": 10_000_000}))?["value"].as_u64();
    if there != Some(rows) {
        return Err(Error::Internal(format!("{there:?} of {rows} rows came in")));
    }
    Figure {
        name: format!("import of {rows} rows, CPU"),
        value: spent,
        unit: "s CPU",
        against: Some(floor),
        cpu: None,
        medians: None,
        to_reach: Some("at most 3 times the floor"),
    }
    .print();
    let speed = rows as f64 / (millis / 1_000.0);
    Figure::alone(format!("import of {rows} rows"), speed, "rows/s")
        .reaching("at least 40,000 rows/s")
        .print();
    let name = format!("peak memory of the process after an import of {rows} rows");
    Figure::alone(name, peak_mib(), "MiB").print();
    let first = call(
        &app,
        "contacts.list",
        json!({"limit": 1, "ordering": ["created_at"]}),
    )?["items"][0]
        .clone();
    undo(&app, rows)?;
    erase(&app, &first, rows)
}

/// Erases a person for good whose row stands in the file of the import: the ledger and the file are searched for them,
/// and the file is written again without them.
fn erase(app: &App, person: &Json, rows: u64) -> Result<()> {
    let fields = json!({"last_name": person["last_name"], "email": person["email"]});
    let id = call(app, "contacts.create", fields)?["id"].clone();
    call(app, "contacts.delete", json!({ "id": id }))?;
    let before = cpu().0;
    let (millis, _) = time(|| call(app, "contacts.purge", json!({ "id": id })))?;
    let spent = (cpu().0 - before) * 1_000.0;
    Figure {
        cpu: Some((spent, None)),
        ..Figure::alone(
            format!("one contact erased for good, an import of {rows} rows kept"),
            millis,
            "ms",
        )
    }
    .print();
    Ok(())
}

/// Takes the import back as Ctrl+Z does: long work, in whose pauses others write.
fn undo(app: &App, rows: u64) -> Result<()> {
    let before = cpu().0;
    let undone = call(app, "steps.undo", json!({}))?;
    let (mut waits, done) = (Vec::new(), AtomicBool::new(false));
    let (millis, ()) = std::thread::scope(|scope| {
        let working = scope.spawn(|| {
            let outcome = time(|| app.run_due_jobs());
            done.store(true, Ordering::Relaxed);
            outcome
        });
        // Somebody adds an account now and then.
        while !done.load(Ordering::Relaxed) {
            let account = json!({"name": format!("Account {}", waits.len())});
            waits.push(time(|| call(app, "accounts.create", account))?.0);
            std::thread::sleep(Duration::from_millis(20));
        }
        working
            .join()
            .unwrap_or_else(|_| Err(Error::Internal("the work panicked".into())))
    })?;
    let spent = cpu().0 - before;
    let left = call(app, "contacts.count", json!({"cap": 10_000_000}))?["value"].as_u64();
    if left != Some(0) || (rows > 20_000 && undone["job"].is_null()) {
        return Err(Error::Internal(format!("{left:?} rows were left")));
    }
    Figure {
        cpu: Some((spent, None)),
        ..Figure::alone(
            format!("undo of an import of {rows} rows"),
            millis / 1_000.0,
            "s",
        )
    }
    .print();
    let name = "an account added while an import is undone";
    Figure::alone(name, p95(&mut waits), "ms p95").print();
    Ok(())
}

/// Writes the file that is imported, and the same rows with every column of the table for the floor.
#[expect(
    clippy::disallowed_methods,
    reason = "the bench writes the files it measures with"
)]
fn write_rows(app: &App, file: &Path, wide: &Path) -> Result<u64> {
    let mut out = BufWriter::new(File::create(file)?);
    let mut all = BufWriter::new(File::create(wide)?);
    writeln!(out, "{}", COLUMNS.map(|(_, header)| header).join(","))?;
    let names = COLUMNS.map(|(name, _)| name).join(", ");
    app.read(&app.owner(Face::Local), |read| {
        let mut columns = read.select("SELECT name FROM pragma_table_info('contacts')")?;
        let columns: Vec<String> = columns
            .query_map([], |row| row.get::<_, String>(0))?
            .collect::<std::result::Result<_, _>>()?;
        let places: Vec<Option<usize>> = columns
            .iter()
            .map(|column| COLUMNS.iter().position(|(name, _)| name == column))
            .collect();
        let sql =
            format!("SELECT {names}, lower(hex(id)), name FROM contacts WHERE deleted_at IS NULL");
        let mut statement = read.select(&sql)?;
        let mut rows = statement.query([])?;
        let mut count = 0_u64;
        while let Some(row) = rows.next()? {
            let cells: Vec<String> = (0..COLUMNS.len() + 2)
                .map(|at| {
                    row.get::<_, Option<String>>(at)
                        .map(|text| quoted(&text.unwrap_or_default()))
                })
                .collect::<std::result::Result<_, _>>()?;
            writeln!(out, "{}", cells[..COLUMNS.len()].join(","))?;
            count += 1;
            let whole: Vec<String> = columns
                .iter()
                .zip(&places)
                .map(|(column, place)| match (place, column.as_str()) {
                    (Some(at), _) => cells[*at].clone(),
                    (None, "rowid") => count.to_string(),
                    (None, "id" | "revision") => cells[COLUMNS.len()].clone(),
                    (None, "name") => cells[COLUMNS.len() + 1].clone(),
                    (None, "scope") => "2".into(),
                    (None, "created_at" | "updated_at") => "1795158000000".into(),
                    _ => String::new(),
                })
                .collect();
            writeln!(all, "{}", whole.join(","))?;
        }
        Ok(count)
    })
}

fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// The table and its indexes as the tool can make them: empty cells come in as empty texts, so that a condition on
/// NULL would leave the indexes empty; they are made over all rows instead.
fn schema(app: &App) -> Result<String> {
    app.read(&app.owner(Face::Local), |read| {
        let mut statement = read.select(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'contacts' AND sql IS NOT NULL AND sql NOT LIKE '%IS NOT NULL'
             ORDER BY type DESC",
        )?;
        let parts: Vec<String> = statement
            .query_map([], |row| row.get::<_, String>(0))?
            .collect::<std::result::Result<_, _>>()?;
        Ok(parts.join(";\n").replace("COLLATE folded", "COLLATE NOCASE").replace(" WHERE deleted_at IS NULL", ""))
    })
}

/// CPU seconds of `sqlite3`.
#[expect(
    clippy::disallowed_methods,
    reason = "the bench removes the databases it made"
)]
fn floor(bench: &Bench, schema: &str, wide: &Path) -> Result<f64> {
    let path = bench.folder.join("floor.db");
    let _ = std::fs::remove_file(&path);
    let before = cpu().1;
    let status = Command::new("sqlite3")
        .arg(&path)
        .args([
            "-cmd",
            "PRAGMA journal_mode = WAL",
            "-cmd",
            "PRAGMA synchronous = NORMAL",
        ])
        .args(["-cmd", &format!("{schema};"), "-cmd", ".mode csv"])
        .arg(format!(".import {} contacts", wide.display()))
        .stdout(std::process::Stdio::null())
        .status()?;
    if !status.success() {
        return Err(Error::Internal(
            "sqlite3 could not import the floor's rows".into(),
        ));
    }
    let spent = cpu().1 - before;
    let _ = std::fs::remove_file(&path);
    Ok(spent)
}
