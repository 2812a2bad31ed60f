//! Which deals count, and in which currency.

use std::collections::BTreeMap;

use mycrm_kernel::error::{Error, Result};
use serde_json::json;

use super::deals::OpenDeal;
use super::exact::Outcome;
use super::parameters::{ClosureParameters, day};
use super::shape::UNIT;
use crate::simulations::result::Note;

/// The deals that count, with what is to be said about those that do not.
pub(super) fn counted<'d>(
    parameters: &ClosureParameters,
    all: &'d [OpenDeal],
    now: i64,
    notes: &mut Vec<Note>,
) -> Vec<&'d OpenDeal> {
    let (today, until) = (day(now), parameters.horizon(now));
    if all.is_empty() {
        notes.push(Note::caution("no_open_deals", []));
    }
    notes.push(Note::information(
        "until",
        [("date", json!(until.to_string()))],
    ));
    let counts = |deal: &&OpenDeal| match deal.expected_close {
        Some(day) if day < today => parameters.overdue,
        Some(day) => day <= until,
        None => parameters.undated,
    };
    let mut tell = |code: &str, count: usize| {
        if count > 0 {
            notes.push(Note::caution(code, [("count", json!(count))]));
        }
    };
    let overdue = |deal: &&OpenDeal| deal.expected_close.is_some_and(|day| day < today);
    let undated = |deal: &&OpenDeal| deal.expected_close.is_none();
    let code = |counts: bool, yes: &'static str, no: &'static str| if counts { yes } else { no };
    tell(
        code(parameters.overdue, "overdue_counted", "overdue_left_out"),
        all.iter().filter(overdue).count(),
    );
    tell(
        code(parameters.undated, "undated_counted", "undated_left_out"),
        all.iter().filter(undated).count(),
    );
    let counted: Vec<&OpenDeal> = all.iter().filter(counts).collect();
    tell(
        "without_amount",
        counted.iter().filter(|deal| deal.amount.is_none()).count(),
    );
    counted
}

/// The currency of the answer: the one asked for, else that of most deals.
pub(super) fn main_currency(
    parameters: &ClosureParameters,
    deals: &[&OpenDeal],
    fallback: &str,
) -> Result<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for currency in deals.iter().filter_map(|deal| deal.currency.as_deref()) {
        *counts.entry(currency).or_default() += 1;
    }
    let Some(asked) = &parameters.currency else {
        let most = counts.iter().rev().max_by_key(|(_, count)| **count);
        return Ok(most.map_or(fallback, |(code, _)| code).to_owned());
    };
    let reachable = counts
        .keys()
        .any(|code| code == asked || parameters.rates.contains_key(*code));
    if counts.is_empty() || reachable {
        return Ok(asked.clone());
    }
    let known: Vec<&str> = counts.keys().copied().collect();
    Err(Error::field(
        "parameters.currency",
        "invalid",
        format!(
            "No deal is in {asked}, and no rate says what {} is worth in it. Choose a currency of the deals, or give rates.",
            known.join(", ")
        ),
    ))
}

/// A deal that counts, in the currency of its group.
pub(super) struct Counted<'d> {
    pub(super) outcome: Outcome,
    pub(super) deal: &'d OpenDeal,
}

/// Deals by the currency they are forecast in, converted where there is a rate.
pub(super) fn by_currency<'d>(
    parameters: &ClosureParameters,
    deals: Vec<&'d OpenDeal>,
    currency: &str,
) -> BTreeMap<String, Vec<Counted<'d>>> {
    let mut groups: BTreeMap<String, Vec<Counted<'d>>> = BTreeMap::new();
    for deal in deals {
        let Some(amount) = deal.amount else { continue };
        let own = deal.currency.as_deref().unwrap_or(currency);
        let rate = if own == currency {
            None
        } else {
            parameters.rates.get(own)
        };
        let (group, amount) = match rate {
            // Whole units: a converted amount pretends no more than its rate knows.
            Some(rate) => (
                currency,
                ((amount as f64 * rate / UNIT).round() * UNIT) as i64,
            ),
            None => (own, amount),
        };
        let outcome = Outcome {
            amount: amount.max(0),
            probability: deal.probability,
        };
        groups
            .entry(group.to_owned())
            .or_default()
            .push(Counted { outcome, deal });
    }
    groups
}
