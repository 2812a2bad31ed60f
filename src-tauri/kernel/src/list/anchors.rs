//! Positions of every so-many-th row of lists that someone jumps about in, so that row 900,000 is as near as row 9.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::order::Position;

/// Rows between two anchors.
pub(super) const STRIDE: u64 = 250;
/// A list is walked for its anchors only when someone goes beyond this row: nearer ones are counted off.
pub(super) const NEAR: u64 = 2_000;
/// Lists remembered.
const LISTS: usize = 12;

/// The anchors of one list.
#[derive(Debug)]
pub(super) struct Marks {
    /// Position of rows STRIDE - 1, 2·STRIDE - 1, …: a page from row n·STRIDE on goes on after mark n - 1.
    pub(super) marks: Vec<Position>,
    /// Length of the list.
    pub(super) total: u64,
}

/// The lists remembered, each valid for one state of its kinds.
#[derive(Default)]
pub(crate) struct Anchors {
    lists: Mutex<VecDeque<(String, u64, Arc<Marks>)>>,
}

impl Anchors {
    /// The anchors of the list described by `context`, if they are of `version`.
    pub(super) fn get(&self, context: &str, version: u64) -> Option<Arc<Marks>> {
        let lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        lists
            .iter()
            .find(|(known, at, _)| known == context && *at == version)
            .map(|(.., marks)| marks.clone())
    }

    /// Remembers the anchors of a list and forgets the oldest.
    pub(super) fn put(&self, context: &str, version: u64, marks: Arc<Marks>) {
        let mut lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        lists.retain(|(known, ..)| known != context);
        lists.push_front((context.to_owned(), version, marks));
        lists.truncate(LISTS);
    }
}
