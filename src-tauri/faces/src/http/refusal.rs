//! Refusals as problem details (RFC 9457): those of the core, and the few that only HTTP knows.

use axum::body::Body;
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use mycrm_kernel::error::{Error, trace_id};
use serde_json::{Value as Json, json};

use crate::call::Refused;

/// A refused request.
#[derive(Debug)]
pub(crate) struct Refusal(Json);

impl Refusal {
    fn of_http(status: StatusCode, code: &str, title: &str, detail: String) -> Self {
        let trace = trace_id();
        tracing::warn!(code, trace, "refused");
        Self(json!({
            "type": "about:blank", "title": title, "status": status.as_u16(), "code": code, "detail": detail,
            "trace": trace,
        }))
    }

    pub(crate) fn media_type() -> Self {
        Self::of_http(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported_media_type",
            "Unsupported media type",
            "The body must be JSON, with the header Content-Type: application/json.".into(),
        )
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Refused::of(&error).into()
    }
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        Self(refused.problem)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = self.0["status"]
            .as_u64()
            .and_then(|status| StatusCode::from_u16(u16::try_from(status).ok()?).ok())
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = Response::new(Body::from(self.0.to_string()));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            header::HeaderValue::from_static("application/problem+json"),
        );
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(
                header::WWW_AUTHENTICATE,
                header::HeaderValue::from_static("Bearer realm=\"MyCRM\""),
            );
        }
        response
    }
}

/// There is nothing at this address.
pub(crate) async fn nowhere(uri: Uri) -> Refusal {
    Refusal::of_http(
        StatusCode::NOT_FOUND,
        "not_found",
        "Not found",
        format!(
            "There is nothing at {}. The page /api/docs lists what there is.",
            uri.path()
        ),
    )
}

/// There is something at this address, but not for this method.
pub(crate) async fn wrong_method(method: Method, uri: Uri) -> Refusal {
    Refusal::of_http(
        StatusCode::METHOD_NOT_ALLOWED,
        "method_not_allowed",
        "Method not allowed",
        format!(
            "{} does not take {method}; the header Allow says what it takes.",
            uri.path()
        ),
    )
}
