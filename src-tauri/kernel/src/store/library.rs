//! Settings of the database library itself, made once before the first connection.

#![allow(
    unsafe_code,
    reason = "the library is configured by a C function with a variable list of arguments"
)]

use std::sync::Once;

use rusqlite::ffi;

static SETTLED: Once = Once::new();

/// Lets the library not count its allocations: each count takes a lock that all threads share, and
/// every row written allocates dozens of times. Nobody reads the counts.
pub(super) fn settle() {
    SETTLED.call_once(|| {
        // SAFETY: this setting takes one int. Where the library is in use already it refuses, and counts on.
        unsafe { ffi::sqlite3_config(ffi::SQLITE_CONFIG_MEMSTATUS, 0) };
    });
}
