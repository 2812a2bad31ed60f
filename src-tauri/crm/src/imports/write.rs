//! Doing what was decided about a row: the related records that are missing, the record itself, its line in the ledger.

use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::tx::{Patch, Tx};
use mycrm_kernel::value::Value;
use serde_json::Value as Json;
use uuid::Uuid;

use super::decide::{Decision, Matcher, Relation};
use super::plan::{Plan, Role, Values};
use super::prepare::{Prepared, Problem};
use super::settings::Outcome;
use super::store::Entry;

/// Writes a row; answers what the ledger says of it.
pub(super) fn apply(
    tx: &mut Tx<'_>,
    matcher: &mut Matcher,
    plan: &Plan,
    row: &Prepared,
    mut decision: Decision,
) -> Result<Entry> {
    let mut rowid = decision.old.as_ref().map_or(0, |old| old.head.rowid);
    let mut record = decision.found;
    if matches!(decision.outcome, Outcome::New | Outcome::Update) {
        match write(tx, matcher, plan, row, &mut decision) {
            Ok((id, at)) => (record, rowid) = (Some(id), at),
            Err(error) => {
                decision.problem = Some(Problem::of(error)?);
                decision.outcome = Outcome::Error;
            }
        }
    }
    matcher.written(&decision, rowid);
    Ok(entry(row, decision, record))
}

/// What the ledger says of a row that was not written, or would say.
pub(super) fn entry(row: &Prepared, decision: Decision, record: Option<Uuid>) -> Entry {
    let cells = (decision.outcome == Outcome::Error).then(|| {
        let cells: Vec<&str> = row.raw.cells().collect();
        serde_json::json!(cells).to_string()
    });
    let (code, field, args, reason) = match decision.problem {
        Some(Problem {
            code,
            field,
            args,
            reason,
        }) => (Some(code), field, args, Some(reason)),
        None => (None, None, Box::default(), None),
    };
    Entry {
        row: row.raw.number,
        outcome: decision.outcome,
        record,
        code,
        field,
        args: (!args.is_empty()).then(|| Json::Object(*args).to_string()),
        reason,
        cells,
    }
}

fn write(
    tx: &mut Tx<'_>,
    matcher: &mut Matcher,
    plan: &Plan,
    row: &Prepared,
    decision: &mut Decision,
) -> Result<(Uuid, i64)> {
    let account = match decision.account {
        Relation::None => None,
        Relation::Stored(id) => Some(id),
        Relation::New => {
            let id = create_related(tx, plan, row, Role::Account, None)?;
            matcher.account_made(plan, row, id);
            Some(id)
        }
    };
    let contact = match decision.contact {
        Relation::None => None,
        Relation::Stored(id) => Some(id),
        Relation::New => {
            let of = account.zip(plan.contacts_account_at);
            let id = create_related(tx, plan, row, Role::Contact, of)?;
            matcher.person_made(plan, row, id)?;
            Some(id)
        }
    };
    let mut fields = std::mem::take(&mut decision.set);
    for (at, id) in [(plan.account_at, account), (plan.contact_at, contact)] {
        if let (Some(at), Some(id)) = (at, id) {
            fields.push((at, Value::Id(id)));
        }
    }
    let kind = &plan.main().kind;
    let patch = Patch {
        fields,
        owner: None,
    };
    let written = match &decision.old {
        Some(old) => tx.update(kind, old.head.id, patch)?,
        None => match row.created_at {
            Some(at) => tx.create_at(kind, patch, at.min(tx.now()))?,
            None => tx.create(kind, patch)?,
        },
    };
    Ok((written.head.id, written.head.rowid))
}

fn create_related(
    tx: &mut Tx<'_>,
    plan: &Plan,
    row: &Prepared,
    role: Role,
    account: Option<(Uuid, usize)>,
) -> Result<Uuid> {
    let (Some(part), Some(values)) = (&plan.parts[role as usize], &row.values[role as usize])
    else {
        return Err(Error::Internal("a related record without values".into()));
    };
    let mut fields: Values = values.clone();
    if let Some((id, at)) = account {
        fields.push((at, Value::Id(id)));
    }
    Ok(tx
        .create(
            &part.kind,
            Patch {
                fields,
                owner: None,
            },
        )?
        .head
        .id)
}
