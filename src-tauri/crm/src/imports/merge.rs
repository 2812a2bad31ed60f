//! What an update changes of a record.

use mycrm_kernel::folded::fold;
use mycrm_kernel::kind::{FieldType, Kind};
use mycrm_kernel::record::Row;
use mycrm_kernel::value::Value;

use super::plan::Values;

/// The values that would change `old`: lists grow, notes are added to, everything else is replaced.
pub(super) fn changed(kind: &Kind, old: &Row, values: Values) -> Values {
    let merged = values.into_iter().filter_map(|(at, value)| {
        let (now, of) = (&old.values[at], &kind.fields[at].of);
        let value = match (of, now, &value) {
            (FieldType::List | FieldType::MultiSelect, Value::Text(theirs), Value::Text(ours)) => {
                union(theirs, ours)
            }
            (FieldType::LongText, Value::Text(theirs), Value::Text(ours))
                if theirs.contains(ours.as_str()) =>
            {
                return None;
            }
            (FieldType::LongText, Value::Text(theirs), Value::Text(ours)) => {
                Value::Text(format!("{theirs}\n{ours}"))
            }
            (FieldType::Email, Value::Text(theirs), Value::Text(ours))
                if fold(theirs) == fold(ours) =>
            {
                return None;
            }
            _ => value,
        };
        (value != *now).then_some((at, value))
    });
    merged.collect()
}

fn union(theirs: &str, ours: &str) -> Value {
    let read = |text: &str| serde_json::from_str::<Vec<String>>(text).unwrap_or_default();
    let mut all = read(theirs);
    for entry in read(ours) {
        if !all.contains(&entry) {
            all.push(entry);
        }
    }
    Value::Text(serde_json::json!(all).to_string())
}
