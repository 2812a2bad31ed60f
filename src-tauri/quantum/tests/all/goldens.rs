//! States of Qulacs and Qiskit, whose versions stand in the files' first lines, reproduced to
//! 1e-12.

#[allow(dead_code)]
#[path = "../../benches/parts/circuits.rs"]
mod circuits;

use circuits::SplitMix;
use mycrm_quantum::{Circuit, Complex64, Gate, State};

const KINDS: [&str; 29] = [
    "h", "x", "y", "z", "s", "sdg", "t", "tdg", "sx", "rx", "ry", "rz", "p", "u3", "cx", "cz",
    "cp", "crx", "cry", "crz", "swap", "iswap", "ccx", "cswap", "rzz", "rxx", "ryy", "ch", "cy",
];

/// `mixed` of peers/circuits.py.
fn mixed(n: usize) -> Circuit {
    let mut r = SplitMix::new(7);
    let mut circuit = Circuit::new(n).unwrap();
    for _ in 0..150 {
        let name = KINDS[(r.bits() % 29) as usize];
        let a = (r.bits() % n as u64) as usize;
        let b = (a + 1 + (r.bits() % (n as u64 - 1)) as usize) % n;
        let mut c = (r.bits() % n as u64) as usize;
        while c == a || c == b {
            c = (c + 1) % n;
        }
        let (t, f, l) = (r.angle(), r.angle(), r.angle());
        let k = &mut circuit;
        match name {
            "h" => k.h(a),
            "x" => k.x(a),
            "y" => k.y(a),
            "z" => k.z(a),
            "s" => k.s(a),
            "sdg" => k.sdg(a),
            "t" => k.t(a),
            "tdg" => k.tdg(a),
            "sx" => k.sx(a),
            "rx" => k.rx(a, t),
            "ry" => k.ry(a, t),
            "rz" => k.rz(a, t),
            "p" => k.p(a, t),
            "u3" => k.u3(a, t, f, l),
            "cx" => k.cx(a, b),
            "cz" => k.cz(a, b),
            "cp" => k.cp(a, b, t),
            "crx" => k.crx(a, b, t),
            "cry" => k.cry(a, b, t),
            "crz" => k.crz(a, b, t),
            "swap" => k.swap(a, b),
            "iswap" => k.iswap(a, b),
            "ccx" => k.ccx(a, b, c),
            "cswap" => k.cswap(a, b, c),
            "rzz" => k.push(Gate::Rzz(t.into()), &[a, b], &[]),
            "rxx" => k.push(Gate::Rxx(t.into()), &[a, b], &[]),
            "ryy" => k.push(Gate::Ryy(t.into()), &[a, b], &[]),
            "ch" => k.ch(a, b),
            _ => k.cy(a, b),
        }
        .unwrap();
    }
    circuit
}

fn check(text: &str) {
    let mut states: std::collections::HashMap<(String, usize), Vec<Complex64>> = Default::default();
    let mut lines = 0;
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let part: Vec<&str> = line.split(' ').collect();
        let n: usize = part[1].parse().unwrap();
        let state = states.entry((part[0].to_owned(), n)).or_insert_with(|| {
            let circuit = match part[0] {
                "ansatz3" => circuits::ansatz(n, 3).unwrap(),
                "qft" => circuits::fourier(n).unwrap(),
                _ => mixed(n),
            };
            let mut s = State::zero(n).unwrap();
            // Small blocks at 12 qubits: the golden crosses block borders too.
            s.set_block_bits(8);
            s.apply_circuit(&circuit).unwrap();
            s.amplitudes().to_vec()
        });
        let index: usize = part[3].parse().unwrap();
        let want = Complex64::new(part[4].parse().unwrap(), part[5].parse().unwrap());
        let got = match part[2] {
            "a" => state[index],
            _ => {
                let mut r = SplitMix::new(index as u64);
                state
                    .iter()
                    .map(|z| if r.bits() >> 63 == 1 { *z } else { -z })
                    .sum()
            }
        };
        assert!((got - want).norm() < 1e-12, "{line}: {got}");
        lines += 1;
    }
    assert_eq!(lines, 3 * (256 + 68 + 8));
}

#[test]
fn qulacs() {
    check(include_str!("../goldens/qulacs.txt"));
}

#[test]
fn qiskit() {
    check(include_str!("../goldens/qiskit.txt"));
}
