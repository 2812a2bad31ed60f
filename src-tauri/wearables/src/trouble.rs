//! What can go wrong with a radio, and what a person does about it on each system.

use serde::Serialize;

use crate::found::DeviceId;

/// Something that stands between the wearer and the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Trouble {
    /// The computer has no Bluetooth adapter, or none the system knows.
    #[error("No Bluetooth adapter was found. Plug one in, or switch it on in the firmware.")]
    NoAdapter,
    /// The adapter is switched off.
    #[error("Bluetooth is switched off. Switch it on in the system's settings.")]
    AdapterOff,
    /// There was an adapter a moment ago.
    #[error("The Bluetooth adapter is gone. Plug it in again; MyCRM goes on by itself.")]
    AdapterVanished,
    /// The system does not let this program use Bluetooth.
    #[error("The system does not let MyCRM use Bluetooth. Allow it in the system's settings.")]
    PermissionRefused,
    /// The system's Bluetooth service does not answer.
    #[error("The system's Bluetooth service does not run. Install or start it.")]
    NoService,
    /// No device of this id is known. Scan first.
    #[error("There is no device {device}. Scan again.")]
    UnknownDevice {
        /// What was asked for.
        device: DeviceId,
    },
    /// The device does not answer: out of reach, off, or taken by another program.
    #[error(
        "{device} does not answer. Bring it closer, switch it on, and see that no phone is connected to it."
    )]
    OutOfReach {
        /// What was asked for.
        device: DeviceId,
    },
    /// The device answers but has none of the services that are understood here.
    #[error("{device} offers neither EEG nor heart rate.")]
    NotAWearable {
        /// What was asked for.
        device: DeviceId,
    },
    /// As many devices as a session takes are connected.
    #[error("{most} devices are connected already. Disconnect one first.")]
    TooMany {
        /// The most at once.
        most: usize,
    },
    /// More was asked at once than the session takes in.
    #[error("The Bluetooth session is busy. Try again in a moment.")]
    Busy,
    /// The session was stopped.
    #[error("The Bluetooth session has ended.")]
    Stopped,
    /// Whatever else the system said.
    #[error("Bluetooth: {detail}")]
    Failed {
        /// The system's words.
        detail: String,
    },
}

/// The systems that differ in what a person has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Platform {
    /// Linux with BlueZ.
    Linux,
    /// macOS with CoreBluetooth.
    MacOs,
    /// Windows with WinRT.
    Windows,
}

impl Platform {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Linux, Self::MacOs, Self::Windows];

    /// The one this program was built for.
    pub const fn here() -> Self {
        if cfg!(target_os = "macos") {
            Self::MacOs
        } else if cfg!(windows) {
            Self::Windows
        } else {
            Self::Linux
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Linux => "linux",
            Self::MacOs => "macos",
            Self::Windows => "windows",
        }
    }
}

impl Trouble {
    /// The codes of troubles that the system's settings cure, each different on each [`Platform`].
    pub const CURED_BY_THE_SYSTEM: [&'static str; 5] = [
        "no_adapter",
        "adapter_off",
        "adapter_vanished",
        "permission_refused",
        "no_service",
    ];

    /// A stable word for the kind of trouble.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoAdapter => "no_adapter",
            Self::AdapterOff => "adapter_off",
            Self::AdapterVanished => "adapter_vanished",
            Self::PermissionRefused => "permission_refused",
            Self::NoService => "no_service",
            Self::UnknownDevice { .. } => "unknown_device",
            Self::OutOfReach { .. } => "out_of_reach",
            Self::NotAWearable { .. } => "not_a_wearable",
            Self::TooMany { .. } => "too_many",
            Self::Busy => "busy",
            Self::Stopped => "stopped",
            Self::Failed { .. } => "failed",
        }
    }

    /// What to do about it, as a code that the screen has words for, such as `adapter_off_linux`; none where the
    /// sentence itself says all there is to do.
    pub fn remedy(&self, platform: Platform) -> Option<String> {
        let code = self.code();
        Self::CURED_BY_THE_SYSTEM
            .contains(&code)
            .then(|| format!("{code}_{}", platform.name()))
    }

    /// Every code that [`Trouble::remedy`] can give, on all systems.
    pub fn remedies() -> Vec<String> {
        Self::CURED_BY_THE_SYSTEM
            .iter()
            .flat_map(|code| Platform::ALL.map(|platform| format!("{code}_{}", platform.name())))
            .collect()
    }
}

