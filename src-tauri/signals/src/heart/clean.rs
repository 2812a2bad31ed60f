//! Intervals that no healthy heart made: ectopic beats, beats missed and beats counted twice.
//!
//! After Lipponen and Tarvainen (2019, Journal of Medical Engineering & Technology 43): successive differences and
//! deviations from a running median are divided by thresholds that follow the data (5.2 quartile deviations of the
//! 91 values around), and the patterns of the quotients tell the kinds apart. Where the paper corrects beats, this
//! corrects intervals: a missed beat halves one, an extra beat joins two, all others are drawn anew between the sound
//! ones around them.

/// Share of the paper's constants that separate an ectopic beat's pattern.
const C1: f64 = 0.13;
const C2: f64 = 0.17;
/// Quartile deviations that make the threshold.
const ALPHA: f64 = 5.2;
/// Values around one whose quartiles count.
const AROUND: usize = 91;
/// Intervals of the running median.
const MEDIAN: usize = 11;
/// No threshold below this, ms: an even heart would otherwise make every tick of the clock an error.
const LEAST_THRESHOLD: f64 = 40.0;
/// Intervals a living, resting or running heart can make, ms.
const POSSIBLE: std::ops::RangeInclusive<f64> = 250.0..=2500.0;

/// What is wrong with an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Defect {
    /// A beat out of turn: one interval too short, the next too long, or the reverse.
    Ectopic,
    /// Too long or too short without the pattern of another kind.
    LongShort,
    /// A beat was missed: twice as long as those around.
    Missed,
    /// A beat that was none: two that together are as long as those around.
    Extra,
    /// Not a number, or not of this world.
    Impossible,
}

/// Intervals mended, and what was wrong with them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cleaned {
    /// The intervals to measure, ms.
    pub rr: Vec<f64>,
    /// Place in the original series, and what was wrong there.
    pub defects: Vec<(usize, Defect)>,
    /// Intervals before cleaning.
    pub original: usize,
}

impl Cleaned {
    /// Share of the original intervals that were wrong.
    pub fn share(&self) -> f64 {
        (self.defects.len() as f64 / self.original.max(1) as f64).min(1.0)
    }
}

/// Finds and mends defects in `rr` (ms, in order).
pub fn clean(rr: &[f64]) -> Cleaned {
    let mut out = Cleaned {
        original: rr.len(),
        ..Cleaned::default()
    };
    let mut kinds: Vec<Option<Defect>> = rr
        .iter()
        .map(|v| (!POSSIBLE.contains(v)).then_some(Defect::Impossible))
        .collect();
    // Beats that were missed make intervals beyond what is possible; they are looked at like the others as long as
    // they are numbers.
    let plain: Vec<f64> = filled(rr);
    if plain.len() >= 4 {
        for (i, kind) in classify(&plain) {
            if kinds[i].is_none() || (kind == Defect::Missed && rr[i].is_finite()) {
                kinds[i] = Some(kind);
            }
        }
    }
    mend(&plain, &kinds, &mut out.rr);
    out.defects = kinds
        .into_iter()
        .enumerate()
        .filter_map(|(i, k)| k.map(|k| (i, k)))
        .collect();
    out
}

/// `rr` with what is no possible interval (up to two missed beats) replaced by the last possible one.
fn filled(rr: &[f64]) -> Vec<f64> {
    let usable = |v: &f64| (*POSSIBLE.start()..=3.0 * POSSIBLE.end()).contains(v);
    let Some(first) = rr.iter().copied().find(|v| POSSIBLE.contains(v)) else {
        return Vec::new();
    };
    let mut last = first;
    rr.iter()
        .map(|v| {
            if usable(v) {
                last = *v;
            }
            last
        })
        .collect()
}

