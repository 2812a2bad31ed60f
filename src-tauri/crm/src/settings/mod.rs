//! A person's settings: language, theme, density, currency, and what else the screen remembers. One record a key.

mod set;

use std::sync::Arc;

pub use set::SetSetting;

use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::operation::{Entry, command};
use mycrm_kernel::read::Read;
use mycrm_kernel::record::{Record, Rules, Traits};
use mycrm_kernel::tx::{Draft, Tx};
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

/// What can be done with settings beyond the ordinary.
pub const OPERATIONS: &[Entry] = &[command::<SetSetting>()];

/// A setting.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Setting {
    /// What is set: `language`, `theme`, `density`, `currency`, `columns.contact`, …
    #[schemars(length(max = 120), extend("x-field" = json!({"required": true, "sort": true})))]
    pub key: Option<String>,
    /// What it is set to.
    pub value: Json,
}

impl Record for Setting {
    const KIND: &'static str = "setting";
    const PLURAL: &'static str = "settings";
    const TRAITS: Traits = Traits {
        undoable: false,
        personal: true,
        ..Traits::titled("key")
    };
    fn rules() -> Arc<dyn Rules> {
        Arc::new(SettingRules)
    }
}

struct SettingRules;

impl Rules for SettingRules {
    /// One value a key and person.
    fn before(&self, tx: &mut Tx<'_>, draft: &mut Draft<'_>) -> Result<()> {
        let actor = tx.caller().actor;
        let taken = tx
            .select("SELECT 1 FROM settings WHERE key = ?1 AND owner = ?2 AND id <> ?3 AND deleted_at IS NULL")?
            .exists(params![draft.text("key"), actor.as_bytes(), draft.id.as_bytes()])?;
        if taken {
            let message = format!(
                "“{}” is set already; change that setting.",
                draft.text("key")
            );
            return Err(Error::field("key", "taken", message));
        }
        Ok(())
    }
}

/// Used until the user sets another.
const CURRENCY: &str = "EUR";

/// The currency of amounts that name none: the setting `currency`, else the euro.
pub fn default_currency(read: &Read<'_>) -> Result<String> {
    let set: Option<String> = read
        .select("SELECT json_extract(value, '$') FROM settings WHERE key = 'currency' AND owner = ?1 AND deleted_at IS NULL")?
        .query_row([read.caller().actor.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(set
        .filter(|code| code.len() == 3)
        .unwrap_or_else(|| CURRENCY.into()))
}
