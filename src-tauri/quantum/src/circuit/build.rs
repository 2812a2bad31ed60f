//! The methods that add operations, each checking its qubits.

use super::{Applied, Circuit, Condition, Op};
use crate::error::{Error, Result};
use crate::gate::{Angle, Gate, Matrix2, Matrix4};
use num_complex::Complex64;

macro_rules! plain {
    ($($(#[$doc:meta])* $name:ident => $gate:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// [`Error::QubitOutOfRange`].
        pub fn $name(&mut self, qubit: usize) -> Result<&mut Self> {
            self.push(Gate::$gate, &[qubit], &[])
        }
    )*};
}

macro_rules! rotation {
    ($($(#[$doc:meta])* $name:ident => $gate:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// [`Error::QubitOutOfRange`], [`Error::NotFinite`].
        pub fn $name(&mut self, qubit: usize, angle: impl Into<Angle>) -> Result<&mut Self> {
            self.push(Gate::$gate(angle.into()), &[qubit], &[])
        }
    )*};
}

macro_rules! controlled {
    ($($(#[$doc:meta])* $name:ident => $gate:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// [`Error::QubitOutOfRange`], [`Error::RepeatedQubit`].
        pub fn $name(&mut self, control: usize, target: usize) -> Result<&mut Self> {
            self.push(Gate::$gate, &[target], &[control])
        }
    )*};
}

macro_rules! controlled_rotation {
    ($($(#[$doc:meta])* $name:ident => $gate:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// [`Error::QubitOutOfRange`], [`Error::RepeatedQubit`], [`Error::NotFinite`].
        pub fn $name(&mut self, control: usize, target: usize, angle: impl Into<Angle>) -> Result<&mut Self> {
            self.push(Gate::$gate(angle.into()), &[target], &[control])
        }
    )*};
}

macro_rules! pair {
    ($($(#[$doc:meta])* $name:ident => $gate:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// [`Error::QubitOutOfRange`], [`Error::RepeatedQubit`], [`Error::NotFinite`].
        pub fn $name(&mut self, a: usize, b: usize, angle: impl Into<Angle>) -> Result<&mut Self> {
            self.push(Gate::$gate(angle.into()), &[a, b], &[])
        }
    )*};
}

impl Circuit {
    /// Adds any gate on `targets` with `controls` (all of them must be |1⟩).
    ///
    /// # Errors
    /// [`Error::QubitOutOfRange`], [`Error::RepeatedQubit`], [`Error::Shape`] when the gate takes
    /// another number of targets, [`Error::NotFinite`] for a NaN angle.
    pub fn push(&mut self, gate: Gate, targets: &[usize], controls: &[usize]) -> Result<&mut Self> {
        self.push_with(gate, targets, controls, &[])
    }

    /// Adds any gate with `controls` that must be |1⟩ and `open` controls that must be |0⟩.
    ///
    /// # Errors
    /// As [`Circuit::push`].
    pub fn push_with(
        &mut self,
        gate: Gate,
        targets: &[usize],
        controls: &[usize],
        open: &[usize],
    ) -> Result<&mut Self> {
        if targets.len() != gate.targets() {
            return Err(Error::Shape {
                what: "the gate's list of targets",
                expected: gate.targets(),
                found: targets.len(),
            });
        }
        for angle in gate.angles() {
            if let Angle::Value(v) = angle {
                crate::error::finite("an angle", *v)?;
            }
        }
        let mut seen = 0u64;
        for &qubit in targets.iter().chain(controls).chain(open) {
            self.check_qubit(qubit)?;
            if seen >> qubit & 1 == 1 {
                return Err(Error::RepeatedQubit { qubit });
            }
            seen |= 1 << qubit;
        }
        let mask = |list: &[usize]| list.iter().fold(0u64, |m, q| m | 1 << q);
        self.push_op(Op::Gate(Applied {
            gate,
            targets: targets.iter().map(|&t| t as u8).collect(),
            controls: mask(controls) | mask(open),
            open: mask(open),
        }));
        Ok(self)
    }

    plain! {
        /// Hadamard.
        h => H;
        /// Pauli X.
        x => X;
        /// Pauli Y.
        y => Y;
        /// Pauli Z.
        z => Z;
        /// S = diag(1, i).
        s => S;
        /// S†.
        sdg => Sdg;
        /// T = diag(1, e^{iπ/4}).
        t => T;
        /// T†.
        tdg => Tdg;
        /// √X.
        sx => Sx;
        /// √X†.
        sxdg => Sxdg;
    }

    rotation! {
        /// RX(t) = exp(-i t X / 2).
        rx => Rx;
        /// RY(t) = exp(-i t Y / 2).
        ry => Ry;
        /// RZ(t) = exp(-i t Z / 2).
        rz => Rz;
        /// P(t) = diag(1, e^{it}).
        p => P;
    }

    controlled! {
        /// CNOT.
        cx => X;
        /// Controlled Y.
        cy => Y;
        /// Controlled Z.
        cz => Z;
        /// Controlled Hadamard.
        ch => H;
    }

    controlled_rotation! {
        /// Controlled RX.
        crx => Rx;
        /// Controlled RY.
        cry => Ry;
        /// Controlled RZ.
        crz => Rz;
        /// Controlled phase: diag(1, 1, 1, e^{it}).
        cp => P;
    }

    pair! {
        /// exp(-i t X⊗X / 2).
        rxx => Rxx;
        /// exp(-i t Y⊗Y / 2).
        ryy => Ryy;
        /// exp(-i t Z⊗Z / 2).
        rzz => Rzz;
    }

    /// U3(θ, φ, λ) = P(φ) RY(θ) P(λ).
    ///
    /// # Errors
    /// [`Error::QubitOutOfRange`], [`Error::NotFinite`].
    pub fn u3(
        &mut self,
        qubit: usize,
        theta: impl Into<Angle>,
        phi: impl Into<Angle>,
        lambda: impl Into<Angle>,
    ) -> Result<&mut Self> {
        self.push(
            Gate::U3(theta.into(), phi.into(), lambda.into()),
            &[qubit],
            &[],
        )
    }

    /// SWAP.
    ///
    /// # Errors
    /// [`Error::QubitOutOfRange`], [`Error::RepeatedQubit`].
    pub fn swap(&mut self, a: usize, b: usize) -> Result<&mut Self> {
        self.push(Gate::Swap, &[a, b], &[])
    }

    /// iSWAP: SWAP with a factor i where the qubits differ.
    ///
    /// # Errors
    /// [`Error::QubitOutOfRange`], [`Error::RepeatedQubit`].
    pub fn iswap(&mut self, a: usize, b: usize) -> Result<&mut Self> {
        self.push(Gate::ISwap, &[a, b], &[])
    }

    /// Toffoli.
    ///
    /// # Errors
    /// [`Error::QubitOutOfRange`], [`Error::RepeatedQubit`].
    pub fn ccx(&mut self, a: usize, b: usize, target: usize) -> Result<&mut Self> {
        self.push(Gate::X, &[target], &[a, b])
    }

    /// Fredkin: SWAP of `a` and `b` when `control` is |1⟩.
    ///
    /// # Errors
    /// [`Error::QubitOutOfRange`], [`Error::RepeatedQubit`].
    pub fn cswap(&mut self, control: usize, a: usize, b: usize) -> Result<&mut Self> {
        self.push(Gate::Swap, &[a, b], &[control])
    }

    /// X with any number of controls.
    ///
    /// # Errors
    /// [`Error::QubitOutOfRange`], [`Error::RepeatedQubit`].
    pub fn mcx(&mut self, controls: &[usize], target: usize) -> Result<&mut Self> {
        self.push(Gate::X, &[target], controls)
    }

    /// `e^{i angle}` on the whole state.
    ///
    /// # Errors
    /// [`Error::NotFinite`].
    pub fn global_phase(&mut self, angle: impl Into<Angle>) -> Result<&mut Self> {
        self.push(Gate::GlobalPhase(angle.into()), &[], &[])
    }

    /// Any 2×2 unitary, row-major.
    ///
    /// # Errors
    /// [`Error::NotUnitary`], [`Error::NotFinite`], [`Error::QubitOutOfRange`].
    pub fn unitary1(&mut self, matrix: Matrix2, qubit: usize) -> Result<&mut Self> {
        self.push(Gate::unitary1(matrix)?, &[qubit], &[])
    }

    /// Any 4×4 unitary, row-major, `a` the less significant index bit.
    ///
    /// # Errors
    /// [`Error::NotUnitary`], [`Error::NotFinite`], [`Error::QubitOutOfRange`],
    /// [`Error::RepeatedQubit`].
    pub fn unitary2(&mut self, matrix: Matrix4, a: usize, b: usize) -> Result<&mut Self> {
        self.push(Gate::unitary2(matrix)?, &[a, b], &[])
    }

    /// A diagonal operator: 2^k factors of modulus 1 for k `qubits`, the first least significant.
    ///
    /// # Errors
    /// [`Error::Shape`], [`Error::NotUnitary`], [`Error::QubitOutOfRange`],
    /// [`Error::RepeatedQubit`].
    pub fn diagonal(&mut self, factors: &[Complex64], qubits: &[usize]) -> Result<&mut Self> {
        self.push(Gate::diagonal(factors)?, qubits, &[])
    }

    /// A permutation `|x⟩ → |map[x]⟩` of the 2^k values of k `qubits`, the first least significant.
    ///
    /// # Errors
    /// [`Error::Shape`], [`Error::Invalid`], [`Error::QubitOutOfRange`], [`Error::RepeatedQubit`].
    pub fn permutation(&mut self, map: &[usize], qubits: &[usize]) -> Result<&mut Self> {
        self.push(Gate::permutation(map)?, qubits, &[])
    }

    /// A barrier on the given qubits (on all when the list is empty).
    ///
    /// # Errors
    /// [`Error::QubitOutOfRange`].
    pub fn barrier(&mut self, qubits: &[usize]) -> Result<&mut Self> {
        let mut mask = 0u64;
        for &q in qubits {
            mask |= 1 << self.check_qubit(q)?;
        }
        if qubits.is_empty() {
            mask = (1u64 << self.qubits()) - 1;
        }
        self.push_op(Op::Barrier(mask));
        Ok(self)
    }

    /// Puts a qubit in |0⟩, whatever it was.
    ///
    /// # Errors
    /// [`Error::QubitOutOfRange`].
    pub fn reset(&mut self, qubit: usize) -> Result<&mut Self> {
        self.check_qubit(qubit)?;
        self.push_op(Op::Reset(qubit));
        Ok(self)
    }

    /// Measures `qubit` into classical `bit`.
    ///
    /// # Errors
    /// [`Error::QubitOutOfRange`], [`Error::BitOutOfRange`].
    pub fn measure(&mut self, qubit: usize, bit: usize) -> Result<&mut Self> {
        self.check_qubit(qubit)?;
        self.check_bit(bit)?;
        self.push_op(Op::Measure { qubit, bit });
        Ok(self)
    }

    /// Does the operations of `then` (a circuit on the same qubits and bits) when `condition`
    /// holds.
    ///
    /// # Errors
    /// [`Error::BitOutOfRange`], [`Error::Shape`] when `then` has another size.
    pub fn when(&mut self, condition: Condition, then: &Self) -> Result<&mut Self> {
        if condition.width == 0 || condition.width > 64 {
            return Err(Error::Invalid("a condition compares 1 to 64 bits".into()));
        }
        self.check_bit(condition.first + condition.width - 1)?;
        if then.qubits() != self.qubits() {
            return Err(Error::Shape {
                what: "the conditional circuit",
                expected: self.qubits(),
                found: then.qubits(),
            });
        }
        if then.bits() > self.bits() {
            return Err(Error::Shape {
                what: "the conditional circuit's bits",
                expected: self.bits(),
                found: then.bits(),
            });
        }
        self.push_op(Op::If {
            condition,
            then: then.ops().into(),
        });
        Ok(self)
    }
}
