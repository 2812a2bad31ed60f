//! How likely a deal that has been in a stage for so long is won within a window of time.
//!
//! Counted by landmarks (van Houwelingen, "Dynamic prediction by landmarking", 2007): of all past stays in the stage
//! that lasted longer than the deal's has so far, and whose window has passed by now, the share that was won within the
//! window. Stays whose window is still open are left out whatever became of them: counting only those already decided
//! would favour the quick ones.

use super::lives::{History, Standing};

/// Weight of what is believed without counting, in deals.
const BELIEF: f64 = 10.0;

/// Days in which a deal is believed to end where nothing is counted, on average.
const BELIEVED_DAYS: f64 = 90.0;

/// What is believed of a deal's chance to be won within a window (milliseconds) before anything is counted: its
/// stage's probability, if it is decided by then.
pub(crate) fn belief(probability: f64, window: i64) -> f64 {
    let days = window.max(0) as f64 / crate::calendar::DAY as f64;
    probability * (1.0 - (-days / BELIEVED_DAYS).exp())
}

/// A stage's stays, ready to be counted by age. Times in milliseconds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StageCurve {
    /// Ages up to which a stay counts, ascending.
    counts_until: Vec<i64>,
    /// Ages from which a won stay lies in the window, ascending.
    wins_from: Vec<i64>,
    /// Ages from which it does not any more, ascending.
    wins_until: Vec<i64>,
}

impl StageCurve {
    /// Stays that lasted longer than `age`, and how many of them were won within the window.
    pub fn counted(&self, age: i64) -> (usize, usize) {
        let after = |ages: &[i64]| ages.len() - ages.partition_point(|at| *at <= age);
        let counted = after(&self.counts_until);
        let won = after(&self.wins_until) - after(&self.wins_from);
        (counted, won)
    }
}

/// The curves of all stages for one window.
#[derive(Debug, Clone, PartialEq)]
pub struct Curves {
    stages: Vec<StageCurve>,
    /// How many times as often stays were won as their stages' probabilities would have it.
    candour: f64,
}

impl Curves {
    /// Counts what is known at `now` for a window of `window` milliseconds.
    pub fn learn(history: &History, now: i64, window: i64) -> Self {
        let mut stages = vec![StageCurve::default(); history.stages.len()];
        for life in &history.lives {
            for (at, stay) in life.stays.iter().enumerate() {
                if history.stages[stay.stage].standing != Standing::Open {
                    continue;
                }
                let passed = now - window - stay.entered;
                let lasted = stay.left.map_or(i64::MAX, |left| left - stay.entered);
                // It counts at ages below this.
                let until = lasted.min(passed.saturating_add(1));
                if until <= 0 {
                    continue;
                }
                let curve = &mut stages[stay.stage];
                curve.counts_until.push(until);
                // The end that the stay led to: the first after it.
                let end = life.stays[at + 1..]
                    .iter()
                    .find(|later| history.stages[later.stage].standing != Standing::Open);
                if let Some(end) =
                    end.filter(|end| history.stages[end.stage].standing == Standing::Won)
                {
                    let won = end.entered - stay.entered;
                    let (from, to) = ((won - window).max(0), won.min(until));
                    if from < to {
                        curve.wins_from.push(from);
                        curve.wins_until.push(to);
                    }
                }
            }
        }
        for curve in &mut stages {
            curve.counts_until.sort_unstable();
            curve.wins_from.sort_unstable();
            curve.wins_until.sort_unstable();
        }
        let candour = candour(history, &stages, window);
        Self { stages, candour }
    }

    /// How likely a deal in `stage` for `age` milliseconds is won within the window. `belief` is what would be said
    /// without any counting, and is first corrected by how far such beliefs were off altogether. It weighs like ten
    /// deals against the stage's stays of all ages, these like ten against those that lasted half as long, and these
    /// like ten against those that lasted as long.
    pub fn chance(&self, stage: usize, age: i64, belief: f64) -> f64 {
        let Some(curve) = self.stages.get(stage) else {
            return belief;
        };
        let belief = (belief * self.candour).min(1.0);
        [0, age.max(0) / 2, age.max(0)]
            .into_iter()
            .fold(belief, |belief, age| {
                let (counted, won) = curve.counted(age);
                (won as f64 + BELIEF * belief) / (counted as f64 + BELIEF)
            })
    }

