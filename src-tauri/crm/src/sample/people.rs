//! People: names of their country's languages, addresses made of name and domain, titles.

use std::collections::HashSet;

use mycrm_kernel::folded::fold;

use super::draw::{Draw, Purpose};
use super::lists::{Country, Lists, Names};

/// How high someone stands: what the conversion model sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seniority {
    /// Runs the company or one of its pillars.
    Executive,
    /// Runs a department.
    Director,
    /// Runs a team.
    Manager,
    /// Everybody else.
    Specialist,
}

pub(super) const SENIORITIES: [Seniority; 4] = [
    Seniority::Executive,
    Seniority::Director,
    Seniority::Manager,
    Seniority::Specialist,
];

/// Where people come from, and how often.
pub(super) const SOURCES: [(&str, f64); 8] = [
    ("web", 26.0),
    ("referral", 20.0),
    ("event", 15.0),
    ("cold_call", 14.0),
    ("advertising", 10.0),
    ("partner", 8.0),
    ("import", 5.0),
    ("other", 2.0),
];

/// A person.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) seniority: Seniority,
    pub(super) title: &'static str,
    pub(super) department: &'static str,
    pub(super) email: String,
    pub(super) phone: String,
    pub(super) mobile: Option<String>,
    pub(super) source: &'static str,
    pub(super) birthday: Option<String>,
    pub(super) tags: Vec<&'static str>,
    pub(super) notes: Option<&'static str>,
    /// Milliseconds since the epoch.
    pub(super) created_at: i64,
    /// The company, by its place in the group.
    pub(super) account: usize,
}

/// What a person is made for.
pub(super) struct Post<'a> {
    pub(super) country: &'static Country,
    pub(super) domain: &'a str,
    /// How the account makes addresses out of names.
    pub(super) address: Address,
    /// Pattern of the office's numbers.
    pub(super) phone: &'a str,
    pub(super) account: usize,
    /// Number among the group's people.
    pub(super) serial: usize,
    pub(super) created_at: i64,
}

/// Share of people whose name is kept in their own script.
const NATIVE: f64 = 0.08;

/// How an account makes addresses out of names.
#[derive(Debug, Clone, Copy)]
pub(super) enum Address {
    /// `joerg.kraemer`
    Full,
    /// `j.kraemer`
    Initial,
    /// `kraemer`
    Family,
}

/// Makes person `index`. `taken` holds the addresses of the account that are given away already.
pub(super) fn person(
    seed: u64,
    index: u64,
    post: &Post<'_>,
    taken: &mut HashSet<String>,
) -> Person {
    let lists = Lists::get();
    let mut draw = Draw::new(seed, Purpose::Person, index);
    let language = draw.weighted(post.country.languages.iter().map(|(_, share)| *share));
    let names = post.country.languages[language].0;
    let name = full_name(lists, names, &mut draw);
    let seniority = if post.serial == 0 {
        // The first person one knows is often the one who runs the place.
        SENIORITIES[draw.weighted([0.35, 0.3, 0.25, 0.1].into_iter())]
    } else {
        SENIORITIES[draw.weighted([0.07, 0.17, 0.36, 0.4].into_iter())]
    };
    let department = draw.pick(&lists.departments);
    let title = *draw.pick(&department.titles[seniority as usize]);
    let source = SOURCES[draw.weighted(SOURCES.iter().map(|(_, weight)| *weight))].0;
    let email = format!(
        "{}@{}",
        free_part(name.latin, names.german, post.address, taken),
        post.domain
    );
    let phone = digits(post.phone, &mut draw);
    let mobile = draw.chance(0.55).then(|| {
        let area = post.phone.split(' ').nth(1).unwrap_or_default();
        digits(&post.country.mobile.replace("{area}", area), &mut draw)
    });
    let birthday = draw.chance(0.06).then(|| {
        let (year, month, day) = (
            1960 + draw.below(42),
            1 + draw.below(12),
            1 + draw.below(28),
        );
        format!("{year}-{month:02}-{day:02}")
    });
    let mut tags = Vec::new();
    if draw.chance(0.22) {
        tags.push(*draw.pick(lists.texts("tags", "contact")));
    }
    let notes = draw
        .chance(0.08)
        .then(|| *draw.pick(lists.texts("note_on", "contact")));
    Person {
        first_name: name.first,
        last_name: name.last,
        seniority,
        title,
        department: department.name,
        email,
        phone,
        mobile,
        source,
        birthday,
        tags,
        notes,
        created_at: post.created_at,
        account: post.account,
    }
}

struct FullName {
    first: String,
    last: String,
    latin: (&'static str, &'static str),
}

