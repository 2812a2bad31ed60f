//! Forgets the points of feeds that were erased for good.

use mycrm_kernel::app::App;
use mycrm_kernel::caller::Caller;
use mycrm_kernel::change::{Action, Change};
use mycrm_kernel::error::Result;
use mycrm_kernel::subscriber::Subscriber;
use mycrm_kernel::tx::StepPlan;

/// Reads the changes of feeds.
pub const FORGET_POINTS: Subscriber = Subscriber {
    name: "feeds.forget_points",
    kinds: &["feed"],
    react: forget,
};

fn forget(app: &App, caller: &Caller, changes: &[Change]) -> Result<()> {
    let erased: Vec<_> = changes
        .iter()
        .filter(|change| change.action == Action::Purge)
        .map(|change| change.record)
        .collect();
    if erased.is_empty() {
        return Ok(());
    }
    let plan = StepPlan {
        undoable: false,
        ..StepPlan::of("feeds.forget_points")
    };
    app.write(caller, plan, |tx| {
        for feed in &erased {
            tx.side(
                "feed_points",
                "DELETE FROM feed_points WHERE feed = ?1",
                [feed.as_bytes()],
            )?;
        }
        Ok(())
    })
}
