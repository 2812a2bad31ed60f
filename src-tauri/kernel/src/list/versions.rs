//! How often what a list depends on was written: whether what is remembered of the list still holds.
//!
//! A list depends on which rows its kind has, on the columns it is ordered and filtered by, and no others: editing a
//! title leaves a list ordered by name as it is.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use crate::filter::{Resolved, Test};
use crate::kind::{Kind, Searched};
use crate::tx::Touched;

/// Counts writes by kind (rows that came or went) and by column, since the start.
#[derive(Default)]
pub(crate) struct Versions {
    counts: Mutex<HashMap<String, u64>>,
}

impl Versions {
    /// Counts what a committed transaction touched.
    pub(crate) fn note(&self, touched: &BTreeMap<String, Touched>) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        for (kind, touched) in touched {
            if touched.rows {
                *counts.entry(kind.clone()).or_default() += 1;
            }
            for column in touched
                .columns
                .iter()
                .map(String::as_str)
                .chain(["updated_at"])
            {
                *counts.entry(key(kind, column)).or_default() += 1;
            }
        }
    }

    /// The version of a list with these dependencies. Counts only rise, so that equal sums mean nothing was written.
    pub(super) fn of(&self, dependencies: &[String]) -> u64 {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        dependencies.iter().filter_map(|key| counts.get(key)).sum()
    }
}

fn key(kind: &str, column: &str) -> String {
    format!("{kind}.{column}")
}

/// What a list of `kind`, ordered by `columns`, depends on beside its filter.
pub(super) fn of_order<'a>(kind: &Kind, columns: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut all: Vec<String> = columns.map(|column| key(&kind.name, column)).collect();
    all.push(kind.name.clone());
    all
}

/// Adds what `filter` depends on.
pub(super) fn of_filter(filter: &Resolved, kind: &Kind, all: &mut Vec<String>) {
    match filter {
        Resolved::And(parts) | Resolved::Or(parts) => {
            parts.iter().for_each(|part| of_filter(part, kind, all));
        }
        Resolved::Not(inner) => of_filter(inner, kind, all),
        Resolved::Test(test) => of_test(test, kind, all),
        Resolved::Search(_) => {
            let searched = kind
                .fields
                .iter()
                .filter(|field| field.searched != Searched::No);
            all.extend(searched.map(|field| key(&kind.name, &field.name)));
        }
    }
}

fn of_test(test: &Test, kind: &Kind, all: &mut Vec<String>) {
    let mut from = kind;
    for (column, target) in &test.hops {
        all.push(key(&from.name, column.name(from)));
        all.push(target.name.clone());
        from = target;
    }
    all.push(key(&test.kind.name, test.column.name(&test.kind)));
}
