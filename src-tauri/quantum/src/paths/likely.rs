//! The most likely paths, exactly: best-first search (A*, Hart, Nilsson and Raphael 1968), guided by how likely the rest
//! of a path can be at best.

use super::Chain;
use crate::error::{Error, Result};
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// A path and how likely it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The states in order, from the start to an absorbing state.
    pub states: Vec<usize>,
    /// Its probability.
    pub probability: f64,
}

/// An unfinished path, and how likely it can be at best once it is finished.
struct Open(Path, f64);

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
        // Equal probabilities in the order of their states, so that the answer is always the same.
        self.1
            .total_cmp(&other.1)
            .then_with(|| other.0.states.cmp(&self.0.states))
    }
}

/// Most unfinished paths kept.
const MOST: usize = 2_000_000;

impl Chain {
    /// The `count` most likely ways from `start` to an end in at most `steps` steps, most likely
    /// first. No path gets likelier than its bound, so the first to finish are the best.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a start out of range or a chain whose paths are too many to search.
    pub fn likely_paths(&self, start: usize, steps: usize, count: usize) -> Result<Vec<Path>> {
        if start >= self.states() {
            return Err(Error::Invalid(format!("there is no state {start}")));
        }
        let best = self.best_end();
        let first = Path {
            states: vec![start],
            probability: 1.0,
        };
        let mut heap = BinaryHeap::from([Open(first, best[start])]);
        let mut out = Vec::new();
        while let Some(Open(path, _)) = heap.pop() {
            let here = path.states[path.states.len() - 1];
            if self.absorbing[here] {
                out.push(path);
                if out.len() == count {
                    break;
                }
                continue;
            }
            if path.states.len() > steps {
                continue;
            }
            for (next, p) in self
                .matrix
                .row(here)
                .iter()
                .enumerate()
                .filter(|(next, p)| **p > 0.0 && best[*next] > 0.0)
            {
                let mut states = path.states.clone();
                states.push(next);
                let probability = path.probability * p;
                let longer = Path {
                    states,
                    probability,
                };
                heap.push(Open(longer, probability * best[next]));
            }
            if heap.len() > MOST {
                return Err(Error::Invalid(
                    "this chain has too many paths of similar probability to rank".into(),
                ));
            }
        }
        Ok(out)
    }

    /// From each state the probability of the likeliest way to an end, however long; 0 where there is none (Dijkstra 1959,
    /// with products for sums).
    fn best_end(&self) -> Vec<f64> {
        let mut best: Vec<f64> = self
            .absorbing
            .iter()
            .map(|end| f64::from(u8::from(*end)))
            .collect();
        let mut settled = vec![false; best.len()];
        while let Some(next) = (0..best.len())
            .filter(|s| !settled[*s] && best[*s] > 0.0)
            .max_by(|a, b| best[*a].total_cmp(&best[*b]))
        {
            settled[next] = true;
            for (from, p) in self.matrix.column(next).iter().enumerate() {
                if !settled[from] {
                    best[from] = best[from].max(p * best[next]);
                }
            }
        }
        best
    }
}
