//! What the program says of its own contract.

use clap::ArgMatches;
use mycrm_faces::call::Refused;
use mycrm_kernel::error::Error;
use serde_json::{Value as Json, json};

use crate::{Session, say};

/// Prints the schemas of one operation, or what operations there are.
pub(crate) fn schema(session: &Session, matches: &ArgMatches) -> Result<(), Refused> {
    let contract = &session.contract;
    let Some(name) = matches.get_one::<String>("name") else {
        let all = contract.operations.iter().map(|operation| {
            json!({ "name": operation.name, "route": format!("{} {}", operation.method, operation.path),
                    "about": operation.about })
        });
        return session.print(&json!({ "items": all.collect::<Vec<_>>() }));
    };
    let operation = contract
        .operation(name)
        .ok_or_else(|| Error::not_found("operation", name))?;
    pretty(&json!({
        "name": operation.name,
        "about": operation.about,
        "input": operation.input,
        "output": operation.output,
        "components": { "schemas": contract.schemas },
    }))
}

/// Prints the description of the REST API.
pub(crate) fn openapi(session: &Session) -> Result<(), Refused> {
    pretty(&mycrm_faces::openapi::document(&session.contract))
}

/// Prints the types that the screen is compiled against.
pub(crate) fn typescript(session: &Session) -> Result<(), Refused> {
    say(mycrm_faces::typescript::typescript(&session.contract).as_bytes())
}

/// Prints JSON for people.
fn pretty(json: &Json) -> Result<(), Refused> {
    let text = serde_json::to_string_pretty(json).map_err(Error::from)?;
    say(format!("{text}\n").as_bytes())
}
