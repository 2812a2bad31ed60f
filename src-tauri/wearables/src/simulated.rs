//! How data that no body made is known: by an announcement in the environment, and by the address of the radio.

/// Set, to anything, in the environment of a program whose wearables are simulated.
pub const SIMULATED: &str = "MYCRM_SIMULATED_WEARABLES";

/// What addresses of simulated adapters and devices begin with: locally administered, so that no real one has it.
pub(crate) const SIMULATED_ADDRESS: &str = "02:4D:59:";

/// Whether this program was told that what it hears is simulated.
pub fn simulation_is_announced() -> bool {
    std::env::var_os(SIMULATED).is_some_and(|value| !value.is_empty())
}

/// Whether an adapter or a device with this address is a simulated one.
pub fn is_simulated_address(address: &str) -> bool {
    address.to_ascii_uppercase().starts_with(SIMULATED_ADDRESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_virtual_range_is_simulated() {
        assert!(is_simulated_address("02:4d:59:00:00:01"));
        assert!(!is_simulated_address("00:55:DA:B3:81:73"));
    }
}
