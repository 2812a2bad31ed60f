//! Positions of every so-many-th row of lists that someone jumps about in, so that row 900,000 is as near as row 9.
//!
//! A small write moves few rows: where these stood and where they stand now is known, and so by how much the number of
//! rows before each position grows or shrinks. The list is walked again only after much was written.

use std::cmp::Ordering;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::order::Position;

/// Rows between two anchors.
pub(super) const STRIDE: u64 = 100;
/// A list is walked for its anchors only when someone goes beyond this row: nearer ones are counted off.
pub(super) const NEAR: u64 = 2_000;
/// Rows that may have moved before the list is walked again: anchors drift apart where many rows come in.
pub(super) const MOVED: usize = 2_000;
/// Lists remembered.
const LISTS: usize = 12;

/// The anchors of one list.
#[derive(Debug)]
pub(super) struct Marks {
    /// Positions in the order of the list; a row need not stand there any more.
    positions: Arc<Vec<Position>>,
    /// How many rows stand up to each of them.
    counts: Vec<u64>,
    /// Length of the list.
    pub(super) total: u64,
    /// How many rows have moved since the list was walked.
    pub(super) moved: usize,
}

impl Marks {
    /// The anchors of a list of `total` rows that has `positions` at every [`STRIDE`]th.
    pub(super) fn walked(positions: Vec<Position>, total: u64) -> Self {
        let counts = (1..=positions.len() as u64).map(|at| at * STRIDE).collect();
        Self {
            positions: Arc::new(positions),
            counts,
            total,
            moved: 0,
        }
    }

    /// What row number `offset` comes after, if an anchor stands before it, and how many rows are to be skipped there.
    pub(super) fn before(&self, offset: u64) -> (Option<&Position>, u64) {
        match self.counts.partition_point(|count| *count <= offset) {
            0 => (None, offset),
            at => (Some(&self.positions[at - 1]), offset - self.counts[at - 1]),
        }
    }

    /// The anchors after rows went from where they stood and came to where they stand now.
    pub(super) fn after(
        &self,
        (gone, come): (&[Position], &[Position]),
        compare: impl Fn(&Position, &Position) -> Ordering,
    ) -> Self {
        let mut change = vec![0_i64; self.positions.len() + 1];
        for (moved, by) in [(gone, -1), (come, 1)] {
            for position in moved {
                let first = self
                    .positions
                    .partition_point(|mark| compare(mark, position) == Ordering::Less);
                change[first] += by;
            }
        }
        let mut sum = 0;
        let counts = self
            .counts
            .iter()
            .zip(&change)
            .map(|(count, by)| {
                sum += by;
                count.saturating_add_signed(sum)
            })
            .collect();
        Self {
            positions: self.positions.clone(),
            counts,
            total: self
                .total
                .saturating_add(come.len() as u64)
                .saturating_sub(gone.len() as u64),
            moved: self.moved + gone.len().max(come.len()),
        }
    }
}

/// The lists remembered, each valid for one state of its kinds.
#[derive(Default)]
pub(crate) struct Anchors {
    lists: Mutex<VecDeque<(String, u64, Arc<Marks>)>>,
}

impl Anchors {
    /// The anchors of the list described by `context`, and the version they are of.
    pub(super) fn get(&self, context: &str) -> Option<(u64, Arc<Marks>)> {
        let lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        lists
            .iter()
            .find(|(known, ..)| known == context)
            .map(|(_, version, marks)| (*version, marks.clone()))
    }

    /// Remembers the anchors of a list and forgets the oldest.
    pub(super) fn put(&self, context: &str, version: u64, marks: Arc<Marks>) {
        let mut lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        lists.retain(|(known, ..)| known != context);
        lists.push_front((context.to_owned(), version, marks));
        lists.truncate(LISTS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Value;
    use proptest::prelude::*;

    fn position((value, rowid): (i64, i64)) -> Position {
        Position {
            values: vec![Value::Int(value)],
            rowid,
        }
    }

    fn compare(a: &Position, b: &Position) -> Ordering {
        let of = |position: &Position| (position.values[0].int(), position.rowid);
        of(a).cmp(&of(b))
    }

    proptest! {
        #[test]
        fn after_rows_moved_each_row_is_still_found_by_its_number(
            first in prop::collection::btree_set((0_i64..900, 0_i64..3), 200..900),
            moves in prop::collection::vec((0_usize..900, 0_i64..900, 10_i64..13), 0..40),
        ) {
            let mut rows: Vec<(i64, i64)> = first.into_iter().collect();
            let ends = rows.iter().skip(STRIDE as usize - 1).step_by(STRIDE as usize);
            let marks = Marks::walked(ends.map(|row| position(*row)).collect(), rows.len() as u64);
            let (mut gone, mut come) = (Vec::new(), Vec::new());
            for (at, value, rowid) in moves {
                if at < rows.len() {
                    gone.push(position(rows.remove(at)));
                }
                let new = (value, rowid);
                if !rows.contains(&new) {
                    rows.push(new);
                    come.push(position(new));
                }
            }
            // One that came and went again in between was never there.
            gone.retain(|row| match come.iter().position(|new| new == row) {
                Some(at) => { come.remove(at); false }
                None => true,
            });
            rows.sort_unstable();
            let marks = marks.after((&gone, &come), compare);
            prop_assert_eq!(marks.total, rows.len() as u64);
            for offset in 0..rows.len() as u64 {
                let (after, skip) = marks.before(offset);
                let following = rows.iter().filter(|row| {
                    after.is_none_or(|after| compare(&position(**row), after) == Ordering::Greater)
                });
                prop_assert_eq!(following.skip(1).count(), rows.len() - 1 - (offset - skip) as usize);
            }
        }
    }
}
