//! The areas that make up the product: what the window, the command line and the tests open an app with.

use std::path::PathBuf;
use std::sync::Arc;

use mycrm_kernel::app::Config;
use mycrm_kernel::clock::HurriedClock;

/// Everything the product has, on the database at `path`. Where wearables are simulated faster than life, its time runs
/// as fast as theirs.
pub fn config(path: impl Into<PathBuf>) -> Config {
    let mut config = Config::at(path)
        .with(mycrm_crm::area())
        .with(mycrm_insight::area())
        .with(mycrm_sensing::area());
    let speed = mycrm_sensing::devices::simulated_speed();
    if speed != 1.0 {
        config.clock = Arc::new(HurriedClock::new(speed));
    }
    config
}
