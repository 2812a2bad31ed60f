//! Bad input is refused with its reason, and nothing panics.

use crate::common::*;
use mycrm_quantum::random::Stream;
use mycrm_quantum::{
    Angle, Circuit, Complex64 as C, Condition, Control, Error, Gate, MAX_QUBITS, State, State32,
};
use ndarray::Array1;
use proptest::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};

#[test]
fn forty_qubits_and_small_budgets() {
    let refused = Error::TooManyQubits {
        qubits: 40,
        limit: MAX_QUBITS,
    };
    assert_eq!(State::zero(40).unwrap_err(), refused);
    assert_eq!(Circuit::new(40).unwrap_err(), refused);
    assert!(matches!(
        State::zero_within(25, 400 << 20),
        Err(Error::OutOfMemory {
            bytes: 536_870_912,
            ..
        })
    ));
    assert!(State32::zero_within(10, 8192).is_ok());
    let message = State::zero_within(25, 400 << 20).unwrap_err().to_string();
    assert_eq!(
        message,
        "25 qubits need 536870912 bytes and 419430400 can be had"
    );
}

#[test]
fn a_state_of_no_qubits_is_a_number() {
    let mut c = Circuit::new(0).unwrap();
    c.global_phase(0.5).unwrap().barrier(&[]).unwrap();
    let mut s = State::zero(0).unwrap();
    s.apply_circuit(&c).unwrap();
    assert!((s.amplitudes()[0] - C::from_polar(1.0, 0.5)).norm() < 1e-15);
    assert_eq!(s.sample(3, 1), [0, 0, 0]);
    assert_eq!(c.depth(), 0);
    assert!(matches!(
        s.apply(Gate::X, &[0], &[]),
        Err(Error::QubitOutOfRange { .. })
    ));
}

#[test]
fn gates_on_wrong_qubits() {
    let mut c = Circuit::with_bits(3, 2).unwrap();
    assert_eq!(
        c.h(3).unwrap_err(),
        Error::QubitOutOfRange {
            qubit: 3,
            qubits: 3
        }
    );
    assert_eq!(c.cx(1, 1).unwrap_err(), Error::RepeatedQubit { qubit: 1 });
    assert_eq!(c.swap(2, 2).unwrap_err(), Error::RepeatedQubit { qubit: 2 });
    assert_eq!(
        c.mcx(&[0, 1, 0], 2).unwrap_err(),
        Error::RepeatedQubit { qubit: 0 }
    );
    assert_eq!(
        c.measure(0, 2).unwrap_err(),
        Error::BitOutOfRange { bit: 2, bits: 2 }
    );
    assert!(matches!(
        c.push(Gate::Swap, &[0], &[]),
        Err(Error::Shape { .. })
    ));
    assert!(matches!(
        c.barrier(&[9]),
        Err(Error::QubitOutOfRange { .. })
    ));
    assert!(matches!(c.reset(64), Err(Error::QubitOutOfRange { .. })));
    let inner = Circuit::new(3).unwrap();
    let when = |first, width| Condition {
        first,
        width,
        value: 0,
        equal: true,
    };
    assert!(matches!(
        c.when(when(1, 2), &inner),
        Err(Error::BitOutOfRange { .. })
    ));
    assert!(matches!(c.when(when(0, 0), &inner), Err(Error::Invalid(_))));
    assert_eq!(c.ops().len(), 0, "nothing refused was kept");
    let mut s = State::zero(3).unwrap();
    assert!(matches!(
        s.apply(Gate::X, &[3], &[]),
        Err(Error::QubitOutOfRange { .. })
    ));
    assert!(matches!(
        s.apply_circuit(&Circuit::new(2).unwrap()),
        Err(Error::Shape { .. })
    ));
    assert!(matches!(
        s.measure(5, &mut Stream::new(0, 0)),
        Err(Error::QubitOutOfRange { .. })
    ));
    assert!(matches!(
        s.marginal(&[0, 0]),
        Err(Error::RepeatedQubit { .. })
    ));
    assert!(matches!(
        s.reduced_density(&[4]),
        Err(Error::QubitOutOfRange { .. })
    ));
    assert!(matches!(s.set_basis(8), Err(Error::Invalid(_))));
}

