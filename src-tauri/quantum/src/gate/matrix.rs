//! Small dense matrices, row-major, in double precision.

use crate::error::{Error, Result};
use num_complex::Complex64 as C;

/// A 2×2 matrix `[m00, m01, m10, m11]`.
pub type Matrix2 = [C; 4];
/// A 4×4 matrix, row-major; the first target qubit is the less significant index bit.
pub type Matrix4 = [C; 16];

/// How far U U† may be from the identity before a matrix is refused.
pub const UNITARY_TOLERANCE: f64 = 1e-9;

/// Shorthand for a complex number.
pub(crate) const fn c(re: f64, im: f64) -> C {
    C { re, im }
}

/// `exp(i angle)`.
pub(crate) fn phase(angle: f64) -> C {
    C::from_polar(1.0, angle)
}

/// `a · b`.
pub(crate) fn mul2(a: &Matrix2, b: &Matrix2) -> Matrix2 {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
    ]
}

/// The conjugate transpose of a square matrix of side `side`.
pub(crate) fn dagger(m: &[C], side: usize) -> Vec<C> {
    let mut out = vec![c(0.0, 0.0); side * side];
    for row in 0..side {
        for col in 0..side {
            out[col * side + row] = m[row * side + col].conj();
        }
    }
    out
}

/// Refuses a matrix with a NaN, or with U U† off the identity by more than 1e-9.
pub(crate) fn check_unitary(m: &[C], side: usize) -> Result<()> {
    if m.iter().any(|x| !x.re.is_finite() || !x.im.is_finite()) {
        return Err(Error::NotFinite {
            what: "a matrix entry",
        });
    }
    let mut deviation: f64 = 0.0;
    for row in 0..side {
        for col in 0..=row {
            let mut dot = c(0.0, 0.0);
            for k in 0..side {
                dot += m[row * side + k] * m[col * side + k].conj();
            }
            let want = if row == col { 1.0 } else { 0.0 };
            deviation = deviation.max((dot - want).norm());
        }
    }
    if deviation > UNITARY_TOLERANCE {
        Err(Error::NotUnitary { deviation })
    } else {
        Ok(())
    }
}

/// `U = e^{i alpha} RZ(beta) RY(gamma) RZ(delta)`: the angles `(alpha, beta, gamma, delta)` of any
/// 2×2 unitary (Nielsen and Chuang, Theorem 4.1).
pub(crate) fn zyz(m: &Matrix2) -> (f64, f64, f64, f64) {
    let det = m[0] * m[3] - m[1] * m[2];
    let alpha = det.arg() / 2.0;
    let unphase = phase(-alpha);
    let v = m.map(|x| x * unphase);
    let gamma = 2.0 * v[2].norm().atan2(v[0].norm());
    // v = [[e^{-i(b+d)/2} cos, -e^{-i(b-d)/2} sin], [e^{i(b-d)/2} sin, e^{i(b+d)/2} cos]]
    let (sum, difference) = if v[2].norm() < 1e-12 {
        (2.0 * v[3].arg(), 0.0)
    } else if v[3].norm() < 1e-12 {
        (0.0, 2.0 * v[2].arg())
    } else {
        (2.0 * v[3].arg(), 2.0 * v[2].arg())
    };
    (
        alpha,
        (sum + difference) / 2.0,
        gamma,
        (sum - difference) / 2.0,
    )
}
