//! Protection against a device that sends more than any wearable does.

/// Counts notifications by the second. A Muse sends about 190 in a second; what is over the limit is dropped unread, and
/// a device that stays over it is given up.
#[derive(Debug)]
pub(crate) struct Flood {
    limit: u32,
    second: i64,
    taken: u32,
    dropped: u64,
    seconds_over: u32,
}

/// What to do with a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Take,
    Drop,
    /// It has been too much for too long.
    GiveUp,
}

/// For how many seconds in a row a device may be over the limit.
const PATIENCE: u32 = 5;

impl Flood {
    pub(crate) fn new(limit: u32) -> Self {
        Self {
            limit,
            second: i64::MIN,
            taken: 0,
            dropped: 0,
            seconds_over: 0,
        }
    }

    /// Judges a notification that arrived at `micros`.
    pub(crate) fn judge(&mut self, micros: i64) -> Verdict {
        let second = micros.div_euclid(1_000_000);
        if second != self.second {
            let over = second == self.second.saturating_add(1) && self.taken >= self.limit;
            self.seconds_over = if over { self.seconds_over + 1 } else { 0 };
            self.second = second;
            self.taken = 0;
        }
        if self.seconds_over >= PATIENCE {
            return Verdict::GiveUp;
        }
        if self.taken < self.limit {
            self.taken += 1;
            Verdict::Take
        } else {
            self.dropped += 1;
            Verdict::Drop
        }
    }

    /// How many were dropped since this was last asked.
    pub(crate) fn dropped(&mut self) -> u64 {
        std::mem::take(&mut self.dropped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_the_limit_is_dropped_and_a_lasting_flood_given_up() {
        let mut flood = Flood::new(100);
        let mut given_up_in = None;
        for number in 0..100_000_i64 {
            match flood.judge(number * 100) {
                Verdict::GiveUp => {
                    given_up_in = Some(number / 10_000);
                    break;
                }
                Verdict::Take | Verdict::Drop => {}
            }
        }
        assert_eq!(given_up_in, Some(i64::from(PATIENCE)));
        assert_eq!(flood.dropped(), 5 * 9_900);
        assert_eq!(flood.dropped(), 0);
    }

    #[test]
    fn an_ordinary_device_passes_whole() {
        let mut flood = Flood::new(2_000);
        assert!((0..19_000).all(|number| flood.judge(number * 5_263) == Verdict::Take));
    }

    #[test]
    fn a_short_burst_is_forgiven() {
        let mut flood = Flood::new(10);
        for second in 0..40_i64 {
            let busy = second % 4 != 3;
            for number in 0..if busy { 50 } else { 5 } {
                assert_ne!(
                    flood.judge(second * 1_000_000 + number),
                    Verdict::GiveUp,
                    "second {second}"
                );
            }
        }
    }
}
