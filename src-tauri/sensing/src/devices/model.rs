//! A device that the wearer has agreed to.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use mycrm_kernel::error::Result;
use mycrm_kernel::record::{Record, Rules, Traits};
use mycrm_kernel::tx::Tx;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use crate::live::{DeviceKind, FoundDevice};
use crate::privacy::OnlyWhenOn;
use crate::write;

/// A wearable of the wearer's own.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Wearable {
    /// What the wearer calls it; at first what it calls itself.
    #[schemars(length(max = 120), extend("x-field" = json!({"required": true, "sort": true})))]
    pub name: Option<String>,
    /// What it is.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub kind: Option<DeviceKind>,
    /// Its Bluetooth address, where the system tells.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub address: Option<String>,
    /// By which it is connected on this computer.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub device: Option<String>,
    /// Whether it is simulated.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub simulated: Option<bool>,
    /// Whether it is to be connected by itself when it is near.
    pub reconnect: Option<bool>,
    /// When the wearer agreed to it.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub consented_at: Option<DateTime<Utc>>,
    /// When it was last connected.
    #[schemars(extend("x-field" = json!({"read_only": true, "sort": true})))]
    pub last_seen_at: Option<DateTime<Utc>>,
}

impl Record for Wearable {
    const KIND: &'static str = "wearable";
    const PLURAL: &'static str = "wearables";
    const TRAITS: Traits = Traits {
        private: true,
        ..Traits::titled("name")
    };
    fn rules() -> Arc<dyn Rules> {
        Arc::new(OnlyWhenOn)
    }
}

/// The record of a device by its id, of the caller.
pub(super) fn known(tx: &mycrm_kernel::read::Read<'_>, device: &str) -> Result<Option<Uuid>> {
    write::one_id(
        tx,
        "SELECT id FROM wearables WHERE device = ?1 AND owner = ?2 AND deleted_at IS NULL LIMIT 1",
        params![device, tx.caller().actor.as_bytes()],
    )
}

/// Keeps that the wearer has agreed to a device, and that it is there.
pub(super) fn keep(tx: &mut Tx<'_>, found: &FoundDevice) -> Result<Uuid> {
    let now = tx.now();
    if let Some(id) = known(tx, &found.device)? {
        let seen = json!({ "last_seen_at": mycrm_kernel::clock::instant_text(now) });
        write::change::<Wearable>(tx, id, &seen)?;
        return Ok(id);
    }
    let name = match &found.name {
        Some(name) => name.clone(),
        None => format!("Device {}", found.mark),
    };
    let id = tx.insert(&Wearable {
        name: Some(name),
        kind: Some(found.kind),
        address: found.address.clone(),
        device: Some(found.device.clone()),
        simulated: Some(found.simulated),
        reconnect: Some(true),
        consented_at: write::instant(now),
        last_seen_at: write::instant(now),
    })?;
    Ok(id.raw())
}
