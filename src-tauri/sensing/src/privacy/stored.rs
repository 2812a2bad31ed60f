//! What is stored: what, where, how many, since when, and for how long.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::operation::{Operation, Query};
use mycrm_kernel::read::Read;
use mycrm_wearables::recording::{RecordingError, Shelf};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::switch::is_on;
use crate::profile::{Retention, profile_of};

/// One part of what is stored.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StoredPart {
    /// What: the plural name of a kind, `readings`, `consents`, `imports`, `profile`, `recordings` or `backups`.
    pub what: String,
    /// The file or folder it lies in.
    pub place: String,
    /// How many.
    pub count: i64,
    /// The oldest of them; none where there are none.
    pub since: Option<String>,
    /// After how many days it is erased by itself; none: never.
    pub kept_days: Option<i64>,
}

/// All that is stored of the caller.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StoredData {
    /// Whether the mirror is on.
    pub enabled: bool,
    /// The parts; those with nothing in them included.
    pub parts: Vec<StoredPart>,
    /// How many things in all.
    pub count: i64,
    /// How long what is kept.
    pub retention: Retention,
    /// Where it never goes, as codes for words.
    pub excluded_from: Vec<String>,
}

/// Tells what is stored of the wearer: what, where, how many, since when, and for how long.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowStored {}

impl Operation for ShowStored {
    const NAME: &'static str = "privacy.stored";
    const ROUTE: &'static str = "GET /privacy/stored";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = StoredData;
}

impl Query for ShowStored {
    fn run(self, read: &Read<'_>) -> Result<StoredData> {
        let app = read.app();
        let actor = read.caller().actor;
        let database = app.path().display().to_string();
        let retention = profile_of(read)?.retention;
        let mut parts = Vec::new();
        let part = |what: &str, sql: &str, kept: Option<i64>| -> Result<StoredPart> {
            let (count, since): (i64, Option<i64>) = read
                .select(sql)?
                .query_row([actor.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(StoredPart {
                what: what.into(),
                place: database.clone(),
                count,
                since: since.map(instant_text),
                kept_days: kept,
            })
        };
        for kind in read.kinds().private() {
            let sql = format!(
                "SELECT count(*), min(created_at) FROM {} WHERE owner = ?1",
                kind.plural
            );
            let kept = super::retention::expires(&kind.name).then_some(retention.moments_days);
            parts.push(part(&kind.plural, &sql, kept)?);
        }
        for (what, sql, kept) in [
            (
                "readings",
                "SELECT count(*), min(at) FROM sensing_readings WHERE actor = ?1",
                Some(retention.readings_days),
            ),
            (
                "imports",
                "SELECT count(*), min(at) FROM sensing_imports WHERE actor = ?1",
                None,
            ),
            (
                "consents",
                "SELECT count(*), min(given_at) FROM sensing_consents WHERE actor = ?1",
                None,
            ),
            (
                "profile",
                "SELECT count(*), NULL FROM sensing_profiles WHERE actor = ?1",
                None,
            ),
        ] {
            parts.push(part(what, sql, kept)?);
        }
        let shelf = Shelf::beside(app.path());
        let recordings = shelf.list().map_err(|error| unreachable(&error))?;
        let oldest = recordings.iter().filter_map(|one| one.started).min();
        parts.push(StoredPart {
            what: "recordings".into(),
            place: shelf.folder().display().to_string(),
            count: recordings.len() as i64,
            since: oldest.map(instant_text),
            kept_days: Some(retention.recordings_days),
        });
        Ok(StoredData {
            enabled: is_on(read)?,
            count: parts.iter().map(|part| part.count).sum(),
            parts,
            retention,
            excluded_from: [
                "sync",
                "search",
                "timeline",
                "export",
                "import",
                "other_users",
            ]
            .map(str::to_owned)
            .to_vec(),
        })
    }
}

/// Recordings that cannot be reached.
pub(super) fn unreachable(error: &RecordingError) -> Error {
    Error::Storage(format!("The recordings cannot be reached: {error}."))
}
