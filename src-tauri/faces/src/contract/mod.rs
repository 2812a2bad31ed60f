//! What the registry promises: every operation with its route, its documentation and the JSON Schemas of its input
//! and its answer. The OpenAPI document, the TypeScript types, the command line's flags and the reading of query
//! strings are all made from this.

mod about;
mod coerce;
mod json;
mod schemas;

use mycrm_kernel::operation::{OperationKind, Registry};
use serde_json::{Map, Value as Json};

pub(crate) use coerce::{Shape, coerce, shape};
pub(crate) use json::parse;
pub use schemas::claimed_twice;

/// Where the shared schemas lie, as OpenAPI wants it.
pub(crate) const SCHEMAS: &str = "#/components/schemas/";

/// One operation, described.
#[derive(Debug, Clone)]
pub struct Described {
    /// `noun.verb`.
    pub name: String,
    /// How it runs.
    pub kind: OperationKind,
    /// HTTP method.
    pub method: String,
    /// Path under `/api/v1`.
    pub path: String,
    /// What the caller must be allowed.
    pub needs: &'static str,
    /// Whether it reads or writes what is private to one person.
    pub private: bool,
    /// What it does, in sentences.
    pub about: String,
    /// JSON Schema of the input.
    pub input: Json,
    /// JSON Schema of the answer (of a job: of its result; of a feed: of a frame).
    pub output: Json,
    /// Whether it is the ordinary `create` of a kind.
    pub creates: bool,
}

impl Described {
    /// The noun: `contacts` of `contacts.list`.
    pub fn noun(&self) -> &str {
        self.name.split_once('.').map_or("", |(noun, _)| noun)
    }

    /// The verb: `list` of `contacts.list`.
    pub fn verb(&self) -> &str {
        self.name
            .split_once('.')
            .map_or(&*self.name, |(_, verb)| verb)
    }

    /// Names in braces in the path.
    pub fn path_parameters(&self) -> Vec<&str> {
        self.path
            .split('/')
            .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
            .collect()
    }
}

/// All operations and the schemas they share.
#[derive(Debug, Clone)]
pub struct Contract {
    /// The operations, ordered by name.
    pub operations: Vec<Described>,
    /// Shared schemas by name.
    pub schemas: Map<String, Json>,
}

impl Contract {
    /// The contract of a registry.
    pub fn of(registry: &Registry) -> Self {
        schemas::gather(registry)
    }

    /// An operation by name.
    pub fn operation(&self, name: &str) -> Option<&Described> {
        self.operations
            .binary_search_by(|operation| operation.name.as_str().cmp(name))
            .ok()
            .map(|at| &self.operations[at])
    }

    /// Follows a reference to the schema it names.
    pub fn resolve<'a>(&'a self, schema: &'a Json) -> &'a Json {
        let named = schema["$ref"]
            .as_str()
            .and_then(|to| to.strip_prefix(SCHEMAS))
            .and_then(|name| self.schemas.get(name));
        named.map_or(schema, |found| self.resolve(found))
    }

    /// The fields of an operation's input, in their order.
    pub fn fields<'a>(
        &'a self,
        operation: &'a Described,
    ) -> impl Iterator<Item = (&'a str, &'a Json)> {
        self.resolve(&operation.input)["properties"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, schema)| (name.as_str(), schema))
    }

    /// One field of an operation's input.
    pub fn field<'a>(&'a self, operation: &'a Described, name: &str) -> Option<&'a Json> {
        self.resolve(&operation.input)["properties"].get(name)
    }

    /// Whether a field of the input must be given.
    pub fn required(&self, operation: &Described, name: &str) -> bool {
        self.resolve(&operation.input)["required"]
            .as_array()
            .is_some_and(|names| names.iter().any(|known| known == name))
    }
}
