//! Putting the cells of a row together into one record: several numbers, addresses and lines that share a field.

use mycrm_kernel::value::Value;
use serde_json::json;

use super::plan::{Part, Values};
use super::values::split_name;

/// A record being put together.
pub(super) struct Builder<'p> {
    pub(super) part: &'p Part,
    values: Vec<Value>,
    full: Option<String>,
    emails: Vec<String>,
    further_emails: Vec<String>,
    phones: Vec<String>,
    mobiles: Vec<String>,
    further_phones: Vec<String>,
    lists: Vec<(usize, Vec<String>)>,
    notes: String,
}

impl<'p> Builder<'p> {
    pub(super) fn new(part: &'p Part) -> Self {
        Self {
            part,
            values: vec![Value::Null; part.kind.fields.len()],
            full: None,
            emails: Vec::new(),
            further_emails: Vec::new(),
            phones: Vec::new(),
            mobiles: Vec::new(),
            further_phones: Vec::new(),
            lists: Vec::new(),
            notes: String::new(),
        }
    }

    /// Sets a field that only one column can fill; the first one that says something wins.
    pub(super) fn set(&mut self, at: usize, value: Value) {
        if self.values[at].is_null() {
            self.values[at] = value;
        }
    }

    /// Adds text to a field that several columns may fill: lines of an address, a middle name.
    pub(super) fn append(&mut self, at: usize, text: &str) {
        if Some(at) == self.part.notes {
            return self.line(text);
        }
        match &mut self.values[at] {
            Value::Text(already) => {
                let street = self.part.kind.fields[at].name == "street";
                already.push_str(if street { ", " } else { " " });
                already.push_str(&single_line(text));
            }
            empty => *empty = Value::Text(single_line(text).into_owned()),
        }
    }

    pub(super) fn full_name(&mut self, text: &str) {
        self.full
            .get_or_insert_with(|| single_line(text).into_owned());
    }

    /// One or several addresses of a cell.
    pub(super) fn emails(&mut self, text: &str, further: bool) {
        let to = if further {
            &mut self.further_emails
        } else {
            &mut self.emails
        };
        if text.matches('@').count() < 2 {
            to.push(text.to_owned());
        } else {
            to.extend(pieces(text, &[',', ';', ' ', '\n']));
        }
    }

    /// One or several numbers of a cell; a label such as `* Mobile` or `Work Fax` says what they are.
    pub(super) fn phones(&mut self, text: &str, label: &str) {
        let label = label.to_lowercase();
        let to = if label.contains("mobil") || label.contains("handy") || label.contains("cell") {
            &mut self.mobiles
        } else if ["fax", "pager", "other"]
            .iter()
            .any(|word| label.contains(word))
        {
            &mut self.further_phones
        } else {
            &mut self.phones
        };
        to.extend(pieces(text, &[';', '\n']));
    }

    /// A code of a select by how people write it; one that MyCRM does not know is kept in the notes.
    pub(super) fn choose(&mut self, at: usize, header: &str, text: &str) {
        let wanted = super::synonyms::plain(text);
        let options = &self.part.kind.fields[at].options;
        let code =
            |option: &&mycrm_kernel::kind::Choice| super::synonyms::plain(&option.value) == wanted;
        match options.iter().find(code) {
            Some(option) => self.set(at, Value::Text(option.value.clone())),
            None => {
                if options.iter().any(|option| option.value == "other") {
                    self.set(at, Value::Text("other".into()));
                }
                self.note(header, text);
            }
        }
    }

    /// The currency written beside an amount.
    pub(super) fn currency(&mut self, amount: usize, code: &str) {
        let field = self.part.kind.fields[amount].currency.as_deref();
        if let Some(at) = field.and_then(|name| self.part.kind.position(name)) {
            self.set(at, Value::Text(code.to_owned()));
        }
    }

    /// Entries of a list: separated by commas, semicolons, or `:::` as Google does.
    pub(super) fn list(&mut self, at: usize, text: &str) {
        let entries = pieces(text, &[',', ';', '\n'])
            .map(|entry| entry.trim_start_matches("* ").to_owned())
            // Groups that Google keeps for itself.
            .filter(|entry| !matches!(entry.as_str(), "*" | "myContacts" | "My Contacts" | "starred"));
        let entries: Vec<String> = entries.collect();
        self.add(at, entries);
    }

    pub(super) fn add_tags(&mut self, tags: &[String]) {
        if let (Some(at), false) = (self.part.tags, tags.is_empty()) {
            self.add(at, tags.to_vec());
        }
    }

