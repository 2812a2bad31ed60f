//! `feeds.fetch`: points from a server.

use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Permission};
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::id::Id;
use mycrm_kernel::operation::{Action, Operation};
use mycrm_kernel::record::Record;
use mycrm_kernel::tx::{Patch, StepPlan};
use mycrm_kernel::value::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::extract::{self, Pointers};
use super::http::{Limits, get};
use super::model::Format;
use super::table::{self, BadRow, Gathered, Wanted};
use super::{Feed, store};

/// Fetches points from the address of a feed, now. JSON is read at the feed's pointers, a CSV as an import reads it; a
/// lone number is the value of this moment. Waits at most 20 seconds, takes at most 16 MiB. Cannot be undone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FetchFeed {
    /// The feed.
    pub id: Id<Feed>,
}

/// What the server gave.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "FetchedFeedPoints")]
pub struct FetchedPoints {
    /// Bytes of the answer.
    pub bytes: u64,
    /// Points that are new.
    pub added: u64,
    /// Points that took the place of others.
    pub replaced: u64,
    /// The first parts of the answer that gave no point, at most 100.
    pub errors: Vec<BadRow>,
    /// How many there are.
    pub errors_total: u64,
}

impl Operation for FetchFeed {
    const NAME: &'static str = "feeds.fetch";
    const ROUTE: &'static str = "POST /feeds/{id}/fetch";
    const NEEDS: Permission = Permission::Write;
    type Output = FetchedPoints;
}

impl Action for FetchFeed {
    fn run(self, app: &App, caller: &Caller) -> Result<FetchedPoints> {
        fetch(self, app, caller, Limits::default())
    }
}

/// [`FetchFeed`] within `limits`.
pub(super) fn fetch(
    input: FetchFeed,
    app: &App,
    caller: &Caller,
    limits: Limits,
) -> Result<FetchedPoints> {
    let id = input.id.raw();
    let feed = app.read(caller, |read| store::find(read, id))?.record;
    let Some(url) = feed.url.as_deref() else {
        return Err(Error::field(
            "url",
            "required",
            "This feed has no address to fetch from.",
        ));
    };
    let format = feed.format.unwrap_or(Format::Json);
    let accept = match format {
        Format::Json => "application/json, */*;q=0.5",
        Format::Csv => "text/csv, text/plain;q=0.9, */*;q=0.5",
    };
    let answer = get(url, accept, limits)?;
    let now = app.now();
    let gathered = points(&feed, format, &answer, now)?;
    let plan = StepPlan {
        undoable: false,
        ..StepPlan::of(FetchFeed::NAME)
    };
    let taken = app.write(caller, plan, |tx| {
        // It may have gone to the trash while the server thought.
        store::find(tx, id)?;
        let taken = store::put(tx, id, &gathered.points)?;
        let kind = tx.kind(Feed::KIND)?.clone();
        let fetched = Patch::default().set(&kind, "fetched_at", Value::Int(now));
        tx.update(&kind, id, fetched)?;
        Ok(taken)
    })?;
    Ok(FetchedPoints {
        bytes: answer.len() as u64,
        added: taken.added,
        replaced: taken.replaced,
        errors: gathered.bad,
        errors_total: gathered.bad_total,
    })
}

fn points(feed: &Feed, format: Format, answer: &[u8], now: i64) -> Result<Gathered> {
    match format {
        Format::Csv => Ok(table::read(answer, Wanted::default())?.gathered),
        Format::Json => {
            let json = serde_json::from_slice(answer)
                .map_err(|error| Error::Outside(format!("The answer is no JSON: {error}.")))?;
            let pointers = Pointers {
                items: feed.items_pointer.as_deref(),
                time: feed.time_pointer.as_deref(),
                value: feed.value_pointer.as_deref(),
            };
            extract::read(&json, pointers, now)
        }
    }
}
