//! Which deals count, how likely each is won by a day, and in which currency.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use mycrm_kernel::error::Result;
use serde_json::json;

use super::deals::OpenDeal;
use super::exact::Outcome;
use super::parameters::{ClosureParameters, Odds};
use crate::calendar::{day, midnight, tonight};
use crate::history::{Curves, History};
use crate::money;
use crate::simulations::result::Note;

/// How likely deals are won by a day.
pub(super) struct Chances<'a> {
    pub(super) parameters: &'a ClosureParameters,
    /// Read where the odds are learned from it.
    pub(super) history: Option<&'a History>,
    pub(super) now: i64,
}

impl Chances<'_> {
    /// The chance of each deal to be won up to the end of `until`; 0 for a deal that does not count.
    pub(super) fn by(&self, deals: &[OpenDeal], until: NaiveDate) -> Vec<f64> {
        let own = |deal: &OpenDeal| {
            if self.expected(deal, until) {
                deal.probability
            } else {
                0.0
            }
        };
        let (Odds::Learned, Some(history)) = (self.parameters.odds, self.history) else {
            return deals.iter().map(own).collect();
        };
        let seen = tonight(self.now);
        let curves = Curves::learn(history, seen, midnight(until + Days::new(1)) - seen);
        deals
            .iter()
            .map(|deal| {
                match history
                    .stages
                    .binary_search_by_key(&deal.stage, |stage| stage.id)
                {
                    Ok(stage) => curves.chance(stage, seen - deal.entered, own(deal)),
                    Err(_) => own(deal),
                }
            })
            .collect()
    }

    /// Whether a deal is expected to close by a day.
    fn expected(&self, deal: &OpenDeal, until: NaiveDate) -> bool {
        match deal.expected_close {
            Some(expected) if expected < day(self.now) => self.parameters.overdue,
            Some(expected) => expected <= until,
            None => self.parameters.undated,
        }
    }

    /// What is to be said about how deals were counted.
    pub(super) fn notes(&self, deals: &[OpenDeal], chances: &[f64]) -> Vec<Note> {
        let (today, until) = (day(self.now), self.parameters.horizon(self.now));
        let mut notes = Vec::new();
        if deals.is_empty() {
            notes.push(Note::caution("no_open_deals", []));
        }
        let date = || [("date", json!(until.to_string()))];
        match (self.parameters.odds, self.history) {
            (Odds::Learned, Some(history)) => {
                notes.push(Note::information("won_until", date()));
                let seen = tonight(self.now);
                let window = midnight(until + Days::new(1)) - seen;
                let stays = Curves::learn(history, seen, window).stays();
                notes.push(Note::information("learned_odds", [("count", json!(stays))]));
            }
            _ => {
                notes.push(Note::information("until", date()));
                let overdue = |deal: &&OpenDeal| deal.expected_close.is_some_and(|day| day < today);
                let undated = |deal: &&OpenDeal| deal.expected_close.is_none();
                let code = |yes: bool, stem: &str| {
                    format!("{stem}_{}", if yes { "counted" } else { "left_out" })
                };
                for (code, count) in [
                    (
                        code(self.parameters.overdue, "overdue"),
                        deals.iter().filter(overdue).count(),
                    ),
                    (
                        code(self.parameters.undated, "undated"),
                        deals.iter().filter(undated).count(),
                    ),
                ] {
                    tell(&mut notes, &code, count);
                }
            }
        }
        let bare = deals
            .iter()
            .zip(chances)
            .filter(|(deal, p)| **p > 0.0 && deal.amount.is_none());
        tell(&mut notes, "without_amount", bare.count());
        notes
    }
}

fn tell(notes: &mut Vec<Note>, code: &str, count: usize) {
    if count > 0 {
        notes.push(Note::caution(code, [("count", json!(count))]));
    }
}

/// The currency of the answer: the one asked for, else that of most deals.
pub(super) fn main_currency(
    parameters: &ClosureParameters,
    deals: &[OpenDeal],
    chances: &[f64],
    fallback: &str,
) -> Result<String> {
    let counted = deals
        .iter()
        .zip(chances)
        .filter(|(deal, p)| **p > 0.0 && deal.amount.is_some())
        .filter_map(|(deal, _)| deal.currency.as_deref());
    money::answer_in(
        parameters.currency.as_deref(),
        &parameters.rates,
        counted,
        fallback,
    )
}

/// A deal that counts, in the currency of its group.
pub(super) struct Counted<'d> {
    pub(super) outcome: Outcome,
    pub(super) deal: &'d OpenDeal,
    /// Its place among all open deals.
    pub(super) at: usize,
}

/// Deals by the currency they are forecast in, converted where there is a rate.
pub(super) fn by_currency<'d>(
    parameters: &ClosureParameters,
    deals: &'d [OpenDeal],
    chances: &[f64],
    currency: &str,
) -> BTreeMap<String, Vec<Counted<'d>>> {
    let mut groups: BTreeMap<String, Vec<Counted<'d>>> = BTreeMap::new();
    for (at, (deal, chance)) in deals.iter().zip(chances).enumerate() {
        let Some(amount) = deal.amount.filter(|_| *chance > 0.0) else {
            continue;
        };
        let own = deal.currency.as_deref().unwrap_or(currency);
        let (group, amount) = match money::convert(amount, own, currency, &parameters.rates) {
            Some(converted) => (currency, converted),
            None => (own, amount),
        };
        let outcome = Outcome {
            amount: amount.max(0),
            probability: *chance,
        };
        groups
            .entry(group.to_owned())
            .or_default()
            .push(Counted { outcome, deal, at });
    }
    groups
}
