//! What an operation answers.

use serde_json::Value as Json;

use crate::error::{Error, Result};

/// An answer as JSON text, ready to be sent, with what a face may want to know of it without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The JSON.
    pub text: String,
    /// Id of the one record, or job, it holds.
    pub id: Option<String>,
    /// Revision of the one record it holds.
    pub revision: Option<String>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// An answer in the form in which its operation makes it.
pub(crate) enum Reply {
    Json(Json),
    Text(Answer),
}

impl Reply {
    pub(crate) fn into_json(self) -> Result<Json> {
        match self {
            Self::Json(json) => Ok(json),
            Self::Text(answer) => serde_json::from_str(&answer.text)
                .map_err(|error| Error::Internal(error.to_string())),
        }
    }

    pub(crate) fn into_answer(self) -> Answer {
        match self {
            Self::Text(answer) => answer,
            Self::Json(json) => {
                let text_of = |json: &Json| json.as_str().map(str::to_owned);
                Answer {
                    id: text_of(&json["id"]).or_else(|| text_of(&json["job"])),
                    revision: text_of(&json["revision"])
                        .or_else(|| text_of(&json["record"]["revision"])),
                    next: text_of(&json["next"]),
                    text: json.to_string(),
                }
            }
        }
    }
}
