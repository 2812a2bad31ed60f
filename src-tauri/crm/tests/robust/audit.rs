//! Whether a database is whole: the file, the log against the tables, search and timelines against the records.

use std::collections::{BTreeMap, BTreeSet};

use mycrm_kernel::kind::{FieldType, Kind, Searched};
use mycrm_kernel::value::Value;
use rusqlite::Connection;
use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

use crate::raw::{connect, texts};
use crate::support::Desk;

/// A record as the table holds it, by id.
pub(crate) type Records = BTreeMap<Uuid, Map<String, Json>>;

/// Everything that is kept of one kind: its records, and the words under which search finds each.
#[derive(Debug, PartialEq)]
pub(crate) struct KindState {
    pub(crate) records: Records,
    pub(crate) words: BTreeSet<(Uuid, String, String, i64)>,
}

/// Everything a user could tell apart, without the stamps of the writes that led there.
#[derive(Debug, PartialEq)]
pub(crate) struct State {
    pub(crate) kinds: BTreeMap<String, KindState>,
    pub(crate) timeline: BTreeSet<(Uuid, i64, Uuid, String)>,
}

/// Reads the whole state of an open database.
pub(crate) fn state(desk: &Desk) -> State {
    let raw = connect(&desk.path);
    state_of(&raw, desk)
}

fn state_of(raw: &Connection, desk: &Desk) -> State {
    let kinds = desk.app.kinds().iter();
    State {
        kinds: kinds
            .map(|kind| {
                let words = if kind.searchable {
                    words(raw, kind)
                } else {
                    BTreeSet::new()
                };
                let records = records(raw, kind);
                (kind.name.clone(), KindState { records, words })
            })
            .collect(),
        timeline: timeline(raw),
    }
}

fn uuid(bytes: [u8; 16]) -> Uuid {
    Uuid::from_bytes(bytes)
}

