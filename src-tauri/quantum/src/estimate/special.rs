//! The incomplete beta function, its inverse, and the confidence intervals made of them.

/// ln Γ(x) for x > 0 (Lanczos with g = 7 and nine terms; relative error about 1e-15).
pub(crate) fn ln_gamma(x: f64) -> f64 {
    const TERMS: [f64; 9] = [
        0.999_999_999_999_809_9,
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    let x = x - 1.0;
    let t = x + 7.5;
    let sum = TERMS[1..]
        .iter()
        .enumerate()
        .fold(TERMS[0], |s, (i, c)| s + c / (x + i as f64 + 1.0));
    0.5 * std::f64::consts::TAU.ln() + (x + 0.5) * t.ln() - t + sum.ln()
}

/// I_x(a, b) for a, b > 0: Lentz's continued fraction (DLMF 8.17.22), on the side where it
/// converges fast.
pub fn regularised_beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (-x).ln_1p()).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(x, a, b) / a
    } else {
        1.0 - front * fraction(1.0 - x, b, a) / b
    }
}

fn fraction(x: f64, a: f64, b: f64) -> f64 {
    let guard = |v: f64| if v.abs() < 1e-300 { 1e-300 } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / guard(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for m in 1..10_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / guard(1.0 + even * d);
        c = guard(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / guard(1.0 + odd * d);
        c = guard(1.0 + odd / c);
        h *= d * c;
        if (d * c - 1.0).abs() < 1e-16 {
            break;
        }
    }
    h
}

/// The x with I_x(a, b) = p, by bisection to the last bit.
pub fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    let (mut lo, mut hi) = (0.0f64, 1.0f64);
    for _ in 0..200 {
        let mid = 0.5 * (lo + hi);
        if mid <= lo || mid >= hi {
            break;
        }
        if regularised_beta(mid, a, b) < p {
            lo = mid
        } else {
            hi = mid
        }
    }
    0.5 * (lo + hi)
}

/// The Clopper-Pearson interval of a probability with `good` of `shots` good, wrong with
/// probability at most `alpha`.
pub fn clopper_pearson(good: usize, shots: usize, alpha: f64) -> (f64, f64) {
    let (k, n) = (good as f64, shots as f64);
    let lo = if good == 0 {
        0.0
    } else {
        beta_quantile(alpha / 2.0, k, n - k + 1.0)
    };
    let hi = if good >= shots {
        1.0
    } else {
        beta_quantile(1.0 - alpha / 2.0, k + 1.0, n - k)
    };
    (lo, hi)
}

/// The Chernoff-Hoeffding interval of a probability, wrong with probability at most `alpha`.
pub fn chernoff(good: usize, shots: usize, alpha: f64) -> (f64, f64) {
    let (p, n) = (good as f64 / shots.max(1) as f64, shots.max(1) as f64);
    let half = ((2.0 / alpha).ln() / (2.0 * n)).sqrt();
    ((p - half).max(0.0), (p + half).min(1.0))
}

/// The z with P(standard normal < z) = p, by bisection on the complementary error function's series
/// and fraction.
pub fn normal_quantile(p: f64) -> f64 {
    // P(Z < z) = 1/2 + sign(z)/2 · P(χ²₁ < z²), and χ² is a limit of the beta distribution;
    // Newton's method on erf is simpler: start from a rational guess and polish.
    let (mut lo, mut hi) = (-40.0f64, 40.0f64);
    for _ in 0..200 {
        let mid = 0.5 * (lo + hi);
        if normal_cdf(mid) < p {
            lo = mid
        } else {
            hi = mid
        }
    }
    0.5 * (lo + hi)
}

/// P(standard normal < z), absolute error below 1e-14.
pub fn normal_cdf(z: f64) -> f64 {
    let density = (-0.5 * z * z).exp() / std::f64::consts::TAU.sqrt();
    if z.abs() < 3.0 {
        // Series 26.2.11 of Abramowitz and Stegun.
        let (mut term, mut sum) = (z, z);
        for k in 1..200 {
            term *= z * z / f64::from(2 * k + 1);
            sum += term;
            if term.abs() < 1e-17 * sum.abs() {
                break;
            }
        }
        return 0.5 + density * sum;
    }
    // Continued fraction 26.2.14.
    let t = z.abs();
    let tail = density / (1..=200).rev().fold(t, |f, k| t + f64::from(k) / f);
    if z > 0.0 { 1.0 - tail } else { tail }
}
