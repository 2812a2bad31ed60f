//! Beats in light (photoplethysmography).
//!
//! After Elgendi et al. (2013, PLoS ONE 8(10): e76585): band-pass 0.5 to 8 Hz without delay, what is positive squared,
//! and a beat wherever a mean over 111 ms is above a mean over 667 ms plus 2 % of the signal's mean, for at least
//! 111 ms; beats at least 0.3 s apart. Added here: the direction is found in which the sensor counts, the time of a
//! beat is taken between samples by a parabola, and each beat is held against the mean shape of all.
//!
//! Beside the tests it was held against the four recordings of the packages systole 0.3.1 and heartpy 1.2.7, whose
//! licence (GPL) keeps them out of this repository: 1,628 of the 1,630 beats that NeuroKit2 0.2.13 finds there were
//! found within 60 ms, and 3 beside them.

use crate::error::{Result, all_finite, at_least, within};
use crate::filter::Filter;

/// Seconds of the short mean: a systolic peak.
const PEAK: f64 = 0.111;
/// Seconds of the long mean: a beat.
const BEAT: f64 = 0.667;
/// Share of the mean that is added to the threshold.
const OFFSET: f64 = 0.02;
/// Seconds in which no second beat follows.
const REST: f64 = 0.3;

/// One beat of the pulse.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beat {
    /// Seconds from the first sample to the pulse's peak.
    pub time: f64,
    /// How much it is shaped like the other beats, 0 to 1.
    pub likeness: f64,
}

/// Beats in a stretch of light.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pulse {
    /// Beats in order.
    pub beats: Vec<Beat>,
    /// How far to trust them, 0 to 1: mean likeness times the share of intervals that a heart could make.
    pub quality: f64,
    /// Which way the sensor counts.
    pub direction: Direction,
}

impl Pulse {
    /// Intervals between the beats, ms.
    pub fn rr(&self) -> Vec<f64> {
        self.beats
            .windows(2)
            .map(|w| (w[1].time - w[0].time) * 1000.0)
            .collect()
    }
}

/// Which way a pulse moves the numbers of a sensor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// A pulse makes them larger: the sensor counts light taken away.
    #[default]
    Up,
    /// A pulse makes them smaller: the sensor counts light that comes back.
    Down,
}

/// How much a steep rise counts when the direction is chosen, as quality.
const STEEPNESS: f64 = 0.1;

/// Finds beats in `light` (any unit) at `rate` samples a second, whichever way the sensor counts: the way that gives the
/// better beats, and among equals the one in which a pulse rises faster than it falls. Two to thirty seconds are best;
/// longer recordings are better taken in pieces.
///
/// # Errors
/// [`crate::Error::TooFew`] below two seconds, [`crate::Error::Value`] for a rate outside 20 to 2000 Hz,
/// [`crate::Error::NotFinite`].
pub fn beats(light: &[f64], rate: f64) -> Result<Pulse> {
    let wave = filtered(light, rate)?;
    let steep = if steeper_down(&wave) {
        Direction::Down
    } else {
        Direction::Up
    };
    let both = [Direction::Up, Direction::Down].map(|direction| find(&wave, rate, direction));
    let worth = |pulse: &Pulse| {
        pulse.quality
            + if pulse.direction == steep {
                STEEPNESS
            } else {
                0.0
            }
    };
    let [up, down] = both;
    Ok(if worth(&up) >= worth(&down) { up } else { down })
}

/// Finds beats as [`beats`] does, where the direction is known.
///
/// # Errors
/// As for [`beats`].
pub fn beats_toward(light: &[f64], rate: f64, direction: Direction) -> Result<Pulse> {
    Ok(find(&filtered(light, rate)?, rate, direction))
}

fn filtered(light: &[f64], rate: f64) -> Result<Vec<f64>> {
    within(
        "rate of the light sensor",
        rate,
        20.0,
        2000.0,
        "20 to 2000 Hz",
    )?;
    at_least("finding beats", light.len(), (2.0 * rate) as usize)?;
    all_finite("light sample", light)?;
    let filter = Filter::high_pass(2, 0.5, rate)?.then(Filter::low_pass(2, 8.0, rate)?);
    filter.apply_both_ways(light)
}

