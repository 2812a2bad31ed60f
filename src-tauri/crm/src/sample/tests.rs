//! Sample data held against what it promises: the same for a seed, coherent, seasonal, and won by the documented odds.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use super::calendar::DAY;
use super::deals::{Deal, STAGES};
use super::draw::{Draw, Purpose};
use super::group::{Group, Plan, Standing};

/// 2026-11-20T07:00:00Z.
pub(super) const NOW: i64 = 1_795_158_000_000;

pub(super) fn groups(seed: u64, contacts: u64, density: f64) -> impl Iterator<Item = Group> {
    let plan = Plan::new(seed, contacts, density, NOW);
    (0..plan.groups()).map(move |index| plan.group(index))
}

fn fingerprint(seed: u64) -> String {
    let mut hash = Sha256::new();
    for group in groups(seed, 400, 6.0) {
        for company in &group.companies {
            hash.update(format!(
                "{}|{}|{}|{}|{}|{}|{}|{}|{:?}\n",
                company.name,
                company.domain,
                company.country.code,
                company.phone,
                company.street,
                company.postal_code,
                company.employees,
                company.revenue,
                company.tags
            ));
        }
        for person in &group.people {
            hash.update(format!("{person:?}\n"));
        }
        for deal in &group.deals {
            let stays: Vec<_> = deal
                .stays
                .iter()
                .map(|s| (s.stage, s.entered, s.left))
                .collect();
            hash.update(format!(
                "{}|{}|{}|{:?}|{}|{stays:?}|{:?}|{:?}\n",
                deal.name,
                deal.amount,
                deal.created_at,
                deal.closed_at,
                deal.expected_close,
                deal.lost_reason,
                deal.next_step
            ));
        }
        for touch in &group.touches {
            hash.update(format!(
                "{}|{}|{}|{}|{:?}|{:?}|{:?}|{:?}\n",
                touch.kind,
                touch.subject,
                touch.body,
                touch.created_at,
                touch.due_at,
                touch.occurred_at,
                touch.minutes,
                touch.outcome
            ));
        }
    }
    hash.finalize()
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[test]
fn a_seed_makes_the_same_data_everywhere() {
    assert_eq!(
        fingerprint(42),
        FINGERPRINT,
        "every database loaded with this seed would differ"
    );
    assert_ne!(fingerprint(43), FINGERPRINT);
}

/// Of seed 42, 400 contacts, seen at [`NOW`]. Changes only when the sample data is meant to change.
const FINGERPRINT: &str = "c564a40bab3bedde24e914c0";

#[test]
fn a_group_does_not_depend_on_those_before_it() {
    let plan = Plan::new(7, 3_000, 6.0, NOW);
    let late = plan.group(plan.groups() - 1);
    let again = Plan::new(7, 3_000, 6.0, NOW).group(plan.groups() - 1);
    assert_eq!(late.companies[0].name, again.companies[0].name);
    assert_eq!(format!("{:?}", late.people), format!("{:?}", again.people));
}

#[test]
fn contacts_are_as_many_as_asked_for_and_the_rest_in_proportion() {
    for contacts in [1, 2, 10, 1_000, 20_000] {
        let (mut people, mut accounts, mut deals, mut touches) = (0, 0, 0, 0);
        for group in groups(5, contacts, 6.0) {
            people += group.people.len() as u64;
            accounts += group.companies.len() as u64;
            deals += group.deals.len() as u64;
            touches += group.touches.len() as u64;
        }
        assert_eq!(people, contacts);
        if contacts >= 1_000 {
            let share = |part: u64| part as f64 / contacts as f64;
            assert!(
                (0.14..0.20).contains(&share(accounts)),
                "accounts {accounts}"
            );
            assert!(
                (0.26..0.42).contains(&share(deals)),
                "deals {deals} of {contacts}"
            );
            assert!(
                (5.0..7.0).contains(&share(touches)),
                "activities {touches} of {contacts}"
            );
        }
    }
}

#[test]
fn everything_fits_together() {
    let mut addresses = HashSet::new();
    let mut domains = HashSet::new();
    for group in groups(42, 20_000, 6.0) {
        for company in &group.companies {
            assert!(
                domains.insert(company.domain.clone()),
                "two accounts own {}",
                company.domain
            );
            assert!(
                company
                    .country
                    .cities
                    .iter()
                    .any(|city| city.name == company.city.name)
            );
            assert!(company.employees > 0 && company.revenue > 0);
        }
        for person in &group.people {
            let company = &group.companies[person.account];
            assert!(
                person.email.ends_with(&format!("@{}", company.domain)),
                "{}",
                person.email
            );
            assert!(mycrm_kernel::check::is_email(&person.email) && person.email.is_ascii());
            assert!(
                addresses.insert(person.email.clone()),
                "twice: {}",
                person.email
            );
            assert!(person.created_at >= group.created_at && person.created_at < NOW);
            let text = format!("{} {}", person.first_name, person.last_name);
            assert!(!text.contains(['{', '}', '|', '•', '#', '@']), "{text}");
        }
        for deal in &group.deals {
            check_deal(&group, deal);
        }
        for touch in &group.touches {
            assert!(touch.created_at <= NOW && touch.created_at >= group.created_at - 15 * DAY);
            assert!(
                touch
                    .occurred_at
                    .is_none_or(|at| at <= NOW && touch.created_at <= at)
            );
            let due_in = touch.due_at.map_or(0, |due| due - NOW);
            assert!(
                touch.occurred_at.is_some() || (-14 * DAY..=14 * DAY).contains(&due_in),
                "{due_in}"
            );
            for text in [&touch.subject, &touch.body] {
                assert!(
                    !text.is_empty() && !text.contains(['{', '}', '|', '•']),
                    "{text}"
                );
            }
        }
        assert_eq!(
            group.standing == Standing::Customer,
            group.deals.iter().any(Deal::is_won)
        );
    }
}

fn check_deal(group: &Group, deal: &Deal) {
    assert!(deal.created_at >= group.people[deal.person].created_at && deal.created_at < NOW);
    assert!(deal.amount > 0 && !deal.stays.is_empty());
    for pair in deal.stays.windows(2) {
        assert!(pair[0].entered <= pair[1].entered && pair[0].left == Some(pair[1].entered));
        assert!(pair[0].stage < pair[1].stage);
    }
    let last = &deal.stays[deal.stays.len() - 1];
    assert!(last.left.is_none() && last.entered <= NOW);
    assert_eq!(deal.closed_at, (last.stage >= 4).then_some(last.entered));
    assert_eq!(
        deal.lost_reason.is_some(),
        STAGES[last.stage] == "closed_lost"
    );
    let end = deal.closed_at.unwrap_or(NOW);
    assert!(
        deal.touches
            .iter()
            .all(|at| *at >= deal.created_at && *at <= end)
    );
}

#[test]
fn accounts_are_heavy_tailed_and_revenue_follows_size() {
    let companies: Vec<_> = groups(42, 20_000, 1.0)
        .flat_map(|group| group.companies)
        .collect();
    let mut sizes: Vec<i64> = companies.iter().map(|company| company.employees).collect();
    sizes.sort_unstable();
    let mean = sizes.iter().sum::<i64>() as f64 / sizes.len() as f64;
    assert!(
        mean > 1.5 * sizes[sizes.len() / 2] as f64,
        "the mean is far above the median"
    );
    let pairs: Vec<(f64, f64)> = companies
        .iter()
        .map(|company| {
            let euros = company.revenue as f64 / company.country.rate;
            ((company.employees as f64).ln(), euros.ln())
        })
        .collect();
    let of =
        |pick: fn(&(f64, f64)) -> f64| pairs.iter().map(pick).sum::<f64>() / pairs.len() as f64;
    let (x, y) = (of(|p| p.0), of(|p| p.1));
    let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
    for (a, b) in &pairs {
        xy += (a - x) * (b - y);
        xx += (a - x).powi(2);
        yy += (b - y).powi(2);
    }
    assert!(xy / (xx * yy).sqrt() > 0.8);
}

#[test]
fn people_come_from_many_languages() {
    let mut countries: HashMap<&str, usize> = HashMap::new();
    let mut native = 0;
    for group in groups(42, 5_000, 1.0) {
        for person in &group.people {
            *countries
                .entry(group.companies[person.account].country.code)
                .or_default() += 1;
            native += usize::from(person.last_name.chars().any(|c| {
                matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{4ff}' | '\u{600}'..='\u{6ff}' | '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
            }));
        }
    }
    assert!(countries.len() >= 30, "{countries:?}");
    assert!(
        (20..400).contains(&native),
        "{native} names in their own script"
    );
}

#[test]
fn the_lists_hold_nobody_famous_and_no_filler() {
    let mut draw = Draw::new(1, Purpose::Text, 0);
    let lists = super::lists::Lists::get();
    assert!(lists.is_famous("Grace Kelly"));
    for group in groups(draw.bits(), 5_000, 1.0) {
        for person in &group.people {
            assert!(!lists.is_famous(&format!("{} {}", person.first_name, person.last_name)));
        }
        for touch in &group.touches {
            let text = format!("{} {}", touch.subject, touch.body).to_lowercase();
            assert!(
                !["lorem", "ipsum", "test 123", "foo", "asdf"]
                    .iter()
                    .any(|word| text.split_whitespace().any(|t| t == *word))
            );
        }
    }
}
