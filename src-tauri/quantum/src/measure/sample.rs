//! Shots: many measurements of all qubits without collapsing the state.

use super::SUM_GRAIN;
use crate::random::Stream;
use crate::real::Real;
use crate::state::StateVector;
use rayon::prelude::*;

/// Shots drawn from one stream.
const RUN: usize = 1 << 12;

impl<T: Real> StateVector<T> {
    /// `shots` independent outcomes, each a basis state's number, drawn with `seed`.
    ///
    /// Two sorted searches: a shot first finds its part of the state among the parts' sums, then
    /// its amplitude in that part's running sum, made once per part. Memory: 16 bytes per shot,
    /// none per amplitude.
    pub fn sample(&self, shots: usize, seed: u64) -> Vec<usize> {
        let state = self.slice();
        let sums: Vec<f64> = state
            .par_chunks(SUM_GRAIN)
            .map(|p| p.iter().map(|z| z.norm_sqr().wide()).sum())
            .collect();
        let mut edges = Vec::with_capacity(sums.len());
        let mut total = 0.0;
        for s in &sums {
            total += s;
            edges.push(total);
        }
        let mut draws = vec![0.0; shots];
        draws.par_chunks_mut(RUN).enumerate().for_each(|(n, part)| {
            let mut r = Stream::new(seed, n as u64);
            part.iter_mut().for_each(|d| *d = r.unit() * total);
        });
        // Last part with any probability: rounding never sends a shot beyond it.
        let last = sums.iter().rposition(|s| *s > 0.0).unwrap_or(0);
        let part_of = |d: f64| edges.partition_point(|e| *e <= d).min(last);
        let places: Vec<u32> = draws.par_iter().map(|d| part_of(*d) as u32).collect();
        let mut starts = vec![0usize; sums.len() + 1];
        places.iter().for_each(|p| starts[*p as usize + 1] += 1);
        for k in 0..sums.len() {
            starts[k + 1] += starts[k];
        }
        let mut order = vec![0usize; shots];
        let mut next = starts.clone();
        for (shot, p) in places.iter().enumerate() {
            order[next[*p as usize]] = shot;
            next[*p as usize] += 1;
        }
        let resolve = |part: usize| -> Vec<usize> {
            let mine = &order[starts[part]..starts[part + 1]];
            if mine.is_empty() {
                return Vec::new();
            }
            let from = part * SUM_GRAIN;
            let to = state.len().min(from + SUM_GRAIN);
            let mut running = Vec::with_capacity(to - from);
            let mut sum = edges[part] - sums[part];
            let mut last = 0;
            for (k, z) in state[from..to].iter().enumerate() {
                let p = z.norm_sqr().wide();
                if p > 0.0 {
                    last = k;
                }
                sum += p;
                running.push(sum);
            }
            mine.iter()
                .map(|s| from + running.partition_point(|e| *e <= draws[*s]).min(last))
                .collect()
        };
        let found: Vec<Vec<usize>> = (0..sums.len()).into_par_iter().map(resolve).collect();
        let mut out = vec![0usize; shots];
        for (shot, outcome) in order.iter().zip(found.into_iter().flatten()) {
            out[*shot] = outcome;
        }
        out
    }
}

/// How often each outcome occurs, sorted by outcome.
pub fn counts(shots: &[usize]) -> Vec<(usize, usize)> {
    let mut sorted = shots.to_vec();
    sorted.par_sort_unstable();
    sorted
        .chunk_by(|a, b| a == b)
        .map(|same| (same[0], same.len()))
        .collect()
}
