//! The form in which the lists are written: blocks of `key: value` lines.

use std::collections::BTreeMap;

/// A block: its name and its entries.
pub(super) type Block = (&'static str, BTreeMap<&'static str, &'static str>);

/// Blocks separated by empty lines: a line with the name, then `key: value` lines.
pub(super) fn blocks(text: &'static str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim) {
        match line.split_once(": ") {
            _ if line.is_empty() => open = false,
            _ if line.starts_with('#') && !open => {}
            Some((key, value)) if open => {
                if let Some((_, entries)) = blocks.last_mut() {
                    entries.insert(key, value);
                }
            }
            _ => {
                blocks.push((line, BTreeMap::new()));
                open = true;
            }
        }
    }
    blocks
}

/// The parts of `text`, trimmed.
pub(super) fn split(text: &'static str, by: char) -> Vec<&'static str> {
    text.split(by)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// A number; 0 where there is none.
pub(super) fn number(text: &str) -> f64 {
    text.parse().unwrap_or_default()
}
