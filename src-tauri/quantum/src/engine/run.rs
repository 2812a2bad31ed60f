//! Runs scheduled steps over a state.

use super::compile::{BlockOp, compile};
use super::kernels::{self, Planes};
use super::lower::Prim;
use super::schedule::{Step, schedule};
use super::shared::{Block, Layout, for_each_block};
use super::simd::{Job, Vector};
use super::wide;
use crate::control::Control;
use crate::error::Result;
use crate::real::Real;
use num_complex::{Complex, Complex64 as C};
use std::sync::Mutex;

/// Two buffers of one block; permutations write from one to the other.
struct Scratch<T> {
    now: Planes<T>,
    next: Planes<T>,
}

/// How much of the caller's work a run is: it reports from `from` to `to` of `total`.
pub(crate) struct Watch<'a> {
    pub(crate) control: Control<'a>,
    pub(crate) from: u64,
    pub(crate) to: u64,
    pub(crate) total: u64,
}

/// Runs `prims` on `state`; between passes it reports and can be stopped.
pub(crate) fn run<T: Real>(
    qubits: usize,
    block: usize,
    state: &mut [Complex<T>],
    prims: Vec<Prim>,
    watch: &Watch<'_>,
) -> Result<()> {
    let count = prims.len().max(1) as u64;
    let mut done = 0;
    for step in schedule(qubits, block, prims) {
        watch.control.check()?;
        match step {
            Step::Pass(set, prims) => {
                pass(qubits, state, set, &prims);
                done += prims.len() as u64;
            }
            Step::Wide(prim) => {
                wide::run(qubits, state, &prim);
                done += 1;
            }
        }
        let here = watch.from + (watch.to - watch.from) * done / count;
        watch.control.tell(here, watch.total);
    }
    Ok(())
}

fn pass<T: Real>(qubits: usize, state: &mut [Complex<T>], set: u64, prims: &[Prim]) {
    let layout = Layout::new(qubits, set);
    let ops = compile(&layout, prims);
    let bits = layout.inner.len();
    let slots: Vec<Mutex<Option<Scratch<T>>>> = (0..=rayon::current_num_threads())
        .map(|_| Mutex::new(None))
        .collect();
    for_each_block(state, &layout, |block| {
        // One slot per thread, so the lock is never waited for; a thread outside the pool takes
        // slot 0.
        let slot = rayon::current_thread_index().map_or(0, |i| (i + 1).min(slots.len() - 1));
        let mut guard = slots[slot]
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let scratch = guard.get_or_insert_with(|| Scratch {
            now: Planes::new(bits),
            next: Planes::new(bits),
        });
        T::dispatch(Work {
            block,
            ops: &ops,
            scratch,
        });
    });
}

struct Work<'a, 'b, T> {
    block: &'a mut Block<'b, T>,
    ops: &'a [BlockOp],
    scratch: &'a mut Scratch<T>,
}

impl<T: Real> Job<T> for Work<'_, '_, T> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vector<T>>(self) {
        let Self {
            block,
            ops,
            scratch,
        } = self;
        let base = block.base;
        let matches = |o: &(u64, u64)| base as u64 & o.0 == o.1;
        read(block, &mut scratch.now);
        let mut scalar = C::new(1.0, 0.0);
        for (share, op) in ops.iter().enumerate() {
            block.fetch_next(share, ops.len());
            let p = &mut scratch.now;
            match op {
                BlockOp::Lanes(g) => kernels::lane_gates::<T, V>(p, g),
                BlockOp::High(g) => match g.len() {
                    3 => kernels::high::<T, V, 3, 8>(p, g),
                    2 => kernels::high::<T, V, 2, 4>(p, g),
                    _ => kernels::high::<T, V, 1, 2>(p, g),
                },
                BlockOp::Controlled(o, cond, bit, m) if matches(o) => {
                    kernels::controlled::<T, V>(p, *cond, *bit, m)
                }
                BlockOp::ControlledLane(o, cond, at, g) if matches(o) => {
                    kernels::controlled_lane::<T, V>(p, *cond, *at, g);
                }
                BlockOp::Two(o, cond, a, b, m) if matches(o) => {
                    kernels::two::<T>(p, *cond, *a, *b, m)
                }
                BlockOp::Diagonal(star) => {
                    if let Some(factor) = star.factor(base) {
                        if star.scalar {
                            scalar *= star.lanes[0] * factor;
                        } else {
                            kernels::star::<T, V>(p, star, factor);
                        }
                    }
                }
                BlockOp::Gather(map) => {
                    kernels::gather(&scratch.now, &mut scratch.next, map, base);
                    std::mem::swap(&mut scratch.now, &mut scratch.next);
                }
                _ => {}
            }
        }
        write(block, &scratch.now, scalar);
    }
}

/// Copies a block into split form.
#[inline(always)]
fn read<T: Real>(block: &mut Block<'_, T>, to: &mut Planes<T>) {
    let mut at = 0;
    for j in 0..block.rows() {
        let (full, rest) = block.row(j).as_chunks::<8>();
        for eight in full {
            to.re[at].0 = std::array::from_fn(|l| eight[l].re);
            to.im[at].0 = std::array::from_fn(|l| eight[l].im);
            at += 1;
        }
        // Only a state of fewer than eight amplitudes has a rest.
        for (l, z) in rest.iter().enumerate() {
            to.re[at].0[l] = z.re;
            to.im[at].0[l] = z.im;
        }
    }
}

/// Copies a block back, times `scalar`.
#[inline(always)]
fn write<T: Real>(block: &mut Block<'_, T>, from: &Planes<T>, scalar: C) {
    let mut at = 0;
    let plain = scalar == C::new(1.0, 0.0);
    let scalar = Complex::new(T::of(scalar.re), T::of(scalar.im));
    for j in 0..block.rows() {
        let row = block.row(j);
        let (full, rest) = row.as_chunks_mut::<8>();
        for eight in full {
            let (re, im) = (&from.re[at].0, &from.im[at].0);
            *eight = std::array::from_fn(|l| Complex::new(re[l], im[l]));
            at += 1;
        }
        for (l, z) in rest.iter_mut().enumerate() {
            *z = Complex::new(from.re[at].0[l], from.im[at].0[l]);
        }
        if !plain {
            row.iter_mut().for_each(|z| *z *= scalar);
        }
    }
}
