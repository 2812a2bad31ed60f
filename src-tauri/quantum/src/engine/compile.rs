//! From the primitives of one pass to the operations of a block.

use super::linear::{Affine, Gather};
use super::lower::{Kind, Prim};
use super::shared::Layout;
use super::star::{Monomial, Star, group};
use crate::gate::matrix::{Matrix2, Matrix4, c};
use num_complex::Complex64 as C;

/// A 2×2 matrix per lane: the diagonal and the off-diagonal entry that lane needs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LaneGate {
    pub(crate) own: [C; 8],
    pub(crate) other: [C; 8],
}

/// Condition on the block's base index: `base & .0 == .1`.
pub(crate) type Outer = (u64, u64);
/// Condition on the chunk number.
pub(crate) type Chunks = (usize, usize);

/// One operation inside a block. Positions count block bits from 0; chunk bits from position 3.
#[derive(Debug, Clone)]
pub(crate) enum BlockOp {
    /// Uncontrolled gates on the three lane positions.
    Lanes([Option<Box<LaneGate>>; 3]),
    /// Uncontrolled gates on up to three chunk bits, ascending.
    High(Vec<(usize, Matrix2)>),
    /// A gate on a chunk bit, each lane with its own matrix (identity where lane controls fail).
    Controlled(Outer, Chunks, usize, Box<[[C; 8]; 4]>),
    /// A gate on lane position .2 under conditions.
    ControlledLane(Outer, Chunks, usize, Box<LaneGate>),
    /// A gate on two positions under conditions on block index bits.
    Two(Outer, Chunks, usize, usize, Box<Matrix4>),
    /// A diagonal product.
    Diagonal(Box<Star>),
    /// A permutation of the block.
    Gather(Box<Gather>),
}

struct Compiler<'a> {
    layout: &'a Layout,
    inner: u64,
    ones: Vec<Option<Matrix2>>,
    ones_mask: u64,
    diagonals: Vec<Monomial>,
    diagonals_mask: u64,
    affine: Option<Affine>,
    out: Vec<BlockOp>,
}

/// Compiles `prims`, all of whose moved qubits lie inside the layout's block.
pub(crate) fn compile(layout: &Layout, prims: &[Prim]) -> Vec<BlockOp> {
    let bits = layout.inner.len().max(3);
    let mut k = Compiler {
        layout,
        inner: layout.inner.iter().fold(0, |m, q| m | 1 << q),
        ones: vec![None; bits],
        ones_mask: 0,
        diagonals: Vec::new(),
        diagonals_mask: 0,
        affine: None,
        out: Vec::new(),
    };
    for prim in prims {
        k.add(prim);
    }
    k.flush_ones();
    k.flush_diagonals();
    k.flush_affine();
    k.out
}

