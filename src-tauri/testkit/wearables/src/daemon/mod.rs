//! The stand-in for BlueZ.

mod feed;
mod objects;
mod playback;
mod source;
mod wearable;
mod world;

use std::sync::Arc;
use std::time::Duration;

use mycrm_signals::synth::Scene;
use tokio::runtime::Runtime;
use zbus::fdo::ObjectManager;
use zbus::{Variant, connection};

pub use self::playback::{Playback, Round};

use self::objects::{Adapter, Device, GattCharacteristic, GattService};
use self::wearable::Wearable;
use self::world::{World, notification};
use crate::error::Refused;
use crate::scenario::Scenario;

/// The adapter's path.
const ADAPTER: &str = "/org/bluez/hci0";
const ADAPTER_INTERFACE: &str = "org.bluez.Adapter1";
const DEVICE: &str = "org.bluez.Device1";
const CHARACTERISTIC: &str = "org.bluez.GattCharacteristic1";

/// A running daemon with its devices, on a thread of its own. Ends when dropped.
pub struct Daemon {
    runtime: Option<Runtime>,
    world: Arc<World>,
}

/// How a device stands, for tests.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Its address.
    pub address: String,
    /// What it calls itself.
    pub name: Option<String>,
    /// Whether a program is connected to it.
    pub connected: bool,
    /// How often it was connected.
    pub connections: u32,
    /// How many of its characteristics are listened to.
    pub listened: usize,
    /// How many notifications it has sent.
    pub sent: u64,
    /// What a headband was told, the last 64 commands.
    pub commands: Vec<String>,
    /// State of charge in percent.
    pub battery: f64,
}

impl Daemon {
    /// Takes the name of BlueZ on the bus at `address` and plays a scenario, `speed` times as fast as it is written
    /// (1 is real time).
    ///
    /// # Errors
    /// [`Refused::Bus`] when the bus does not answer or has a daemon already.
    pub fn start(address: &str, scenario: Scenario, speed: f64) -> Result<Self, Refused> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("virtual-wearables")
            .enable_all()
            .build()
            .map_err(|error| Refused::Bus(error.to_string()))?;
        let world = Arc::new(World::new(scenario, speed.max(0.01)));
        runtime.block_on(open(address, &world))?;
        runtime.spawn(feed::play(world.clone()));
        Ok(Self {
            runtime: Some(runtime),
            world,
        })
    }

    /// Seconds of the scenario since it began.
    pub fn now(&self) -> f64 {
        self.world.now()
    }

    /// From now on the body does this, whatever the scenario says: for tests that wait for what comes of it.
    pub fn pose(&self, scene: Scene) {
        self.world.pose(scene);
    }

    /// Switches the adapter on or off; off, all connections end.
    pub fn power(&self, on: bool) {
        self.wait(power(&self.world, on));
    }

    /// Plugs the adapter in or pulls it out.
    pub fn plug(&self, in_place: bool) {
        self.wait(async {
            let _ = present(&self.world, in_place).await;
        });
    }

    /// Breaks the connection of a device from its side; it can be connected again at once.
    pub fn hang_up(&self, device: usize) {
        if let Some(wearable) = self.world.wearables.get(device) {
            self.wait(self.world.hang_up(wearable));
        }
    }

    /// Sends a notification on a device's characteristic, whatever it is, if it is listened to.
    pub fn notify(&self, device: usize, characteristic: u128, value: Vec<u8>) {
        let Some(wearable) = self.world.wearables.get(device) else {
            return;
        };
        if let Some(message) = wearable
            .heard(characteristic)
            .and_then(|path| notification(path, value))
        {
            wearable.state().sent += 1;
            self.wait(self.world.send(&[message]));
        }
    }

    /// Changes a device's signal strength.
    pub fn set_rssi(&self, device: usize, rssi: i16) {
        if let Some(wearable) = self.world.wearables.get(device) {
            wearable.state().rssi = rssi;
            self.wait(self.world.tell_rssi(wearable));
        }
    }

    /// How each device stands.
    pub fn standing(&self) -> Vec<Standing> {
        let of = |wearable: &Arc<Wearable>| {
            let state = wearable.state();
            Standing {
                address: wearable.address.clone(),
                name: wearable.name.clone(),
                connected: state.connected,
                connections: state.connections,
                listened: state.notifying.len(),
                sent: state.sent,
                commands: state.commands.clone(),
                battery: state.battery,
            }
        };
        self.world.wearables.iter().map(of).collect()
    }

    fn wait(&self, work: impl Future<Output = ()>) {
        if let Some(runtime) = &self.runtime {
            runtime.block_on(work);
        }
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(Duration::from_secs(1));
        }
    }
}

impl std::fmt::Debug for Daemon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Daemon").finish_non_exhaustive()
    }
}

async fn open(address: &str, world: &Arc<World>) -> Result<(), Refused> {
    let connection = connection::Builder::address(address)
        .serve_at("/", ObjectManager)
        .name("org.bluez")
        .build()
        .await?;
    world.on(connection);
    present(world, true).await?;
    Ok(())
}

/// Puts the adapter on the bus, or takes it away with all its devices.
async fn present(world: &Arc<World>, in_place: bool) -> Result<(), Refused> {
    let Some(connection) = world.connection() else {
        return Ok(());
    };
    let server = connection.object_server();
    {
        let mut radio = world.radio();
        if radio.present == in_place {
            return Ok(());
        }
        radio.present = in_place;
        radio.powered = in_place;
        radio.discovering = false;
    }
    if in_place {
        server.at(ADAPTER, Adapter(world.clone())).await?;
        return Ok(());
    }
    for wearable in &world.wearables {
        world.hang_up(wearable).await;
        if !std::mem::replace(&mut wearable.state().known, false) {
            continue;
        }
        for service in &wearable.services {
            for one in &service.characteristics {
                server
                    .remove::<GattCharacteristic, _>(one.path.as_str())
                    .await?;
            }
            server
                .remove::<GattService, _>(service.path.as_str())
                .await?;
        }
        server.remove::<Device, _>(wearable.path.as_str()).await?;
    }
    server.remove::<Adapter, _>(ADAPTER).await?;
    Ok(())
}

/// Switches the adapter.
async fn power(world: &Arc<World>, on: bool) {
    {
        let mut radio = world.radio();
        radio.powered = on;
        radio.discovering = false;
    }
    if !on {
        for wearable in &world.wearables {
            world.hang_up(wearable).await;
        }
    }
    let told = [
        ("Powered", Variant::from(on)),
        ("Discovering", Variant::from(false)),
    ];
    world.changed(ADAPTER, ADAPTER_INTERFACE, &told).await;
}

/// Makes a device known, with all it offers.
async fn announce(world: &Arc<World>, wearable: &Arc<Wearable>) -> Result<(), Refused> {
    let Some(connection) = world.connection() else {
        return Ok(());
    };
    wearable.state().known = true;
    let server = connection.object_server();
    let device = Device {
        world: world.clone(),
        wearable: wearable.clone(),
    };
    server.at(wearable.path.as_str(), device).await?;
    for service in &wearable.services {
        let object = GattService { uuid: service.uuid };
        server.at(service.path.as_str(), object).await?;
        for one in &service.characteristics {
            let object = GattCharacteristic {
                world: world.clone(),
                wearable: wearable.clone(),
                characteristic: one.clone(),
            };
            server.at(one.path.as_str(), object).await?;
        }
    }
    Ok(())
}
