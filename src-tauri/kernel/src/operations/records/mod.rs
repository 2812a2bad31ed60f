//! The ordinary operations of every kind: list, count, get, create, update, delete, restore, purge, in bulk, history.
//! They work on descriptors; a kind that has no Rust type gets them as well.

mod bulk;
mod lists;
mod one;
mod schema;

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

use crate::caller::Permission;
use crate::error::{Error, Result};
use crate::kind::Kind;
use crate::operation::{Definition, RunRecord, read_input};

/// The ordinary operations of `kind`.
pub(crate) fn of(kind: &Arc<Kind>) -> Vec<Definition> {
    use Permission::{Erase, Read, Write};
    use RunRecord::{Command, Query};
    let noun = &kind.plural;
    let written = |run| Command {
        run,
        undoable: kind.undoable,
    };
    let define = |verb, route: String, needs, run, schemas| {
        Definition::of_record(kind, verb, &route, needs, run, schemas)
    };
    let mut all = vec![
        define(
            "list",
            format!("GET /{noun}"),
            Read,
            RunRecord::Page(one::list),
            (schema::list_input, schema::page),
        ),
        define(
            "count",
            format!("GET /{noun}/count"),
            Read,
            Query(one::count),
            (schema::count_input, schema::count),
        ),
        define(
            "get",
            format!("GET /{noun}/{{id}}"),
            Read,
            Query(one::get),
            (schema::id_input, schema::found),
        ),
        define(
            "create",
            format!("POST /{noun}"),
            Write,
            written(one::create),
            (schema::create_input, schema::record),
        ),
        define(
            "update",
            format!("PATCH /{noun}/{{id}}"),
            Write,
            written(one::update),
            (schema::update_input, schema::record),
        ),
        define(
            "delete",
            format!("DELETE /{noun}/{{id}}"),
            Write,
            written(one::delete),
            (schema::id_input, schema::done),
        ),
        define(
            "restore",
            format!("POST /{noun}/{{id}}/restore"),
            Write,
            written(one::restore),
            (schema::id_input, schema::done),
        ),
        define(
            "purge",
            format!("DELETE /{noun}/{{id}}/purge"),
            Erase,
            Command {
                run: one::purge,
                undoable: false,
            },
            (schema::id_input, schema::done),
        ),
        define(
            "history",
            format!("GET /{noun}/{{id}}/history"),
            Read,
            Query(one::history),
            (schema::history_input, schema::history),
        ),
    ];
    for (verb, run) in [
        (
            "bulk_delete",
            bulk::delete as fn(&Arc<Kind>, Json, &mut crate::tx::Tx<'_>) -> Result<Json>,
        ),
        ("bulk_restore", bulk::restore),
    ] {
        let route = format!("POST /{noun}/bulk/{}", &verb[5..]);
        all.push(define(
            verb,
            route,
            Write,
            written(run),
            (schema::bulk_input, schema::done),
        ));
    }
    let route = format!("POST /{noun}/bulk/update");
    all.push(define(
        "bulk_update",
        route,
        Write,
        written(bulk::update),
        (schema::bulk_update_input, schema::done),
    ));
    let route = format!("POST /{noun}/bulk/purge");
    let run = Command {
        run: bulk::purge,
        undoable: false,
    };
    all.push(define(
        "bulk_purge",
        route,
        Erase,
        run,
        (schema::bulk_input, schema::done),
    ));
    all
}

/// Reads the input of an ordinary operation.
fn input<T: DeserializeOwned>(kind: &Kind, verb: &str, json: Json) -> Result<T> {
    read_input(&format!("{}.{verb}", kind.plural), json)
}

fn object(kind: &Kind, verb: &str, json: Json) -> Result<Map<String, Json>> {
    match json {
        Json::Object(object) => Ok(object),
        _ => Err(Error::BadRequest(format!(
            "{}.{verb} takes an object of fields.",
            kind.plural
        ))),
    }
}
