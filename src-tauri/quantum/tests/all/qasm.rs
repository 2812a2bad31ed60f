//! OpenQASM read and written, and its refusals with line and column.

use crate::common::*;
use mycrm_quantum::random::Stream;
use mycrm_quantum::{Circuit, Error, Gate, Op, State, qasm};

fn same_up_to_phase(a: &Circuit, b: &Circuit, what: &str) {
    let v = random_vector(a.qubits(), 31);
    let (x, y) = (naive_circuit(&v, a), naive_circuit(&v, b));
    let overlap: mycrm_quantum::Complex64 = x.iter().zip(&y).map(|(a, b)| a.conj() * b).sum();
    assert!(
        (overlap.norm() - 1.0).abs() < 1e-12,
        "{what}: {}",
        overlap.norm()
    );
}

#[test]
fn version_3_round_trip_keeps_the_unitary_exactly() {
    for seed in 0..20 {
        let mut c = Circuit::new(5).unwrap();
        for op in random_circuit(5, 60, seed).ops() {
            if let Op::Gate(g) = op
                && !matches!(
                    g.gate,
                    Gate::Unitary2(_) | Gate::Diagonal(_) | Gate::Permutation(_)
                )
            {
                let list = |m: u64| (0..5).filter(|q| m >> q & 1 == 1).collect::<Vec<usize>>();
                let t: Vec<usize> = g.targets.iter().map(|t| *t as usize).collect();
                c.push_with(
                    g.gate.clone(),
                    &t,
                    &list(g.controls & !g.open),
                    &list(g.open),
                )
                .unwrap();
            }
        }
        let text = qasm::write3(&c).unwrap();
        let back = qasm::read(&text).unwrap();
        let v = random_vector(5, seed);
        let d = distance(&naive_circuit(&v, &c), naive_circuit(&v, &back));
        assert!(d < 1e-12, "{d:e}\n{text}");
    }
}

#[test]
fn version_2_round_trip_keeps_the_unitary_up_to_phase() {
    let mut r = Stream::new(8, 0);
    for _ in 0..20 {
        let mut c = Circuit::new(5).unwrap();
        for gate in all_gates(&mut r) {
            if gate.targets() == 1 && !matches!(gate, Gate::Diagonal(_) | Gate::Permutation(_)) {
                let q = pick(&mut r, 5, 1);
                c.push(gate.clone(), &q, &[]).unwrap();
                let q = pick(&mut r, 5, 2);
                if !matches!(
                    gate,
                    Gate::S | Gate::Sdg | Gate::T | Gate::Tdg | Gate::Sxdg | Gate::Unitary1(_)
                ) {
                    c.push(gate, &q[..1], &q[1..]).unwrap();
                }
            }
        }
        let q = pick(&mut r, 5, 5);
        c.ccx(q[0], q[1], q[2])
            .unwrap()
            .cswap(q[2], q[3], q[4])
            .unwrap()
            .mcx(&q[..3], q[4])
            .unwrap();
        c.mcx(&q[..4], q[4])
            .unwrap()
            .rzz(q[0], q[1], 0.3)
            .unwrap()
            .rxx(q[3], q[1], 0.7)
            .unwrap();
        c.push_with(Gate::X, &[q[0]], &[q[1]], &[q[2]]).unwrap();
        let text = qasm::write2(&c).unwrap();
        same_up_to_phase(&c, &qasm::read(&text).unwrap(), &text);
    }
}

#[test]
fn measurement_conditions_and_resets_survive() {
    let text = "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[3];\ncreg a[2];\ncreg b[1];\nh q;\nmeasure q[0] -> a[0];\n\
                measure q[1] -> a[1];\nif (a == 2) x q[2];\nreset q[0];\nbarrier q;\nmeasure q[2] -> b[0];\n";
    let c = qasm::read(text).unwrap();
    for written in [qasm::write2(&c).unwrap(), qasm::write3(&c).unwrap()] {
        assert_eq!(qasm::read(&written).unwrap(), c, "{written}");
    }
}

