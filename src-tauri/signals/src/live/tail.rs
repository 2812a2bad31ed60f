//! The last so many of values that keep coming.

/// Keeps at least the last `keep` values as one slice, and never more than twice as many.
#[derive(Debug, Clone)]
pub(super) struct Tail<T> {
    values: Vec<T>,
    keep: usize,
}

impl<T: Copy> Tail<T> {
    pub(super) fn new(keep: usize) -> Self {
        Self {
            values: Vec::with_capacity(2 * keep),
            keep,
        }
    }

    pub(super) fn push(&mut self, value: T) {
        if self.values.len() >= 2 * self.keep {
            self.values.drain(..self.values.len() - self.keep);
        }
        self.values.push(value);
    }

    /// The last `count`, or as many as there are, of at most `keep`.
    pub(super) fn last(&self, count: usize) -> &[T] {
        &self.values[self.values.len() - count.min(self.keep).min(self.values.len())..]
    }

    /// The same, to change.
    pub(super) fn last_mut(&mut self, count: usize) -> &mut [T] {
        let from = self.values.len() - count.min(self.keep).min(self.values.len());
        &mut self.values[from..]
    }

    pub(super) fn clear(&mut self) {
        self.values.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_keeps_the_last_and_not_much_more() {
        let mut tail = Tail::new(10);
        for i in 0..1005 {
            tail.push(i);
            assert!(tail.values.len() <= 20);
        }
        assert_eq!(tail.last(3), [1002, 1003, 1004]);
        assert_eq!(tail.last(99).len(), 10);
        tail.last_mut(1)[0] = -1;
        assert_eq!(tail.last(1), [-1]);
        tail.clear();
        assert!(tail.last(5).is_empty());
    }
}
