//! The opportunity.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use mycrm_kernel::id::Id;
use mycrm_kernel::record::{Record, Rules, Traits};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::rules::OpportunityRules;
use crate::accounts::Account;
use crate::contacts::{Contact, Source};
use crate::pipelines::{Pipeline, Stage};

/// A deal.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Opportunity {
    /// What it is about.
    #[schemars(length(max = 300), extend("x-field" = json!({"required": true, "search": "title", "sort": true, "group": "deal"})))]
    pub name: Option<String>,
    /// The organisation that buys.
    #[schemars(extend("x-field" = json!({"group": "deal"})))]
    pub account: Option<Id<Account>>,
    /// The person we talk to.
    #[schemars(extend("x-field" = json!({"group": "deal"})))]
    pub contact: Option<Id<Contact>>,
    /// The pipeline it is worked in; the default one when left out.
    #[schemars(extend("x-field" = json!({"group": "deal"})))]
    pub pipeline: Option<Id<Pipeline>>,
    /// The stage it is in; the pipeline's first when left out.
    #[schemars(extend("x-field" = json!({"group": "deal"})))]
    pub stage: Option<Id<Stage>>,
    /// What it is worth.
    #[schemars(range(min = 0), extend("x-field" = json!({"type": "money", "currency": "currency", "sort": true, "group": "money"})))]
    pub amount: Option<Decimal>,
    /// Currency of the amount.
    #[schemars(extend("x-field" = json!({"type": "currency", "group": "money"})))]
    pub currency: Option<String>,
    /// How likely it is won, in percent; follows the stage unless set.
    #[schemars(range(min = 0, max = 100), extend("x-field" = json!({"sort": true, "group": "money"})))]
    pub probability: Option<i64>,
    /// When it is expected to close.
    #[schemars(extend("x-field" = json!({"sort": true, "group": "money"})))]
    pub expected_close: Option<NaiveDate>,
    /// When it was won or lost.
    #[schemars(extend("x-field" = json!({"read_only": true, "sort": true, "group": "money"})))]
    pub closed_at: Option<DateTime<Utc>>,
    /// Why it was lost.
    #[schemars(length(max = 300), extend("x-field" = json!({"group": "more"})))]
    pub lost_reason: Option<String>,
    /// Where it came from.
    #[schemars(extend("x-field" = json!({"sort": true, "group": "more"})))]
    pub source: Option<Source>,
    /// What is to be done next.
    #[schemars(length(max = 300), extend("x-field" = json!({"search": "body", "group": "more"})))]
    pub next_step: Option<String>,
    /// Tags.
    #[schemars(extend("x-field" = json!({"search": "body", "group": "more"})))]
    pub tags: Vec<String>,
    /// Notes.
    #[schemars(extend("x-field" = json!({"type": "long_text", "group": "more"})))]
    pub notes: Option<String>,
    /// Its place in the column of the board: smaller stands higher.
    #[schemars(extend("x-field" = json!({"hidden": true, "read_only": true, "sort": true})))]
    pub position: Option<i64>,
    /// When it came into its stage.
    #[schemars(extend("x-field" = json!({"read_only": true, "group": "more"})))]
    pub stage_entered_at: Option<DateTime<Utc>>,
}

impl Record for Opportunity {
    const KIND: &'static str = "opportunity";
    const PLURAL: &'static str = "opportunities";
    const TRAITS: Traits = Traits {
        subtitle: Some("next_step"),
        timeline: Some((&["account", "contact"], &[])),
        ..Traits::titled("name")
    };
    fn rules() -> Arc<dyn Rules> {
        Arc::new(OpportunityRules)
    }
}
