//! Eight numbers at a time: AVX-512, AVX2 with FMA, or plain arrays, chosen once at run time.
//!
//! This is one of the two places with `unsafe` (the other is `shared`). Why it is sound: the
//! vector types below are private and are named only inside the `#[target_feature]` functions at
//! the end, which `dispatch` calls only after the processor said it has those features; loads and
//! stores go through references to exactly the bytes they touch.
#![allow(unsafe_code)]

use num_complex::Complex;

/// Eight numbers on a cache-line boundary.
#[derive(Debug, Clone, Copy, Default)]
#[repr(C, align(64))]
pub(crate) struct Chunk<T>(pub(crate) [T; 8]);

/// Eight lanes of `T` in registers.
pub(crate) trait Vector<T>: Copy {
    fn load(from: &[T; 8]) -> Self;
    fn store(self, to: &mut [T; 8]);
    /// Loads four interleaved complex numbers.
    fn load_complex(from: &[Complex<T>; 4]) -> Self;
    fn store_complex(self, to: &mut [Complex<T>; 4]);
    fn splat(value: T) -> Self;
    fn mul(self, other: Self) -> Self;
    /// `self * b + add`.
    fn fma(self, b: Self, add: Self) -> Self;
    /// `from - self * b`.
    fn fnma(self, b: Self, from: Self) -> Self;
    /// Lane l takes lane l ^ 1.
    fn flip1(self) -> Self;
    /// Lane l takes lane l ^ 2.
    fn flip2(self) -> Self;
    /// Lane l takes lane l ^ 4.
    fn flip4(self) -> Self;
}

/// A piece of work written once for any vector type; `run` must be `#[inline(always)]` so that it
/// is compiled with the features of the function that calls it.
pub(crate) trait Job<T> {
    type Output;
    fn run<V: Vector<T>>(self) -> Self::Output;
}

/// Runs jobs with the widest vectors this processor has.
pub trait Kernel: Sized {
    /// Runs `job`.
    #[allow(private_bounds, private_interfaces)]
    fn dispatch<J: Job<Self>>(job: J) -> J::Output;
}

/// Plain arrays: any processor.
#[derive(Clone, Copy)]
struct Plain<T>([T; 8]);

