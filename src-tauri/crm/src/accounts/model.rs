//! The account and its rules.

use std::sync::Arc;

use mycrm_kernel::error::{Error, FieldError, Result};
use mycrm_kernel::id::Id;
use mycrm_kernel::kind::Kind;
use mycrm_kernel::record::{Record, Row, Rules, Traits};
use mycrm_kernel::tx::{Draft, Tx};
use mycrm_kernel::value::Value;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::imports;
use crate::settings::default_currency;

/// What an organisation is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccountType {
    /// Buys from us.
    Customer,
    /// May buy from us.
    Prospect,
    /// Sells with us.
    Partner,
    /// Sells against us.
    Competitor,
}

/// An organisation.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Account {
    /// Name.
    #[schemars(length(max = 300), extend("x-field" = json!({"required": true, "search": "title", "sort": true, "group": "name"})))]
    pub name: Option<String>,
    /// Internet domain, such as example.com.
    #[schemars(length(max = 253), extend("x-field" = json!({"search": "body", "sort": true, "group": "name"})))]
    pub domain: Option<String>,
    /// What it is to us.
    #[serde(rename = "type")]
    #[schemars(extend("x-field" = json!({"sort": true, "group": "name", "hues": {"customer": 95, "prospect": 165, "partner": 60, "competitor": 25}})))]
    pub kind: Option<AccountType>,
    /// Industry.
    #[schemars(length(max = 120), extend("x-field" = json!({"search": "body", "sort": true, "group": "name"})))]
    pub industry: Option<String>,
    /// The account it belongs to.
    #[schemars(extend("x-field" = json!({"group": "name"})))]
    pub parent: Option<Id<Account>>,
    /// Website.
    #[schemars(extend("x-field" = json!({"type": "url", "group": "reach"})))]
    pub website: Option<String>,
    /// Phone number.
    #[schemars(length(max = 60), extend("x-field" = json!({"type": "phone", "search": "digits", "group": "reach"})))]
    pub phone: Option<String>,
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
    /// Number of people who work there.
    #[schemars(range(min = 0), extend("x-field" = json!({"sort": true, "group": "figures"})))]
    pub employees: Option<i64>,
    /// Revenue a year.
    #[schemars(extend("x-field" = json!({"type": "money", "currency": "currency", "sort": true, "group": "figures"})))]
    pub annual_revenue: Option<Decimal>,
    /// Currency of the revenue.
    #[schemars(extend("x-field" = json!({"type": "currency", "group": "figures"})))]
    pub currency: Option<String>,
    /// Tags.
    #[schemars(extend("x-field" = json!({"search": "body", "group": "more"})))]
    pub tags: Vec<String>,
    /// Notes.
    #[schemars(extend("x-field" = json!({"type": "long_text", "group": "more"})))]
    pub notes: Option<String>,
}

impl Record for Account {
    const KIND: &'static str = "account";
    const PLURAL: &'static str = "accounts";
    const TRAITS: Traits = Traits {
        subtitle: Some("domain"),
        ..Traits::titled("name")
    };
    fn rules() -> Arc<dyn Rules> {
        Arc::new(AccountRules)
    }
}

/// Most levels of parents.
const LEVELS: usize = 20;

struct AccountRules;

impl Rules for AccountRules {
    fn before(&self, tx: &mut Tx<'_>, draft: &mut Draft<'_>) -> Result<()> {
        if !draft.get("annual_revenue").is_null() && draft.get("currency").is_null() {
            draft.set("currency", Value::Text(default_currency(tx)?));
        }
        if draft.changes("parent") {
            refuse_circle(tx, draft)?;
        }
        Ok(())
    }

    fn purged(&self, tx: &mut Tx<'_>, kind: &Arc<Kind>, gone: &[Row]) -> Result<()> {
        imports::erase(tx, kind, gone)
    }
}

/// An account cannot be its own ancestor.
fn refuse_circle(tx: &Tx<'_>, draft: &Draft<'_>) -> Result<()> {
    let mut above = draft.get("parent").id();
    for _ in 0..LEVELS {
        let Some(id) = above else { return Ok(()) };
        if id == draft.id {
            return Err(Error::field(
                "parent",
                "parent_is_below",
                "An account cannot belong to itself or to one of its own.",
            ));
        }
        above = tx
            .find_row(draft.kind, id)?
            .and_then(|row| row.get(draft.kind, "parent").id());
    }
    let message = format!("Accounts can be nested at most {LEVELS} levels deep.");
    Err(FieldError::new("parent", "nested_too_deep", message)
        .with("max", LEVELS)
        .into())
}
