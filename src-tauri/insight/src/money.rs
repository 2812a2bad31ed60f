//! Currencies: which one an answer is in, and what is converted. Nothing is ever summed over two of them silently.

use std::collections::BTreeMap;

use mycrm_kernel::error::{Error, Result};

use crate::closure::UNIT;

/// Adds what is wrong with a currency and its rates; `refuse` takes field, code and sentence.
pub(crate) fn check(
    currency: Option<&str>,
    rates: &BTreeMap<String, f64>,
    refuse: &mut impl FnMut(&str, &'static str, &str),
) {
    if currency.is_some_and(|code| !is_currency(code)) {
        refuse(
            "currency",
            "invalid",
            "“currency” must be a code of three capital letters, such as EUR.",
        );
    }
    for (code, rate) in rates {
        if !is_currency(code) {
            refuse(
                "rates",
                "invalid",
                "“rates” are by currency codes of three capital letters, such as USD.",
            );
        }
        if !(1e-6..=1e6).contains(rate) {
            refuse(
                "rates",
                "out_of_range",
                "A rate must lie between 0.000001 and 1,000,000.",
            );
        }
    }
    if rates.len() > 200 {
        refuse("rates", "too_long", "“rates” has more than 200 entries.");
    }
}

fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())
}

/// The currency of the answer: the one asked for, else that of most deals, else `fallback`.
///
/// # Errors
/// Validation where no deal is in the currency asked for and no rate leads to it.
pub(crate) fn answer_in<'c>(
    asked: Option<&str>,
    rates: &BTreeMap<String, f64>,
    deals: impl Iterator<Item = &'c str>,
    fallback: &str,
) -> Result<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for currency in deals {
        *counts.entry(currency).or_default() += 1;
    }
    let Some(asked) = asked else {
        // Of equally many the first in the alphabet.
        let most = counts.iter().rev().max_by_key(|(_, count)| **count);
        return Ok(most.map_or(fallback, |(code, _)| code).to_owned());
    };
    let reachable = counts
        .keys()
        .any(|code| *code == asked || rates.contains_key(*code));
    if counts.is_empty() || reachable {
        return Ok(asked.to_owned());
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

/// An amount in ten-thousandths of `own` in those of `currency`, where they are the same or a rate is given. What is
/// converted is rounded to whole units: it pretends no more than its rate knows.
pub(crate) fn convert(
    amount: i64,
    own: &str,
    currency: &str,
    rates: &BTreeMap<String, f64>,
) -> Option<i64> {
    if own == currency {
        return Some(amount);
    }
    rates
        .get(own)
        .map(|rate| ((amount as f64 * rate / UNIT).round() * UNIT) as i64)
}
