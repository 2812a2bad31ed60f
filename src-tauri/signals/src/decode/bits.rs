//! Integers of odd widths out of bytes, and back.

/// Unsigned integers of `width` bits (1 to 24), most significant bit first, as Muse 2 and S pack their EEG.
pub(super) fn unpack_msb<const N: usize>(bytes: &[u8], width: u32) -> [u32; N] {
    let mut out = [0; N];
    let (mut held, mut bits, mut next) = (0_u64, 0, 0);
    for &byte in bytes {
        held = (held << 8) | u64::from(byte);
        bits += 8;
        while bits >= width && next < N {
            bits -= width;
            out[next] = ((held >> bits) & ((1 << width) - 1)) as u32;
            next += 1;
        }
        held &= (1 << bits) - 1;
    }
    out
}

/// The reverse of [`unpack_msb`]; the last byte is filled up with zeros.
pub(super) fn pack_msb(values: &[u32], width: u32, out: &mut Vec<u8>) {
    let (mut held, mut bits) = (0_u64, 0);
    for &value in values {
        held = (held << width) | u64::from(value & ((1 << width) - 1));
        bits += width;
        while bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        out.push((held << (8 - bits)) as u8);
    }
}

/// Unsigned integers of `width` bits (1 to 24), least significant bit first, as the Athena packs.
pub(super) fn unpack_lsb(bytes: &[u8], width: u32, count: usize) -> Vec<u32> {
    let mut out = Vec::with_capacity(count);
    let (mut held, mut bits) = (0_u64, 0);
    for &byte in bytes {
        held |= u64::from(byte) << bits;
        bits += 8;
        while bits >= width && out.len() < count {
            out.push((held & ((1 << width) - 1)) as u32);
            held >>= width;
            bits -= width;
        }
    }
    out
}

/// The reverse of [`unpack_lsb`]; the last byte is filled up with zeros.
pub(super) fn pack_lsb(values: &[u32], width: u32, out: &mut Vec<u8>) {
    let (mut held, mut bits) = (0_u64, 0);
    for &value in values {
        held |= u64::from(value & ((1 << width) - 1)) << bits;
        bits += width;
        while bits >= 8 {
            out.push(held as u8);
            held >>= 8;
            bits -= 8;
        }
    }
    if bits > 0 {
        out.push(held as u8);
    }
}

/// A big-endian u16 at `at`; zero past the end, which callers exclude by checking the length first.
pub(super) fn be16(bytes: &[u8], at: usize) -> u16 {
    match bytes.get(at..at + 2) {
        Some([a, b]) => u16::from_be_bytes([*a, *b]),
        _ => 0,
    }
}

/// A little-endian u16 at `at`; zero past the end, as with [`be16`].
pub(super) fn le16(bytes: &[u8], at: usize) -> u16 {
    be16(bytes, at).swap_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn three_bytes_hold_two_twelve_bit_numbers() {
        assert_eq!(unpack_msb::<2>(&[0x12, 0x34, 0x56], 12), [0x123, 0x456]);
        assert_eq!(unpack_lsb(&[0x12, 0x34, 0x56], 12, 2), [0x412, 0x563]);
    }

    proptest! {
        #[test]
        fn packing_and_unpacking_are_inverse(values in prop::array::uniform12(0_u32..1 << 24), width in 1_u32..=24) {
            let cut = values.map(|v| v & ((1 << width) - 1));
            let (mut msb, mut lsb) = (vec![], vec![]);
            pack_msb(&cut, width, &mut msb);
            pack_lsb(&cut, width, &mut lsb);
            prop_assert_eq!(unpack_msb::<12>(&msb, width), cut);
            prop_assert_eq!(unpack_lsb(&lsb, width, 12), cut.to_vec());
        }
    }
}
