//! The truth behind the deals, found again in what was made.

use std::sync::OnceLock;

use chrono::Datelike;

use super::calendar::{DAY, date_of, quarter_ends_within};
use super::conversion::{CYCLE, NOISE, RECENCY, SIZE, SOURCE, TOUCHES};
use super::deals::Deal;
use super::tests::{NOW, groups};

/// All closed deals of a large set.
fn closed(density: f64) -> Vec<Deal> {
    let groups = groups(11, 40_000, density);
    groups
        .flat_map(|group| group.deals)
        .filter(|deal| !deal.is_open())
        .collect()
}

fn dense() -> &'static [Deal] {
    static DEALS: OnceLock<Vec<Deal>> = OnceLock::new();
    DEALS.get_or_init(|| closed(6.0))
}

#[test]
fn deals_are_won_by_the_documented_odds() {
    let deals = dense();
    let won = deals.iter().filter(|deal| deal.is_won()).count() as f64 / deals.len() as f64;
    assert!((0.25..0.42).contains(&won), "{won} of {} won", deals.len());
    // Logistic regression by Newton's method on the four slopes and referral against the rest.
    let rows: Vec<([f64; 6], f64)> = deals
        .iter()
        .map(|deal| {
            let [touches, silence, size, cycle] = deal.features.slopes();
            let source = SOURCE
                .iter()
                .find(|(name, _)| *name == deal.features.source);
            let source = source.map_or(0.0, |(_, effect)| *effect);
            (
                [1.0, touches, silence, size, cycle, source],
                f64::from(u8::from(deal.is_won())),
            )
        })
        .collect();
    let found = logistic(&rows);
    // Noise, and the features left out here, shrink what is found (Zeger, Liang, Albert 1988).
    let shrink = 1.0 / (1.0 + 0.346 * (NOISE * NOISE + 0.25)).sqrt();
    for (at, truth) in [(1, TOUCHES), (2, RECENCY), (3, SIZE), (4, CYCLE), (5, 1.0)] {
        let expected = truth * shrink;
        assert!(
            (found[at] - expected).abs() < 0.06 + 0.15 * expected.abs(),
            "slope {at}: {} for {expected}; {found:?}",
            found[at]
        );
    }
}

fn logistic(rows: &[([f64; 6], f64)]) -> [f64; 6] {
    let mut beta = [0.0; 6];
    for _ in 0..12 {
        let (mut gradient, mut hessian) = ([0.0; 6], [[0.0; 6]; 6]);
        for (x, y) in rows {
            let z: f64 = x.iter().zip(&beta).map(|(a, b)| a * b).sum();
            let p = 1.0 / (1.0 + (-z).exp());
            for i in 0..6 {
                gradient[i] += x[i] * (y - p);
                for j in 0..6 {
                    hessian[i][j] += x[i] * x[j] * p * (1.0 - p);
                }
            }
        }
        let step = solve(hessian, gradient);
        for (b, s) in beta.iter_mut().zip(step) {
            *b += s;
        }
    }
    beta
}

/// Gauss-Jordan with pivoting.
fn solve(mut a: [[f64; 6]; 6], mut b: [f64; 6]) -> [f64; 6] {
    for i in 0..6 {
        let pivot = (i..6)
            .max_by(|p, q| a[*p][i].abs().total_cmp(&a[*q][i].abs()))
            .unwrap();
        a.swap(i, pivot);
        b.swap(i, pivot);
        for k in 0..6 {
            if k != i {
                let factor = a[k][i] / a[i][i];
                let pivot = a[i];
                for (cell, by) in a[k].iter_mut().zip(pivot) {
                    *cell -= factor * by;
                }
                b[k] -= factor * b[i];
            }
        }
    }
    std::array::from_fn(|i| b[i] / a[i][i])
}

#[test]
fn conversion_differs_by_source_as_documented() {
    let deals = dense();
    let rate = |source: &str| {
        let of: Vec<_> = deals
            .iter()
            .filter(|deal| deal.features.source == source)
            .collect();
        of.iter().filter(|deal| deal.is_won()).count() as f64 / of.len() as f64
    };
    assert!(rate("referral") > rate("web") + 0.1);
    assert!(rate("web") > rate("cold_call") + 0.06);
}

#[test]
fn fewer_activities_leave_the_odds_as_they_are() {
    let won =
        |deals: &[Deal]| deals.iter().filter(|d| d.is_won()).count() as f64 / deals.len() as f64;
    let (dense, sparse) = (won(dense()), won(&closed(1.5)));
    assert!((dense - sparse).abs() < 0.08, "{dense} {sparse}");
}

#[test]
fn closing_has_its_seasons() {
    // χ² of closes over quarter ends, Augusts and other days against an even spread over the working days.
    let deals = closed(1.0);
    let class = |at: i64| {
        let date = date_of(at);
        if quarter_ends_within(date, 10) {
            0
        } else if date.month() == 8 {
            1
        } else {
            2
        }
    };
    let (mut seen, mut days) = ([0.0; 3], [0.0; 3]);
    // The first months have few closes because deals that began earlier are not in the set.
    let from = NOW - 500 * DAY;
    for deal in &deals {
        let at = deal.closed_at.unwrap();
        if at >= from {
            seen[class(at)] += 1.0;
        }
    }
    for day in 0..500 {
        let at = from + day * DAY;
        let weekday = date_of(at).weekday().number_from_monday();
        days[class(at)] += f64::from(u8::from(weekday <= 5));
    }
    let (closes, length): (f64, f64) = (seen.iter().sum(), days.iter().sum());
    let expected = days.map(|d| closes * d / length);
    let chi: f64 = seen
        .iter()
        .zip(expected)
        .map(|(o, e)| (o - e).powi(2) / e)
        .sum();
    assert!(chi > 50.0, "χ² = {chi}: {seen:?} for {expected:?}");
    assert!(
        seen[0] > 1.3 * expected[0],
        "quarter ends pull: {seen:?} {expected:?}"
    );
    assert!(
        seen[1] < 0.85 * expected[1],
        "August is quiet: {seen:?} {expected:?}"
    );
}