fn find(wave: &[f64], rate: f64, direction: Direction) -> Pulse {
    let sign = if direction == Direction::Up {
        1.0
    } else {
        -1.0
    };
    let wave: Vec<f64> = wave.iter().map(|v| sign * v).collect();
    let squared: Vec<f64> = wave.iter().map(|v| v.max(0.0).powi(2)).collect();
    let overall = squared.iter().sum::<f64>() / squared.len() as f64;
    // Numbers too large to square are no light.
    if overall <= 0.0 || !overall.is_finite() {
        return Pulse {
            direction,
            ..Pulse::default()
        };
    }
    let (peak, beat) = (odd(PEAK * rate), odd(BEAT * rate));
    let (short, long) = (moving_mean(&squared, peak), moving_mean(&squared, beat));
    let limit: Vec<f64> = long.iter().map(|v| v + OFFSET * overall).collect();
    let tops = tops(&wave, &short, &limit, peak, (REST * rate) as usize);
    let times: Vec<f64> = tops.iter().map(|i| between(&wave, *i) / rate).collect();
    let likeness = alike(&wave, &tops, rate);
    let beats: Vec<Beat> = times
        .into_iter()
        .zip(likeness)
        .map(|(time, likeness)| Beat { time, likeness })
        .collect();
    let quality = quality(&beats, wave.len() as f64 / rate);
    Pulse {
        beats,
        quality,
        direction,
    }
}

/// Whether the steepest parts of the wave go down: the third moment of its slope.
fn steeper_down(wave: &[f64]) -> bool {
    wave.windows(2).map(|w| (w[1] - w[0]).powi(3)).sum::<f64>() < 0.0
}

fn odd(samples: f64) -> usize {
    (samples.round() as usize) | 1
}

/// Mean of `length` (odd) values around each; the window is cut off at the ends.
fn moving_mean(values: &[f64], length: usize) -> Vec<f64> {
    let half = length / 2;
    let mut sums = Vec::with_capacity(values.len() + 1);
    sums.push(0.0);
    let mut sum = 0.0;
    for v in values {
        sum += v;
        sums.push(sum);
    }
    (0..values.len())
        .map(|i| {
            let (from, to) = (i.saturating_sub(half), (i + half + 1).min(values.len()));
            (sums[to] - sums[from]) / (to - from) as f64
        })
        .collect()
}

/// The highest sample of each stretch above the limit that is long enough.
fn tops(wave: &[f64], short: &[f64], limit: &[f64], least: usize, rest: usize) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    let mut start = None;
    for i in 0..=wave.len() {
        let above = i < wave.len() && short[i] > limit[i];
        match (start, above) {
            (None, true) => start = Some(i),
            (Some(from), false) => {
                start = None;
                if i - from < least {
                    continue;
                }
                let Some(top) = (from..i).max_by(|a, b| wave[*a].total_cmp(&wave[*b])) else {
                    continue;
                };
                match out.last() {
                    Some(last) if top - last < rest => {}
                    _ => out.push(top),
                }
            }
            _ => {}
        }
    }
    out
}

/// Where the parabola through the sample and its neighbours is highest, in samples.
fn between(wave: &[f64], i: usize) -> f64 {
    if i == 0 || i + 1 >= wave.len() {
        return i as f64;
    }
    let bend = wave[i - 1] - 2.0 * wave[i] + wave[i + 1];
    let shift = if bend < 0.0 {
        0.5 * (wave[i - 1] - wave[i + 1]) / bend
    } else {
        0.0
    };
    i as f64 + shift.clamp(-0.5, 0.5)
}

/// Correlation of each beat's shape, from 0.25 s before its top to 0.35 s behind, with the mean of all.
fn alike(wave: &[f64], tops: &[usize], rate: f64) -> Vec<f64> {
    let (before, behind) = ((0.25 * rate) as usize, (0.35 * rate) as usize);
    let shape = |top: usize| {
        (top >= before)
            .then(|| wave.get(top - before..top + behind))
            .flatten()
    };
    let mut mean = vec![0.0; before + behind];
    for part in tops.iter().filter_map(|t| shape(*t)) {
        for (m, v) in mean.iter_mut().zip(part) {
            *m += v;
        }
    }
    // A beat at an end, whose shape is cut off, is believed by half.
    tops.iter()
        .map(|t| shape(*t).map_or(0.5, |part| correlation(part, &mean).max(0.0)))
        .collect()
}

fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let n = a.len() as f64;
    let (ma, mb) = (a.iter().sum::<f64>() / n, b.iter().sum::<f64>() / n);
    let (mut ab, mut aa, mut bb) = (0.0, 0.0, 0.0);
    for (x, y) in a.iter().zip(b) {
        ab += (x - ma) * (y - mb);
        aa += (x - ma) * (x - ma);
        bb += (y - mb) * (y - mb);
    }
    if aa > 0.0 && bb > 0.0 {
        ab / (aa * bb).sqrt()
    } else {
        0.0
    }
}

fn quality(beats: &[Beat], seconds: f64) -> f64 {
    if beats.len() < 2 || (beats.len() as f64) < seconds / 2.5 {
        return 0.0;
    }
    let likeness = beats.iter().map(|b| b.likeness).sum::<f64>() / beats.len() as f64;
    let mut rr: Vec<f64> = beats.windows(2).map(|w| w[1].time - w[0].time).collect();
    rr.sort_by(f64::total_cmp);
    let middle = rr[rr.len() / 2];
    let possible = rr
        .iter()
        .filter(|v| (0.6 * middle..1.5 * middle).contains(v) && (0.25..2.5).contains(*v))
        .count();
    // Shapes of noise correlate by about a third with their mean.
    ((likeness - 0.35) / 0.6).clamp(0.0, 1.0) * possible as f64 / rr.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synth::{Body, EventKind, Random, Scene};
    use proptest::prelude::*;

    /// Infrared light and the true beats of a synthetic body.
    fn light(scene: Scene, seconds: usize) -> (Vec<f64>, Vec<f64>) {
        let mut body = Body::new(8, scene);
        let light = (0..64 * seconds)
            .map(|_| f64::from(body.light()[1]))
            .collect();
        let beats = body
            .take_events()
            .iter()
            .filter(|e| e.kind == EventKind::Beat)
            .map(|e| e.time)
            .collect();
        (light, beats)
    }

    #[test]
    fn every_beat_is_found_in_either_direction_and_in_its_place() {
        for scene in [
            Scene::open_eyes(),
            Scene::calm(),
            Scene::stressed(),
            Scene::excited(),
        ] {
            let (light, truth) = light(scene, 60);
            let turned: Vec<f64> = light.iter().map(|v| -v).collect();
            for light in [light, turned] {
                let pulse = beats(&light, 64.0).unwrap();
                assert!(pulse.quality > 0.8, "{}", pulse.quality);
                let delays: Vec<f64> = pulse
                    .beats
                    .iter()
                    .filter_map(|b| {
                        truth
                            .iter()
                            .map(|t| b.time - t)
                            .filter(|d| (0.0..0.6).contains(d))
                            .reduce(f64::min)
                    })
                    .collect();
                assert_eq!(
                    delays.len(),
                    pulse.beats.len(),
                    "no beat without a heartbeat"
                );
                assert!(
                    pulse.beats.len() + 2 >= truth.len(),
                    "{} of {}",
                    pulse.beats.len(),
                    truth.len()
                );
                let mean = delays.iter().sum::<f64>() / delays.len() as f64;
                let spread = (delays.iter().map(|d| (d - mean).powi(2)).sum::<f64>()
                    / delays.len() as f64)
                    .sqrt();
                assert!(
                    (mean - 0.34).abs() < 0.04 && spread < 0.012,
                    "{mean} {spread}"
                );
            }
        }
    }

    #[test]
    fn noise_and_stillness_have_no_quality() {
        let mut random = Random::new(9);
        let noise: Vec<f64> = (0..64 * 20).map(|_| random.normal()).collect();
        assert!(beats(&noise, 64.0).unwrap().quality < 0.5);
        let flat = beats(&[7.0; 640], 64.0).unwrap();
        assert_eq!((flat.beats.len(), flat.quality), (0, 0.0));
    }

    proptest! {
        #[test]
        fn any_light_is_survived(light in prop::collection::vec(any::<f64>(), 0..400), rate in 0.0..200.0_f64) {
            if let Ok(pulse) = beats(&light, rate) {
                prop_assert!((0.0..=1.0).contains(&pulse.quality));
            }
        }
    }
}