#[test]
fn numbers_that_are_none() {
    let mut c = Circuit::new(2).unwrap();
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(matches!(c.rx(0, bad), Err(Error::NotFinite { .. })));
        assert!(matches!(
            c.u3(0, 0.0, bad, 0.0),
            Err(Error::NotFinite { .. })
        ));
        assert!(matches!(c.cp(0, 1, bad), Err(Error::NotFinite { .. })));
    }
    let zero = C::new(0.0, 0.0);
    let one = C::new(1.0, 0.0);
    assert!(matches!(
        c.unitary1([one, one, one, one], 0),
        Err(Error::NotUnitary { .. })
    ));
    assert!(matches!(
        c.unitary1([one, zero, zero, one * 1.0001], 0),
        Err(Error::NotUnitary { .. })
    ));
    assert!(matches!(
        c.unitary1([C::new(f64::NAN, 0.0), zero, zero, one], 0),
        Err(Error::NotFinite { .. })
    ));
    assert!(matches!(
        c.unitary2([one; 16], 0, 1),
        Err(Error::NotUnitary { .. })
    ));
    assert!(matches!(
        c.diagonal(&[one, zero], &[0]),
        Err(Error::NotUnitary { .. })
    ));
    assert!(matches!(
        c.diagonal(&[one; 3], &[0, 1]),
        Err(Error::Shape { .. })
    ));
    assert!(matches!(
        c.diagonal(&[one; 4], &[0]),
        Err(Error::Shape { .. })
    ));
    assert!(matches!(
        c.permutation(&[0, 0], &[0]),
        Err(Error::Invalid(_))
    ));
    assert!(matches!(
        c.permutation(&[0, 2], &[0]),
        Err(Error::Invalid(_))
    ));
    let v = |x: Vec<C>| State::from_amplitudes(Array1::from(x).view());
    assert!(matches!(v(vec![one, one]), Err(Error::Invalid(_))));
    assert!(matches!(v(vec![one, zero, zero]), Err(Error::Shape { .. })));
    assert!(matches!(
        v(vec![C::new(f64::NAN, 0.0), zero]),
        Err(Error::NotFinite { .. })
    ));
    assert!(matches!(v(vec![]), Err(Error::Shape { .. })));
}

#[test]
fn parameters_without_values() {
    let mut c = Circuit::new(1).unwrap();
    c.rx(0, Angle::parameter("t") * 2.0 + 0.5.into()).unwrap();
    assert_eq!(c.parameters(), ["t"]);
    let mut s = State::zero(1).unwrap();
    assert_eq!(
        s.apply_circuit(&c).unwrap_err(),
        Error::Unbound { name: "t".into() }
    );
    assert_eq!(
        c.bind(&[("x", 1.0)]).unwrap_err(),
        Error::UnknownParameter { name: "x".into() }
    );
    assert!(matches!(
        c.bind(&[("t", f64::NAN)]),
        Err(Error::NotFinite { .. })
    ));
    let mut want = State::zero(1).unwrap();
    want.apply(Gate::Rx(2.9.into()), &[0], &[]).unwrap();
    s.apply_circuit(&c.bind(&[("t", 1.2)]).unwrap()).unwrap();
    assert!(distance(&amplitudes(&want), amplitudes(&s)) < 1e-14);
}

#[test]
fn what_measures_has_no_inverse() {
    let mut c = Circuit::with_bits(2, 1).unwrap();
    c.h(0).unwrap().measure(0, 0).unwrap();
    assert!(matches!(c.inverse(), Err(Error::Unsupported(_))));
    assert!(matches!(c.power(-1), Err(Error::Unsupported(_))));
    assert!(matches!(c.controlled(3, &[2]), Err(Error::Unsupported(_))));
    assert!(matches!(
        State::zero(2).unwrap().apply_circuit(&c),
        Err(Error::Unsupported(_))
    ));
    let mut g = Circuit::new(2).unwrap();
    g.h(0).unwrap();
    assert!(matches!(
        g.controlled(3, &[0]),
        Err(Error::RepeatedQubit { .. })
    ));
}

#[test]
fn ten_million_gates_can_be_stopped() {
    let mut layer = Circuit::new(12).unwrap();
    for q in 0..12 {
        layer.rx(q, 0.1).unwrap().cx(q, (q + 1) % 12).unwrap();
    }
    let c = layer.power(416_667).unwrap();
    assert!(c.ops().len() >= 10_000_000);
    let stop = AtomicBool::new(false);
    let mut s = State::zero(12).unwrap();
    let last = std::sync::atomic::AtomicU64::new(0);
    // Whoever watches stops it as soon as something is done.
    let tell = |done: u64, total: u64| {
        assert!(done <= total && last.fetch_max(done, Ordering::Relaxed) <= done);
        stop.store(true, Ordering::Relaxed);
    };
    let result = s.apply_circuit_with(
        &c,
        Control {
            stop: Some(&stop),
            progress: Some(&tell),
        },
    );
    assert_eq!(result.unwrap_err(), Error::Cancelled);
    let done = last.load(Ordering::Relaxed);
    assert!(0 < done && done < 1_000_000, "{done}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_circuit_keeps_the_norm_and_is_undone(qubits in 1usize..9, gates in 1usize..60, seed in any::<u64>(), block in 6usize..9) {
        let c = random_circuit(qubits, gates, seed);
        let v = random_vector(qubits, seed);
        let mut s = state_of(&v);
        s.set_block_bits(block);
        s.apply_circuit(&c).unwrap();
        prop_assert!((s.norm_squared() - 1.0).abs() < 1e-12);
        prop_assert!(distance(&naive_circuit(&v, &c), amplitudes(&s)) < 1e-12);
        s.apply_circuit(&c.inverse().unwrap()).unwrap();
        prop_assert!(distance(&v, amplitudes(&s)) < 1e-12);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[a-z0-9\\[\\](){};,=\"*/@ \n.-]{0,80}") {
        let _ = mycrm_quantum::qasm::read(&text);
    }
}
