//! The device's clock on the host's: a straight line through the earliest arrivals.
//!
//! A packet never arrives before it was sent, but it may wait: radio retries and the connection interval deliver
//! packets in bursts. The line is therefore laid through the earliest arrival of each second (its lower envelope), by
//! least squares with Huber weights, over the last two minutes. Until five such points are there, the device's clock is
//! taken as exact and the line goes through the earliest arrival.

use std::collections::VecDeque;

/// Points the line is laid through: one for each second.
const POINTS: usize = 120;
/// Arrivals that jitter is stated over.
const RECENT: usize = 512;
/// Seconds by which arrivals may go back before the host's clock counts as set back.
const STEP_BACK: f64 = 0.5;
/// Seconds by which all arrivals of a while may be late before the clock counts as set forward (or the device as paused).
const STEP_FORWARD: f64 = 5.0;
/// Lateness in seconds that, once it lasts for [`LASTING`] seconds of the device's clock, is no burst: the device paused
/// without telling, or the host's clock was set a little.
const LATE: f64 = 0.3;
/// See [`LATE`].
const LASTING: f64 = 8.0;
/// The steepest and flattest line believed: no quartz is off by more than 0.2 %.
const MAX_DRIFT: f64 = 2e-3;

/// Maps seconds of a device's sample clock to seconds of the host's clock.
#[derive(Debug, Clone, Default)]
pub struct ClockMap {
    /// Device and host seconds of the earliest arrival in each device second.
    points: VecDeque<(f64, f64)>,
    /// Lateness of recent arrivals against the line, seconds.
    recent: VecDeque<f64>,
    /// Device second about which the line turns, host second there, host seconds for each device second less one.
    line: Option<(f64, f64, f64)>,
    /// Device second since which every packet was late.
    late_since: Option<f64>,
    last_arrival: f64,
    last_mapped: f64,
    steps: u32,
}

/// How well the clocks are known to agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClockFit {
    /// How much slower (positive) or faster the device's clock runs, parts in a million. Zero until known.
    pub drift_ppm: f64,
    /// Median lateness of arrivals against the line, seconds.
    pub lateness: f64,
    /// 95 % of arrivals are less late than this, seconds: the jitter.
    pub jitter: f64,
    /// How often the host's clock was set, or the device paused, and the line begun anew.
    pub steps: u32,
}

impl ClockMap {
    /// A map that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes one packet: the device second its last sample was taken at (counted samples over nominal rate, never
    /// going back) and the host second it arrived at. Values that are not finite are left out.
    pub fn observe(&mut self, device: f64, arrival: f64) {
        if !device.is_finite() || !arrival.is_finite() {
            return;
        }
        if let Some(fitted) = self.fitted(device) {
            let late = arrival - fitted;
            let since = *self.late_since.get_or_insert(device);
            if late < LATE {
                self.late_since = None;
            }
            if arrival < self.last_arrival - STEP_BACK
                || !(-STEP_FORWARD..STEP_FORWARD).contains(&late)
                || (late >= LATE && device - since > LASTING)
            {
                self.begin_anew();
            }
        }
        self.last_arrival = arrival;
        match self.points.back_mut() {
            Some(last) if device.floor() <= last.0.floor() => {
                if arrival - device < last.1 - last.0 {
                    *last = (device, arrival);
                    self.lay();
                }
            }
            _ => {
                self.points.push_back((device, arrival));
                if self.points.len() > POINTS {
                    self.points.pop_front();
                }
                self.lay();
            }
        }
        if let Some(fitted) = self.fitted(device) {
            if self.recent.len() == RECENT {
                self.recent.pop_front();
            }
            self.recent.push_back(arrival - fitted);
        }
    }

    /// The host second at which the device's second was, never earlier than what was said before unless the host's
    /// clock was set back. `None` before the first packet.
    pub fn host(&mut self, device: f64) -> Option<f64> {
        let mapped = self.fitted(device)?.max(self.last_mapped);
        self.last_mapped = mapped;
        Some(mapped)
    }

    /// How well the clocks are known to agree; `None` before the first packet.
    pub fn fit(&self) -> Option<ClockFit> {
        let (_, _, slope) = self.line?;
        let mut late: Vec<f64> = self.recent.iter().copied().collect();
        late.sort_by(f64::total_cmp);
        let at = |share: f64| {
            late.get(((late.len() as f64 - 1.0) * share).round() as usize)
                .copied()
        };
        Some(ClockFit {
            drift_ppm: slope * 1e6,
            lateness: at(0.5).unwrap_or(0.0),
            jitter: at(0.95).unwrap_or(0.0),
            steps: self.steps,
        })
    }

    fn fitted(&self, device: f64) -> Option<f64> {
        self.line
            .map(|(at, host, slope)| host + (device - at) * (1.0 + slope))
    }

    /// Forgets the line: what comes has nothing to do with what was.
    pub(super) fn begin_anew(&mut self) {
        self.late_since = None;
        self.points.clear();
        self.recent.clear();
        self.line = None;
        self.last_mapped = f64::NEG_INFINITY;
        self.steps += 1;
    }

