//! Gates as data: what each is called, its matrix, its inverse.
//!
//! Conventions: qubit 0 is the least significant bit of a basis state's number; R_P(t) =
//! exp(-i t P / 2); P(t) = diag(1, e^{it}); U3(θ, φ, λ) = P(φ) RY(θ) P(λ).

mod angle;
pub(crate) mod matrix;

pub use angle::{Angle, Linear};
pub use matrix::{Matrix2, Matrix4, UNITARY_TOLERANCE};

use crate::error::{Error, Result};
use matrix::{c, phase};
use num_complex::Complex64 as C;
use std::f64::consts::{FRAC_1_SQRT_2, FRAC_PI_4};
use std::sync::Arc;

/// A gate without its qubits. Controls are kept beside it, so CNOT is [`Gate::X`] with one control.
#[derive(Debug, Clone, PartialEq)]
pub enum Gate {
    /// `e^{i t}` on no qubit; with controls a phase on them.
    GlobalPhase(Angle),
    /// Pauli X.
    X,
    /// Pauli Y.
    Y,
    /// Pauli Z.
    Z,
    /// Hadamard.
    H,
    /// diag(1, i).
    S,
    /// diag(1, -i).
    Sdg,
    /// diag(1, e^{iπ/4}).
    T,
    /// diag(1, e^{-iπ/4}).
    Tdg,
    /// √X = e^{iπ/4} RX(π/2).
    Sx,
    /// √X†.
    Sxdg,
    /// exp(-i t X / 2).
    Rx(Angle),
    /// exp(-i t Y / 2).
    Ry(Angle),
    /// exp(-i t Z / 2).
    Rz(Angle),
    /// diag(1, e^{it}).
    P(Angle),
    /// P(φ) RY(θ) P(λ), arguments θ, φ, λ.
    U3(Angle, Angle, Angle),
    /// Exchange of two qubits.
    Swap,
    /// Exchange of two qubits with a factor i where they differ.
    ISwap,
    /// The inverse of iSWAP.
    ISwapDg,
    /// exp(-i t X⊗X / 2).
    Rxx(Angle),
    /// exp(-i t Y⊗Y / 2).
    Ryy(Angle),
    /// exp(-i t Z⊗Z / 2).
    Rzz(Angle),
    /// Any checked 2×2 unitary, row-major.
    Unitary1(Box<Matrix2>),
    /// Any checked 4×4 unitary, row-major, first target least significant.
    Unitary2(Box<Matrix4>),
    /// Factors of modulus 1, one per value of its k targets (2^k, first target least significant).
    Diagonal(Arc<[C]>),
    /// |x⟩ → |p(x)⟩ on its k targets (2^k entries, first target least significant).
    Permutation(Arc<[usize]>),
}

/// What a gate does once its angles are numbers; the engine's vocabulary.
#[derive(Debug, Clone)]
pub(crate) enum Form {
    Phase(C),
    Diagonal1([C; 2]),
    Flip,
    One(Matrix2),
    Swap,
    Diagonal2([C; 4]),
    Two(Box<Matrix4>),
    Diagonal(Arc<[C]>),
    Permutation(Arc<[usize]>),
}

impl Gate {
    /// A checked 2×2 unitary.
    ///
    /// # Errors
    /// [`Error::NotUnitary`], [`Error::NotFinite`].
    pub fn unitary1(m: Matrix2) -> Result<Self> {
        matrix::check_unitary(&m, 2)?;
        Ok(Self::Unitary1(Box::new(m)))
    }

    /// A checked 4×4 unitary, first target least significant.
    ///
    /// # Errors
    /// [`Error::NotUnitary`], [`Error::NotFinite`].
    pub fn unitary2(m: Matrix4) -> Result<Self> {
        matrix::check_unitary(&m, 4)?;
        Ok(Self::Unitary2(Box::new(m)))
    }

    /// A diagonal operator from its 2^k factors.
    ///
    /// # Errors
    /// [`Error::Shape`] unless the length is a power of two; [`Error::NotUnitary`] unless every
    /// factor has modulus 1.
    pub fn diagonal(factors: &[C]) -> Result<Self> {
        power_of_two("a diagonal", factors.len())?;
        if factors
            .iter()
            .any(|x| !x.re.is_finite() || !x.im.is_finite())
        {
            return Err(Error::NotFinite {
                what: "a diagonal entry",
            });
        }
        let deviation = factors
            .iter()
            .map(|x| (x.norm() - 1.0).abs())
            .fold(0.0, f64::max);
        if deviation > UNITARY_TOLERANCE {
            return Err(Error::NotUnitary { deviation });
        }
        Ok(Self::Diagonal(factors.into()))
    }

    /// A permutation of basis states, `|x⟩ → |map[x]⟩`.
    ///
    /// # Errors
    /// [`Error::Shape`] unless the length is a power of two; [`Error::Invalid`] unless every number
    /// below the length appears once.
    pub fn permutation(map: &[usize]) -> Result<Self> {
        power_of_two("a permutation", map.len())?;
        let mut seen = vec![false; map.len()];
        for &y in map {
            match seen.get_mut(y) {
                Some(s) if !*s => *s = true,
                _ => {
                    return Err(Error::Invalid(format!(
                        "a permutation of {} states has {y} out of range or twice",
                        map.len()
                    )));
                }
            }
        }
        Ok(Self::Permutation(map.into()))
    }

