//! Reproducible random numbers: counter-based streams, and alias tables drawn from them.

mod alias;

pub use alias::Alias;

use crate::engine::simd::{Job, Kernel, Vector};

/// SplitMix64's increment: the odd integer nearest 2^64 / golden ratio.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// A stream of random numbers that is a pure function of (seed, stream, counter): SplitMix64
/// (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014) with a
/// start and an odd increment of its own for every stream. Work is cut into numbered streams, so
/// results do not depend on the number of threads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stream {
    at: u64,
    step: u64,
}

impl Stream {
    /// Stream number `stream` of `seed`.
    pub fn new(seed: u64, stream: u64) -> Self {
        let key = mix(mix(seed ^ 0x6A09_E667_F3BC_C908).wrapping_add(stream.wrapping_mul(GOLDEN)));
        let mut step = mix(key ^ 0xBB67_AE85_84CA_A73B) | 1;
        // An increment whose bits change too rarely weakens the low bits (section 5 of the paper).
        if (step ^ step >> 1).count_ones() < 24 {
            step ^= 0xAAAA_AAAA_AAAA_AAAA;
        }
        Self { at: key, step }
    }

    /// The next 64 random bits.
    #[inline(always)]
    pub fn bits(&mut self) -> u64 {
        self.at = self.at.wrapping_add(self.step);
        mix(self.at)
    }

    /// The number in [0, 1) that [`Stream::unit`] would give after `ahead` others, without giving them: for decisions that
    /// are named by a number and taken in any order.
    #[inline(always)]
    pub fn unit_at(&self, ahead: u64) -> f64 {
        let at = self
            .at
            .wrapping_add(self.step.wrapping_mul(ahead.wrapping_add(1)));
        (mix(at) >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// The next random bits, as many as the slice holds: the same as calling [`Stream::bits`] for
    /// each, in vectors where the processor has them.
    pub fn fill(&mut self, to: &mut [u64]) {
        let (at, step) = (self.at, self.step);
        self.at = at.wrapping_add(step.wrapping_mul(to.len() as u64));
        <f64 as Kernel>::dispatch(Fill { to, at, step });
    }

    /// The next number, uniform in [0, 1) with 53 bits.
    #[inline(always)]
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// The next integer uniform in 0..n (Lemire 2019, without the rejection: biased by at most n /
    /// 2^64).
    pub fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.bits()) * u128::from(n)) >> 64) as u64
    }

    /// The next standard normal number (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }
}

struct Fill<'a> {
    to: &'a mut [u64],
    at: u64,
    step: u64,
}

impl Job<f64> for Fill<'_> {
    type Output = ();

    // Plain arithmetic: the compiler makes vectors of it with the features it is compiled for.
    #[inline(always)]
    fn run<V: Vector<f64>>(self) {
        for (i, to) in self.to.iter_mut().enumerate() {
            *to = mix(self.at.wrapping_add(self.step.wrapping_mul(i as u64 + 1)));
        }
    }
}

/// The finaliser of SplitMix64 (Stafford's variant 13).
#[inline(always)]
pub(crate) fn mix(mut z: u64) -> u64 {
    z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ z >> 31
}
