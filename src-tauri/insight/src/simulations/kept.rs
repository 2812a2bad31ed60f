//! Keeping an answer in the record that asks for it: its status while it is worked out, the answer, or why there is none.

use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::id::Id;
use mycrm_kernel::job::Work;
use mycrm_kernel::record::Record;
use mycrm_kernel::tx::{Patch, StepPlan, Tx};
use mycrm_kernel::value::Value;
use serde::Serialize;
use serde_json::json;

use super::record::SimulationStatus;

/// Works out what the record `id` asks and keeps it there. The record has the fields `status`, `started_at`,
/// `finished_at`, `error` and `result`.
///
/// # Errors
/// Those of `answer`, which are noted in the record; not found where the record is in the trash.
pub(crate) fn keep_answer<R: Record, T: Serialize>(
    work: &mut Work<'_>,
    id: Id<R>,
    operation: &str,
    answer: impl FnOnce(R, &mut Work<'_>) -> Result<T>,
) -> Result<T> {
    let stored = work.read(|read| read.get(id))?;
    if stored.head.deleted_at.is_some() {
        return Err(Error::not_found(R::KIND, id.raw()));
    }
    let began = work.app().now();
    let fields = |status: SimulationStatus| {
        vec![
            ("status", Value::Text(status.name().into())),
            ("started_at", Value::Int(began)),
        ]
    };
    let answered = (|| {
        work.commit(json!({ "begun": true }), |tx| {
            let mut set = fields(SimulationStatus::Running);
            set.push(("finished_at", Value::Null));
            set.push(("error", Value::Null));
            write(tx, id, set)
        })?;
        let result = answer(stored.record, work)?;
        let text = serde_json::to_string(&result)?;
        work.commit(json!({ "answered": true }), |tx| {
            let mut set = fields(SimulationStatus::Done);
            set.push(("finished_at", Value::Int(tx.now())));
            set.push(("result", Value::Text(text)));
            write(tx, id, set)
        })?;
        Ok(result)
    })();
    if let Err(error) = &answered {
        let status = match error {
            Error::Cancelled => SimulationStatus::Cancelled,
            _ => SimulationStatus::Failed,
        };
        // Past the job's own commits, which a cancelled job may not make any more.
        let plan = StepPlan {
            undoable: false,
            ..StepPlan::of(operation)
        };
        work.app().write(work.caller(), plan, |tx| {
            let mut set = fields(status);
            set.push(("finished_at", Value::Int(tx.now())));
            if status == SimulationStatus::Failed {
                let why: String = error.to_string().chars().take(2000).collect();
                set.push(("error", Value::of_text(why)));
            }
            write(tx, id, set)
        })?;
    }
    answered
}

fn write<R: Record>(tx: &mut Tx<'_>, id: Id<R>, set: Vec<(&str, Value)>) -> Result<()> {
    let kind = tx.kind(R::KIND)?.clone();
    let patch = set
        .into_iter()
        .fold(Patch::default(), |patch, (field, value)| {
            patch.set(&kind, field, value)
        });
    tx.update(&kind, id.raw(), patch).map(drop)
}
