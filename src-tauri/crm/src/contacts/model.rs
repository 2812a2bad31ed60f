//! The contact and its rules.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::id::Id;
use mycrm_kernel::kind::Kind;
use mycrm_kernel::record::{Record, Row, Rules, Traits};
use mycrm_kernel::tx::{Draft, Tx};
use mycrm_kernel::value::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::accounts::Account;
use crate::imports;

/// What someone is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// Buys from us.
    Customer,
    /// May buy from us.
    Prospect,
    /// Sells to us.
    Vendor,
    /// Sells with us.
    Partner,
}

/// Where someone, or a deal, came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Someone we know named them.
    Referral,
    /// Our own site.
    Web,
    /// A fair or conference.
    Event,
    /// We called them first.
    ColdCall,
    /// A partner.
    Partner,
    /// A campaign.
    Advertising,
    /// Brought in from another system.
    Import,
    /// Anything else.
    Other,
}

/// A person.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Contact {
    /// Full name, made of given and family name.
    #[schemars(extend("x-field" = json!({"read_only": true, "search": "title", "sort": true, "group": "name"})))]
    pub name: Option<String>,
    /// Given name.
    #[schemars(length(max = 120), extend("x-field" = json!({"group": "name"})))]
    pub first_name: Option<String>,
    /// Family name.
    #[schemars(length(max = 120), extend("x-field" = json!({"group": "name"})))]
    pub last_name: Option<String>,
    /// What they are to us.
    #[schemars(extend("x-field" = json!({"sort": true, "group": "work", "hues": {"customer": 95, "prospect": 165, "vendor": 320, "partner": 60}})))]
    pub kind: Option<ContactKind>,
    /// The account they work for.
    #[schemars(extend("x-field" = json!({"group": "work"})))]
    pub account: Option<Id<Account>>,
    /// Job title.
    #[schemars(length(max = 200), extend("x-field" = json!({"search": "body", "sort": true, "group": "work"})))]
    pub title: Option<String>,
    /// Department.
    #[schemars(length(max = 200), extend("x-field" = json!({"group": "work"})))]
    pub department: Option<String>,
    /// E-mail address.
    #[schemars(extend("x-field" = json!({"type": "email", "search": "body", "sort": true, "group": "reach"})))]
    pub email: Option<String>,
    /// Phone number at work.
    #[schemars(length(max = 60), extend("x-field" = json!({"type": "phone", "search": "digits", "group": "reach"})))]
    pub phone: Option<String>,
    /// Mobile number.
    #[schemars(length(max = 60), extend("x-field" = json!({"type": "phone", "search": "digits", "group": "reach"})))]
    pub mobile: Option<String>,
    /// Further e-mail addresses.
    #[schemars(extend("x-field" = json!({"search": "body", "group": "reach"})))]
    pub other_emails: Vec<String>,
    /// Further phone numbers.
    #[schemars(extend("x-field" = json!({"search": "digits", "group": "reach"})))]
    pub other_phones: Vec<String>,
    /// Street and number.
    #[schemars(extend("x-field" = json!({"group": "address"})))]
    pub street: Option<String>,
    /// City.
    #[schemars(length(max = 120), extend("x-field" = json!({"search": "body", "sort": true, "group": "address"})))]
    pub city: Option<String>,
    /// State, province or region.
    #[schemars(length(max = 120), extend("x-field" = json!({"group": "address"})))]
    pub region: Option<String>,
    /// Postal code.
    #[schemars(length(max = 40), extend("x-field" = json!({"group": "address"})))]
    pub postal_code: Option<String>,
    /// Country: an ISO 3166 code such as DE, or a name.
    #[schemars(length(max = 120), extend("x-field" = json!({"sort": true, "group": "address"})))]
    pub country: Option<String>,
    /// Website.
    #[schemars(extend("x-field" = json!({"type": "url", "group": "reach"})))]
    pub website: Option<String>,
    /// LinkedIn page.
    #[schemars(extend("x-field" = json!({"type": "url", "group": "reach"})))]
    pub linkedin: Option<String>,
    /// Birthday.
    #[schemars(extend("x-field" = json!({"group": "more"})))]
    pub birthday: Option<NaiveDate>,
    /// Where they came from.
    #[schemars(extend("x-field" = json!({"sort": true, "group": "more"})))]
    pub source: Option<Source>,
    /// Tags.
    #[schemars(extend("x-field" = json!({"search": "body", "group": "more"})))]
    pub tags: Vec<String>,
    /// Notes.
    #[schemars(extend("x-field" = json!({"type": "long_text", "group": "more"})))]
    pub notes: Option<String>,
    /// When somebody last called, wrote or met them.
    #[schemars(extend("x-field" = json!({"read_only": true, "sort": true, "group": "more"})))]
    pub last_activity_at: Option<DateTime<Utc>>,
}

impl Record for Contact {
    const KIND: &'static str = "contact";
    const PLURAL: &'static str = "contacts";
    const TRAITS: Traits = Traits {
        subtitle: Some("email"),
        ..Traits::titled("name")
    };
    fn rules() -> Arc<dyn Rules> {
        Arc::new(ContactRules)
    }
}

struct ContactRules;

impl Rules for ContactRules {
    fn before(&self, _: &mut Tx<'_>, draft: &mut Draft<'_>) -> Result<()> {
        let parts = [draft.text("first_name"), draft.text("last_name")];
        let mut name = parts
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" ");
        if name.is_empty() {
            // Someone of whom only an address is known is named by it.
            name = ["email", "phone", "mobile"]
                .map(|field| draft.text(field))
                .into_iter()
                .find(|text| !text.is_empty())
                .unwrap_or_default()
                .to_owned();
        }
        if name.is_empty() {
            return Err(Error::field(
                "last_name",
                "contact_unnamed",
                "A contact needs a name, or at least an e-mail address or a phone number.",
            ));
        }
        draft.set("name", Value::Text(name));
        Ok(())
    }

    fn purged(&self, tx: &mut Tx<'_>, kind: &Arc<Kind>, gone: &[Row]) -> Result<()> {
        imports::erase(tx, kind, gone)
    }
}
