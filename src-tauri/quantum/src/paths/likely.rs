//! The most likely paths, exactly: best-first search.

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

struct Open(Path);

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
        self.0
            .probability
            .total_cmp(&other.0.probability)
            .then_with(|| other.0.states.cmp(&self.0.states))
    }
}

/// Most unfinished paths kept.
const MOST: usize = 2_000_000;

impl Chain {
    /// The `count` most likely ways from `start` to an end in at most `steps` steps, most likely
    /// first. Extending a path never makes it likelier, so the first to finish are the best.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a start out of range or a chain whose paths are too many to search.
    pub fn likely_paths(&self, start: usize, steps: usize, count: usize) -> Result<Vec<Path>> {
        if start >= self.states() {
            return Err(Error::Invalid(format!("there is no state {start}")));
        }
        let mut heap = BinaryHeap::from([Open(Path {
            states: vec![start],
            probability: 1.0,
        })]);
        let mut out = Vec::new();
        while let Some(Open(path)) = heap.pop() {
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
                .filter(|(_, p)| **p > 0.0)
            {
                let mut states = path.states.clone();
                states.push(next);
                heap.push(Open(Path {
                    states,
                    probability: path.probability * p,
                }));
            }
            if heap.len() > MOST {
                return Err(Error::Invalid(
                    "this chain has too many paths of similar probability to rank".into(),
                ));
            }
        }
        Ok(out)
    }
}
