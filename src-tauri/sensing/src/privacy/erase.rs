//! Erasing all of it, now.

use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Permission};
use mycrm_kernel::error::Result;
use mycrm_kernel::operation::{Action, Operation};
use mycrm_kernel::tx::{StepPlan, Tx};
use mycrm_wearables::recording::Shelf;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::stored::unreachable;
use super::switch::switch_off;
use crate::live::Mirror;
use crate::recordings::Player;

/// What was erased.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Erased {
    /// Records, those in the trash and those deleted before included.
    pub records: u64,
    /// Readings.
    pub readings: u64,
    /// Recordings.
    pub recordings: u64,
    /// Ended jobs.
    pub jobs: u64,
}

/// Erases all that is stored of the wearer, now and for good: records, their values in the change log, readings,
/// imports, recordings, consents and preferences. The mirror is off afterwards. What stays is what the log's chain of
/// hashes needs: that something was written and when, without what it was. Cannot be undone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EraseStored {}

impl Operation for EraseStored {
    const NAME: &'static str = "privacy.erase";
    const ROUTE: &'static str = "POST /privacy/erase";
    const NEEDS: Permission = Permission::Erase;
    const PRIVATE: bool = true;
    type Output = Erased;
}

impl Action for EraseStored {
    fn run(self, app: &App, caller: &Caller) -> Result<Erased> {
        // First the source: nothing may be written behind the eraser's back.
        app.service::<Mirror>().stop();
        app.service::<Player>().stop();
        let plan = StepPlan {
            undoable: false,
            ..StepPlan::of(Self::NAME)
        };
        let mut erased = app.write_erasing(caller, plan, erase)?;
        let shelf = Shelf::beside(app.path());
        erased.recordings = shelf.erase().map_err(|error| unreachable(&error))? as u64;
        Ok(erased)
    }
}

fn erase(tx: &mut Tx<'_>) -> Result<Erased> {
    switch_off(tx)?;
    let actor = tx.caller().actor;
    let mut records = 0;
    let private: Vec<_> = tx.kinds().private().cloned().collect();
    for kind in private {
        records += tx.erase(&kind)?;
    }
    tx.side(
        "sensing_import_rows",
        "DELETE FROM sensing_import_rows WHERE import IN (SELECT key FROM sensing_imports WHERE actor = ?1)",
        [actor.as_bytes()],
    )?;
    let mut readings = 0;
    for (table, sql) in [
        (
            "sensing_readings",
            "DELETE FROM sensing_readings WHERE actor = ?1",
        ),
        (
            "sensing_imports",
            "DELETE FROM sensing_imports WHERE actor = ?1",
        ),
        (
            "sensing_profiles",
            "DELETE FROM sensing_profiles WHERE actor = ?1",
        ),
        (
            "sensing_consents",
            "DELETE FROM sensing_consents WHERE actor = ?1",
        ),
    ] {
        let removed = tx.side(table, sql, params![actor.as_bytes()])?;
        if table == "sensing_readings" {
            readings = removed as u64;
        }
    }
    Ok(Erased {
        records,
        readings,
        recordings: 0,
        jobs: tx.erase_jobs()?,
    })
}
