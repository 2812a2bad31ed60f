//! Expectation values of sums of Pauli products.

use super::probability::wide;
use super::sum_blocks;
use crate::error::{Error, Result};
use crate::real::Real;
use crate::state::StateVector;
use num_complex::Complex64;

/// A Pauli matrix other than the identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pauli {
    /// X.
    X,
    /// Y.
    Y,
    /// Z.
    Z,
}

/// A real multiple of a product of Pauli matrices.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PauliTerm {
    /// Its factor.
    pub coefficient: f64,
    /// Qubits with X or Y.
    flips: u64,
    /// Qubits with Z or Y.
    signs: u64,
}

impl PauliTerm {
    /// `coefficient` times the given matrices, identity elsewhere.
    ///
    /// # Errors
    /// [`Error::RepeatedQubit`], [`Error::NotFinite`], [`Error::QubitOutOfRange`] beyond 63.
    pub fn new(coefficient: f64, factors: &[(Pauli, usize)]) -> Result<Self> {
        crate::error::finite("a coefficient", coefficient)?;
        let (mut flips, mut signs, mut seen) = (0u64, 0u64, 0u64);
        for &(p, qubit) in factors {
            if qubit >= 64 {
                return Err(Error::QubitOutOfRange { qubit, qubits: 64 });
            }
            if seen >> qubit & 1 == 1 {
                return Err(Error::RepeatedQubit { qubit });
            }
            seen |= 1 << qubit;
            flips |= u64::from(p != Pauli::Z) << qubit;
            signs |= u64::from(p != Pauli::X) << qubit;
        }
        Ok(Self {
            coefficient,
            flips,
            signs,
        })
    }

    /// From letters such as `"XIZ"`, the rightmost for qubit 0.
    ///
    /// # Errors
    /// [`Error::Invalid`] for another letter; [`Error::NotFinite`].
    pub fn parse(coefficient: f64, letters: &str) -> Result<Self> {
        let mut factors = Vec::new();
        for (qubit, letter) in letters.chars().rev().enumerate() {
            match letter {
                'I' => {}
                'X' => factors.push((Pauli::X, qubit)),
                'Y' => factors.push((Pauli::Y, qubit)),
                'Z' => factors.push((Pauli::Z, qubit)),
                other => {
                    return Err(Error::Invalid(format!(
                        "`{other}` is not one of I, X, Y, Z"
                    )));
                }
            }
        }
        Self::new(coefficient, &factors)
    }

    /// Its factors other than the identity, by qubit.
    pub fn factors(&self) -> Vec<(Pauli, usize)> {
        (0..64)
            .filter_map(|q| match (self.flips >> q & 1, self.signs >> q & 1) {
                (1, 0) => Some((Pauli::X, q)),
                (1, 1) => Some((Pauli::Y, q)),
                (0, 1) => Some((Pauli::Z, q)),
                _ => None,
            })
            .collect()
    }
}

/// A Hermitian operator: a sum of [`PauliTerm`]s.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PauliSum {
    /// The terms.
    pub terms: Vec<PauliTerm>,
}

impl PauliSum {
    /// From coefficients and letters, the rightmost letter for qubit 0.
    ///
    /// # Errors
    /// As [`PauliTerm::parse`].
    pub fn parse(terms: &[(f64, &str)]) -> Result<Self> {
        Ok(Self {
            terms: terms
                .iter()
                .map(|(c, l)| PauliTerm::parse(*c, l))
                .collect::<Result<_>>()?,
        })
    }
}

impl<T: Real> StateVector<T> {
    /// ⟨ψ|H|ψ⟩. All diagonal terms take one pass together; terms with equal flips share one.
    ///
    /// # Errors
    /// [`Error::QubitOutOfRange`] when H names a qubit the state does not have.
    pub fn expectation(&self, observable: &PauliSum) -> Result<f64> {
        let mut groups: std::collections::BTreeMap<u64, Vec<(u64, Complex64)>> = Default::default();
        for t in &observable.terms {
            let top = 64 - (t.flips | t.signs).leading_zeros() as usize;
            if top > self.qubits() {
                return Err(Error::QubitOutOfRange {
                    qubit: top - 1,
                    qubits: self.qubits(),
                });
            }
            // P|x⟩ = i^{number of Y} (-1)^{parity of x & signs} |x ^ flips⟩.
            let turn = Complex64::i().powu((t.flips & t.signs).count_ones());
            groups
                .entry(t.flips)
                .or_default()
                .push((t.signs, turn * t.coefficient));
        }
        let state = self.slice();
        let mut total = 0.0;
        for (flips, terms) in groups {
            total += sum_blocks(state, |start, part| {
                let mut sum = 0.0;
                for (k, z) in part.iter().enumerate() {
                    let x = start + k;
                    let mut factor = Complex64::new(0.0, 0.0);
                    for (signs, f) in &terms {
                        if (x as u64 & signs).count_ones().is_multiple_of(2) {
                            factor += f
                        } else {
                            factor -= f
                        }
                    }
                    sum += (wide(&state[x ^ flips as usize]).conj() * wide(z) * factor).re;
                }
                sum
            });
        }
        Ok(total)
    }
}
