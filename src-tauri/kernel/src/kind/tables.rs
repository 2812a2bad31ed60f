//! Holds the kinds against the migrated tables, at every start: a field without its column, or a sortable one without
//! its index, is a defect that must not wait for a user.

use std::collections::HashMap;

use rusqlite::Connection;

use super::{FieldType, Kind, Kinds};
use crate::error::{Error, Result};

/// Refuses kinds that do not fit the tables.
pub(crate) fn check(connection: &Connection, kinds: &Kinds) -> Result<()> {
    for kind in kinds.iter() {
        let columns = columns(connection, &kind.plural)?;
        let indexed = indexed(connection, &kind.plural)?;
        for field in &kind.fields {
            let expected = declared(&field.of);
            let fits = columns
                .get(&field.name)
                .is_some_and(|found| found == expected);
            if !fits {
                return Err(misfit(
                    kind,
                    &format!("column {} must be {expected}", field.name),
                ));
            }
            if field.sortable && !indexed.contains(&field.name) {
                return Err(misfit(
                    kind,
                    &format!("column {} is sortable and has no index", field.name),
                ));
            }
        }
        if kind.searchable && self::columns(connection, &kind.search_table())?.is_empty() {
            return Err(misfit(kind, "it is searchable and has no full-text table"));
        }
    }
    Ok(())
}

fn misfit(kind: &Kind, what: &str) -> Error {
    Error::Internal(format!("the table of {}: {what}", kind.plural))
}

/// The declaration that a field's column must have.
fn declared(of: &FieldType) -> &'static str {
    match of {
        FieldType::Integer | FieldType::Money | FieldType::Boolean | FieldType::Instant => {
            "INTEGER"
        }
        FieldType::Reference(_) => "BLOB",
        FieldType::List | FieldType::MultiSelect | FieldType::Json => "TEXT",
        _ => "TEXT COLLATE folded",
    }
}

/// Declared type and collation of each column of a table, by name.
fn columns(connection: &Connection, table: &str) -> Result<HashMap<String, String>> {
    let mut statement = connection.prepare("SELECT name, type FROM pragma_table_info(?1)")?;
    let found = statement
        .query_map([table], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut columns = HashMap::new();
    for (name, of) in found {
        let folded = of == "TEXT" && is_folded(connection, table, &name)?;
        columns.insert(
            name,
            if folded {
                "TEXT COLLATE folded".to_owned()
            } else {
                of
            },
        );
    }
    Ok(columns)
}

/// Whether a column compares by the collation `folded`.
fn is_folded(connection: &Connection, table: &str, column: &str) -> Result<bool> {
    let (_, collation, ..) = connection.column_metadata(None, table, column)?;
    Ok(collation.is_some_and(|name| name.to_bytes() == b"folded"))
}

/// First columns of the indexes of a table, those included that a bulk load has set aside.
fn indexed(connection: &Connection, table: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare(
        "SELECT i.name FROM pragma_index_list(?1) l JOIN pragma_index_info(l.name) i WHERE i.seqno = 0 AND i.name IS NOT NULL",
    )?;
    Ok(statement
        .query_map([table], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}
