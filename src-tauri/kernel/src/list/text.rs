//! A page as JSON text, written straight from the database's rows.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::types::ValueRef;
use uuid::Uuid;

use super::ListQuery;
use super::page::page_of;
use crate::error::{Error, Result};
use crate::kind::Kind;
use crate::kind::USER_KIND;
use crate::read::Read;
use crate::record::{HEAD_COUNT, OWNER_COLUMN, write_id, write_sql_row, write_text};

/// One page of a list as JSON text.
pub(crate) struct PageText {
    pub(crate) text: String,
    /// Where the next page begins.
    pub(crate) next: Option<String>,
}

/// One page of a list: `{"items":[…],"refs":{…},"next":…,"count":…}`.
pub(crate) fn list_text(read: &Read<'_>, kind: &Arc<Kind>, query: &ListQuery) -> Result<PageText> {
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
    referred.write_names(read, &mut out)?;
    out.extend_from_slice(b",\"next\":");
    serde_json::to_writer(&mut out, &next)?;
    out.extend_from_slice(b",\"count\":");
    serde_json::to_writer(&mut out, &count)?;
    out.push(b'}');
    let text = String::from_utf8(out).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(PageText { text, next })
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

    /// Writes [`crate::read::References`] as JSON.
    fn write_names(self, read: &Read<'_>, out: &mut Vec<u8>) -> Result<()> {
        out.push(b'{');
        let start = out.len();
        for (kind, ids) in self.found {
            let Ok(kind) = read.kind(kind) else { continue };
            let mut statement = read.connection().prepare_cached(&kind.statements().title)?;
            for id in ids {
                if kind.private && read.find_row(kind, id)?.is_none() {
                    continue;
                }
                let mut rows = statement.query([id.as_bytes()])?;
                let Some(row) = rows.next()? else { continue };
                if out.len() > start {
                    out.push(b',');
                }
                write_id(out, id);
                out.extend_from_slice(b":{\"kind\":");
                write_text(out, &kind.name);
                out.extend_from_slice(b",\"name\":");
                match row.get_ref(0)? {
                    ValueRef::Text(name) => write_text(out, &String::from_utf8_lossy(name)),
                    _ => write_text(out, ""),
                }
                out.push(b'}');
            }
        }
        out.push(b'}');
        Ok(())
    }
}
