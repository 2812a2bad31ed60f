//! Lists: filtered, ordered, in keyset pages with opaque cursors, or from any row number on.
//!
//! A page never waits for a count, and never depends on how far down the list it lies: it goes on after the values
//! of the row before it. The order of a list is that of its columns, empty values of the first column last, and
//! the row's own number as the tie-break.

mod anchors;
mod cursor;
mod moved;
mod narrow;
mod order;
mod page;
mod plan;
mod text;
mod versions;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub(crate) use anchors::Anchors;
pub(crate) use cursor::CursorKey;
pub(crate) use narrow::Sets;
pub use page::{aggregate, count, list, target_ids};
pub(crate) use text::list_text;
pub(crate) use versions::Versions;

use crate::filter::{Filter, Op};
use crate::kind::{Kind, Searched};
use crate::search::words;

/// Most rows of one page.
pub const PAGE_MAX: u32 = 500;
/// Rows of a page when nothing is said.
pub const PAGE_DEFAULT: u32 = 50;

/// What to list.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListQuery {
    /// Which records.
    pub filter: Option<Filter>,
    /// Words to be found in them.
    pub search: Option<String>,
    /// Fields to order by; `-` in front turns the order round.
    pub ordering: Option<Vec<String>>,
    /// Rows of the page; 50 when left out, at most 500.
    pub limit: Option<u32>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// Number of the row to begin with, counted from 0; instead of a cursor.
    pub offset: Option<u64>,
    /// Count the whole list as well, up to this many.
    pub count: Option<u64>,
    /// Only these fields.
    pub fields: Option<Vec<String>>,
    /// Whether to list the trash.
    pub trash: Option<bool>,
}

impl ListQuery {
    /// Filter and search words as one filter on records of `kind`.
    pub fn condition(&self, kind: &Kind) -> Option<Filter> {
        let search = self.search.clone().map(|text| {
            if self.trash.unwrap_or(false) {
                in_the_trash(kind, &text)
            } else {
                Filter::Search(text)
            }
        });
        Filter::both(self.filter.clone(), search)
    }
}

/// Looks for words in what is in the trash, which the full-text index leaves out: each must stand somewhere in a
/// searchable field. The trash is short enough to be read through.
fn in_the_trash(kind: &Kind, text: &str) -> Filter {
    let anywhere = |word: String| {
        let fields = kind
            .fields
            .iter()
            .filter(|field| field.searched != Searched::No);
        Filter::Or(
            fields
                .map(|field| Filter::compare(&field.name, Op::IContains, word.clone()))
                .collect(),
        )
    };
    Filter::And(words(text).into_iter().map(anywhere).collect())
}

/// How many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Count {
    /// The number, at most the cap.
    pub value: u64,
    /// Whether the list ends there.
    pub exact: bool,
}

/// One page of rows.
#[derive(Debug)]
pub struct Page {
    /// The rows.
    pub rows: Vec<crate::record::Row>,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
    /// The count, if it was asked for.
    pub count: Option<Count>,
}
