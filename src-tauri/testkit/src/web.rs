//! A client of the REST face. Requests go straight into its router: everything but the socket.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, header};
use axum::{Router, http};
use http_body_util::BodyExt;
use mycrm_faces::http::{Options, Page, router};
use mycrm_kernel::app::App;
use mycrm_kernel::caller::Permission;
use serde_json::Value as Json;
use tokio::runtime::Runtime;
use tower::ServiceExt;

/// The token that is right.
pub const TOKEN: &str = "the-right-token";
/// The port that callers name.
pub const PORT: u16 = 4650;
/// Longest wait for a frame of a feed.
const PATIENCE: Duration = Duration::from_secs(5);

/// A client with the right token.
pub struct Web {
    router: Router,
    runtime: Runtime,
}

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub text: String,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Json {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error} in {}", self.text))
    }

    /// A header as text; empty where it is not there.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The code of a problem.
    pub fn code(&self) -> String {
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{}",
            self.text
        );
        let problem = self.json();
        assert_eq!(problem["status"], self.status, "{problem:#}");
        problem["code"].as_str().unwrap_or_default().to_owned()
    }
}

impl Web {
    /// A client of `app`.
    pub fn of(app: &App) -> Self {
        Self::scoped(app, &[])
    }

    /// A client whose token has these scopes.
    pub fn scoped(app: &App, scopes: &[Permission]) -> Self {
        let options = Options {
            token: TOKEN.into(),
            port: PORT,
            page: Page::Folder("no such folder".into()),
            scopes: scopes.to_vec(),
        };
        Self {
            router: router(app.clone(), options).expect("the routes fit together"),
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime"),
        }
    }

    /// A request with host and token as they should be; headers given go over them, empty ones leave them out.
    pub fn request(
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Request<Body> {
        let mut request = Request::new(body.into());
        *request.method_mut() = Method::from_bytes(method.as_bytes()).expect("a method");
        *request.uri_mut() = path.parse().expect("a path");
        let host = format!("127.0.0.1:{PORT}");
        let token = format!("Bearer {TOKEN}");
        let usual = [("host", host.as_str()), ("authorization", token.as_str())];
        for (name, value) in usual.iter().chain(headers) {
            let name: header::HeaderName = name.parse().expect("a header");
            if value.is_empty() {
                request.headers_mut().remove(name);
            } else {
                request
                    .headers_mut()
                    .insert(name, value.parse().expect("a value"));
            }
        }
        request
    }

    /// Sends a request and reads its whole answer.
    pub fn send(&self, request: Request<Body>) -> Answer {
        self.runtime.block_on(async {
            let response = self
                .router
                .clone()
                .oneshot(request)
                .await
                .expect("routers answer");
            let (parts, body) = response.into_parts();
            let bytes = body.collect().await.expect("the body ends").to_bytes();
            Answer {
                status: parts.status.as_u16(),
                headers: parts.headers,
                text: String::from_utf8_lossy(&bytes).into_owned(),
            }
        })
    }

    /// GET.
    pub fn get(&self, path: &str) -> Answer {
        self.send(Self::request("GET", path, &[], Body::empty()))
    }

    /// A call with a JSON body.
    pub fn with(&self, method: &str, path: &str, body: &Json) -> Answer {
        let json = [("content-type", "application/json")];
        self.send(Self::request(method, path, &json, body.to_string()))
    }

    /// Calls an operation by its name.
    pub fn call(&self, name: &str, input: &Json) -> Answer {
        self.with("POST", &format!("/api/v1/operations/{name}"), input)
    }

    /// Opens a live feed.
    pub fn feed(&self, path: &str) -> Feed<'_> {
        self.follow(Self::request("GET", path, &[], Body::empty()))
    }

    /// Opens a live feed by its name.
    pub fn feed_by_name(&self, name: &str, input: &Json) -> Feed<'_> {
        let json = [("content-type", "application/json")];
        let path = format!("/api/v1/operations/{name}");
        self.follow(Self::request("POST", &path, &json, input.to_string()))
    }

    fn follow(&self, request: Request<Body>) -> Feed<'_> {
        let response = self.runtime.block_on(self.router.clone().oneshot(request));
        let response = response.expect("routers answer");
        assert_eq!(response.status(), http::StatusCode::OK);
        Feed {
            web: self,
            body: response.into_body(),
        }
    }
}

/// A live feed.
pub struct Feed<'a> {
    web: &'a Web,
    body: Body,
}

impl Feed<'_> {
    /// The next frame.
    pub fn frame(&mut self) -> Json {
        let waiting = async { tokio::time::timeout(PATIENCE, self.body.frame()).await };
        let frame = self.web.runtime.block_on(waiting);
        let frame = frame
            .expect("a frame in time")
            .expect("the feed goes on")
            .expect("a frame");
        let data = frame.into_data().expect("data");
        let text = String::from_utf8_lossy(&data).into_owned();
        let json = text
            .strip_prefix("data: ")
            .unwrap_or_else(|| panic!("no frame: {text}"));
        serde_json::from_str(json).expect("a frame is JSON")
    }
}
