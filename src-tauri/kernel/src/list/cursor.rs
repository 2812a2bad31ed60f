//! Opaque page cursors: a position in one particular list, signed so that it can be neither altered nor used with
//! another list (HMAC-SHA-256, RFC 2104, truncated to 16 bytes).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value as Json, json};
use sha2::Sha256;
use uuid::Uuid;

use super::order::Position;
use crate::error::{Error, Result};
use crate::value::Value;

const TAG: usize = 16;
/// Longest cursor that is looked at.
const LONGEST: usize = 16 * 1024;

/// The key that signs cursors of this database.
pub(crate) struct CursorKey(pub(crate) [u8; 32]);

impl CursorKey {
    fn tag(&self, context: &str, content: &[u8]) -> Result<[u8; TAG]> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0).map_err(|e| Error::Internal(e.to_string()))?;
        mac.update(&(context.len() as u64).to_be_bytes());
        mac.update(context.as_bytes());
        mac.update(content);
        let mut tag = [0; TAG];
        tag.copy_from_slice(&mac.finalize().into_bytes()[..TAG]);
        Ok(tag)
    }

    /// Signs a position in the list described by `context`.
    pub(super) fn seal(&self, context: &str, position: &Position) -> Result<String> {
        let values: Vec<Json> = position.values.iter().map(to_json).collect();
        let content = json!([position.rowid, values]).to_string().into_bytes();
        let mut bytes = self.tag(context, &content)?.to_vec();
        bytes.extend(content);
        Ok(BASE64.encode(bytes))
    }

    /// Opens what [`Self::seal`] made for the same `context`.
    pub(super) fn open(&self, context: &str, cursor: &str, columns: usize) -> Result<Position> {
        if cursor.len() > LONGEST {
            return Err(Error::Cursor);
        }
        let bytes = BASE64.decode(cursor).map_err(|_| Error::Cursor)?;
        let (tag, content) = bytes.split_at_checked(TAG).ok_or(Error::Cursor)?;
        let expected = self.tag(context, content)?;
        let differs = tag
            .iter()
            .zip(expected)
            .fold(0, |sum, (a, b)| sum | (a ^ b));
        if differs != 0 {
            return Err(Error::Cursor);
        }
        let json: Json = serde_json::from_slice(content).map_err(|_| Error::Cursor)?;
        let rowid = json[0].as_i64().ok_or(Error::Cursor)?;
        let values: Option<Vec<Value>> = json[1]
            .as_array()
            .map(|all| all.iter().map(from_json).collect());
        match values {
            Some(values) if values.len() == columns => Ok(Position { values, rowid }),
            _ => Err(Error::Cursor),
        }
    }
}

fn to_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Int(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Id(id) => json!([id]),
    }
}

fn from_json(json: &Json) -> Value {
    match json {
        Json::Number(number) => number.as_i64().map_or(Value::Null, Value::Int),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(one) => {
            let id = one
                .first()
                .and_then(Json::as_str)
                .and_then(|text| Uuid::parse_str(text).ok());
            id.map_or(Value::Null, Value::Id)
        }
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_altered_or_borrowed_cursor_is_refused() {
        let key = CursorKey([3; 32]);
        let position = Position {
            values: vec![Value::Text("Köhler".into()), Value::Null],
            rowid: 7,
        };
        let cursor = key.seal("contacts", &position).unwrap();
        assert_eq!(key.open("contacts", &cursor, 2).unwrap(), position);
        assert!(key.open("accounts", &cursor, 2).is_err());
        for at in 0..cursor.len() {
            let mut altered = cursor.clone().into_bytes();
            altered[at] = if altered[at] == b'A' { b'B' } else { b'A' };
            let altered = String::from_utf8(altered).unwrap();
            assert!(
                altered == cursor || key.open("contacts", &altered, 2).is_err(),
                "at {at}"
            );
        }
    }
}
