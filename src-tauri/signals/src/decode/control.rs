//! The control characteristic of the Muse family: commands out, JSON answers in.
//!
//! A command is one byte of length, the text, and a line feed that the length counts. An answer comes in pieces of up
//! to 20 bytes, each beginning with the number of text bytes in it, until the closing brace.

use crate::error::{Error, Result};
use serde_json::{Map, Value};

/// Longest answer that is put together; the longest known has about 300 bytes.
pub const MAX_ANSWER: usize = 4096;

/// What can be asked of a headband.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// `v1`: versions of hardware and firmware (`fw`, `hw`, `bl`).
    Version,
    /// `v6`: the same as an Athena answers it.
    VersionAthena,
    /// `s`: status with name, serial number and battery (`hn`, `sn`, `bp`).
    Status,
    /// `h`: stop streaming.
    Halt,
    /// `d`: stream.
    Start,
    /// `dc001`: stream, on an Athena. Two in a row are needed in practice.
    StartAthena,
    /// `L1`: low latency, on an Athena.
    LowLatency,
    /// `k`: still here; at least every ten seconds on older firmware.
    KeepAlive,
    /// `pNN`: which sensors stream.
    Preset(Preset),
}

/// Which sensors stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// `p20`: EEG with the additional electrode, motion.
    EegAux,
    /// `p21`: EEG of four electrodes, motion.
    Eeg,
    /// `p50`: EEG with the additional electrode, motion, light.
    EegAuxLight,
    /// `p1035`: Athena, EEG of four electrodes, motion, light of four channels.
    Athena4,
    /// `p1041`: Athena, EEG of eight channels, motion, light of sixteen channels.
    Athena8,
}

impl Command {
    /// The text of the command.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Version => "v1",
            Self::VersionAthena => "v6",
            Self::Status => "s",
            Self::Halt => "h",
            Self::Start => "d",
            Self::StartAthena => "dc001",
            Self::LowLatency => "L1",
            Self::KeepAlive => "k",
            Self::Preset(Preset::EegAux) => "p20",
            Self::Preset(Preset::Eeg) => "p21",
            Self::Preset(Preset::EegAuxLight) => "p50",
            Self::Preset(Preset::Athena4) => "p1035",
            Self::Preset(Preset::Athena8) => "p1041",
        }
    }

    /// The bytes to write to the control characteristic.
    pub fn to_bytes(self) -> Vec<u8> {
        let text = self.text().as_bytes();
        let mut out = Vec::with_capacity(text.len() + 2);
        out.push(text.len() as u8 + 1);
        out.extend(text);
        out.push(b'\n');
        out
    }

    /// Reads bytes written to a control characteristic, as a virtual headband has to.
    ///
    /// # Errors
    /// [`Error::Length`] if the length byte lies, [`Error::Value`] if the text is no command known here.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let body = bytes.get(1..).unwrap_or_default();
        let declared = bytes.first().map_or(0, |n| usize::from(*n));
        if body.is_empty() || declared != body.len() {
            return Err(Error::Length {
                what: "command",
                expected: declared + 1,
                found: bytes.len(),
            });
        }
        let text = String::from_utf8_lossy(body.strip_suffix(b"\n").unwrap_or(body));
        KNOWN
            .into_iter()
            .find(|c| c.text() == text)
            .ok_or_else(|| Error::Value {
                what: "command",
                value: text.chars().take(20).collect(),
                allowed: "v1, v6, s, h, d, dc001, L1, k, p20, p21, p50, p1035 or p1041",
            })
    }
}

const KNOWN: [Command; 13] = [
    Command::Version,
    Command::VersionAthena,
    Command::Status,
    Command::Halt,
    Command::Start,
    Command::StartAthena,
    Command::LowLatency,
    Command::KeepAlive,
    Command::Preset(Preset::EegAux),
    Command::Preset(Preset::Eeg),
    Command::Preset(Preset::EegAuxLight),
    Command::Preset(Preset::Athena4),
    Command::Preset(Preset::Athena8),
];

