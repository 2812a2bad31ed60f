//! Tokens with their places.

use crate::error::{Error, Result};

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Name(String),
    Integer(u64),
    Number(f64),
    Text(String),
    /// Operators and punctuation, longest match.
    Sign(&'static str),
    End,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Token {
    pub(super) fn error(&self, message: impl Into<String>) -> Error {
        Error::Qasm {
            line: self.line,
            column: self.column,
            message: message.into(),
        }
    }

    pub(super) fn shown(&self) -> String {
        match &self.kind {
            Kind::Name(n) => format!("`{n}`"),
            Kind::Integer(n) => format!("`{n}`"),
            Kind::Number(n) => format!("`{n}`"),
            Kind::Text(t) => format!("\"{t}\""),
            Kind::Sign(s) => format!("`{s}`"),
            Kind::End => "the end of the text".into(),
        }
    }
}

const SIGNS: [&str; 26] = [
    "->", "==", "!=", "**", "&&", "||", "(", ")", "[", "]", "{", "}", ",", ";", "=", "+", "-", "*",
    "/", "^", "@", ":", "!", "<", ">", "#",
];

pub(super) fn tokens(text: &str) -> Result<Vec<Token>> {
    let chars: Vec<char> = text.chars().collect();
    let (mut at, mut line, mut column) = (0usize, 1usize, 1usize);
    let mut out = Vec::new();
    let step = |at: &mut usize, line: &mut usize, column: &mut usize| {
        if chars[*at] == '\n' {
            *line += 1;
            *column = 1;
        } else {
            *column += 1;
        }
        *at += 1;
    };
    while at < chars.len() {
        let ch = chars[at];
        let place = |kind: Kind| Token { kind, line, column };
        if ch.is_whitespace() {
            step(&mut at, &mut line, &mut column);
        } else if ch == '/' && chars.get(at + 1) == Some(&'/') {
            while at < chars.len() && chars[at] != '\n' {
                step(&mut at, &mut line, &mut column);
            }
        } else if ch == '/' && chars.get(at + 1) == Some(&'*') {
            let open = place(Kind::End);
            while !(chars.get(at) == Some(&'*') && chars.get(at + 1) == Some(&'/')) {
                if at >= chars.len() {
                    return Err(open.error("this comment is never closed"));
                }
                step(&mut at, &mut line, &mut column);
            }
            step(&mut at, &mut line, &mut column);
            step(&mut at, &mut line, &mut column);
        } else if ch.is_alphabetic() || ch == '_' || ch == '$' {
            let mut token = place(Kind::End);
            let mut name = String::new();
            while chars
                .get(at)
                .is_some_and(|c| c.is_alphanumeric() || *c == '_' || *c == '$')
            {
                name.push(chars[at]);
                step(&mut at, &mut line, &mut column);
            }
            token.kind = Kind::Name(name);
            out.push(token);
        } else if ch.is_ascii_digit()
            || ch == '.' && chars.get(at + 1).is_some_and(char::is_ascii_digit)
        {
            let mut token = place(Kind::End);
            let mut number = String::new();
            while let Some(&c) = chars.get(at) {
                let exponent_sign = (c == '+' || c == '-') && number.ends_with(['e', 'E']);
                if !(c.is_ascii_digit()
                    || c == '.'
                    || c == 'e'
                    || c == 'E'
                    || c == '_'
                    || exponent_sign)
                {
                    break;
                }
                if c != '_' {
                    number.push(c);
                }
                step(&mut at, &mut line, &mut column);
            }
            token.kind = match (number.parse::<u64>(), number.parse::<f64>()) {
                (Ok(n), _) => Kind::Integer(n),
                (_, Ok(x)) if x.is_finite() => Kind::Number(x),
                _ => return Err(token.error(format!("`{number}` is not a number"))),
            };
            out.push(token);
        } else if ch == '"' {
            let mut token = place(Kind::End);
            let mut inside = String::new();
            step(&mut at, &mut line, &mut column);
            while chars.get(at).is_some_and(|c| *c != '"' && *c != '\n') {
                inside.push(chars[at]);
                step(&mut at, &mut line, &mut column);
            }
            if chars.get(at) != Some(&'"') {
                return Err(token.error("this text is never closed"));
            }
            step(&mut at, &mut line, &mut column);
            token.kind = Kind::Text(inside);
            out.push(token);
        } else {
            let ahead: String = chars[at..chars.len().min(at + 2)].iter().collect();
            let Some(sign) = SIGNS.iter().find(|s| ahead.starts_with(**s)) else {
                return Err(place(Kind::End).error(format!("`{ch}` has no meaning here")));
            };
            out.push(place(Kind::Sign(sign)));
            for _ in 0..sign.len() {
                step(&mut at, &mut line, &mut column);
            }
        }
    }
    out.push(Token {
        kind: Kind::End,
        line,
        column,
    });
    Ok(out)
}
