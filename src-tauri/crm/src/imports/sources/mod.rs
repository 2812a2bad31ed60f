//! Products whose exports are recognised by their header row: one file each, data only.

mod act;
mod atomic;
mod google;
mod hubspot;
mod linkedin;
mod outlook;
mod pipedrive;
mod salesforce;
mod vcard;

/// A product's export of one kind of record.
pub(super) struct Source {
    /// Name on the wire.
    pub(super) name: &'static str,
    /// Kind of record that a row becomes.
    pub(super) kind: &'static str,
    /// Sets of column names; where all of one set are there, it is this product.
    pub(super) signs: &'static [&'static [&'static str]],
    /// Column name → target. `#` stands for any number; an empty target means that the column is left out.
    pub(super) columns: &'static [(&'static str, &'static str)],
}

/// All that are known, the more particular ones first.
const SOURCES: &[&[Source]] = &[
    google::SOURCES,
    outlook::SOURCES,
    linkedin::SOURCES,
    pipedrive::SOURCES,
    hubspot::SOURCES,
    salesforce::SOURCES,
    act::SOURCES,
    atomic::SOURCES,
    vcard::SOURCES,
];

/// The product that wrote this header, if it is one of those known.
pub(super) fn recognise(headers: &[String]) -> Option<&'static Source> {
    let headers: Vec<String> = headers.iter().map(|header| plain(header)).collect();
    let has = |sign: &&str| headers.iter().any(|header| *header == plain(sign));
    SOURCES
        .iter()
        .flat_map(|sources| sources.iter())
        .find(|source| source.signs.iter().any(|signs| signs.iter().all(&has)))
}

/// A recognised source by its name and kind.
pub(super) fn find(name: &str, kind: &str) -> Option<&'static Source> {
    let mut all = SOURCES.iter().flat_map(|sources| sources.iter());
    all.find(|source| source.name == name && source.kind == kind)
}

/// Every name on the wire, `generic` included.
pub(super) fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = SOURCES
        .iter()
        .flat_map(|sources| sources.iter())
        .map(|source| source.name)
        .collect();
    names.dedup();
    names.push("generic");
    names
}

impl Source {
    /// Where a column goes: `None` when the product's table does not know it.
    pub(super) fn target(&self, header: &str) -> Option<&'static str> {
        let exact = plain(header);
        let numbered = without_numbers(&exact);
        let find = |wanted: &str| {
            let mut known = self.columns.iter();
            known
                .find(|(name, _)| plain(name) == wanted)
                .map(|(_, target)| *target)
        };
        find(&exact).or_else(|| find(&numbered))
    }
}

/// Lower case, without the star of a required column, spaces single.
fn plain(header: &str) -> String {
    let text = header.trim().trim_end_matches('*').to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `e-mail 2 - value` → `e-mail # - value`.
fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_ascii_digit() {
            out.push(c);
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    out
}
