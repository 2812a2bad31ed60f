//! Long work for the tests: it writes in pieces, keeps its place with each, and can be told to misbehave.

use std::collections::HashMap;
use std::sync::Mutex;

use mycrm_crm::contacts::Contact;
use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::job::Work;
use mycrm_kernel::operation::{Entry, Job, Operation, job};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value as Json, json};

/// Records of one piece.
pub(crate) const PIECE: u64 = 10;

/// Registers the work.
pub(crate) const OPERATIONS: &[Entry] = &[job::<WriteInPieces>()];

/// How often each job, by its name, has been begun in this process.
pub(crate) static BEGUN: Mutex<Option<HashMap<String, u32>>> = Mutex::new(None);

/// Writes contacts in pieces.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct WriteInPieces {
    /// Tells this work from that of other tests.
    name: String,
    /// Contacts to write.
    total: u64,
    /// Fails as if another write were in the way, this often.
    busy: Option<u32>,
    /// What happens in the piece that begins here: `panic`, `panic_in_commit`, `fail`, `cancel`.
    mishap: Option<(u64, String)>,
}

impl Operation for WriteInPieces {
    const NAME: &'static str = "tests.write_in_pieces";
    const ROUTE: &'static str = "POST /tests/write_in_pieces";
    const NEEDS: Permission = Permission::Write;
    type Output = Json;
}

impl Job for WriteInPieces {
    fn run(self, work: &mut Work<'_>) -> Result<Json> {
        let times = {
            let mut begun = BEGUN.lock().unwrap();
            let times = begun
                .get_or_insert_default()
                .entry(self.name.clone())
                .or_default();
            *times += 1;
            *times
        };
        if times <= self.busy.unwrap_or(0) {
            return Err(Error::Busy);
        }
        let resumed_at = work.checkpoint().map(|at| at["done"].clone());
        let mut done = resumed_at.as_ref().and_then(Json::as_u64).unwrap_or(0);
        while done < self.total {
            let mishap = self
                .mishap
                .as_ref()
                .filter(|(at, _)| *at == done && times == 1);
            let what = mishap.map_or("", |(_, what)| what.as_str());
            match what {
                "panic" => panic!("on purpose"),
                "fail" => return Err(Error::field("rows", "invalid", "on purpose")),
                "cancel" => {
                    let job = json!({"id": work.id()});
                    work.app().call(work.caller(), "jobs.cancel", job)?;
                }
                _ => {}
            }
            let next = (done + PIECE).min(self.total);
            work.commit(json!({"done": next}), |tx| {
                for number in done..next {
                    tx.insert(&Contact {
                        last_name: Some(format!("{} {number}", self.name)),
                        ..Contact::default()
                    })?;
                    assert!(what != "panic_in_commit", "on purpose");
                }
                Ok(())
            })?;
            done = next;
            work.progress(done, self.total, "writing")?;
            println!("did {done}");
        }
        Ok(json!({"written": done, "resumed_at": resumed_at}))
    }
}
