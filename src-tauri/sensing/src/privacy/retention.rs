//! What is older than its owner wants it kept is erased by itself, once a day.

use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Permission};
use mycrm_kernel::error::Result;
use mycrm_kernel::job::Work;
use mycrm_kernel::operation::{Job, Operation};
use mycrm_wearables::recording::Shelf;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::stored::unreachable;
use crate::live::Mirror;
use crate::profile::{Retention, profile_of};

const DAY: i64 = 86_400_000;
/// Records erased in one transaction.
const BATCH: i64 = 200;

/// Kinds whose records are kept only so long; devices, rules and baselines stay until they are erased.
const EXPIRING: [&str; 6] = [
    "call",
    "stress_moment",
    "suggestion",
    "state_label",
    "break",
    "exercise",
];

/// Whether records of a kind are erased by age.
pub(super) fn expires(kind: &str) -> bool {
    EXPIRING.contains(&kind)
}

/// What was erased because of its age.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct Tidied {
    /// Records.
    pub records: u64,
    /// Readings.
    pub readings: u64,
    /// Recordings.
    pub recordings: u64,
}

/// Erases for good what is older than the wearer wants it kept (`profile.show`, `retention`). Runs by itself once a day
/// while a device is in use.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TidyStored {}

impl Operation for TidyStored {
    const NAME: &'static str = "privacy.tidy";
    const ROUTE: &'static str = "POST /privacy/tidy";
    const NEEDS: Permission = Permission::Erase;
    const PRIVATE: bool = true;
    type Output = Tidied;
}

impl Job for TidyStored {
    fn run(self, work: &mut Work<'_>) -> Result<Tidied> {
        let Retention {
            readings_days,
            moments_days,
            recordings_days,
        } = work.read(profile_of)?.retention;
        let now = work.app().now();
        let actor = work.caller().actor;
        let mut tidied = Tidied::default();
        for name in EXPIRING {
            let kind = work.app().kinds().get(name)?.clone();
            let sql = format!(
                "SELECT id FROM {} WHERE owner = ?1 AND created_at < ?2 ORDER BY created_at LIMIT ?3",
                kind.plural
            );
            loop {
                let before = now - moments_days * DAY;
                let old: Vec<Uuid> = work.read(|read| {
                    let mut statement = read.select(&sql)?;
                    let ids = statement
                        .query_map(params![actor.as_bytes(), before, BATCH], |row| {
                            Ok(Uuid::from_bytes(row.get(0)?))
                        })?
                        .collect::<rusqlite::Result<_>>()?;
                    Ok(ids)
                })?;
                if old.is_empty() {
                    break;
                }
                tidied.records += old.len() as u64;
                work.commit(json!({}), |tx| {
                    for id in &old {
                        tx.trash(&kind, *id)?;
                    }
                    tx.purge(&kind, &old)
                })?;
            }
        }
        tidied.readings = work.commit(json!({}), |tx| {
            Ok(tx.side(
                "sensing_readings",
                "DELETE FROM sensing_readings WHERE actor = ?1 AND at < ?2",
                params![actor.as_bytes(), now - readings_days * DAY],
            )? as u64)
        })?;
        let shelf = Shelf::beside(work.app().path());
        let oldest = now - recordings_days * DAY;
        tidied.recordings = shelf
            .keep_since(oldest)
            .map_err(|error| unreachable(&error))? as u64;
        work.app().service::<Mirror>().tidied(now);
        Ok(tidied)
    }
}

/// Whether a day has passed since it last ran (in this run of the program), and there is anything to look through.
pub(crate) fn due(app: &App, caller: &Caller) -> Result<bool> {
    let now = app.now();
    if !app.service::<Mirror>().tidy_is_due(now) {
        return Ok(false);
    }
    app.read(caller, |read| {
        Ok(read
            .select("SELECT 1 FROM sensing_readings WHERE actor = ?1 AND at < ?2")?
            .exists(params![caller.actor.as_bytes(), now - DAY])?
            || read
                .select("SELECT 1 FROM calls WHERE owner = ?1 AND created_at < ?2")?
                .exists(params![caller.actor.as_bytes(), now - DAY])?)
    })
}
