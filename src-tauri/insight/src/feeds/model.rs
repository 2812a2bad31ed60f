//! The feed.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::record::{Record, Rules, Traits};
use mycrm_kernel::tx::{Draft, Tx};
use mycrm_kernel::value::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::http::checked_address;

/// What a feed tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "FeedCategory")]
pub enum Category {
    /// Readings of devices.
    Iot,
    /// What people say: mentions, sentiment, followers.
    Social,
    /// Prices, rates, indexes.
    Market,
    /// Anything else.
    Other,
}

/// Where the points of a feed come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "FeedSource")]
pub enum Source {
    /// They are entered, or pushed by a device.
    Manual,
    /// A CSV is imported.
    Csv,
    /// They are fetched from an address when the user asks for it.
    Http,
}

/// How a server writes the points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "FeedFormat")]
pub enum Format {
    /// JSON; the pointers say where the points stand in it.
    Json,
    /// Rows with a time and a value.
    Csv,
}

/// The even spacing at which a simulation reads a feed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "FeedInterval")]
pub enum Interval {
    /// 60 minutes.
    Hour,
    /// 24 hours.
    #[default]
    Day,
    /// 7 days.
    Week,
    /// 30 days, so that every step is alike.
    Month,
}

impl Interval {
    /// Its length in milliseconds.
    pub fn millis(self) -> i64 {
        let hour = 3_600_000;
        match self {
            Self::Hour => hour,
            Self::Day => 24 * hour,
            Self::Week => 7 * 24 * hour,
            Self::Month => 30 * 24 * hour,
        }
    }
}

/// What is done to the values before a simulation reads them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "FeedTransform")]
pub enum Transform {
    /// Nothing.
    #[default]
    None,
    /// The difference from the value before.
    Difference,
    /// The logarithm of the ratio to the value before; only for values above 0.
    LogReturn,
    /// Deviations from the mean in units of the standard deviation.
    Standardised,
}

/// A named time series from outside.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Feed {
    /// What it is called.
    #[schemars(length(max = 200), extend("x-field" = json!({"required": true, "search": "title", "sort": true})))]
    pub name: Option<String>,
    /// What it tells of.
    #[schemars(extend("x-field" = json!({"sort": true})))]
    pub category: Option<Category>,
    /// Unit of its values, as people read it: °C, EUR, mentions.
    #[schemars(length(max = 40))]
    pub unit: Option<String>,
    /// Where its points come from; by hand when left out.
    #[schemars(extend("x-field" = json!({"sort": true})))]
    pub source: Option<Source>,
    /// Address to fetch from: http or https.
    #[schemars(length(max = 2000), extend("x-field" = json!({"type": "url"})))]
    pub url: Option<String>,
    /// How the server writes the points; JSON when left out.
    pub format: Option<Format>,
    /// JSON Pointer (RFC 6901) to the list of points, or to one number; the whole answer when left out.
    #[schemars(length(max = 300))]
    pub items_pointer: Option<String>,
    /// JSON Pointer inside a point to its time; recognised when left out.
    #[schemars(length(max = 300))]
    pub time_pointer: Option<String>,
    /// JSON Pointer inside a point to its value; recognised when left out.
    #[schemars(length(max = 300))]
    pub value_pointer: Option<String>,
    /// The spacing at which simulations read it; a day when left out.
    pub interval: Option<Interval>,
    /// What is done to its values before simulations read them; nothing when left out.
    pub transform: Option<Transform>,
    /// Notes.
    #[schemars(extend("x-field" = json!({"type": "long_text", "search": "body"})))]
    pub notes: Option<String>,
    /// When points were fetched last.
    #[schemars(extend("x-field" = json!({"read_only": true, "sort": true})))]
    pub fetched_at: Option<DateTime<Utc>>,
}

impl Record for Feed {
    const KIND: &'static str = "feed";
    const PLURAL: &'static str = "feeds";
    const TRAITS: Traits = Traits {
        subtitle: Some("unit"),
        ..Traits::titled("name")
    };
    fn rules() -> Arc<dyn Rules> {
        Arc::new(FeedRules)
    }
}

struct FeedRules;

impl Rules for FeedRules {
    fn before(&self, _: &mut Tx<'_>, draft: &mut Draft<'_>) -> Result<()> {
        for (field, usual) in [
            ("source", "manual"),
            ("category", "other"),
            ("interval", "day"),
            ("transform", "none"),
        ] {
            if draft.get(field).is_null() {
                draft.set(field, Value::Text(usual.into()));
            }
        }
        let address = draft.text("url");
        if !address.is_empty() {
            checked_address(address)?;
        } else if draft.text("source") == "http" {
            return Err(Error::field(
                "url",
                "required",
                "A feed that is fetched needs the address it is fetched from.",
            ));
        }
        for field in ["items_pointer", "time_pointer", "value_pointer"] {
            let pointer = draft.text(field);
            if !pointer.is_empty() && !pointer.starts_with('/') {
                return Err(Error::field(
                    field,
                    "invalid",
                    format!("“{field}” must be a JSON Pointer such as /data/items."),
                ));
            }
        }
        Ok(())
    }
}
