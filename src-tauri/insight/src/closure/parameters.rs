//! What can be chosen for a forecast of closing deals.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use mycrm_crm::pipelines::Pipeline;
use mycrm_crm::users::User;
use mycrm_kernel::error::FieldError;
use mycrm_kernel::id::Id;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::calendar::{day, quarter_end};

/// Fewest days that the default horizon is away.
const NEAR: u64 = 30;
/// Furthest horizon, in days.
const FAR: u64 = 3_660;

/// How likely a deal is taken to be won.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ClosureOdds")]
pub enum Odds {
    /// As the deal or its stage says, on its expected day.
    #[default]
    Own,
    /// As often, and as soon, as deals that had been in its stage for as long were won in the past.
    Learned,
}

/// Parameters of a deal closure forecast.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ClosureParameters {
    /// Deals expected to close up to this day count; when left out the end of the quarter, or of the next one in its
    /// last 30 days.
    pub until: Option<NaiveDate>,
    /// The amount to reach; when left out the amount to be expected.
    #[schemars(range(min = 0), extend("x-field" = json!({"type": "money", "currency": "currency"})))]
    pub target: Option<Decimal>,
    /// Currency of the target and of the answer; when left out that of most deals.
    #[schemars(extend("x-field" = json!({"type": "currency"})))]
    pub currency: Option<String>,
    /// What one unit of another currency is worth in `currency`. Deals in a currency without a rate are forecast on
    /// their own.
    pub rates: BTreeMap<String, f64>,
    /// How likely a deal is taken to be won.
    pub odds: Odds,
    /// Only deals of this pipeline.
    pub pipeline: Option<Id<Pipeline>>,
    /// Only deals of this person.
    pub owner: Option<Id<User>>,
    /// How much deals depend on what all of them share, such as the market: the correlation of what decides two deals
    /// (one-factor Gaussian copula); 0 for independent deals.
    #[schemars(range(min = 0.0, max = 0.9))]
    pub shared: f64,
    /// Whether deals count whose expected day has passed.
    pub overdue: bool,
    /// Whether deals count that have no expected day.
    pub undated: bool,
    /// Chance that an interval holds the true value.
    #[schemars(range(min = 0.5, max = 0.999))]
    pub confidence: f64,
    /// Half-width that amplitude estimation is to reach, as a probability.
    #[schemars(range(min = 0.0005, max = 0.25))]
    pub epsilon: f64,
    /// Samples of the Monte Carlo.
    #[schemars(range(min = 1_000, max = 5_000_000))]
    pub samples: u64,
}

impl Default for ClosureParameters {
    fn default() -> Self {
        Self {
            until: None,
            target: None,
            currency: None,
            rates: BTreeMap::new(),
            odds: Odds::Own,
            pipeline: None,
            owner: None,
            shared: 0.0,
            overdue: true,
            undated: false,
            confidence: 0.95,
            epsilon: 0.01,
            samples: 100_000,
        }
    }
}

impl ClosureParameters {
    /// Adds what is wrong, seen at `now`.
    pub(super) fn check(&self, now: i64, wrong: &mut Vec<FieldError>) {
        let mut refuse = |field: &str, code, message: &str| {
            wrong.push(FieldError::new(
                format!("parameters.{field}"),
                code,
                message,
            ));
        };
        let today = day(now);
        if let Some(until) = self.until {
            if until < today {
                refuse(
                    "until",
                    "out_of_range",
                    "“until” lies in the past; choose today or later.",
                );
            } else if until > today + Days::new(FAR) {
                refuse(
                    "until",
                    "out_of_range",
                    "“until” is more than ten years away.",
                );
            }
        }
        if self
            .target
            .is_some_and(|target| target.is_sign_negative() && !target.is_zero())
        {
            refuse("target", "out_of_range", "“target” must be 0 or more.");
        }
        if self
            .target
            .is_some_and(|target| target > Decimal::from(100_000_000_000_000_i64))
        {
            refuse(
                "target",
                "out_of_range",
                "“target” is more than 100 trillion.",
            );
        }
        crate::money::check(self.currency.as_deref(), &self.rates, &mut refuse);
        if !(0.5..=0.999).contains(&self.confidence) {
            refuse(
                "confidence",
                "out_of_range",
                "“confidence” must lie between 0.5 and 0.999.",
            );
        }
        if !(0.0005..=0.25).contains(&self.epsilon) {
            refuse(
                "epsilon",
                "out_of_range",
                "“epsilon” must lie between 0.0005 and 0.25.",
            );
        }
        if !(0.0..=0.9).contains(&self.shared) {
            refuse(
                "shared",
                "out_of_range",
                "“shared” must lie between 0 and 0.9.",
            );
        }
        if !(1_000..=5_000_000).contains(&self.samples) {
            refuse(
                "samples",
                "out_of_range",
                "“samples” must lie between 1,000 and 5,000,000.",
            );
        }
    }

    /// The horizon, seen at `now`.
    pub fn horizon(&self, now: i64) -> NaiveDate {
        self.until
            .unwrap_or_else(|| quarter_end(day(now) + Days::new(NEAR)))
    }
}
