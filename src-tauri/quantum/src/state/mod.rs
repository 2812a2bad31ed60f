//! The state vector: allocation, access, applying gates and circuits.

mod apply;
mod collapse;

pub use collapse::Run;

use crate::circuit::MAX_QUBITS;
use crate::engine::schedule::{BLOCK_BITS, LOW_BITS};
use crate::engine::shared::large_pages;
use crate::error::{Error, Result};
use crate::real::Real;
use ndarray::{ArrayView1, ArrayViewMut1};
use num_complex::Complex;

/// The amplitudes of n qubits: 2^n complex numbers, basis state x at index x, qubit 0 its least
/// significant bit. Use it as [`State`] or [`State32`].
#[derive(Debug)]
pub struct StateVector<T: Real> {
    qubits: usize,
    /// A few numbers longer than needed, so that the amplitudes can start on a cache line.
    buffer: Vec<Complex<T>>,
    start: usize,
    block: usize,
}

/// A state in double precision: complex128, 16 bytes per amplitude.
pub type State = StateVector<f64>;
/// A state in single precision: complex64, 8 bytes per amplitude, about 7 digits.
pub type State32 = StateVector<f32>;

impl<T: Real> StateVector<T> {
    /// |0…0⟩ on `qubits` qubits.
    ///
    /// # Errors
    /// [`Error::TooManyQubits`] above [`MAX_QUBITS`]; [`Error::OutOfMemory`] when the machine
    /// refuses the memory, before anything is written.
    pub fn zero(qubits: usize) -> Result<Self> {
        Self::zero_within(qubits, u128::MAX)
    }

    /// |0…0⟩, refused unless it fits in `budget` bytes. A caller who knows how much memory is free
    /// passes it here: systems that promise more memory than they have would otherwise fail later.
    ///
    /// # Errors
    /// [`Error::TooManyQubits`], [`Error::OutOfMemory`].
    pub fn zero_within(qubits: usize, budget: u128) -> Result<Self> {
        if qubits > MAX_QUBITS {
            return Err(Error::TooManyQubits {
                qubits,
                limit: MAX_QUBITS,
            });
        }
        let bytes = Self::bytes(qubits);
        if bytes > budget {
            return Err(Error::OutOfMemory {
                qubits,
                bytes,
                available: budget.to_string(),
            });
        }
        let spare = 64 / size_of::<Complex<T>>();
        let refused = || Error::OutOfMemory {
            qubits,
            bytes,
            available: "fewer".into(),
        };
        let len = usize::try_from(1u128 << qubits).map_err(|_| refused())?;
        let mut buffer: Vec<Complex<T>> = Vec::new();
        buffer
            .try_reserve_exact(len + spare)
            .map_err(|_| refused())?;
        large_pages(buffer.spare_capacity_mut());
        buffer.resize(len + spare, Complex::new(T::zero(), T::zero()));
        let start = buffer.as_ptr().align_offset(64).min(spare);
        let mut state = Self {
            qubits,
            buffer,
            start,
            block: BLOCK_BITS,
        };
        state.slice_mut()[0] = Complex::new(T::one(), T::zero());
        Ok(state)
    }

    /// Bytes a state of `qubits` qubits needs.
    pub fn bytes(qubits: usize) -> u128 {
        (size_of::<Complex<T>>() as u128) << qubits.min(100)
    }

    /// The basis state |x⟩.
    ///
    /// # Errors
    /// As [`State::zero`]; [`Error::Invalid`] when x is not below 2^qubits.
    pub fn basis(qubits: usize, x: usize) -> Result<Self> {
        let mut state = Self::zero(qubits)?;
        state.set_basis(x)?;
        Ok(state)
    }

    /// A state from its amplitudes, 2^n of them, normalised to within 1e-6 (then made exact).
    ///
    /// # Errors
    /// [`Error::Shape`], [`Error::NotFinite`], [`Error::Invalid`] when the norm is not 1.
    pub fn from_amplitudes(amplitudes: ArrayView1<'_, Complex<T>>) -> Result<Self> {
        let len = amplitudes.len();
        if !len.is_power_of_two() {
            return Err(Error::Shape {
                what: "the amplitudes",
                expected: len.next_power_of_two(),
                found: len,
            });
        }
        let mut norm = 0.0;
        for z in amplitudes {
            norm += crate::error::finite("an amplitude", z.norm_sqr().wide())?;
        }
        if (norm - 1.0).abs() > 1e-6 {
            return Err(Error::Invalid(format!(
                "the squared amplitudes sum to {norm}, not 1"
            )));
        }
        let mut state = Self::zero(len.trailing_zeros() as usize)?;
        let scale = T::of(1.0 / norm.sqrt());
        state
            .slice_mut()
            .iter_mut()
            .zip(amplitudes)
            .for_each(|(to, from)| *to = *from * scale);
        Ok(state)
    }

    /// A copy.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`].
    pub fn duplicate(&self) -> Result<Self> {
        let mut copy = Self::zero(self.qubits)?;
        copy.block = self.block;
        copy.slice_mut().copy_from_slice(self.slice());
        Ok(copy)
    }

    /// Number of qubits.
    pub fn qubits(&self) -> usize {
        self.qubits
    }

    /// The amplitudes, shape (2^n,).
    pub fn amplitudes(&self) -> ArrayView1<'_, Complex<T>> {
        ArrayView1::from(self.slice())
    }

    /// The amplitudes to write to, shape (2^n,). The caller keeps the norm at 1.
    pub fn amplitudes_mut(&mut self) -> ArrayViewMut1<'_, Complex<T>> {
        ArrayViewMut1::from(self.slice_mut())
    }

    /// Goes back to |0…0⟩ without allocating.
    pub fn reset_all(&mut self) {
        use rayon::prelude::*;
        let zero = Complex::new(T::zero(), T::zero());
        self.slice_mut()
            .par_chunks_mut(1 << 16)
            .for_each(|part| part.fill(zero));
        self.slice_mut()[0] = Complex::new(T::one(), T::zero());
    }

    /// Becomes the basis state |x⟩ without allocating.
    ///
    /// # Errors
    /// [`Error::Invalid`] when x is not below 2^qubits.
    pub fn set_basis(&mut self, x: usize) -> Result<()> {
        if x >> self.qubits != 0 {
            return Err(Error::Invalid(format!(
                "there is no basis state {x} on {} qubits",
                self.qubits
            )));
        }
        self.reset_all();
        self.slice_mut().swap(0, x);
        Ok(())
    }

    /// Sets how many amplitudes (2^`bits`, 7 to 20) a thread works on in its cache at a time. The
    /// default, 15, suits a second-level cache of 1 MiB per core; results differ by rounding at
    /// most.
    pub fn set_block_bits(&mut self, bits: usize) {
        self.block = bits.clamp(LOW_BITS + 2, 20);
    }

    pub(crate) fn slice(&self) -> &[Complex<T>] {
        &self.buffer[self.start..self.start + (1 << self.qubits)]
    }

    pub(crate) fn slice_mut(&mut self) -> &mut [Complex<T>] {
        let range = self.start..self.start + (1 << self.qubits);
        &mut self.buffer[range]
    }

    pub(crate) fn check_qubit(&self, qubit: usize) -> Result<()> {
        if qubit < self.qubits {
            Ok(())
        } else {
            Err(Error::QubitOutOfRange {
                qubit,
                qubits: self.qubits,
            })
        }
    }
}
