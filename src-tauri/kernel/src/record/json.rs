//! Writes a record as JSON text straight from the database's row: a page of a long list is nothing but this, so no
//! value is copied or boxed on the way.

use rusqlite::Row as SqlRow;
use rusqlite::types::ValueRef;
use uuid::Uuid;

use super::row::{HEAD_COUNT, Head, Row, Scope};
use crate::clock::{Stamp, write_instant};
use crate::error::Result;
use crate::kind::{FieldType, Kind};
use crate::value::write_money;

/// What of a head goes over the wire.
struct HeadView<'a> {
    id: Uuid,
    scope: Scope,
    owner: Option<Uuid>,
    created_at: i64,
    updated_at: i64,
    deleted_at: Option<i64>,
    revision: Stamp,
    custom: Option<&'a str>,
}

/// Writes a row selected with [`super::columns`]; of the fields only those that `chosen` marks.
pub(crate) fn write_sql_row(
    out: &mut Vec<u8>,
    kind: &Kind,
    row: &SqlRow<'_>,
    chosen: Option<&[bool]>,
) -> Result<()> {
    let custom = match row.get_ref(9)? {
        ValueRef::Text(bytes) => std::str::from_utf8(bytes).ok(),
        _ => None,
    };
    let head = HeadView {
        id: Uuid::from_bytes(row.get(1)?),
        scope: Scope::from_number(row.get(2)?)?,
        owner: row.get::<_, Option<[u8; 16]>>(3)?.map(Uuid::from_bytes),
        created_at: row.get(4)?,
        updated_at: row.get(5)?,
        deleted_at: row.get(6)?,
        revision: Stamp::from_bytes(row.get(7)?),
        custom,
    };
    write_head(out, &head, chosen.is_none());
    for (at, field) in kind.fields.iter().enumerate() {
        if chosen.is_none_or(|chosen| chosen[at]) {
            out.extend_from_slice(kind.statements().labels[at].as_bytes());
            write_value(out, row.get_ref(HEAD_COUNT + at)?, &field.of);
        }
    }
    out.push(b'}');
    Ok(())
}

/// Writes a row that was read before.
pub(super) fn write_row(out: &mut Vec<u8>, kind: &Kind, row: &Row) {
    let Head {
        id,
        scope,
        owner,
        created_at,
        updated_at,
        deleted_at,
        revision,
        ..
    } = row.head;
    let custom = row.head.custom.as_deref();
    let head = HeadView {
        id,
        scope,
        owner,
        created_at,
        updated_at,
        deleted_at,
        revision,
        custom,
    };
    write_head(out, &head, true);
    let labels = &kind.statements().labels;
    for ((field, label), value) in kind.fields.iter().zip(labels).zip(&row.values) {
        out.extend_from_slice(label.as_bytes());
        write_value(out, value.as_column(), &field.of);
    }
    out.push(b'}');
}

fn write_head(out: &mut Vec<u8>, head: &HeadView<'_>, custom: bool) {
    out.extend_from_slice(b"{\"id\":");
    write_id(out, head.id);
    out.extend_from_slice(b",\"revision\":\"");
    head.revision.write_hex(out);
    out.extend_from_slice(b"\",\"owner\":");
    match head.owner {
        Some(owner) => write_id(out, owner),
        None => out.extend_from_slice(b"null"),
    }
    out.extend_from_slice(b",\"scope\":");
    write_text(out, head.scope.name());
    out.extend_from_slice(b",\"created_at\":");
    write_instant(out, head.created_at);
    out.extend_from_slice(b",\"updated_at\":");
    write_instant(out, head.updated_at);
    out.extend_from_slice(b",\"deleted_at\":");
    match head.deleted_at {
        Some(at) => write_instant(out, at),
        None => out.extend_from_slice(b"null"),
    }
    if custom {
        out.extend_from_slice(b",\"custom\":");
        out.extend_from_slice(head.custom.unwrap_or("{}").as_bytes());
    }
}

fn write_value(out: &mut Vec<u8>, value: ValueRef<'_>, of: &FieldType) {
    match (value, of) {
        (ValueRef::Null, FieldType::List | FieldType::MultiSelect) => out.extend_from_slice(b"[]"),
        (ValueRef::Integer(flag), FieldType::Boolean) => {
            out.extend_from_slice(if flag == 0 { b"false" } else { b"true" });
        }
        (ValueRef::Integer(millis), FieldType::Instant) => write_instant(out, millis),
        (ValueRef::Integer(scaled), FieldType::Money) => write_money(out, scaled),
        (ValueRef::Integer(number), _) => out.extend_from_slice(number.to_string().as_bytes()),
        // Lists and JSON are kept as the text that goes over the wire.
        (ValueRef::Text(json), FieldType::List | FieldType::MultiSelect | FieldType::Json) => {
            out.extend_from_slice(json);
        }
        (ValueRef::Text(bytes), _) => write_text(out, &String::from_utf8_lossy(bytes)),
        (ValueRef::Blob(bytes), _) => match Uuid::from_slice(bytes) {
            Ok(found) => write_id(out, found),
            Err(_) => out.extend_from_slice(b"null"),
        },
        (ValueRef::Null | ValueRef::Real(_), _) => out.extend_from_slice(b"null"),
    }
}

pub(crate) fn write_id(out: &mut Vec<u8>, id: Uuid) {
    let mut buffer = Uuid::encode_buffer();
    out.push(b'"');
    out.extend_from_slice(id.hyphenated().encode_lower(&mut buffer).as_bytes());
    out.push(b'"');
}

pub(crate) fn write_text(out: &mut Vec<u8>, text: &str) {
    // Writing into memory cannot fail.
    let _ = serde_json::to_writer(out, text);
}
