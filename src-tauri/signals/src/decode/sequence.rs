//! Lost, doubled and late packets by their sequence numbers.

/// What a sequence number says about the packet that carries it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// The first packet, or the first after the device began to count anew.
    First,
    /// The one that was expected.
    Next,
    /// Newer than expected: so many packets are missing before it.
    After {
        /// Packets missing.
        lost: u32,
    },
    /// The same packet again.
    Doubled,
    /// Older than the newest: it comes too late to be placed.
    Late,
}

/// Follows a counter that wraps at `2^bits`.
#[derive(Debug, Clone)]
pub struct Sequence {
    modulus: u32,
    newest: Option<u32>,
    /// The last late number and how many late ones followed each other in order.
    late: Option<(u32, u32)>,
}

/// So many packets in order, all far older than the newest, mean that the device counts anew.
const RESTART_AFTER: u32 = 4;
/// So many, if they are only a little older: they may as well be a few that came late together.
const RESTART_NEAR: u32 = 16;
/// Packets behind the newest that are far.
const FAR: u32 = 64;

impl Sequence {
    /// A counter of `bits` bits, 1 to 31.
    pub fn new(bits: u32) -> Self {
        Self {
            modulus: 1 << bits.clamp(1, 31),
            newest: None,
            late: None,
        }
    }

    /// Takes the next packet's number. Numbers less than half the range ahead are newer, the others older; a device
    /// that begins anew is noticed after four packets in order, or sixteen if it had not counted far.
    pub fn see(&mut self, number: u32) -> Arrival {
        let number = number % self.modulus;
        let Some(newest) = self.newest else {
            self.newest = Some(number);
            return Arrival::First;
        };
        let ahead = (number + self.modulus - newest) % self.modulus;
        if ahead == 0 {
            return Arrival::Doubled;
        }
        if ahead <= self.modulus / 2 {
            self.newest = Some(number);
            self.late = None;
            return match ahead {
                1 => Arrival::Next,
                n => Arrival::After { lost: n - 1 },
            };
        }
        let run = match self.late {
            Some((last, run)) if (last + 1) % self.modulus == number => run + 1,
            _ => 1,
        };
        self.late = Some((number, run));
        let far = self.modulus - ahead > FAR;
        if run >= if far { RESTART_AFTER } else { RESTART_NEAR } {
            self.newest = Some(number);
            self.late = None;
            return Arrival::First;
        }
        Arrival::Late
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(bits: u32, numbers: &[u32]) -> Vec<Arrival> {
        let mut sequence = Sequence::new(bits);
        numbers.iter().map(|n| sequence.see(*n)).collect()
    }

    #[test]
    fn losses_doubles_and_wraps() {
        use Arrival::{After, Doubled, First, Late, Next};
        assert_eq!(
            all(16, &[65533, 65534, 65534, 65535, 0, 3, 2, 4]),
            [
                First,
                Next,
                Doubled,
                Next,
                Next,
                After { lost: 2 },
                Late,
                Next
            ]
        );
        assert_eq!(all(8, &[254, 1]), [First, After { lost: 2 }]);
    }

    #[test]
    fn a_device_that_counts_anew_is_believed_after_four() {
        use Arrival::{First, Late, Next};
        assert_eq!(
            all(16, &[30000, 0, 1, 2, 3, 4]),
            [First, Late, Late, Late, First, Next]
        );
    }

    #[test]
    fn a_few_late_ones_together_are_no_new_beginning() {
        let seen = all(16, &[100, 110, 101, 102, 103, 104, 105, 106, 111]);
        assert!(seen[2..8].iter().all(|a| *a == Arrival::Late));
        assert_eq!(seen[8], Arrival::Next);
        // But one that had hardly begun is believed in the end.
        let again: Vec<u32> = (0..40).chain(0..20).collect();
        let seen = all(16, &again);
        assert_eq!(seen.iter().filter(|a| **a == Arrival::First).count(), 2);
    }

    proptest! {
        #[test]
        fn lost_and_seen_add_up(start in any::<u16>(), steps in prop::collection::vec(1_u32..1000, 1..200)) {
            let mut sequence = Sequence::new(16);
            let mut number = u32::from(start);
            prop_assert_eq!(sequence.see(number), Arrival::First);
            for step in steps {
                number += step;
                let lost = match sequence.see(number % 65_536) {
                    Arrival::Next => 0,
                    Arrival::After { lost } => lost,
                    other => return Err(TestCaseError::fail(format!("{other:?}"))),
                };
                prop_assert_eq!(lost + 1, step);
            }
        }
    }
}
