//! The operations as IPC, REST with OpenAPI, command line and TypeScript. Everything here walks the registry; no
//! feature is known by name, and there is no second list.

pub mod call;
pub mod command_line;
pub mod contract;
pub mod feeds;
pub mod http;
pub mod ipc;
pub mod log;
pub mod openapi;
pub mod place;
pub mod typescript;
