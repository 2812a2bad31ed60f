//! The adapter: found again after it was off or away, scanning when somebody wants it, still while a device connects.

use btleplug::api::{Central as _, CentralState, Manager as _, ScanFilter};
use btleplug::platform::{Adapter as SystemAdapter, Manager, Peripheral};
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::{Mutex, Notify, OwnedMutexGuard};
use uuid::Uuid;

use super::scan::device_id;
use crate::found::DeviceId;
use crate::simulated::{is_simulated_address, simulation_is_announced};
use crate::trouble::{Trouble, read};

/// How the adapter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AdapterState {
    /// Ready.
    On,
    /// Not looked at yet.
    Unknown,
    /// Not ready, for the reason given beside it.
    Unavailable,
}

/// The adapter as it was last seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Adapter {
    /// How it is.
    pub state: AdapterState,
    /// Why it cannot be used.
    pub trouble: Option<Trouble>,
    /// What the system calls it, such as `hci0`.
    pub name: Option<String>,
    /// Whether it is a simulated one: everything that comes through it then is.
    pub simulated: bool,
}

impl Adapter {
    pub(super) fn unknown() -> Self {
        Self {
            state: AdapterState::Unknown,
            trouble: None,
            name: None,
            simulated: simulation_is_announced(),
        }
    }

    fn unavailable(trouble: Trouble) -> Self {
        Self {
            state: AdapterState::Unavailable,
            trouble: Some(trouble),
            ..Self::unknown()
        }
    }
}

/// The radio as the session uses it. One at a time connects; the scan rests meanwhile, since BlueZ aborts connections
/// that a scan gets in the way of.
pub(super) struct Radio {
    state: Mutex<State>,
    turn: Arc<Mutex<()>>,
    /// Connections being made.
    resting: Count,
    /// Connections that look for their device.
    searching: Count,
    /// Rings when one of these counts has fallen.
    bell: Arc<Notify>,
}

type Count = Arc<AtomicUsize>;

/// One in a count while it lives: also an attempt that is dropped half-way gives back what it took.
pub(super) struct Counted {
    count: Count,
    bell: Arc<Notify>,
    _only: Option<OwnedMutexGuard<()>>,
}

impl Counted {
    fn new(count: &Count, bell: &Arc<Notify>, only: Option<OwnedMutexGuard<()>>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self {
            count: count.clone(),
            bell: bell.clone(),
            _only: only,
        }
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.count.fetch_sub(1, Ordering::Relaxed);
        self.bell.notify_one();
    }
}

#[derive(Default)]
struct State {
    /// Kept while adapters come and go: each one is a connection to the system that the library never closes.
    manager: Option<Manager>,
    /// Looks that failed in a row.
    failures: u32,
    system: Option<System>,
    /// Whether the last look found the adapter ready. A scan would switch one on that is off.
    ready: bool,
    /// Whether there was ever an adapter: then its absence means that it vanished.
    seen: bool,
    /// What the user scans for.
    wanted: Option<Vec<Uuid>>,
    running: Option<Vec<Uuid>>,
}

struct System {
    adapter: SystemAdapter,
    name: String,
    simulated: bool,
}

/// After so many failed looks the connection to the system itself may be dead.
const NEW_CONNECTION_AFTER: u32 = 16;

impl Radio {
    pub(super) fn new() -> Self {
        Self {
            state: Mutex::default(),
            turn: Arc::default(),
            resting: Count::default(),
            searching: Count::default(),
            bell: Arc::default(),
        }
    }

    /// Looks how the adapter is, and opens it anew where it was lost.
    pub(super) async fn look(&self) -> Adapter {
        let mut state = self.state.lock().await;
        let adapter = look(&mut state).await;
        // After it was off or away, a scan that is still wanted begins again.
        let _ = self.settled(&mut state).await;
        adapter
    }

    /// The adapter, when it is ready.
    pub(super) async fn ready(&self) -> Result<SystemAdapter, Trouble> {
        let mut state = self.state.lock().await;
        if let Some(trouble) = look(&mut state).await.trouble {
            return Err(trouble);
        }
        match &state.system {
            Some(system) => Ok(system.adapter.clone()),
            None => Err(Trouble::NoAdapter),
        }
    }

    /// Scans for `services` from now on; none: no more.
    pub(super) async fn want(&self, services: Option<Vec<Uuid>>) -> Result<(), Trouble> {
        let mut state = self.state.lock().await;
        if services.is_some()
            && let Some(trouble) = look(&mut state).await.trouble
        {
            return Err(trouble);
        }
        state.wanted = services;
        let settled = self.settled(&mut state).await;
        if settled.is_err() {
            state.wanted = None;
        }
        settled
    }

    /// Scans for a device that a connection looks for, as long as what is returned lives.
    pub(super) async fn search(&self) -> Counted {
        let searching = Counted::new(&self.searching, &self.bell, None);
        self.settle().await;
        searching
    }