/// The paper's decision for each interval that is not normal.
fn classify(rr: &[f64]) -> Vec<(usize, Defect)> {
    let n = rr.len();
    let mut steps: Vec<f64> = rr.windows(2).map(|w| w[1] - w[0]).collect();
    steps.insert(0, steps.iter().sum::<f64>() / steps.len() as f64);
    let medians = running_median(rr);
    let offsets: Vec<f64> = rr
        .iter()
        .zip(&medians)
        .map(|(v, m)| if v < m { 2.0 * (v - m) } else { v - m })
        .collect();
    let (step_limits, offset_limits) = (thresholds(&steps), thresholds(&offsets));
    let d: Vec<f64> = steps.iter().zip(&step_limits).map(|(v, t)| v / t).collect();
    let m: Vec<f64> = offsets
        .iter()
        .zip(&offset_limits)
        .map(|(v, t)| v / t)
        .collect();
    let at = |i: usize| d.get(i).copied().unwrap_or(0.0);
    let mut out = Vec::new();
    let mut i = 0;
    while i < n {
        if d[i].abs() <= 1.0 && m[i].abs() <= 3.0 {
            i += 1;
            continue;
        }
        let before = if i > 0 { at(i - 1) } else { 0.0 };
        let (low, high) = (before.min(at(i + 1)), before.max(at(i + 1)));
        // Both neighbours of the step go the other way.
        if (d[i] > 1.0 && high < -C1 * d[i] - C2) || (d[i] < -1.0 && low > -C1 * d[i] + C2) {
            out.push((i, Defect::Ectopic));
            i += 1;
            continue;
        }
        let mut last = i;
        let two = at(i + 1).abs() < at(i + 2).abs();
        for j in i..(i + if two { 2 } else { 1 }).min(n) {
            let rises = d[j] > 1.0 && at(j + 1).min(at(j + 2)) < -1.0;
            let falls = d[j] < -1.0 && at(j + 1).max(at(j + 2)) > 1.0;
            if !rises && !falls && m[j].abs() <= 3.0 {
                continue;
            }
            let next = rr.get(j + 1).copied().unwrap_or(f64::INFINITY);
            let kind = if falls && (rr[j] + next - medians[j]).abs() < offset_limits[j] {
                Defect::Extra
            } else if rises && (rr[j] / 2.0 - medians[j]).abs() < offset_limits[j] {
                Defect::Missed
            } else {
                Defect::LongShort
            };
            out.push((j, kind));
            // The other half of an extra beat's interval belongs to it.
            last = j + usize::from(kind == Defect::Extra);
            break;
        }
        i = last + 1;
    }
    out
}

/// The median of the [`MEDIAN`] intervals around each.
fn running_median(rr: &[f64]) -> Vec<f64> {
    around(rr, MEDIAN, |window| window[window.len() / 2])
}

/// 5.2 quartile deviations of the sizes of the [`AROUND`] values around each.
fn thresholds(values: &[f64]) -> Vec<f64> {
    let sizes: Vec<f64> = values.iter().map(|v| v.abs()).collect();
    around(&sizes, AROUND, |window| {
        let quartile = |share: f64| {
            let at = share * (window.len() - 1) as f64;
            let (i, part) = (at as usize, at.fract());
            window[i] + part * (window[(i + 1).min(window.len() - 1)] - window[i])
        };
        (ALPHA * (quartile(0.75) - quartile(0.25)) / 2.0).max(LEAST_THRESHOLD)
    })
}

/// `of` the sorted values around each value; at the ends the window is as long, and begins or ends there.
fn around(values: &[f64], length: usize, of: impl Fn(&[f64]) -> f64) -> Vec<f64> {
    let length = length.min(values.len());
    let mut window = values[..length].to_vec();
    window.sort_by(f64::total_cmp);
    let place =
        |window: &[f64], value: f64| window.partition_point(|v| v.total_cmp(&value).is_lt());
    let mut begin = 0;
    (0..values.len())
        .map(|i| {
            let first = i.saturating_sub(length / 2).min(values.len() - length);
            // The window moves by one value at a time and stays sorted.
            while begin < first {
                window.remove(place(&window, values[begin]));
                let next = values[begin + length];
                window.insert(place(&window, next), next);
                begin += 1;
            }
            of(&window)
        })
        .collect()
}

