//! Reading a JSON body within its limits.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use mycrm_kernel::error::Error;
use serde_json::{Map, Value as Json};

use super::refusal::Refusal;
use crate::contract::parse;

/// Largest JSON body. Files have their own way in.
pub(crate) const LIMIT: usize = 1 << 20;

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
        let frame =
            frame.map_err(|_| Error::BadRequest("The request broke off before its end.".into()))?;
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
