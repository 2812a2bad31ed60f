//! Diagonals and permutations over many qubits: one pass each, in place.

use super::lower::{Kind, Prim};
use super::shared::deposit;
use crate::real::Real;
use num_complex::Complex;
use rayon::prelude::*;

/// Amplitudes handled by one task.
const GRAIN: usize = 1 << 14;

pub(crate) fn run<T: Real>(qubits: usize, state: &mut [Complex<T>], prim: &Prim) {
    match &prim.kind {
        Kind::WideDiagonal(list, factors) => {
            let factors: Vec<Complex<T>> = factors
                .iter()
                .map(|z| Complex::new(T::of(z.re), T::of(z.im)))
                .collect();
            state
                .par_chunks_mut(GRAIN)
                .enumerate()
                .for_each(|(n, part)| {
                    for (k, z) in part.iter_mut().enumerate() {
                        let index = n * GRAIN + k;
                        if index as u64 & prim.mask == prim.want {
                            *z *= factors[extract(index, list)];
                        }
                    }
                });
        }
        Kind::WidePermutation(list, map) => permute(qubits, state, prim, list, map),
        _ => {}
    }
}

/// Follows the permutation's cycles, so that no second state is needed.
fn permute<T: Real>(
    qubits: usize,
    state: &mut [Complex<T>],
    prim: &Prim,
    list: &[u8],
    map: &[usize],
) {
    let places: Vec<usize> = (0..map.len()).map(|v| deposit(v, list)).collect();
    let cycles = cycles(map);
    let mine = list.iter().fold(0u64, |m, q| m | 1 << q);
    let rest: Vec<u8> = (0..qubits as u8).filter(|q| mine >> q & 1 == 0).collect();
    for outer in 0..1usize << rest.len() {
        let base = deposit(outer, &rest);
        if base as u64 & prim.mask != prim.want {
            continue;
        }
        for cycle in &cycles {
            // cycle[i] goes to cycle[i + 1]: walk backwards, holding the last one.
            let last = state[base + places[cycle[cycle.len() - 1]]];
            for w in cycle.windows(2).rev() {
                state[base + places[w[1]]] = state[base + places[w[0]]];
            }
            state[base + places[cycle[0]]] = last;
        }
    }
}

/// The permutation's cycles of two or more.
fn cycles(map: &[usize]) -> Vec<Vec<usize>> {
    let mut seen = vec![false; map.len()];
    let mut out = Vec::new();
    for start in 0..map.len() {
        let mut cycle = Vec::new();
        let mut x = start;
        while !seen[x] {
            seen[x] = true;
            cycle.push(x);
            x = map[x];
        }
        if cycle.len() > 1 {
            out.push(cycle);
        }
    }
    out
}

/// The bits of `index` at `positions`, packed lowest first.
fn extract(index: usize, positions: &[u8]) -> usize {
    positions
        .iter()
        .enumerate()
        .fold(0, |acc, (i, &p)| acc | (index >> p & 1) << i)
}
