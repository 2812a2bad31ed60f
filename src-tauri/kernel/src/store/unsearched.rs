//! The full-text index of what a bulk load brings in is written behind the load. Up to which row a kind is indexed
//! meanwhile stands in the database: whoever writes beyond it leaves the index alone, and a killed load is caught up
//! with at the next start.

use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};

use rusqlite::{Connection, OptionalExtension, params};

use crate::app::App;
use crate::error::Result;
use crate::kind::Kind;
use crate::record::{SearchText, columns, read_row, search_text};

/// Rows indexed in one transaction: one segment of the index.
const ROWS: usize = if cfg!(test) { 3 } else { 100_000 };
/// Rows handed over from thread to thread at a time.
const BATCH: usize = 500;
/// Bytes that FTS5 gathers before it writes a segment, from how many segments on it merges them, and from what percentage
/// of deleted records on it writes one again: while catching up, while very many are deleted, and usually (its defaults).
const CATCHING_UP: [(&str, i64); 2] = [("hashsize", 256 << 20), ("automerge", 0)];
const DELETING: [(&str, i64); 2] = [("automerge", 0), ("deletemerge", 0)];
const USUAL: [(&str, i64); 3] = [("hashsize", 1 << 20), ("automerge", 4), ("deletemerge", 10)];

fn note_of(kind: &Kind) -> String {
    format!("searched:{}", kind.name)
}

/// The row up to which records of `kind` are in the full-text index: all of them, unless they are being loaded.
pub(crate) fn searched_up_to(connection: &Connection, kind: &Kind) -> Result<i64> {
    Ok(stands_at(connection, kind)?.unwrap_or(i64::MAX))
}

fn stands_at(connection: &Connection, kind: &Kind) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached("SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?1")?
        .query_row([note_of(kind)], |row| row.get(0))
        .optional()?)
}

/// Leaves the rows that `kind` will get out of the full-text index for now.
pub(super) fn set_aside(connection: &Connection, kind: &Kind) -> Result<()> {
    if kind.searchable {
        let sql = format!(
            "INSERT OR IGNORE INTO meta SELECT ?1, coalesce(max(rowid), 0) FROM {}",
            kind.plural
        );
        connection.execute(&sql, [note_of(kind)])?;
    }
    Ok(())
}

