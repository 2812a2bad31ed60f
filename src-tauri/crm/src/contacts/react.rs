//! Keeps `last_activity_at` of contacts up to date as activities come, change and go.

use std::collections::BTreeSet;

use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Origin};
use mycrm_kernel::change::Change;
use mycrm_kernel::error::Result;
use mycrm_kernel::record::Record;
use mycrm_kernel::subscriber::Subscriber;
use mycrm_kernel::tx::{Patch, StepPlan, Tx};
use mycrm_kernel::value::Value;
use uuid::Uuid;

use super::Contact;
use crate::activities::newest_of;

/// Reads the changes of activities. Loads of many records keep the field themselves.
pub const LAST_ACTIVITY: Subscriber = Subscriber {
    name: "contacts.last_activity",
    kinds: &["activity"],
    react: follow_activities,
};

fn follow_activities(app: &App, caller: &Caller, changes: &[Change]) -> Result<()> {
    let touched: Vec<&Change> = changes
        .iter()
        .filter(|change| !matches!(change.origin, Origin::Job | Origin::Import))
        .collect();
    if touched.is_empty() {
        return Ok(());
    }
    let plan = StepPlan {
        undoable: false,
        ..StepPlan::of("contacts.follow_activities")
    };
    app.write(caller, plan, |tx| {
        for contact in contacts_of(tx, &touched)? {
            refresh(tx, contact)?;
        }
        Ok(())
    })
}

/// The contacts that the changed activities belong to now or belonged to before.
fn contacts_of(tx: &Tx<'_>, changes: &[&Change]) -> Result<BTreeSet<Uuid>> {
    let mut contacts = BTreeSet::new();
    let kind = tx.kind("activity")?;
    for change in changes {
        let logged = change.fields.iter().filter(|(name, ..)| name == "contact");
        contacts.extend(
            logged
                .flat_map(|(_, from, to)| [from, to])
                .filter_map(|id| Uuid::parse_str(id.as_str()?).ok()),
        );
        if let Some(row) = tx.find_row(kind, change.record)? {
            contacts.extend(row.get(kind, "contact").id());
        }
    }
    Ok(contacts)
}

fn refresh(tx: &mut Tx<'_>, contact: Uuid) -> Result<()> {
    let kind = tx.kind(Contact::KIND)?.clone();
    if tx.find_row(&kind, contact)?.is_none() {
        return Ok(());
    }
    let newest = newest_of(tx, contact)?.map_or(Value::Null, Value::Int);
    tx.update(
        &kind,
        contact,
        Patch::default().set(&kind, "last_activity_at", newest),
    )?;
    Ok(())
}