/// An answer: a flat JSON object with short names.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    fields: Map<String, Value>,
}

impl Answer {
    /// All fields as they came.
    pub fn fields(&self) -> &Map<String, Value> {
        &self.fields
    }

    /// `rc`: 0 when the command was carried out.
    pub fn result_code(&self) -> Option<i64> {
        self.fields.get("rc").and_then(Value::as_i64)
    }

    /// `fw`: version of the firmware.
    pub fn firmware(&self) -> Option<&str> {
        self.text("fw")
    }

    /// `hw`: version of the hardware.
    pub fn hardware(&self) -> Option<&str> {
        self.text("hw")
    }

    /// `hn`: name of the headband.
    pub fn name(&self) -> Option<&str> {
        self.text("hn")
    }

    /// `sn`: serial number.
    pub fn serial(&self) -> Option<&str> {
        self.text("sn")
    }

    /// `bp`: battery in percent.
    pub fn battery(&self) -> Option<f64> {
        self.fields
            .get("bp")
            .and_then(Value::as_f64)
            .filter(|b| (0.0..=100.0).contains(b))
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.fields.get(name).and_then(Value::as_str)
    }
}

/// Puts the pieces of answers together. Memory is bounded by [`MAX_ANSWER`].
#[derive(Debug, Default)]
pub struct Answers {
    text: String,
}

impl Answers {
    /// Takes one notification; the answers that are whole with it: mostly none or one, two where an answer ends and a
    /// short one begins in the same notification.
    ///
    /// # Errors
    /// [`Error::Length`] if the length byte claims more than arrived, [`Error::Answer`] if what came together is no
    /// JSON object or grows beyond [`MAX_ANSWER`]; what was collected so far is dropped then.
    pub fn take(&mut self, bytes: &[u8]) -> Result<Vec<Answer>> {
        let Some((&declared, rest)) = bytes.split_first() else {
            return Ok(Vec::new());
        };
        let Some(piece) = rest.get(..usize::from(declared)) else {
            self.text.clear();
            return Err(Error::Length {
                what: "control answer",
                expected: usize::from(declared) + 1,
                found: bytes.len(),
            });
        };
        self.text.push_str(&String::from_utf8_lossy(piece));
        if self.text.len() > MAX_ANSWER {
            return Err(self.refuse(format!("longer than {MAX_ANSWER} bytes")));
        }
        // Without a closing brace nothing has become whole.
        if !piece.contains(&b'}') {
            return Ok(Vec::new());
        }
        let mut whole = Vec::new();
        let mut objects =
            serde_json::Deserializer::from_str(&self.text).into_iter::<Map<String, Value>>();
        let mut read = 0;
        let broken = loop {
            match objects.next() {
                Some(Ok(fields)) => {
                    whole.push(Answer { fields });
                    read = objects.byte_offset();
                }
                // The rest of this one is to come.
                Some(Err(e)) if e.is_eof() => break None,
                Some(Err(e)) => break Some(e.to_string()),
                None => break None,
            }
        };
        if let Some(why) = broken {
            return Err(self.refuse(why));
        }
        self.text.drain(..read);
        Ok(whole)
    }

    fn refuse(&mut self, why: String) -> Error {
        let text = std::mem::take(&mut self.text).chars().take(80).collect();
        Error::Answer { why, text }
    }
}

