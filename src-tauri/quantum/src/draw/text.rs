//! The text drawing.

use super::{Item, Mark, layout};
use crate::circuit::Circuit;
use crate::error::Result;

impl Circuit {
    /// The circuit as lines of text, one wire per qubit, qubit 0 on top, classical bits on a double
    /// wire below.
    ///
    /// # Errors
    /// [`crate::Error::Unsupported`] above 5,000 operations.
    pub fn draw_text(&self) -> Result<String> {
        let columns = layout(self)?;
        let (qubits, bits) = (self.qubits(), self.bits() > 0);
        let names: Vec<String> = (0..qubits).map(|q| format!("q{q}: ")).collect();
        let pad = names.iter().map(|n| n.len()).max().unwrap_or(3).max(3);
        // Two lines per qubit: the wire, and the space below it for vertical lines.
        let mut lines: Vec<String> = Vec::new();
        for name in &names {
            lines.push(format!("{name:>pad$}"));
            lines.push(" ".repeat(pad));
        }
        if bits {
            lines.push(format!("{:>pad$}", "c: "));
        }
        for column in &columns {
            let wide = |i: &Item| i.marks.iter().map(|(_, m)| width(m)).max().unwrap_or(1);
            let width = column
                .iter()
                .map(wide)
                .max()
                .unwrap_or(1)
                .max(label_width(column))
                + 2;
            let mut cells = vec![String::new(); lines.len()];
            for (row, cell) in cells.iter_mut().enumerate() {
                let fill = if row == 2 * qubits {
                    '═'
                } else if row % 2 == 0 {
                    '─'
                } else {
                    ' '
                };
                *cell = centre(&content(column, row, qubits), width, fill);
            }
            lines
                .iter_mut()
                .zip(cells)
                .for_each(|(l, c)| l.push_str(&c));
        }
        Ok(lines
            .iter()
            .map(|l| l.trim_end())
            .collect::<Vec<_>>()
            .join("\n")
            + "\n")
    }
}

fn label_width(column: &[Item]) -> usize {
    column
        .iter()
        .filter_map(|i| i.bit)
        .map(|b| b.to_string().len())
        .max()
        .unwrap_or(1)
}

fn width(mark: &Mark) -> usize {
    match mark {
        Mark::Box(label) => label.chars().count() + 2,
        _ => 1,
    }
}

/// What a column shows in a row: even rows are wires, odd rows the gaps, the last the bits.
fn content(column: &[Item], row: usize, qubits: usize) -> String {
    for item in column {
        if row == 2 * qubits {
            if let Some(bit) = item.bit {
                return bit.to_string();
            }
            continue;
        }
        let lo = item.marks.iter().map(|m| m.0).min().unwrap_or(0);
        let hi = item.marks.iter().map(|m| m.0).max().unwrap_or(0);
        let qubit = row / 2;
        if row.is_multiple_of(2)
            && let Some((_, mark)) = item.marks.iter().find(|(q, _)| *q == qubit)
        {
            return match mark {
                Mark::Box(label) => format!("[{label}]"),
                Mark::Dot => "●".into(),
                Mark::Circle => "○".into(),
                Mark::Cross => "╳".into(),
                Mark::Plus => "⊕".into(),
                Mark::Barrier => "░".into(),
            };
        }
        let barrier = item.marks.iter().all(|(_, m)| *m == Mark::Barrier);
        if !barrier && qubit >= lo && qubit < hi {
            return if row.is_multiple_of(2) {
                "┼".into()
            } else {
                "│".into()
            };
        }
        if item.bit.is_some() && qubit >= hi {
            return if row.is_multiple_of(2) {
                "╫".into()
            } else {
                "║".into()
            };
        }
    }
    String::new()
}

fn centre(content: &str, width: usize, fill: char) -> String {
    let spare = width - content.chars().count().min(width);
    let left = spare / 2;
    let mut out: String = std::iter::repeat_n(fill, left).collect();
    out.push_str(content);
    out.extend(std::iter::repeat_n(fill, spare - left));
    out
}
