//! Statements other than gates: declarations, measurement, conditions, loops.

use super::MOST_OPERATIONS;
use super::expr::Scope;
use super::lexer::{Kind, Token, tokens};
use super::program::Definition;
use crate::circuit::{Circuit, MAX_QUBITS};
use crate::error::{Error, Result};
use crate::gate::Angle;
use std::collections::HashMap;
use std::rc::Rc;

/// A declared register: first number, size, and whether it was declared without a size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Register {
    pub(super) first: usize,
    pub(super) size: usize,
}

pub(super) struct Parser {
    tokens: Vec<Token>,
    pub(super) at: usize,
    pub(super) depth: usize,
    pub(super) version: u32,
    pub(super) qubits: HashMap<String, Register>,
    bits: HashMap<String, Register>,
    qubit_count: usize,
    bit_count: usize,
    pub(super) gates: HashMap<String, Rc<Definition>>,
    pub(super) scope: Scope,
}

/// Most classical bits of a program.
pub(super) const MOST_BITS: usize = 1 << 20;
/// Most blocks inside blocks.
const DEEPEST: usize = 60;

impl Parser {
    pub(super) fn new(text: &str) -> Result<Self> {
        Ok(Self {
            tokens: tokens(text)?,
            at: 0,
            depth: 0,
            version: 3,
            qubits: HashMap::new(),
            bits: HashMap::new(),
            qubit_count: 0,
            bit_count: 0,
            gates: HashMap::new(),
            scope: Scope::new(),
        })
    }

    pub(super) fn peek(&self) -> &Token {
        &self.tokens[self.at]
    }

