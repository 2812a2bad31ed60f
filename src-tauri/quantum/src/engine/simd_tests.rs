//! Every width of vector against plain arithmetic, where the processor has it.

use super::{Job, Plain, Vector};
use num_complex::Complex;

/// Does each operation once and returns all results.
struct Everything<T> {
    a: [T; 8],
    b: [T; 8],
    c: [T; 8],
}

impl<T: num_traits::Float + Default> Job<T> for Everything<T> {
    type Output = Vec<[T; 8]>;

    #[inline(always)]
    fn run<V: Vector<T>>(self) -> Vec<[T; 8]> {
        let (a, b, c) = (V::load(&self.a), V::load(&self.b), V::load(&self.c));
        let complex: [Complex<T>; 4] =
            std::array::from_fn(|k| Complex::new(self.a[2 * k], self.a[2 * k + 1]));
        let mut back = [Complex::new(T::zero(), T::zero()); 4];
        V::load_complex(&complex).store_complex(&mut back);
        let same = std::array::from_fn(|l| {
            if l % 2 == 0 {
                back[l / 2].re
            } else {
                back[l / 2].im
            }
        });
        let results = [
            V::splat(self.a[3]),
            a.mul(b),
            a.fma(b, c),
            a.fnma(b, c),
            a.flip1(),
            a.flip2(),
            a.flip4(),
        ];
        let mut out: Vec<[T; 8]> = results
            .iter()
            .map(|v| {
                let mut to = [T::default(); 8];
                v.store(&mut to);
                to
            })
            .collect();
        out.push(same);
        out
    }
}

fn everything<T: num_traits::Float>(of: impl Fn(f64) -> T) -> Everything<T> {
    let numbers = |k: f64| std::array::from_fn(|l| of(((l as f64 + 1.3) * k).sin()));
    Everything {
        a: numbers(1.0),
        b: numbers(2.0),
        c: numbers(3.0),
    }
}

#[cfg(target_arch = "x86_64")]
#[test]
fn every_width_agrees_with_plain_arithmetic() {
    let close = |x: &[[f64; 8]], y: &[[f64; 8]], tolerance: f64| {
        x.iter()
            .flatten()
            .zip(y.iter().flatten())
            .all(|(a, b)| (a - b).abs() <= tolerance)
    };
    let plain = everything(|x| x).run::<Plain<f64>>();
    let narrow = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
    if narrow {
        let pair = unsafe { super::x86::pair64(everything(|x| x)) };
        assert!(close(&plain, &pair, 1e-15));
        let single = unsafe { super::x86::wide32(everything(|x| x as f32)) };
        let single: Vec<[f64; 8]> = single.iter().map(|v| v.map(f64::from)).collect();
        assert!(close(&plain, &single, 1e-6));
    }
    if narrow && is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512dq") {
        let wide = unsafe { super::x86::wide64(everything(|x| x)) };
        assert!(close(&plain, &wide, 1e-15));
    }
}

#[test]
fn plain_arithmetic_is_right() {
    let e = everything(|x| x);
    let (a, b, c) = (e.a, e.b, e.c);
    let out = e.run::<Plain<f64>>();
    for l in 0..8 {
        let want = [
            a[3],
            a[l] * b[l],
            a[l] * b[l] + c[l],
            c[l] - a[l] * b[l],
            a[l ^ 1],
            a[l ^ 2],
            a[l ^ 4],
            a[l],
        ];
        for (got, want) in out.iter().zip(want) {
            assert_eq!(got[l], want);
        }
    }
}
