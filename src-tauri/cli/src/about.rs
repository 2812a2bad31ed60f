//! What the program says of its own contract.

use std::io::Write;

use clap::ArgMatches;
use mycrm_faces::call::Refused;
use mycrm_kernel::error::{Error, Result};
use serde_json::{Value as Json, json};

use crate::Session;

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
    Ok(pretty(&json!({
        "name": operation.name,
        "about": operation.about,
        "input": operation.input,
        "output": operation.output,
        "components": { "schemas": contract.schemas },
    }))?)
}

/// Prints the description of the REST API.
pub(crate) fn openapi(session: &Session) -> Result<(), Refused> {
    Ok(pretty(&mycrm_faces::openapi::document(&session.contract))?)
}

/// Prints the types that the screen is compiled against.
pub(crate) fn typescript(session: &Session) -> Result<(), Refused> {
    let text = mycrm_faces::typescript::typescript(&session.contract);
    let mut out = std::io::stdout().lock();
    Ok(out.write_all(text.as_bytes()).map_err(Error::from)?)
}

/// Prints JSON for people.
fn pretty(json: &Json) -> Result<()> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, json)?;
    Ok(writeln!(out)?)
}
