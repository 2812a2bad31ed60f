//! How good probabilities were.

use mycrm_quantum::estimate::clopper_pearson;

use super::report::{CalibrationBin, CalibrationScore};

/// Chance that the interval of an observed share misses it.
pub(super) const ALPHA: f64 = 0.05;
/// The smallest chance that the logarithmic score takes for one.
const SUREST: f64 = 1e-3;

/// The score of (prediction, outcome) pairs; none without any.
pub(crate) fn score(code: &str, pairs: &[(f64, bool)]) -> Option<CalibrationScore> {
    const BINS: usize = 10;
    let n = pairs.len() as f64;
    let true_ = |won: bool| if won { 1.0 } else { 0.0 };
    let brier = pairs
        .iter()
        .map(|(p, won)| (p - true_(*won)).powi(2))
        .sum::<f64>()
        / n;
    // No prediction is so wrong that it outweighs all others.
    let surprise = |p: f64| -p.max(SUREST).ln();
    let log = pairs
        .iter()
        .map(|(p, won)| surprise(if *won { *p } else { 1.0 - p }))
        .sum::<f64>()
        / n;
    let observed = pairs.iter().map(|(_, won)| true_(*won)).sum::<f64>() / n;
    let reference = observed * (1.0 - observed);
    let entropy = [observed, 1.0 - observed].map(|p| p * surprise(p));
    let bins = (0..BINS).filter_map(|at| {
        let (from, to) = (at as f64 / BINS as f64, (at + 1) as f64 / BINS as f64);
        let here = pairs
            .iter()
            .filter(|(p, _)| ((p * BINS as f64) as usize).min(BINS - 1) == at);
        let (mut count, mut won, mut sum) = (0, 0, 0.0);
        for (p, is_won) in here {
            count += 1;
            won += usize::from(*is_won);
            sum += p;
        }
        let (low, high) = clopper_pearson(won, count.max(1), ALPHA);
        (count > 0).then(|| CalibrationBin {
            from,
            to,
            count: count as u64,
            predicted: sum / count as f64,
            observed: won as f64 / count as f64,
            low,
            high,
        })
    });
    (!pairs.is_empty()).then(|| CalibrationScore {
        code: code.into(),
        count: pairs.len() as u64,
        brier,
        reference,
        log,
        log_reference: entropy[0] + entropy[1],
        skill: if reference > 0.0 {
            1.0 - brier / reference
        } else {
            0.0
        },
        observed,
        predicted: pairs.iter().map(|(p, _)| p).sum::<f64>() / n,
        bins: bins.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_tells_good_probabilities_from_bad_ones() {
        // 100 deals said at 30 %, 100 at 70 %; as many won as said.
        let fair = |p: f64| (0..100).map(move |n| (p, f64::from(n) < 100.0 * p));
        let pairs: Vec<(f64, bool)> = fair(0.3).chain(fair(0.7)).collect();
        let good = score("x", &pairs).unwrap();
        assert!((good.brier - 0.21).abs() < 1e-12 && (good.reference - 0.25).abs() < 1e-12);
        assert!((good.skill - 0.16).abs() < 1e-12);
        let entropy = -0.3 * 0.3_f64.ln() - 0.7 * 0.7_f64.ln();
        assert!((good.log - entropy).abs() < 1e-12);
        assert!((good.log_reference - 2.0_f64.ln()).abs() < 1e-12);
        // Certain and wrong costs much, not everything.
        let certain = score("x", &[(0.0, true), (1.0, true)]).unwrap();
        assert!(certain.log > 3.0 && certain.log.is_finite());
        assert_eq!(certain.log_reference, 0.0);
        assert_eq!(good.bins.len(), 2);
        assert!(
            good.bins
                .iter()
                .all(|bin| (bin.predicted - bin.observed).abs() < 1e-9)
        );
        let turned: Vec<(f64, bool)> = pairs.iter().map(|(p, won)| (1.0 - p, *won)).collect();
        assert!(score("x", &turned).unwrap().skill < 0.0);
        assert_eq!(score("x", &[]), None);
    }
}
