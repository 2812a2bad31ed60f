//! The lists under `assets/sample`, read once: countries, names, companies, industries, titles, texts.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::blocks::{Block, blocks, number, split};

macro_rules! asset {
    ($path:literal) => {
        include_str!(concat!("../../../../assets/sample/", $path))
    };
}

/// Name lists by language code.
const NAMES: &[(&str, &str)] = &[
    ("af", asset!("names/af.txt")),
    ("ar", asset!("names/ar.txt")),
    ("bg", asset!("names/bg.txt")),
    ("cs", asset!("names/cs.txt")),
    ("da", asset!("names/da.txt")),
    ("de", asset!("names/de.txt")),
    ("el", asset!("names/el.txt")),
    ("en", asset!("names/en.txt")),
    ("es", asset!("names/es.txt")),
    ("fi", asset!("names/fi.txt")),
    ("fr", asset!("names/fr.txt")),
    ("ga", asset!("names/ga.txt")),
    ("hi", asset!("names/hi.txt")),
    ("hu", asset!("names/hu.txt")),
    ("it", asset!("names/it.txt")),
    ("ja", asset!("names/ja.txt")),
    ("ko", asset!("names/ko.txt")),
    ("nb", asset!("names/nb.txt")),
    ("nl", asset!("names/nl.txt")),
    ("pl", asset!("names/pl.txt")),
    ("pt", asset!("names/pt.txt")),
    ("ro", asset!("names/ro.txt")),
    ("sv", asset!("names/sv.txt")),
    ("tr", asset!("names/tr.txt")),
    ("uk", asset!("names/uk.txt")),
    ("vi", asset!("names/vi.txt")),
    ("zh", asset!("names/zh.txt")),
];

/// A name in Latin letters and, where the language has its own script, in that.
#[derive(Clone, Copy)]
pub(super) struct Spelling {
    pub(super) latin: &'static str,
    pub(super) native: Option<&'static str>,
}

/// Names of one language. Each family name has the form a woman bears and the form a man bears.
pub(super) struct Names {
    pub(super) german: bool,
    pub(super) female: Vec<Spelling>,
    pub(super) male: Vec<Spelling>,
    pub(super) family: Vec<(Spelling, Spelling)>,
}

/// A city with its region and the patterns of its postal codes and office numbers.
pub(super) struct City {
    pub(super) name: &'static str,
    pub(super) region: &'static str,
    pub(super) postal: &'static str,
    pub(super) phone: &'static str,
}