/// Indexes all that was left out, and sets the indexes to what is usual, where a killed program left them otherwise.
pub(crate) fn catch_up(app: &App) -> Result<()> {
    for kind in app.kinds().iter().filter(|kind| kind.searchable) {
        while app.with_writer(|connection| index_some(app, connection, kind))? {}
        app.with_writer(|connection| {
            let sql = format!(
                "SELECT EXISTS (SELECT 1 FROM {}_config WHERE k = 'automerge' AND v = 0)",
                kind.search_table()
            );
            if connection.query_row(&sql, [], |row| row.get(0))? {
                configure(connection, kind, &USUAL)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// Keeps the full-text indexes from being merged while very many records are deleted from them one after another: they
/// would be written again and again for what is deleted next. What is left is merged by later writes.
pub(crate) struct Deleting<'a>(&'a App);

impl<'a> Deleting<'a> {
    pub(crate) fn begin(app: &'a App) -> Result<Self> {
        let deleting = Self(app);
        deleting.set(&DELETING)?;
        Ok(deleting)
    }

    fn set(&self, settings: &[(&str, i64)]) -> Result<()> {
        let kinds = self.0.kinds().iter().filter(|kind| kind.searchable);
        self.0.with_writer(|connection| {
            kinds
                .into_iter()
                .try_for_each(|kind| configure(connection, kind, settings))
        })
    }
}

impl Drop for Deleting<'_> {
    fn drop(&mut self) {
        if let Err(error) = self.set(&USUAL) {
            // The next start sets it right.
            tracing::warn!(code = error.code(), "search stays unmerged for now");
        }
    }
}

/// Indexes the next rows of `kind`. `false`: nothing is left out any more.
fn index_some(app: &App, connection: &Connection, kind: &Arc<Kind>) -> Result<bool> {
    let Some(after) = stands_at(connection, kind)? else {
        return Ok(false);
    };
    configure(connection, kind, &CATCHING_UP)?;
    let (mut last, mut count) = (after, 0);
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(8);
        // Nobody else writes now: what the other thread reads is what is here.
        scope.spawn(move || {
            if let Err(error) = read(app, kind, after, &sender) {
                let _ = sender.send(Err(error));
            }
        });
        let mut index = connection.prepare_cached(&kind.statements().index)?;
        for batch in receiver {
            for (rowid, text) in batch? {
                (last, count) = (rowid, count + 1);
                if let Some(text) = text.filter(|text| !text.is_empty()) {
                    index.execute(params![rowid, text.title, text.body, text.digits])?;
                }
            }
        }
        Ok::<_, crate::error::Error>(())
    })?;
    let done = count < ROWS;
    if done {
        configure(connection, kind, &USUAL)?;
        connection.execute("DELETE FROM meta WHERE key = ?1", [note_of(kind)])?;
    } else {
        let sql = "UPDATE meta SET value = ?2 WHERE key = ?1";
        connection.execute(sql, params![note_of(kind), last])?;
    }
    Ok(!done)
}

fn configure(connection: &Connection, kind: &Kind, settings: &[(&str, i64)]) -> Result<()> {
    let table = kind.search_table();
    let sql = format!("INSERT INTO {table} ({table}, rank) VALUES (?1, ?2)");
    for (name, value) in settings {
        connection.execute(&sql, params![name, value])?;
    }
    Ok(())
}

type Texts = Vec<(i64, Option<SearchText>)>;

/// Reads what rows beyond `after` say; of what lies in the trash nothing is said.
fn read(app: &App, kind: &Kind, after: i64, sender: &SyncSender<Result<Texts>>) -> Result<()> {
    let reader = app.reader()?;
    let sql = format!(
        "SELECT {} FROM {} r WHERE r.rowid > ?1 ORDER BY r.rowid LIMIT ?2",
        columns(kind, "r"),
        kind.plural
    );
    let mut statement = reader.prepare_cached(&sql)?;
    let mut rows = statement.query(params![after, ROWS as i64])?;
    let mut batch = Vec::with_capacity(BATCH);
    while let Some(row) = rows.next()? {
        let row = read_row(kind, row)?;
        let there = row.head.deleted_at.is_none();
        batch.push((
            row.head.rowid,
            there.then(|| search_text(kind, &row.values)),
        ));
        if batch.len() == BATCH && sender.send(Ok(std::mem::take(&mut batch))).is_err() {
            return Ok(());
        }
    }
    let _ = sender.send(Ok(batch));
    Ok(())
}

#[cfg(test)]
mod tests {
    use schemars::JsonSchema;
    use serde::{Deserialize, Serialize};
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::app::Config;
    use crate::caller::Face;
    use crate::record::{Record, Traits};
    use crate::store::{BulkLoad, KeySource, Load};
    use crate::tx::{Patch, StepPlan};
    use crate::value::Value;

    #[derive(Default, Serialize, Deserialize, JsonSchema)]
    #[serde(default)]
    struct Person {
        #[schemars(extend("x-field" = json!({"search": "title", "sort": true})))]
        name: Option<String>,
        #[schemars(extend("x-field" = json!({"sort": true})))]
        city: Option<String>,
    }

    impl Record for Person {
        const KIND: &'static str = "contact";
        const PLURAL: &'static str = "contacts";
        const TRAITS: Traits = Traits::titled("name");
    }

    fn open(path: &std::path::Path) -> App {
        App::open(Config {
            key: KeySource::Raw([1; 32]),
            kinds: vec![Kind::of::<Person>()],
            ..Config::at(path)
        })
        .unwrap()
    }

    fn add(app: &App, name: &str) -> Uuid {
        let person = Person {
            name: Some(name.into()),
            city: None,
        };
        let me = app.owner(Face::Local);
        let id = app.write(&me, StepPlan::of("t"), |tx| tx.insert(&person));
        id.unwrap().raw()
    }

    fn set(app: &App, id: Uuid, field: &str, text: &str) {
        let kind = app.kinds().get("contact").unwrap();
        let patch = Patch::default().set(kind, field, Value::Text(text.into()));
        let me = app.owner(Face::Local);
        app.write(&me, StepPlan::of("t"), |tx| tx.update(kind, id, patch))
            .unwrap();
    }

    fn trash(app: &App, id: Uuid) {
        let kind = app.kinds().get("contact").unwrap();
        let me = app.owner(Face::Local);
        app.write(&me, StepPlan::of("t"), |tx| tx.trash(kind, id))
            .unwrap();
    }

    /// How many records are found by a word; the index itself must be whole.
    fn found(app: &App, word: &str) -> i64 {
        let check = "INSERT INTO contacts_search (contacts_search) VALUES ('integrity-check')";
        app.store().writer().execute_batch(check).unwrap();
        let count = "SELECT count(*) FROM contacts_search WHERE contacts_search MATCH ?1";
        let reader = app.reader().unwrap();
        reader.query_row(count, [word], |row| row.get(0)).unwrap()
    }

    /// Loads more than one transaction catches up with, while somebody edits old and new.
    fn load_and_edit(app: &App) -> BulkLoad<'_> {
        let old: Vec<Uuid> = (0..3).map(|_| add(app, "Old")).collect();
        let kind = app.kinds().get("contact").unwrap();
        let load = BulkLoad::begin(app, &[Load::of(kind)]).unwrap();
        let new: Vec<Uuid> = (0..3 * ROWS).map(|_| add(app, "New")).collect();
        set(app, old[0], "name", "Changed");
        set(app, new[1], "name", "Changed");
        set(app, new[2], "city", "Pécs");
        trash(app, old[1]);
        trash(app, new[3]);
        assert_eq!(
            ["Old", "New", "Changed"].map(|word| found(app, word)),
            [1, 0, 1]
        );
        load
    }

    fn all_is_found(app: &App) {
        let news = 3 * ROWS as i64 - 2;
        assert_eq!(
            ["Old", "New", "Changed"].map(|word| found(app, word)),
            [1, news, 2]
        );
        add(app, "New");
        assert_eq!(found(app, "New"), news + 1);
    }

    #[test]
    fn what_was_loaded_is_found_when_the_load_is_finished() {
        let folder = tempfile::tempdir().unwrap();
        let app = open(&folder.path().join("a.db"));
        load_and_edit(&app).finish().unwrap();
        all_is_found(&app);
    }

    #[test]
    fn what_a_killed_load_brought_in_is_found_after_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let app = open(&path);
        std::mem::forget(load_and_edit(&app));
        drop(app);
        let app = open(&path);
        all_is_found(&app);
        let aside = "SELECT count(*) FROM deferred_indexes";
        let aside: i64 = app
            .reader()
            .unwrap()
            .query_row(aside, [], |row| row.get(0))
            .unwrap();
        assert_eq!(aside, 0);
    }

    #[test]
    fn an_index_follows_a_whole_transaction() {
        let folder = tempfile::tempdir().unwrap();
        let app = open(&folder.path().join("a.db"));
        let (one, other) = (add(&app, "One"), add(&app, "Other"));
        let kind = app.kinds().get("contact").unwrap();
        let name = |name: &str| Patch::default().set(kind, "name", Value::Text(name.into()));
        let me = app.owner(Face::Local);
        app.write(&me, StepPlan::of("t"), |tx| {
            tx.update(kind, other, name("Passing"))?;
            tx.update(kind, one, name("Changed"))?;
            tx.update(kind, other, name("Changed"))?;
            tx.trash(kind, one)?;
            tx.restore(kind, one)
        })
        .unwrap();
        let words = ["One", "Other", "Passing", "Changed"];
        assert_eq!(words.map(|word| found(&app, word)), [0, 0, 0, 2]);
    }
}
