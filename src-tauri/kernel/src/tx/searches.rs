//! The full-text index follows a transaction as a whole: what it says of each record is gathered, and written in the
//! order of the rows. FTS5 writes out all it holds whenever a row number is below the one before, so that an edit of
//! many records in the order of a list would make a segment of each.

use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::params;

use super::Tx;
use crate::error::Result;
use crate::kind::{Kind, Searched};
use crate::record::{SearchText, search_text};
use crate::store::searched_up_to;
use crate::value::Value;

/// Most records gathered before they are written.
const MOST: usize = 20_000;

/// What becomes of one record in the index.
struct Gathered {
    /// Whether the index holds it.
    held: bool,
    /// What the index is to hold.
    text: SearchText,
}

/// The records of one transaction whose text changed: by kind, then by row.
#[derive(Default)]
pub(super) struct Searches {
    kinds: BTreeMap<String, OfKind>,
    count: usize,
}

/// The records of one kind.
struct OfKind {
    kind: Arc<Kind>,
    /// Rows beyond this one are indexed when the bulk load that brings them in is finished.
    up_to: i64,
    rows: BTreeMap<i64, Gathered>,
}

/// Whether any searchable field differs.
fn differs(kind: &Kind, old: &[Value], new: &[Value]) -> bool {
    let fields = kind.fields.iter().zip(old.iter().zip(new));
    fields
        .into_iter()
        .any(|(field, (old, new))| field.searched != Searched::No && old != new)
}

impl Tx<'_> {
    /// Brings the full-text index from the `old` values to the `new` ones by the end of the transaction; `None` = not in
    /// the index. A search in the same transaction does not see it yet.
    pub(super) fn index_search(
        &mut self,
        kind: &Arc<Kind>,
        rowid: i64,
        old: Option<&[Value]>,
        new: Option<&[Value]>,
    ) -> Result<()> {
        if !kind.searchable {
            return Ok(());
        }
        if let (Some(old), Some(new)) = (old, new)
            && !differs(kind, old, new)
        {
            return Ok(());
        }
        let text = |values: Option<&[Value]>| {
            values.map_or_else(SearchText::default, |v| search_text(kind, v))
        };
        if !self.searches.kinds.contains_key(&kind.name) {
            let empty = OfKind {
                kind: kind.clone(),
                up_to: searched_up_to(self.connection(), kind)?,
                rows: BTreeMap::new(),
            };
            self.searches.kinds.insert(kind.name.clone(), empty);
        }
        let rows = match self.searches.kinds.get_mut(&kind.name) {
            Some(of) if rowid <= of.up_to => &mut of.rows,
            _ => return Ok(()),
        };
        let before = rows.len();
        rows.entry(rowid)
            .or_insert_with(|| Gathered {
                held: !text(old).is_empty(),
                text: SearchText::default(),
            })
            .text = text(new);
        self.searches.count += rows.len() - before;
        if self.searches.count >= MOST {
            self.write_searches()?;
        }
        Ok(())
    }

    /// Writes what was gathered.
    pub(super) fn write_searches(&mut self) -> Result<()> {
        let gathered = std::mem::take(&mut self.searches);
        for OfKind { kind, rows, .. } in gathered.kinds.into_values() {
            let statements = kind.statements();
            let mut unindex = self.connection().prepare_cached(&statements.unindex)?;
            let mut index = self.connection().prepare_cached(&statements.index)?;
            for (rowid, Gathered { held, text }) in rows {
                if held {
                    unindex.execute([rowid])?;
                }
                if !text.is_empty() {
                    index.execute(params![rowid, text.title, text.body, text.digits])?;
                }
            }
        }
        Ok(())
    }
}
