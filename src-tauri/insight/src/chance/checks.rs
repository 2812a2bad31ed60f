//! Checks of parameters: what is wrong, by the path to it, with the range that would be right.

use std::ops::RangeInclusive;

use mycrm_kernel::error::FieldError;

/// Collects what is wrong with fields of `parameters`.
pub(crate) struct Checks<'a> {
    wrong: &'a mut Vec<FieldError>,
    above: &'static str,
}

impl<'a> Checks<'a> {
    /// Checks of the fields of `parameters`.
    pub(crate) fn of(wrong: &'a mut Vec<FieldError>) -> Self {
        Self::under("parameters.", wrong)
    }

    /// Checks of the fields of what `above` names, a dot at its end.
    pub(crate) fn under(above: &'static str, wrong: &'a mut Vec<FieldError>) -> Self {
        Self { wrong, above }
    }

    /// Adds a refusal.
    pub(crate) fn refuse(&mut self, field: &str, code: &'static str, message: impl Into<String>) {
        let path = self.path(field);
        self.wrong.push(FieldError::new(path, code, message));
    }

    fn path(&self, field: &str) -> String {
        format!("{}{field}", self.above)
    }

    /// A number must be finite and lie in its range.
    pub(crate) fn number(&mut self, field: &str, value: f64, range: RangeInclusive<f64>) {
        if !range.contains(&value) {
            let (least, most) = (range.start(), range.end());
            let message = format!("“{field}” must lie between {least} and {most}.");
            let outside = FieldError::new(self.path(field), "out_of_range", message);
            self.wrong
                .push(outside.with("least", *least).with("most", *most));
        }
    }

    /// A whole number must lie in its range.
    pub(crate) fn whole(&mut self, field: &str, value: u64, range: RangeInclusive<u64>) {
        if !range.contains(&value) {
            let (least, most) = (range.start(), range.end());
            let message = format!("“{field}” must lie between {least} and {most}.");
            let outside = FieldError::new(self.path(field), "out_of_range", message);
            self.wrong
                .push(outside.with("least", *least).with("most", *most));
        }
    }

    /// A currency, if there is one, must be a code.
    pub(crate) fn currency(&mut self, field: &str, code: Option<&str>) {
        let right = |code: &str| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
        if code.is_some_and(|code| !right(code)) {
            self.refuse(
                field,
                "invalid",
                format!("“{field}” must be a code of three capital letters, such as EUR."),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_lies_in_no_range() {
        let mut wrong = Vec::new();
        let mut checks = Checks::of(&mut wrong);
        for value in [0.0, 1.0, 0.5] {
            checks.number("right", value, 0.0..=1.0);
        }
        for value in [f64::NAN, f64::INFINITY, -0.1, 1.1] {
            checks.number("share", value, 0.0..=1.0);
        }
        checks.whole("steps", 0, 1..=5);
        checks.currency("currency", Some("eur"));
        checks.currency("currency", Some("EUR"));
        let fields: Vec<&str> = wrong.iter().map(|w| w.field.as_str()).collect();
        let share = "parameters.share";
        assert_eq!(
            fields,
            [
                share,
                share,
                share,
                share,
                "parameters.steps",
                "parameters.currency"
            ]
        );
    }
}
