//! Atomic CRM: `contacts_export.csv`.

use super::Source;

pub(super) const SOURCES: &[Source] = &[Source {
    name: "atomic",
    kind: "contact",
    signs: &[&["first_name", "has_newsletter", "email_work"]],
    columns: &[
        ("first_name", "first_name"),
        ("last_name", "last_name"),
        ("gender", ""),
        ("title", "title"),
        ("background", "notes"),
        ("first_seen", "created_at"),
        ("last_seen", ""),
        ("has_newsletter", ""),
        ("status", ""),
        ("tags", "tags"),
        ("linkedin_url", "linkedin"),
        ("company", "account"),
        ("email_work", "email"),
        ("email_home", "other_emails"),
        ("email_other", "other_emails"),
        ("phone_work", "phone"),
        ("phone_home", "other_phones"),
        ("phone_other", "other_phones"),
    ],
}];
