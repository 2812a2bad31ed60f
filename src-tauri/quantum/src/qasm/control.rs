//! Conditions and loops over known ranges.

use super::lexer::{Kind, Token};
use super::parser::{MOST_BITS, Parser};
use crate::circuit::{Circuit, Condition, MAX_QUBITS, Op};
use crate::error::Result;
use crate::gate::Angle;

impl Parser {
    fn block(&mut self, out: &mut Circuit, depth: usize) -> Result<()> {
        if !self.accept("{") {
            return self.statement(out, depth + 1);
        }
        while !self.accept("}") {
            if self.peek().kind == Kind::End {
                return Err(self.unexpected("`}`"));
            }
            self.statement(out, depth + 1)?;
        }
        Ok(())
    }

    /// `if (c == 3) …`, `if (c[0]) …`, `if (!c[0]) …`, with an `else` in version 3.
    pub(super) fn condition(&mut self, out: &mut Circuit, depth: usize) -> Result<()> {
        self.next();
        self.expect("(")?;
        let negated = self.accept("!");
        let (token, name) = self.name()?;
        let bits = self.bit_operand(&token, &name)?;
        let mut equal = !negated;
        let mut value = 1;
        if self.accept("==") || matches!(self.peek().kind, Kind::Sign("!=")) {
            if self.accept("!=") {
                equal = !equal;
            }
            let at = self.peek().clone();
            value = match &at.kind {
                Kind::Name(n) if n == "true" || n == "false" => {
                    self.next();
                    u64::from(n == "true")
                }
                _ => u64::try_from(self.expression()?.integer(&self.scope, &at)?)
                    .map_err(|_| at.error("a condition compares with a number from 0"))?,
            };
        } else if bits.len() != 1 {
            return Err(token.error("a register needs `==` and a number to be a condition"));
        }
        self.expect(")")?;
        if bits.len() > 64 {
            return Err(token.error("a condition compares at most 64 bits"));
        }
        let condition = Condition {
            first: bits[0],
            width: bits.len(),
            value,
            equal,
        };
        let mut inner = Circuit::with_bits(MAX_QUBITS, MOST_BITS)?;
        self.block(&mut inner, depth)?;
        out.push_op(Op::If {
            condition,
            then: inner.ops().into(),
        });
        if matches!(&self.peek().kind, Kind::Name(n) if n == "else") {
            let word = self.next();
            // The condition is tested again after `then`, so `then` must leave its bits alone.
            let tested = condition.first..condition.first + condition.width;
            if inner
                .ops()
                .iter()
                .any(|op| matches!(op, Op::Measure { bit, .. } if tested.contains(bit)))
            {
                return Err(word.error(
                    "`else` after a branch that changes the condition's bits is not supported",
                ));
            }
            let mut other = Circuit::with_bits(MAX_QUBITS, MOST_BITS)?;
            self.block(&mut other, depth)?;
            let condition = Condition {
                equal: !condition.equal,
                ..condition
            };
            out.push_op(Op::If {
                condition,
                then: other.ops().into(),
            });
        }
        Ok(())
    }

    /// `for uint i in [0:3] { … }` or `in {0, 2, 5}`, unrolled.
    pub(super) fn repeat(&mut self, out: &mut Circuit, depth: usize) -> Result<()> {
        let word = self.next();
        if matches!(&self.peek().kind, Kind::Name(n) if n == "int" || n == "uint") {
            self.skip_type()?;
        }
        let (_, variable) = self.name()?;
        let (token, inside) = self.name()?;
        if inside != "in" {
            return Err(token.error("`in` is needed here"));
        }
        let values = self.range(&word)?;
        let (start, outer) = (self.at, self.scope.get(&variable).cloned());
        let mut end = None;
        for v in values {
            self.at = start;
            self.scope.insert(variable.clone(), Angle::Value(v as f64));
            self.block(out, depth)?;
            end = Some(self.at);
        }
        match outer {
            Some(value) => self.scope.insert(variable, value),
            None => self.scope.remove(&variable),
        };
        match end {
            Some(at) => self.at = at,
            None => return Err(word.error("this loop runs over nothing")),
        }
        Ok(())
    }

    fn range(&mut self, word: &Token) -> Result<Vec<i64>> {
        let integer = |p: &mut Self| -> Result<i64> {
            let at = p.peek().clone();
            p.expression()?.integer(&p.scope, &at)
        };
        let mut values = Vec::new();
        if self.accept("{") {
            values.push(integer(self)?);
            while self.accept(",") {
                values.push(integer(self)?);
            }
            self.expect("}")?;
            return Ok(values);
        }
        self.expect("[")?;
        let first = integer(self)?;
        self.expect(":")?;
        let mut last = integer(self)?;
        let mut step = 1;
        if self.accept(":") {
            step = last;
            last = integer(self)?;
        }
        self.expect("]")?;
        if step == 0 || (last - first) / step > 1_000_000 {
            return Err(word.error("this loop has no end or more than a million turns"));
        }
        let mut v = first;
        while if step > 0 { v <= last } else { v >= last } {
            values.push(v);
            v += step;
        }
        Ok(values)
    }
}
