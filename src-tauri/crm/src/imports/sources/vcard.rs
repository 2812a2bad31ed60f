//! vCards, as [`crate::imports::read`] lays them out.

use super::Source;

pub(super) const SOURCES: &[Source] = &[Source {
    name: "vcard",
    kind: "contact",
    signs: &[&["vcard first name", "vcard e-mail"]],
    columns: &[
        ("vcard first name", "first_name"),
        ("vcard last name", "last_name"),
        ("vcard organization", "account"),
        ("vcard department", "department"),
        ("vcard title", "title"),
        ("vcard e-mail", "email"),
        ("vcard other e-mail #", "other_emails"),
        ("vcard phone", "phone"),
        ("vcard mobile", "mobile"),
        ("vcard other phone #", "other_phones"),
        ("vcard street", "street"),
        ("vcard city", "city"),
        ("vcard region", "region"),
        ("vcard postal code", "postal_code"),
        ("vcard country", "country"),
        ("vcard website", "website"),
        ("vcard birthday", "birthday"),
        ("vcard categories", "tags"),
        ("vcard note", "notes"),
    ],
}];