    /// How many target qubits it takes.
    pub fn targets(&self) -> usize {
        match self {
            Self::GlobalPhase(_) => 0,
            Self::Swap
            | Self::ISwap
            | Self::ISwapDg
            | Self::Rxx(_)
            | Self::Ryy(_)
            | Self::Rzz(_)
            | Self::Unitary2(_) => 2,
            Self::Diagonal(d) => d.len().trailing_zeros() as usize,
            Self::Permutation(p) => p.len().trailing_zeros() as usize,
            _ => 1,
        }
    }

    /// Its short name without controls, as OpenQASM's standard library spells it where it does.
    pub fn name(&self) -> &'static str {
        match self {
            Self::GlobalPhase(_) => "gphase",
            Self::X => "x",
            Self::Y => "y",
            Self::Z => "z",
            Self::H => "h",
            Self::S => "s",
            Self::Sdg => "sdg",
            Self::T => "t",
            Self::Tdg => "tdg",
            Self::Sx => "sx",
            Self::Sxdg => "sxdg",
            Self::Rx(_) => "rx",
            Self::Ry(_) => "ry",
            Self::Rz(_) => "rz",
            Self::P(_) => "p",
            Self::U3(..) => "u3",
            Self::Swap => "swap",
            Self::ISwap => "iswap",
            Self::ISwapDg => "iswapdg",
            Self::Rxx(_) => "rxx",
            Self::Ryy(_) => "ryy",
            Self::Rzz(_) => "rzz",
            Self::Unitary1(_) => "unitary1",
            Self::Unitary2(_) => "unitary2",
            Self::Diagonal(_) => "diagonal",
            Self::Permutation(_) => "permutation",
        }
    }

    /// Its angles, in the order of its arguments.
    pub fn angles(&self) -> Vec<&Angle> {
        match self {
            Self::GlobalPhase(a) | Self::Rx(a) | Self::Ry(a) | Self::Rz(a) | Self::P(a) => vec![a],
            Self::Rxx(a) | Self::Ryy(a) | Self::Rzz(a) => vec![a],
            Self::U3(a, b, d) => vec![a, b, d],
            _ => vec![],
        }
    }

    /// The same gate with every angle passed through `f`.
    pub fn map_angles(&self, mut f: impl FnMut(&Angle) -> Angle) -> Self {
        match self {
            Self::GlobalPhase(a) => Self::GlobalPhase(f(a)),
            Self::Rx(a) => Self::Rx(f(a)),
            Self::Ry(a) => Self::Ry(f(a)),
            Self::Rz(a) => Self::Rz(f(a)),
            Self::P(a) => Self::P(f(a)),
            Self::Rxx(a) => Self::Rxx(f(a)),
            Self::Ryy(a) => Self::Ryy(f(a)),
            Self::Rzz(a) => Self::Rzz(f(a)),
            Self::U3(a, b, d) => Self::U3(f(a), f(b), f(d)),
            other => other.clone(),
        }
    }

    /// The gate that undoes it.
    pub fn inverse(&self) -> Self {
        match self {
            Self::S => Self::Sdg,
            Self::Sdg => Self::S,
            Self::T => Self::Tdg,
            Self::Tdg => Self::T,
            Self::Sx => Self::Sxdg,
            Self::Sxdg => Self::Sx,
            Self::ISwap => Self::ISwapDg,
            Self::ISwapDg => Self::ISwap,
            Self::U3(t, p, l) => Self::U3(-t.clone(), -l.clone(), -p.clone()),
            Self::Unitary1(m) => Self::Unitary1(Box::new([
                m[0].conj(),
                m[2].conj(),
                m[1].conj(),
                m[3].conj(),
            ])),
            Self::Unitary2(m) => {
                let mut out = **m;
                out.copy_from_slice(&matrix::dagger(&m[..], 4));
                Self::Unitary2(Box::new(out))
            }
            Self::Diagonal(d) => Self::Diagonal(d.iter().map(C::conj).collect()),
            Self::Permutation(p) => {
                let mut back = vec![0; p.len()];
                p.iter().enumerate().for_each(|(x, &y)| back[y] = x);
                Self::Permutation(back.into())
            }
            other => other.map_angles(|a| -a.clone()),
        }
    }

    /// The dense matrix on its targets, row-major, side 2^targets, first target least significant.
    ///
    /// # Errors
    /// [`Error::Unbound`], [`Error::NotFinite`] for an angle without a finite value.
    pub fn matrix(&self) -> Result<Vec<C>> {
        let o = c(0.0, 0.0);
        let diagonal = |d: &[C]| {
            let mut m = vec![o; d.len() * d.len()];
            d.iter()
                .enumerate()
                .for_each(|(i, &x)| m[i * d.len() + i] = x);
            m
        };
        let one = c(1.0, 0.0);
        Ok(match self.form()? {
            Form::Phase(p) => vec![p],
            Form::Diagonal1(d) => diagonal(&d),
            Form::Diagonal2(d) => diagonal(&d),
            Form::Diagonal(d) => diagonal(&d),
            Form::Flip => vec![o, one, one, o],
            Form::One(m) => m.to_vec(),
            Form::Two(m) => m.to_vec(),
            Form::Swap => permutation_matrix(&[0, 2, 1, 3]),
            Form::Permutation(p) => permutation_matrix(&p),
        })
    }

    pub(crate) fn form(&self) -> Result<Form> {
        let h = FRAC_1_SQRT_2;
        let i = c(0.0, 1.0);
        let one = c(1.0, 0.0);
        let half = |a: &Angle| a.value().map(|t| (t / 2.0).sin_cos());
        Ok(match self {
            Self::GlobalPhase(a) => Form::Phase(phase(a.value()?)),
            Self::X => Form::Flip,
            Self::Y => Form::One([c(0.0, 0.0), -i, i, c(0.0, 0.0)]),
            Self::Z => Form::Diagonal1([one, -one]),
            Self::H => Form::One([c(h, 0.0), c(h, 0.0), c(h, 0.0), c(-h, 0.0)]),
            Self::S => Form::Diagonal1([one, i]),
            Self::Sdg => Form::Diagonal1([one, -i]),
            Self::T => Form::Diagonal1([one, phase(FRAC_PI_4)]),
            Self::Tdg => Form::Diagonal1([one, phase(-FRAC_PI_4)]),
            Self::Sx => Form::One([c(0.5, 0.5), c(0.5, -0.5), c(0.5, -0.5), c(0.5, 0.5)]),
            Self::Sxdg => Form::One([c(0.5, -0.5), c(0.5, 0.5), c(0.5, 0.5), c(0.5, -0.5)]),
            Self::Rx(a) => {
                let (s, k) = half(a)?;
                Form::One([c(k, 0.0), c(0.0, -s), c(0.0, -s), c(k, 0.0)])
            }
            Self::Ry(a) => {
                let (s, k) = half(a)?;
                Form::One([c(k, 0.0), c(-s, 0.0), c(s, 0.0), c(k, 0.0)])
            }
            Self::Rz(a) => {
                let (s, k) = half(a)?;
                Form::Diagonal1([c(k, -s), c(k, s)])
            }
            Self::P(a) => Form::Diagonal1([one, phase(a.value()?)]),
            Self::U3(t, p, l) => {
                let ((s, k), p, l) = (half(t)?, p.value()?, l.value()?);
                Form::One([c(k, 0.0), -phase(l) * s, phase(p) * s, phase(p + l) * k])
            }
            Self::Swap => Form::Swap,
            Self::ISwap => Form::Two(middle(c(0.0, 0.0), i)),
            Self::ISwapDg => Form::Two(middle(c(0.0, 0.0), -i)),
            Self::Rxx(a) => {
                let (s, k) = half(a)?;
                Form::Two(corners(k, c(0.0, -s), c(0.0, -s)))
            }
            Self::Ryy(a) => {
                let (s, k) = half(a)?;
                Form::Two(corners(k, c(0.0, s), c(0.0, -s)))
            }
            Self::Rzz(a) => {
                let (s, k) = half(a)?;
                Form::Diagonal2([c(k, -s), c(k, s), c(k, s), c(k, -s)])
            }
            Self::Unitary1(m) => Form::One(**m),
            Self::Unitary2(m) => Form::Two(m.clone()),
            Self::Diagonal(d) => Form::Diagonal(d.clone()),
            Self::Permutation(p) => Form::Permutation(p.clone()),
        })
    }
}

