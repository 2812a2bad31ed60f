//! Proposing where each column goes: by the table of the product that wrote the file, by the column's name, by what
//! its cells look like.

use super::settings::Column;
use super::shape::{self, Shape};
use super::sources::Source;
use super::synonyms;
use super::values;

/// Kind of record that a header without a known source speaks of: the one that understands most of its columns.
pub(super) fn kind_of(headers: &[String]) -> &'static str {
    let score = |kind: &str| {
        headers
            .iter()
            .filter(|header| synonyms::target(kind, header).is_some())
            .count()
    };
    let names = |targets: &[&str], kind: &str| {
        headers.iter().any(|header| {
            synonyms::target(kind, header).is_some_and(|target| targets.contains(&target))
        })
    };
    let deal = names(&["amount", "stage", "expected_close"], "opportunity");
    let person = names(&["first_name", "last_name", "email", "mobile"], "contact");
    if deal && score("opportunity") >= score("contact") {
        "opportunity"
    } else if !person && score("account") > score("contact") {
        "account"
    } else {
        "contact"
    }
}

/// Sets target, confidence and order of dates of every column.
pub(super) fn propose(
    columns: &mut [Column],
    kind: &str,
    source: Option<&Source>,
    offered: &[String],
) {
    let mut taken: Vec<String> = Vec::new();
    let free = |taken: &[String], target: &str| {
        synonyms::SEVERAL.contains(&target) || !taken.iter().any(|other| other == target)
    };
    // The product's own table first, so that a guess never takes a target away from it.
    let mut known = vec![false; columns.len()];
    for (column, known) in columns.iter_mut().zip(&mut known) {
        column.target = None;
        column.confidence = 0.0;
        let Some(target) = source.and_then(|source| source.target(&column.header)) else {
            continue;
        };
        *known = true;
        column.confidence = 1.0;
        if !target.is_empty() && free(&taken, target) {
            column.target = Some(target.to_owned());
            taken.push(target.to_owned());
        }
    }
    for (column, known) in columns.iter_mut().zip(&known) {
        let guess = synonyms::target(kind, &column.header).filter(|_| !known);
        if let Some(target) = guess.filter(|target| free(&taken, target)) {
            column.target = Some(target.to_owned());
            column.confidence = 0.9;
            taken.push(target.to_owned());
        }
    }
    for (column, known) in columns.iter_mut().zip(&known) {
        let look = shape::common(column.samples.iter().map(String::as_str));
        if !known && column.target.is_none() {
            let target = match look {
                Some(Shape::Email) => "email",
                Some(Shape::Phone) => "phone",
                Some(Shape::Url) => "website",
                _ => continue,
            };
            let known = offered.iter().any(|name| name == target);
            if known && !taken.iter().any(|other| other == target) {
                column.target = Some(target.to_owned());
                column.confidence = 0.5;
                taken.push(target.to_owned());
            }
        }
    }
}

/// Notes in which order the days of a column are written, where its cells hold days.
pub(super) fn date_orders(columns: &mut [Column], cells: &[Vec<String>]) {
    for (column, cells) in columns.iter_mut().zip(cells) {
        column.date_order = values::order_of(cells.iter().map(String::as_str));
    }
}
