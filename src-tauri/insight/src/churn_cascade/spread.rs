//! One cascade: who leaves in one of the worlds that are drawn.
//!
//! Independent cascade and linear threshold as in Kempe, Kleinberg and Tardos, "Maximizing the spread of influence
//! through a social network", 2003. A world is a stream of random numbers in which every account and every tie has a
//! place of its own, so that the same world can be asked twice with one thing changed.

use mycrm_quantum::random::Stream;

use super::graph::Graph;
use super::parameters::CascadeModel;

/// What is changed in a world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Changed {
    Nothing,
    /// This account leaves at the start.
    Leaves(usize),
    /// This account never leaves.
    Stays(usize),
}

/// Room to follow cascades in.
#[derive(Debug)]
pub(super) struct Cascade<'g> {
    graph: &'g Graph,
    model: CascadeModel,
    /// Number of the cascade in which an account left last; 0 none.
    left_in: Vec<u32>,
    number: u32,
    /// Those who left, in order.
    queue: Vec<u32>,
    /// Threshold model: weight of the ties that have left, and in which cascade that was.
    pulled: Vec<(u32, f64)>,
}

impl<'g> Cascade<'g> {
    pub(super) fn new(graph: &'g Graph, model: CascadeModel) -> Self {
        Self {
            graph,
            model,
            left_in: vec![0; graph.len()],
            number: 0,
            queue: Vec::new(),
            pulled: vec![(0, 0.0); graph.len()],
        }
    }

    /// Who leaves in a world, those who begin first.
    pub(super) fn follow(&mut self, world: &Stream, changed: Changed) -> &[u32] {
        self.number += 1;
        self.queue.clear();
        if let Changed::Stays(account) = changed {
            // As if it had left already: it neither goes nor takes anyone along.
            self.left_in[account] = self.number;
        }
        for account in 0..self.graph.len() {
            let chance = self.graph.seeds[account];
            let goes = changed == Changed::Leaves(account)
                || (chance > 0.0 && world.unit_at(account as u64) < chance);
            if goes {
                self.leave(account);
            }
        }
        let mut at = 0;
        while let Some(account) = self.queue.get(at) {
            self.take_along(*account as usize, world);
            at += 1;
        }
        &self.queue
    }

    /// What those who left were worth.
    pub(super) fn loss(&mut self, world: &Stream, changed: Changed) -> f64 {
        let graph = self.graph;
        let left = self.follow(world, changed);
        left.iter()
            .map(|account| graph.values[*account as usize])
            .sum()
    }

    fn leave(&mut self, account: usize) {
        if self.left_in[account] != self.number {
            self.left_in[account] = self.number;
            self.queue.push(account as u32);
        }
    }

    fn take_along(&mut self, account: usize, world: &Stream) {
        let n = self.graph.len() as u64;
        let graph = self.graph;
        for (other, tie) in graph.around(account) {
            let (other, tie) = (*other as usize, *tie as usize);
            if self.left_in[other] == self.number {
                continue;
            }
            let goes = match self.model {
                CascadeModel::IndependentCascade => {
                    world.unit_at(n + tie as u64) < graph.ties[tie].2
                }
                CascadeModel::LinearThreshold => {
                    let before = match self.pulled[other] {
                        (number, sum) if number == self.number => sum,
                        _ => 0.0,
                    };
                    let sum = before + graph.weight(other, tie);
                    self.pulled[other] = (self.number, sum);
                    world.unit_at(n + other as u64) < sum
                }
            };
            if goes {
                self.leave(other);
            }
        }
    }
}
