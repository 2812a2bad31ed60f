//! The screen's files: out of the binary in a release, out of a folder while it is being worked on.

use std::path::{Component, Path, PathBuf};

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};

use super::{Shared, refusal};

include!(concat!(env!("OUT_DIR"), "/screen.rs"));

/// Policy of the screen: nothing from elsewhere, nothing written into the page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; \
    font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; \
    form-action 'none'; object-src 'none'; frame-ancestors 'none'";

/// Said where the screen should be.
const MISSING: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>MyCRM</title>\
    <p>The screen is not built yet: run <code>npm --prefix ui ci &amp;&amp; npm --prefix ui run build</code>, \
    then load this page again. The API is at <a href=\"/api/docs\">/api/docs</a>.</p></html>";

/// Where the screen comes from.
#[derive(Debug, Clone)]
pub enum Page {
    /// Out of the binary.
    Embedded,
    /// Out of a folder, looked at anew for every request.
    Folder(PathBuf),
}

impl Default for Page {
    fn default() -> Self {
        match FOLDER {
            Some(folder) => Self::Folder(folder.into()),
            None => Self::Embedded,
        }
    }
}

impl Page {
    fn file(&self, name: &str) -> Option<Vec<u8>> {
        match self {
            Self::Embedded => EMBEDDED
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, content)| content.to_vec()),
            Self::Folder(folder) => read(folder, name),
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the built screen is read from its folder while it is worked on"
)]
fn read(folder: &Path, name: &str) -> Option<Vec<u8>> {
    let name = Path::new(name);
    // Only names below the folder: no root, no step upwards.
    let below = name
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    std::fs::read(below.then(|| folder.join(name))?).ok()
}

/// Answers a file of the screen; its routes lie behind `#`, so that only real files are asked for.
pub(crate) async fn serve(State(served): State<Shared>, uri: Uri) -> Response {
    let name = match uri.path() {
        "/" => "index.html",
        path if path.starts_with("/api/") || path == "/api" => {
            return refusal::nowhere(uri).await.into_response();
        }
        path => path.trim_start_matches('/'),
    };
    let content = match served.options.page.file(name) {
        Some(content) => content,
        None if name == "index.html" => MISSING.into(),
        None => return refusal::nowhere(uri).await.into_response(),
    };
    // Names under assets/ carry a hash of their content.
    let kept = if name.starts_with("assets/") {
        "private, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut response = Response::new(Body::from(content));
    for (name, value) in [
        (header::CONTENT_TYPE, media_type(name)),
        (header::CACHE_CONTROL, kept),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ] {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
