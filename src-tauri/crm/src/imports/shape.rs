//! What a cell looks like, whatever its column is called.

use mycrm_kernel::check::is_email;

/// The look of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// A web address.
    Url,
    /// A calendar day.
    Date,
    /// A number.
    Number,
    /// Anything else.
    Text,
}

/// The look of one value.
pub(super) fn of(text: &str) -> Shape {
    let text = text.trim();
    if is_email(text) && text.contains('.') {
        Shape::Email
    } else if is_url(text) {
        Shape::Url
    } else if super::values::date(text, super::values::DateOrder::Either).is_some() {
        Shape::Date
    } else if is_phone(text) {
        Shape::Phone
    } else if is_number(text) {
        Shape::Number
    } else {
        Shape::Text
    }
}

/// Whether a cell holds data rather than the name of a column.
pub(super) fn is_data(text: &str) -> bool {
    of(text) != Shape::Text
}

/// The look that most of `samples` share, if at least two thirds do.
pub(super) fn common<'a>(samples: impl Iterator<Item = &'a str>) -> Option<Shape> {
    let shapes: Vec<Shape> = samples.map(of).collect();
    let [first, ..] = shapes.as_slice() else {
        return None;
    };
    [*first, *shapes.last().unwrap_or(first)]
        .into_iter()
        .find(|shape| shapes.iter().filter(|other| *other == shape).count() * 3 >= shapes.len() * 2)
}

fn is_url(text: &str) -> bool {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www."))
        && !text.contains(char::is_whitespace)
}

/// `+36 30 555 0142`, `(030) 12 34 56`: digits and what stands between them. A bare row of digits counts only with
/// a plus or a leading zero, or it might be any number.
pub(super) fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let plain = text
        .chars()
        .all(|c| c.is_ascii_digit() || " +-()/.\u{a0}".contains(c));
    let marked = text.starts_with(['+', '0', '(']) || text.contains(['-', ' ', '/']);
    plain && marked && (6..=20).contains(&digits)
}

fn is_number(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || " .,+-'%€$£".contains(c))
}
