//! The inner loops over one block: real and imaginary parts in separate arrays of eight-lane
//! chunks.

use super::compile::{Chunks, LaneGate};
use super::linear::Gather;
use super::simd::{Chunk, Vector};
use super::star::{LOW_TABLE_BITS, Star};
use crate::gate::matrix::Matrix2;
use crate::real::Real;
use num_complex::Complex64 as C;

/// One block in split form.
pub(crate) struct Planes<T> {
    pub(crate) re: Vec<Chunk<T>>,
    pub(crate) im: Vec<Chunk<T>>,
}

impl<T: Real> Planes<T> {
    pub(crate) fn new(bits: usize) -> Self {
        let zero = Chunk([T::zero(); 8]);
        let chunks = 1 << (bits.max(3) - 3);
        Self {
            re: vec![zero; chunks],
            im: vec![zero; chunks],
        }
    }
}

/// A complex number in every lane.
type Pair<V> = (V, V);

#[inline(always)]
fn splat<T: Real, V: Vector<T>>(z: C) -> Pair<V> {
    (V::splat(T::of(z.re)), V::splat(T::of(z.im)))
}

#[inline(always)]
fn lanes<T: Real, V: Vector<T>>(z: &[C; 8]) -> Pair<V> {
    let re: [T; 8] = std::array::from_fn(|l| T::of(z[l].re));
    let im: [T; 8] = std::array::from_fn(|l| T::of(z[l].im));
    (V::load(&re), V::load(&im))
}

/// `a x + b y`.
#[inline(always)]
pub(crate) fn combine<T: Real, V: Vector<T>>(
    a: Pair<V>,
    x: Pair<V>,
    b: Pair<V>,
    y: Pair<V>,
) -> Pair<V> {
    let re = b.1.fnma(y.1, b.0.fma(y.0, a.1.fnma(x.1, a.0.mul(x.0))));
    let im = b.1.fma(y.0, b.0.fma(y.1, a.1.fma(x.0, a.0.mul(x.1))));
    (re, im)
}

/// `a x`.
#[inline(always)]
fn times<T: Real, V: Vector<T>>(a: Pair<V>, x: Pair<V>) -> Pair<V> {
    (a.1.fnma(x.1, a.0.mul(x.0)), a.1.fma(x.0, a.0.mul(x.1)))
}

#[inline(always)]
fn load<T: Real, V: Vector<T>>(re: &[Chunk<T>], im: &[Chunk<T>], at: usize) -> Pair<V> {
    (V::load(&re[at].0), V::load(&im[at].0))
}

#[inline(always)]
fn store<T: Real, V: Vector<T>>(v: Pair<V>, re: &mut [Chunk<T>], im: &mut [Chunk<T>], at: usize) {
    v.0.store(&mut re[at].0);
    v.1.store(&mut im[at].0);
}

#[inline(always)]
fn flip<T: Real, V: Vector<T>>(v: Pair<V>, position: usize) -> Pair<V> {
    match position {
        0 => (v.0.flip1(), v.1.flip1()),
        1 => (v.0.flip2(), v.1.flip2()),
        _ => (v.0.flip4(), v.1.flip4()),
    }
}

/// `G` gates on chunk bits in one go: 2^G chunks are held in registers.
#[inline(always)]
pub(crate) fn high<T: Real, V: Vector<T>, const G: usize, const N: usize>(
    p: &mut Planes<T>,
    gates: &[(usize, Matrix2)],
) {
    let bits: [usize; G] = std::array::from_fn(|g| gates[g].0);
    let m: [[Pair<V>; 4]; G] = std::array::from_fn(|g| gates[g].1.map(splat::<T, V>));
    let (re, im) = (&mut p.re[..], &mut p.im[..]);
    let offset: [usize; N] = std::array::from_fn(|k| (0..G).map(|g| (k >> g & 1) << bits[g]).sum());
    for group in 0..re.len() >> G {
        let mut base = group;
        for bit in bits {
            base = (base >> bit) << (bit + 1) | base & ((1 << bit) - 1);
        }
        let mut v: [Pair<V>; N] = std::array::from_fn(|k| load(re, im, base + offset[k]));
        for g in 0..G {
            for k in 0..N {
                if k >> g & 1 == 0 {
                    let (x, y) = (v[k], v[k | 1 << g]);
                    v[k] = combine(m[g][0], x, m[g][1], y);
                    v[k | 1 << g] = combine(m[g][2], x, m[g][3], y);
                }
            }
        }
        for k in 0..N {
            store(v[k], re, im, base + offset[k]);
        }
    }
}

/// Gates on the lane positions.
#[inline(always)]
pub(crate) fn lane_gates<T: Real, V: Vector<T>>(
    p: &mut Planes<T>,
    gates: &[Option<Box<LaneGate>>; 3],
) {
    let identity = LaneGate {
        own: [C::new(1.0, 0.0); 8],
        other: [C::new(0.0, 0.0); 8],
    };
    let g: [(Pair<V>, Pair<V>); 3] = std::array::from_fn(|k| {
        let gate = gates[k].as_deref().unwrap_or(&identity);
        (lanes::<T, V>(&gate.own), lanes::<T, V>(&gate.other))
    });
    let used: [bool; 3] = std::array::from_fn(|k| gates[k].is_some());
    for at in 0..p.re.len() {
        let mut v = load::<T, V>(&p.re, &p.im, at);
        if used[0] {
            v = combine(g[0].0, v, g[0].1, flip(v, 0));
        }
        if used[1] {
            v = combine(g[1].0, v, g[1].1, flip(v, 1));
        }
        if used[2] {
            v = combine(g[2].0, v, g[2].1, flip(v, 2));
        }
        store(v, &mut p.re, &mut p.im, at);
    }
}

