//! Live feeds for a face that can only ask and be answered, as the window's page: a feed is opened under a number and
//! asked for its next frames. Who asks sets the pace, so nothing piles up before a slow page; who never asks again
//! loses the feed.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use mycrm_kernel::app::App;
use mycrm_kernel::caller::Face;
use mycrm_kernel::error::Error;
use mycrm_kernel::event::{Frame, Frames};
use serde::Serialize;
use serde_json::Value as Json;

use crate::call::{self, Refused};

/// Longest wait of one question; the page then asks again.
const PATIENCE: Duration = Duration::from_secs(10);
/// How soon a question that waits notices that its feed was closed.
const GLANCE: Duration = Duration::from_millis(250);
/// Most frames of one answer.
const TOGETHER: usize = 64;
/// A feed that nobody asked about for so long has no listener any more.
const ABANDONED: Duration = Duration::from_secs(60);

/// The feeds of one page.
#[derive(Default)]
pub struct Feeds {
    open: Mutex<HashMap<u64, Arc<Feed>>>,
    newest: AtomicU64,
}

struct Feed {
    frames: Mutex<Box<dyn Frames>>,
    asked: Mutex<Instant>,
    closed: AtomicBool,
}

/// The next frames of a feed.
#[derive(Debug, Serialize)]
pub struct NextFrames {
    /// The frames, in order; none if nothing came in time.
    pub frames: Vec<Json>,
    /// Whether the feed is over.
    pub end: bool,
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Feeds {
    /// Opens a feed for the person at this computer; answers its number.
    pub fn open(&self, app: &App, name: &str, input: Json) -> Result<u64, Refused> {
        let frames = call::open(app, &app.owner(Face::Local), name, input)?;
        let number = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
        let feed = Feed {
            frames: Mutex::new(frames),
            asked: Mutex::new(Instant::now()),
            closed: AtomicBool::new(false),
        };
        let mut open = held(&self.open);
        open.retain(|_, feed| held(&feed.asked).elapsed() < ABANDONED);
        open.insert(number, Arc::new(feed));
        Ok(number)
    }

    /// Waits for the next frames of a feed and takes all that are there.
    pub fn next(&self, number: u64) -> Result<NextFrames, Refused> {
        let feed = held(&self.open)
            .get(&number)
            .cloned()
            .ok_or_else(|| Refused::of(&Error::not_found("feed", number)))?;
        *held(&feed.asked) = Instant::now();
        let next = feed.next();
        *held(&feed.asked) = Instant::now();
        if next.end {
            self.close(number);
        }
        Ok(next)
    }

    /// Closes a feed; one that is closed already stays so.
    pub fn close(&self, number: u64) {
        if let Some(feed) = held(&self.open).remove(&number) {
            feed.closed.store(true, Ordering::Relaxed);
        }
    }

    /// Closes all feeds: the page is another one.
    pub fn close_all(&self) {
        for (_, feed) in held(&self.open).drain() {
            feed.closed.store(true, Ordering::Relaxed);
        }
    }
}

impl Feed {
    fn next(&self) -> NextFrames {
        let mut source = held(&self.frames);
        let (mut frames, began) = (Vec::new(), Instant::now());
        loop {
            if self.closed.load(Ordering::Relaxed) {
                return NextFrames { frames, end: true };
            }
            let wait = if frames.is_empty() {
                GLANCE
            } else {
                Duration::ZERO
            };
            match source.next(wait) {
                Frame::Item(frame) => frames.push(frame),
                Frame::End => return NextFrames { frames, end: true },
                Frame::Idle if frames.is_empty() && began.elapsed() < PATIENCE => continue,
                Frame::Idle => return NextFrames { frames, end: false },
            }
            if frames.len() == TOGETHER {
                return NextFrames { frames, end: false };
            }
        }
    }
}
