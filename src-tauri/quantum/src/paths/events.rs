//! Discrete-event paths: a chain whose states are left after random times.

use super::{Chain, streams};
use crate::control::Control;
use crate::error::{Error, Result, finite};
use crate::random::{Alias, Stream};
use ndarray::Array2;

/// How long a state lasts before the next transition, in the caller's unit of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Dwell {
    /// Always the same time.
    Fixed(f64),
    /// Exponential with this mean.
    Exponential(f64),
    /// Log-normal: median and the deviation of its logarithm.
    LogNormal(f64, f64),
    /// Weibull: scale and shape.
    Weibull(f64, f64),
}

impl Dwell {
    fn check(self) -> Result<Self> {
        let (a, b) = match self {
            Self::Fixed(a) | Self::Exponential(a) => (a, 1.0),
            Self::LogNormal(a, b) | Self::Weibull(a, b) => (a, b),
        };
        if finite("a dwell time", a)? > 0.0 && finite("a dwell time's shape", b)? > 0.0 {
            Ok(self)
        } else {
            Err(Error::Invalid(
                "dwell times and their shapes are above 0".into(),
            ))
        }
    }

    fn draw(self, random: &mut Stream) -> f64 {
        match self {
            Self::Fixed(t) => t,
            Self::Exponential(mean) => -mean * (1.0 - random.unit()).ln(),
            Self::LogNormal(median, sigma) => median * (sigma * random.normal()).exp(),
            Self::Weibull(scale, shape) => scale * (-(1.0 - random.unit()).ln()).powf(1.0 / shape),
        }
    }
}

/// A chain with dwell times: a semi-Markov process.
#[derive(Debug, Clone)]
pub struct Process {
    chain: Chain,
    dwell: Vec<Dwell>,
    moves: Vec<Alias>,
}

/// What the paths did over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Histories {
    /// Number of paths.
    pub paths: u64,
    /// How many paths are in state s at time t · horizon / (times − 1), shape (times, states).
    pub occupied: Array2<u64>,
    /// Sum over paths of the time of absorption, for those absorbed by the horizon.
    pub absorbed_time: f64,
    /// How many were absorbed by the horizon.
    pub absorbed: u64,
}

impl Process {
    /// A chain and one dwell time per state (that of absorbing states is not used).
    ///
    /// # Errors
    /// [`Error::Shape`]; [`Error::Invalid`], [`Error::NotFinite`] for a dwell time.
    pub fn new(chain: Chain, dwell: &[Dwell]) -> Result<Self> {
        if dwell.len() != chain.states() {
            return Err(Error::Shape {
                what: "the dwell times",
                expected: chain.states(),
                found: dwell.len(),
            });
        }
        let dwell = dwell.iter().map(|d| d.check()).collect::<Result<_>>()?;
        let moves = chain
            .matrix
            .rows()
            .into_iter()
            .map(|r| Alias::new(&r.to_vec()))
            .collect::<Result<_>>()?;
        Ok(Self {
            chain,
            dwell,
            moves,
        })
    }

    /// Follows `paths` paths from `start` to the time `horizon`, counting states at `times` evenly
    /// spaced times (the first 0, the last the horizon).
    ///
    /// # Errors
    /// [`Error::Invalid`] for a start, horizon or number of times out of range;
    /// [`Error::Cancelled`].
    pub fn run(
        &self,
        start: usize,
        horizon: f64,
        times: usize,
        paths: u64,
        seed: u64,
        control: Control<'_>,
    ) -> Result<Histories> {
        let states = self.chain.states();
        if start >= states
            || !(horizon > 0.0 && horizon.is_finite())
            || times < 2
            || times.saturating_mul(states) > 1 << 22
        {
            return Err(Error::Invalid(
                "the start is a state, the horizon above 0, and times at least 2".into(),
            ));
        }
        let tick = horizon / (times - 1) as f64;
        let one = |stream: u64, paths: u64| {
            let mut r = Stream::new(seed, stream);
            let mut out = Histories {
                paths,
                occupied: Array2::zeros((times, states)),
                absorbed_time: 0.0,
                absorbed: 0,
            };
            for _ in 0..paths {
                self.path(start, horizon, tick, times, &mut r, &mut out);
            }
            out
        };
        let add = |mut a: Histories, b: Histories| {
            a.paths += b.paths;
            a.occupied += &b.occupied;
            a.absorbed_time += b.absorbed_time;
            a.absorbed += b.absorbed;
            a
        };
        let none = Histories {
            paths: 0,
            occupied: Array2::zeros((times, states)),
            absorbed_time: 0.0,
            absorbed: 0,
        };
        Ok(streams(paths, control, one, add)?.unwrap_or(none))
    }

    fn path(
        &self,
        start: usize,
        horizon: f64,
        tick: f64,
        times: usize,
        r: &mut Stream,
        out: &mut Histories,
    ) {
        let (mut state, mut now, mut seen) = (start, 0.0, 0usize);
        loop {
            if self.chain.is_absorbing(state) {
                if now <= horizon {
                    out.absorbed += 1;
                    out.absorbed_time += now;
                }
                (seen..times).for_each(|t| out.occupied[[t, state]] += 1);
                return;
            }
            let until = now + self.dwell[state].draw(r);
            while seen < times && (seen as f64) * tick < until {
                out.occupied[[seen, state]] += 1;
                seen += 1;
            }
            if until > horizon {
                // Rounding of the last tick: the path is still here at the horizon.
                (seen..times).for_each(|t| out.occupied[[t, state]] += 1);
                return;
            }
            now = until;
            state = self.moves[state].draw(r);
        }
    }
}
