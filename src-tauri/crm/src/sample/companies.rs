//! Accounts: made-up companies with the name, place and size that suit their country and trade.
//!
//! Domains end in `.example` (RFC 2606), which nobody can own, and phone numbers come from the ranges that countries
//! set aside for fiction: whoever tries a mail or a call out of sample data reaches no stranger.

use super::draw::{Draw, Purpose, exp, ln};
use super::lists::{City, Country, Industry, Lists};
use super::people::{Address, digits, slug};

/// A company.
pub(super) struct Company {
    pub(super) name: String,
    /// The name without its legal form.
    pub(super) short: String,
    pub(super) domain: String,
    pub(super) country: &'static Country,
    pub(super) city: &'static City,
    pub(super) industry: &'static Industry,
    pub(super) phone: String,
    pub(super) street: String,
    pub(super) postal_code: String,
    pub(super) employees: i64,
    /// In the country's currency.
    pub(super) revenue: i64,
    pub(super) tags: Vec<&'static str>,
    pub(super) notes: Option<&'static str>,
    pub(super) address: Address,
    /// The company it belongs to, by its place in the group.
    pub(super) parent: Option<usize>,
}

/// The order in which countries come, repeated over and over: every stretch of it has each country by its weight,
/// so that the number of an account within its way of naming is known without looking at the others.
pub(super) struct Places {
    block: Vec<usize>,
    /// For each place of the block: how many before it share its way of naming.
    before: Vec<usize>,
    /// How many of a block have each way of naming.
    per_style: Vec<usize>,
}

impl Places {
    pub(super) fn new(seed: u64) -> Self {
        let lists = Lists::get();
        let each = lists.countries.iter().enumerate();
        let mut block: Vec<usize> = each
            .flat_map(|(at, country)| std::iter::repeat_n(at, country.weight))
            .collect();
        let mut draw = Draw::new(seed, Purpose::Country, 0);
        for at in (1..block.len()).rev() {
            block.swap(at, draw.below(at + 1));
        }
        let mut per_style = vec![0; lists.styles.len()];
        let before = block
            .iter()
            .map(|at| {
                let count = &mut per_style[lists.countries[*at].style];
                *count += 1;
                *count - 1
            })
            .collect();
        Self {
            block,
            before,
            per_style,
        }
    }

    /// Country of group `index`, and its number among those named the same way.
    fn of(&self, index: u64) -> (&'static Country, usize) {
        let length = self.block.len() as u64;
        let (round, at) = ((index / length) as usize, (index % length) as usize);
        let country = &Lists::get().countries[self.block[at]];
        (
            country,
            round * self.per_style[country.style] + self.before[at],
        )
    }
}

/// How many people work at the head of group `index`: log-normal around the industry's median, a few very large.
pub(super) fn size(seed: u64, index: u64) -> (&'static Industry, i64) {
    let lists = Lists::get();
    let mut draw = Draw::new(seed, Purpose::Size, index);
    let industry = &lists.industries[draw.weighted(lists.industries.iter().map(|i| i.weight))];
    let mut employees = draw.log_normal(industry.employees, 1.0);
    if draw.chance(0.04) {
        // The heavy tail: Pareto with exponent 1.5.
        employees *= 2.0 * exp(-ln(1.0 - draw.unit()) / 1.5);
    }
    (industry, employees.clamp(2.0, 20_000.0) as i64)
}

/// The companies of group `index`: its head, now and then with subsidiaries abroad.
pub(super) fn companies(seed: u64, places: &Places, index: u64) -> Vec<Company> {
    let (country, rank) = places.of(index);
    let (industry, employees) = size(seed, index);
    let mut draw = Draw::new(seed, Purpose::Company, index);
    let bare = bare_name(seed, country, industry, rank, &mut draw);
    let domain = slug(&bare, Some('-'), Lists::get().styles[country.style].german);
    let form = draw.pick(&country.forms);
    let head = settle(
        (&bare, form),
        &domain,
        (country, industry, employees, None),
        &mut draw,
    );
    let mut group = vec![head];
    let lists = Lists::get();
    if employees > 120 && draw.chance(0.25) {
        for _ in 0..1 + draw.below(3) {
            let abroad = draw.pick(&lists.countries);
            let taken = group.iter().any(|other| other.country.code == abroad.code);
            if taken {
                continue;
            }
            let form = draw.pick(&abroad.forms);
            let city = draw.pick(&abroad.cities).name;
            let share = 0.05 + 0.2 * draw.unit();
            let name = format!("{bare} {city}");
            let domain = format!("{domain}-{}", abroad.code.to_lowercase());
            let size = ((employees as f64 * share) as i64).max(3);
            let mut part = settle(
                (&name, form),
                &domain,
                (abroad, industry, size, Some(city)),
                &mut draw,
            );
            part.parent = Some(0);
            group.push(part);
        }
    }
    group
}

