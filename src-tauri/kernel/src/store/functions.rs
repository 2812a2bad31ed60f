//! How text compares: without regard to case and diacritics, the same in order, equality, `icontains` and search.
//!
//! `folded` is the collation of every sortable text column, `fold(text)` the SQL function. Both use Unicode NFD
//! without combining marks, lower-cased. Changing them means rebuilding every index that uses them: a migration.

use std::borrow::Cow;
use std::cmp::Ordering;

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::error::Result;

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

fn folded_chars(text: &str) -> impl Iterator<Item = char> + '_ {
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

/// Compares two texts folded.
pub(crate) fn compare_folded(a: &str, b: &str) -> Ordering {
    // Nearly all text is ASCII as far as the first difference; only fold from where it is not.
    let (x, y) = (a.as_bytes(), b.as_bytes());
    let shorter = x.len().min(y.len());
    for at in 0..shorter {
        let (p, q) = (x[at], y[at]);
        if !(p.is_ascii() && q.is_ascii()) {
            return folded_chars(a).cmp(folded_chars(b));
        }
        let (p, q) = (p.to_ascii_lowercase(), q.to_ascii_lowercase());
        if p != q {
            // A combining mark right after would change the letter; it is not ASCII, so look one byte on.
            let marked = |s: &[u8]| s.get(at + 1).is_some_and(|next| !next.is_ascii());
            return if marked(x) || marked(y) {
                folded_chars(a).cmp(folded_chars(b))
            } else {
                p.cmp(&q)
            };
        }
    }
    if x[shorter..].is_ascii() && y[shorter..].is_ascii() {
        x.len().cmp(&y.len())
    } else {
        folded_chars(a).cmp(folded_chars(b))
    }
}

pub(super) fn install(connection: &Connection) -> Result<()> {
    connection.create_collation("folded", compare_folded)?;
    connection.create_scalar_function(
        "fold",
        1,
        FunctionFlags::SQLITE_UTF8
            | FunctionFlags::SQLITE_DETERMINISTIC
            | FunctionFlags::SQLITE_INNOCUOUS,
        |context| {
            Ok(match context.get_raw(0) {
                rusqlite::types::ValueRef::Text(bytes) => {
                    Some(fold(&String::from_utf8_lossy(bytes)).into_owned())
                }
                rusqlite::types::ValueRef::Integer(number) => Some(number.to_string()),
                _ => None,
            })
        },
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
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
        assert_eq!(fold("STRAßE Łódź Søren"), "strasse lodz soren");
    }

    proptest! {
        #[test]
        fn the_fast_comparison_is_the_folded_one(a in "[a-cA-Cä\u{301}ßé ]{0,6}", b in "[a-cA-Cä\u{301}ßé ]{0,6}") {
            prop_assert_eq!(compare_folded(&a, &b), fold(&a).chars().cmp(fold(&b).chars()));
        }
    }
}
