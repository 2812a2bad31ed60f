//! The collation `folded`: comparing without regard to case and diacritics. Building one index of a million names
//! compares twenty million times, so SQLite calls it on the bytes themselves, eight at a time.

#![allow(
    unsafe_code,
    reason = "SQLite hands the texts over as pointers; the safe way copies and checks each one"
)]

use std::cmp::Ordering;
use std::ffi::{c_int, c_void};

use rusqlite::{Connection, ffi};

use super::functions::folded_chars;
use crate::error::Result;

/// Compares two texts folded.
pub(crate) fn compare_folded(a: &str, b: &str) -> Ordering {
    compare(a.as_bytes(), b.as_bytes())
}

/// Compares two texts folded. What is not UTF-8 compares as if it held replacement characters.
fn compare(a: &[u8], b: &[u8]) -> Ordering {
    // Nearly all text is ASCII as far as the first difference; only fold from where it is not.
    let shorter = a.len().min(b.len());
    let mut at = 0;
    while let (Some(p), Some(q)) = (eight(a, at), eight(b, at)) {
        if (p | q) & HIGH != 0 {
            break;
        }
        let differing = lower(p) ^ lower(q);
        if differing != 0 {
            return at_difference(a, b, at + differing.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    while at < shorter {
        let (p, q) = (a[at], b[at]);
        if !(p.is_ascii() && q.is_ascii()) {
            return spelled_out(a, b);
        }
        if !p.eq_ignore_ascii_case(&q) {
            return at_difference(a, b, at);
        }
        at += 1;
    }
    if a[shorter..].is_ascii() && b[shorter..].is_ascii() {
        a.len().cmp(&b.len())
    } else {
        spelled_out(a, b)
    }
}

/// The highest bit of each of eight bytes: set where one is not ASCII.
const HIGH: u64 = 0x8080_8080_8080_8080;
const ONES: u64 = 0x0101_0101_0101_0101;

fn eight(bytes: &[u8], at: usize) -> Option<u64> {
    let eight = bytes.get(at..at + 8)?.try_into().ok()?;
    Some(u64::from_le_bytes(eight))
}

/// Eight ASCII letters in lower case: a byte is a capital if adding lifts `A` but not what follows `Z` over the top bit.
fn lower(eight: u64) -> u64 {
    let from_a = eight + ONES * (0x80 - b'A' as u64);
    let beyond_z = eight + ONES * (0x80 - (b'Z' as u64 + 1));
    eight | (((from_a ^ beyond_z) & HIGH) >> 2)
}

/// Compares texts that are ASCII up to `at`, where they differ for the first time.
fn at_difference(a: &[u8], b: &[u8], at: usize) -> Ordering {
    // A combining mark right after would change the letter; it is not ASCII, so look one byte on.
    let marked = |text: &[u8]| text.get(at + 1).is_some_and(|next| !next.is_ascii());
    if marked(a) || marked(b) {
        spelled_out(a, b)
    } else {
        a[at].to_ascii_lowercase().cmp(&b[at].to_ascii_lowercase())
    }
}

fn spelled_out(a: &[u8], b: &[u8]) -> Ordering {
    let (a, b) = (String::from_utf8_lossy(a), String::from_utf8_lossy(b));
    folded_chars(&a).cmp(folded_chars(&b))
}

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
    use super::*;
    use crate::store::fold;
    use proptest::prelude::*;

    #[test]
    fn names_stand_where_a_reader_looks_for_them() {
        let mut names = vec![
            "Zola", "Öhman", "ohm", "Ohmann", "ostrava", "Ärzte", "arzt", "Åse",
        ];
        names.sort_by(|a, b| compare_folded(a, b));
        assert_eq!(
            names,
            [
                "arzt", "Ärzte", "Åse", "ohm", "Öhman", "Ohmann", "ostrava", "Zola"
            ]
        );
    }

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

    proptest! {
        #[test]
        fn the_fast_comparison_is_the_folded_one(
            // Some texts reach over the eight letters that are looked at together.
            start in "[a-zA-Z@\\[`{]{0,9}", a in "[a-cA-Cä\u{301}ßé ]{0,12}", b in "[a-cA-Cä\u{301}ßé ]{0,12}"
        ) {
            let (a, b) = (start.clone() + &a, start.to_ascii_uppercase() + &b);
            prop_assert_eq!(compare_folded(&a, &b), fold(&a).chars().cmp(fold(&b).chars()));
        }
    }
}
