//! Notifications of a real Muse S Athena: the framing fits to the last byte, and gravity is gravity.
#![allow(clippy::unwrap_used, clippy::panic)]

use mycrm_signals::decode::{AthenaContent, AthenaPacket, Packet, decode, uuids};

fn captured() -> Vec<AthenaPacket> {
    include_str!("goldens/athena.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(|line| {
            let bytes: Vec<u8> = line
                .split_whitespace()
                .map(|b| b.parse().unwrap())
                .collect();
            match decode(uuids::ATHENA_DATA, &bytes).unwrap() {
                Packet::Athena(packets) => packets,
                other => panic!("{other:?}"),
            }
        })
        .collect()
}

#[test]
fn every_byte_of_a_real_notification_is_read() {
    let packets = captured();
    assert_eq!(
        packets
            .iter()
            .map(|p| (p.counter, p.unread))
            .collect::<Vec<_>>(),
        [(8, 0), (9, 0)]
    );
    // Nine milliseconds lie between the two.
    assert_eq!(packets[1].ticks - packets[0].ticks, 9 * 256);
    let eeg: Vec<u8> = packets[0]
        .parts
        .iter()
        .filter(|p| matches!(p.content, AthenaContent::Eeg { channels: 8, .. }))
        .map(|p| p.index)
        .collect();
    assert_eq!(eeg, [42, 43, 44, 45, 46, 47]);
    let light: Vec<u8> = packets
        .iter()
        .flat_map(|p| &p.parts)
        .filter(|p| matches!(p.content, AthenaContent::Optics { channels: 4, .. }))
        .map(|p| p.index)
        .collect();
    assert_eq!(light, [3, 4]);
}

#[test]
fn a_real_head_at_rest_feels_gravity_and_turns_little() {
    let packets = captured();
    let mut samples = 0;
    for part in packets.iter().flat_map(|p| &p.parts) {
        let AthenaContent::Motion {
            acceleration,
            turning,
        } = &part.content
        else {
            continue;
        };
        for (a, t) in acceleration.iter().zip(turning) {
            let g = a.iter().map(|v| v * v).sum::<f32>().sqrt();
            assert!((g - 1.0).abs() < 0.03, "{g}");
            assert!(t.iter().all(|v| v.abs() < 5.0), "{t:?}");
            samples += 1;
        }
    }
    assert_eq!(samples, 6);
}
