//! How data that no body made is known: by an announcement in the environment, and by the address of the radio.

/// Set, to anything, in the environment of a program whose wearables are simulated.
pub const SIMULATED: &str = "MYCRM_SIMULATED_WEARABLES";

/// Set beside it to how many times as fast as life the simulated body lives; 1 where it is not.
pub const SPEED: &str = "MYCRM_SIMULATED_SPEED";

/// What addresses of simulated adapters and devices begin with: locally administered, so that no real one has it.
pub(crate) const SIMULATED_ADDRESS: &str = "02:4D:59:";

/// Whether this program was told that what it hears is simulated.
pub fn simulation_is_announced() -> bool {
    std::env::var_os(SIMULATED).is_some_and(|value| !value.is_empty())
}

/// How many times as fast as life what is simulated happens: 1 unless a simulation is announced that says otherwise.
/// Time that is told of must then run as fast, since rates of hearts and filters are.
pub fn simulated_speed() -> f64 {
    let told = std::env::var(SPEED)
        .ok()
        .filter(|_| simulation_is_announced());
    speed_of(told.as_deref())
}

fn speed_of(told: Option<&str>) -> f64 {
    told.and_then(|speed| speed.parse::<f64>().ok())
        .filter(|speed| (0.1..=100.0).contains(speed))
        .unwrap_or(1.0)
}

/// Whether an adapter or a device with this address is a simulated one.
pub fn is_simulated_address(address: &str) -> bool {
    address.to_ascii_uppercase().starts_with(SIMULATED_ADDRESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speed_that_is_none_is_that_of_life() {
        assert_eq!(speed_of(None), 1.0);
        assert_eq!(speed_of(Some("12.5")), 12.5);
        for wrong in ["", "fast", "NaN", "0", "-3", "1e9"] {
            assert_eq!(speed_of(Some(wrong)), 1.0, "{wrong}");
        }
    }

    #[test]
    fn only_the_virtual_range_is_simulated() {
        assert!(is_simulated_address("02:4d:59:00:00:01"));
        assert!(!is_simulated_address("00:55:DA:B3:81:73"));
    }
}
