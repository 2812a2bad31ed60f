//! What an operation does, in sentences: the doc comment of its input type; for the ordinary operations of a kind,
//! which share their input types, a sentence by verb.

use mycrm_kernel::operation::Definition;

use super::Contract;

pub(super) fn of(definition: &Definition, contract: &Contract, at: usize) -> String {
    if let Some((kind, verb)) = &definition.of_kind
        && let Some(sentence) = ordinary(verb, &words(&kind.name), &words(&kind.plural))
    {
        return sentence;
    }
    contract.resolve(&contract.operations[at].input)["description"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

fn words(name: &str) -> String {
    name.replace('_', " ")
}

fn ordinary(verb: &str, one: &str, many: &str) -> Option<String> {
    let a = if one.starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    Some(match verb {
        "list" => format!(
            "Lists {many}: filtered, searched, ordered, a page at a time. `next` leads to the following page."
        ),
        "count" => format!("Counts the {many} that a list would show, up to a cap."),
        "get" => format!("Shows one {one}, with the names of what it refers to."),
        "create" => format!("Creates {a} {one}."),
        "update" => format!(
            "Changes the given fields of {a} {one}. With `if_match` only if nobody changed it meanwhile."
        ),
        "delete" => format!("Moves {a} {one} to the trash."),
        "restore" => format!("Takes {a} {one} out of the trash."),
        "purge" => format!("Erases {a} {one} in the trash for good. This cannot be undone."),
        "history" => {
            format!(
                "Lists the changes of one {one}, newest first: who, when, and each field from and to."
            )
        }
        "bulk_update" => format!("Changes the same fields of many {many}, as one step."),
        "bulk_delete" => format!("Moves many {many} to the trash, as one step."),
        "bulk_restore" => format!("Takes many {many} out of the trash, as one step."),
        "bulk_purge" => {
            format!("Erases many {many} in the trash for good. This cannot be undone.")
        }
        _ => return None,
    })
}