impl Compiler<'_> {
    fn at(&self, qubit: u8) -> usize {
        self.layout.position(qubit as usize).unwrap_or(0)
    }

    /// Qubits held by the pending affine map, as a qubit mask.
    fn affine_mask(&self) -> u64 {
        let touched = self.affine.as_ref().map_or(0, |a| a.touched);
        self.layout
            .inner
            .iter()
            .enumerate()
            .filter(|(p, _)| touched >> p & 1 == 1)
            .fold(0, |m, (_, q)| m | 1 << q)
    }

    // The three kinds of pending work never share a qubit, so their order does not matter; a
    // primitive that touches a qubit of another kind flushes that kind first.
    fn add(&mut self, prim: &Prim) {
        let all = prim.moves() | prim.reads();
        match (&prim.kind, prim.mask) {
            (Kind::One(q, m), 0) => {
                self.free(all, false, true, true);
                let p = self.at(*q);
                self.ones[p] = Some(self.ones[p].map_or(*m, |b| crate::gate::matrix::mul2(m, &b)));
                self.ones_mask |= 1 << q;
            }
            (Kind::Diagonal(q, f), _) => {
                self.diagonal(
                    all,
                    Monomial {
                        mask: prim.mask,
                        want: prim.want,
                        qubit: Some(*q),
                        factors: *f,
                    },
                );
            }
            (Kind::Phase(f), _) => {
                self.diagonal(
                    all,
                    Monomial {
                        mask: prim.mask,
                        want: prim.want,
                        qubit: None,
                        factors: [*f; 2],
                    },
                );
            }
            (Kind::Flip(t), mask) if mask.count_ones() <= 1 => {
                self.free(all, true, true, false);
                let t = self.at(*t);
                let control = mask.trailing_zeros();
                let inside = self.layout.position(control as usize);
                let a = self
                    .affine
                    .get_or_insert_with(|| Affine::identity(self.layout.inner.len().max(3)));
                match (mask, inside) {
                    (0, _) => {}
                    (_, Some(p)) => a.cnot(p, t),
                    (_, None) => a.cnot_outer(control as u8, t),
                }
                if mask == 0 || prim.want == 0 {
                    a.flip(t);
                }
            }
            (Kind::Swap(x, y), 0) => {
                self.free(all, true, true, false);
                let (x, y) = (self.at(*x), self.at(*y));
                let a = self
                    .affine
                    .get_or_insert_with(|| Affine::identity(self.layout.inner.len().max(3)));
                a.swap(x, y);
            }
            _ => {
                self.free(all, true, true, true);
                self.general(prim);
            }
        }
    }

    fn diagonal(&mut self, all: u64, m: Monomial) {
        self.free(all, true, false, true);
        self.diagonals_mask |= all;
        self.diagonals.push(m);
    }

    /// Flushes the named kinds where they touch `qubits`. Qubits outside the block are only ever
    /// read during a pass, so they hold nothing up.
    fn free(&mut self, qubits: u64, ones: bool, diagonals: bool, affine: bool) {
        let qubits = qubits & self.inner;
        if ones && self.ones_mask & qubits != 0 {
            self.flush_ones();
        }
        if diagonals && self.diagonals_mask & qubits != 0 {
            self.flush_diagonals();
        }
        if affine && self.affine_mask() & qubits != 0 {
            self.flush_affine();
        }
    }

    fn flush_ones(&mut self) {
        self.ones_mask = 0;
        let mut lanes: [Option<Box<LaneGate>>; 3] = [None, None, None];
        for (p, slot) in lanes.iter_mut().enumerate() {
            *slot = self.ones[p]
                .take()
                .map(|m| Box::new(lane_gate(p, &m, 0, 0)));
        }
        if lanes.iter().any(Option::is_some) {
            self.out.push(BlockOp::Lanes(lanes));
        }
        let high: Vec<(usize, Matrix2)> = (3..self.ones.len())
            .filter_map(|p| self.ones[p].take().map(|m| (p - 3, m)))
            .collect();
        self.out
            .extend(high.chunks(3).map(|g| BlockOp::High(g.to_vec())));
    }

    fn flush_diagonals(&mut self) {
        self.diagonals_mask = 0;
        let stars = group(self.layout, &std::mem::take(&mut self.diagonals));
        self.out
            .extend(stars.into_iter().map(|s| BlockOp::Diagonal(Box::new(s))));
    }

    fn flush_affine(&mut self) {
        if let Some(a) = self.affine.take() {
            self.out.push(BlockOp::Gather(Box::new(a.gather())));
        }
    }

    /// Splits controls into outer, chunk and lane conditions.
    fn split(&self, prim: &Prim) -> (Outer, Chunks, (usize, usize)) {
        let (mut outer, mut chunks, mut lanes) = ((0, 0), (0, 0), (0, 0));
        for q in (0..64).filter(|q| prim.mask >> q & 1 == 1) {
            let w = prim.want >> q & 1;
            match self.layout.position(q) {
                None => outer = (outer.0 | 1 << q, outer.1 | w << q),
                Some(p) if p < 3 => lanes = (lanes.0 | 1 << p, lanes.1 | (w as usize) << p),
                Some(p) => chunks = (chunks.0 | 1 << (p - 3), chunks.1 | (w as usize) << (p - 3)),
            }
        }
        (outer, chunks, lanes)
    }

    fn general(&mut self, prim: &Prim) {
        let (o, i) = (c(0.0, 0.0), c(1.0, 0.0));
        let (outer, chunks, lanes) = self.split(prim);
        match &prim.kind {
            Kind::One(q, m) => self.controlled(outer, chunks, lanes, self.at(*q), m),
            Kind::Flip(t) => self.controlled(outer, chunks, lanes, self.at(*t), &[o, i, i, o]),
            Kind::Swap(a, b) => {
                let mut m = [o; 16];
                (m[0], m[6], m[9], m[15]) = (i, i, i, i);
                self.out.push(BlockOp::Two(
                    outer,
                    flat(chunks, lanes),
                    self.at(*a),
                    self.at(*b),
                    Box::new(m),
                ));
            }
            Kind::Two(a, b, m) => {
                self.out.push(BlockOp::Two(
                    outer,
                    flat(chunks, lanes),
                    self.at(*a),
                    self.at(*b),
                    m.clone(),
                ));
            }
            _ => {}
        }
    }

    fn controlled(
        &mut self,
        outer: Outer,
        chunks: Chunks,
        lanes: (usize, usize),
        p: usize,
        m: &Matrix2,
    ) {
        self.out.push(if p < 3 {
            BlockOp::ControlledLane(
                outer,
                chunks,
                p,
                Box::new(lane_gate(p, m, lanes.0, lanes.1)),
            )
        } else {
            let identity = [c(1.0, 0.0), c(0.0, 0.0), c(0.0, 0.0), c(1.0, 0.0)];
            let per_lane = |e: usize| {
                std::array::from_fn(|l| {
                    if l & lanes.0 == lanes.1 {
                        m[e]
                    } else {
                        identity[e]
                    }
                })
            };
            BlockOp::Controlled(
                outer,
                chunks,
                p - 3,
                Box::new(std::array::from_fn(per_lane)),
            )
        });
    }
}

/// Conditions on chunk number and lane as one condition on the block index.
fn flat(chunks: Chunks, lanes: (usize, usize)) -> Chunks {
    (chunks.0 << 3 | lanes.0, chunks.1 << 3 | lanes.1)
}

fn lane_gate(p: usize, m: &Matrix2, mask: usize, want: usize) -> LaneGate {
    let (zero, one) = (c(0.0, 0.0), c(1.0, 0.0));
    let active = |l: usize| l & mask == want;
    let bit = |l: usize| l >> p & 1;
    LaneGate {
        own: std::array::from_fn(|l| if active(l) { m[3 * bit(l)] } else { one }),
        other: std::array::from_fn(|l| if active(l) { m[1 + bit(l)] } else { zero }),
    }
}
