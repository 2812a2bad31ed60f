//! Numeric expressions: parsed to a tree, evaluated to angles that may hold parameters.

use super::lexer::{Kind, Token};
use super::parser::Parser;
use crate::error::Result;
use crate::gate::Angle;
use std::collections::HashMap;

#[derive(Debug, Clone)]
pub(super) enum Expr {
    Number(f64),
    Name(Token, String),
    Negative(Box<Expr>),
    Binary(Token, &'static str, Box<Expr>, Box<Expr>),
    Call(Token, String, Box<Expr>),
}

/// Values of names in scope.
pub(super) type Scope = HashMap<String, Angle>;

impl Expr {
    pub(super) fn value(&self, scope: &Scope) -> Result<Angle> {
        Ok(match self {
            Self::Number(x) => Angle::Value(*x),
            Self::Name(token, name) => match scope.get(name) {
                Some(a) => a.clone(),
                None => {
                    return Err(token.error(format!("`{name}` is not a known number or parameter")));
                }
            },
            Self::Negative(e) => -e.value(scope)?,
            Self::Call(token, name, e) => {
                let Angle::Value(x) = e.value(scope)? else {
                    return Err(
                        token.error("a function of a parameter without a value is not supported")
                    );
                };
                let y = match name.as_str() {
                    "sin" => x.sin(),
                    "cos" => x.cos(),
                    "tan" => x.tan(),
                    "arcsin" | "asin" => x.asin(),
                    "arccos" | "acos" => x.acos(),
                    "arctan" | "atan" => x.atan(),
                    "exp" => x.exp(),
                    "ln" | "log" => x.ln(),
                    "sqrt" => x.sqrt(),
                    other => return Err(token.error(format!("there is no function `{other}`"))),
                };
                number(token, y)?
            }
            Self::Binary(token, sign, a, b) => match (*sign, a.value(scope)?, b.value(scope)?) {
                ("+", a, b) => a + b,
                ("-", a, b) => a - b,
                ("*", Angle::Value(k), a) | ("*", a, Angle::Value(k)) => a * k,
                ("/", a, Angle::Value(k)) if k != 0.0 => match a {
                    Angle::Value(x) => Angle::Value(x / k),
                    linear => linear * (1.0 / k),
                },
                ("/", _, Angle::Value(_)) => return Err(token.error("division by zero")),
                ("^", Angle::Value(x), Angle::Value(k)) => number(token, x.powf(k))?,
                _ => {
                    return Err(
                        token.error("an angle must be linear in the parameters without values")
                    );
                }
            },
        })
    }

    /// The value as a whole number.
    pub(super) fn integer(&self, scope: &Scope, at: &Token) -> Result<i64> {
        match self.value(scope)? {
            Angle::Value(x) if x.fract() == 0.0 && x.abs() < 9e15 => Ok(x as i64),
            other => Err(at.error(format!("a whole number is needed here, not {other}"))),
        }
    }
}

fn number(token: &Token, x: f64) -> Result<Angle> {
    if x.is_finite() {
        Ok(Angle::Value(x))
    } else {
        Err(token.error("the result is not a finite number"))
    }
}

/// Deepest nesting of parentheses and signs.
const DEEPEST: usize = 200;

impl Parser {
    /// sum := product (('+' | '-') product)*
    pub(super) fn expression(&mut self) -> Result<Expr> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.peek().error("this expression is nested too deeply"));
        }
        let mut left = self.product()?;
        loop {
            let token = self.peek().clone();
            let sign = match token.kind {
                Kind::Sign("+") => "+",
                Kind::Sign("-") => "-",
                _ => break,
            };
            self.next();
            left = Expr::Binary(token, sign, Box::new(left), Box::new(self.product()?));
        }
        self.depth -= 1;
        Ok(left)
    }

    fn product(&mut self) -> Result<Expr> {
        let mut left = self.signed()?;
        loop {
            let token = self.peek().clone();
            let sign = match token.kind {
                Kind::Sign("*") => "*",
                Kind::Sign("/") => "/",
                _ => break,
            };
            self.next();
            left = Expr::Binary(token, sign, Box::new(left), Box::new(self.signed()?));
        }
        Ok(left)
    }

    fn signed(&mut self) -> Result<Expr> {
        let mut negative = false;
        loop {
            if self.accept("-") {
                negative = !negative;
            } else if !self.accept("+") {
                break;
            }
        }
        let e = self.power()?;
        Ok(if negative {
            Expr::Negative(Box::new(e))
        } else {
            e
        })
    }

    fn power(&mut self) -> Result<Expr> {
        let base = self.atom()?;
        let token = self.peek().clone();
        if self.accept("^") || self.accept("**") {
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err(token.error("this expression is nested too deeply"));
            }
            let exponent = self.signed()?;
            self.depth -= 1;
            return Ok(Expr::Binary(token, "^", Box::new(base), Box::new(exponent)));
        }
        Ok(base)
    }

    fn atom(&mut self) -> Result<Expr> {
        let token = self.next();
        match &token.kind {
            Kind::Integer(n) => Ok(Expr::Number(*n as f64)),
            Kind::Number(x) => Ok(Expr::Number(*x)),
            Kind::Sign("(") => {
                let e = self.expression()?;
                self.expect(")")?;
                Ok(e)
            }
            Kind::Name(name) => {
                let name = name.clone();
                match name.as_str() {
                    "pi" | "π" => return Ok(Expr::Number(std::f64::consts::PI)),
                    "tau" | "τ" => return Ok(Expr::Number(std::f64::consts::TAU)),
                    "euler" | "ℇ" => return Ok(Expr::Number(std::f64::consts::E)),
                    _ => {}
                }
                if self.accept("(") {
                    let inner = self.expression()?;
                    self.expect(")")?;
                    return Ok(Expr::Call(token, name, Box::new(inner)));
                }
                Ok(Expr::Name(token, name))
            }
            _ => Err(token.error(format!("a number is needed here, not {}", token.shown()))),
        }
    }
}
