//! A company group with its people, deals and activities: the unit in which sample data is made and written.

use std::collections::HashSet;

use super::calendar::{Calendar, DAY};
use super::companies::{self, Company, Places, companies};
use super::deals::{self, Deal, Setting, voice};
use super::draw::{Draw, Purpose, exp, ln};
use super::people::{Person, Post, person};
use super::touches::{self, About, Touch};

/// The parameters of a load, and how its contacts are shared out among the groups.
pub(super) struct Plan {
    seed: u64,
    calendar: Calendar,
    places: Places,
    density: f64,
    /// Contacts of all groups before each, and in the end of all.
    before: Vec<u64>,
}

/// Groups a contact: with their subsidiaries these are about a sixth as many accounts as contacts.
const GROUPS: f64 = 0.142;
/// Full density: activities a contact.
const FULL: f64 = 6.0;
/// Deals a contact of an account that buys.
const DEALS: f64 = 0.36;
/// Activities a contact outside of deals, at full density.
const RELATION: f64 = 3.4;

/// What the group's accounts and people are to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Customer,
    Prospect,
    Partner,
    Competitor,
    Vendor,
}

/// A group.
pub(super) struct Group {
    pub(super) companies: Vec<Company>,
    pub(super) standing: Standing,
    /// Who works it: 0 the local owner, then the sample users.
    pub(super) rep: usize,
    pub(super) created_at: i64,
    pub(super) people: Vec<Person>,
    pub(super) deals: Vec<Deal>,
    pub(super) touches: Vec<Touch>,
}

impl Plan {
    /// A load of `contacts`, seen at `now`.
    pub(super) fn new(seed: u64, contacts: u64, activities_per_contact: f64, now: i64) -> Self {
        let groups = ((contacts as f64 * GROUPS).ceil() as u64).clamp(1, contacts.max(1));
        let mut sum = 0_u64;
        let mut sums = Vec::with_capacity(groups as usize + 1);
        sums.push(0);
        for index in 0..groups {
            let (_, employees) = companies::size(seed, index);
            sum += (exp(0.45 * ln(employees as f64)) * 1_000.0) as u64;
            sums.push(sum);
        }
        // Everybody gets one contact, the rest by size; the shares add up exactly.
        let rest = u128::from(contacts - groups);
        let before = sums
            .iter()
            .enumerate()
            .map(|(at, below)| at as u64 + (rest * u128::from(*below) / u128::from(sum)) as u64)
            .collect();
        Self {
            seed,
            calendar: Calendar::new(now),
            places: Places::new(seed),
            density: activities_per_contact / FULL,
            before,
        }
    }

    /// Number of groups.
    pub(super) fn groups(&self) -> u64 {
        self.before.len() as u64 - 1
    }

    /// Contacts in all groups before group `index`.
    pub(super) fn contacts_before(&self, index: u64) -> u64 {
        self.before[index as usize]
    }

    /// Makes group `index`.
    pub(super) fn group(&self, index: u64) -> Group {
        let companies = companies(self.seed, &self.places, index);
        let mut draw = Draw::new(self.seed, Purpose::Deal, index);
        let now = self.calendar.now;
        let hours = companies[0].country.hours;
        // Some accounts have been known for longer than the two years that are remembered.
        let age = 20.0 + 980.0 * exp(0.7 * ln(1.0 - draw.unit()));
        let created_at = self
            .calendar
            .office(now - (age * DAY as f64) as i64, hours, &mut draw);
        let rep = draw.weighted([0.34, 0.26, 0.2, 0.2].into_iter());
        let standing = match draw.unit() {
            u if u < 0.03 => Standing::Partner,
            u if u < 0.05 => Standing::Competitor,
            u if u < 0.08 => Standing::Vendor,
            _ => Standing::Prospect,
        };
        let people = self.people(index, &companies, created_at);
        let mut group = Group {
            companies,
            standing,
            rep,
            created_at,
            people,
            deals: Vec::new(),
            touches: Vec::new(),
        };
        if standing == Standing::Prospect {
            self.add_deals(&mut group, &mut draw);
        }
        if group.deals.iter().any(Deal::is_won) {
            group.standing = Standing::Customer;
        }
        self.add_touches(index, &mut group);
        group
    }

