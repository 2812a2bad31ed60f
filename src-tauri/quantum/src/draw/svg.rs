//! The SVG drawing. Colours come from `currentColor`, so it follows the page's light or dark theme.

use super::{Item, Mark, layout};
use crate::circuit::Circuit;
use crate::error::Result;
use std::fmt::Write;

const ROW: usize = 44;
const LEFT: usize = 56;

impl Circuit {
    /// The circuit as an SVG picture, one wire per qubit, qubit 0 on top.
    ///
    /// # Errors
    /// [`crate::Error::Unsupported`] above 5,000 operations.
    pub fn draw_svg(&self) -> Result<String> {
        let columns = layout(self)?;
        let rows = self.qubits() + usize::from(self.bits() > 0);
        let widths: Vec<usize> = columns
            .iter()
            .map(|c| c.iter().map(wide).max().unwrap_or(36) + 14)
            .collect();
        let (width, height) = (
            LEFT + widths.iter().sum::<usize>() + 20,
            ROW * rows.max(1) + 8,
        );
        let mut out = String::new();
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
             role=\"img\" fill=\"none\" stroke=\"currentColor\" font-family=\"sans-serif\" font-size=\"13\">"
        );
        let _ = write!(
            out,
            "<title>{} qubits, {} gates</title>",
            self.qubits(),
            self.gate_count()
        );
        for q in 0..self.qubits() {
            text(&mut out, LEFT - 28, y(q), &format!("q{q}"));
            line(&mut out, (LEFT, y(q)), (width - 10, y(q)), 1);
        }
        if self.bits() > 0 {
            let at = y(self.qubits());
            text(&mut out, LEFT - 28, at, "c");
            line(&mut out, (LEFT, at - 2), (width - 10, at - 2), 1);
            line(&mut out, (LEFT, at + 2), (width - 10, at + 2), 1);
        }
        let mut x = LEFT;
        for (column, w) in columns.iter().zip(&widths) {
            for item in column {
                draw(&mut out, item, x + w / 2, self.qubits());
            }
            x += w;
        }
        out.push_str("</svg>\n");
        Ok(out)
    }
}

fn y(row: usize) -> usize {
    row * ROW + ROW / 2 + 4
}

fn wide(item: &Item) -> usize {
    item.marks
        .iter()
        .map(|(_, m)| {
            if let Mark::Box(l) = m {
                box_width(l)
            } else {
                28
            }
        })
        .max()
        .unwrap_or(28)
}

fn box_width(label: &str) -> usize {
    (label.chars().count() * 8 + 14).max(30)
}

fn line(out: &mut String, from: (usize, usize), to: (usize, usize), width: usize) {
    let _ = write!(
        out,
        "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke-width=\"{width}\"/>",
        from.0, from.1, to.0, to.1
    );
}

fn text(out: &mut String, x: usize, y: usize, content: &str) {
    let safe = content
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let _ = write!(
        out,
        "<text x=\"{x}\" y=\"{}\" text-anchor=\"middle\" fill=\"currentColor\" stroke=\"none\">{safe}</text>",
        y + 4
    );
}

fn draw(out: &mut String, item: &Item, x: usize, qubits: usize) {
    let lo = item.marks.iter().map(|m| m.0).min().unwrap_or(0);
    let hi = item.marks.iter().map(|m| m.0).max().unwrap_or(0);
    let barrier = item.marks.iter().any(|(_, m)| *m == Mark::Barrier);
    if !barrier && hi > lo {
        line(out, (x, y(lo)), (x, y(hi)), 1);
    }
    if let Some(bit) = item.bit {
        line(out, (x - 2, y(hi)), (x - 2, y(qubits)), 1);
        line(out, (x + 2, y(hi)), (x + 2, y(qubits)), 1);
        text(out, x + 12, y(qubits) + 12, &bit.to_string());
    }
    for (q, mark) in &item.marks {
        let at = y(*q);
        let _ = match mark {
            Mark::Dot => write!(
                out,
                "<circle cx=\"{x}\" cy=\"{at}\" r=\"5\" fill=\"currentColor\"/>"
            ),
            Mark::Circle => write!(
                out,
                "<circle cx=\"{x}\" cy=\"{at}\" r=\"5\" fill=\"Canvas\"/>"
            ),
            Mark::Plus => {
                let _ = write!(out, "<circle cx=\"{x}\" cy=\"{at}\" r=\"11\"/>");
                line(out, (x - 11, at), (x + 11, at), 1);
                line(out, (x, at - 11), (x, at + 11), 1);
                Ok(())
            }
            Mark::Cross => {
                line(out, (x - 7, at - 7), (x + 7, at + 7), 2);
                line(out, (x - 7, at + 7), (x + 7, at - 7), 2);
                Ok(())
            }
            Mark::Barrier => write!(
                out,
                "<line x1=\"{x}\" y1=\"{}\" x2=\"{x}\" y2=\"{}\" stroke-width=\"2\" stroke-dasharray=\"4 4\"/>",
                at - ROW / 2,
                at + ROW / 2
            ),
            Mark::Box(label) => {
                let w = box_width(label);
                let _ = write!(
                    out,
                    "<rect x=\"{}\" y=\"{}\" width=\"{w}\" height=\"30\" rx=\"4\" fill=\"Canvas\"/>",
                    x - w / 2,
                    at - 15
                );
                text(out, x, at, label);
                Ok(())
            }
        };
    }
}
