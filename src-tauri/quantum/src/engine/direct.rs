//! One gate on one qubit straight on the state: a single pass, for when nothing can be fused.

use super::shared::fetch;
use super::simd::{Job, Vector};
use crate::gate::matrix::Matrix2;
use crate::real::Real;
use num_complex::{Complex, Complex64 as C};
use rayon::prelude::*;

/// How far ahead memory is asked for in each of the two streams, in bytes. Where halves are between half a kilobyte and
/// some pages long, the processor does not guess by itself what comes next.
const AHEAD: usize = 4096;
/// Amplitudes per task.
const GRAIN: usize = 1 << 14;

/// Applies a 2×2 matrix to `qubit`; the state has at least eight amplitudes.
pub(crate) fn one<T: Real>(state: &mut [Complex<T>], qubit: usize, m: &Matrix2) {
    if qubit < 2 {
        state
            .par_chunks_mut(GRAIN)
            .for_each(|part| T::dispatch(Low { part, qubit, m }));
        return;
    }
    let half = 1usize << qubit;
    if 2 * half <= GRAIN {
        state
            .par_chunks_mut(GRAIN)
            .for_each(|part| T::dispatch(Middle { part, half, m }));
        return;
    }
    // Long halves: cut the halves too.
    state.par_chunks_mut(2 * half).for_each(|pair| {
        let (lo, hi) = pair.split_at_mut(half);
        let parts = lo.par_chunks_mut(GRAIN).zip(hi.par_chunks_mut(GRAIN));
        parts.for_each(|(lo, hi)| T::dispatch(High { lo, hi, m }));
    });
}

/// `z · v` on interleaved lanes: `im` carries alternating signs.
#[inline(always)]
fn scale<T: Real, V: Vector<T>>(z: (V, V), v: V) -> V {
    z.1.fma(v.flip1(), z.0.mul(v))
}

#[inline(always)]
fn interleaved<T: Real, V: Vector<T>>(z: [C; 4]) -> (V, V) {
    let re: [T; 8] = std::array::from_fn(|l| T::of(z[l / 2].re));
    let im: [T; 8] = std::array::from_fn(|l| {
        T::of(if l % 2 == 0 {
            -z[l / 2].im
        } else {
            z[l / 2].im
        })
    });
    (V::load(&re), V::load(&im))
}

struct High<'a, T> {
    lo: &'a mut [Complex<T>],
    hi: &'a mut [Complex<T>],
    m: &'a Matrix2,
}

impl<T: Real> Job<T> for High<'_, T> {
    type Output = ();
    #[inline(always)]
    fn run<V: Vector<T>>(self) {
        halves::<T, V>(
            self.lo,
            self.hi,
            &self.m.map(|z| interleaved::<T, V>([z; 4])),
        );
    }
}

struct Middle<'a, T> {
    part: &'a mut [Complex<T>],
    half: usize,
    m: &'a Matrix2,
}

impl<T: Real> Job<T> for Middle<'_, T> {
    type Output = ();
    #[inline(always)]
    fn run<V: Vector<T>>(self) {
        let m = self.m.map(|z| interleaved::<T, V>([z; 4]));
        for pair in self.part.chunks_mut(2 * self.half) {
            let (lo, hi) = pair.split_at_mut(self.half);
            halves::<T, V>(lo, hi, &m);
        }
    }
}

#[inline(always)]
fn halves<T: Real, V: Vector<T>>(lo: &mut [Complex<T>], hi: &mut [Complex<T>], m: &[(V, V); 4]) {
    let start = lo.as_ptr().cast::<u8>();
    let apart = hi.as_ptr() as usize - lo.as_ptr() as usize;
    let line = 4 * size_of::<Complex<T>>();
    let (lo, _) = lo.as_chunks_mut::<4>();
    let (hi, _) = hi.as_chunks_mut::<4>();
    for (at, (lo, hi)) in lo.iter_mut().zip(hi).enumerate() {
        // Past the end of a half its stream goes on in the next pair of halves.
        let later = at * line + AHEAD;
        let later = start.wrapping_add(later + (later & !(apart - 1)));
        fetch(later);
        fetch(later.wrapping_add(apart));
        let (x, y) = (V::load_complex(lo), V::load_complex(hi));
        let (fx, fy) = (x.flip1(), y.flip1());
        m[1].1
            .fma(fy, m[1].0.fma(y, m[0].1.fma(fx, m[0].0.mul(x))))
            .store_complex(lo);
        m[3].1
            .fma(fy, m[3].0.fma(y, m[2].1.fma(fx, m[2].0.mul(x))))
            .store_complex(hi);
    }
}

struct Low<'a, T> {
    part: &'a mut [Complex<T>],
    qubit: usize,
    m: &'a Matrix2,
}

impl<T: Real> Job<T> for Low<'_, T> {
    type Output = ();
    #[inline(always)]
    fn run<V: Vector<T>>(self) {
        let bit = |k: usize| k >> self.qubit & 1;
        let own = interleaved::<T, V>(std::array::from_fn(|k| self.m[3 * bit(k)]));
        let other = interleaved::<T, V>(std::array::from_fn(|k| self.m[1 + bit(k)]));
        let (chunks, _) = self.part.as_chunks_mut::<4>();
        for four in chunks {
            let v = V::load_complex(four);
            let w = if self.qubit == 0 {
                v.flip2()
            } else {
                v.flip4()
            };
            let a = scale(own, v);
            other
                .1
                .fma(w.flip1(), other.0.fma(w, a))
                .store_complex(four);
        }
    }
}
