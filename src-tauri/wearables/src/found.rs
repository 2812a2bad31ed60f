//! A device that was seen.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::kind::DeviceKind;

/// The system's name for a device: an address on Linux and Windows, a number of its own on macOS. Stays the same on one
/// computer; cheap to copy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct DeviceId(Arc<str>);

impl From<String> for DeviceId {
    fn from(id: String) -> Self {
        Self::new(&id)
    }
}

impl From<DeviceId> for String {
    fn from(id: DeviceId) -> Self {
        id.as_str().to_owned()
    }
}

impl DeviceId {
    /// The id as it was shown before.
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A device in the air, or one that the system remembers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// By which it is connected.
    pub id: DeviceId,
    /// What it calls itself, trimmed and bounded to 64 characters; many call themselves the same, some nothing.
    pub name: Option<String>,
    /// Its Bluetooth address, where the system tells (macOS does not).
    pub address: Option<String>,
    /// Four characters by which devices of one name are told apart.
    pub mark: String,
    /// Signal strength in dBm, when it was last heard.
    pub rssi: Option<i16>,
    /// What it probably is.
    pub kind: DeviceKind,
    /// When it was last heard, in milliseconds of the caller's clock; none: only remembered by the system.
    pub last_seen: Option<i64>,
    /// Whether it is a simulated one.
    pub simulated: bool,
}

impl Found {
    /// What a person reads: name and mark.
    pub fn label(&self) -> String {
        match &self.name {
            Some(name) => format!("{name} · {}", self.mark),
            None => format!("· {}", self.mark),
        }
    }
}

/// The longest name that is shown.
const LONGEST_NAME: usize = 64;

/// A name fit for a screen: control characters out, bounded, none when nothing is left.
pub(crate) fn clean_name(name: &str) -> Option<String> {
    let clean: String = name
        .chars()
        .filter(|letter| !letter.is_control())
        .take(LONGEST_NAME)
        .collect();
    let clean = clean.trim();
    (!clean.is_empty()).then(|| clean.to_owned())
}

/// The last four letters or digits of an address, or of an id: by them devices of one name are told apart.
pub fn mark(of: &str) -> String {
    let signs: Vec<char> = of.chars().filter(char::is_ascii_alphanumeric).collect();
    signs[signs.len().saturating_sub(4)..].iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_of_one_name_differ_in_their_mark() {
        assert_eq!(mark("02:4D:59:00:3F:07"), "3F07");
        assert_eq!(mark("hci0/dev_02_4D_59_00_3F_07"), "3F07");
        assert_eq!(mark("é"), "");
    }

    #[test]
    fn a_hostile_name_is_harmless() {
        assert_eq!(clean_name(" \u{7}\n "), None);
        assert_eq!(clean_name("A\u{0}B"), Some("AB".into()));
        assert_eq!(clean_name(&"x".repeat(500)).unwrap().len(), 64);
    }
}