    fn add(&mut self, at: usize, entries: Vec<String>) {
        match self.lists.iter_mut().find(|(place, _)| *place == at) {
            Some((_, list)) => list.extend(entries),
            None => self.lists.push((at, entries)),
        }
    }

    /// A line of the notes under a heading.
    pub(super) fn note(&mut self, heading: &str, text: &str) {
        let heading = heading.trim().trim_start_matches("* ");
        self.line(&format!("{heading}: {text}"));
    }

    fn line(&mut self, text: &str) {
        if !self.notes.is_empty() {
            self.notes.push('\n');
        }
        self.notes.push_str(text);
    }

    /// The values that are not empty.
    pub(super) fn finish(mut self) -> Values {
        self.settle_name();
        self.settle_emails();
        self.settle_phones();
        if let Some(at) = self.part.notes
            && !self.notes.is_empty()
        {
            self.values[at] = Value::Text(std::mem::take(&mut self.notes));
        }
        for (at, entries) in std::mem::take(&mut self.lists) {
            self.values[at] = list(entries);
        }
        self.settle_domain();
        let values = self.values.into_iter().enumerate();
        values.filter(|(_, value)| !value.is_null()).collect()
    }

    fn settle_name(&mut self) {
        let Some(full) = self.full.take() else { return };
        let (Some(first), Some(last)) = (self.part.first_name, self.part.last_name) else {
            return;
        };
        if self.values[first].is_null() && self.values[last].is_null() {
            let (given, family) = split_name(&full);
            self.values[first] = Value::of_text(given);
            self.values[last] = Value::of_text(family);
        }
    }

    fn settle_emails(&mut self) {
        let mut all = std::mem::take(&mut self.emails);
        all.append(&mut self.further_emails);
        let (Some(at), false) = (self.part.email, all.is_empty()) else {
            return;
        };
        let first = all.remove(0);
        all.retain(|other| !other.eq_ignore_ascii_case(&first));
        self.values[at] = Value::Text(first);
        if let Some(at) = self.part.other_emails {
            self.values[at] = list(all);
        }
    }

    fn settle_phones(&mut self) {
        let mut phones = std::mem::take(&mut self.phones).into_iter();
        let mut mobiles = std::mem::take(&mut self.mobiles).into_iter();
        let mut rest = std::mem::take(&mut self.further_phones).into_iter();
        let mobile = self.part.mobile.and_then(|_| mobiles.next());
        let mut phone = phones.next();
        if phone.is_none() && mobile.is_none() {
            phone = mobiles.next().or_else(|| rest.next());
        }
        let others: Vec<String> = phones.chain(mobiles).chain(rest).collect();
        for (at, number) in [(self.part.phone, phone), (self.part.mobile, mobile)] {
            if let (Some(at), Some(number)) = (at, number) {
                self.values[at] = Value::Text(number);
            }
        }
        match self.part.other_phones {
            Some(at) => self.values[at] = list(others),
            None => others.iter().for_each(|number| self.note("Phone", number)),
        }
    }

    /// An organisation is recognised by its domain; its website tells it.
    fn settle_domain(&mut self) {
        let Some(domain) = self.part.domain else {
            return;
        };
        let written = self.values[domain].text().map(host);
        let of_site = || {
            self.part
                .website
                .and_then(|at| self.values[at].text())
                .map(host)
        };
        if let Some(host) = written.or_else(of_site) {
            self.values[domain] = Value::of_text(host);
        }
        if let Some(name) = self.part.name
            && self.values[name].is_null()
        {
            self.values[name] = self.values[domain].clone();
        }
    }
}

/// `https://www.example.com/about` → `example.com`.
fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.trim().to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    if host.contains('.') && !host.contains(char::is_whitespace) {
        host.to_owned()
    } else {
        String::new()
    }
}

/// The entries of a cell, trimmed, without empty ones.
fn pieces<'a>(text: &'a str, separators: &'a [char]) -> impl Iterator<Item = String> + 'a {
    text.split(":::")
        .flat_map(move |part| part.split(separators))
        .map(|piece| piece.trim().to_owned())
        .filter(|piece| !piece.is_empty())
}

fn list(mut entries: Vec<String>) -> Value {
    let mut seen: Vec<String> = Vec::with_capacity(entries.len());
    entries.retain(|entry| {
        let new = !seen.contains(entry);
        seen.push(entry.clone());
        new
    });
    if entries.is_empty() {
        Value::Null
    } else {
        Value::Text(json!(entries).to_string())
    }
}

/// A field of one line has one line.
fn single_line(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains(['\n', '\r']) {
        let lines = text
            .split(['\n', '\r'])
            .map(str::trim)
            .filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join(", ").into()
    } else {
        text.into()
    }
}
