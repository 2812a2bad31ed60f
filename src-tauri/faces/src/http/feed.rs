//! Live feeds as server-sent events. A thread of its own waits for frames, so that a feed costs the others nothing;
//! it ends when the listener is gone.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread::Builder;
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use http_body::{Body as HttpBody, Frame as BodyFrame};
use mycrm_kernel::error::Error;
use mycrm_kernel::event::{Frame, Frames};
use serde_json::Value as Json;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::Served;
use super::refusal::Refusal;
use crate::call;

/// Frames that wait for a slow listener before the feed waits for it.
const AHEAD: usize = 64;
/// How soon the thread notices that its listener is gone.
const PATIENCE: Duration = Duration::from_secs(1);
/// A comment keeps the connection alive through this much silence.
const SILENCE: Duration = Duration::from_secs(15);

/// Opens a live feed.
pub(crate) fn open(served: &Served, name: &str, input: Json) -> Result<Response, Refusal> {
    let frames = call::open(&served.app, &served.caller(), name, input)?;
    let (sender, receiver) = channel(AHEAD);
    Builder::new()
        .name("feed".into())
        .spawn(move || pump(frames, &sender))
        .map_err(|error| Error::Internal(format!("no thread for a feed: {error}")))?;
    let mut response = Response::new(Body::new(Events(receiver)));
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/event-stream"),
    );
    Ok(response)
}

fn pump(mut frames: Box<dyn Frames>, sender: &Sender<Bytes>) {
    let mut spoke = Instant::now();
    while !sender.is_closed() {
        let text = match frames.next(PATIENCE) {
            Frame::Item(json) => format!("data: {json}\n\n"),
            Frame::Idle if spoke.elapsed() < SILENCE => continue,
            Frame::Idle => ":\n\n".to_owned(),
            Frame::End => return,
        };
        if sender.blocking_send(text.into()).is_err() {
            return;
        }
        spoke = Instant::now();
    }
}

/// The body of a feed.
struct Events(Receiver<Bytes>);

impl HttpBody for Events {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<BodyFrame<Bytes>, Self::Error>>> {
        let next = self.0.poll_recv(context);
        next.map(|bytes| bytes.map(|bytes| Ok(BodyFrame::data(bytes))))
    }
}
