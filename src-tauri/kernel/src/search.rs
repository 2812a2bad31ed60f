//! Turns what a person types into an FTS5 expression. Nothing typed can be read as FTS5 syntax: every word is
//! quoted and holds letters and digits only.

use crate::folded::fold;
use crate::kind::Kind;
use crate::record::{LOCAL_DIGITS, search_text};
use crate::value::Value;

/// Most words of a query that count.
const WORDS: usize = 12;

/// The words of a text as the index keeps them (FTS5 `unicode61` over folded text).
fn all_words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The words of what was typed, as many as count.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = all_words(text);
    words.truncate(WORDS);
    words
}

/// What is typed without a space (an e-mail address): its words must stand together.
fn phrases(text: &str) -> Vec<Vec<String>> {
    let mut phrases: Vec<Vec<String>> = text
        .split_whitespace()
        .map(words)
        .filter(|words| !words.is_empty())
        .take(WORDS)
        .collect();
    // The first letter of a further word ("anna k") begins nearly every record's words: looking it up would read
    // most of the index and narrow nothing down. It counts from its second letter on.
    for phrase in &mut phrases {
        if phrase.len() > 1 && phrase.last().is_some_and(|word| is_letter(word)) {
            phrase.pop();
        }
    }
    if phrases.iter().flatten().any(|word| !is_letter(word)) {
        phrases.retain(|phrase| phrase.iter().any(|word| !is_letter(word)));
    }
    phrases
}

/// A single letter or digit of the small alphabets; one sign of a large one says much.
fn is_letter(word: &str) -> bool {
    word.len() == 1
}

/// The FTS5 expression for `text`; none when it holds no word. Every word counts as a beginning; what is typed
/// without a space (an e-mail address) must stand together.
pub(crate) fn match_expression(text: &str) -> Option<String> {
    let phrases: Vec<String> = phrases(text)
        .iter()
        .map(|words| format!("\"{}\" *", words.join(" ")))
        .collect();
    if phrases.is_empty() {
        return None;
    }
    let as_words = phrases.join(" AND ");
    Some(match phone_digits(text) {
        None => as_words,
        Some(digits) => {
            let mut any = format!("({as_words}) OR (digits : \"{digits}\" *)");
            if let Some(end) = local_end(&digits) {
                any.push_str(&format!(" OR (digits : \"{end}\")"));
            }
            any
        }
    })
}

/// The digits by which a number is known in its own area.
fn local_end(digits: &str) -> Option<&str> {
    (digits.len() >= LOCAL_DIGITS).then(|| &digits[digits.len() - LOCAL_DIGITS..])
}

/// Whether a record of `values` is among what [`match_expression`] finds: the same meaning, without the index.
pub(crate) fn finds(text: &str, kind: &Kind, values: &[Value]) -> bool {
    let phrases = phrases(text);
    if phrases.is_empty() {
        return true;
    }
    let kept = search_text(kind, values);
    let columns = [&kept.title, &kept.body, &kept.digits].map(|column| all_words(column));
    let stands = |phrase: &Vec<String>| {
        columns
            .iter()
            .any(|words| words.windows(phrase.len()).any(|run| begins(run, phrase)))
    };
    let numbers = &columns[2];
    let as_number = phone_digits(text).is_some_and(|digits| {
        let end = local_end(&digits).unwrap_or_default();
        numbers
            .iter()
            .any(|number| number.starts_with(&digits) || number == end)
    });
    phrases.iter().all(stands) || as_number
}

/// Whether `run` is `phrase`, its last word perhaps begun only.
fn begins(run: &[String], phrase: &[String]) -> bool {
    match (run.split_last(), phrase.split_last()) {
        (Some((word, before)), Some((begun, whole))) => before == whole && word.starts_with(begun),
        _ => false,
    }
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
    fn the_first_letter_of_a_further_word_waits_for_its_second() {
        for (typed, expected) in [
            ("anna k", "\"anna\" *"),
            ("anna.k", "\"anna\" *"),
            ("anna ko", "\"anna\" * AND \"ko\" *"),
            ("a b", "\"a\" * AND \"b\" *"),
            ("田 k", "\"田\" *"),
        ] {
            assert_eq!(
                match_expression(typed).as_deref(),
                Some(expected),
                "{typed}"
            );
        }
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