    pub(super) fn next(&mut self) -> Token {
        let token = self.tokens[self.at].clone();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    pub(super) fn accept(&mut self, sign: &str) -> bool {
        let yes = matches!(&self.peek().kind, Kind::Sign(s) if *s == sign);
        if yes {
            self.next();
        }
        yes
    }

    pub(super) fn expect(&mut self, sign: &str) -> Result<()> {
        if self.accept(sign) {
            Ok(())
        } else {
            Err(self.unexpected(&format!("`{sign}`")))
        }
    }

    pub(super) fn unexpected(&self, wanted: &str) -> Error {
        let token = self.peek();
        token.error(format!("{wanted} is needed here, not {}", token.shown()))
    }

    pub(super) fn name(&mut self) -> Result<(Token, String)> {
        let token = self.peek().clone();
        match &token.kind {
            Kind::Name(n) => {
                self.next();
                Ok((token.clone(), n.clone()))
            }
            _ => Err(self.unexpected("a name")),
        }
    }

    pub(super) fn program(mut self) -> Result<Circuit> {
        if matches!(&self.peek().kind, Kind::Name(n) if n == "OPENQASM") {
            self.next();
            let token = self.next();
            self.version = match token.kind {
                Kind::Number(2.0) | Kind::Integer(2) => 2,
                Kind::Number(x) if (3.0..4.0).contains(&x) => 3,
                Kind::Integer(3) => 3,
                _ => return Err(token.error("only OpenQASM 2 and 3 are read")),
            };
            self.expect(";")?;
        }
        let mut out = Circuit::with_bits(MAX_QUBITS, MOST_BITS)?;
        while self.peek().kind != Kind::End {
            self.statement(&mut out, 0)?;
        }
        out.resize(self.qubit_count, self.bit_count);
        Ok(out)
    }

    pub(super) fn statement(&mut self, out: &mut Circuit, depth: usize) -> Result<()> {
        let token = self.peek().clone();
        if out.ops().len() > MOST_OPERATIONS {
            return Err(token.error(format!("more than {MOST_OPERATIONS} operations")));
        }
        if depth > DEEPEST {
            return Err(token.error("blocks are nested too deeply"));
        }
        let Kind::Name(word) = &token.kind else {
            return Err(self.unexpected("a statement"));
        };
        match word.as_str() {
            "include" => self.include(),
            "qreg" | "qubit" => self.declare(word == "qreg", true, out),
            "creg" | "bit" => self.declare(word == "creg", false, out),
            "gate" => self.definition(),
            "const" => self.constant(),
            "input" => self.input(),
            "measure" => self.measure(out),
            "reset" => {
                self.next();
                for q in self.qubit_operand()? {
                    out.reset(q)?;
                }
                self.expect(";")
            }
            "barrier" => {
                self.next();
                let mut mask: Vec<usize> = Vec::new();
                if matches!(self.peek().kind, Kind::Sign(";")) {
                    mask.extend(0..self.qubit_count);
                } else {
                    mask.extend(self.qubit_operand()?);
                    while self.accept(",") {
                        mask.extend(self.qubit_operand()?);
                    }
                }
                if !mask.is_empty() {
                    out.barrier(&mask)?;
                }
                self.expect(";")
            }
            "if" => self.condition(out, depth),
            "for" => self.repeat(out, depth),
            "while" => {
                Err(token
                    .error("`while` loops are not supported: only loops over known ranges are"))
            }
            "opaque" | "def" | "defcal" | "defcalgrammar" | "cal" | "extern" | "let" | "box"
            | "delay" | "duration" | "stretch" | "output" | "array" | "return" | "switch"
            | "pragma" | "break" | "continue" | "end" | "int" | "uint" | "float" | "angle"
            | "bool" | "complex" | "nop" => Err(token.error(format!(
                "`{word}` is outside the gate-circuit part of OpenQASM that is read here"
            ))),
            _ if self.bits.contains_key(word) => self.assignment(out),
            _ => self.application(out),
        }
    }

    fn include(&mut self) -> Result<()> {
        self.next();
        let token = self.next();
        match &token.kind {
            Kind::Text(file) if file == "qelib1.inc" || file == "stdgates.inc" => self.expect(";"),
            Kind::Text(file) => Err(token.error(format!(
                "`{file}` is not included: only the standard qelib1.inc and stdgates.inc are known"
            ))),
            _ => Err(token.error("a file name in quotes is needed here")),
        }
    }

    /// `qreg q[4];`, `qubit[4] q;`, `qubit q;`, the same for bits, and `bit c = measure q;`.
    fn declare(&mut self, old: bool, quantum: bool, out: &mut Circuit) -> Result<()> {
        self.next();
        let mut size = 1;
        if !old && self.accept("[") {
            size = self.size()?;
        }
        let (token, name) = self.name()?;
        if old && self.accept("[") {
            size = self.size()?;
        }
        if self.qubits.contains_key(&name)
            || self.bits.contains_key(&name)
            || self.scope.contains_key(&name)
        {
            return Err(token.error(format!("`{name}` is declared twice")));
        }
        if quantum {
            if self.qubit_count + size > MAX_QUBITS {
                return Err(token.error(format!("more than {MAX_QUBITS} qubits")));
            }
            self.qubits.insert(
                name,
                Register {
                    first: self.qubit_count,
                    size,
                },
            );
            self.qubit_count += size;
        } else {
            if self.bit_count + size > MOST_BITS {
                return Err(token.error(format!("more than {MOST_BITS} bits")));
            }
            let register = Register {
                first: self.bit_count,
                size,
            };
            self.bits.insert(name, register);
            self.bit_count += size;
            if self.accept("=") {
                let bits: Vec<usize> = (register.first..register.first + size).collect();
                return self.measured_into(&token, &bits, out);
            }
        }
        self.expect(";")
    }

    fn size(&mut self) -> Result<usize> {
        let token = self.peek().clone();
        let n = self.expression()?.integer(&self.scope, &token)?;
        self.expect("]")?;
        usize::try_from(n)
            .ok()
            .filter(|n| *n > 0)
            .ok_or_else(|| token.error("a size is at least 1"))
    }

    pub(super) fn skip_type(&mut self) -> Result<()> {
        let (token, word) = self.name()?;
        if !matches!(word.as_str(), "int" | "uint" | "float" | "angle") {
            return Err(token.error(format!("`{word}` is not a number type that is read here")));
        }
        if self.accept("[") {
            self.size()?;
        }
        Ok(())
    }

    fn constant(&mut self) -> Result<()> {
        self.next();
        self.skip_type()?;
        let (_, name) = self.name()?;
        self.expect("=")?;
        let value = self.expression()?.value(&self.scope)?;
        self.scope.insert(name, value);
        self.expect(";")
    }

    fn input(&mut self) -> Result<()> {
        self.next();
        self.skip_type()?;
        let (_, name) = self.name()?;
        self.scope.insert(name.clone(), Angle::parameter(&name));
        self.expect(";")
    }

    /// `measure q -> c;`
    fn measure(&mut self, out: &mut Circuit) -> Result<()> {
        let token = self.next();
        let qubits = self.qubit_operand()?;
        if !self.accept("->") {
            return Err(self.unexpected("`->` and the bits to write"));
        }
        let (at, name) = self.name()?;
        let bits = self.bit_operand(&at, &name)?;
        self.pair_up(&token, &qubits, &bits, out)?;
        self.expect(";")
    }

    /// `c = measure q;`
    fn assignment(&mut self, out: &mut Circuit) -> Result<()> {
        let (token, name) = self.name()?;
        let bits = self.bit_operand(&token, &name)?;
        self.expect("=")?;
        self.measured_into(&token, &bits, out)
    }

    fn measured_into(&mut self, token: &Token, bits: &[usize], out: &mut Circuit) -> Result<()> {
        let (word, what) = self.name()?;
        if what != "measure" {
            return Err(word.error("bits are only given values by `measure`"));
        }
        let qubits = self.qubit_operand()?;
        self.pair_up(token, &qubits, bits, out)?;
        self.expect(";")
    }

    fn pair_up(
        &self,
        token: &Token,
        qubits: &[usize],
        bits: &[usize],
        out: &mut Circuit,
    ) -> Result<()> {
        if qubits.len() != bits.len() {
            return Err(token.error(format!(
                "{} qubits are measured into {} bits",
                qubits.len(),
                bits.len()
            )));
        }
        for (q, b) in qubits.iter().zip(bits) {
            out.measure(*q, *b)?;
        }
        Ok(())
    }

    pub(super) fn bit_operand(&mut self, token: &Token, name: &str) -> Result<Vec<usize>> {
        let Some(register) = self.bits.get(name).copied() else {
            return Err(token.error(format!("`{name}` is not a bit register")));
        };
        self.indexed(token, name, register)
    }

    pub(super) fn qubit_operand(&mut self) -> Result<Vec<usize>> {
        let (token, name) = self.name()?;
        let Some(register) = self.qubits.get(&name).copied() else {
            return Err(token.error(format!("`{name}` is not a qubit register")));
        };
        self.indexed(&token, &name, register)
    }

    /// `[i]`, `[a:b]` or nothing after a register's name.
    fn indexed(&mut self, token: &Token, name: &str, r: Register) -> Result<Vec<usize>> {
        if !self.accept("[") {
            return Ok((r.first..r.first + r.size).collect());
        }
        let one = |p: &mut Self| -> Result<usize> {
            let at = p.peek().clone();
            let i = p.expression()?.integer(&p.scope, &at)?;
            let i = if i < 0 { i + r.size as i64 } else { i };
            usize::try_from(i)
                .ok()
                .filter(|i| *i < r.size)
                .ok_or_else(|| {
                    token.error(format!(
                        "`{name}` has {} elements, counted from 0, and no [{i}]",
                        r.size
                    ))
                })
        };
        let first = one(self)?;
        let last = if self.accept(":") { one(self)? } else { first };
        self.expect("]")?;
        Ok((r.first + first..=r.first + last).collect())
    }
}
