//! Angles that are numbers, or linear in parameters bound later.

use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};
use std::sync::Arc;

/// An angle in radians: a number, or `constant + Σ coefficient · parameter`.
///
/// Parameters are named; [`crate::Circuit::bind`] gives them values. Only linear forms exist, which
/// keeps the parameter-shift gradient exact.
#[derive(Debug, Clone, PartialEq)]
pub enum Angle {
    /// A number.
    Value(f64),
    /// Linear in named parameters.
    Linear(Arc<Linear>),
}

/// `constant + Σ coefficient · parameter`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Linear {
    /// The part that no parameter moves.
    pub constant: f64,
    /// Coefficient of each named parameter.
    pub terms: BTreeMap<Arc<str>, f64>,
}

impl Angle {
    /// The parameter `name` itself.
    pub fn parameter(name: &str) -> Self {
        Self::Linear(Arc::new(Linear {
            constant: 0.0,
            terms: BTreeMap::from([(Arc::from(name), 1.0)]),
        }))
    }

    /// The number, if no parameter is left. A NaN is refused here rather than spread over the
    /// state.
    ///
    /// # Errors
    /// [`Error::Unbound`] with the first parameter without a value; [`Error::NotFinite`].
    pub fn value(&self) -> Result<f64> {
        match self {
            Self::Value(v) => crate::error::finite("an angle", *v),
            Self::Linear(l) => match l.terms.keys().next() {
                Some(name) => Err(Error::Unbound {
                    name: name.to_string(),
                }),
                None => crate::error::finite("an angle", l.constant),
            },
        }
    }

    /// With the given parameters replaced by numbers; others stay.
    pub fn bind(&self, values: &BTreeMap<&str, f64>) -> Self {
        match self {
            Self::Value(_) => self.clone(),
            Self::Linear(l) => {
                let mut out = Linear {
                    constant: l.constant,
                    terms: BTreeMap::new(),
                };
                for (name, k) in &l.terms {
                    match values.get(&**name) {
                        Some(v) => out.constant += k * v,
                        None => {
                            out.terms.insert(name.clone(), *k);
                        }
                    }
                }
                if out.terms.is_empty() {
                    Self::Value(out.constant)
                } else {
                    Self::Linear(Arc::new(out))
                }
            }
        }
    }

    /// Names and coefficients of the parameters it depends on.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, f64)> {
        let terms = match self {
            Self::Value(_) => None,
            Self::Linear(l) => Some(l.terms.iter().map(|(n, k)| (&**n, *k))),
        };
        terms.into_iter().flatten()
    }

    fn linear(&self) -> Linear {
        match self {
            Self::Value(v) => Linear {
                constant: *v,
                terms: BTreeMap::new(),
            },
            Self::Linear(l) => (**l).clone(),
        }
    }

    fn from_linear(mut l: Linear) -> Self {
        l.terms.retain(|_, k| *k != 0.0);
        if l.terms.is_empty() {
            Self::Value(l.constant)
        } else {
            Self::Linear(Arc::new(l))
        }
    }
}

impl From<f64> for Angle {
    fn from(value: f64) -> Self {
        Self::Value(value)
    }
}

impl From<&Angle> for Angle {
    fn from(value: &Angle) -> Self {
        value.clone()
    }
}

impl Add for Angle {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        if let (Self::Value(a), Self::Value(b)) = (&self, &other) {
            return Self::Value(a + b);
        }
        let mut l = self.linear();
        let r = other.linear();
        l.constant += r.constant;
        for (name, k) in r.terms {
            *l.terms.entry(name).or_insert(0.0) += k;
        }
        Self::from_linear(l)
    }
}

impl Mul<f64> for Angle {
    type Output = Self;
    fn mul(self, k: f64) -> Self {
        match self {
            Self::Value(v) => Self::Value(v * k),
            Self::Linear(_) => {
                let mut l = self.linear();
                l.constant *= k;
                l.terms.values_mut().for_each(|t| *t *= k);
                Self::from_linear(l)
            }
        }
    }
}

impl Neg for Angle {
    type Output = Self;
    fn neg(self) -> Self {
        self * -1.0
    }
}

impl Sub for Angle {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl fmt::Display for Angle {
    /// Numbers round-trip (shortest form); parameters as `2*theta + 0.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(v) => write!(f, "{v:?}"),
            Self::Linear(l) => {
                let mut first = true;
                for (name, k) in &l.terms {
                    let sign = if *k < 0.0 {
                        "-"
                    } else if first {
                        ""
                    } else {
                        "+"
                    };
                    let gap = if first { "" } else { " " };
                    write!(f, "{gap}{sign}{gap}")?;
                    if k.abs() == 1.0 {
                        write!(f, "{name}")?
                    } else {
                        write!(f, "{:?}*{name}", k.abs())?
                    }
                    first = false;
                }
                if l.constant != 0.0 {
                    let sign = if l.constant < 0.0 { "-" } else { "+" };
                    write!(f, " {sign} {:?}", l.constant.abs())?;
                }
                Ok(())
            }
        }
    }
}
