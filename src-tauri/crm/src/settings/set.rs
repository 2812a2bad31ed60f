//! Setting a key, whether it was set before or not.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::Result;
use mycrm_kernel::kind::FieldType;
use mycrm_kernel::operation::{Command, Operation};
use mycrm_kernel::record::{AnyRecord, Record};
use mycrm_kernel::tx::{Patch, Tx};
use mycrm_kernel::value::Value;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

use super::Setting;

/// Sets what is kept under a key for the caller: the setting is made, or changed where there is one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetSetting {
    /// What is set, such as `theme`.
    pub key: String,
    /// What it is set to: any JSON.
    pub value: Json,
}

impl Operation for SetSetting {
    const NAME: &'static str = "settings.set";
    const ROUTE: &'static str = "POST /settings/set";
    const NEEDS: Permission = Permission::Write;
    type Output = SettingSet;
}

/// The setting as it is now.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct SettingSet(#[schemars(with = "AnyRecord")] Json);

impl Command for SetSetting {
    const UNDOABLE: bool = false;
    fn run(self, tx: &mut Tx<'_>) -> Result<SettingSet> {
        let kind = tx.kind(Setting::KIND)?.clone();
        let key = self.key.trim();
        let actor = tx.caller().actor;
        let known: Option<[u8; 16]> = tx
            .select("SELECT id FROM settings WHERE key = ?1 AND owner = ?2 AND deleted_at IS NULL")?
            .query_row(params![key, actor.as_bytes()], |row| row.get(0))
            .optional()?;
        let value = Value::from_json(&self.value, &FieldType::Json).unwrap_or_default();
        let patch = Patch::default().set(&kind, "value", value);
        let row = match known {
            Some(id) => tx.update(&kind, Uuid::from_bytes(id), patch)?,
            None => tx.create(&kind, patch.set(&kind, "key", Value::of_text(key)))?,
        };
        Ok(SettingSet(row.to_json(&kind)))
    }
}
