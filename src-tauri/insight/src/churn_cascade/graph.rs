//! Accounts and the ties between them.

use std::collections::BTreeMap;

use mycrm_kernel::error::{Error, Result};

/// Most accounts and ties: beyond, one cascade would take too long to draw thousands of.
pub(super) const MOST_ACCOUNTS: usize = 50_000;
const MOST_TIES: usize = 500_000;

/// A graph whose ties go both ways.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Graph {
    /// What each account is worth.
    pub(super) values: Vec<f64>,
    /// Chance of each account to leave on its own.
    pub(super) seeds: Vec<f64>,
    /// Ties: two accounts and the chance that one takes the other along.
    pub(super) ties: Vec<(u32, u32, f64)>,
    /// Ties of account a: `around[from[a]..from[a + 1]]`, each the other account and the tie.
    from: Vec<u32>,
    around: Vec<(u32, u32)>,
    /// Of each account, the chances of all its ties together: what the threshold model scales by where above 1.
    pull: Vec<f64>,
}

impl Graph {
    /// From values, chances to leave, and ties; several ties of one pair are chances apart from each other.
    ///
    /// # Errors
    /// Too many accounts or ties.
    pub(super) fn new(
        values: Vec<f64>,
        seeds: Vec<f64>,
        ties: impl IntoIterator<Item = (usize, usize, f64)>,
    ) -> Result<Self> {
        let n = values.len();
        let mut pairs: BTreeMap<(u32, u32), f64> = BTreeMap::new();
        for (a, b, p) in ties {
            if a != b && p > 0.0 && a.max(b) < n {
                let none = pairs
                    .entry((a.min(b) as u32, a.max(b) as u32))
                    .or_insert(1.0);
                *none *= 1.0 - p;
            }
            if pairs.len() > MOST_TIES {
                return Err(Error::TooLarge(format!(
                    "These accounts have more than {MOST_TIES} ties. Set the chance of the commonest kind of tie to 0."
                )));
            }
        }
        let ties: Vec<(u32, u32, f64)> = pairs
            .into_iter()
            .map(|((a, b), none)| (a, b, 1.0 - none))
            .collect();
        let mut from = vec![0_u32; n + 1];
        let mut pull = vec![0.0; n];
        for (a, b, p) in &ties {
            for end in [*a as usize, *b as usize] {
                from[end + 1] += 1;
                pull[end] += p;
            }
        }
        for at in 0..n {
            from[at + 1] += from[at];
        }
        let mut next = from.clone();
        let mut around = vec![(0, 0); ties.len() * 2];
        for (tie, (a, b, _)) in ties.iter().enumerate() {
            for (end, other) in [(*a, *b), (*b, *a)] {
                let place = &mut next[end as usize];
                around[*place as usize] = (other, tie as u32);
                *place += 1;
            }
        }
        Ok(Self {
            values,
            seeds,
            ties,
            from,
            around,
            pull,
        })
    }

    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// The other ends of an account's ties, and which ties they are.
    pub(super) fn around(&self, account: usize) -> &[(u32, u32)] {
        &self.around[self.from[account] as usize..self.from[account + 1] as usize]
    }

    /// How much of its threshold an account loses when the other end of a tie leaves.
    pub(super) fn weight(&self, account: usize, tie: usize) -> f64 {
        self.ties[tie].2 / self.pull[account].max(1.0)
    }
}