/// A country.
pub(super) struct Country {
    pub(super) code: &'static str,
    pub(super) weight: usize,
    /// Languages of its people, with their shares.
    pub(super) languages: Vec<(&'static Names, f64)>,
    /// How companies are named.
    pub(super) style: usize,
    pub(super) currency: &'static str,
    /// Units of the currency to the euro, about.
    pub(super) rate: f64,
    /// Hours ahead of UTC, about.
    pub(super) hours: i64,
    pub(super) forms: Vec<&'static str>,
    pub(super) streets: Vec<&'static str>,
    pub(super) mobile: &'static str,
    pub(super) cities: Vec<City>,
}

/// Countries whose buyers are offered prices in their own money. All others buy in euros, as a team's price list has a
/// few currencies, not thirty: its board can then be added up.
const OWN_PRICES: [&str; 3] = ["US", "GB", "CH"];

impl Country {
    /// The currency of offers to this country, and its units to the euro.
    pub(super) fn prices(&self) -> (&'static str, f64) {
        if OWN_PRICES.contains(&self.code) {
            (self.currency, self.rate)
        } else {
            ("EUR", 1.0)
        }
    }
}

/// A way of naming companies.
pub(super) struct Style {
    pub(super) german: bool,
    pub(super) name: &'static str,
    pub(super) family: &'static str,
    pub(super) first: Vec<&'static str>,
    pub(super) second: Vec<&'static str>,
    /// Words of each trade, in the order of the industries.
    pub(super) trades: Vec<Vec<&'static str>>,
    /// Whether one family name may serve as a stem. A bare one before a trade is too often a real company; with
    /// "& Sons" in between, or beside a second one, it seldom is.
    pub(super) alone: bool,
    pub(super) families: Vec<&'static str>,
}

/// An industry and its figures.
pub(super) struct Industry {
    pub(super) code: &'static str,
    pub(super) title: &'static str,
    pub(super) weight: f64,
    pub(super) employees: f64,
    pub(super) revenue: f64,
    pub(super) deal: f64,
    pub(super) cycle: f64,
    pub(super) offers: Vec<&'static str>,
}

/// A department and its titles, from the top down.
pub(super) struct Department {
    pub(super) name: &'static str,
    pub(super) titles: [Vec<&'static str>; 4],
}

/// Everything.
pub(super) struct Lists {
    pub(super) countries: Vec<Country>,
    pub(super) styles: Vec<Style>,
    pub(super) industries: Vec<Industry>,
    pub(super) departments: Vec<Department>,
    texts: HashMap<(&'static str, &'static str), Vec<&'static str>>,
    avoid: HashSet<&'static str>,
}

fn spelling(text: &'static str) -> Spelling {
    match text.split_once('|') {
        Some((latin, native)) => Spelling {
            latin,
            native: Some(native),
        },
        None => Spelling {
            latin: text,
            native: None,
        },
    }
}

fn names(code: &str, text: &'static str) -> Names {
    let line = |wanted: &str| -> Vec<&'static str> {
        text.lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(key, _)| *key == wanted)
            .map(|(_, value)| split(value, ','))
            .unwrap_or_default()
    };
    let family = line("family").into_iter().map(|pair| {
        let (male, female) = pair.split_once('/').unwrap_or((pair, pair));
        (spelling(female), spelling(male))
    });
    Names {
        german: code == "de",
        female: line("female").into_iter().map(spelling).collect(),
        male: line("male").into_iter().map(spelling).collect(),
        family: family.collect(),
    }
}

fn all_names() -> &'static HashMap<&'static str, Names> {
    static ALL: OnceLock<HashMap<&'static str, Names>> = OnceLock::new();
    ALL.get_or_init(|| {
        NAMES
            .iter()
            .map(|(code, text)| (*code, names(code, text)))
            .collect()
    })
}

impl Lists {
    /// The lists.
    pub(super) fn get() -> &'static Self {
        static LISTS: OnceLock<Lists> = OnceLock::new();
        LISTS.get_or_init(Self::read)
    }

    fn read() -> Self {
        let industries: Vec<Industry> = blocks(asset!("industries.txt"))
            .into_iter()
            .map(industry)
            .collect();
        let style_blocks = blocks(asset!("companies.txt"));
        let styles = style_blocks
            .iter()
            .map(|block| style(block, &industries))
            .collect();
        let codes: Vec<&str> = style_blocks.iter().map(|(code, _)| *code).collect();
        let countries = blocks(asset!("countries.txt"));
        let mut texts = HashMap::new();
        for (kind, entries) in blocks(asset!("activities.txt")) {
            for (key, value) in entries {
                texts.insert((kind, key), split(value, '•'));
            }
        }
        Self {
            countries: countries
                .into_iter()
                .map(|block| country(block, &codes))
                .collect(),
            styles,
            industries,
            departments: blocks(asset!("titles.txt"))
                .into_iter()
                .map(department)
                .collect(),
            texts,
            avoid: asset!("avoid.txt").lines().collect(),
        }
    }

    /// Texts of a kind for an occasion.
    pub(super) fn texts(
        &'static self,
        kind: &'static str,
        occasion: &'static str,
    ) -> &'static [&'static str] {
        self.texts.get(&(kind, occasion)).map_or(&[], Vec::as_slice)
    }

    /// Whether somebody well known bears this name.
    pub(super) fn is_famous(&self, name: &str) -> bool {
        self.avoid.contains(name)
    }
}

fn industry((code, entries): Block) -> Industry {
    let text = |key: &str| entries.get(key).copied().unwrap_or_default();
    Industry {
        code,
        title: text("title"),
        weight: number(text("weight")),
        employees: number(text("employees")),
        revenue: number(text("revenue")),
        deal: number(text("deal")),
        cycle: number(text("cycle")),
        offers: split(text("offers"), ';'),
    }
}

