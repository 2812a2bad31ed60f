//! The operations on the command line: a noun, a verb, and a flag for each field of the input.

mod arguments;
mod print;
mod progress;
mod tree;

pub use arguments::{input, whole};
pub use print::{Printer, table};
pub use progress::finish_job;
pub use tree::{nouns, operation};
