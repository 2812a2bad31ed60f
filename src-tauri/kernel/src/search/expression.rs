//! Turns what a person types into an FTS5 expression. Nothing typed can be read as FTS5 syntax: every word is
//! quoted and holds letters and digits only.

use crate::record::LOCAL_DIGITS;
use crate::store::fold;

/// Most words of a query that count.
const WORDS: usize = 12;

/// The words of a text as the index keeps them (FTS5 `unicode61 remove_diacritics 2`).
pub(crate) fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(WORDS)
        .map(str::to_owned)
        .collect()
}

/// The FTS5 expression for `text`; none when it holds no word. Every word counts as a beginning; what is typed
/// without a space (an e-mail address) must stand together.
pub(crate) fn match_expression(text: &str) -> Option<String> {
    let phrases: Vec<String> = text
        .split_whitespace()
        .filter_map(|chunk| {
            let words = words(chunk);
            (!words.is_empty()).then(|| format!("\"{}\" *", words.join(" ")))
        })
        .take(WORDS)
        .collect();
    if phrases.is_empty() {
        return None;
    }
    let as_words = phrases.join(" AND ");
    Some(match phone_digits(text) {
        None => as_words,
        Some(digits) => {
            let mut any = format!("({as_words}) OR (digits : \"{digits}\" *)");
            if digits.len() >= LOCAL_DIGITS {
                any.push_str(&format!(
                    " OR (digits : \"{}\")",
                    &digits[digits.len() - LOCAL_DIGITS..]
                ));
            }
            any
        }
    })
}

/// The digits, if the whole text looks like (the beginning of) a phone number.
fn phone_digits(text: &str) -> Option<String> {
    let shape = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-()/.".contains(c);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (text.chars().all(shape) && (4..=20).contains(&digits.len())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_cannot_be_syntax() {
        assert_eq!(match_expression("Kovács"), Some("\"kovacs\" *".into()));
        assert_eq!(
            match_expression("\" OR name:*"),
            Some("\"or\" * AND \"name\" *".into())
        );
        assert_eq!(match_expression("a.b@c.de"), Some("\"a b c de\" *".into()));
        assert_eq!(match_expression(" -*\" "), None);
    }

    #[test]
    fn a_number_is_found_by_its_end() {
        let expression = match_expression("(06) 30 555-0142").unwrap_or_default();
        assert!(
            expression.ends_with("OR (digits : \"06305550142\" *) OR (digits : \"5550142\")"),
            "{expression}"
        );
    }
}
