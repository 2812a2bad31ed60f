//! Ids: UUIDv7 (RFC 9562), 16 bytes in a table, text on the wire; and the only home of randomness.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;
use std::sync::Mutex;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::record::Record;

/// The id of a record of kind `R`. Only its type tells it from another id.
pub struct Id<R> {
    raw: Uuid,
    kind: PhantomData<fn() -> R>,
}

impl<R> Id<R> {
    /// An id out of its bytes.
    pub const fn new(raw: Uuid) -> Self {
        Self {
            raw,
            kind: PhantomData,
        }
    }

    /// The bare UUID.
    pub const fn raw(self) -> Uuid {
        self.raw
    }
}

impl<R> Clone for Id<R> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<R> Copy for Id<R> {}
impl<R> PartialEq for Id<R> {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}
impl<R> Eq for Id<R> {}
impl<R> fmt::Debug for Id<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.raw, f)
    }
}
impl<R> fmt::Display for Id<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.raw, f)
    }
}
impl<R> FromStr for Id<R> {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        Uuid::parse_str(text).map(Self::new)
    }
}
impl<R> Serialize for Id<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.raw.serialize(serializer)
    }
}
impl<'de, R> Deserialize<'de> for Id<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Uuid::deserialize(deserializer).map(Self::new)
    }
}
impl<R: Record> JsonSchema for Id<R> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{}Id", R::KIND).into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "uuid", "x-reference": R::KIND })
    }
}

/// Where new ids come from. Tests inject a source that repeats.
pub trait IdSource: Send + Sync {
    /// A new id for a record made at `now` (milliseconds since the epoch).
    fn next(&self, now: i64) -> Uuid;
}

/// UUIDv7 with a counter: ids made in one millisecond keep their order, so new rows append to the index.
#[derive(Default)]
pub struct OrderedIds {
    last: Mutex<(i64, u32)>,
}

impl IdSource for OrderedIds {
    fn next(&self, now: i64) -> Uuid {
        let (millis, count) = {
            let mut last = self
                .last
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            *last = if now > last.0 {
                (now, 0)
            } else {
                (last.0, last.1 + 1)
            };
            // 24 bits of counter in one millisecond; beyond that borrow the next millisecond.
            if last.1 >= 1 << 24 {
                *last = (last.0 + 1, 0);
            }
            *last
        };
        v7(millis, count, random_bytes())
    }
}

/// Deterministic ids for tests and sample data: the same seed gives the same sequence.
pub struct SeededIds {
    state: Mutex<(u64, OrderedState)>,
}

#[derive(Default)]
struct OrderedState {
    last: (i64, u32),
}

impl SeededIds {
    /// A source that repeats for the same `seed`.
    pub fn new(seed: u64) -> Self {
        Self {
            state: Mutex::new((seed, OrderedState::default())),
        }
    }
}

impl IdSource for SeededIds {
    fn next(&self, now: i64) -> Uuid {
        let mut guard = self
            .state
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let (seed, order) = &mut *guard;
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&split_mix(seed).to_be_bytes());
        bytes[8..].copy_from_slice(&split_mix(seed).to_be_bytes());
        order.last = if now > order.last.0 {
            (now, 0)
        } else {
            (order.last.0, order.last.1 + 1)
        };
        v7(order.last.0, order.last.1, bytes)
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): one step of the generator.
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// RFC 9562 section 5.7 with a 24-bit counter after the timestamp (section 6.2, method 1).
fn v7(millis: i64, count: u32, random: [u8; 16]) -> Uuid {
    let mut bytes = random;
    bytes[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
    bytes[6] = 0x70 | ((count >> 20) as u8 & 0x0F);
    bytes[7] = (count >> 12) as u8;
    bytes[8] = 0x80 | ((count >> 6) as u8 & 0x3F);
    bytes[9] = ((count << 2) as u8) | (random[9] & 0x03);
    Uuid::from_bytes(bytes)
}

/// Bytes from the operating system's generator: keys, tokens, ids.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // Without a source of randomness neither keys nor ids are safe; there is nothing to fall back to.
    #[allow(clippy::expect_used)]
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_millisecond_keep_their_order() {
        let ids = OrderedIds::default();
        let made: Vec<_> = (0..10_000).map(|_| ids.next(1_700_000_000_000)).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(made.iter().all(|id| id.get_version_num() == 7));
    }

    #[test]
    fn seeded_ids_repeat() {
        let (a, b) = (SeededIds::new(7), SeededIds::new(7));
        assert_eq!(a.next(5), b.next(5));
        assert_eq!(a.next(5), b.next(5));
    }
}
