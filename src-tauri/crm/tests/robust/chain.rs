//! The log cannot be altered unseen: any single byte of it, any row taken out or put in, its end cut off.

use rusqlite::types::{Value as SqlValue, ValueRef};
use rusqlite::{Connection, params};
use serde_json::json;

use crate::acts::{Act, act};
use crate::raw::{connect, texts};
use crate::support::{Chance, Desk};

/// A log with everything in it: edits, undo and redo, an undo that found nothing left to take back, a purge.
fn eventful() -> Desk {
    let desk = Desk::new();
    for at in 0..4 {
        act(&desk, &Act::Create(at, at as u64));
        act(&desk, &Act::Update(at, 0, 99 + at as u64));
    }
    act(&desk, &Act::Move(0, 2, 0));
    desk.call("steps.undo", json!({}));
    desk.call("steps.redo", json!({}));
    let contact = desk.create("contacts", json!({"last_name": "Kovács", "city": "Pécs"}));
    desk.call("contacts.update", json!({"id": contact, "city": "Győr"}));
    let step = desk.call("steps.list", json!({"limit": 1}))["items"][0]["id"].clone();
    desk.call("contacts.update", json!({"id": contact, "city": "Szeged"}));
    let undone = desk.call("steps.undo", json!({"step": step}));
    assert_eq!(
        undone["changed"], 0,
        "this undo leaves a step without changes"
    );
    desk.call("contacts.delete", json!({"id": contact}));
    desk.call("contacts.purge", json!({"id": contact}));
    assert_eq!(desk.verified()["ok"], true);
    desk
}

fn raw(desk: &Desk) -> Connection {
    let raw = connect(&desk.path);
    // Whoever goes past the kernel need not keep the database's own rules either.
    raw.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    raw
}

/// The value with one byte changed.
fn altered(value: ValueRef<'_>, chance: &mut Chance) -> Option<SqlValue> {
    let flip = 1 + chance.below(255) as u8;
    let change = |bytes: &[u8], chance: &mut Chance| {
        let mut bytes = bytes.to_vec();
        let at = chance.below(bytes.len());
        bytes[at] ^= flip;
        bytes
    };
    match value {
        ValueRef::Integer(number) => {
            let bytes = change(&number.to_be_bytes(), chance);
            Some(SqlValue::Integer(i64::from_be_bytes(
                bytes.try_into().unwrap(),
            )))
        }
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) if !bytes.is_empty() => {
            Some(SqlValue::Blob(change(bytes, chance)))
        }
        _ => None,
    }
}

#[test]
fn any_altered_byte_of_the_log_is_found() {
    let desk = eventful();
    let raw = raw(&desk);
    let mut chance = Chance(3);
    for (table, key) in [("changes", "seq"), ("steps", "key")] {
        let columns = texts(
            &raw,
            &format!("SELECT name FROM pragma_table_info('{table}')"),
        );
        let keys = texts(&raw, &format!("SELECT {key} FROM {table}"));
        for column in &columns {
            let mut tried = 0;
            for _ in 0..12 {
                let row: i64 = chance.of(&keys).parse().unwrap();
                tried += usize::from(found(&desk, &raw, (table, key, column, row), &mut chance));
            }
            assert!(
                tried > 0 || column == "cause",
                "{table}.{column} was never altered"
            );
        }
    }
    assert_eq!(desk.verified()["ok"], true, "everything was put back");
}

/// Alters one byte, expects that to be found, and puts it back. `false`: there is nothing in this place.
fn found(
    desk: &Desk,
    raw: &Connection,
    (table, key, column, row): (&str, &str, &str, i64),
    chance: &mut Chance,
) -> bool {
    let select = format!("SELECT {column}, typeof({column}) FROM {table} WHERE {key} = ?1");
    let (before, of, after) = raw
        .query_row(&select, [row], |found| {
            let value = found.get_ref(0)?;
            Ok((
                found.get::<_, SqlValue>(0)?,
                found.get::<_, String>(1)?,
                altered(value, chance),
            ))
        })
        .unwrap();
    let Some(after) = after else { return false };
    let cast = if of == "text" {
        "CAST(?2 AS TEXT)"
    } else {
        "?2"
    };
    let own = if column == key {
        after.clone()
    } else {
        SqlValue::Integer(row)
    };
    let update = format!("UPDATE {table} SET {column} = {cast} WHERE {key} = ?1");
    if raw.execute(&update, params![row, after]).is_err() {
        // Another row has that key: the database refuses.
        return false;
    }
    let verified = desk.verified();
    assert_eq!(
        verified["ok"], false,
        "{table}.{column} of {row}: {before:?} became {after:?}"
    );
    assert!(
        verified["broken_at"].is_number() && verified["reason"].is_string(),
        "{verified}"
    );
    let back = format!("UPDATE {table} SET {column} = ?2 WHERE {key} = ?1");
    raw.execute(&back, params![own, before]).unwrap();
    true
}

/// Does something to the log and expects it to be found.
fn expect_found(what: &str, sql: &str) {
    let desk = eventful();
    raw(&desk).execute_batch(sql).unwrap();
    let verified = desk.verified();
    assert_eq!(verified["ok"], false, "{what}");
}

#[test]
fn what_is_taken_out_put_in_or_forged_is_found() {
    expect_found(
        "the last change cut off",
        "DELETE FROM changes WHERE seq = (SELECT max(seq) FROM changes)",
    );
    expect_found("a change taken out", "DELETE FROM changes WHERE seq = 5");
    expect_found("all of it", "DELETE FROM changes");
    expect_found(
        "a step without changes taken out",
        "DELETE FROM steps WHERE changed = 0",
    );
    expect_found(
        "a change put in",
        "INSERT INTO changes SELECT seq + 1, step, stamp, kind, record, action, fields, digest, hash
         FROM changes ORDER BY seq DESC LIMIT 1",
    );
    expect_found(
        "two changes exchanged",
        "UPDATE changes SET seq = -1 WHERE seq = 3; UPDATE changes SET seq = 3 WHERE seq = 4;
         UPDATE changes SET seq = 4 WHERE seq = -1",
    );
    expect_found(
        "values erased without a purge",
        "UPDATE changes SET digest = randomblob(32), fields = NULL WHERE seq = 4",
    );
    expect_found(
        "a cause made up",
        "UPDATE steps SET cause = 1 WHERE key = 2",
    );
    expect_found(
        "a state made up",
        "UPDATE steps SET state = 'gone' WHERE key = 1",
    );
    expect_found(
        "a number as text",
        "UPDATE changes SET kind = CAST(kind AS BLOB) WHERE seq = 2",
    );
}
