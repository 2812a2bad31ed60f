//! Files handed in: the body goes into the encrypted database as it arrives, never whole into memory.

use std::io::{self, Read};

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Request, State};
use form_urlencoded::parse;
use http_body_util::BodyExt;
use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::Error;
use mycrm_kernel::store::add_file;
use serde_json::{Value, json};
use tokio::sync::mpsc::{Receiver, channel};

use super::refusal::Refusal;
use super::{Shared, blocking};

/// Pieces of the body that wait to be stored.
const AHEAD: usize = 8;
/// Longest name of a file, in bytes.
const NAME_MAX: usize = 255;

/// Takes a file in and answers its id.
pub(crate) async fn add(
    State(served): State<Shared>,
    request: Request,
) -> Result<Json<Value>, Refusal> {
    served.caller().authorize(Permission::Write)?;
    let name = parse(request.uri().query().unwrap_or_default().as_bytes())
        .find(|(key, _)| key == "name")
        .map(|(_, name)| name.into_owned())
        .filter(|name| !name.is_empty() && name.len() <= NAME_MAX)
        .ok_or_else(|| {
            let message = "Say what the file is called: /api/v1/files?name=contacts.csv";
            Error::field("name", "required", message)
        })?;
    let (sender, receiver) = channel(AHEAD);
    let storing = tokio::spawn(blocking(move || {
        let mut content = Pieces {
            receiver,
            piece: Bytes::new(),
        };
        let (id, bytes) = add_file(&served.app, &name, &mut content)?;
        Ok(json!({ "file": id, "name": name, "bytes": bytes }))
    }));
    let mut body = request.into_body();
    while let Some(frame) = body.frame().await {
        let piece = match frame {
            Ok(frame) => frame.into_data().map(Ok).ok(),
            Err(_) => Some(Err(io::Error::other("the upload broke off"))),
        };
        // The store stops listening when it refuses; what it refused is its answer.
        if let Some(piece) = piece
            && sender.send(piece).await.is_err()
        {
            break;
        }
    }
    drop(sender);
    let stored = storing
        .await
        .unwrap_or_else(|_| Err(Error::Internal("the upload was lost".into()).into()));
    stored.map(Json)
}

/// The body as something that blocks until more of it is there.
struct Pieces {
    receiver: Receiver<io::Result<Bytes>>,
    piece: Bytes,
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() {
            match self.receiver.blocking_recv() {
                Some(piece) => self.piece = piece?,
                None => return Ok(0),
            }
        }
        let count = buffer.len().min(self.piece.len());
        let taken = self.piece.split_to(count);
        buffer[..count].copy_from_slice(&taken);
        Ok(count)
    }
}
