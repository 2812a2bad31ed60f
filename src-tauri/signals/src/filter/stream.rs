//! A filter that takes one sample at a time and starts anew behind a gap without ringing.

use super::design::{Filter, Section};

/// A filter in use on a live signal.
#[derive(Debug, Clone)]
pub struct Stream {
    sections: Vec<Section>,
    rest: Vec<[f64; 2]>,
    states: Vec<[f64; 2]>,
    settling: usize,
    since: usize,
}

impl Stream {
    /// A stream through `filter`, before its first sample.
    pub fn new(filter: &Filter) -> Self {
        Self {
            sections: filter.sections().to_vec(),
            rest: filter.rest_states(),
            states: vec![[0.0; 2]; filter.sections().len()],
            settling: filter.settling(),
            since: 0,
        }
    }

    /// The next sample. The first one, also behind a gap, is taken as what the signal always was: an offset then does
    /// not ring. A sample that is not finite counts as a gap and gives `None`.
    pub fn push(&mut self, sample: f64) -> Option<f64> {
        if !sample.is_finite() {
            self.gap();
            return None;
        }
        if self.since == 0 {
            for (state, rest) in self.states.iter_mut().zip(&self.rest) {
                *state = rest.map(|r| r * sample);
            }
        }
        self.since = self.since.saturating_add(1);
        let mut value = sample;
        for (section, state) in self.sections.iter().zip(&mut self.states) {
            value = section.step(state, value);
        }
        Some(value)
    }

    /// Samples are missing here: what comes next has nothing to do with what was.
    pub fn gap(&mut self) {
        self.since = 0;
    }

    /// Whether the last gap, or the beginning, is forgotten to 1 %.
    pub fn settled(&self) -> bool {
        self.since >= self.settling
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_does_not_ring_and_a_gap_starts_anew() {
        let filter = Filter::high_pass(2, 1.0, 256.0).unwrap();
        let mut stream = Stream::new(&filter);
        assert!((0..100).all(|_| stream.push(800.0).unwrap().abs() < 1e-9));
        assert!(!stream.settled());
        assert_eq!(stream.push(f64::NAN), None);
        assert!((0..filter.settling()).all(|_| stream.push(-500.0).unwrap().abs() < 1e-9));
        assert!(stream.settled());
    }

    #[test]
    fn sample_by_sample_is_the_same_as_at_once() {
        let filter = Filter::low_pass(4, 30.0, 256.0)
            .unwrap()
            .then(Filter::notch(50.0, 25.0, 256.0).unwrap());
        let signal: Vec<f64> = (0..300).map(|i| f64::from(i * i % 97)).collect();
        let mut whole = signal.clone();
        filter.apply(&mut whole);
        let mut stream = Stream::new(&filter);
        // The stream begins at rest at its first sample, which is 0 here.
        for (x, y) in signal.iter().zip(&whole) {
            assert!((stream.push(*x).unwrap() - y).abs() < 1e-9);
        }
    }
}
