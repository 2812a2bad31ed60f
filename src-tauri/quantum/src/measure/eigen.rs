//! Eigenvalues of a real symmetric matrix.

/// All eigenvalues of the symmetric `n`×`n` matrix `a` (row-major, destroyed): Householder
/// reduction to tridiagonal form, then implicit QL (Golub and Van Loan, Matrix Computations,
/// sections 8.3.1 and 8.3.3).
pub(crate) fn symmetric_eigenvalues(a: &mut [f64], n: usize) -> Vec<f64> {
    let mut off = vec![0.0; n];
    for k in 0..n.saturating_sub(2) {
        let norm = (k + 1..n).map(|i| a[i * n + k].powi(2)).sum::<f64>().sqrt();
        if norm == 0.0 {
            continue;
        }
        let alpha = if a[(k + 1) * n + k] > 0.0 {
            -norm
        } else {
            norm
        };
        let mut v: Vec<f64> = (0..n)
            .map(|i| if i > k { a[i * n + k] } else { 0.0 })
            .collect();
        v[k + 1] -= alpha;
        let beta = v.iter().map(|x| x * x).sum::<f64>() / 2.0;
        if beta == 0.0 {
            continue;
        }
        // A ← H A H with H = 1 - v vᵀ / beta, as a rank-two update.
        let mut w: Vec<f64> = vec![0.0; n];
        for i in k..n {
            w[i] = (k + 1..n).map(|j| a[i * n + j] * v[j]).sum::<f64>() / beta;
        }
        let half = (k + 1..n).map(|i| v[i] * w[i]).sum::<f64>() / (2.0 * beta);
        for i in k..n {
            w[i] -= half * v[i];
        }
        for i in k..n {
            for j in k..n {
                a[i * n + j] -= v[i] * w[j] + w[i] * v[j];
            }
        }
    }
    let mut d: Vec<f64> = (0..n).map(|i| a[i * n + i]).collect();
    for i in 1..n {
        off[i - 1] = a[i * n + i - 1];
    }
    tridiagonal(&mut d, &mut off);
    d
}

/// Implicit QL with Wilkinson shifts on a tridiagonal matrix: `d` ends as the eigenvalues.
fn tridiagonal(d: &mut [f64], e: &mut [f64]) {
    let n = d.len();
    for l in 0..n {
        for _ in 0..200 {
            let m = (l..n - 1)
                .find(|&m| e[m].abs() <= f64::EPSILON * (d[m].abs() + d[m + 1].abs()))
                .unwrap_or(n - 1);
            if m == l {
                break;
            }
            let mut g = (d[l + 1] - d[l]) / (2.0 * e[l]);
            let mut r = g.hypot(1.0);
            g = d[m] - d[l] + e[l] / (g + r.copysign(g));
            let (mut s, mut c, mut p) = (1.0, 1.0, 0.0);
            let mut early = false;
            for i in (l..m).rev() {
                let f = s * e[i];
                let b = c * e[i];
                r = f.hypot(g);
                e[i + 1] = r;
                if r == 0.0 {
                    d[i + 1] -= p;
                    e[m] = 0.0;
                    early = true;
                    break;
                }
                s = f / r;
                c = g / r;
                g = d[i + 1] - p;
                r = (d[i] - g) * s + 2.0 * c * b;
                p = s * r;
                d[i + 1] = g + p;
                g = c * r - b;
            }
            if !early {
                d[l] -= p;
                e[l] = g;
                e[m] = 0.0;
            }
        }
    }
}