    /// Waits until nobody else connects; then the scan rests as long as what is returned lives.
    pub(super) async fn turn(&self) -> Counted {
        let only = self.turn.clone().lock_owned().await;
        let turn = Counted::new(&self.resting, &self.bell, Some(only));
        self.settle().await;
        turn
    }

    /// Waits until there may be something to settle.
    pub(super) async fn unsettled(&self) {
        self.bell.notified().await;
    }

    /// Makes the radio scan for what is wanted now.
    pub(super) async fn settle(&self) {
        let mut state = self.state.lock().await;
        let _ = self.settled(&mut state).await;
    }

    /// What the system knows of.
    pub(super) async fn peripherals(&self) -> Result<Vec<Peripheral>, Trouble> {
        let adapter = {
            let state = self.state.lock().await;
            match &state.system {
                Some(system) => system.adapter.clone(),
                None => return Err(Trouble::NoAdapter),
            }
        };
        adapter.peripherals().await.map_err(read)
    }

    /// The device of an id, when the system knows of it.
    pub(super) async fn peripheral(&self, id: &DeviceId) -> Result<Option<Peripheral>, Trouble> {
        let peripherals = self.peripherals().await?;
        Ok(peripherals
            .into_iter()
            .find(|peripheral| device_id(peripheral) == *id))
    }

    async fn settled(&self, state: &mut State) -> Result<(), Trouble> {
        let resting = self.resting.load(Ordering::Relaxed) > 0;
        let wanted = match (&state.wanted, self.searching.load(Ordering::Relaxed)) {
            _ if resting || !state.ready => None,
            (Some(services), 0) => Some(services.clone()),
            // Whatever the device that is searched advertises: everything is listened to.
            (_, 1..) => Some(Vec::new()),
            (None, 0) => None,
        };
        if wanted == state.running {
            return Ok(());
        }
        let Some(system) = &state.system else {
            state.running = None;
            return Ok(());
        };
        if state.running.take().is_some() {
            let _ = system.adapter.stop_scan().await;
        }
        if let Some(services) = wanted {
            let filter = ScanFilter {
                services: services.clone(),
            };
            system.adapter.start_scan(filter).await.map_err(read)?;
            state.running = Some(services);
        }
        Ok(())
    }
}

/// How the adapter is; opens it where it is not open.
async fn look(state: &mut State) -> Adapter {
    let adapter = match known(state).await {
        Some(adapter) => adapter,
        None => match open(state).await {
            Ok(system) => {
                state.seen = true;
                state.failures = 0;
                let powered = state_of(&system).await != CentralState::PoweredOff;
                let adapter = system.describe(powered);
                state.system = Some(system);
                adapter
            }
            Err(trouble) => {
                state.failures += 1;
                if state.failures.is_multiple_of(NEW_CONNECTION_AFTER) {
                    state.manager = None;
                }
                match trouble {
                    Trouble::NoAdapter | Trouble::NoService if state.seen => {
                        Adapter::unavailable(Trouble::AdapterVanished)
                    }
                    trouble => Adapter::unavailable(trouble),
                }
            }
        },
    };
    state.ready = adapter.state == AdapterState::On;
    if !state.ready {
        state.running = None;
    }
    adapter
}

/// How the adapter that was open is; none when it is gone.
async fn known(state: &mut State) -> Option<Adapter> {
    let system = state.system.as_ref()?;
    if state_of(system).await == CentralState::PoweredOn {
        return Some(system.describe(true));
    }
    // On Linux an adapter that was pulled out looks as if it were off.
    let adapters = match &state.manager {
        Some(manager) => manager.adapters().await.unwrap_or_default(),
        None => Vec::new(),
    };
    if adapters.is_empty() {
        state.system = None;
        return None;
    }
    Some(system.describe(false))
}

async fn state_of(system: &System) -> CentralState {
    let state = system.adapter.adapter_state().await;
    state.unwrap_or(CentralState::PoweredOff)
}

impl System {
    fn describe(&self, powered: bool) -> Adapter {
        let adapter = if powered {
            Adapter {
                state: AdapterState::On,
                ..Adapter::unknown()
            }
        } else {
            Adapter::unavailable(Trouble::AdapterOff)
        };
        Adapter {
            name: Some(self.name.clone()),
            simulated: self.simulated,
            ..adapter
        }
    }
}

async fn open(state: &mut State) -> Result<System, Trouble> {
    let manager = match &state.manager {
        Some(manager) => manager.clone(),
        None => {
            let manager = Manager::new().await.map_err(read)?;
            state.manager.insert(manager).clone()
        }
    };
    let adapters = manager.adapters().await.map_err(read)?;
    let adapter = adapters.into_iter().next().ok_or(Trouble::NoAdapter)?;
    let name = adapter.adapter_info().await.map_err(read)?;
    // Linux says `hci0 (usb:v1D6Bp0246d0537)`.
    let name = name.split(' ').next().unwrap_or_default().to_owned();
    let address = adapter.adapter_address().await.ok().flatten();
    let simulated = simulation_is_announced()
        || address.is_some_and(|address| is_simulated_address(&address.to_string()));
    Ok(System {
        adapter,
        name,
        simulated,
    })
}
