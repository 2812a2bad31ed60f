//! A set of rows of one table, a bit a row number: a million rows take 125 KB.

/// Row numbers of one table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RowSet {
    bits: Vec<u8>,
}

/// Largest row number that a set can hold: 8 MB.
const LARGEST: i64 = 1 << 26;

fn place(row: i64) -> Option<(usize, u8)> {
    let at = usize::try_from(row).ok()?;
    Some((at / 8, 1 << (at % 8)))
}

/// Whether `row` is in the set of these bits: what the SQL function `in_rows` asks.
pub(crate) fn in_rows(bits: &[u8], row: i64) -> bool {
    place(row).is_some_and(|(at, bit)| bits.get(at).is_some_and(|byte| byte & bit != 0))
}

impl RowSet {
    /// Adds a row. `false`: its number is too large for any set.
    #[must_use]
    pub(crate) fn insert(&mut self, row: i64) -> bool {
        let Some((at, bit)) = place(row).filter(|_| row < LARGEST) else {
            return false;
        };
        if at >= self.bits.len() {
            self.bits.resize(at + 1, 0);
        }
        self.bits[at] |= bit;
        true
    }

    /// Takes a row out.
    pub(crate) fn remove(&mut self, row: i64) {
        if let Some((at, bit)) = place(row)
            && let Some(byte) = self.bits.get_mut(at)
        {
            *byte &= !bit;
        }
    }

    /// Leaves what is in the other set as well.
    pub(crate) fn intersect(&mut self, other: &Self) {
        self.bits.truncate(other.bits.len());
        for (byte, other) in self.bits.iter_mut().zip(&other.bits) {
            *byte &= other;
        }
    }

    /// How many rows.
    pub(crate) fn len(&self) -> u64 {
        self.bits
            .iter()
            .map(|byte| u64::from(byte.count_ones()))
            .sum()
    }

    /// The bits, as [`in_rows`] reads them.
    pub(crate) fn bits(&self) -> &[u8] {
        &self.bits
    }

    /// The rows in rising order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = i64> + '_ {
        let filled = self.bits.iter().enumerate().filter(|(_, byte)| **byte != 0);
        filled.flat_map(|(at, byte)| rows_of(at, *byte))
    }

    /// The rows below `bound` in falling order.
    pub(crate) fn falling(&self, bound: i64) -> impl Iterator<Item = i64> + '_ {
        let bytes = usize::try_from(bound).unwrap_or(0).div_ceil(8);
        let filled = self.bits[..bytes.min(self.bits.len())]
            .iter()
            .enumerate()
            .rev();
        filled
            .filter(|(_, byte)| **byte != 0)
            .flat_map(|(at, byte)| rows_of(at, *byte).rev())
            .filter(move |row| *row < bound)
    }
}

/// The rows of one byte.
fn rows_of(at: usize, byte: u8) -> impl DoubleEndedIterator<Item = i64> {
    (0..8_i64)
        .filter(move |bit| byte >> bit & 1 == 1)
        .map(move |bit| at as i64 * 8 + bit)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use proptest::prelude::*;

    fn set(rows: &BTreeSet<i64>) -> RowSet {
        let mut set = RowSet::default();
        assert!(rows.iter().all(|row| set.insert(*row)));
        set
    }

    proptest! {
        #[test]
        fn it_is_a_set_of_numbers(
            one in prop::collection::btree_set(0_i64..300, 0..40),
            other in prop::collection::btree_set(0_i64..300, 0..40),
            bound in 0_i64..320,
        ) {
            let mut both = set(&one);
            both.intersect(&set(&other));
            let expected: Vec<i64> = one.intersection(&other).copied().collect();
            prop_assert_eq!(both.iter().collect::<Vec<_>>(), expected.clone());
            prop_assert_eq!(both.len(), expected.len() as u64);
            let falling: Vec<i64> = one.range(..bound).rev().copied().collect();
            prop_assert_eq!(set(&one).falling(bound).collect::<Vec<_>>(), falling);
            let mut left = set(&one);
            other.iter().for_each(|row| left.remove(*row));
            for row in -1..320 {
                prop_assert_eq!(in_rows(left.bits(), row), one.contains(&row) && !other.contains(&row));
            }
        }
    }

    #[test]
    fn a_number_that_no_set_can_hold_is_refused() {
        let mut set = RowSet::default();
        assert!(!set.insert(LARGEST) && !set.insert(-1) && set.insert(LARGEST - 1));
    }
}