#[test]
fn version_3_language() {
    let text = r#"
        OPENQASM 3.0;
        include "stdgates.inc";
        const float half = pi / 2;
        input float[64] theta;
        gate mine(a) x, y { rz(a * 2) x; ctrl @ h x, y; inv @ t y; pow(2) @ s y; }
        qubit[4] q;
        qubit r;
        bit[4] c;
        mine(half) q[0], q[1];
        ctrl(2) @ rx(theta / 2 + 0.1) q[0], q[2], r;
        negctrl @ ctrl @ x q[3], q[2], q[0];
        for uint i in [0:2] { cx q[i], q[i + 1]; }
        for int j in {3, 1} h q[j];
        gphase(pi ** 2 / 3);
        U(0.1, 0.2, 0.3) r;
        c[0] = measure q[0];
        if (c[0]) { x r; } else { y r; }
        if (c != 3) z q[-1];
        c[1:2] = measure q[1:2];
        /* a comment */ reset r; // another
    "#;
    let c = qasm::read(text).unwrap();
    assert_eq!((c.qubits(), c.bits()), (5, 4));
    assert_eq!(c.parameters(), ["theta"]);
    let written = qasm::write3(&c.bind(&[("theta", 0.4)]).unwrap());
    assert!(
        written.is_err(),
        "conditions on c[0] and on all of c overlap"
    );
    let bound = c.bind(&[("theta", 0.4)]).unwrap();
    let mut s = State::zero(5).unwrap();
    s.run(&bound, &mut Stream::new(1, 1)).unwrap();
    assert!((s.norm_squared() - 1.0).abs() < 1e-12);
    assert!(matches!(
        State::zero(5).unwrap().run(&c, &mut Stream::new(1, 1)),
        Err(Error::Unbound { .. })
    ));
}

#[test]
fn small_published_style_circuits() {
    // Deutsch-Jozsa, an adder, a Bell state and Grover on two qubits, in the manner of QASMBench's
    // small set.
    let adder = "OPENQASM 2.0; include \"qelib1.inc\"; gate majority a,b,c { cx c,b; cx c,a; ccx a,b,c; }\n\
        gate unmaj a,b,c { ccx a,b,c; cx c,a; cx a,b; }\nqreg cin[1]; qreg a[2]; qreg b[2]; qreg cout[1]; creg ans[3];\n\
        x a[0]; x a[1]; x b[0]; majority cin[0],b[0],a[0]; majority a[0],b[1],a[1]; cx a[1],cout[0];\n\
        unmaj a[0],b[1],a[1]; unmaj cin[0],b[0],a[0]; measure b[0]->ans[0]; measure b[1]->ans[1]; measure cout[0]->ans[2];";
    let c = qasm::read(adder).unwrap();
    let run = State::zero(6)
        .unwrap()
        .run(&c, &mut Stream::new(0, 0))
        .unwrap();
    assert_eq!(run.value(0, 3), 4, "3 + 1");
    let deutsch = "OPENQASM 2.0;include \"qelib1.inc\";qreg q[2];creg c[2];x q[1];h q[0];h q[1];cx q[0],q[1];h q[0];\
        measure q[0]->c[0];";
    let run = State::zero(2)
        .unwrap()
        .run(&qasm::read(deutsch).unwrap(), &mut Stream::new(0, 0))
        .unwrap();
    assert!(run.bits[0]);
    let grover = "OPENQASM 2.0;include \"qelib1.inc\";qreg q[2];creg c[2];h q;cz q[0],q[1];h q;x q;cz q[0],q[1];x q;h q;measure q->c;";
    let run = State::zero(2)
        .unwrap()
        .run(&qasm::read(grover).unwrap(), &mut Stream::new(0, 0))
        .unwrap();
    assert_eq!(run.value(0, 2), 3);
}