fn power_of_two(what: &'static str, len: usize) -> Result<()> {
    if len.is_power_of_two() {
        Ok(())
    } else {
        Err(Error::Shape {
            what,
            expected: len.next_power_of_two(),
            found: len,
        })
    }
}

fn permutation_matrix(map: &[usize]) -> Vec<C> {
    let mut m = vec![c(0.0, 0.0); map.len() * map.len()];
    map.iter()
        .enumerate()
        .for_each(|(x, &y)| m[y * map.len() + x] = c(1.0, 0.0));
    m
}

/// 1 on |00⟩ and |11⟩, `[[a, b], [b, a]]` between them.
fn middle(a: C, b: C) -> Box<Matrix4> {
    let mut m = [c(0.0, 0.0); 16];
    (m[0], m[15]) = (c(1.0, 0.0), c(1.0, 0.0));
    (m[5], m[10], m[6], m[9]) = (a, a, b, b);
    Box::new(m)
}

/// `k` on the diagonal, `outer` between |00⟩ and |11⟩, `inner` between |01⟩ and |10⟩.
fn corners(k: f64, outer: C, inner: C) -> Box<Matrix4> {
    let mut m = [c(0.0, 0.0); 16];
    for d in 0..4 {
        m[d * 5] = c(k, 0.0);
    }
    (m[3], m[12], m[6], m[9]) = (outer, outer, inner, inner);
    Box::new(m)
}
