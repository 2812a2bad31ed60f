//! What is ahead as it was learned: the common ground of what-ifs and of shifts of the market.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mycrm_crm::settings::default_currency;
use mycrm_kernel::error::Result;
use mycrm_kernel::read::Read;

use crate::calendar::{day, midnight, month_after, tonight};
use crate::history::History;
use crate::money;
use crate::revenue::{Levers, OpenValue, Outlook, Rates, learn, open_at};

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
        let value = |place: usize| {
            let life = &history.lives[place];
            let own = life.currency.as_deref().unwrap_or(&currency);
            money::convert(life.amount?, own, &currency, rates)
        };
        let seen = tonight(now);
        let open = open_at(&history, seen, &value);
        // Every deal that has an amount at all, whatever its currency.
        let all = open_at(&history, seen, &|place| history.lives[place].amount).len();
        let learned = learn(&history, seen, history_months, value);
        Ok(Self {
            rates: learned,
            aside: all - open.len(),
            open,
            currency: currency.clone(),
            seen,
            ends: (1..=months)
                .map(|month| month_after(day(now), month))
                .collect(),
            history,
        })
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