fn full_name(lists: &Lists, names: &Names, draw: &mut Draw) -> FullName {
    loop {
        let woman = draw.chance(0.48);
        let first = draw.pick(if woman { &names.female } else { &names.male });
        let (of_woman, of_man) = draw.pick(&names.family);
        let last = if woman { of_woman } else { of_man };
        if lists.is_famous(&format!("{} {}", first.latin, last.latin)) {
            continue;
        }
        let native = draw.chance(NATIVE);
        return FullName {
            first: first
                .native
                .filter(|_| native)
                .unwrap_or(first.latin)
                .to_owned(),
            last: last
                .native
                .filter(|_| native)
                .unwrap_or(last.latin)
                .to_owned(),
            latin: (first.latin, last.latin),
        };
    }
}

/// The part before the `@`; whoever comes second under one name gets a number.
fn free_part(
    name: (&str, &str),
    german: bool,
    address: Address,
    taken: &mut HashSet<String>,
) -> String {
    let plain = local_part(name, german, address);
    let mut part = plain.clone();
    let mut number = 2;
    while !taken.insert(part.clone()) {
        part = format!("{plain}{number}");
        number += 1;
    }
    part
}

/// `Jörg Krämer` → `joerg.kraemer`.
fn local_part((first, last): (&str, &str), german: bool, address: Address) -> String {
    let (first, last) = (slug(first, None, german), slug(last, None, german));
    match address {
        Address::Full => format!("{first}.{last}"),
        Address::Initial => format!("{}.{last}", &first[..1]),
        Address::Family => last,
    }
}

/// Latin letters and digits of a text, lower-case, words joined by `joint`. In German `ü` is written `ue`, elsewhere
/// it loses its dots.
pub(super) fn slug(text: &str, joint: Option<char>, german: bool) -> String {
    let mut spelled = String::with_capacity(text.len() + 4);
    for letter in text.to_lowercase().chars() {
        match letter {
            'ä' if german => spelled.push_str("ae"),
            'ö' if german => spelled.push_str("oe"),
            'ü' if german => spelled.push_str("ue"),
            '&' => {}
            other => spelled.push(other),
        }
    }
    let folded = fold(&spelled);
    let mut slug = String::with_capacity(folded.len());
    let mut gap = false;
    for letter in folded.chars() {
        if letter.is_ascii_alphanumeric() {
            if gap && !slug.is_empty() {
                slug.extend(joint);
            }
            gap = false;
            slug.push(letter);
        } else if letter == ' ' || letter == '-' {
            gap = true;
        }
    }
    if slug.is_empty() { "x".into() } else { slug }
}

/// Fills a pattern: `#` a digit, `@` a capital letter. Never a leading zero where a number begins.
pub(super) fn digits(pattern: &str, draw: &mut Draw) -> String {
    let mut filled = String::with_capacity(pattern.len());
    for sign in pattern.chars() {
        filled.push(match sign {
            '#' => {
                let begins = !filled.ends_with(|c: char| c.is_ascii_alphanumeric());
                let digit = draw.below(if begins { 9 } else { 10 }) as u8 + u8::from(begins);
                char::from(b'0' + digit)
            }
            '@' => *draw.pick(&[
                'A', 'B', 'C', 'E', 'G', 'H', 'J', 'K', 'L', 'N', 'P', 'R', 'T', 'V',
            ]),
            other => other,
        });
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_plain_latin() {
        for (name, expected) in [
            (("Jörg", "Krämer"), "joerg.kraemer"),
            (("Małgorzata", "Dąbrowska"), "malgorzata.dabrowska"),
            (("Søren", "Kjær"), "soren.kjaer"),
            (("Nguyễn", "Đặng"), "nguyen.dang"),
            (("Min-jun", "O'Leary"), "minjun.oleary"),
            (("Çağlar", "Işık"), "caglar.isik"),
            (("Kerstin", "Söderlund"), "kerstin.soderlund"),
            (("Ștefan", "Țurcanu"), "stefan.turcanu"),
        ] {
            let german = name.0 == "Jörg";
            assert_eq!(local_part(name, german, Address::Full), expected);
        }
        assert_eq!(
            slug("Lindenhof & Söhne Bau", Some('-'), true),
            "lindenhof-soehne-bau"
        );
    }

    #[test]
    fn patterns_are_filled() {
        let mut draw = Draw::new(1, Purpose::Text, 1);
        let filled = digits("+49 171 39200## @", &mut draw);
        assert!(filled.starts_with("+49 171 39200") && filled.len() == "+49 171 39200## @".len());
        assert!(!digits("## Main Street", &mut draw).starts_with('0'));
    }
}
