//! Taking in exports of other products: Apple Health (`export.xml`, alone or in its zip, of any size), Google Fit (JSON
//! and CSV), Health Connect (its database, alone or in its zip), Fitbit (JSON and CSV), and plain CSV. Read as a stream:
//! memory does not grow with the file, save for a database, which is read in memory. Rows that cannot be used are kept in a ledger, the good ones are taken.

mod apple;
mod csv_rows;
mod fitbit;
mod google;
mod health_connect;
mod json_stream;
mod ledger;
mod run;
mod times;
mod unpack;

pub use ledger::{ListReadingImports, ReadingImport, RemoveReadingImport, ShowReadingErrors};
pub use run::{ImportReadings, ImportReadingsFile};

use mycrm_kernel::error::Result;

use super::model::Sample;

/// Who wrote a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    AppleHealth,
    GoogleFit,
    Fitbit,
    /// By the number that the export gives the app which wrote it: several of them count the same steps.
    HealthConnect(u32),
    Csv,
}

impl Origin {
    /// The source of its samples.
    pub(super) fn name(self) -> String {
        match self {
            Self::AppleHealth => "apple_health".into(),
            Self::GoogleFit => "google_fit".into(),
            Self::Fitbit => "fitbit".into(),
            Self::HealthConnect(app) => format!("health_connect {app}"),
            Self::Csv => "csv".into(),
        }
    }
}

/// One row of a file.
#[derive(Debug)]
pub(super) enum Row {
    /// Samples.
    Samples(Vec<Sample>),
    /// Something that is not a reading we keep.
    Passed,
    /// It cannot be used: a code and a sentence.
    Bad(&'static str, String),
}

impl Row {
    fn one(sample: Sample) -> Self {
        Self::Samples(vec![sample])
    }

    fn bad_time(text: &str) -> Self {
        let shown: String = text.chars().take(40).collect();
        Self::Bad("bad_time", format!("“{shown}” is no time."))
    }

    fn bad_value(text: &str) -> Self {
        let shown: String = text.chars().take(40).collect();
        Self::Bad("bad_value", format!("“{shown}” is no number."))
    }
}

/// Takes the rows of a file as they are read.
pub(super) trait Rows {
    /// Takes one row.
    fn row(&mut self, origin: Origin, row: Row) -> Result<()>;
}
