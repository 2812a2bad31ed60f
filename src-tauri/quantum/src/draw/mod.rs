//! Drawings of circuits: text for a terminal, SVG for a screen. Both share one layout.

mod svg;
mod text;

use crate::circuit::{Circuit, Condition, Op};
use crate::error::{Error, Result};
use crate::gate::Gate;

/// Most operations a drawing shows.
const MOST_DRAWN: usize = 5_000;

/// What stands on one qubit's wire.
#[derive(Debug, Clone, PartialEq)]
enum Mark {
    Box(String),
    Dot,
    Circle,
    Cross,
    Plus,
    Barrier,
}

/// One operation placed in a column.
#[derive(Debug, Clone)]
struct Item {
    marks: Vec<(usize, Mark)>,
    /// A classical bit it reads or writes.
    bit: Option<usize>,
}

/// Columns of operations whose spans do not overlap.
fn layout(circuit: &Circuit) -> Result<Vec<Vec<Item>>> {
    let mut items = Vec::new();
    for op in circuit.ops() {
        collect(op, None, &mut items);
        if items.len() > MOST_DRAWN {
            return Err(Error::Unsupported(format!(
                "a drawing of more than {MOST_DRAWN} operations helps nobody"
            )));
        }
    }
    let mut columns: Vec<Vec<Item>> = Vec::new();
    let mut free = vec![0usize; circuit.qubits() + 1];
    for item in items {
        let lo = item.marks.iter().map(|m| m.0).min().unwrap_or(0);
        // A line to a classical bit runs down past every wire below.
        let hi = if item.bit.is_some() {
            circuit.qubits()
        } else {
            item.marks.iter().map(|m| m.0).max().unwrap_or(0)
        };
        let at = free[lo..=hi].iter().copied().max().unwrap_or(0);
        free[lo..=hi].fill(at + 1);
        if columns.len() <= at {
            columns.resize(at + 1, Vec::new());
        }
        columns[at].push(item);
    }
    Ok(columns)
}

fn collect(op: &Op, condition: Option<&Condition>, out: &mut Vec<Item>) {
    let bit = condition.map(|c| c.first);
    let qubits = |mask: u64| (0..64usize).filter(move |q| mask >> q & 1 == 1);
    let test = condition.map_or(String::new(), |c| {
        format!(" if{}{}", if c.equal { "=" } else { "≠" }, c.value)
    });
    match op {
        Op::Gate(g) => {
            let mut marks: Vec<(usize, Mark)> = qubits(g.controls)
                .map(|q| {
                    (
                        q,
                        if g.open >> q & 1 == 1 {
                            Mark::Circle
                        } else {
                            Mark::Dot
                        },
                    )
                })
                .collect();
            let controlled = g.controls != 0;
            for (i, &t) in g.targets.iter().enumerate() {
                let mark = match &g.gate {
                    Gate::X if controlled => Mark::Plus,
                    Gate::Z if controlled => Mark::Dot,
                    Gate::Swap => Mark::Cross,
                    gate if g.targets.len() > 1 => Mark::Box(format!("{}:{i}{test}", label(gate))),
                    gate => Mark::Box(format!("{}{test}", label(gate))),
                };
                marks.push((t as usize, mark));
            }
            if !marks.is_empty() {
                out.push(Item { marks, bit });
            }
        }
        Op::Barrier(mask) => out.push(Item {
            marks: qubits(*mask).map(|q| (q, Mark::Barrier)).collect(),
            bit: None,
        }),
        Op::Reset(q) => out.push(Item {
            marks: vec![(*q, Mark::Box(format!("|0>{test}")))],
            bit,
        }),
        Op::Measure { qubit, bit } => {
            out.push(Item {
                marks: vec![(*qubit, Mark::Box(format!("M{test}")))],
                bit: Some(*bit),
            });
        }
        Op::If { condition, then } => then.iter().for_each(|op| collect(op, Some(condition), out)),
    }
}

/// A gate's name with its angles in short.
fn label(gate: &Gate) -> String {
    let name = match gate {
        Gate::Sdg => "S†".into(),
        Gate::Tdg => "T†".into(),
        Gate::Sx => "√X".into(),
        Gate::Sxdg => "√X†".into(),
        Gate::Unitary1(_) | Gate::Unitary2(_) => "U".into(),
        Gate::Diagonal(_) => "D".into(),
        Gate::Permutation(_) => "π".into(),
        other => other.name().to_uppercase(),
    };
    let angles: Vec<String> = gate
        .angles()
        .into_iter()
        .map(|a| match a.value() {
            Ok(v) => format!("{v:.3}")
                .trim_end_matches('0')
                .trim_end_matches('.')
                .to_owned(),
            Err(_) => a.to_string(),
        })
        .collect();
    if angles.is_empty() {
        name
    } else {
        format!("{name}({})", angles.join(","))
    }
}
