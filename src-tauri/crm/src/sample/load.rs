//! `sample.load`: one thread makes groups, this one writes them, chunk by chunk.

use std::sync::mpsc::{Receiver, sync_channel};

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::job::Work;
use mycrm_kernel::operation::{Job, Operation};
use mycrm_kernel::store::{BulkLoad, Load};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::group::{Group, Plan};
use super::write::{Places, reps};

/// Loads sample data: accounts, people, deals with their histories, activities over two years. Undoable as one step.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LoadSample {
    /// How many contacts; 1,000 when left out.
    #[schemars(range(min = 1, max = 2_000_000))]
    pub contacts: Option<u64>,
    /// The same seed makes the same data; 42 when left out.
    pub seed: Option<u32>,
    /// Activities a contact, on average; 6 up to 100,000 contacts, fewer beyond, so that a million load in minutes.
    #[schemars(range(min = 0, max = 20))]
    pub activities_per_contact: Option<f64>,
}

/// What was loaded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SampleLoaded {
    /// Accounts.
    pub accounts: u64,
    /// Contacts.
    pub contacts: u64,
    /// Deals.
    pub opportunities: u64,
    /// Activities.
    pub activities: u64,
}

/// Most contacts of one load.
const CONTACTS: u64 = 2_000_000;
/// Most activities a contact.
const ACTIVITIES: f64 = 20.0;
/// Activities a contact of an ordinary set, and how many there are at most before the ratio goes down.
const USUAL: (f64, f64) = (6.0, 600_000.0);
/// Records written before a commit: half a second at most that somebody else waits to write.
const CHUNK: usize = 6_000;
/// From this many contacts on, sorting the indexes once is cheaper than keeping them.
const BULK: u64 = 20_000;
/// Kinds that a load fills.
const KINDS: [&str; 5] = [
    "account",
    "contact",
    "opportunity",
    "stage_entry",
    "activity",
];

/// Where an interrupted load goes on.
#[derive(Serialize, Deserialize)]
struct Checkpoint {
    /// The moment at which everything is seen.
    now: i64,
    /// The next group.
    group: u64,
    reps: Vec<Uuid>,
    loaded: SampleLoaded,
}

impl Operation for LoadSample {
    const NAME: &'static str = "sample.load";
    const ROUTE: &'static str = "POST /sample/load";
    const NEEDS: Permission = Permission::Administer;
    type Output = SampleLoaded;
}

impl Job for LoadSample {
    fn run(self, work: &mut Work<'_>) -> Result<SampleLoaded> {
        let contacts = self.contacts.unwrap_or(1_000);
        if !(1..=CONTACTS).contains(&contacts) {
            let message = format!("Sample data has between 1 and {CONTACTS} contacts.");
            return Err(Error::field("contacts", "out_of_range", message));
        }
        let (usual, most) = USUAL;
        let density = self
            .activities_per_contact
            .unwrap_or_else(|| usual.min((most / contacts as f64).max(1.0)));
        if !(0.0..=ACTIVITIES).contains(&density) {
            let message = format!("A contact has at most {ACTIVITIES} activities.");
            return Err(Error::field(
                "activities_per_contact",
                "out_of_range",
                message,
            ));
        }
        let mut at = match work.checkpoint() {
            Some(kept) => serde_json::from_value(kept.clone())?,
            None => begin(work)?,
        };
        let seed = u64::from(self.seed.unwrap_or(42));
        let plan = Plan::new(seed, contacts, density, at.now);
        let bulk = (contacts >= BULK).then(|| set_aside(work)).transpose()?;
        std::thread::scope(|scope| {
            // Bounded: the maker is never more than a few chunks ahead of the writer.
            let (sender, made) = sync_channel(256);
            let (plan, first) = (&plan, at.group);
            scope.spawn(move || {
                for index in first..plan.groups() {
                    if sender.send(plan.group(index)).is_err() {
                        // The writer stopped: cancelled, or an error that it reports.
                        return;
                    }
                }
            });
            write_all(work, plan, &made, &mut at)
        })?;
        if let Some(bulk) = bulk {
            work.progress(contacts - 1, contacts, "indexes")?;
            bulk.finish()?;
        }
        work.progress(contacts, contacts, "done")?;
        Ok(at.loaded)
    }
}

fn set_aside<'a>(work: &Work<'a>) -> Result<BulkLoad<'a>> {
    let app = work.app();
    let loads = KINDS.map(|name| app.kinds().get(name).map(Load::of));
    BulkLoad::begin(app, &loads.into_iter().collect::<Result<Vec<_>>>()?)
}

/// The first transaction: who works here, and the moment that everything is seen at.
fn begin(work: &mut Work<'_>) -> Result<Checkpoint> {
    let now = work.app().now();
    let ids = (0..reps::COUNT)
        .map(|_| work.app().new_id())
        .collect::<Vec<_>>();
    let known = work.read(|read| reps::known(read, &ids))?;
    let checkpoint = Checkpoint {
        now,
        group: 0,
        reps: known,
        loaded: SampleLoaded::default(),
    };
    work.commit(json!(checkpoint), |tx| reps::create(tx, &checkpoint.reps))?;
    Ok(checkpoint)
}

fn write_all(
    work: &mut Work<'_>,
    plan: &Plan,
    made: &Receiver<Group>,
    at: &mut Checkpoint,
) -> Result<()> {
    let total = plan.contacts_before(plan.groups());
    while at.group < plan.groups() {
        let mut chunk = Vec::new();
        let mut records = 0;
        while records < CHUNK && at.group + (chunk.len() as u64) < plan.groups() {
            let group = made
                .recv()
                .map_err(|_| Error::Internal("the maker of sample data stopped".into()))?;
            records += group.records();
            chunk.push(group);
        }
        for group in &chunk {
            at.group += 1;
            at.loaded.accounts += group.companies.len() as u64;
            at.loaded.contacts += group.people.len() as u64;
            at.loaded.opportunities += group.deals.len() as u64;
            at.loaded.activities += group.touches.len() as u64;
        }
        let reps = at.reps.clone();
        work.commit(json!(at), |tx| {
            let places = Places::new(tx, reps)?;
            chunk.iter().try_for_each(|group| places.write(tx, group))
        })?;
        work.progress(
            plan.contacts_before(at.group).min(total - 1),
            total,
            "records",
        )?;
    }
    Ok(())
}
