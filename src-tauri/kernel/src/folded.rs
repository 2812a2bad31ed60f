//! How text compares: without regard to case and diacritics, the same in order, equality, `icontains` and search.
//!
//! Unicode NFD without combining marks, lower-cased. Changing it means rebuilding every index that uses it: a migration.

use std::borrow::Cow;
use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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
    compare(a.as_bytes(), b.as_bytes())
}

/// Compares two texts folded. What is not UTF-8 compares as if it held replacement characters.
pub(crate) fn compare(a: &[u8], b: &[u8]) -> Ordering {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_lose_their_case_and_marks() {
        assert_eq!(fold("STRAßE Łódź Søren"), "strasse lodz soren");
    }

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
