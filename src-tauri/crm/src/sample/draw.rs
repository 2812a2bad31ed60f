//! Numbers by lot. Every entity has a generator of its own, made from the seed, what it is and its number: what one
//! entity is never depends on how many were made before it, so loading can stop and go on, or run side by side.
//!
//! All of it is plain IEEE 754 arithmetic; `exp` and `ln` are written here because those of the machines' libraries
//! differ in the last bit, and one seed must give the same records on every machine.

/// A stream of numbers (SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
pub(super) struct Draw(u64);

/// What the numbers are for: streams of different purpose never meet.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    Country = 1,
    Size,
    Company,
    Person,
    Deal,
    Touch,
    Relation,
    Text,
}

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Draw {
    /// The numbers of entity `index`.
    pub(super) fn new(seed: u64, purpose: Purpose, index: u64) -> Self {
        let purpose = mix((purpose as u64).wrapping_mul(GOLDEN));
        Self(mix(mix(seed.wrapping_add(GOLDEN))
            ^ purpose
            ^ mix(index.wrapping_mul(GOLDEN) ^ purpose)))
    }

    pub(super) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        mix(self.0)
    }

    /// Uniform in [0, 1).
    pub(super) fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Uniform in 0..count; 0 when there is nothing to choose from.
    pub(super) fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.bits()) * count as u128) >> 64) as usize
    }

    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// One of `items`, which must not be empty.
    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// A position in `weights`, in proportion to them.
    pub(super) fn weighted(&mut self, weights: impl Iterator<Item = f64> + Clone) -> usize {
        let mut left = self.unit() * weights.clone().sum::<f64>();
        let mut last = 0;
        for (at, weight) in weights.enumerate() {
            if weight > 0.0 {
                last = at;
                left -= weight;
                if left < 0.0 {
                    break;
                }
            }
        }
        last
    }

    /// Standard normal: the sum of twelve uniforms less six, close enough and made of additions only.
    pub(super) fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    pub(super) fn log_normal(&mut self, median: f64, spread: f64) -> f64 {
        median * exp(spread * self.normal())
    }

    /// Poisson by counting exponential gaps (Knuth); `mean` up to a few hundred.
    pub(super) fn poisson(&mut self, mean: f64) -> usize {
        let mut left = mean;
        let mut count = 0;
        loop {
            left += ln(1.0 - self.unit());
            if left < 0.0 || count > 2_000 {
                return count;
            }
            count += 1;
        }
    }
}

const LN_2: f64 = std::f64::consts::LN_2;

/// e^x by range reduction and its series.
pub(super) fn exp(x: f64) -> f64 {
    let x = x.clamp(-700.0, 700.0);
    let power = (x / LN_2).round();
    let rest = x - power * LN_2;
    let (mut term, mut sum) = (1.0, 1.0);
    for n in 1..16 {
        term *= rest / f64::from(n);
        sum += term;
    }
    sum * f64::from_bits(((1023 + power as i64) as u64) << 52)
}

/// Natural logarithm of a positive normal number, by the series of the area tangent.
pub(super) fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let mut power = ((bits >> 52) & 0x7FF) as i64 - 1023;
    let mut fraction = f64::from_bits((bits & ((1 << 52) - 1)) | (1023 << 52));
    if fraction > 1.5 {
        fraction /= 2.0;
        power += 1;
    }
    let t = (fraction - 1.0) / (fraction + 1.0);
    let square = t * t;
    let (mut term, mut sum) = (t, 0.0);
    for n in 0..16 {
        sum += term / f64::from(2 * n + 1);
        term *= square;
    }
    2.0 * sum + power as f64 * LN_2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_functions_are_those_of_the_books() {
        for x in [0.001, 0.5, 1.0, 1.4999, 1.5, 2.0, 10.0, 12_345.678] {
            assert!((ln(x) - x.ln()).abs() < 1e-13, "ln {x}");
            assert!((exp(ln(x)) / x - 1.0).abs() < 1e-13, "exp {x}");
        }
    }

    #[test]
    fn moments_are_right() {
        let mut draw = Draw::new(1, Purpose::Text, 0);
        let normals: Vec<f64> = (0..20_000).map(|_| draw.normal()).collect();
        let mean = normals.iter().sum::<f64>() / 20_000.0;
        let variance = normals.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 20_000.0;
        assert!(
            mean.abs() < 0.03 && (variance - 1.0).abs() < 0.04,
            "{mean} {variance}"
        );
        let counts: usize = (0..20_000).map(|_| draw.poisson(3.5)).sum();
        assert!((counts as f64 / 20_000.0 - 3.5).abs() < 0.06);
    }

    #[test]
    fn entities_do_not_share_numbers() {
        let firsts: std::collections::HashSet<u64> = (0..10_000)
            .flat_map(|index| {
                [Purpose::Deal, Purpose::Touch].map(|p| Draw::new(42, p, index).bits())
            })
            .collect();
        assert_eq!(firsts.len(), 20_000);
    }
}
