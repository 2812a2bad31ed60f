//! What several tests need: random states and a naive dense simulator to compare with.
#![allow(unreachable_pub)]

use mycrm_quantum::random::Stream;
use mycrm_quantum::{Angle, Applied, Circuit, Complex64 as C, Gate, Op, State};
use ndarray::Array1;

/// A random normalised state.
pub fn random_vector(qubits: usize, seed: u64) -> Vec<C> {
    let mut r = Stream::new(seed, 99);
    let v: Vec<C> = (0..1usize << qubits)
        .map(|_| C::new(r.normal(), r.normal()))
        .collect();
    let norm = v.iter().map(|z| z.norm_sqr()).sum::<f64>().sqrt();
    v.iter().map(|z| z / norm).collect()
}

pub fn state_of(v: &[C]) -> State {
    State::from_amplitudes(Array1::from(v.to_vec()).view()).unwrap()
}

/// Multiplies by the gate's own matrix, index by index: slow and obviously right.
pub fn naive(v: &[C], g: &Applied) -> Vec<C> {
    let m = g.gate.matrix().unwrap();
    let k = g.targets.len();
    let side = 1usize << k;
    let want = (g.controls & !g.open) as usize;
    let mut out = vec![C::new(0.0, 0.0); v.len()];
    for (x, z) in v.iter().enumerate() {
        if x & g.controls as usize != want {
            out[x] += z;
            continue;
        }
        let col = (0..k).fold(0, |a, i| a | (x >> g.targets[i] & 1) << i);
        let clear = g.targets.iter().fold(x, |a, t| a & !(1 << t));
        for row in 0..side {
            let y = (0..k).fold(clear, |a, i| a | (row >> i & 1) << g.targets[i]);
            out[y] += m[row * side + col] * z;
        }
    }
    out
}

pub fn naive_circuit(v: &[C], c: &Circuit) -> Vec<C> {
    c.ops().iter().fold(v.to_vec(), |v, op| match op {
        Op::Gate(g) => naive(&v, g),
        _ => v,
    })
}

/// Largest difference of two vectors.
pub fn distance(a: &[C], b: impl IntoIterator<Item = C>) -> f64 {
    a.iter()
        .zip(b)
        .map(|(x, y)| (x - y).norm())
        .fold(0.0, f64::max)
}

pub fn amplitudes(s: &State) -> Vec<C> {
    s.amplitudes().to_vec()
}

pub fn random_unitary2(r: &mut Stream) -> [C; 4] {
    let mut c = Circuit::new(1).unwrap();
    c.global_phase(r.unit() * 6.0)
        .unwrap()
        .u3(0, r.unit() * 6.0, r.unit() * 6.0, r.unit() * 6.0)
        .unwrap();
    let mut m = [C::new(0.0, 0.0); 4];
    for col in 0..2 {
        let mut s = State::basis(1, col).unwrap();
        s.apply_circuit(&c).unwrap();
        for row in 0..2 {
            m[row * 2 + col] = s.amplitudes()[row];
        }
    }
    m
}

/// A random 4×4 unitary by Gram-Schmidt.
pub fn random_unitary4(r: &mut Stream) -> [C; 16] {
    let mut rows: Vec<Vec<C>> = Vec::new();
    while rows.len() < 4 {
        let mut v: Vec<C> = (0..4).map(|_| C::new(r.normal(), r.normal())).collect();
        for _ in 0..2 {
            for u in &rows {
                let dot: C = u.iter().zip(&v).map(|(a, b)| a.conj() * b).sum();
                v.iter_mut().zip(u).for_each(|(x, y)| *x -= dot * y);
            }
        }
        let n = v.iter().map(|z| z.norm_sqr()).sum::<f64>().sqrt();
        rows.push(v.iter().map(|z| z / n).collect());
    }
    let mut m = [C::new(0.0, 0.0); 16];
    rows.iter().flatten().zip(&mut m).for_each(|(x, y)| *y = *x);
    m
}

/// Every one- and two-qubit gate kind, with random angles and matrices.
pub fn all_gates(r: &mut Stream) -> Vec<Gate> {
    let mut a = || Angle::Value(r.unit() * 12.0 - 6.0);
    let mut gates = vec![
        Gate::X,
        Gate::Y,
        Gate::Z,
        Gate::H,
        Gate::S,
        Gate::Sdg,
        Gate::T,
        Gate::Tdg,
        Gate::Sx,
        Gate::Sxdg,
        Gate::Swap,
        Gate::ISwap,
        Gate::ISwapDg,
        Gate::Rx(a()),
        Gate::Ry(a()),
        Gate::Rz(a()),
        Gate::P(a()),
        Gate::U3(a(), a(), a()),
        Gate::Rxx(a()),
        Gate::Ryy(a()),
        Gate::Rzz(a()),
        Gate::GlobalPhase(a()),
    ];
    gates.push(Gate::unitary1(random_unitary2(r)).unwrap());
    gates.push(Gate::unitary2(random_unitary4(r)).unwrap());
    for k in [1usize, 2, 3] {
        let d: Vec<C> = (0..1 << k)
            .map(|_| C::from_polar(1.0, r.unit() * 6.0))
            .collect();
        gates.push(Gate::diagonal(&d).unwrap());
        let mut p: Vec<usize> = (0..1 << k).collect();
        for i in (1..p.len()).rev() {
            p.swap(i, r.below(i as u64 + 1) as usize);
        }
        gates.push(Gate::permutation(&p).unwrap());
    }
    gates
}

/// Distinct random qubits.
pub fn pick(r: &mut Stream, qubits: usize, count: usize) -> Vec<usize> {
    let mut all: Vec<usize> = (0..qubits).collect();
    (0..count)
        .map(|_| all.swap_remove(r.below(all.len() as u64) as usize))
        .collect()
}

/// A random circuit over all gate kinds with random controls, open ones too.
pub fn random_circuit(qubits: usize, gates: usize, seed: u64) -> Circuit {
    let mut r = Stream::new(seed, 5);
    let mut c = Circuit::new(qubits).unwrap();
    while c.gate_count() < gates {
        let all = all_gates(&mut r);
        let g = all[r.below(all.len() as u64) as usize].clone();
        let k = g.targets();
        if k > qubits {
            continue;
        }
        let extra = (r.below(6) as usize).saturating_sub(2).min(qubits - k);
        let list = pick(&mut r, qubits, k + extra);
        let cut = r.below(extra as u64 + 1) as usize;
        let (t, rest) = list.split_at(k);
        c.push_with(g, t, &rest[..cut], &rest[cut..]).unwrap();
        if r.below(20) == 0 {
            c.barrier(&[]).unwrap();
        }
    }
    c
}