/// Joins, halves and draws anew.
fn mend(rr: &[f64], kinds: &[Option<Defect>], out: &mut Vec<f64>) {
    let sound = |i: usize| kinds.get(i).is_some_and(Option::is_none);
    let mut i = 0;
    while i < rr.len() {
        match kinds[i] {
            None => out.push(rr[i]),
            Some(Defect::Missed) => out.extend([rr[i] / 2.0; 2]),
            Some(Defect::Extra) if i + 1 < rr.len() => {
                out.push(rr[i] + rr[i + 1]);
                i += 1;
            }
            Some(_) => {
                let before = (0..i).rev().find(|j| sound(*j));
                let after = (i + 1..rr.len()).find(|j| sound(*j));
                match (before, after) {
                    (Some(a), Some(b)) => {
                        let share = (i - a) as f64 / (b - a) as f64;
                        out.push(rr[a] + share * (rr[b] - rr[a]));
                    }
                    (Some(a), None) | (None, Some(a)) => out.push(rr[a]),
                    // Nothing sound anywhere: nothing to say.
                    (None, None) => {}
                }
            }
        }
        i += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::synthetic;
    use super::*;
    use crate::heart::time_domain;
    use crate::synth::Scene;

    fn kinds(rr: &[f64]) -> Vec<(usize, Defect)> {
        clean(rr).defects
    }

    #[test]
    fn a_sound_heart_stays_as_it_is() {
        for scene in [Scene::calm(), Scene::stressed(), Scene::paced_breathing()] {
            let rr = synthetic(scene, 240.0);
            let cleaned = clean(&rr);
            assert!(cleaned.share() < 0.01, "{:?}", cleaned.defects);
        }
    }

    #[test]
    fn each_kind_is_found_and_mended() {
        let rr = synthetic(Scene::open_eyes(), 240.0);
        let truth = time_domain(&rr).unwrap();

        let mut missed = rr.clone();
        let gone = missed.remove(101);
        missed[100] += gone;
        assert_eq!(kinds(&missed), [(100, Defect::Missed)]);

        let mut extra = rr.clone();
        extra.splice(60..61, [rr[60] * 0.4, rr[60] * 0.6]);
        assert_eq!(kinds(&extra), [(60, Defect::Extra)]);

        let mut ectopic = rr.clone();
        ectopic[150] -= 300.0;
        ectopic[151] += 300.0;
        assert!(
            kinds(&ectopic)
                .iter()
                .any(|k| (150..=151).contains(&k.0) && k.1 == Defect::Ectopic),
            "{:?}",
            kinds(&ectopic)
        );

        let mut broken = rr.clone();
        broken[30] = f64::NAN;
        assert_eq!(kinds(&broken), [(30, Defect::Impossible)]);

        for bad in [missed, extra, ectopic, broken] {
            let mended = clean(&bad);
            assert!(mended.rr.iter().all(|v| POSSIBLE.contains(v)));
            let time = time_domain(&mended.rr).unwrap();
            assert!(
                (time.rmssd / truth.rmssd - 1.0).abs() < 0.06,
                "{} {}",
                time.rmssd,
                truth.rmssd
            );
        }
    }

    #[test]
    fn nothing_sound_gives_nothing() {
        assert!(clean(&[f64::NAN; 5]).rr.is_empty());
        assert_eq!(clean(&[f64::NAN; 5]).share(), 1.0);
        assert!(clean(&[]).rr.is_empty());
    }

    #[test]
    fn a_window_that_moves_is_the_window_sorted() {
        let values: Vec<f64> = (0..250).map(|i| f64::from(i * 7919 % 97)).collect();
        let moved = around(&values, 91, |window| window[20] + window[70]);
        for (i, got) in moved.iter().enumerate() {
            let first = i.saturating_sub(45).min(250 - 91);
            let mut window = values[first..first + 91].to_vec();
            window.sort_by(f64::total_cmp);
            assert_eq!(*got, window[20] + window[70], "{i}");
        }
    }
}
