//! Operations over HTTP: by their own method and path, and by name.

use axum::body::Body;
use axum::extract::{Path, RawPathParams, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::operation::{Answer, OperationKind};
use serde_json::{Value as Json, json};

use super::refusal::Refusal;
use super::{BASE, Shared, blocking, body, feed, query};
use crate::call;
use crate::contract::Described;

/// Answers an operation under its own method and path.
pub(crate) async fn answer(
    State(served): State<Shared>,
    at: usize,
    parameters: RawPathParams,
    request: Request,
) -> Result<Response, Refusal> {
    let operation = &served.contract.operations[at];
    let (method, uri, headers) = (
        request.method().clone(),
        request.uri().clone(),
        request.headers().clone(),
    );
    let mut input = query::fields(&served.contract, operation, uri.query().unwrap_or_default())?;
    if method != Method::GET && method != Method::HEAD {
        match body::json(request).await? {
            Json::Object(given) => input.extend(given),
            _ => return Err(Error::BadRequest("The body must be a JSON object.".into()).into()),
        }
    }
    for (name, value) in &parameters {
        input.insert(name.to_owned(), json!(value));
    }
    if let Some(revision) = if_match(&headers)? {
        if served.contract.field(operation, "if_match").is_none() {
            let message = format!(
                "{} takes no If-Match; leave the header out.",
                operation.name
            );
            return Err(Error::BadRequest(message).into());
        }
        input.insert("if_match".into(), json!(revision));
    }
    if operation.kind == OperationKind::Stream {
        return open_feed(served.clone(), operation.name.clone(), Json::Object(input)).await;
    }
    let shared = served.clone();
    let (name, input) = (operation.name.clone(), Json::Object(input));
    let answer = blocking(move || run(&shared, &name, input)).await?;
    Ok(dressed(operation, &uri, &headers, answer))
}

/// Opens a live feed; that may wait for the core, as a call may.
async fn open_feed(served: Shared, name: String, input: Json) -> Result<Response, Refusal> {
    blocking(move || feed::open(&served, &name, input)).await
}

/// Answers an operation by its name; the body is its input. A live feed answers with its frames.
pub(crate) async fn by_name(
    State(served): State<Shared>,
    Path(name): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let input = body::json(request).await?;
    let known = served.contract.operation(&name);
    if known.is_some_and(|operation| operation.kind == OperationKind::Stream) {
        return open_feed(served, name, input).await;
    }
    let answer = blocking(move || run(&served, &name, input)).await?;
    Ok(json_response(StatusCode::OK, answer.text))
}

fn run(served: &Shared, name: &str, input: Json) -> Result<Answer, Refusal> {
    Ok(call::answer(&served.app, &served.caller(), name, input)?)
}

fn json_response(status: StatusCode, text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    response
}

/// The answer with what HTTP has a word for: created, accepted, not modified, revision, next page.
fn dressed(operation: &Described, uri: &Uri, headers: &HeaderMap, answer: Answer) -> Response {
    let Answer {
        text,
        id,
        revision,
        next,
    } = answer;
    let revision = revision.map(|revision| format!("\"{revision}\""));
    let known = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == "*" || Some(tag) == revision.as_deref());
    let unchanged = known && revision.is_some() && operation.kind == OperationKind::Query;
    let mut response = if unchanged {
        let mut empty = Response::new(Body::empty());
        *empty.status_mut() = StatusCode::NOT_MODIFIED;
        empty
    } else if operation.creates {
        json_response(StatusCode::CREATED, text)
    } else if operation.kind == OperationKind::Job {
        json_response(StatusCode::ACCEPTED, text)
    } else {
        json_response(StatusCode::OK, text)
    };
    let mut set = |name: header::HeaderName, text: String| {
        if let Ok(value) = HeaderValue::try_from(text) {
            response.headers_mut().insert(name, value);
        }
    };
    if let Some(revision) = revision {
        set(header::ETAG, revision);
        set(header::CACHE_CONTROL, "private, no-cache".into());
    }
    match (id, operation.kind) {
        (Some(id), OperationKind::Job) => set(header::LOCATION, format!("{BASE}/jobs/{id}")),
        (Some(id), _) if operation.creates => {
            set(header::LOCATION, format!("{BASE}{}/{id}", operation.path));
        }
        _ => {}
    }
    if let Some(next) = next.filter(|_| operation.method == "GET") {
        let query = query::next_page(uri.query().unwrap_or_default(), &next);
        set(
            header::LINK,
            format!("<{}?{query}>; rel=\"next\"", uri.path()),
        );
    }
    response
}

/// The revision that a caller insists on.
fn if_match(headers: &HeaderMap) -> Result<Option<String>> {
    let Some(value) = headers.get(header::IF_MATCH) else {
        return Ok(None);
    };
    let text = value.to_str().unwrap_or_default().trim();
    if text == "*" {
        return Ok(None);
    }
    text.trim_start_matches("W/")
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|revision| !revision.contains('"'))
        .map(|revision| Some(revision.to_owned()))
        .ok_or_else(|| Error::BadRequest("If-Match takes one revision in quotes.".into()))
}
