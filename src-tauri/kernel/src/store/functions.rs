//! How text compares: without regard to case and diacritics, the same in order, equality, `icontains` and search.
//!
//! `folded` is the collation of every sortable text column, `fold(text)` the SQL function. Both use Unicode NFD
//! without combining marks, lower-cased. Changing them means rebuilding every index that uses them: a migration.

use std::borrow::Cow;

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::collation;
use crate::error::Result;
use crate::list::in_rows;

/// Lower-cases `text` and removes its diacritics: `Öhman` and `ohman` fold alike; `ß` folds to `ss`, `ø` to `o`.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return if text.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(text.to_ascii_lowercase())
        } else {
            Cow::Borrowed(text)
        };
    }
    Cow::Owned(folded_chars(text).collect())
}

pub(super) fn folded_chars(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .flat_map(|c| {
            // Letters that carry their stroke inside and so do not decompose.
            let spelled: &[char] = match c {
                'ß' => &['s', 's'],
                'æ' => &['a', 'e'],
                'œ' => &['o', 'e'],
                'ø' => &['o'],
                'đ' | 'ð' => &['d'],
                'ł' => &['l'],
                'ı' => &['i'],
                'þ' => &['t', 'h'],
                _ => return Spelled::One(Some(c)),
            };
            Spelled::Many(spelled.iter())
        })
}

enum Spelled {
    One(Option<char>),
    Many(std::slice::Iter<'static, char>),
}

impl Iterator for Spelled {
    type Item = char;
    fn next(&mut self) -> Option<char> {
        match self {
            Self::One(c) => c.take(),
            Self::Many(rest) => rest.next().copied(),
        }
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_their_case_and_marks() {
        assert_eq!(fold("STRAßE Łódź Søren"), "strasse lodz soren");
    }
}