    fn people(&self, index: u64, companies: &[Company], since: i64) -> Vec<Person> {
        let count = self.before[index as usize + 1] - self.before[index as usize];
        let mut taken: Vec<HashSet<String>> = vec![HashSet::new(); companies.len()];
        let mut draw = Draw::new(self.seed, Purpose::Text, index);
        (0..count as usize)
            .map(|serial| {
                let account = if serial == 0 {
                    0
                } else {
                    draw.weighted(
                        companies
                            .iter()
                            .map(|one| exp(0.5 * ln(one.employees as f64))),
                    )
                };
                let company = &companies[account];
                let share = draw.unit() * draw.unit();
                let known = since + (share * (self.calendar.now - DAY - since) as f64) as i64;
                let known = self
                    .calendar
                    .office(known, company.country.hours, &mut draw);
                let post = Post {
                    country: company.country,
                    domain: &company.domain,
                    address: company.address,
                    phone: company.city.phone,
                    account,
                    serial,
                    created_at: if serial == 0 { since } else { known.max(since) },
                };
                person(
                    self.seed,
                    index << 20 | serial as u64,
                    &post,
                    &mut taken[account],
                )
            })
            .collect()
    }

    fn add_deals(&self, group: &mut Group, draw: &mut Draw) {
        let appetite = draw.log_normal(0.9, 0.5);
        let first_offer = draw.below(6);
        for _ in 0..draw.poisson(group.people.len() as f64 * DEALS * appetite) {
            let begun = self.calendar.begin(group.created_at, draw);
            let hours = group.companies[0].country.hours;
            let at = self
                .calendar
                .gone(begun, hours, draw)
                .max(group.created_at + 3_600_000);
            let at = at.min(self.calendar.now - 3_600_000);
            let known = group.people.iter().map(|person| {
                if person.created_at <= at {
                    voice(person.seniority)
                } else {
                    0.0
                }
            });
            let position = draw.weighted(known);
            let person = &group.people[position];
            if person.created_at > at {
                continue;
            }
            let setting = Setting {
                calendar: &self.calendar,
                company: &group.companies[person.account],
                person,
                position,
                rep: group.rep,
                offer: first_offer + group.deals.len(),
                density: self.density.max(0.01),
            };
            let deal = deals::deal(&setting, at, draw);
            group.deals.push(deal);
        }
    }

    fn add_touches(&self, index: u64, group: &mut Group) {
        let mut draw = Draw::new(self.seed, Purpose::Touch, index);
        let mut touches = Vec::new();
        for (at, deal) in group.deals.iter().enumerate() {
            let about = about(group, deal.person, Some((at, deal)));
            for time in &deal.touches {
                let mut touch = touches::past(&about, *time, &mut draw);
                touch.created_at = touch.created_at.max(deal.created_at);
                touches.push(touch);
            }
            let wanted = 0.6 * self.density.min(1.0);
            if deal.is_open() && draw.chance(wanted) {
                let hours = group.companies[0].country.hours;
                let mut touch = touches::open(&about, &self.calendar, hours, &mut draw);
                touch.created_at = touch.created_at.max(deal.created_at).min(self.calendar.now);
                touches.push(touch);
            }
        }
        let mut draw = Draw::new(self.seed, Purpose::Relation, index);
        for (position, person) in group.people.iter().enumerate() {
            let about = about(group, position, None);
            let hours = group.companies[person.account].country.hours;
            // Most people hear from us now and then, a few all the time.
            let mean = (draw.log_normal(RELATION * 0.7, 0.85) * self.density).min(60.0);
            for _ in 0..draw.poisson(mean) {
                let day = self.calendar.begin(person.created_at, &mut draw);
                let at = self.calendar.gone(day, hours, &mut draw);
                let at = at.max(person.created_at);
                let mut touch = touches::past(&about, at, &mut draw);
                touch.created_at = touch.created_at.max(person.created_at);
                touches.push(touch);
            }
            if draw.chance(0.02 * self.density.min(1.0)) {
                touches.push(touches::open(&about, &self.calendar, hours, &mut draw));
            }
        }
        group.touches = touches;
    }
}

fn about<'a>(group: &'a Group, person: usize, deal: Option<(usize, &'a Deal)>) -> About<'a> {
    let known = &group.people[person];
    let company = &group.companies[known.account];
    About {
        first: &known.first_name,
        company: &company.short,
        city: company.city.name,
        offer: deal.map_or(
            company.industry.offers[person % company.industry.offers.len()],
            |(_, deal)| deal.offer,
        ),
        person,
        deal: deal.map(|(at, _)| at),
    }
}
