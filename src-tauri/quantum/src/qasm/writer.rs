//! Circuits as OpenQASM text.

use crate::circuit::{Applied, Circuit, Condition, Op};
use crate::error::{Error, Result};
use crate::gate::matrix::zyz;
use crate::gate::{Angle, Gate};
use std::collections::BTreeSet;
use std::fmt::Write;

/// OpenQASM 2. Phases that no measurement sees are left out.
///
/// # Errors
/// [`Error::Unsupported`] for what version 2 cannot say: parameters without values, other
/// controlled gates than its library's, dense matrices, diagonals and permutations, `!=` and nested
/// conditions.
pub fn write2(circuit: &Circuit) -> Result<String> {
    if let Some(name) = circuit.parameters().into_iter().next() {
        return Err(Error::Unbound { name });
    }
    Writer {
        version: 2,
        registers: registers(circuit)?,
        out: String::new(),
    }
    .program(circuit)
}

/// OpenQASM 3, with modifiers for every control and `input` for parameters without values.
///
/// # Errors
/// [`Error::Unsupported`] for dense two-qubit matrices, diagonals and permutations of several
/// qubits, and conditions on overlapping ranges of bits.
pub fn write3(circuit: &Circuit) -> Result<String> {
    Writer {
        version: 3,
        registers: registers(circuit)?,
        out: String::new(),
    }
    .program(circuit)
}

/// Cuts the bits where conditions begin and end, so that each condition is on a whole register.
fn registers(circuit: &Circuit) -> Result<Vec<std::ops::Range<usize>>> {
    fn walk(ops: &[Op], cuts: &mut BTreeSet<usize>, ranges: &mut Vec<std::ops::Range<usize>>) {
        for op in ops {
            if let Op::If { condition: c, then } = op {
                cuts.extend([c.first, c.first + c.width]);
                ranges.push(c.first..c.first + c.width);
                walk(then, cuts, ranges);
            }
        }
    }
    let (mut cuts, mut ranges) = (BTreeSet::from([0, circuit.bits()]), Vec::new());
    walk(circuit.ops(), &mut cuts, &mut ranges);
    if ranges.iter().any(|r| {
        cuts.range(r.start + 1..r.end.max(r.start + 1))
            .next()
            .is_some()
    }) {
        return Err(Error::Unsupported(
            "conditions on overlapping ranges of bits have no OpenQASM form".into(),
        ));
    }
    let cuts: Vec<usize> = cuts.into_iter().collect();
    Ok(cuts.windows(2).map(|w| w[0]..w[1]).collect())
}

struct Writer {
    version: u32,
    registers: Vec<std::ops::Range<usize>>,
    out: String,
}

/// Gates outside the standard library that version 3 texts define when they use them.
const EXTRA: [(&str, &str); 6] = [
    ("sxdg", "gate sxdg a { inv @ sx a; }\n"),
    (
        "iswap",
        "gate iswap a, b { s a; s b; h a; cx a, b; cx b, a; h b; }\n",
    ),
    (
        "iswapdg",
        "gate iswapdg a, b { h b; cx b, a; cx a, b; h a; sdg b; sdg a; }\n",
    ),
    (
        "rxx",
        "gate rxx(t) a, b { h a; h b; cx a, b; rz(t) b; cx a, b; h a; h b; }\n",
    ),
    (
        "ryy",
        "gate ryy(t) a, b { rx(pi/2) a; rx(pi/2) b; cx a, b; rz(t) b; cx a, b; rx(-pi/2) a; rx(-pi/2) b; }\n",
    ),
    ("rzz", "gate rzz(t) a, b { cx a, b; rz(t) b; cx a, b; }\n"),
];

