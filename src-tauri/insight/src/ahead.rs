//! What is ahead as it was learned: the common ground of what-ifs and of shifts of the market.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mycrm_crm::settings::default_currency;
use mycrm_kernel::error::Result;
use mycrm_kernel::read::Read;

use crate::calendar::{day, midnight, month_after, tonight};
use crate::history::{History, Life};
use crate::money;
use crate::revenue::{Levers, OpenValue, Outlook, Rates, learn, open_at};

/// What a deal is worth in a currency, in ten-thousandths; a deal without one counts as in this.
pub(crate) fn worth(life: &Life, (currency, rates): (&str, &BTreeMap<String, f64>)) -> Option<i64> {
    let own = life.currency.as_deref().unwrap_or(currency);
    money::convert(life.amount?, own, currency, rates)
}

/// What is known today, in one currency.
#[derive(Debug, Clone)]
pub(crate) struct Ahead {
    pub(crate) history: History,
    pub(crate) rates: Rates,
    pub(crate) open: Vec<OpenValue>,
    pub(crate) currency: String,
    /// Open deals in currencies without a rate.
    pub(crate) aside: usize,
    /// The moment it is seen from.
    pub(crate) seen: i64,
    /// Day after the last of each month ahead, the present month first.
    pub(crate) ends: Vec<NaiveDate>,
}

impl Ahead {
    /// Learns it from the last `history_months` months, for `months` months.
    ///
    /// # Errors
    /// Validation of a currency that no deal is in; those of reading.
    pub(crate) fn read(
        read: &Read<'_>,
        (asked, rates): (Option<&str>, &BTreeMap<String, f64>),
        (months, history_months): (u32, u32),
        now: i64,
    ) -> Result<Self> {
        let history = History::read(read)?;
        let codes = history
            .lives
            .iter()
            .filter_map(|life| life.currency.as_deref());
        let currency = money::answer_in(asked, rates, codes, &default_currency(read)?)?;
        let money = (currency.as_str(), rates);
        let months = (months, history_months);
        Ok(Self::of(history, money, months, (tonight(now), day(now))))
    }

    /// What was known at the moment `seen`, the first of the months being that of `first`.
    pub(crate) fn of(
        history: History,
        (currency, rates): (&str, &BTreeMap<String, f64>),
        (months, history_months): (u32, u32),
        (seen, first): (i64, NaiveDate),
    ) -> Self {
        let value = |place: usize| worth(&history.lives[place], (currency, rates));
        let open = open_at(&history, seen, &value);
        // Every deal that has an amount at all, whatever its currency.
        let all = open_at(&history, seen, &|place| history.lives[place].amount).len();
        let learned = learn(&history, seen, history_months, value);
        Self {
            rates: learned,
            aside: all - open.len(),
            open,
            currency: currency.to_owned(),
            seen,
            ends: (1..=months)
                .map(|month| month_after(first, month))
                .collect(),
            history,
        }
    }

    /// The months with `cycle_time` times as long until a deal is won.
    pub(crate) fn outlook(&self, cycle_time: f64) -> Outlook {
        let instants: Vec<i64> = self.ends.iter().map(|end| midnight(*end)).collect();
        let levers = Levers {
            cycle_time,
            ..Levers::default()
        };
        Outlook::new(
            &self.history,
            &self.rates,
            &self.open,
            (self.seen, &instants),
            levers,
        )
    }
}