    /// Stays that count at all.
    pub fn stays(&self) -> usize {
        self.stages
            .iter()
            .map(|curve| curve.counts_until.len())
            .sum()
    }
}

/// How many times as often stays were won within the window as was believed of their stages; 1 without any.
fn candour(history: &History, stages: &[StageCurve], window: i64) -> f64 {
    let (mut believed, mut won) = (BELIEF, BELIEF);
    for (stage, curve) in history.stages.iter().zip(stages) {
        let (counted, wins) = curve.counted(0);
        believed += counted as f64 * belief(stage.probability, window);
        won += wins as f64;
    }
    won / believed
}

#[cfg(test)]
mod tests {
    use super::super::lives::{Life, StageKnown, Stay};
    use super::*;
    use crate::calendar::DAY;
    use mycrm_quantum::random::Stream;
    use uuid::Uuid;

    /// Deals that come one a day, stay in one open stage for an exponential time and are won or lost.
    fn history(mean_days: f64, chance: f64, days: i64) -> History {
        let mut random = Stream::new(2, 0);
        let stage = |standing, probability| StageKnown {
            id: Uuid::nil(),
            standing,
            probability,
        };
        let lives = (0..days * 4).map(|n| {
            let entered = n * DAY / 4;
            let left = entered + (-mean_days * (1.0 - random.unit()).ln() * DAY as f64) as i64;
            let won = random.unit() < chance;
            let end = Stay {
                stage: if won { 1 } else { 2 },
                entered: left,
                left: None,
            };
            Life {
                deal: Uuid::from_u128(n as u128),
                amount: Some(10_000),
                currency: None,
                stays: vec![
                    Stay {
                        stage: 0,
                        entered,
                        left: Some(left),
                    },
                    end,
                ],
            }
        });
        History {
            stages: vec![
                stage(Standing::Open, 0.5),
                stage(Standing::Won, 1.0),
                stage(Standing::Lost, 0.0),
            ],
            lives: lives.collect(),
        }
    }

    #[test]
    fn what_is_learned_is_what_the_deals_were_made_by() {
        let history = history(40.0, 0.3, 1_500);
        let now = 1_400 * DAY;
        for (window, age) in [(20, 0), (20, 35), (60, 10), (90, 80)] {
            let curves = Curves::learn(&history, now, window * DAY);
            // An exponential time has no memory.
            let truth = 0.3 * (1.0 - (-(window as f64) / 40.0).exp());
            let found = curves.chance(0, age * DAY, 0.9);
            let counted = curves.stages[0].counted(age * DAY).0 as f64;
            let noise = 4.0 * (truth * (1.0 - truth) / counted).sqrt() + 3.0 * BELIEF / counted;
            assert!(
                (found - truth).abs() < noise,
                "{window} {age}: {found} for {truth} of {counted}"
            );
        }
    }

    #[test]
    fn nothing_later_than_the_moment_counts() {
        let full = history(40.0, 0.3, 1_500);
        let now = 700 * DAY;
        // As it was known at the time: what came later is cut off.
        let mut known = full.clone();
        known.lives.retain(|life| life.stays[0].entered <= now);
        for life in &mut known.lives {
            life.stays.retain(|stay| stay.entered <= now);
            for stay in &mut life.stays {
                stay.left = stay.left.filter(|left| *left <= now);
            }
        }
        for age in [0, 5, 50] {
            let of = |history: &History| {
                Curves::learn(history, now, 30 * DAY).stages[0].counted(age * DAY)
            };
            assert_eq!(of(&full), of(&known), "{age}");
        }
    }

    #[test]
    fn without_history_the_belief_stands() {
        let empty = History {
            lives: Vec::new(),
            ..history(40.0, 0.3, 2)
        };
        let curves = Curves::learn(&empty, 0, DAY);
        assert_eq!(curves.chance(0, 0, 0.25), 0.25);
        assert_eq!(curves.chance(99, 0, 0.25), 0.25);
        assert_eq!(curves.stays(), 0);
    }
}
