//! The standard gates by name, as OpenQASM's `qelib1.inc` and `stdgates.inc` spell them.

use crate::gate::{Angle, Gate};
use std::f64::consts::FRAC_PI_2;

/// A standard gate: how many controls its first qubits are, and what it does to the rest.
pub(super) struct Standard {
    pub(super) controls: usize,
    pub(super) gate: Gate,
    /// A phase on the controls besides (`cu`, OpenQASM 3's `U`).
    pub(super) phase: Option<Angle>,
}

/// How many angles and qubits the standard gate `name` takes.
pub(super) fn arity(name: &str, version: u32) -> Option<(usize, usize)> {
    Some(match name {
        "x" | "y" | "z" | "h" | "s" | "sdg" | "t" | "tdg" | "sx" | "sxdg" | "id" => (0, 1),
        "rx" | "ry" | "rz" | "p" | "phase" | "u1" | "u0" => (1, 1),
        "u2" => (2, 1),
        "u3" | "U" => (3, 1),
        "u" if version == 2 => (3, 1),
        "cx" | "CX" | "cy" | "cz" | "ch" | "csx" | "swap" | "iswap" | "cnot" => (0, 2),
        "crx" | "cry" | "crz" | "cp" | "cphase" | "cu1" | "rxx" | "ryy" | "rzz" => (1, 2),
        "cu3" => (3, 2),
        "cu" => (4, 2),
        "ccx" | "ccz" | "cswap" => (0, 3),
        "c3x" | "c3sqrtx" => (0, 4),
        "c4x" => (0, 5),
        _ => return None,
    })
}

/// The standard gate `name` with its angles; `None` for the identity.
pub(super) fn standard(name: &str, a: &[Angle], version: u32) -> Option<Standard> {
    let plain = |controls: usize, gate: Gate| {
        Some(Standard {
            controls,
            gate,
            phase: None,
        })
    };
    let g = |i: usize| a[i].clone();
    match name {
        "x" => plain(0, Gate::X),
        "y" => plain(0, Gate::Y),
        "z" => plain(0, Gate::Z),
        "h" => plain(0, Gate::H),
        "s" => plain(0, Gate::S),
        "sdg" => plain(0, Gate::Sdg),
        "t" => plain(0, Gate::T),
        "tdg" => plain(0, Gate::Tdg),
        "sx" => plain(0, Gate::Sx),
        "sxdg" => plain(0, Gate::Sxdg),
        "rx" => plain(0, Gate::Rx(g(0))),
        "ry" => plain(0, Gate::Ry(g(0))),
        "rz" => plain(0, Gate::Rz(g(0))),
        "p" | "phase" | "u1" => plain(0, Gate::P(g(0))),
        "u2" => plain(0, Gate::U3(Angle::Value(FRAC_PI_2), g(0), g(1))),
        // OpenQASM 3 defines U with a factor e^{iθ/2} that OpenQASM 2 leaves out; it matters under
        // control.
        "U" if version == 3 => Some(Standard {
            controls: 0,
            gate: Gate::U3(g(0), g(1), g(2)),
            phase: Some(g(0) * 0.5),
        }),
        "u3" | "U" | "u" => plain(0, Gate::U3(g(0), g(1), g(2))),
        "cx" | "CX" | "cnot" => plain(1, Gate::X),
        "cy" => plain(1, Gate::Y),
        "cz" => plain(1, Gate::Z),
        "ch" => plain(1, Gate::H),
        "csx" => plain(1, Gate::Sx),
        "swap" => plain(0, Gate::Swap),
        "iswap" => plain(0, Gate::ISwap),
        "crx" => plain(1, Gate::Rx(g(0))),
        "cry" => plain(1, Gate::Ry(g(0))),
        "crz" => plain(1, Gate::Rz(g(0))),
        "cp" | "cphase" | "cu1" => plain(1, Gate::P(g(0))),
        "rxx" => plain(0, Gate::Rxx(g(0))),
        "ryy" => plain(0, Gate::Ryy(g(0))),
        "rzz" => plain(0, Gate::Rzz(g(0))),
        "cu3" => plain(1, Gate::U3(g(0), g(1), g(2))),
        "cu" => Some(Standard {
            controls: 1,
            gate: Gate::U3(g(0), g(1), g(2)),
            phase: Some(g(3)),
        }),
        "ccx" => plain(2, Gate::X),
        "ccz" => plain(2, Gate::Z),
        "cswap" => plain(1, Gate::Swap),
        "c3x" => plain(3, Gate::X),
        "c3sqrtx" => plain(3, Gate::Sx),
        "c4x" => plain(4, Gate::X),
        _ => None,
    }
}
