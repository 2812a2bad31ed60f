//! The collation `folded`: comparing without regard to case and diacritics. Building one index of a million names
//! compares twenty million times, so SQLite calls it on the bytes themselves, eight at a time.

#![allow(
    unsafe_code,
    reason = "SQLite hands the texts over as pointers; the safe way copies and checks each one"
)]

use std::ffi::{c_int, c_void};

use rusqlite::{Connection, ffi};

use crate::error::Result;
use crate::folded::compare;

/// Makes `COLLATE folded` known to a connection.
pub(super) fn install(connection: &Connection) -> Result<()> {
    // SAFETY: the handle is that of an open connection, the name ends in NUL, the function needs no data of its own and
    // lives as long as the program.
    let code = unsafe {
        ffi::sqlite3_create_collation_v2(
            connection.handle(),
            c"folded".as_ptr(),
            ffi::SQLITE_UTF8,
            std::ptr::null_mut(),
            Some(called),
            None,
        )
    };
    if code == ffi::SQLITE_OK {
        Ok(())
    } else {
        Err(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None).into())
    }
}

/// What SQLite calls with two texts and their lengths in bytes.
unsafe extern "C" fn called(
    _: *mut c_void,
    a_length: c_int,
    a: *const c_void,
    b_length: c_int,
    b: *const c_void,
) -> c_int {
    // SAFETY: both texts are SQLite's own and stay where they are during the call.
    let (a, b) = unsafe { (text(&a, a_length), text(&b, b_length)) };
    compare(a, b) as c_int
}

/// The bytes at `start`, for as long as the pointer is looked at.
///
/// # Safety
///
/// `start` points to `length` bytes, unless that is 0.
unsafe fn text(start: &*const c_void, length: c_int) -> &[u8] {
    match usize::try_from(length) {
        Ok(length) if length > 0 && !start.is_null() => {
            // SAFETY: promised by the caller.
            unsafe { std::slice::from_raw_parts(start.cast(), length) }
        }
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_database_orders_by_it() {
        let folder = tempfile::tempdir().unwrap();
        let connection =
            crate::store::open::tests::connect_with(&folder.path().join("a.db"), 1).unwrap();
        let sql = "SELECT group_concat(column1) FROM
                   (SELECT * FROM (VALUES ('Zola'), (''), ('öl'), ('OK'), ('oma')) ORDER BY column1 COLLATE folded)";
        let order: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(order, ",OK,öl,oma,Zola");
    }
}
