//! What the full-text index keeps of a record.

use crate::folded::fold;
use crate::kind::{FieldType, Kind, Searched};
use crate::value::Value;

/// The three columns of a full-text table. The text is folded: the index itself knows accents, but neither `ß` nor `ø`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct SearchText {
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) digits: String,
}

impl SearchText {
    pub(crate) fn is_empty(&self) -> bool {
        self.title.is_empty() && self.body.is_empty() && self.digits.is_empty()
    }
}

/// Gathers the searchable values of a record.
pub(crate) fn search_text(kind: &Kind, values: &[Value]) -> SearchText {
    let mut text = SearchText::default();
    for (field, value) in kind.fields.iter().zip(values) {
        let Some(own) = value.text() else { continue };
        match field.searched {
            Searched::No => {}
            Searched::Title => append(&mut text.title, own),
            Searched::Body if field.of == FieldType::List => {
                for item in serde_json::from_str::<Vec<String>>(own).unwrap_or_default() {
                    append(&mut text.body, &item);
                }
            }
            Searched::Body => append(&mut text.body, own),
            Searched::Digits if field.of == FieldType::List => {
                for item in serde_json::from_str::<Vec<String>>(own).unwrap_or_default() {
                    append_phone(&mut text.digits, &item);
                }
            }
            Searched::Digits => append_phone(&mut text.digits, own),
        }
    }
    text
}

fn append(to: &mut String, text: &str) {
    if !to.is_empty() {
        to.push(' ');
    }
    if text.is_ascii() {
        to.push_str(text);
    } else {
        to.push_str(&fold(text));
    }
}

/// Number of trailing digits under which a phone number is found however its country and area are written.
pub(crate) const LOCAL_DIGITS: usize = 7;

/// All digits of the number, and its last seven: `+36 30 555 0142` is found by `5550142` and by `063055501…`.
fn append_phone(to: &mut String, phone: &str) {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 3 {
        return;
    }
    append(to, &digits);
    if digits.len() > LOCAL_DIGITS {
        append(to, &digits[digits.len() - LOCAL_DIGITS..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_is_kept_whole_and_by_its_end() {
        let mut digits = String::new();
        append_phone(&mut digits, "+36 30 555-0142");
        assert_eq!(digits, "36305550142 5550142");
    }
}
