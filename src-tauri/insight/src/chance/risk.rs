//! Means with their intervals, percentiles, and what the worst outcomes are like.

use mycrm_quantum::estimate::normal_quantile;

/// A mean, and the interval that holds the true one with the confidence asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Mean {
    pub(crate) value: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// Standard deviation of a single outcome.
    pub(crate) deviation: f64,
}

/// The mean of `n` outcomes by the central limit theorem.
pub(crate) fn mean_of(
    outcomes: impl Iterator<Item = f64> + Clone,
    n: usize,
    confidence: f64,
) -> Mean {
    let n = n.max(1) as f64;
    let value = outcomes.clone().sum::<f64>() / n;
    let squares: f64 = outcomes.map(|x| (x - value).powi(2)).sum();
    let deviation = (squares / (n - 1.0).max(1.0)).sqrt();
    let half = normal_quantile(0.5 + confidence / 2.0) * deviation / n.sqrt();
    Mean {
        value,
        low: value - half,
        high: value + half,
        deviation,
    }
}

/// Outcomes in ascending order, each with its weight; the weights sum to 1.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sorted(Vec<(f64, f64)>);

/// How bad the worst outcomes are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Risk {
    /// The least loss that is not exceeded with probability `level`.
    pub(crate) value_at_risk: f64,
    /// The mean loss in the worst `1 - level` of the outcomes.
    pub(crate) conditional: f64,
}

impl Sorted {
    /// Outcomes that are equally likely.
    pub(crate) fn equal(outcomes: impl ExactSizeIterator<Item = f64>) -> Self {
        let weight = 1.0 / outcomes.len().max(1) as f64;
        Self::weighted(outcomes.map(|x| (x, weight)).collect())
    }

    /// Outcomes and their probabilities.
    pub(crate) fn weighted(mut outcomes: Vec<(f64, f64)>) -> Self {
        outcomes.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self(outcomes)
    }

    /// The smallest outcome up to which at least `share` of the weight lies; 0 where there is none.
    pub(crate) fn quantile(&self, share: f64) -> f64 {
        let mut sum = 0.0;
        for (outcome, weight) in &self.0 {
            sum += weight;
            // Rounding of many weights must not go past an outcome.
            if sum >= share - 1e-9 {
                return *outcome;
            }
        }
        self.0.last().map_or(0.0, |last| last.0)
    }

    /// Value at risk and its conditional mean, outcomes being losses (Rockafellar and Uryasev, "Conditional
    /// value-at-risk for general loss distributions", 2002): an atom at the value at risk counts for the part of it that
    /// lies in the tail.
    pub(crate) fn risk(&self, level: f64) -> Risk {
        let value_at_risk = self.quantile(level);
        let (mut tail, mut weight) = (0.0, 0.0);
        for (outcome, w) in self.0.iter().rev().take_while(|o| o.0 > value_at_risk) {
            tail += outcome * w;
            weight += w;
        }
        let rest = (1.0 - level - weight).max(0.0);
        Risk {
            value_at_risk,
            conditional: (tail + value_at_risk * rest) / (weight + rest).max(f64::MIN_POSITIVE),
        }
    }

    /// Smallest and greatest outcome.
    pub(crate) fn range(&self) -> (f64, f64) {
        (
            self.0.first().map_or(0.0, |o| o.0),
            self.0.last().map_or(0.0, |o| o.0),
        )
    }

    /// Weights of `count` stretches of equal length from the smallest to the greatest outcome, and the length.
    pub(crate) fn bins(&self, count: usize) -> (Vec<f64>, f64) {
        let (low, high) = self.range();
        let length = (high - low) / count as f64;
        if length <= 0.0 {
            return (vec![1.0], 0.0);
        }
        let mut bins = vec![0.0; count];
        for (outcome, weight) in &self.0 {
            bins[(((outcome - low) / length) as usize).min(count - 1)] += weight;
        }
        (bins, length)
    }
}