impl Writer {
    fn program(mut self, circuit: &Circuit) -> Result<String> {
        let mut body = Self {
            version: self.version,
            registers: self.registers.clone(),
            out: String::new(),
        };
        for op in circuit.ops() {
            body.op(op)?;
        }
        let three = self.version == 3;
        self.out.push_str(if three {
            "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n"
        } else {
            "OPENQASM 2.0;\ninclude \"qelib1.inc\";\n"
        });
        let words: BTreeSet<&str> = body.out.split(|c: char| !c.is_alphanumeric()).collect();
        for (name, text) in EXTRA {
            // Version 2's library has rxx and rzz; the others have no version 2 definition here.
            if three && words.contains(name) {
                self.out.push_str(text);
            }
        }
        if three && words.contains("upry") {
            self.out
                .push_str("gate upry(t, f, l) a { p(l) a; ry(t) a; p(f) a; }\n");
        }
        for name in circuit.parameters() {
            let _ = writeln!(self.out, "input float[64] {name};");
        }
        if circuit.qubits() > 0 {
            let _ = match three {
                true => writeln!(self.out, "qubit[{}] q;", circuit.qubits()),
                false => writeln!(self.out, "qreg q[{}];", circuit.qubits()),
            };
        }
        for (k, r) in self.registers.iter().enumerate() {
            let _ = match three {
                true => writeln!(self.out, "bit[{}] c{k};", r.len()),
                false => writeln!(self.out, "creg c{k}[{}];", r.len()),
            };
        }
        self.out.push_str(&body.out);
        Ok(self.out)
    }

    fn bit(&self, bit: usize) -> String {
        let k = self
            .registers
            .iter()
            .position(|r| r.contains(&bit))
            .unwrap_or(0);
        format!(
            "c{k}[{}]",
            bit - self.registers.get(k).map_or(0, |r| r.start)
        )
    }

    fn op(&mut self, op: &Op) -> Result<()> {
        match op {
            Op::Gate(g) => self.gate(g)?,
            Op::Barrier(mask) => {
                let list: Vec<String> = (0..64)
                    .filter(|q| mask >> q & 1 == 1)
                    .map(|q| format!("q[{q}]"))
                    .collect();
                if !list.is_empty() {
                    let _ = writeln!(self.out, "barrier {};", list.join(", "));
                }
            }
            Op::Reset(q) => {
                let _ = writeln!(self.out, "reset q[{q}];");
            }
            Op::Measure { qubit, bit } => {
                let bit = self.bit(*bit);
                let _ = match self.version {
                    3 => writeln!(self.out, "{bit} = measure q[{qubit}];"),
                    _ => writeln!(self.out, "measure q[{qubit}] -> {bit};"),
                };
            }
            Op::If { condition, then } => self.condition(condition, then)?,
        }
        Ok(())
    }

    fn condition(&mut self, c: &Condition, then: &[Op]) -> Result<()> {
        let k = self
            .registers
            .iter()
            .position(|r| r.start == c.first)
            .unwrap_or(0);
        if self.version == 3 {
            let _ = writeln!(
                self.out,
                "if (c{k} {} {}) {{",
                if c.equal { "==" } else { "!=" },
                c.value
            );
            for op in then {
                self.op(op)?;
            }
            self.out.push_str("}\n");
            return Ok(());
        }
        if !c.equal {
            return Err(Error::Unsupported(
                "OpenQASM 2 has no `!=`: write OpenQASM 3".into(),
            ));
        }
        // One statement each: sound only if none of them changes the condition's bits.
        let range = c.first..c.first + c.width;
        for (i, op) in then.iter().enumerate() {
            let breaks = |op: &Op| {
                matches!(op, Op::If { .. })
                    || matches!(op, Op::Measure { bit, .. } if range.contains(bit))
            };
            if matches!(op, Op::If { .. }) || then[..i].iter().any(breaks) {
                return Err(Error::Unsupported(
                    "this conditional block has no OpenQASM 2 form: write OpenQASM 3".into(),
                ));
            }
            let mark = self.out.len();
            self.op(op)?;
            let lines: Vec<String> = self.out[mark..]
                .lines()
                .map(|l| format!("if (c{k} == {}) {l}\n", c.value))
                .collect();
            self.out.truncate(mark);
            self.out.extend(lines);
        }
        Ok(())
    }