/// What the system meant, out of the words of the Bluetooth library.
pub(crate) fn read(error: btleplug::Error) -> Trouble {
    match error {
        btleplug::Error::PermissionDenied => Trouble::PermissionRefused,
        btleplug::Error::NoAdapterAvailable => Trouble::NoAdapter,
        #[cfg(target_os = "linux")]
        btleplug::Error::Other(inner) => match daemon_error(inner.as_ref()) {
            Some(name) => daemon_trouble(&name, &inner.to_string()),
            None => Trouble::Failed {
                detail: inner.to_string(),
            },
        },
        other => Trouble::Failed {
            detail: other.to_string(),
        },
    }
}

/// Whether the system is still busy with an earlier request for the same device.
pub(crate) fn is_in_progress(error: &btleplug::Error) -> bool {
    #[cfg(target_os = "linux")]
    if let btleplug::Error::Other(inner) = error {
        return daemon_error(inner.as_ref()).as_deref() == Some("org.bluez.Error.InProgress");
    }
    let _ = error;
    false
}

/// The D-Bus name of the Bluetooth daemon's error.
#[cfg(target_os = "linux")]
fn daemon_error(error: &(dyn std::error::Error + 'static)) -> Option<String> {
    match error.downcast_ref::<bluez_async::BluetoothError>()? {
        bluez_async::BluetoothError::DbusError(error) => error.name().map(str::to_owned),
        _ => None,
    }
}

#[cfg(target_os = "linux")]
fn daemon_trouble(name: &str, detail: &str) -> Trouble {
    const BUS: &str = "org.freedesktop.DBus.Error.";
    match name.strip_prefix(BUS).unwrap_or(name) {
        "ServiceUnknown"
        | "NameHasNoOwner"
        | "FileNotFound"
        | "NoServer"
        | "Disconnected"
        | "Spawn.ServiceNotFound"
        | "Spawn.ExecFailed" => Trouble::NoService,
        "AccessDenied" | "AuthFailed" | "org.bluez.Error.NotAuthorized" => {
            Trouble::PermissionRefused
        }
        "org.bluez.Error.NotReady" => Trouble::AdapterOff,
        _ => Trouble::Failed {
            detail: if detail.is_empty() { name } else { detail }.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_cures_has_a_remedy_on_each_system() {
        assert_eq!(
            Trouble::AdapterOff.remedy(Platform::Windows).as_deref(),
            Some("adapter_off_windows")
        );
        assert_eq!(Trouble::Stopped.remedy(Platform::Linux), None);
        assert_eq!(Trouble::remedies().len(), 15);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_daemons_errors_are_told_apart() {
        let of = |name: &'static str| {
            let error = dbus::Error::new_custom(name, "said the daemon");
            read(btleplug::Error::from(
                bluez_async::BluetoothError::DbusError(error),
            ))
        };
        assert_eq!(
            of("org.freedesktop.DBus.Error.ServiceUnknown"),
            Trouble::NoService
        );
        assert_eq!(
            of("org.freedesktop.DBus.Error.AccessDenied"),
            Trouble::PermissionRefused
        );
        assert_eq!(of("org.bluez.Error.NotReady"), Trouble::AdapterOff);
        assert_eq!(
            of("org.bluez.Error.Failed"),
            Trouble::Failed {
                detail: "said the daemon".into()
            }
        );
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_request_that_is_still_pending_is_recognised() {
        let error = |name: &'static str| {
            btleplug::Error::from(bluez_async::BluetoothError::DbusError(
                dbus::Error::new_custom(name, ""),
            ))
        };
        assert!(is_in_progress(&error("org.bluez.Error.InProgress")));
        assert!(!is_in_progress(&error("org.bluez.Error.Failed")));
    }
}
