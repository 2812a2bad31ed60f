//! HTTP on loopback: REST and operations by name under `/api/v1`, live feeds, uploads, and the screen itself.
//!
//! Off unless started; every call under `/api/v1` needs the token, every request the right `Host` and no foreign
//! `Origin`. The core is synchronous: each call runs on a thread for blocking work.

mod body;
mod docs;
mod feed;
mod files;
mod guard;
mod page;
mod query;
mod refusal;
mod rest;

use std::collections::BTreeMap;
use std::future::Future;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{RawPathParams, Request, State};
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter, get, post};
use axum::serve::ListenerExt;
use axum::{Router, http};
use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Face, Permission};
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::id::random_bytes;
use tokio::net::TcpListener;

pub use page::Page;

use crate::contract::Contract;
use refusal::Refusal;

/// Where the API lies.
pub const BASE: &str = "/api/v1";

/// How to serve.
#[derive(Debug, Clone)]
pub struct Options {
    /// The bearer token that every call needs.
    pub token: String,
    /// The port that callers name in `Host`.
    pub port: u16,
    /// The screen.
    pub page: Page,
    /// What the token may beyond what anyone may over the network.
    pub scopes: Vec<Permission>,
}

/// What every handler works with.
pub(crate) struct Served {
    app: App,
    contract: Contract,
    options: Options,
}

impl Served {
    /// Whoever holds the token.
    fn caller(&self) -> Caller {
        self.app.owner(Face::Http).with(&self.options.scopes)
    }
}

type Shared = Arc<Served>;

/// A token that nobody guesses: 256 bits, in hexadecimal.
pub fn new_token() -> String {
    random_bytes::<32>()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Listens on loopback; port 0 takes a free one.
pub async fn bind(port: u16) -> Result<(TcpListener, u16)> {
    let refused = |error: io::Error| {
        Error::BadRequest(format!(
            "Port {port} cannot be listened on ({error}). Choose another with --port."
        ))
    };
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
        .await
        .map_err(refused)?;
    let port = listener.local_addr().map_err(refused)?.port();
    Ok((listener, port))
}

/// Answers requests until `stop` is there. Feeds do not hold it up.
pub async fn serve(
    listener: TcpListener,
    app: App,
    options: Options,
    stop: impl Future<Output = ()>,
) -> Result<()> {
    let router = router(app, options)?;
    // Answers are small and someone waits for them.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    tokio::select! {
        ended = async { axum::serve(listener, router).await } => Ok(ended?),
        () = stop => Ok(()),
    }
}

/// Everything that is served, as one router.
pub fn router(app: App, options: Options) -> Result<Router> {
    let contract = Contract::of(app.registry());
    let mut routes: BTreeMap<String, MethodRouter<Shared>> = BTreeMap::new();
    for (at, operation) in contract.operations.iter().enumerate() {
        let method = http::Method::from_bytes(operation.method.as_bytes())
            .ok()
            .and_then(|method| MethodFilter::try_from(method).ok())
            .ok_or_else(|| Error::Internal(format!("{} has no HTTP method", operation.name)))?;
        let handler = move |served: State<Shared>, parameters: RawPathParams, request: Request| {
            rest::answer(served, at, parameters, request)
        };
        let route = routes
            .entry(format!("{BASE}{}", operation.path))
            .or_default();
        *route = std::mem::take(route).on(method, handler);
    }
    let served = Arc::new(Served {
        app,
        contract,
        options,
    });
    let mut api = Router::new()
        .route(&format!("{BASE}/operations/{{name}}"), post(rest::by_name))
        .route(&format!("{BASE}/files"), post(files::add));
    for (path, route) in routes {
        api = api.route(&path, route);
    }
    let router = api
        .route("/api/openapi.json", get(docs::document))
        .route("/api/docs", get(docs::page))
        .route("/api/docs/docs.css", get(docs::style))
        .route("/api/docs/docs.js", get(docs::script))
        .route("/", get(page::serve))
        .route("/{*path}", get(page::serve))
        .fallback(refusal::nowhere)
        .method_not_allowed_fallback(refusal::wrong_method)
        .layer(from_fn_with_state(served.clone(), guard::check))
        .with_state(served);
    Ok(router)
}

/// Runs `work` where it may block.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| {
        Err(Error::Internal("a defect in an operation; the log has its place".into()).into())
    })
}