    fn gate(&mut self, g: &Applied) -> Result<()> {
        match &g.gate {
            Gate::Unitary1(m) => {
                let (alpha, beta, gamma, delta) = zyz(m);
                let parts = [
                    (Gate::GlobalPhase(alpha.into()), true),
                    (Gate::Rz(delta.into()), false),
                    (Gate::Ry(gamma.into()), false),
                    (Gate::Rz(beta.into()), false),
                ];
                for (gate, phase) in parts {
                    let targets = if phase {
                        Box::default()
                    } else {
                        g.targets.clone()
                    };
                    self.gate(&Applied {
                        gate,
                        targets,
                        ..g.clone()
                    })?;
                }
                Ok(())
            }
            Gate::Unitary2(_) | Gate::Diagonal(_) | Gate::Permutation(_) => {
                Err(Error::Unsupported(format!(
                    "`{}` has no OpenQASM form: write it with standard gates first",
                    g.gate.name()
                )))
            }
            _ if self.version == 3 => {
                self.gate3(g);
                Ok(())
            }
            _ => self.gate2(g),
        }
    }

    fn gate3(&mut self, g: &Applied) {
        let (closed, open) = (g.controls & !g.open, g.open);
        let mut wires = Vec::new();
        for (word, mask) in [("ctrl", closed), ("negctrl", open)] {
            match mask.count_ones() {
                0 => {}
                1 => {
                    let _ = write!(self.out, "{word} @ ");
                }
                n => {
                    let _ = write!(self.out, "{word}({n}) @ ");
                }
            }
            wires.extend((0..64).filter(|q| mask >> q & 1 == 1));
        }
        wires.extend(g.targets.iter().map(|t| u32::from(*t)));
        let name = if matches!(g.gate, Gate::U3(..)) {
            "upry"
        } else {
            g.gate.name()
        };
        self.line(name, &g.gate.angles(), &wires);
    }

    fn gate2(&mut self, g: &Applied) -> Result<()> {
        let refuse = || {
            Err(Error::Unsupported(format!(
                "`{}` with {} controls has no OpenQASM 2 form: write OpenQASM 3",
                g.gate.name(),
                g.controls.count_ones()
            )))
        };
        // Open controls are closed ones between two X.
        let open: Vec<u32> = (0..64).filter(|q| g.open >> q & 1 == 1).collect();
        open.iter().for_each(|q| self.line("x", &[], &[*q]));
        let mut wires: Vec<u32> = (0..64).filter(|q| g.controls >> q & 1 == 1).collect();
        wires.extend(g.targets.iter().map(|t| u32::from(*t)));
        let name = match (&g.gate, g.controls.count_ones()) {
            // A phase on one control is P on it; on the whole state it is unseen.
            (Gate::GlobalPhase(_), 0) => return Ok(()),
            (Gate::GlobalPhase(_), 1) | (Gate::P(_), 0) => "u1",
            (Gate::GlobalPhase(_), 2) | (Gate::P(_), 1) => "cu1",
            (Gate::ISwap | Gate::ISwapDg | Gate::Ryy(_), _) => return refuse(),
            (gate, 0) => gate.name(),
            (Gate::X, 1) => "cx",
            (Gate::Y, 1) => "cy",
            (Gate::Z, 1) => "cz",
            (Gate::H, 1) => "ch",
            (Gate::Sx, 1) => "csx",
            (Gate::Swap, 1) => "cswap",
            (Gate::Rx(_), 1) => "crx",
            (Gate::Ry(_), 1) => "cry",
            (Gate::Rz(_), 1) => "crz",
            (Gate::U3(..), 1) => "cu3",
            (Gate::X, 2) => "ccx",
            (Gate::X, 3) => "c3x",
            (Gate::X, 4) => "c4x",
            _ => return refuse(),
        };
        self.line(name, &g.gate.angles(), &wires);
        open.iter().for_each(|q| self.line("x", &[], &[*q]));
        Ok(())
    }

    fn line(&mut self, name: &str, angles: &[&Angle], wires: &[u32]) {
        self.out.push_str(name);
        if !angles.is_empty() {
            let list: Vec<String> = angles.iter().map(|a| a.to_string()).collect();
            let _ = write!(self.out, "({})", list.join(", "));
        }
        let list: Vec<String> = wires.iter().map(|q| format!("q[{q}]")).collect();
        let gap = if list.is_empty() { "" } else { " " };
        let _ = writeln!(self.out, "{gap}{};", list.join(", "));
    }
}