/// What tells companies of one stem and city apart, once there are that many.
const QUALIFIERS: [&str; 6] = ["", "Group", "International", "Holding", "Services", "Nova"];

/// The name, without its legal form, of the company that is number `rank` of its way of naming. Different ranks never
/// share a name: first every stem once, then every pair of families, then all of it again with each city.
fn bare_name(
    seed: u64,
    country: &'static Country,
    industry: &'static Industry,
    rank: usize,
    draw: &mut Draw,
) -> String {
    let lists = Lists::get();
    let style = &lists.styles[country.style];
    let made = style.first.len() * style.second.len();
    let families = style.families.len();
    let single = made + if style.alone { families } else { 0 };
    let pairs = families * families.saturating_sub(1) / 2;
    let (round, at) = (rank / (single + pairs), rank % (single + pairs));
    let place = lists
        .industries
        .iter()
        .position(|known| known.code == industry.code);
    let trade = *draw.pick(&style.trades[place.unwrap_or(0)]);
    let (stem, template) = if at < single {
        let at = walk(seed, at, single);
        if at < made {
            let (first, second) = (at % style.first.len(), at / style.first.len());
            (
                format!("{}{}", style.first[first], style.second[second]),
                style.name,
            )
        } else {
            (style.families[at - made].to_owned(), style.family)
        }
    } else {
        let (one, other) = pair(walk(seed, at - single, pairs));
        (
            format!("{} & {}", style.families[other], style.families[one]),
            style.name,
        )
    };
    let mut name = template
        .replace("{stem}", &stem)
        .replace("{trade}", trade)
        .replace(" {form}", "");
    if round > 0 {
        let cities = country.cities.len();
        let (lap, city) = ((round - 1) / cities, (round - 1) % cities);
        name = format!("{name} {}", country.cities[city].name);
        match QUALIFIERS.get(lap) {
            Some(&"") => {}
            Some(word) => name = format!("{name} {word}"),
            None => name = format!("{name} {lap}"),
        }
    }
    name
}

/// Visits each of 0..length once, in steps coprime to it.
fn walk(seed: u64, at: usize, length: usize) -> usize {
    let mut step = length * 5 / 13 + (seed % 17) as usize + 1;
    while common_divisor(step, length) != 1 {
        step += 1;
    }
    (at * step + (seed % length as u64) as usize) % length
}

/// Pair number `at` of one < other: (0,1), (0,2), (1,2), (0,3), …
fn pair(at: usize) -> (usize, usize) {
    let mut other = 1;
    let mut below = 0;
    while below + other <= at {
        below += other;
        other += 1;
    }
    (at - below, other)
}

fn common_divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

type Nature = (
    &'static Country,
    &'static Industry,
    i64,
    Option<&'static str>,
);

/// Gives a named company its place and figures.
fn settle(
    (short, form): (&str, &str),
    domain: &str,
    (country, industry, employees, city): Nature,
    draw: &mut Draw,
) -> Company {
    let lists = Lists::get();
    let named = country
        .cities
        .iter()
        .find(|known| Some(known.name) == city || short.contains(known.name));
    let city = named.unwrap_or_else(|| draw.pick(&country.cities));
    let per_head = draw.log_normal(industry.revenue * 1_000.0 * country.rate, 0.35);
    let street = *draw.pick(&country.streets);
    let mut tags = Vec::new();
    if draw.chance(0.3) {
        tags.push(*draw.pick(lists.texts("tags", "account")));
    }
    Company {
        domain: format!("{domain}.example"),
        name: format!("{short} {form}"),
        short: short.to_owned(),
        country,
        city,
        industry,
        phone: digits(city.phone, draw),
        street: digits(street, draw),
        postal_code: digits(city.postal, draw),
        employees,
        revenue: rounded(per_head * employees as f64),
        tags,
        notes: draw
            .chance(0.1)
            .then(|| *draw.pick(lists.texts("note_on", "account"))),
        address: [Address::Full, Address::Initial, Address::Family]
            [draw.weighted([0.7, 0.22, 0.08].into_iter())],
        parent: None,
    }
}

/// Two significant digits: what people write down.
pub(super) fn rounded(amount: f64) -> i64 {
    let mut unit = 1.0;
    while amount / unit >= 100.0 {
        unit *= 10.0;
    }
    ((amount / unit).round() * unit) as i64
}
