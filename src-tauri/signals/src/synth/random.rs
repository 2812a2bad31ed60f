//! Seeded random numbers: SplitMix64 (Steele, Lea and Flood 2014), the same on every machine.

/// A stream of random numbers, wholly determined by its seed.
#[derive(Debug, Clone)]
pub struct Random {
    state: u64,
    spare: Option<f64>,
}

impl Random {
    /// The stream of `seed`.
    pub fn new(seed: u64) -> Self {
        Self {
            state: seed,
            spare: None,
        }
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Evenly in 0 (included) to 1 (excluded).
    pub fn even(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Normal with mean 0 and deviation 1 (Marsaglia's polar method).
    pub fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let (u, v) = (2.0 * self.even() - 1.0, 2.0 * self.even() - 1.0);
            let s = u * u + v * v;
            if s > 0.0 && s < 1.0 {
                let scale = (-2.0 * s.ln() / s).sqrt();
                self.spare = Some(v * scale);
                return u * scale;
            }
        }
    }

    /// Seconds until the next of events that come `per_minute` on average, never sooner than `least` seconds.
    pub fn wait(&mut self, per_minute: f64, least: f64) -> f64 {
        if per_minute <= 0.0 {
            return f64::INFINITY;
        }
        let mean = (60.0 / per_minute - least).max(0.05);
        least - mean * (1.0 - self.even()).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_a_stream_and_the_stream_is_normal() {
        let (mut a, mut b) = (Random::new(7), Random::new(7));
        let values: Vec<f64> = (0..20_000).map(|_| a.normal()).collect();
        assert!(values.iter().all(|v| *v == b.normal()));
        let mean = values.iter().sum::<f64>() / 20_000.0;
        let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / 20_000.0;
        assert!(
            mean.abs() < 0.03 && (variance - 1.0).abs() < 0.03,
            "{mean} {variance}"
        );
        let mean_wait = (0..20_000).map(|_| a.wait(15.0, 1.0)).sum::<f64>() / 20_000.0;
        assert!((mean_wait - 4.0).abs() < 0.1, "{mean_wait}");
    }
}
