//! Gate definitions and applications.

use super::MOST_OPERATIONS;
use super::expr::{Expr, Scope};
use super::lexer::{Kind, Token};
use super::library::{arity, standard};
use super::parser::Parser;
use crate::circuit::{Circuit, MAX_QUBITS};
use crate::error::{Error, Result};
use crate::gate::{Angle, Gate};
use std::rc::Rc;

/// A gate defined by the text.
#[derive(Debug)]
pub(super) struct Definition {
    parameters: Vec<String>,
    qubits: Vec<String>,
    /// `None` is a barrier.
    body: Vec<(Call, Vec<usize>)>,
}

/// A gate's name with its modifiers and angles, before its operands.
#[derive(Debug)]
struct Call {
    token: Token,
    modifiers: Vec<(Token, Modifier)>,
    name: String,
    arguments: Vec<Expr>,
}

#[derive(Debug)]
enum Modifier {
    Control { open: bool, count: Option<Expr> },
    Inverse,
    Power(Expr),
}

/// A modifier with its number known.
enum Known {
    Control { open: bool, count: usize },
    Inverse,
    Power(i64),
}

/// Deepest chain of gates defined by gates.
const DEEPEST: usize = 100;

impl Parser {
    fn call(&mut self) -> Result<Call> {
        let mut modifiers = Vec::new();
        loop {
            let (token, name) = self.name()?;
            let modifier = match name.as_str() {
                "ctrl" | "negctrl" => {
                    let count = if self.accept("(") {
                        Some(self.closed()?)
                    } else {
                        None
                    };
                    Modifier::Control {
                        open: name == "negctrl",
                        count,
                    }
                }
                "inv" => Modifier::Inverse,
                "pow" => {
                    self.expect("(")?;
                    Modifier::Power(self.closed()?)
                }
                _ => {
                    let mut arguments = Vec::new();
                    if self.accept("(") && !self.accept(")") {
                        arguments.push(self.expression()?);
                        while self.accept(",") {
                            arguments.push(self.expression()?);
                        }
                        self.expect(")")?;
                    }
                    return Ok(Call {
                        token,
                        modifiers,
                        name,
                        arguments,
                    });
                }
            };
            self.expect("@")?;
            modifiers.push((token, modifier));
        }
    }

    fn closed(&mut self) -> Result<Expr> {
        let e = self.expression()?;
        self.expect(")")?;
        Ok(e)
    }

    /// `gate name(a, b) q, r { … }`
    pub(super) fn definition(&mut self) -> Result<()> {
        self.next();
        let (token, name) = self.name()?;
        let mut parameters = Vec::new();
        if self.accept("(") && !self.accept(")") {
            parameters = self.names()?;
            self.expect(")")?;
        }
        let qubits = if matches!(self.peek().kind, Kind::Sign("{")) {
            Vec::new()
        } else {
            self.names()?
        };
        if (1..qubits.len()).any(|i| qubits[..i].contains(&qubits[i])) {
            return Err(token.error(format!("gate `{name}` names a qubit twice")));
        }
        self.expect("{")?;
        let mut body = Vec::new();
        while !self.accept("}") {
            if matches!(&self.peek().kind, Kind::Name(n) if n == "barrier") {
                while !self.accept(";") {
                    if self.next().kind == Kind::End {
                        return Err(self.unexpected("`;`"));
                    }
                }
                continue;
            }
            if let Kind::Name(n) = &self.peek().kind
                && matches!(n.as_str(), "for" | "while" | "if")
            {
                return Err(self
                    .peek()
                    .error(format!("`{n}` inside a gate is not supported")));
            }
            let call = self.call()?;
            let mut operands = Vec::new();
            while !self.accept(";") {
                if !operands.is_empty() {
                    self.expect(",")?;
                }
                let (at, q) = self.name()?;
                let Some(i) = qubits.iter().position(|x| *x == q) else {
                    return Err(at.error(format!("`{q}` is not a qubit of gate `{name}`")));
                };
                operands.push(i);
            }
            body.push((call, operands));
        }
        self.gates.insert(
            name,
            Rc::new(Definition {
                parameters,
                qubits,
                body,
            }),
        );
        Ok(())
    }

    fn names(&mut self) -> Result<Vec<String>> {
        let mut out = vec![self.name()?.1];
        while self.accept(",") {
            out.push(self.name()?.1);
        }
        Ok(out)
    }

    /// A gate on registers or single qubits; registers of equal size go element by element.
    pub(super) fn application(&mut self, out: &mut Circuit) -> Result<()> {
        let call = self.call()?;
        let mut operands: Vec<Vec<usize>> = Vec::new();
        while !self.accept(";") {
            if !operands.is_empty() {
                self.expect(",")?;
            }
            operands.push(self.qubit_operand()?);
        }
        let arguments = self.evaluate(&call.arguments, &self.scope)?;
        let modifiers = self.known(&call.modifiers, &self.scope)?;
        let turns = operands.iter().map(Vec::len).max().unwrap_or(1);
        if operands.iter().any(|o| o.len() != 1 && o.len() != turns) {
            return Err(call.token.error("registers of different sizes"));
        }
        for turn in 0..turns {
            let qubits: Vec<usize> = operands
                .iter()
                .map(|o| if o.len() == 1 { o[0] } else { o[turn] })
                .collect();
            self.perform(
                &call.token,
                &modifiers,
                &call.name,
                &arguments,
                &qubits,
                out,
                0,
            )?;
        }
        Ok(())
    }