impl<T: num_traits::Float> Vector<T> for Plain<T> {
    #[inline(always)]
    fn load(from: &[T; 8]) -> Self {
        Self(*from)
    }
    #[inline(always)]
    fn store(self, to: &mut [T; 8]) {
        *to = self.0;
    }
    #[inline(always)]
    fn load_complex(from: &[Complex<T>; 4]) -> Self {
        Self(std::array::from_fn(|l| {
            if l % 2 == 0 {
                from[l / 2].re
            } else {
                from[l / 2].im
            }
        }))
    }
    #[inline(always)]
    fn store_complex(self, to: &mut [Complex<T>; 4]) {
        *to = std::array::from_fn(|k| Complex::new(self.0[2 * k], self.0[2 * k + 1]));
    }
    #[inline(always)]
    fn splat(value: T) -> Self {
        Self([value; 8])
    }
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Self(std::array::from_fn(|l| self.0[l] * other.0[l]))
    }
    #[inline(always)]
    fn fma(self, b: Self, add: Self) -> Self {
        Self(std::array::from_fn(|l| self.0[l] * b.0[l] + add.0[l]))
    }
    #[inline(always)]
    fn fnma(self, b: Self, from: Self) -> Self {
        Self(std::array::from_fn(|l| from.0[l] - self.0[l] * b.0[l]))
    }
    #[inline(always)]
    fn flip1(self) -> Self {
        Self(std::array::from_fn(|l| self.0[l ^ 1]))
    }
    #[inline(always)]
    fn flip2(self) -> Self {
        Self(std::array::from_fn(|l| self.0[l ^ 2]))
    }
    #[inline(always)]
    fn flip4(self) -> Self {
        Self(std::array::from_fn(|l| self.0[l ^ 4]))
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{Complex, Job, Vector};
    use std::arch::x86_64::*;

    #[derive(Clone, Copy)]
    struct Wide64(__m512d);
    #[derive(Clone, Copy)]
    struct Pair64(__m256d, __m256d);
    #[derive(Clone, Copy)]
    struct Wide32(__m256);

    impl Vector<f64> for Wide64 {
        #[inline(always)]
        fn load(from: &[f64; 8]) -> Self {
            unsafe { Self(_mm512_loadu_pd(from.as_ptr())) }
        }
        #[inline(always)]
        fn store(self, to: &mut [f64; 8]) {
            unsafe { _mm512_storeu_pd(to.as_mut_ptr(), self.0) }
        }
        #[inline(always)]
        fn load_complex(from: &[Complex<f64>; 4]) -> Self {
            unsafe { Self(_mm512_loadu_pd(from.as_ptr().cast())) }
        }
        #[inline(always)]
        fn store_complex(self, to: &mut [Complex<f64>; 4]) {
            unsafe { _mm512_storeu_pd(to.as_mut_ptr().cast(), self.0) }
        }
        #[inline(always)]
        fn splat(value: f64) -> Self {
            unsafe { Self(_mm512_set1_pd(value)) }
        }
        #[inline(always)]
        fn mul(self, other: Self) -> Self {
            unsafe { Self(_mm512_mul_pd(self.0, other.0)) }
        }
        #[inline(always)]
        fn fma(self, b: Self, add: Self) -> Self {
            unsafe { Self(_mm512_fmadd_pd(self.0, b.0, add.0)) }
        }
        #[inline(always)]
        fn fnma(self, b: Self, from: Self) -> Self {
            unsafe { Self(_mm512_fnmadd_pd(self.0, b.0, from.0)) }
        }
        #[inline(always)]
        fn flip1(self) -> Self {
            unsafe { Self(_mm512_permute_pd::<0x55>(self.0)) }
        }
        #[inline(always)]
        fn flip2(self) -> Self {
            unsafe { Self(_mm512_permutex_pd::<0x4E>(self.0)) }
        }
        #[inline(always)]
        fn flip4(self) -> Self {
            unsafe { Self(_mm512_shuffle_f64x2::<0x4E>(self.0, self.0)) }
        }
    }

    impl Vector<f64> for Pair64 {
        #[inline(always)]
        fn load(from: &[f64; 8]) -> Self {
            unsafe {
                Self(
                    _mm256_loadu_pd(from.as_ptr()),
                    _mm256_loadu_pd(from.as_ptr().add(4)),
                )
            }
        }
        #[inline(always)]
        fn store(self, to: &mut [f64; 8]) {
            unsafe {
                _mm256_storeu_pd(to.as_mut_ptr(), self.0);
                _mm256_storeu_pd(to.as_mut_ptr().add(4), self.1);
            }
        }
        #[inline(always)]
        fn load_complex(from: &[Complex<f64>; 4]) -> Self {
            // Complex<f64> is repr(C): four of them are eight f64 in a row.
            let flat = unsafe { &*from.as_ptr().cast::<[f64; 8]>() };
            Self::load(flat)
        }
        #[inline(always)]
        fn store_complex(self, to: &mut [Complex<f64>; 4]) {
            let flat = unsafe { &mut *to.as_mut_ptr().cast::<[f64; 8]>() };
            self.store(flat);
        }
        #[inline(always)]
        fn splat(value: f64) -> Self {
            let v = unsafe { _mm256_set1_pd(value) };
            Self(v, v)
        }
        #[inline(always)]
        fn mul(self, other: Self) -> Self {
            unsafe {
                Self(
                    _mm256_mul_pd(self.0, other.0),
                    _mm256_mul_pd(self.1, other.1),
                )
            }
        }
        #[inline(always)]
        fn fma(self, b: Self, add: Self) -> Self {
            unsafe {
                Self(
                    _mm256_fmadd_pd(self.0, b.0, add.0),
                    _mm256_fmadd_pd(self.1, b.1, add.1),
                )
            }
        }
        #[inline(always)]
        fn fnma(self, b: Self, from: Self) -> Self {
            unsafe {
                Self(
                    _mm256_fnmadd_pd(self.0, b.0, from.0),
                    _mm256_fnmadd_pd(self.1, b.1, from.1),
                )
            }
        }
        #[inline(always)]
        fn flip1(self) -> Self {
            unsafe {
                Self(
                    _mm256_permute_pd::<5>(self.0),
                    _mm256_permute_pd::<5>(self.1),
                )
            }
        }
        #[inline(always)]
        fn flip2(self) -> Self {
            unsafe {
                Self(
                    _mm256_permute2f128_pd::<1>(self.0, self.0),
                    _mm256_permute2f128_pd::<1>(self.1, self.1),
                )
            }
        }
        #[inline(always)]
        fn flip4(self) -> Self {
            Self(self.1, self.0)
        }
    }

    impl Vector<f32> for Wide32 {
        #[inline(always)]
        fn load(from: &[f32; 8]) -> Self {
            unsafe { Self(_mm256_loadu_ps(from.as_ptr())) }
        }
        #[inline(always)]
        fn store(self, to: &mut [f32; 8]) {
            unsafe { _mm256_storeu_ps(to.as_mut_ptr(), self.0) }
        }
        #[inline(always)]
        fn load_complex(from: &[Complex<f32>; 4]) -> Self {
            unsafe { Self(_mm256_loadu_ps(from.as_ptr().cast())) }
        }
        #[inline(always)]
        fn store_complex(self, to: &mut [Complex<f32>; 4]) {
            unsafe { _mm256_storeu_ps(to.as_mut_ptr().cast(), self.0) }
        }
        #[inline(always)]
        fn splat(value: f32) -> Self {
            unsafe { Self(_mm256_set1_ps(value)) }
        }
        #[inline(always)]
        fn mul(self, other: Self) -> Self {
            unsafe { Self(_mm256_mul_ps(self.0, other.0)) }
        }
        #[inline(always)]
        fn fma(self, b: Self, add: Self) -> Self {
            unsafe { Self(_mm256_fmadd_ps(self.0, b.0, add.0)) }
        }
        #[inline(always)]
        fn fnma(self, b: Self, from: Self) -> Self {
            unsafe { Self(_mm256_fnmadd_ps(self.0, b.0, from.0)) }
        }
        #[inline(always)]
        fn flip1(self) -> Self {
            unsafe { Self(_mm256_permute_ps::<0xB1>(self.0)) }
        }
        #[inline(always)]
        fn flip2(self) -> Self {
            unsafe { Self(_mm256_permute_ps::<0x4E>(self.0)) }
        }
        #[inline(always)]
        fn flip4(self) -> Self {
            unsafe { Self(_mm256_permute2f128_ps::<1>(self.0, self.0)) }
        }
    }

    #[target_feature(enable = "avx512f,avx512dq,avx2,fma")]
    pub(super) fn wide64<J: Job<f64>>(job: J) -> J::Output {
        job.run::<Wide64>()
    }

    #[target_feature(enable = "avx2,fma")]
    pub(super) fn pair64<J: Job<f64>>(job: J) -> J::Output {
        job.run::<Pair64>()
    }

    #[target_feature(enable = "avx2,fma")]
    pub(super) fn wide32<J: Job<f32>>(job: J) -> J::Output {
        job.run::<Wide32>()
    }
}

impl Kernel for f64 {
    #[allow(private_bounds, private_interfaces)]
    fn dispatch<J: Job<Self>>(job: J) -> J::Output {
        #[cfg(target_arch = "x86_64")]
        {
            let narrow = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
            if narrow && is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512dq")
            {
                // The features were just detected.
                return unsafe { x86::wide64(job) };
            }
            if narrow {
                return unsafe { x86::pair64(job) };
            }
        }
        job.run::<Plain<Self>>()
    }
}

impl Kernel for f32 {
    #[allow(private_bounds, private_interfaces)]
    fn dispatch<J: Job<Self>>(job: J) -> J::Output {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
            // The features were just detected.
            return unsafe { x86::wide32(job) };
        }
        job.run::<Plain<Self>>()
    }
}

#[cfg(test)]
#[path = "simd_tests.rs"]
mod tests;
