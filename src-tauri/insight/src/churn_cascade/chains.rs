//! The likeliest chain of ties by which each account is reached.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::graph::Graph;

struct Open(f64, usize);

impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Open {}
impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Open {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0).then(other.1.cmp(&self.1))
    }
}

/// A chain: the accounts from the one that leaves on its own to the one it reaches, and how likely just this is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chain {
    pub(super) accounts: Vec<usize>,
    pub(super) probability: f64,
}

/// For each account that can be reached over ties, its likeliest chain (Dijkstra 1959 with products for sums), the
/// `count` of them that put most at stake, most first.
pub(super) fn likeliest(graph: &Graph, count: usize) -> Vec<Chain> {
    let mut best = graph.seeds.clone();
    let mut before: Vec<Option<usize>> = vec![None; graph.len()];
    let mut heap: BinaryHeap<Open> = (0..graph.len())
        .filter(|a| best[*a] > 0.0)
        .map(|a| Open(best[a], a))
        .collect();
    while let Some(Open(p, account)) = heap.pop() {
        if p < best[account] {
            continue;
        }
        for (other, tie) in graph.around(account) {
            let (other, reached) = (*other as usize, p * graph.ties[*tie as usize].2);
            if reached > best[other] {
                best[other] = reached;
                before[other] = Some(account);
                heap.push(Open(reached, other));
            }
        }
    }
    let stake = |a: usize| best[a] * graph.values[a];
    let mut ends: Vec<usize> = (0..graph.len()).filter(|a| before[*a].is_some()).collect();
    ends.sort_by(|a, b| {
        stake(*b)
            .total_cmp(&stake(*a))
            .then(best[*b].total_cmp(&best[*a]))
            .then(a.cmp(b))
    });
    ends.truncate(count);
    ends.into_iter()
        .map(|end| {
            let back = std::iter::successors(Some(end), |at| before[*at]);
            let mut accounts: Vec<usize> = back.collect();
            accounts.reverse();
            Chain {
                accounts,
                probability: best[end],
            }
        })
        .collect()
}
