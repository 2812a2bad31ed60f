//! LinkedIn: the file `Connections.csv` of a member's data. It rarely holds an e-mail address.

use super::Source;

pub(super) const SOURCES: &[Source] = &[Source {
    name: "linkedin",
    kind: "contact",
    signs: &[&["First Name", "Last Name", "Connected On"]],
    columns: &[
        ("First Name", "first_name"),
        ("Last Name", "last_name"),
        ("URL", "linkedin"),
        ("Email Address", "email"),
        ("Company", "account"),
        ("Position", "title"),
        ("Connected On", "note"),
    ],
}];
