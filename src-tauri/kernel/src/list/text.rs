//! A page as JSON text, written straight from the database's rows.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::types::ValueRef;
use uuid::Uuid;

use super::ListQuery;
use super::page::page_of;
use crate::app::USER_KIND;
use crate::error::{Error, Result};
use crate::kind::Kind;
use crate::operation::Answer;
use crate::read::{Read, References};
use crate::record::{HEAD_COUNT, OWNER_COLUMN, write_sql_row};

/// One page of a list: `{"items":[…],"refs":{…},"next":…,"count":…}`.
pub(crate) fn list_text(read: &Read<'_>, kind: &Arc<Kind>, query: &ListQuery) -> Result<Answer> {
    let chosen: Option<Vec<bool>> = query.fields.as_ref().map(|names| {
        kind.fields
            .iter()
            .map(|field| names.contains(&field.name))
            .collect()
    });
    let mut referred = Referred::new(kind, chosen.as_deref());
    let mut out = Vec::with_capacity(64 * 1024);
    out.extend_from_slice(b"{\"items\":[");
    let mut first = true;
    let (_, next, count) = page_of(read, kind, query, &mut |row| {
        if !std::mem::take(&mut first) {
            out.push(b',');
        }
        referred.note(row)?;
        write_sql_row(&mut out, kind, row, chosen.as_deref())
    })?;
    out.extend_from_slice(b"],\"refs\":");
    serde_json::to_writer(&mut out, &referred.names(read)?)?;
    out.extend_from_slice(b",\"next\":");
    serde_json::to_writer(&mut out, &next)?;
    out.extend_from_slice(b",\"count\":");
    serde_json::to_writer(&mut out, &count)?;
    out.push(b'}');
    let text = String::from_utf8(out).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Answer {
        text,
        id: None,
        revision: None,
        next,
    })
}

/// The records that the rows of a page refer to.
struct Referred<'k> {
    /// Place of the column, and the kind it leads to.
    columns: Vec<(usize, &'k str)>,
    found: BTreeMap<&'k str, BTreeSet<Uuid>>,
}

impl<'k> Referred<'k> {
    fn new(kind: &'k Kind, chosen: Option<&[bool]>) -> Self {
        let wanted = |at: usize| chosen.is_none_or(|chosen| chosen[at]);
        let fields = kind.fields.iter().enumerate().filter(|(at, _)| wanted(*at));
        let columns = fields
            .filter_map(|(at, field)| Some((HEAD_COUNT + at, field.reference.as_deref()?)))
            .chain([(OWNER_COLUMN, USER_KIND)])
            .collect();
        Self {
            columns,
            found: BTreeMap::new(),
        }
    }

    fn note(&mut self, row: &rusqlite::Row<'_>) -> Result<()> {
        for (column, kind) in &self.columns {
            if let ValueRef::Blob(bytes) = row.get_ref(*column)?
                && let Ok(id) = Uuid::from_slice(bytes)
            {
                self.found.entry(kind).or_default().insert(id);
            }
        }
        Ok(())
    }

    fn names(self, read: &Read<'_>) -> Result<References> {
        let mut references = References::new();
        for (kind, ids) in self.found {
            read.name_into(&mut references, kind, &ids.into_iter().collect::<Vec<_>>())?;
        }
        Ok(references)
    }
}
