//! Reading JSON that someone else wrote.

use mycrm_kernel::error::{Error, Result};
use serde_json::Value as Json;

/// Deepest nesting: beyond it a reader that recurses runs out of stack.
const DEPTH: usize = 64;

/// Parses JSON that is not nested too deeply.
pub(crate) fn parse(bytes: &[u8]) -> Result<Json> {
    if depth(bytes) > DEPTH {
        return Err(Error::BadRequest(format!(
            "The JSON is nested deeper than {DEPTH} levels."
        )));
    }
    serde_json::from_slice(bytes)
        .map_err(|error| Error::BadRequest(format!("This is not valid JSON: {error}.")))
}

/// How deep brackets nest, strings left out. Looks at bytes only: nothing recurses.
fn depth(bytes: &[u8]) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    let (mut inside, mut escaped) = (false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if inside => escaped = true,
            b'"' => inside = !inside,
            b'{' | b'[' if !inside => {
                open += 1;
                deepest = deepest.max(open);
            }
            b'}' | b']' if !inside => open = open.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_inside_text_do_not_nest() {
        assert_eq!(depth(br#"{"a":"[[[\"[[","b":[1,[2]]}"#), 3);
    }

    #[test]
    fn too_deep_and_malformed_are_told_apart() {
        let deep = "[".repeat(65) + &"]".repeat(65);
        assert!(parse(deep.as_bytes()).is_err_and(|e| e.to_string().contains("64 levels")));
        assert!(parse(("[".repeat(64) + &"]".repeat(64)).as_bytes()).is_ok());
        assert!(parse(b"{\"a\":").is_err_and(|e| e.to_string().contains("not valid JSON")));
    }
}
