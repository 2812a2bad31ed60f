//! Reading a JSON body within its limits.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use mycrm_kernel::error::Error;
use serde_json::{Map, Value as Json};

use super::refusal::Refusal;

/// Largest JSON body. Files have their own way in.
pub(crate) const LIMIT: usize = 1 << 20;
/// Deepest nesting: beyond it a reader that recurses runs out of stack.
pub(crate) const DEPTH: usize = 64;

/// The JSON of a request; an object without fields where there is no body.
pub(crate) async fn json(request: Request) -> Result<Json, Refusal> {
    let (parts, body) = request.into_parts();
    let bytes = whole(body).await?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(Json::Object(Map::new()));
    }
    if !is_json(&parts.headers) {
        return Err(Refusal::media_type());
    }
    Ok(parse(&bytes)?)
}

async fn whole(mut body: Body) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame
            .map_err(|_| Error::BadRequest("The request broke off before its end.".into()))?;
        if let Ok(data) = frame.into_data() {
            if bytes.len() + data.len() > LIMIT {
                return Err(Error::TooLarge(
                    "A JSON body may have at most 1 MiB. Hand files in at /api/v1/files; name many records by a filter."
                        .into(),
                )
                .into());
            }
            bytes.extend_from_slice(&data);
        }
    }
    Ok(bytes)
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .map(str::trim)
        .is_some_and(|kind| {
            kind.eq_ignore_ascii_case("application/json")
                || (kind.starts_with("application/") && kind.ends_with("+json"))
        })
}

/// Parses JSON that is not nested too deeply.
pub(crate) fn parse(bytes: &[u8]) -> Result<Json, Error> {
    if depth(bytes) > DEPTH {
        return Err(Error::BadRequest(format!(
            "The JSON is nested deeper than {DEPTH} levels."
        )));
    }
    serde_json::from_slice(bytes)
        .map_err(|error| Error::BadRequest(format!("The body is not valid JSON: {error}.")))
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