fn style((code, entries): &Block, industries: &[Industry]) -> Style {
    let text = |key: &str| entries.get(key).copied().unwrap_or_default();
    let trades = industries
        .iter()
        .map(|industry| split(text(industry.code), ','))
        .collect();
    let families = all_names().get(code).map(|names| {
        let plain = names.family.iter().map(|(_, male)| male.latin);
        plain.filter(|name| !name.contains([' ', '\''])).collect()
    });
    Style {
        german: *code == "de",
        name: text("name"),
        family: text("family"),
        first: split(text("first"), ','),
        second: split(text("second"), ','),
        trades,
        alone: text("family") != text("name"),
        families: families.unwrap_or_default(),
    }
}

fn country((code, entries): Block, styles: &[&str]) -> Country {
    let text = |key: &str| entries.get(key).copied().unwrap_or_default();
    let languages = split(text("names"), ',').into_iter().filter_map(|pair| {
        let (language, share) = pair.split_once(' ')?;
        Some((all_names().get(language)?, number(share)))
    });
    let cities = split(text("cities"), ';').into_iter().map(|city| {
        let mut parts = city.split('|');
        let mut next = || parts.next().unwrap_or_default();
        City {
            name: next(),
            region: next(),
            postal: next(),
            phone: next(),
        }
    });
    let (currency, rate) = text("currency").split_once(' ').unwrap_or(("EUR", "1"));
    Country {
        code,
        weight: number(text("weight")) as usize,
        languages: languages.collect(),
        style: styles
            .iter()
            .position(|known| *known == text("companies"))
            .unwrap_or(0),
        currency,
        rate: number(rate),
        hours: number(text("hours")) as i64,
        forms: split(text("forms"), ';'),
        streets: split(text("streets"), ';'),
        mobile: text("mobile"),
        cities: cities.collect(),
    }
}

fn department((name, entries): Block) -> Department {
    let titles = ["executive", "director", "manager", "specialist"];
    Department {
        name,
        titles: titles.map(|level| split(entries.get(level).copied().unwrap_or_default(), ';')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_complete() {
        let lists = Lists::get();
        assert!(lists.countries.len() >= 30 && NAMES.len() >= 20);
        for country in &lists.countries {
            let code = country.code;
            assert!(country.weight > 0 && country.rate > 0.0, "{code}");
            assert!(
                !country.languages.is_empty() && !country.forms.is_empty(),
                "{code}"
            );
            assert!(
                !country.streets.is_empty() && country.cities.len() >= 3,
                "{code}"
            );
            assert!(country.mobile.contains('#'), "{code}");
            assert!(
                country.cities.iter().all(|city| city.phone.contains('#')),
                "{code}"
            );
        }
        for style in &lists.styles {
            assert!(
                style.first.len() >= 12 && style.second.len() >= 12,
                "{}",
                style.name
            );
            assert!(
                style.trades.iter().all(|words| words.len() == 3),
                "{}",
                style.first[0]
            );
            assert!(style.name.contains("{stem}") && style.family.contains("{trade}"));
        }
        for (code, names) in all_names() {
            assert!(names.female.len() >= 10 && names.male.len() >= 10, "{code}");
            assert!(names.family.len() >= 18, "{code}");
        }
        assert!(
            lists
                .departments
                .iter()
                .all(|d| d.titles.iter().all(|t| !t.is_empty()))
        );
        for (kind, occasion) in [
            ("call", "reached"),
            ("call", "missed"),
            ("email", "deal"),
            ("email", "relation"),
            ("meeting", "deal"),
            ("meeting", "relation"),
            ("note", "deal"),
            ("note", "relation"),
            ("task", "open"),
            ("task", "done"),
            ("next", "early"),
            ("next", "late"),
            ("lost", "reason"),
            ("note_on", "contact"),
            ("note_on", "account"),
            ("tags", "contact"),
            ("tags", "account"),
            ("tags", "deal"),
        ] {
            assert!(!lists.texts(kind, occasion).is_empty(), "{kind} {occasion}");
        }
    }
}
