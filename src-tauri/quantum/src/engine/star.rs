//! Diagonal gates of a block gathered into products: "where some bits hold, multiply by a factor
//! per bit". A controlled-phase fan around one qubit, as in the Fourier transform, is one of them.

use super::shared::Layout;
use num_complex::Complex64 as C;
use std::collections::BTreeMap;

/// A factor per value of one qubit, where `index & mask == want`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Monomial {
    pub(crate) mask: u64,
    pub(crate) want: u64,
    /// The qubit and its two factors; `None` is a plain factor.
    pub(crate) qubit: Option<u8>,
    pub(crate) factors: [C; 2],
}

/// A qubit and its two factors; no qubit is a plain factor.
type Part = (Option<u8>, [C; 2]);

/// A product of one-qubit factors under common conditions, ready to run.
#[derive(Debug, Clone)]
pub(crate) struct Star {
    /// Condition on the block's base index.
    pub(crate) outer: (u64, u64),
    /// Condition on the chunk number (block position − 3).
    pub(crate) chunk: (usize, usize),
    /// Factor of each lane, and whether the lane meets the condition (1) or not (0).
    pub(crate) lanes: [C; 8],
    pub(crate) chosen: [f64; 8],
    /// Factors of the low six and the remaining chunk bits.
    pub(crate) low: Vec<C>,
    pub(crate) high: Vec<C>,
    /// Factors of outer qubits.
    outer_factors: Vec<(u8, [C; 2])>,
    /// True if it multiplies a whole block by one number.
    pub(crate) scalar: bool,
}

const ONE: C = C { re: 1.0, im: 0.0 };
/// Chunk bits covered by the first table.
pub(crate) const LOW_TABLE_BITS: usize = 6;

/// Groups commuting monomials into as few stars as a greedy choice of centres finds.
pub(crate) fn group(layout: &Layout, monomials: &[Monomial]) -> Vec<Star> {
    let mut groups: BTreeMap<(u64, u64), Vec<Part>> = BTreeMap::new();
    let mut edges: Vec<(u8, u8, C)> = Vec::new();
    for m in monomials {
        match (m.qubit, m.mask.count_ones()) {
            (Some(q), 1) if m.mask == m.want && m.factors[0] == ONE => {
                edges.push((q, m.mask.trailing_zeros() as u8, m.factors[1]));
            }
            // A phase on one qubit's |1⟩ or |0⟩ is a factor of that qubit.
            (None, 1) => {
                let q = m.mask.trailing_zeros() as u8;
                let factors = if m.want == 0 {
                    [m.factors[0], ONE]
                } else {
                    [ONE, m.factors[0]]
                };
                groups.entry((0, 0)).or_default().push((Some(q), factors));
            }
            _ => groups
                .entry((m.mask, m.want))
                .or_default()
                .push((m.qubit, m.factors)),
        }
    }
    while !edges.is_empty() {
        let mut degree = [0usize; 64];
        for &(a, b, _) in &edges {
            degree[a as usize] += 1;
            degree[b as usize] += 1;
        }
        // Prefer a centre outside the lanes among equals: whole chunks can then be skipped.
        let centre = (0..64u8)
            .max_by_key(|&q| (degree[q as usize], q))
            .unwrap_or(0);
        edges.retain(|&(a, b, f)| {
            let other = if a == centre {
                b
            } else if b == centre {
                a
            } else {
                return true;
            };
            groups
                .entry((1 << centre, 1 << centre))
                .or_default()
                .push((Some(other), [ONE, f]));
            false
        });
    }
    groups
        .into_iter()
        .map(|((mask, want), parts)| build(layout, mask, want, &parts))
        .collect()
}

fn build(layout: &Layout, mask: u64, want: u64, parts: &[Part]) -> Star {
    let bits = layout.inner.len();
    let mut scalar = ONE;
    let mut inner = vec![[ONE; 2]; bits.max(3)];
    let mut outer_factors: Vec<(u8, [C; 2])> = Vec::new();
    for &(qubit, f) in parts {
        match qubit.map(|q| (q, layout.position(q as usize))) {
            None => scalar *= f[0],
            Some((_, Some(p))) => inner[p] = [inner[p][0] * f[0], inner[p][1] * f[1]],
            Some((q, None)) => outer_factors.push((q, f)),
        }
    }
    let table = |range: &[[C; 2]], start: C| {
        let mut out = vec![start];
        for f in range {
            let more: Vec<C> = out.iter().map(|v| v * f[1]).collect();
            out.iter_mut().for_each(|v| *v *= f[0]);
            out.extend(more);
        }
        out
    };
    let split = (3 + LOW_TABLE_BITS).min(inner.len());
    let mut lanes = [ONE; 8];
    lanes.copy_from_slice(&table(&inner[..3], scalar));
    let (mut outer, mut chunk, mut lane) = ((0u64, 0u64), (0usize, 0usize), (0usize, 0usize));
    for q in (0..64).filter(|q| mask >> q & 1 == 1) {
        let w = want >> q & 1;
        match layout.position(q) {
            None => outer = (outer.0 | 1 << q, outer.1 | w << q),
            Some(p) if p < 3 => lane = (lane.0 | 1 << p, lane.1 | (w as usize) << p),
            Some(p) => chunk = (chunk.0 | 1 << (p - 3), chunk.1 | (w as usize) << (p - 3)),
        }
    }
    let chosen = std::array::from_fn(|l| if l & lane.0 == lane.1 { 1.0 } else { 0.0 });
    let plain = chunk.0 == 0 && lane.0 == 0 && inner.iter().all(|f| *f == [ONE; 2]);
    Star {
        outer,
        chunk,
        lanes,
        chosen,
        low: table(&inner[3..split], ONE),
        high: table(&inner[split..], ONE),
        outer_factors,
        scalar: plain,
    }
}

impl Star {
    /// Whether it acts on the block at `base`, and the factor its outer qubits give there.
    pub(crate) fn factor(&self, base: usize) -> Option<C> {
        if base as u64 & self.outer.0 != self.outer.1 {
            return None;
        }
        Some(
            self.outer_factors
                .iter()
                .fold(ONE, |acc, (q, f)| acc * f[base >> q & 1]),
        )
    }
}