/// One gate on a lane position in the chunks that meet the condition.
#[inline(always)]
pub(crate) fn controlled_lane<T: Real, V: Vector<T>>(
    p: &mut Planes<T>,
    cond: Chunks,
    position: usize,
    gate: &LaneGate,
) {
    let (own, other) = (lanes::<T, V>(&gate.own), lanes::<T, V>(&gate.other));
    for at in (0..p.re.len()).filter(|at| at & cond.0 == cond.1) {
        let v = load::<T, V>(&p.re, &p.im, at);
        store(
            combine(own, v, other, flip(v, position)),
            &mut p.re,
            &mut p.im,
            at,
        );
    }
}

/// One gate on a chunk bit in the chunks that meet the condition, a matrix per lane.
#[inline(always)]
pub(crate) fn controlled<T: Real, V: Vector<T>>(
    p: &mut Planes<T>,
    cond: Chunks,
    bit: usize,
    m: &[[C; 8]; 4],
) {
    let m: [Pair<V>; 4] = std::array::from_fn(|e| lanes::<T, V>(&m[e]));
    for group in 0..p.re.len() / 2 {
        let at = (group >> bit) << (bit + 1) | group & ((1 << bit) - 1);
        if at & cond.0 == cond.1 {
            let x = load::<T, V>(&p.re, &p.im, at);
            let y = load::<T, V>(&p.re, &p.im, at | 1 << bit);
            store(combine(m[0], x, m[1], y), &mut p.re, &mut p.im, at);
            store(
                combine(m[2], x, m[3], y),
                &mut p.re,
                &mut p.im,
                at | 1 << bit,
            );
        }
    }
}

/// A 4×4 matrix on two positions, where the block index meets the condition.
#[inline(always)]
pub(crate) fn two<T: Real>(p: &mut Planes<T>, cond: Chunks, a: usize, b: usize, m: &[C; 16]) {
    let (lo, hi) = (a.min(b), a.max(b));
    let m: [(T, T); 16] = std::array::from_fn(|e| (T::of(m[e].re), T::of(m[e].im)));
    for group in 0..p.re.len() * 2 {
        let base = (group >> lo) << (lo + 1) | group & ((1 << lo) - 1);
        let base = (base >> hi) << (hi + 1) | base & ((1 << hi) - 1);
        if base & cond.0 != cond.1 {
            continue;
        }
        let at = [base, base | 1 << a, base | 1 << b, base | 1 << a | 1 << b];
        let x: [(T, T); 4] = at.map(|i| (p.re[i >> 3].0[i & 7], p.im[i >> 3].0[i & 7]));
        for row in 0..4 {
            let (mut re, mut im) = (T::zero(), T::zero());
            for col in 0..4 {
                let (k, v) = (m[4 * row + col], x[col]);
                re += k.0 * v.0 - k.1 * v.1;
                im += k.0 * v.1 + k.1 * v.0;
            }
            p.re[at[row] >> 3].0[at[row] & 7] = re;
            p.im[at[row] >> 3].0[at[row] & 7] = im;
        }
    }
}

/// A diagonal product, `factor` times the star's own.
#[inline(always)]
pub(crate) fn star<T: Real, V: Vector<T>>(p: &mut Planes<T>, star: &Star, factor: C) {
    let lane = lanes::<T, V>(&star.lanes.map(|z| z * factor));
    let all = star.chosen == [1.0; 8];
    let chosen: [C; 8] = star.chosen.map(|x| C::new(x, 1.0 - x));
    let (chosen, rest) = lanes::<T, V>(&chosen);
    let mask = (1 << LOW_TABLE_BITS) - 1;
    for at in (0..p.re.len()).filter(|at| at & star.chunk.0 == star.chunk.1) {
        let f = splat::<T, V>(
            star.low[at & mask & (star.low.len() - 1)] * star.high[at >> LOW_TABLE_BITS],
        );
        let mut f = times(lane, f);
        if !all {
            f = (chosen.fma(f.0, rest), chosen.mul(f.1));
        }
        let v = load::<T, V>(&p.re, &p.im, at);
        store(times(f, v), &mut p.re, &mut p.im, at);
    }
}

/// `to[y] = from[source of y]`.
#[inline(always)]
pub(crate) fn gather<T: Real>(from: &Planes<T>, to: &mut Planes<T>, map: &Gather, base: usize) {
    let shift = map.shift(base);
    let flat_re = from.re.as_slice();
    let flat_im = from.im.as_slice();
    let mask = flat_re.len() - 1;
    for ((re, im), high) in to.re.iter_mut().zip(&mut to.im).zip(&map.high) {
        let start = high ^ shift;
        for l in 0..8 {
            let i = (start ^ map.low[l]) as usize;
            re.0[l] = flat_re[i >> 3 & mask].0[i & 7];
            im.0[l] = flat_im[i >> 3 & mask].0[i & 7];
        }
    }
}
