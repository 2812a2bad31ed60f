//! The areas that make up the product: what the window, the command line and the tests open an app with.

use std::path::PathBuf;

use mycrm_kernel::app::Config;

/// Everything the product has, on the database at `path`.
pub fn config(path: impl Into<PathBuf>) -> Config {
    Config::at(path)
        .with(mycrm_crm::area())
        .with(mycrm_insight::area())
        .with(mycrm_sensing::area())
}