fn records(raw: &Connection, kind: &Kind) -> Records {
    let fields: String = kind
        .fields
        .iter()
        .map(|f| format!(", {}", f.name))
        .collect();
    let sql = format!(
        "SELECT id, scope, owner, created_at, deleted_at{fields} FROM {}",
        kind.plural
    );
    let mut statement = raw.prepare(&sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut found = Records::new();
    while let Some(row) = rows.next().unwrap() {
        let mut record = Map::new();
        let owner: Option<[u8; 16]> = row.get(2).unwrap();
        record.insert("scope".into(), json!(row.get::<_, i64>(1).unwrap()));
        record.insert("owner".into(), json!(owner.map(uuid)));
        record.insert("created_at".into(), json!(row.get::<_, i64>(3).unwrap()));
        record.insert(
            "deleted_at".into(),
            json!(row.get::<_, Option<i64>>(4).unwrap()),
        );
        for (at, field) in kind.fields.iter().enumerate() {
            let value = Value::from_column(row.get_ref(at + 5).unwrap()).unwrap();
            record.insert(field.name.clone(), value.to_json(&field.of));
        }
        found.insert(uuid(row.get(0).unwrap()), record);
    }
    found
}

/// Every word of the full-text index, with its record, column and place.
fn words(raw: &Connection, kind: &Kind) -> BTreeSet<(Uuid, String, String, i64)> {
    let table = format!("{}_search", kind.plural);
    vocabulary(raw, &format!("main, {table}"), &kind.plural)
}

fn vocabulary(raw: &Connection, of: &str, records: &str) -> BTreeSet<(Uuid, String, String, i64)> {
    raw.execute_batch(&format!(
        "DROP TABLE IF EXISTS temp.words; CREATE VIRTUAL TABLE temp.words USING fts5vocab({of}, 'instance');"
    ))
    .unwrap();
    let sql = format!(
        "SELECT r.id, w.term, w.col, w.offset, w.doc FROM temp.words w LEFT JOIN {records} r ON r.rowid = w.doc"
    );
    raw.prepare(&sql)
        .unwrap()
        .query_map([], |row| {
            let id: Option<[u8; 16]> = row.get(0)?;
            let doc: i64 = row.get(4)?;
            let id =
                id.unwrap_or_else(|| panic!("{records}: row {doc} is gone, its words are not"));
            Ok((uuid(id), row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

fn timeline(raw: &Connection) -> BTreeSet<(Uuid, i64, Uuid, String)> {
    raw.prepare("SELECT subject, at, record, kind FROM timeline")
        .unwrap()
        .query_map([], |row| {
            Ok((
                uuid(row.get(0)?),
                row.get(1)?,
                uuid(row.get(2)?),
                row.get(3)?,
            ))
        })
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

/// Fails unless the database is whole and everything derived agrees with what it is derived from.
pub(crate) fn audit(desk: &Desk) {
    let raw = connect(&desk.path);
    assert_eq!(texts(&raw, "PRAGMA integrity_check"), ["ok"]);
    // The cipher's check reads the file alone: pages whose newest state still lies in the log beside it are not there
    // yet, or are a hole.
    let busy: i64 = raw
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
        .unwrap();
    assert_eq!(busy, 0, "the log could not be written back");
    assert_eq!(texts(&raw, "PRAGMA cipher_integrity_check"), [""; 0]);
    assert_eq!(texts(&raw, "PRAGMA foreign_key_check"), [""; 0]);
    let verified = desk.verified();
    assert_eq!(verified["ok"], true, "{verified}");
    let state = state_of(&raw, desk);
    let replayed = replay(&raw);
    for kind in desk.app.kinds().iter() {
        let stored = &state.kinds[&kind.name];
        let logged = replayed.get(&kind.name).cloned().unwrap_or_default();
        agree(kind, &stored.records, &logged);
        if kind.searchable {
            assert_eq!(
                stored.words,
                expected_words(&raw, kind, &stored.records),
                "search of {}",
                kind.plural
            );
        }
    }
    assert_eq!(state.timeline, expected_timeline(desk, &state), "timelines");
}

type Logged = BTreeMap<Uuid, Map<String, Json>>;

/// The records that the log leads to.
fn replay(raw: &Connection) -> BTreeMap<String, Logged> {
    let mut all: BTreeMap<String, Logged> = BTreeMap::new();
    let mut statement = raw
        .prepare("SELECT kind, record, action, fields FROM changes ORDER BY seq")
        .unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let kind: String = row.get(0).unwrap();
        let record = uuid(row.get(1).unwrap());
        let action: String = row.get(2).unwrap();
        let records = all.entry(kind).or_default();
        let fields: Option<String> = row.get(3).unwrap();
        let fields: Map<String, Json> =
            fields.map_or_else(Map::new, |text| serde_json::from_str(&text).unwrap());
        let known = match action.as_str() {
            "create" => {
                let fresh = records.insert(record, Map::new());
                assert!(fresh.is_none(), "{record} was created twice");
                records.get_mut(&record)
            }
            "remove" | "purge" => {
                assert!(
                    records.remove(&record).is_some(),
                    "{record} went before it came"
                );
                None
            }
            _ => records.get_mut(&record),
        };
        if let Some(known) = known {
            for (name, triple) in fields {
                let before = known.insert(name.clone(), triple[1].clone());
                let blank = [Json::Null, json!([])];
                let from = before.unwrap_or(Json::Null);
                assert!(
                    from == triple[0] || (blank.contains(&from) && blank.contains(&triple[0])),
                    "{record}.{name}: the log goes on from {} after {from}",
                    triple[0]
                );
            }
        }
    }
    all
}

fn agree(kind: &Kind, stored: &Records, logged: &Logged) {
    let (left, right): (Vec<_>, Vec<_>) = (stored.keys().collect(), logged.keys().collect());
    assert_eq!(left, right, "{}: the table and the log", kind.plural);
    for (id, record) in stored {
        for field in &kind.fields {
            let empty = if matches!(field.of, FieldType::List | FieldType::MultiSelect) {
                json!([])
            } else {
                Json::Null
            };
            let expected = logged[id].get(&field.name).unwrap_or(&empty);
            assert_eq!(
                &record[&field.name], expected,
                "{} {id} {}",
                kind.plural, field.name
            );
        }
        let trashed = logged[id].get("deleted_at").is_some_and(|at| !at.is_null());
        assert_eq!(
            !record["deleted_at"].is_null(),
            trashed,
            "{} {id} in the trash",
            kind.plural
        );
        assert_eq!(
            record["owner"], logged[id]["owner"],
            "{} {id} owner",
            kind.plural
        );
    }
}

/// The words that search should hold: indexed anew, in a table of the same making.
fn expected_words(
    raw: &Connection,
    kind: &Kind,
    records: &Records,
) -> BTreeSet<(Uuid, String, String, i64)> {
    raw.execute_batch(
        "DROP TABLE IF EXISTS temp.fresh;
         CREATE VIRTUAL TABLE temp.fresh USING fts5(title, body, digits, tokenize = 'unicode61 remove_diacritics 2');",
    )
    .unwrap();
    let sql = format!(
        "INSERT INTO temp.fresh (rowid, title, body, digits)
         SELECT rowid, fold(?2), fold(?3), ?4 FROM {} WHERE id = ?1",
        kind.plural
    );
    let mut insert = raw.prepare(&sql).unwrap();
    for (id, record) in records.iter().filter(|(_, r)| r["deleted_at"].is_null()) {
        let of = |searched| gathered(kind, record, searched).join(" ");
        let (title, body, digits) = (
            of(Searched::Title),
            of(Searched::Body),
            of(Searched::Digits),
        );
        insert
            .execute(rusqlite::params![id.as_bytes(), title, body, digits])
            .unwrap();
    }
    vocabulary(raw, "temp, fresh", &kind.plural)
}

fn gathered(kind: &Kind, record: &Map<String, Json>, searched: Searched) -> Vec<String> {
    let mut parts = Vec::new();
    for field in kind
        .fields
        .iter()
        .filter(|field| field.searched == searched)
    {
        let values: Vec<String> = match &record[&field.name] {
            Json::String(text) => vec![text.clone()],
            Json::Array(items) => items
                .iter()
                .map(|i| i.as_str().unwrap().to_owned())
                .collect(),
            _ => Vec::new(),
        };
        for value in values {
            if searched != Searched::Digits {
                parts.push(value);
                continue;
            }
            let digits: String = value.chars().filter(char::is_ascii_digit).collect();
            if digits.len() >= 3 {
                parts.push(digits.clone());
            }
            if digits.len() > 7 {
                parts.push(digits[digits.len() - 7..].to_owned());
            }
        }
    }
    parts
}

fn expected_timeline(desk: &Desk, state: &State) -> BTreeSet<(Uuid, i64, Uuid, String)> {
    let mut expected = BTreeSet::new();
    for kind in desk.app.kinds().iter() {
        let Some(timeline) = &kind.timeline else {
            continue;
        };
        let records = &state.kinds[&kind.name].records;
        for (id, record) in records.iter().filter(|(_, r)| r["deleted_at"].is_null()) {
            let at = timeline
                .at
                .iter()
                .find_map(|field| mycrm_kernel::clock::parse_instant(record[field].as_str()?))
                .unwrap_or_else(|| record["created_at"].as_i64().unwrap());
            for subject in &timeline.subjects {
                if let Some(subject) = record[subject].as_str() {
                    let subject = Uuid::parse_str(subject).unwrap();
                    expected.insert((subject, at, *id, kind.name.clone()));
                }
            }
        }
    }
    expected
}