/// The notifications in which a headband sends `answer`: pieces of 19 characters behind their length.
pub fn answer_to_bytes(answer: &str) -> Vec<Vec<u8>> {
    answer
        .as_bytes()
        .chunks(19)
        .map(|piece| {
            let mut out = vec![piece.len() as u8];
            out.extend(piece);
            out
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn commands_have_a_length_and_a_line_feed() {
        assert_eq!(Command::Start.to_bytes(), [2, b'd', b'\n']);
        assert_eq!(
            Command::Preset(Preset::EegAuxLight).to_bytes(),
            [4, b'p', b'5', b'0', b'\n']
        );
        for command in KNOWN {
            assert_eq!(Command::from_bytes(&command.to_bytes()), Ok(command));
        }
        assert!(matches!(
            Command::from_bytes(&[9, b'd', b'\n']),
            Err(Error::Length { .. })
        ));
        assert!(matches!(
            Command::from_bytes(&[2, b'x', b'\n']),
            Err(Error::Value { .. })
        ));
        assert!(Command::from_bytes(&[]).is_err());
    }

    #[test]
    fn an_answer_in_pieces() {
        let mut answers = Answers::default();
        let text = r#"{"hn":"Muse-1A2B","sn":"2011-ABCD-1234","bp":81.25,"rc":0}"#;
        let pieces = answer_to_bytes(text);
        assert!(pieces.len() > 2);
        let mut got = vec![];
        for piece in &pieces {
            assert!(got.is_empty());
            got = answers.take(piece).unwrap();
        }
        let answer = got.remove(0);
        assert_eq!(
            (answer.name(), answer.battery(), answer.result_code()),
            (Some("Muse-1A2B"), Some(81.25), Some(0))
        );
        assert_eq!(answer.serial(), Some("2011-ABCD-1234"));
        assert_eq!(answer.firmware(), None);
    }

    /// Pieces as a real headband sent them, two answers in one of them (published with muse-js, MIT licence).
    #[test]
    fn the_answers_of_a_real_headband() {
        let pieces = [
            "{\"ap\":\"headset\",",
            "\"sp\":\"RevE\",",
            "\"tp\":\"consumer\",",
            "\"hw\":\"3.1\",",
            "\"bn\":27,",
            "\"fw\":\"1.2.13\",",
            "\"bl\":\"1.2.3\",",
            "\"pv\":1,",
            "\"rc\":0}",
            "{\"rc\":0}",
            "{\"hn\":\"Muse-1324\",",
            "\"sn\":\"2031-TZRW-132",
            "4\",",
            "\"bp\":82,",
            "\"ts\":0,",
            "\"ps\":32,",
            "\"rc\":0}{\"r",
            "c\":0}",
        ];
        let mut answers = Answers::default();
        let mut all = vec![];
        for piece in pieces {
            let mut bytes = vec![piece.len() as u8];
            bytes.extend(piece.as_bytes());
            all.extend(answers.take(&bytes).unwrap());
        }
        assert_eq!(all.len(), 4);
        assert_eq!(
            (all[0].firmware(), all[0].hardware()),
            (Some("1.2.13"), Some("3.1"))
        );
        assert_eq!(
            (all[2].name(), all[2].battery()),
            (Some("Muse-1324"), Some(82.0))
        );
        assert_eq!(all[2].serial(), Some("2031-TZRW-1324"));
        assert!(all.iter().all(|a| a.result_code() == Some(0)));
    }

    #[test]
    fn nonsense_is_refused_and_forgotten() {
        let mut answers = Answers::default();
        assert!(matches!(
            answers.take(&[3, b'?', b'?', b'}']),
            Err(Error::Answer { .. })
        ));
        assert!(matches!(
            answers.take(&[19, b'{']),
            Err(Error::Length { .. })
        ));
        assert_eq!(answers.take(&[]), Ok(vec![]));
        assert!(
            answers
                .take(&answer_to_bytes(r#"{"rc":0}"#)[0])
                .unwrap()
                .len()
                == 1
        );
        // An answer that never ends does not fill the memory.
        let endless = (0..2000)
            .filter(|_| answers.take(&[3, b'a', b'b', b'c']).is_err())
            .count();
        assert!(endless > 0 && answers.text.len() <= MAX_ANSWER);
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..24), 0..40)) {
            let mut answers = Answers::default();
            for piece in pieces {
                let _ = answers.take(&piece);
                let _ = Command::from_bytes(&piece);
                prop_assert!(answers.text.len() <= MAX_ANSWER);
            }
        }
    }
}
