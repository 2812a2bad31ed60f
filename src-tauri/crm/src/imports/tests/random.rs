//! Whatever the bytes: no panic, every row once in the ledger, and the preview tells the truth.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::json;

use super::desk;

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-c]{0,2}",
        2 => "[a-b]@[a-b]\\.example",
        1 => "\"[a-c,\n\"]{0,4}\"",
        1 => "[\"\u{0}ä\r =+@;\t|']{0,3}",
        1 => "[0-3][0-9][./-][01][0-9][./-]20[0-9]{2}",
    ]
}

fn file() -> impl Strategy<Value = Vec<u8>> {
    let row = proptest::collection::vec(cell(), 0..6).prop_map(|cells| cells.join(","));
    let rows = proptest::collection::vec(row, 0..12);
    let header = prop_oneof![
        3 => Just("First name,Last name,Email,Company,Birthday".to_owned()),
        1 => Just("Deal,Company,Contact,Email,Amount".to_owned()),
        1 => "[a-zA-Z,\"; ]{0,20}",
    ];
    (
        header,
        rows,
        prop_oneof![Just("\n"), Just("\r\n"), Just("\r")],
        any::<bool>(),
    )
        .prop_map(|(header, rows, end, latin)| {
            let text = [vec![header], rows].concat().join(end);
            if latin {
                text.chars().map(|c| c as u8).collect()
            } else {
                text.into_bytes()
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_row_is_accounted_for(files in proptest::collection::vec(file(), 1..4)) {
        let desk = desk();
        for content in files {
            let Ok(import) = desk.try_open(&content) else { continue };
            let preview = desk.preview(&import);
            let totals = desk.run(&import);
            let ledger = desk.ledger(&import);
            prop_assert_eq!(super::brief(&preview), super::brief(&ledger));
            let numbers: BTreeSet<u64> = ledger.iter().map(|row| row["row"].as_u64().unwrap()).collect();
            let first = import["skip"].as_u64().unwrap() + u64::from(import["has_header"] == json!(true)) + 1;
            let expected: BTreeSet<u64> = (first..first + ledger.len() as u64).collect();
            prop_assert_eq!(numbers, expected);
            prop_assert_eq!(totals["rows"].as_u64().unwrap(), ledger.len() as u64);
        }
        let verified = desk.call("changes.verify", json!({}));
        prop_assert_eq!(&verified["ok"], &json!(true));
    }
}