    /// Lays the line through the points anew.
    fn lay(&mut self) {
        let offset = |p: &(f64, f64)| p.1 - p.0;
        let earliest = self
            .points
            .iter()
            .copied()
            .min_by(|a, b| offset(a).total_cmp(&offset(b)));
        let Some((device, host)) = earliest else {
            return;
        };
        self.line = Some((device, host, 0.0));
        if self.points.len() < 5 {
            return;
        }
        let mut weights = vec![1.0; self.points.len()];
        for _ in 0..4 {
            let sum: f64 = weights.iter().sum();
            let mean = |f: fn(&(f64, f64)) -> f64| {
                self.points
                    .iter()
                    .zip(&weights)
                    .map(|(p, w)| w * f(p))
                    .sum::<f64>()
                    / sum
            };
            let (x, y) = (mean(|p| p.0), mean(|p| p.1 - p.0));
            let (mut xx, mut xy) = (0.0, 0.0);
            for (p, w) in self.points.iter().zip(&weights) {
                xx += w * (p.0 - x) * (p.0 - x);
                xy += w * (p.0 - x) * (offset(p) - y);
            }
            let slope = if xx > 0.0 {
                (xy / xx).clamp(-MAX_DRIFT, MAX_DRIFT)
            } else {
                0.0
            };
            self.line = Some((x, x + y, slope));
            let residuals: Vec<f64> = self
                .points
                .iter()
                .map(|p| offset(p) - y - slope * (p.0 - x))
                .collect();
            let mut sizes: Vec<f64> = residuals.iter().map(|r| r.abs()).collect();
            sizes.sort_by(f64::total_cmp);
            // 1.345 deviations, the deviation from the median: Huber's usual corner.
            let corner = (1.345 * 1.4826 * sizes[sizes.len() / 2]).max(1e-6);
            for (w, r) in weights.iter_mut().zip(&residuals) {
                *w = if r.abs() <= corner {
                    1.0
                } else {
                    corner / r.abs()
                };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Packets of 12 samples at 256 Hz from a device whose clock is `ppm` slow, each delayed by `delay(n)`.
    fn run(
        map: &mut ClockMap,
        seconds: f64,
        ppm: f64,
        offset: f64,
        delay: impl Fn(usize) -> f64,
    ) -> f64 {
        let mut device = 0.0;
        let mut n = 0;
        while device < seconds {
            device = n as f64 * 12.0 / 256.0;
            map.observe(device, offset + device * (1.0 + ppm * 1e-6) + delay(n));
            n += 1;
        }
        device
    }

    #[test]
    fn bursts_do_not_move_the_line() {
        let mut map = ClockMap::new();
        // Every 20th packet on time, the rest up to 60 ms late, and half a second of silence each ten seconds.
        let end = run(&mut map, 60.0, 150.0, 1000.0, |n| {
            (n * 7 % 20) as f64 * 0.003
                + if n % 213 < 10 {
                    0.5 - (n % 213) as f64 * 0.047
                } else {
                    0.0
                }
        });
        let truth = 1000.0 + end * (1.0 + 150e-6);
        assert!((map.host(end).unwrap() - truth).abs() < 0.003);
        let fit = map.fit().unwrap();
        assert!((fit.drift_ppm - 150.0).abs() < 40.0, "{fit:?}");
        assert!(
            fit.lateness > 0.01 && fit.lateness < 0.06 && fit.jitter > fit.lateness,
            "{fit:?}"
        );
        assert_eq!(fit.steps, 0);
    }

    #[test]
    fn a_host_clock_set_back_or_forward_begins_anew() {
        let mut map = ClockMap::new();
        run(&mut map, 20.0, 0.0, 1000.0, |_| 0.0);
        for n in 0..200 {
            map.observe(20.0 + f64::from(n) * 0.047, 500.0 + f64::from(n) * 0.047);
        }
        assert!((map.host(29.4).unwrap() - 509.4).abs() < 0.01);
        assert_eq!(map.fit().unwrap().steps, 1);
        map.observe(30.0, 4000.0);
        assert!((map.host(30.0).unwrap() - 4000.0).abs() < 0.01);
        assert_eq!(map.fit().unwrap().steps, 2);
    }

    #[test]
    fn a_pause_that_was_not_told_is_noticed() {
        let mut map = ClockMap::new();
        let end = run(&mut map, 60.0, 0.0, 1000.0, |_| 0.0);
        // The same clock, two seconds later for good.
        for n in 1..600 {
            let device = end + f64::from(n) * 12.0 / 256.0;
            map.observe(device, 1002.0 + device);
        }
        let device = end + 599.0 * 12.0 / 256.0;
        assert!((map.host(device).unwrap() - 1002.0 - device).abs() < 0.01);
        assert_eq!(map.fit().unwrap().steps, 1);
    }

    proptest! {
        #[test]
        fn any_arrivals_keep_mapped_time_finite_and_in_order(
            arrivals in prop::collection::vec(prop_oneof![0.0..1e6_f64, Just(f64::NAN), Just(f64::INFINITY)], 1..300)
        ) {
            let mut map = ClockMap::new();
            let (mut last, mut steps) = (f64::NEG_INFINITY, 0);
            for (n, arrival) in arrivals.iter().enumerate() {
                let device = n as f64 * 0.25;
                map.observe(device, *arrival);
                if let (Some(host), Some(fit)) = (map.host(device), map.fit()) {
                    prop_assert!(host.is_finite());
                    prop_assert!(host >= last || fit.steps > steps);
                    (last, steps) = (host, fit.steps);
                }
            }
        }
    }
}
