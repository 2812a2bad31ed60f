//! Who is let in. A page of another origin, or a name that was made to point at this computer (DNS rebinding), is
//! turned away before anything looks at its request; every call of the API needs the token.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use mycrm_kernel::error::{Error, Result};

use super::refusal::Refusal;
use super::{BASE, Shared};

/// Policy of whatever is not a page.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// Checks a request and dresses its answer.
pub(crate) async fn check(State(served): State<Shared>, request: Request, next: Next) -> Response {
    let options = &served.options;
    let path = request.uri().path();
    let api = path == BASE || path.starts_with(&format!("{BASE}/"));
    let admitted = host(request.headers(), options.port).and_then(|()| {
        if api {
            token(request.headers(), &options.token)
        } else {
            Ok(())
        }
    });
    let mut response = match admitted {
        Ok(()) => next.run(request).await,
        Err(error) => Refusal::from(error).into_response(),
    };
    dress(response.headers_mut());
    response
}

/// The request names this server, and comes from no other origin.
fn host(headers: &HeaderMap, port: u16) -> Result<()> {
    let ours = |text: &str| {
        let (name, given) = match text.rsplit_once(':') {
            Some((name, given)) if !given.ends_with(']') => (name, given.parse().ok()),
            _ => (text, Some(80)),
        };
        let known = ["127.0.0.1", "localhost", "[::1]"];
        given == Some(port) && known.iter().any(|known| name.eq_ignore_ascii_case(known))
    };
    let named = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    if !named.is_some_and(ours) {
        return Err(Error::Forbidden(format!(
            "reach MyCRM under this name; it answers at http://127.0.0.1:{port} only"
        )));
    }
    match headers.get(header::ORIGIN) {
        None => Ok(()),
        Some(origin) => {
            let origin = origin
                .to_str()
                .ok()
                .and_then(|text| text.strip_prefix("http://"));
            if origin.is_some() && origin == named {
                Ok(())
            } else {
                Err(Error::Forbidden(
                    "call MyCRM from a page of another origin".into(),
                ))
            }
        }
    }
}

fn token(headers: &HeaderMap, token: &str) -> Result<()> {
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, given)| given.trim());
    match given {
        Some(given) if same(given.as_bytes(), token.as_bytes()) => Ok(()),
        _ => Err(Error::Unauthorized),
    }
}

/// Takes the same time wherever the two differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    let differing = a.iter().zip(b).fold(0, |sum, (x, y)| sum | (x ^ y));
    a.len() == b.len() && std::hint::black_box(differing) == 0
}

/// Headers of every answer; what a handler set itself stays.
fn dress(headers: &mut HeaderMap) {
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::CONTENT_SECURITY_POLICY, NOTHING),
        (header::CACHE_CONTROL, "no-store"),
        (
            header::HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            header::HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ] {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(header::HeaderName, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.clone(), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn only_our_own_names_with_the_right_port_are_ours() {
        for (name, allowed) in [
            ("127.0.0.1:4650", true),
            ("LOCALHOST:4650", true),
            ("[::1]:4650", true),
            ("127.0.0.1", false),
            ("127.0.0.1:4651", false),
            ("[::1]", false),
            ("crm.example:4650", false),
            ("127.0.0.1.example:4650", false),
            ("", false),
        ] {
            let request = headers(&[(header::HOST, name)]);
            assert_eq!(host(&request, 4650).is_ok(), allowed, "{name}");
        }
        assert!(host(&HeaderMap::new(), 4650).is_err());
    }

    #[test]
    fn a_page_of_another_origin_is_turned_away() {
        for (origin, allowed) in [
            ("http://127.0.0.1:4650", true),
            ("https://127.0.0.1:4650", false),
            ("http://localhost:4650", false),
            ("http://evil.example", false),
            ("null", false),
        ] {
            let request = headers(&[(header::HOST, "127.0.0.1:4650"), (header::ORIGIN, origin)]);
            assert_eq!(host(&request, 4650).is_ok(), allowed, "{origin}");
        }
    }

    #[test]
    fn a_token_is_compared_whole() {
        assert!(same(b"abc", b"abc"));
        assert!(!same(b"abc", b"abd"));
        assert!(!same(b"abc", b"ab"));
        assert!(!same(b"", b"a"));
    }
}
