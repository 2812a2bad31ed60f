//! The database as someone sees it who has the key and goes past the kernel: to look at every byte, and to damage it.

use std::path::Path;

use mycrm_kernel::folded::fold;
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use crate::support::KEY;

/// Opens the file with the tests' key, the product's collation and nothing else of the product.
pub(crate) fn connect(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    let hex: String = KEY.iter().map(|byte| format!("{byte:02x}")).collect();
    connection
        .execute_batch(&format!(
            "PRAGMA key = \"x'{hex}'\"; PRAGMA cipher_page_size = 4096; PRAGMA cipher_hmac_algorithm = HMAC_SHA256; PRAGMA busy_timeout = 5000;"
        ))
        .unwrap();
    connection
        .create_collation("folded", |a, b| fold(a).chars().cmp(fold(b).chars()))
        .unwrap();
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection
        .create_scalar_function("fold", 1, flags, |context| {
            Ok(context
                .get::<Option<String>>(0)?
                .map(|text| fold(&text).into_owned()))
        })
        .unwrap();
    connection
}

/// The first column of every row, as text.
pub(crate) fn texts(connection: &Connection, sql: &str) -> Vec<String> {
    connection
        .prepare(sql)
        .unwrap()
        .query_map([], |row| {
            Ok(match row.get_ref(0)? {
                rusqlite::types::ValueRef::Null => String::new(),
                rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                rusqlite::types::ValueRef::Real(number) => number.to_string(),
                rusqlite::types::ValueRef::Text(bytes) | rusqlite::types::ValueRef::Blob(bytes) => {
                    String::from_utf8_lossy(bytes).into_owned()
                }
            })
        })
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}
