//! Whether a single value suits its field: length, shape, known codes.

use crate::error::{FieldError, Result};
use crate::kind::{Field, FieldType};
use crate::value::Value;

/// Longest list in one field.
const LIST_MAX: usize = 200;

/// Refuses a value that does not suit `field`, naming the field and the fix.
pub fn value(field: &Field, value: &Value) -> Result<()> {
    let Value::Text(text) = value else {
        return Ok(());
    };
    let refuse =
        |code, why: String| FieldError::new(&field.name, code, format!("“{}” {why}", field.name));
    let given = |code, why: &str, text: &str| {
        let text = short(text);
        refuse(code, format!("{why}: “{text}”.")).with("value", text)
    };
    if let Some(max) = field.max
        && text.len() > max
        && text.chars().count() > max
    {
        let why = format!("is longer than {max} characters.");
        return Err(refuse("too_long", why).with("max", max).into());
    }
    match field.of {
        FieldType::Email if !is_email(text) => {
            Err(given("not_an_email", "is not an e-mail address", text).into())
        }
        FieldType::Url if text.contains(char::is_whitespace) => {
            Err(given("not_a_url", "is not a web address", text).into())
        }
        FieldType::Currency
            if !(text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())) =>
        {
            let why = "must be a currency code of three capital letters, such as EUR.";
            Err(refuse("not_a_currency", why.into()).into())
        }
        FieldType::Select if !field.options.iter().any(|choice| choice.value == *text) => {
            let known: Vec<&str> = field
                .options
                .iter()
                .map(|choice| choice.value.as_str())
                .collect();
            let why = format!("must be one of {}; got", known.join(", "));
            Err(given("not_a_choice", &why, text).into())
        }
        FieldType::List | FieldType::MultiSelect => {
            let items: Vec<String> = serde_json::from_str(text)?;
            if items.len() > LIST_MAX {
                let why = format!("has more than {LIST_MAX} entries.");
                return Err(refuse("too_many", why).with("max", LIST_MAX).into());
            }
            let unknown = items.iter().find(|item| {
                field.of == FieldType::MultiSelect
                    && !field.options.iter().any(|choice| choice.value == **item)
            });
            match unknown {
                Some(item) => Err(given("not_a_choice", "does not know", item).into()),
                None => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

/// The shape of an address that mail servers take (a practical part of RFC 5321): one `@`, a dot-free or dotted
/// domain without spaces, at most 254 characters.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let plain = |part: &str| {
        !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control())
    };
    text.len() <= 254
        && plain(local)
        && plain(domain)
        && !local.contains(['<', '>', ',', ';', '@'])
        && !domain.contains(['<', '>', ',', ';', '(', ')'])
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !domain.contains("..")
}

fn short(text: &str) -> String {
    let mut start: String = text.chars().take(40).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}

#[cfg(test)]
mod tests {
    use super::is_email;

    #[test]
    fn addresses() {
        for good in [
            "a@b.de",
            "eszter.kovács@duna.hu",
            "x+y@localhost",
            "o'neil@ex.ie",
        ] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "a@",
            "@b",
            "a b@c.de",
            "a@b..de",
            "a@.de",
            "Foo <a@b.de>",
            "a@b.de, c@d.de",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