/// Ranks (from 0) of the order statistics between which a percentile of `n` equally likely outcomes lies (Conover 1999,
/// section 3.2).
pub(crate) fn quantile_interval(n: usize, share: f64, confidence: f64) -> (usize, usize) {
    let count = n as f64;
    let off = normal_quantile(0.5 + confidence / 2.0) * (count * share * (1.0 - share)).sqrt();
    let rank = |at: f64| (at.max(0.0) as usize).min(n.saturating_sub(1));
    (
        rank((count * share - off).floor() - 1.0),
        rank((count * share + off).ceil() - 1.0),
    )
}

impl Sorted {
    /// Outcomes at two ranks, where all weigh the same.
    pub(crate) fn at_ranks(&self, (low, high): (usize, usize)) -> (f64, f64) {
        let at = |rank: usize| self.0.get(rank).map_or(0.0, |o| o.0);
        (at(low), at(high))
    }

    /// The outcomes, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = f64> + Clone {
        self.0.iter().map(|o| o.0)
    }

    /// How many outcomes there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-12, "{a} {b}");
    }

    #[test]
    fn the_tail_of_a_small_distribution_is_its_closed_form() {
        // A loss of 0 (90 %), 50 (6 %), 100 (3 %) or 400 (1 %).
        let losses = Sorted::weighted(vec![(400.0, 0.01), (0.0, 0.9), (100.0, 0.03), (50.0, 0.06)]);
        let at = losses.risk(0.95);
        close(at.value_at_risk, 50.0);
        // 5 % of the tail: 1 % of 400, 3 % of 100 and 1 % of the atom at 50.
        close(
            at.conditional,
            (0.01 * 400.0 + 0.03 * 100.0 + 0.01 * 50.0) / 0.05,
        );
        let at = losses.risk(0.99);
        close(at.value_at_risk, 100.0);
        close(at.conditional, 400.0);
        let at = losses.risk(0.5);
        close(at.value_at_risk, 0.0);
        close(
            at.conditional,
            (0.01 * 400.0 + 0.03 * 100.0 + 0.06 * 50.0) / 0.5,
        );
    }

    #[test]
    fn a_uniform_sample_has_its_tail_mean() {
        let losses = Sorted::equal((1..101).map(f64::from));
        let at = losses.risk(0.95);
        close(at.value_at_risk, 95.0);
        close(at.conditional, 98.0);
        close(losses.risk(0.99).conditional, 100.0);
        close(losses.quantile(0.5), 50.0);
    }

    #[test]
    fn one_outcome_is_its_own_tail() {
        let one = Sorted::equal([7.0].into_iter());
        close(one.risk(0.95).value_at_risk, 7.0);
        close(one.risk(0.95).conditional, 7.0);
        assert_eq!(one.bins(10), (vec![1.0], 0.0));
        let none = Sorted::equal(std::iter::empty::<f64>().collect::<Vec<_>>().into_iter());
        close(none.risk(0.99).conditional, 0.0);
    }

    #[test]
    fn means_and_percentiles_have_intervals_that_hold_them() {
        let normal = |k: u64| mycrm_quantum::random::Stream::new(5, k).normal();
        let (mut mean_held, mut median_held) = (0, 0);
        for run in 0..200_u64 {
            let drawn: Vec<f64> = (0..400).map(|k| normal(run * 400 + k)).collect();
            let m = mean_of(drawn.iter().copied(), drawn.len(), 0.9);
            mean_held += u32::from(m.low <= 0.0 && 0.0 <= m.high);
            let sorted = Sorted::equal(drawn.into_iter());
            let (low, high) = sorted.at_ranks(quantile_interval(400, 0.5, 0.9));
            median_held += u32::from(low <= 0.0 && 0.0 <= high);
        }
        assert!((165..=197).contains(&mean_held), "{mean_held}");
        assert!((165..=199).contains(&median_held), "{median_held}");
    }
}
