//! Situations for which the wearer wants no script unasked.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::Result;
use mycrm_kernel::operation::{Command, Operation};
use mycrm_kernel::tx::Tx;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::privacy::require_on;
use crate::profile::{keep, profile_of};
use crate::scripts::Situation;

/// Says that no script for a situation is to be offered unasked any more, or that they are again. Whoever asks for one
/// (`calls.suggest`) gets it all the same.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MuteSituation {
    /// The situation.
    pub situation: Situation,
    /// Whether it is muted from now on.
    pub muted: bool,
}

/// What is muted.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MutedSituations {
    /// The situations, in the order the product lists them.
    pub muted: Vec<Situation>,
}

impl Operation for MuteSituation {
    const NAME: &'static str = "calls.mute";
    const ROUTE: &'static str = "POST /calls/mute";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = MutedSituations;
}

impl Command for MuteSituation {
    const UNDOABLE: bool = false;
    fn run(self, tx: &mut Tx<'_>) -> Result<MutedSituations> {
        require_on(tx)?;
        let mut profile = profile_of(tx)?;
        if self.muted {
            profile.muted.insert(self.situation);
        } else {
            profile.muted.remove(&self.situation);
        }
        keep(tx, &profile)?;
        Ok(MutedSituations {
            muted: profile.muted.into_iter().collect(),
        })
    }
}
