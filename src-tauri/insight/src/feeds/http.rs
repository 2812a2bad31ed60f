//! The one place that asks another machine for something, and only when the user asked for it.
//!
//! GET without cookies, without a referrer, without a body; http and https only, also after redirects; bounded in time
//! and size. Certificates are checked by the system's own trust store.

use std::error::Error as _;
use std::io::Read as _;
use std::net::IpAddr;
use std::time::Duration;

use mycrm_kernel::error::{Error, Result};
use reqwest::Url;
use reqwest::blocking::{Client, Response};
use reqwest::redirect::Policy;

/// Redirects that are followed.
const REDIRECTS: usize = 5;

/// How far a request may go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) connect: Duration,
    pub(super) whole: Duration,
    pub(super) bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            whole: Duration::from_secs(20),
            bytes: 16 << 20,
        }
    }
}

/// An address that may be fetched.
pub(super) fn checked_address(address: &str) -> Result<Url> {
    let invalid = |why: String| Error::field("url", "invalid", why);
    let url = Url::parse(address.trim()).map_err(|error| {
        invalid(format!(
            "“{address}” is no address ({error}). Give one such as https://example.com/data.json."
        ))
    })?;
    if !is_web(&url) {
        return Err(invalid(format!(
            "Only http and https are fetched, not “{}”.",
            url.scheme()
        )));
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(invalid("The address names no server.".into()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(invalid(
            "An address must not hold a name and password: they would be kept in its history."
                .into(),
        ));
    }
    Ok(url)
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// Fetches what an address gives. It has a thread of its own, because the client must not be used inside a runtime.
pub(super) fn get(address: &str, accept: &'static str, limits: Limits) -> Result<Vec<u8>> {
    let url = checked_address(address)?;
    std::thread::scope(|scope| {
        scope
            .spawn(move || request(&url, accept, limits))
            .join()
            .unwrap_or_else(|_| Err(Error::Internal("the HTTP client panicked".into())))
    })
}

fn request(url: &Url, accept: &str, limits: Limits) -> Result<Vec<u8>> {
    let failed = |error: reqwest::Error| Error::Outside(said(url, &error, limits));
    let response = client(url, limits)
        .map_err(failed)?
        .get(url.clone())
        .header("accept", accept)
        .send()
        .map_err(failed)?;
    let status = response.status();
    if status.is_redirection() {
        return Err(Error::Outside(format!(
            "{} was not followed: it answered {status} and names no web address.",
            host(url)
        )));
    }
    if !status.is_success() {
        return Err(Error::Outside(format!(
            "{} answered {status} instead of data.",
            host(url)
        )));
    }
    body(url, response, limits)
}

fn client(url: &Url, limits: Limits) -> reqwest::Result<Client> {
    // Another part of the program may have installed it first; it is the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let policy = Policy::custom(|attempt| {
        if attempt.previous().len() > REDIRECTS {
            return attempt.error(format!("it redirects more than {REDIRECTS} times"));
        }
        let safe_before = attempt.previous().iter().all(|url| url.scheme() == "https");
        let (web, safe) = (is_web(attempt.url()), attempt.url().scheme() == "https");
        if !web {
            attempt.error("it redirects to something that is no web address")
        } else if safe_before && !safe {
            attempt.error("it redirects from https to http")
        } else {
            attempt.follow()
        }
    });
    let mut client = Client::builder()
        .user_agent(concat!("MyCRM/", env!("CARGO_PKG_VERSION")))
        .redirect(policy)
        .referer(false)
        .connect_timeout(limits.connect)
        .timeout(limits.whole);
    if is_this_machine(url) {
        // A proxy could not reach it.
        client = client.no_proxy();
    }
    client.build()
}

fn is_this_machine(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn body(url: &Url, response: Response, limits: Limits) -> Result<Vec<u8>> {
    let too_large = || {
        Error::TooLarge(format!(
            "The answer of {} is larger than {} KiB.",
            host(url),
            limits.bytes >> 10
        ))
    };
    if response
        .content_length()
        .is_some_and(|length| length > limits.bytes)
    {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    response
        .take(limits.bytes + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| {
            Error::Outside(format!("The answer of {} broke off: {error}.", host(url)))
        })?;
    if bytes.len() as u64 > limits.bytes {
        return Err(too_large());
    }
    Ok(bytes)
}

fn host(url: &Url) -> &str {
    url.host_str().unwrap_or("the server")
}

/// What went wrong, in words a person can act on.
fn said(url: &Url, error: &reqwest::Error, limits: Limits) -> String {
    let host = host(url);
    let mut deepest = error.source();
    while let Some(next) = deepest.and_then(std::error::Error::source) {
        deepest = Some(next);
    }
    let why = deepest.map(ToString::to_string).unwrap_or_default();
    if error.is_timeout() {
        format!(
            "{host} did not answer within {} seconds.",
            limits.whole.as_secs().max(1)
        )
    } else if error.is_connect() {
        format!("{host} cannot be reached: {why}.")
    } else if error.is_redirect() {
        format!("{host} was not followed: {why}.")
    } else {
        format!("{host} did not answer as a web server does: {why}.")
    }
}
