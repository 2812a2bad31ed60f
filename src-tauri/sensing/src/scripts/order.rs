//! Putting a script in another place.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::id::Id;
use mycrm_kernel::operation::{Command, Operation};
use mycrm_kernel::tx::Tx;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::model::Script;
use crate::write;

/// Most scripts that are put in order.
const SCRIPTS_MAX: usize = 2_000;

/// Puts a script right before another one, or at the end. Of scripts that fit alike the first is offered.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveScript {
    /// The script.
    pub id: Uuid,
    /// The one that comes after it; the end when left out.
    pub before: Option<Uuid>,
}

/// Where it is now.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MovedScript {
    /// The script.
    pub id: Uuid,
    /// Its place, counted from 1 over all scripts.
    pub position: i64,
}

impl Operation for MoveScript {
    const NAME: &'static str = "scripts.move";
    const ROUTE: &'static str = "POST /scripts/{id}/move";
    const NEEDS: Permission = Permission::Write;
    type Output = MovedScript;
}

impl Command for MoveScript {
    fn run(self, tx: &mut Tx<'_>) -> Result<MovedScript> {
        tx.get(Id::<Script>::new(self.id))?;
        let before = places(tx)?;
        let mut order: Vec<Uuid> = before.iter().map(|(id, _)| *id).collect();
        order.retain(|id| *id != self.id);
        let to = match self.before.filter(|before| *before != self.id) {
            None => order.len(),
            Some(next) => order.iter().position(|id| *id == next).ok_or_else(|| {
                Error::field(
                    "before",
                    "not_found",
                    "There is no such script to put it before.",
                )
            })?,
        };
        order.insert(to, self.id);
        // Only those that stand elsewhere than before are written.
        for (at, id) in order.iter().enumerate() {
            let place = at as i64 + 1;
            if !before.contains(&(*id, Some(place))) {
                write::change::<Script>(tx, *id, &json!({ "position": place }))?;
            }
        }
        Ok(MovedScript {
            id: self.id,
            position: to as i64 + 1,
        })
    }
}

/// All scripts in their order.
fn places(tx: &Tx<'_>) -> Result<Vec<(Uuid, Option<i64>)>> {
    let mut statement = tx.select(
        "SELECT id, position FROM scripts WHERE deleted_at IS NULL ORDER BY position, rowid LIMIT ?1",
    )?;
    let found = statement
        .query_map([SCRIPTS_MAX as i64 + 1], |row| {
            Ok((Uuid::from_bytes(row.get(0)?), row.get(1)?))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    if found.len() > SCRIPTS_MAX {
        let message = format!("More than {SCRIPTS_MAX} scripts cannot be put in order.");
        return Err(Error::BadRequest(message));
    }
    Ok(found)
}