    fn evaluate(&self, list: &[Expr], scope: &Scope) -> Result<Vec<Angle>> {
        list.iter().map(|e| e.value(scope)).collect()
    }

    fn known(&self, list: &[(Token, Modifier)], scope: &Scope) -> Result<Vec<Known>> {
        list.iter()
            .map(|(token, m)| match m {
                Modifier::Inverse => Ok(Known::Inverse),
                Modifier::Power(e) => Ok(Known::Power(e.integer(scope, token)?)),
                Modifier::Control { open, count } => {
                    let count = count.as_ref().map_or(Ok(1), |e| e.integer(scope, token))?;
                    match usize::try_from(count) {
                        Ok(count) if (1..=MAX_QUBITS).contains(&count) => {
                            Ok(Known::Control { open: *open, count })
                        }
                        _ => Err(token.error("a gate has 1 or more controls")),
                    }
                }
            })
            .collect()
    }

    #[allow(clippy::too_many_arguments)]
    fn perform(
        &self,
        token: &Token,
        modifiers: &[Known],
        name: &str,
        arguments: &[Angle],
        qubits: &[usize],
        out: &mut Circuit,
        depth: usize,
    ) -> Result<()> {
        let located = |e: Error| match e {
            Error::Qasm { .. } => e,
            other => token.error(other.to_string()),
        };
        let Some((modifier, rest)) = modifiers.split_first() else {
            return self.plain(token, name, arguments, qubits, out, depth);
        };
        let mut inner = Circuit::new(MAX_QUBITS)?;
        match modifier {
            Known::Control { open, count } => {
                if qubits.len() < *count {
                    return Err(token.error("fewer operands than controls"));
                }
                let (controls, targets) = qubits.split_at(*count);
                let mask = controls.iter().fold(0u64, |m, q| m | 1 << q);
                if mask.count_ones() as usize != *count {
                    return Err(token.error("a control is named twice"));
                }
                self.perform(token, rest, name, arguments, targets, &mut inner, depth)?;
                inner
                    .control_into(out, mask, if *open { mask } else { 0 })
                    .map_err(located)
            }
            Known::Inverse => {
                self.perform(token, rest, name, arguments, qubits, &mut inner, depth)?;
                out.compose(&inner.inverse().map_err(located)?)
                    .map_err(located)?;
                Ok(())
            }
            Known::Power(k) => {
                self.perform(token, rest, name, arguments, qubits, &mut inner, depth)?;
                let many = inner.ops().len() as u64;
                if many.saturating_mul(k.unsigned_abs()) > MOST_OPERATIONS as u64 {
                    return Err(token.error(format!("more than {MOST_OPERATIONS} operations")));
                }
                out.compose(&inner.power(*k).map_err(located)?)
                    .map_err(located)?;
                Ok(())
            }
        }
    }

    fn plain(
        &self,
        token: &Token,
        name: &str,
        arguments: &[Angle],
        qubits: &[usize],
        out: &mut Circuit,
        depth: usize,
    ) -> Result<()> {
        if depth > DEEPEST || out.ops().len() > MOST_OPERATIONS {
            return Err(token.error(format!(
                "more than {MOST_OPERATIONS} operations, or gates nested too deeply"
            )));
        }
        let check = |angles: usize, wires: usize| {
            if arguments.len() != angles {
                Err(token.error(format!(
                    "`{name}` takes {angles} angles, not {}",
                    arguments.len()
                )))
            } else if qubits.len() != wires {
                Err(token.error(format!(
                    "`{name}` takes {wires} qubits, not {}",
                    qubits.len()
                )))
            } else {
                Ok(())
            }
        };
        let located = |e: Error| token.error(e.to_string());
        if let Some(definition) = self.gates.get(name) {
            check(definition.parameters.len(), definition.qubits.len())?;
            let mut scope: Scope = definition
                .parameters
                .iter()
                .cloned()
                .zip(arguments.iter().cloned())
                .collect();
            for (k, v) in &self.scope {
                scope.entry(k.clone()).or_insert_with(|| v.clone());
            }
            for (call, operands) in &definition.body {
                let inner: Vec<usize> = operands.iter().map(|i| qubits[*i]).collect();
                let arguments = self.evaluate(&call.arguments, &scope)?;
                let modifiers = self.known(&call.modifiers, &scope)?;
                self.perform(
                    &call.token,
                    &modifiers,
                    &call.name,
                    &arguments,
                    &inner,
                    out,
                    depth + 1,
                )?;
            }
            return Ok(());
        }
        if name == "gphase" {
            check(1, 0)?;
            out.global_phase(&arguments[0]).map_err(located)?;
            return Ok(());
        }
        let Some((angles, wires)) = arity(name, self.version) else {
            return Err(token.error(format!("there is no gate `{name}`")));
        };
        check(angles, wires)?;
        if let Some(s) = standard(name, arguments, self.version) {
            let (controls, targets) = qubits.split_at(s.controls);
            if let Some(phase) = s.phase {
                out.push(Gate::GlobalPhase(phase), &[], controls)
                    .map_err(located)?;
            }
            out.push(s.gate, targets, controls).map_err(located)?;
        }
        Ok(())
    }
}
