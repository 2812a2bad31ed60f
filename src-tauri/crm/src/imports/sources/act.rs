//! ACT!

use super::Source;

pub(super) const SOURCES: &[Source] = &[Source {
    name: "act",
    kind: "contact",
    signs: &[&["Company", "Phone Ext-"], &["Company", "E-mail Login"]],
    columns: &[
        ("Contact", "name"),
        ("First Name", "first_name"),
        ("Last Name", "last_name"),
        ("Name Suffix", ""),
        ("Company", "account"),
        ("Title", "title"),
        ("Department", "department"),
        ("Address #", "street"),
        ("City", "city"),
        ("State", "region"),
        ("Zip", "postal_code"),
        ("Country", "country"),
        ("Phone", "phone"),
        ("Phone Ext-", ""),
        ("Mobile Phone", "mobile"),
        ("Alt Phone", "other_phones"),
        ("Home Phone", "other_phones"),
        ("Fax", ""),
        ("E-mail Login", ""),
        ("E-mail", "email"),
        ("Web Site", "website"),
        ("Assistant", ""),
        ("Asst. Phone", ""),
        ("Home Address #", ""),
        ("Home Zip", ""),
        ("Home Country", ""),
        ("ID/Status", "tags"),
    ],
}];
