//! Every known export: recognised, mapped, imported, held against what it should give.

use serde_json::{Map, Value as Json, json};

use super::{Desk, desk, fixture};

/// Fixture, source, kind.
const FILES: &[(&str, &str, &str)] = &[
    ("google", "google", "contact"),
    ("google_old", "google_old", "contact"),
    ("outlook", "outlook", "contact"),
    ("outlook_web", "outlook_web", "contact"),
    ("hubspot_contacts", "hubspot", "contact"),
    ("hubspot_companies", "hubspot", "account"),
    ("hubspot_deals", "hubspot", "opportunity"),
    ("salesforce_contacts", "salesforce", "contact"),
    ("salesforce_accounts", "salesforce", "account"),
    ("salesforce_api", "salesforce_api", "contact"),
    ("pipedrive", "pipedrive", "opportunity"),
    ("linkedin", "linkedin", "contact"),
    ("act", "act", "contact"),
    ("atomic", "atomic", "contact"),
    ("generic_german", "generic", "contact"),
    ("generic_deals", "generic", "opportunity"),
    ("phone", "vcard", "contact"),
];

#[test]
fn every_export_is_recognised_mapped_and_imported() {
    for (name, source, kind) in FILES {
        let desk = desk();
        let ending = if *source == "vcard" { "vcf" } else { "csv" };
        let path = fixture(&format!("{name}.{ending}"));
        let import = desk.call("imports.open", json!({ "path": path.to_str() }));
        assert_eq!(
            (&import["source"], &import["kind"]),
            (&json!(source), &json!(kind)),
            "{name}"
        );
        desk.configure(
            &import,
            json!({ "keep_unmapped": *name == "generic_german" }),
        );
        desk.run(&import);
        let found = serde_json::to_string_pretty(&told(&desk, &import)).unwrap() + "\n";
        let golden = fixture(&format!("{name}.json"));
        if std::env::var_os("MYCRM_WRITE_GOLDENS").is_some() {
            std::fs::write(&golden, &found).unwrap();
        }
        assert_eq!(found, std::fs::read_to_string(&golden).unwrap(), "{name}");
    }
}

/// What the file gave: settings, mapping, ledger, records.
fn told(desk: &Desk, import: &Json) -> Json {
    let columns = import["columns"].as_array().unwrap();
    let mapping: Map<String, Json> = columns
        .iter()
        .filter(|column| !column["target"].is_null())
        .map(|column| {
            (
                column["header"].as_str().unwrap().to_owned(),
                column["target"].clone(),
            )
        })
        .collect();
    let records: Map<String, Json> = ["accounts", "contacts", "opportunities"]
        .into_iter()
        .map(|kind| {
            (
                kind.to_owned(),
                desk.list(kind)
                    .iter()
                    .map(|record| plain(desk, record))
                    .collect(),
            )
        })
        .collect();
    json!({
        "encoding": import["encoding"],
        "delimiter": import["delimiter"],
        "skip": import["skip"],
        "match_on": import["match_on"],
        "mapping": mapping,
        "rows": super::brief(&desk.ledger(import)),
        "records": records,
    })
}

/// A record without what differs from run to run; references by name.
fn plain(desk: &Desk, record: &Json) -> Json {
    let left_out = [
        "id",
        "revision",
        "owner",
        "scope",
        "updated_at",
        "custom",
        "pipeline",
        "position",
        "stage_entered_at",
        "closed_at",
    ];
    let mut plain = Map::new();
    for (name, value) in record.as_object().unwrap() {
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        let fresh = name == "created_at"
            && value
                .as_str()
                .is_some_and(|at| !at.ends_with("00.000Z") && !at.ends_with("12.000Z"));
        if empty || fresh || left_out.contains(&name.as_str()) {
            continue;
        }
        let of = match name.as_str() {
            "account" => Some("accounts"),
            "contact" => Some("contacts"),
            "stage" => Some("stages"),
            _ => None,
        };
        let value = match of {
            Some(kind) => {
                desk.call(&format!("{kind}.get"), json!({ "id": value }))["record"]["name"].clone()
            }
            None => value.clone(),
        };
        plain.insert(name.clone(), value);
    }
    Json::Object(plain)
}
