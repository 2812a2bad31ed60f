//! Long work of the tests' own, that fails as often as it is told to.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::job::Work;
use mycrm_kernel::operation::{Job, Operation};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Runs an errand.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Errand {
    /// The account that must exist for it to succeed.
    account: String,
}

/// What came of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Errands {
    done: bool,
}

impl Operation for Errand {
    const NAME: &'static str = "errands.run";
    const ROUTE: &'static str = "POST /errands";
    const NEEDS: Permission = Permission::Write;
    type Output = Errands;
}

impl Job for Errand {
    fn run(self, work: &mut Work<'_>) -> Result<Errands> {
        work.progress(0, 1, "looking")?;
        let found: bool = work.read(|read| {
            let mut statement = read.select("SELECT 1 FROM accounts WHERE name = ?1")?;
            Ok(statement.exists([&self.account])?)
        })?;
        if found {
            Ok(Errands { done: true })
        } else {
            Err(Error::not_found("account", self.account))
        }
    }
}
