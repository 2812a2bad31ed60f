//! The OpenAPI document and the page that shows it. Neither holds anything of the user's, so neither asks for the
//! token; the page needs it for trying things out.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::Shared;
use crate::openapi;

/// Policy of the page: its own three files, and calls to this server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PAGE: &str = include_str!("../../docs/index.html");
const STYLE: &str = include_str!("../../docs/docs.css");
const SCRIPT: &str = include_str!("../../docs/docs.js");

fn text(kind: &'static str, text: impl Into<Body>) -> Response {
    let mut response = Response::new(text.into());
    for (name, value) in [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-cache"),
    ] {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

pub(crate) async fn document(State(served): State<Shared>) -> Response {
    let document = openapi::document(&served.contract);
    text("application/json", document.to_string())
}

pub(crate) async fn page() -> Response {
    text("text/html; charset=utf-8", PAGE)
}

pub(crate) async fn style() -> Response {
    text("text/css; charset=utf-8", STYLE)
}

pub(crate) async fn script() -> Response {
    text("text/javascript; charset=utf-8", SCRIPT)
}
