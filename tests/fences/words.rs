//! Every code that the core can refuse with has words in every language of the screen.

use std::collections::BTreeSet;

use super::{Page, page, pages};

/// What makes a refusal, and which of its arguments is the code.
const MAKERS: &[(&str, usize)] = &[
    ("Error::field(", 1),
    ("FieldError::new(", 1),
    ("Error::refused(", 0),
    ("Problem::new(", 0),
    ("Problem::of_field(", 1),
    (".refuse(", 1),
];
/// Files in which codes go through a closure or a variable, and the makers that these are.
const PASSED_ON: &[(&str, &[(&str, usize)])] = &[
    ("kernel/src/check.rs", &[("refuse(", 0), ("given(", 0)]),
    ("kernel/src/value.rs", &[("misfit(", 0)]),
    ("kernel/src/tx/draft.rs", &[]),
    ("kernel/src/tx/patch.rs", &[]),
    ("crm/src/imports/prepare.rs", &[("wrong(", 0)]),
    ("insight/src/closure/parameters.rs", &[("refuse(", 1)]),
    ("insight/src/revenue/parameters.rs", &[("refuse(", 1)]),
];
/// Codes that are chosen between: `=> "code"`.
const CHOSEN_IN: &[&str] = &["kernel/src/tx/draft.rs"];

#[test]
fn every_code_of_a_refusal_has_words_in_every_language() {
    let mut codes = codes_of_errors();
    for page in pages() {
        if is_source(&page.path) {
            codes.extend(codes_in(&page));
        }
    }
    assert!(codes.len() > 60, "the codes are found: {codes:?}");
    for language in ["en", "de"] {
        let words = page(&format!("ui/src/catalogue/{language}/problems.json")).text;
        let missing: Vec<&String> = codes
            .iter()
            .filter(|code| !words.contains(&format!("\"problem.{code}\":")))
            .collect();
        assert!(
            missing.is_empty(),
            "{language} has no words for {missing:?}"
        );
    }
}

/// Where a code has to be written out in the call, so that none escapes this test.
fn strict(path: &str) -> bool {
    let floor = ["src-tauri/kernel/", "src-tauri/crm/"];
    floor.iter().any(|floor| path.starts_with(floor)) && !path.ends_with("kernel/src/error.rs")
}

fn is_source(path: &str) -> bool {
    path.starts_with("src-tauri/")
        && path.contains("/src/")
        && path.ends_with(".rs")
        && !path.contains("/tests")
        && !path.starts_with("src-tauri/bench/")
        && !path.starts_with("src-tauri/testkit/")
}

/// The codes of [`Error::code`], as they stand in its source.
fn codes_of_errors() -> BTreeSet<String> {
    let text = page("src-tauri/kernel/src/error.rs").text;
    let body = text
        .split("pub fn code(&self)")
        .nth(1)
        .and_then(|rest| rest.split("\n    }\n").next())
        .expect("errors have codes");
    chosen(body)
}

fn chosen(text: &str) -> BTreeSet<String> {
    text.split("=> \"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

fn codes_in(page: &Page) -> BTreeSet<String> {
    // What tests make up needs no words.
    let text = page.text.split("#[cfg(test)]\nmod ").next().unwrap_or("");
    let passed_on = PASSED_ON.iter().find(|(path, _)| page.path.ends_with(path));
    let mut codes = BTreeSet::new();
    for (maker, at) in MAKERS
        .iter()
        .chain(passed_on.map_or(&[][..], |(_, own)| own))
    {
        for (place, _) in text.match_indices(maker) {
            let before = text[..place].chars().next_back();
            let defined = text[..place].ends_with("fn ");
            let longer =
                !maker.starts_with('.') && before.is_some_and(|c| c.is_alphanumeric() || c == '_');
            if defined || longer {
                continue;
            }
            let code = argument(&text[place + maker.len()..], *at);
            match code
                .strip_prefix('"')
                .and_then(|rest| rest.strip_suffix('"'))
            {
                Some(code) => {
                    codes.insert(code.to_owned());
                }
                // The areas above may choose a code further up; it is written out there.
                None => assert!(
                    passed_on.is_some() || !strict(&page.path),
                    "{}: the code of {maker}…) is not written out: {code}",
                    page.path
                ),
            }
        }
    }
    if CHOSEN_IN.iter().any(|path| page.path.ends_with(path)) {
        codes.extend(chosen(text));
    }
    codes
}

/// The argument `at` of a call whose opening bracket was just passed.
fn argument(text: &str, at: usize) -> &str {
    let (mut depth, mut number, mut start) = (0, 0, 0);
    let mut quoted = false;
    let mut before = ' ';
    for (place, letter) in text.char_indices() {
        match letter {
            '"' if before != '\\' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => depth += 1,
            ',' | ')' if depth == 0 => {
                if number == at {
                    return text[start..place].trim();
                }
                if letter == ')' {
                    return "";
                }
                number += 1;
                start = place + 1;
            }
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        before = letter;
    }
    ""
}