#[test]
fn refusals_name_the_place() {
    let cases = [
        ("OPENQASM 2.0;\ninclude \"other.inc\";", 2, 9, "other.inc"),
        (
            "OPENQASM 3;\nqubit q;\nwhile (true) { x q; }",
            3,
            1,
            "while",
        ),
        ("OPENQASM 3;\nqubit q;\n  frob q;", 3, 3, "frob"),
        ("qubit[2] q;\nx q[2];", 2, 3, "no [2]"),
        ("qubit[2] q;\ncx q[1], q[1];", 2, 1, "twice"),
        ("qubit[40] q;", 1, 11, "36"),
        ("qubit q; rx(1/0) q;", 1, 14, "zero"),
        ("qubit q; rx q;", 1, 10, "angles"),
        ("qubit q; x q", 1, 13, "`,`"),
        ("OPENQASM 4.0;", 1, 10, "2 and 3"),
        ("qubit q; def f() { }", 1, 10, "def"),
        ("/* never closed", 1, 1, "closed"),
        ("qubit q; rx(sqrt(-1)) q;", 1, 13, "finite"),
        ("qubit q; qubit q;", 1, 16, "twice"),
        ("qubit q; for uint i in [0:0:3] { x q; }", 1, 10, "no end"),
        ("gate g a { g2 a; } qubit q; g q;", 1, 12, "g2"),
        ("qubit q; ☃", 1, 10, "☃"),
        (
            "qubit q; x q;\n\n pow(100000000) @ x q;",
            3,
            19,
            "operations",
        ),
    ];
    for (text, line, column, part) in cases {
        match qasm::read(text) {
            Err(Error::Qasm {
                line: l,
                column: c,
                message,
            }) => {
                assert!(message.contains(part), "{text}: {message}");
                assert_eq!((l, c), (line, column), "{text}: {message}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
    assert!(
        qasm::read(&format!(
            "qubit q; rx({}1{}) q;",
            "(".repeat(5000),
            ")".repeat(5000)
        ))
        .is_err()
    );
}

#[test]
fn no_text_makes_the_reader_panic() {
    let seeds = [
        "OPENQASM 3; qubit[3] q; bit[3] c; for uint i in [0:2] { ctrl @ rx(pi/2) q[i], q[0]; } c = measure q; if (c==2) x q;",
    ];
    let mut r = Stream::new(4, 4);
    for text in seeds {
        let chars: Vec<char> = text.chars().collect();
        for _ in 0..3000 {
            let mut t = chars.clone();
            for _ in 0..=r.below(3) {
                let i = r.below(t.len() as u64) as usize;
                match r.below(3) {
                    0 => drop(t.remove(i)),
                    1 => t.insert(
                        i,
                        ['(', ']', '9', ';', '@', '-', '"', '{'][r.below(8) as usize],
                    ),
                    _ => t.truncate(i.max(1)),
                }
            }
            let _ = qasm::read(&t.into_iter().collect::<String>());
        }
    }
}

#[test]
fn drawings_show_every_part() {
    let mut c = Circuit::with_bits(3, 1).unwrap();
    c.h(0)
        .unwrap()
        .cx(0, 2)
        .unwrap()
        .rx(1, 0.5)
        .unwrap()
        .barrier(&[])
        .unwrap()
        .swap(1, 2)
        .unwrap();
    c.push_with(Gate::Z, &[0], &[], &[1])
        .unwrap()
        .measure(2, 0)
        .unwrap();
    let text = c.draw_text().unwrap();
    for part in ["q0:", "[H]", "●", "⊕", "[RX(0.5)]", "░", "╳", "○", "[M]"] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    let svg = c.draw_svg().unwrap();
    assert!(
        svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>") && svg.contains("RX(0.5)")
    );
    assert_eq!(svg.matches('<').count(), svg.matches('>').count());
}
