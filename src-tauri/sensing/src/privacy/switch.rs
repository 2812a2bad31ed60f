//! One switch for all, off until its owner turns it on, and what they agreed to by doing so.

use mycrm_crm::settings::Setting;
use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Permission};
use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::operation::{Action, Operation, Query};
use mycrm_kernel::read::Read;
use mycrm_kernel::record::Rules;
use mycrm_kernel::tx::{Draft, Tx};
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::live::Mirror;
use crate::recordings::Player;
use crate::write;

/// The key of the setting.
const SWITCH: &str = "sensing.enabled";
/// Raised whenever what is agreed to changes: a consent to an older version no longer counts.
pub const TERMS_VERSION: i64 = 1;
/// What is agreed to, as codes for words.
const TERMS: [&str; 5] = [
    "devices_are_scanned",
    "signals_are_measured",
    "readings_are_stored_here",
    "nobody_else_sees_them",
    "no_ground_truth_for_emotion",
];

/// Whether the mirror is on.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SensingStatus {
    /// Whether devices may be used and readings kept.
    pub enabled: bool,
    /// What was agreed to; none before the first time.
    pub consent: Option<ConsentGiven>,
    /// The terms as they are now, as codes for words.
    pub terms: Vec<String>,
    /// Their version.
    pub version: i64,
}

/// What was agreed to, and when.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ConsentGiven {
    /// The terms, as codes for words.
    pub terms: Vec<String>,
    /// Their version.
    pub version: i64,
    /// When.
    pub given_at: String,
    /// When it was withdrawn.
    pub withdrawn_at: Option<String>,
}

/// Tells whether the mirror is on, what was agreed to and when.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowSensing {}

impl Operation for ShowSensing {
    const NAME: &'static str = "sensing.status";
    const ROUTE: &'static str = "GET /sensing";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = SensingStatus;
}

impl Query for ShowSensing {
    fn run(self, read: &Read<'_>) -> Result<SensingStatus> {
        status(read)
    }
}

fn status(read: &Read<'_>) -> Result<SensingStatus> {
    let consent = read
        .select(
            "SELECT terms, version, given_at, withdrawn_at FROM sensing_consents
             WHERE actor = ?1 ORDER BY key DESC LIMIT 1",
        )?
        .query_row([read.caller().actor.as_bytes()], |row| {
            Ok(ConsentGiven {
                terms: serde_json::from_str(&row.get::<_, String>(0)?).unwrap_or_default(),
                version: row.get(1)?,
                given_at: instant_text(row.get(2)?),
                withdrawn_at: row.get::<_, Option<i64>>(3)?.map(instant_text),
            })
        })
        .optional()?;
    Ok(SensingStatus {
        enabled: is_on(read)?,
        consent,
        terms: TERMS.map(str::to_owned).to_vec(),
        version: TERMS_VERSION,
    })
}

/// Whether the switch is on and what it stands on is still agreed to.
pub(crate) fn is_on(read: &Read<'_>) -> Result<bool> {
    let actor = read.caller().actor;
    Ok(read
        .select(
            "SELECT 1 FROM settings s JOIN sensing_consents c ON c.actor = s.owner
             WHERE s.key = ?1 AND s.owner = ?2 AND s.deleted_at IS NULL AND s.value = 'true'
               AND c.withdrawn_at IS NULL AND c.version >= ?3",
        )?
        .exists(params![SWITCH, actor.as_bytes(), TERMS_VERSION])?)
}

/// Refuses whatever needs the switch while it is off.
pub(crate) fn require_on(read: &Read<'_>) -> Result<()> {
    if is_on(read)? {
        return Ok(());
    }
    Err(Error::Forbidden(
        "do this while wearables are off; switch them on first (sensing.enable)".into(),
    ))
}

/// The rule of a private kind without rules of its own: written only while the switch is on.
pub(crate) struct OnlyWhenOn;

impl Rules for OnlyWhenOn {
    fn before(&self, tx: &mut Tx<'_>, _: &mut Draft<'_>) -> Result<()> {
        require_on(tx)
    }
}

fn set_switch(tx: &mut Tx<'_>, on: bool) -> Result<()> {
    let actor = tx.caller().actor;
    let known = write::one_id(
        tx,
        "SELECT id FROM settings WHERE key = ?1 AND owner = ?2 AND deleted_at IS NULL",
        params![SWITCH, actor.as_bytes()],
    )?;
    match known {
        Some(id) => write::change::<Setting>(tx, id, &json!({ "value": on })),
        None => tx
            .insert(&Setting {
                key: Some(SWITCH.into()),
                value: json!(on),
            })
            .map(drop),
    }
}

/// Switches the mirror on: from now on devices may be scanned for and connected, and what they measure is kept on this
/// machine. Whoever calls this agrees to the terms of `sensing.status`; that is kept with the moment.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnableSensing {
    /// The version of the terms that the wearer has read: the current one.
    pub version: i64,
}

impl Operation for EnableSensing {
    const NAME: &'static str = "sensing.enable";
    const ROUTE: &'static str = "POST /sensing/enable";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = SensingStatus;
}

impl Action for EnableSensing {
    fn run(self, app: &App, caller: &Caller) -> Result<SensingStatus> {
        if self.version != TERMS_VERSION {
            let message = format!("The terms are at version {TERMS_VERSION}; read them again.");
            return Err(Error::field("version", "invalid", message));
        }
        write::aside(app, caller, Self::NAME, |tx| {
            if is_on(tx)? {
                return Ok(());
            }
            withdraw(tx)?;
            tx.side(
                "sensing_consents",
                "INSERT INTO sensing_consents (actor, version, terms, given_at) VALUES (?1, ?2, ?3, ?4)",
                params![
                    caller.actor.as_bytes(),
                    TERMS_VERSION,
                    json!(TERMS).to_string(),
                    tx.now()
                ],
            )?;
            set_switch(tx, true)?;
            crate::rules::create_starting(tx)
        })?;
        if crate::privacy::retention_due(app, caller)? {
            app.call(caller, "privacy.tidy", json!({}))?;
        }
        app.read(caller, status)
    }
}

fn withdraw(tx: &Tx<'_>) -> Result<()> {
    tx.side(
        "sensing_consents",
        "UPDATE sensing_consents SET withdrawn_at = ?2 WHERE actor = ?1 AND withdrawn_at IS NULL",
        params![tx.caller().actor.as_bytes(), tx.now()],
    )
    .map(drop)
}

/// Switches the mirror off: every device is disconnected, nothing more is measured or kept, the consent is withdrawn.
/// What was kept so far stays until it is erased (`privacy.erase`).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DisableSensing {}

impl Operation for DisableSensing {
    const NAME: &'static str = "sensing.disable";
    const ROUTE: &'static str = "POST /sensing/disable";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = SensingStatus;
}

impl Action for DisableSensing {
    fn run(self, app: &App, caller: &Caller) -> Result<SensingStatus> {
        app.service::<Mirror>().stop();
        app.service::<Player>().stop();
        write::aside(app, caller, Self::NAME, switch_off)?;
        app.read(caller, status)
    }
}

/// Turns the switch off and withdraws the consent.
pub(super) fn switch_off(tx: &mut Tx<'_>) -> Result<()> {
    withdraw(tx)?;
    if is_set(tx)? {
        set_switch(tx, false)?;
    }
    Ok(())
}

fn is_set(tx: &Tx<'_>) -> Result<bool> {
    Ok(tx
        .select("SELECT 1 FROM settings WHERE key = ?1 AND owner = ?2 AND deleted_at IS NULL")?
        .exists(params![SWITCH, tx.caller().actor.as_bytes()])?)
}
