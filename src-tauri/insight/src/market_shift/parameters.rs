//! What can be chosen for a shift of the market.

use std::collections::BTreeMap;

use mycrm_kernel::error::FieldError;
use mycrm_kernel::id::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::chance::Checks;
use crate::feeds::Feed;

/// What a bad time does: factors, 1 for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(rename = "MarketShock")]
pub struct Shock {
    /// Times as many of the deals won.
    #[schemars(range(min = 0.0, max = 5.0))]
    pub win_rate: f64,
    /// Times the size of a deal.
    #[schemars(range(min = 0.0, max = 5.0))]
    pub deal_size: f64,
    /// Times as long until a deal is won.
    #[schemars(range(min = 0.2, max = 5.0))]
    pub cycle_time: f64,
    /// Times as many new deals.
    #[schemars(range(min = 0.0, max = 5.0))]
    pub new_deals: f64,
}

impl Shock {
    /// Nothing changes.
    pub(super) const NONE: Self = Self {
        win_rate: 1.0,
        deal_size: 1.0,
        cycle_time: 1.0,
        new_deals: 1.0,
    };
}

impl Default for Shock {
    fn default() -> Self {
        Self {
            win_rate: 0.8,
            deal_size: 0.9,
            cycle_time: 1.25,
            new_deals: 0.8,
        }
    }
}

/// Which values of a feed mean a bad time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BadSide {
    /// Low ones: orders, sentiment, an index.
    #[default]
    Low,
    /// High ones: interest, unemployment, a price we pay.
    High,
}

/// Parameters of a shift of the market.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ShiftParameters {
    /// The feed that tells good times from bad; without one the chances below do.
    pub feed: Option<Id<Feed>>,
    /// Which of its values mean a bad time.
    pub bad_side: BadSide,
    /// Without a feed: chance that a bad time begins in a month.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub enter: f64,
    /// Without a feed: chance that a bad time ends in a month.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub leave: f64,
    /// Without a feed: chance that the time is bad now.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub bad_now: f64,
    /// What a bad time does.
    pub shock: Shock,
    /// Whether the shock on the win rate is taken from how deals ended in the feed's good and bad times, where enough
    /// did.
    pub learn_shock: bool,
    /// How many months ahead, the present one included.
    #[schemars(range(min = 1, max = 36))]
    pub months: u32,
    /// How many months back is learned from.
    #[schemars(range(min = 3, max = 120))]
    pub history_months: u32,
    /// Currency of the answer; when left out that of most deals.
    #[schemars(extend("x-field" = json!({"type": "currency"})))]
    pub currency: Option<String>,
    /// What one unit of another currency is worth in `currency`. Deals in a currency without a rate are left out.
    pub rates: BTreeMap<String, f64>,
    /// Chance that an interval holds the true value of the model.
    #[schemars(range(min = 0.5, max = 0.999))]
    pub confidence: f64,
    /// Samples of the Monte Carlo.
    #[schemars(range(min = 1_000, max = 200_000))]
    pub samples: u64,
}

impl Default for ShiftParameters {
    fn default() -> Self {
        Self {
            feed: None,
            bad_side: BadSide::default(),
            enter: 0.1,
            leave: 0.3,
            bad_now: 0.0,
            shock: Shock::default(),
            learn_shock: false,
            months: 6,
            history_months: 12,
            currency: None,
            rates: BTreeMap::new(),
            confidence: 0.95,
            samples: 20_000,
        }
    }
}

impl ShiftParameters {
    /// Adds what is wrong.
    pub(super) fn check(&self, wrong: &mut Vec<FieldError>) {
        let mut checks = Checks::of(wrong);
        for (field, chance) in [
            ("enter", self.enter),
            ("leave", self.leave),
            ("bad_now", self.bad_now),
        ] {
            checks.number(field, chance, 0.0..=1.0);
        }
        checks.number("shock.win_rate", self.shock.win_rate, 0.0..=5.0);
        checks.number("shock.deal_size", self.shock.deal_size, 0.0..=5.0);
        checks.number("shock.cycle_time", self.shock.cycle_time, 0.2..=5.0);
        checks.number("shock.new_deals", self.shock.new_deals, 0.0..=5.0);
        checks.whole("months", u64::from(self.months), 1..=36);
        checks.whole("history_months", u64::from(self.history_months), 3..=120);
        checks.number("confidence", self.confidence, 0.5..=0.999);
        checks.whole("samples", self.samples, 1_000..=200_000);
        let mut refuse = |field: &str, code, message: &str| checks.refuse(field, code, message);
        crate::money::check(self.currency.as_deref(), &self.rates, &mut refuse);
        if self.learn_shock && self.feed.is_none() {
            checks.refuse(
                "learn_shock",
                "invalid",
                "Without a feed nothing tells good times from bad: name one, or leave the shock as it is given.",
            );
        }
    }
}
