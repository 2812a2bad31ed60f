//! From gates to the engine's primitives, with runs of one-qubit gates multiplied together.

use crate::circuit::Applied;
use crate::error::Result;
use crate::gate::Form;
use crate::gate::matrix::{Matrix2, Matrix4, c, mul2};
use num_complex::Complex64 as C;
use std::sync::Arc;

/// What a primitive does to its own qubits; controls are beside it.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    /// A 2×2 unitary.
    One(u8, Matrix2),
    /// X.
    Flip(u8),
    /// Exchange.
    Swap(u8, u8),
    /// A 4×4 unitary, first qubit least significant.
    Two(u8, u8, Box<Matrix4>),
    /// diag(d0, d1).
    Diagonal(u8, [C; 2]),
    /// A factor where the controls hold (everywhere without controls).
    Phase(C),
    /// A diagonal over a list of qubits, done by itself.
    WideDiagonal(Box<[u8]>, Arc<[C]>),
    /// A permutation over a list of qubits, done by itself.
    WidePermutation(Box<[u8]>, Arc<[usize]>),
}

/// A primitive under controls: it acts where `index & mask == want`.
#[derive(Debug, Clone)]
pub(crate) struct Prim {
    pub(crate) kind: Kind,
    pub(crate) mask: u64,
    pub(crate) want: u64,
}

impl Prim {
    fn free(kind: Kind) -> Self {
        Self {
            kind,
            mask: 0,
            want: 0,
        }
    }

    /// Qubits whose basis it changes.
    pub(crate) fn moves(&self) -> u64 {
        match &self.kind {
            Kind::One(q, _) | Kind::Flip(q) => 1 << q,
            Kind::Swap(a, b) | Kind::Two(a, b, _) => 1 << a | 1 << b,
            Kind::Diagonal(..) | Kind::Phase(_) => 0,
            Kind::WideDiagonal(..) => 0,
            Kind::WidePermutation(list, _) => list.iter().fold(0, |m, q| m | 1 << q),
        }
    }

    /// Qubits it only reads: controls and diagonal targets.
    pub(crate) fn reads(&self) -> u64 {
        self.mask
            | match &self.kind {
                Kind::Diagonal(q, _) => 1 << q,
                Kind::WideDiagonal(list, _) => list.iter().fold(0, |m, q| m | 1 << q),
                _ => 0,
            }
    }

    /// True if it cannot share a pass over memory.
    pub(crate) fn is_wide(&self) -> bool {
        matches!(
            self.kind,
            Kind::WideDiagonal(..) | Kind::WidePermutation(..)
        )
    }
}

/// Collects gates, multiplying one-qubit gates on the same qubit until another gate is in between.
#[derive(Debug, Default)]
pub(crate) struct Lowering {
    pending: Vec<Option<Matrix2>>,
    out: Vec<Prim>,
}

impl Lowering {
    pub(crate) fn new(qubits: usize) -> Self {
        Self {
            pending: vec![None; qubits],
            out: Vec::new(),
        }
    }

    /// Everything collected so far.
    pub(crate) fn finish(mut self) -> Vec<Prim> {
        self.barrier(u64::MAX);
        self.out
    }

    /// Lets nothing fuse across this point on the qubits of `mask`.
    pub(crate) fn barrier(&mut self, mask: u64) {
        for q in 0..self.pending.len() {
            if mask >> q & 1 == 1 {
                self.emit(q);
            }
        }
    }

    /// Adds one gate.
    pub(crate) fn add(&mut self, gate: &Applied) -> Result<()> {
        let (mask, want) = (gate.controls, gate.controls & !gate.open);
        let t = &gate.targets;
        let kind = match gate.gate.form()? {
            Form::One(m) if mask == 0 => {
                self.fuse(t[0], &m);
                return Ok(());
            }
            Form::Diagonal1(d) if mask == 0 => {
                self.fuse(t[0], &[d[0], c(0.0, 0.0), c(0.0, 0.0), d[1]]);
                return Ok(());
            }
            Form::Flip if mask == 0 && self.pending[t[0] as usize].is_some() => {
                let (o, i) = (c(0.0, 0.0), c(1.0, 0.0));
                self.fuse(t[0], &[o, i, i, o]);
                return Ok(());
            }
            Form::Phase(p) => Kind::Phase(p),
            Form::Diagonal1(d) => Kind::Diagonal(t[0], d),
            Form::Flip => Kind::Flip(t[0]),
            Form::One(m) => Kind::One(t[0], m),
            Form::Swap => Kind::Swap(t[0], t[1]),
            Form::Two(m) => Kind::Two(t[0], t[1], m),
            Form::Diagonal2(d) => {
                self.pair(t[0], t[1], d, mask, want);
                return Ok(());
            }
            Form::Diagonal(d) => match d.len() {
                1 => Kind::Phase(d[0]),
                2 => Kind::Diagonal(t[0], [d[0], d[1]]),
                4 => {
                    self.pair(t[0], t[1], [d[0], d[1], d[2], d[3]], mask, want);
                    return Ok(());
                }
                _ => Kind::WideDiagonal(t.clone(), d),
            },
            Form::Permutation(p) => Kind::WidePermutation(t.clone(), p),
        };
        self.push(Prim { kind, mask, want });
        Ok(())
    }

    /// diag(d00, d01, d10, d11) as factors: all, first, second, both. Exact up to rounding because
    /// every entry has modulus 1.
    fn pair(&mut self, a: u8, b: u8, d: [C; 4], mask: u64, want: u64) {
        let both = d[3] * d[0] * (d[1] * d[2]).conj();
        let one = c(1.0, 0.0);
        self.push(Prim {
            kind: Kind::Diagonal(a, [d[0], d[1]]),
            mask,
            want,
        });
        self.push(Prim {
            kind: Kind::Diagonal(b, [one, d[2] * d[0].conj()]),
            mask,
            want,
        });
        let m = mask | 1 << a;
        self.push(Prim {
            kind: Kind::Diagonal(b, [one, both]),
            mask: m,
            want: want | 1 << a,
        });
    }

    fn fuse(&mut self, q: u8, m: &Matrix2) {
        let slot = &mut self.pending[q as usize];
        *slot = Some(slot.map_or(*m, |before| mul2(m, &before)));
    }

    fn push(&mut self, prim: Prim) {
        let (moves, reads) = (prim.moves(), prim.reads());
        for q in 0..self.pending.len() {
            let commutes = reads >> q & 1 == 1
                && moves >> q & 1 == 0
                && self.pending[q].as_ref().is_some_and(is_diagonal);
            if (moves | reads) >> q & 1 == 1 && !commutes {
                self.emit(q);
            }
        }
        self.out.push(prim);
    }

    fn emit(&mut self, q: usize) {
        if let Some(m) = self.pending[q].take() {
            let kind = if is_diagonal(&m) {
                Kind::Diagonal(q as u8, [m[0], m[3]])
            } else {
                Kind::One(q as u8, m)
            };
            self.out.push(Prim::free(kind));
        }
    }
}

fn is_diagonal(m: &Matrix2) -> bool {
    m[1] == c(0.0, 0.0) && m[2] == c(0.0, 0.0)
}
