//! The SQL functions of our own: `fold(text)`, which compares text as the collation `folded` does, and `in_rows`.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;

use super::collation;
use crate::error::Result;
use crate::folded::fold;
use crate::rows::in_rows;

pub(super) fn install(connection: &Connection) -> Result<()> {
    collation::install(connection)?;
    connection.create_scalar_function(
        "fold",
        1,
        FunctionFlags::SQLITE_UTF8
            | FunctionFlags::SQLITE_DETERMINISTIC
            | FunctionFlags::SQLITE_INNOCUOUS,
        |context| {
            Ok(match context.get_raw(0) {
                ValueRef::Text(bytes) => Some(fold(&String::from_utf8_lossy(bytes)).into_owned()),
                ValueRef::Integer(number) => Some(number.to_string()),
                _ => None,
            })
        },
    )?;
    connection.create_scalar_function(
        "in_rows",
        2,
        FunctionFlags::SQLITE_UTF8
            | FunctionFlags::SQLITE_DETERMINISTIC
            | FunctionFlags::SQLITE_INNOCUOUS,
        |context| match (context.get_raw(0), context.get_raw(1)) {
            (ValueRef::Blob(bits), ValueRef::Integer(row)) => Ok(in_rows(bits, row)),
            _ => Ok(false),
        },
    )?;
    Ok(())
}
