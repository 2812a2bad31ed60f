//! The floors inside the kernel: what may know what.

use std::collections::BTreeSet;

use super::{Page, none, pages};

/// The kernel's modules from the ground up. Each knows what stands before it.
const KERNEL: &[&str] = &[
    "error",
    "id",
    "folded",
    "rows",
    "clock",
    "caller",
    "value",
    "kind",
    "check",
    "record",
    "search",
    "filter",
    "change",
    "bell",
    "store",
    "read",
    "tx",
    "list",
    "job",
    "event",
    "operation",
    "operations",
    "subscriber",
    "app",
];

/// Looks upward that are meant. The open app is known to all that works on its behalf.
const UPWARD: &[(&str, &str)] = &[
    // A problem is traced by a random id; an id says of which record it is.
    ("error", "id"),
    ("id", "record"),
    // A value is of a field's type; a kind can be made of a Rust type, whose rules write.
    ("value", "kind"),
    ("kind", "record"),
    ("record", "tx"),
    // The undo of very many changes is handed over as work; work is an operation that others hear of.
    ("tx", "job"),
    ("job", "event"),
    ("job", "operation"),
    ("store", "app"),
    ("read", "app"),
    ("tx", "app"),
    ("bell", "app"),
    ("job", "app"),
    ("operation", "app"),
    ("operations", "app"),
    ("subscriber", "app"),
];

/// The module of the kernel that a file belongs to; none for its root.
fn module(page: &Page) -> Option<&str> {
    let inside = page.path.strip_prefix("src-tauri/kernel/src/")?;
    let name = inside.split('/').next()?.trim_end_matches(".rs");
    (name != "lib" && page.path.ends_with(".rs")).then_some(name)
}

/// The modules that a file names, its tests and comments left out.
fn named(page: &Page) -> BTreeSet<&str> {
    let shipped = page.text.split("#[cfg(test)]\nmod ").next().unwrap_or("");
    let shipped = shipped.split("#[cfg(test)]\npub(").next().unwrap_or("");
    shipped
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split("crate::").skip(1))
        .filter_map(|rest| {
            rest.split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
        })
        .collect()
}

#[test]
fn the_kernel_stands_on_floors() {
    let floor = |name: &str| KERNEL.iter().position(|known| *known == name);
    let (mut upward, mut unknown, mut used) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for page in pages() {
        let Some(here) = module(&page) else { continue };
        let Some(at) = floor(here) else {
            unknown.insert(format!("{here}: add it to KERNEL, where it stands"));
            continue;
        };
        for there in named(&page) {
            if floor(there).is_none_or(|above| above <= at) {
                continue;
            }
            match UPWARD.iter().find(|meant| **meant == (here, there)) {
                Some(meant) => {
                    used.insert(meant);
                }
                None => upward.push(format!("{} looks up to {there}", page.path)),
            }
        }
    }
    none("no floor is given for", &Vec::from_iter(unknown));
    none(
        "what stands below knows nothing of what stands above",
        &upward,
    );
    let idle = UPWARD.iter().filter(|meant| !used.contains(meant));
    let idle: Vec<String> = idle
        .map(|(here, there)| format!("{here} to {there}"))
        .collect();
    none(
        "nobody looks up there any more (take it out of UPWARD)",
        &idle,
    );
}
