//! Where the rows that a small write touched stood in a list, and where they stand now.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::anchors::{MOVED, Marks};
use super::order::{self, Position};
use super::plan::Plan;
use crate::change::Action;
use crate::error::Result;
use crate::read::Read;
use crate::record::read_row;
use crate::tx::RowChange;
use crate::value::Value;

/// Rows that are looked at one by one rather than the whole list.
const FEW: usize = 500;

/// The anchors of a list at `version`, if they are remembered or can be told from those that are.
pub(super) fn known(plan: &Plan<'_>, read: &Read<'_>, version: u64) -> Result<Option<Arc<Marks>>> {
    let anchors = read.app().anchors();
    let marks = match anchors.get(&plan.held) {
        Some((of, marks)) if of == version => return Ok(Some(marks)),
        Some((of, marks)) if of < version && marks.moved < MOVED => mended(plan, read, &marks, of)?,
        _ => None,
    };
    let marks = marks.map(Arc::new);
    if let Some(marks) = &marks {
        anchors.put(&plan.held, version, marks.clone());
    }
    Ok(marks)
}

/// The anchors `marks` of the version `of`, brought up to what `read` sees. None where that cannot be told: too much was
/// written, rows are gone for good, or what the list is ordered by is not kept of them.
fn mended(plan: &Plan<'_>, read: &Read<'_>, marks: &Marks, of: u64) -> Result<Option<Marks>> {
    let kept = |name: &str| name == "created_at" || plan.kind.position(name).is_some();
    let Some(moment) = read.moment() else {
        return Ok(None);
    };
    if !plan.plain || !plan.keys.iter().all(|key| kept(&key.name)) {
        return Ok(None);
    }
    let versions = read.app().versions();
    let Some(written) = versions.written_since(&plan.dependencies, of, moment) else {
        return Ok(None);
    };
    let mut rows: BTreeMap<i64, Vec<RowChange>> = BTreeMap::new();
    for one in written {
        rows.entry(one.rowid).or_default().push(one);
    }
    if rows.len() > FEW {
        return Ok(None);
    }
    let sql = format!(
        "SELECT {} FROM {} r WHERE r.rowid = ?",
        plan.kind.statements().columns,
        plan.kind.plural
    );
    let mut statement = read.connection().prepare_cached(&sql)?;
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for (rowid, written) in rows {
        let mut found = statement.query([rowid])?;
        let Some(row) = found.next()? else {
            return Ok(None);
        };
        let row = read_row(plan.kind, row)?;
        let now = plan.position(&row);
        let is_in = row.head.deleted_at.is_none();
        let Some(was_in) = was_in(&written, is_in) else {
            return Ok(None);
        };
        if was_in {
            gone.push(before(plan, &now, &written));
        }
        if is_in {
            come.push(now);
        }
    }
    let keys = &plan.keys;
    Ok(Some(
        marks.after((&gone, &come), |a, b| order::compare(keys, a, b)),
    ))
}

/// Whether a row was in the list before all this was written; none where it is another row of the same number.
fn was_in(written: &[RowChange], is_in: bool) -> Option<bool> {
    let mut was_in = is_in;
    for one in written.iter().rev() {
        match one.action {
            Action::Update => {}
            Action::Create | Action::Restore => was_in = false,
            Action::Trash => was_in = true,
            Action::Remove | Action::Purge => return None,
        }
    }
    Some(was_in)
}

/// Where a row stood before all this was written: the oldest of the values that it held.
fn before(plan: &Plan<'_>, now: &Position, written: &[RowChange]) -> Position {
    let held = |name: &str| -> Option<&Value> {
        let mut all = written.iter().flat_map(|one| &one.before);
        all.find(|(field, _)| field == name).map(|(_, value)| value)
    };
    let values = plan.keys.iter().zip(&now.values);
    Position {
        values: values
            .map(|(key, now)| held(&key.name).unwrap_or(now).clone())
            .collect(),
        rowid: now.rowid,
    }
}
