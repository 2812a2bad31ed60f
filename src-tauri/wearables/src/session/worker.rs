//! The session's thread: takes commands, looks at the adapter, keeps the list of found devices.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};
use uuid::Uuid;

use super::link::{self, Answer, Link, Order};
use super::radio::{AdapterState, Radio};
use super::scan::{self, Scan};
use super::status::{DeviceStatus, LinkState};
use super::{Command, Shared, lock};
use crate::event::Happening;
use crate::found::DeviceId;
use crate::kind::DeviceKind;
use crate::simulated::simulation_is_announced;
use crate::trouble::Trouble;

/// How long the farewells of all devices may take at the end.
const FAREWELL: Duration = Duration::from_secs(4);

/// A device that was ever connected in this session.
struct Kept {
    orders: mpsc::UnboundedSender<Order>,
    task: JoinHandle<()>,
}

struct Worker {
    shared: Arc<Shared>,
    radio: Arc<Radio>,
    kept: BTreeMap<DeviceId, Kept>,
    scan: Option<(Vec<Uuid>, Instant)>,
}

/// Works until it is told to stop or nobody can tell it anything any more.
pub(super) fn run(
    shared: Arc<Shared>,
    inbox: mpsc::Receiver<Command>,
    ready: std::sync::mpsc::Sender<()>,
) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    match runtime {
        Ok(runtime) => {
            let worker = Worker {
                shared: shared.clone(),
                radio: Arc::new(Radio::new()),
                kept: BTreeMap::new(),
                scan: None,
            };
            runtime.block_on(worker.work(inbox, ready));
            // What the Bluetooth library left behind on the runtime ends with it.
            runtime.shutdown_timeout(Duration::from_millis(200));
        }
        Err(error) => tracing::error!(%error, "the Bluetooth session has no runtime"),
    }
    // Readers see the end.
    lock(&shared.events).take();
}

impl Worker {
    async fn work(
        mut self,
        mut inbox: mpsc::Receiver<Command>,
        ready: std::sync::mpsc::Sender<()>,
    ) {
        self.look().await;
        let _ = ready.send(());
        let mut watch = interval(self.shared.options.watch_every);
        let mut list = interval(scan::LIST_EVERY);
        watch.set_missed_tick_behavior(MissedTickBehavior::Delay);
        list.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                command = inbox.recv() => match command {
                    None | Some(Command::Stop) => break,
                    Some(command) => self.obey(command).await,
                },
                _ = watch.tick() => self.look().await,
                () = self.radio.unsettled() => self.radio.settle().await,
                _ = list.tick(), if self.scan.is_some() => self.list().await,
            }
        }
        self.end().await;
    }

    async fn obey(&mut self, command: Command) {
        match command {
            Command::Scan(scan, answer) => {
                let _ = answer.send(self.begin(scan).await);
            }
            Command::StopScan => self.end_scan().await,
            Command::Connect(device, answer) => self.connect(&device, answer),
            Command::Disconnect(device, answer) => match self.kept.get(&device) {
                Some(kept) => {
                    let _ = kept.orders.send(Order::Rest(answer));
                }
                None => {
                    let _ = answer.send(Ok(()));
                }
            },
            // Handled by the loop.
            Command::Stop => {}
        }
    }

    /// Looks how the adapter is, and says so when it changed.
    async fn look(&mut self) {
        let now = self.radio.look().await;
        let changed = {
            let mut before = lock(&self.shared.adapter);
            let changed = *before != now;
            *before = now.clone();
            changed
        };
        if changed {
            tracing::info!(state = ?now.state, "Bluetooth adapter");
            self.shared.publish(None, Happening::Adapter(now.clone()));
        }
        if now.state != AdapterState::On {
            let mut found = lock(&self.shared.found);
            found.values_mut().for_each(|device| device.rssi = None);
        }
    }

    async fn begin(&mut self, scan: Scan) -> Result<(), Trouble> {
        const LONGEST: Duration = Duration::from_secs(10 * 60);
        let begun = self.radio.want(Some(scan.services.clone())).await;
        self.look().await;
        begun?;
        let until = Instant::now() + scan.lasting.min(LONGEST);
        self.scan = Some((scan.services, until));
        self.shared.scanning.store(true, Ordering::Relaxed);
        Ok(())
    }

    async fn end_scan(&mut self) {
        self.scan = None;
        self.shared.scanning.store(false, Ordering::Relaxed);
        let _ = self.radio.want(None).await;
        self.shared.publish(None, Happening::Found);
    }

    async fn list(&mut self) {
        let Some((services, until)) = &self.scan else {
            return;
        };
        if let Ok(peripherals) = self.radio.peripherals().await {
            scan::take(&self.shared, peripherals, services).await;
        }
        if Instant::now() >= *until {
            self.end_scan().await;
        }
    }

    fn connect(&mut self, device: &DeviceId, answer: Answer) {
        let most = self.shared.options.most_devices;
        {
            let devices = lock(&self.shared.devices);
            if devices.len() >= most && !devices.contains_key(device) {
                let _ = answer.send(Err(Trouble::TooMany { most }));
                return;
            }
        }
        let kept = self.kept.entry(device.clone()).or_insert_with(|| {
            let (orders, received) = mpsc::unbounded_channel();
            let link = Link::new(self.shared.clone(), self.radio.clone(), device.clone());
            Kept {
                orders,
                task: tokio::spawn(link::keep(link, received)),
            }
        });
        self.shared.introduce(device);
        if let Err(mpsc::error::SendError(Order::Connect(answer))) =
            kept.orders.send(Order::Connect(answer))
        {
            let _ = answer.send(Err(Trouble::Stopped));
        }
    }

    /// Scan, then connections, then nothing.
    async fn end(mut self) {
        if self.scan.is_some() {
            self.end_scan().await;
        }
        let kept = std::mem::take(&mut self.kept);
        let farewells = kept.into_values().map(|kept| async move {
            let _ = kept.orders.send(Order::Quit);
            let _ = kept.task.await;
        });
        let all = futures::future::join_all(farewells);
        if timeout(FAREWELL, all).await.is_err() {
            tracing::warn!("a device did not say goodbye in time");
        }
        lock(&self.shared.devices).clear();
    }
}

impl Shared {
    /// Says of a device what is known before it is connected, if nothing is said of it yet.
    pub(super) fn introduce(&self, device: &DeviceId) {
        let found = lock(&self.found).get(device).cloned();
        let simulated = lock(&self.adapter).simulated
            || simulation_is_announced()
            || found.as_ref().is_some_and(|found| found.simulated);
        lock(&self.devices)
            .entry(device.clone())
            .or_insert_with(|| DeviceStatus {
                id: device.clone(),
                name: found.as_ref().and_then(|found| found.name.clone()),
                kind: found
                    .as_ref()
                    .map_or(DeviceKind::Unknown, |found| found.kind),
                simulated,
                state: LinkState::Connecting,
                battery: None,
                location: None,
                rssi: found.and_then(|found| found.rssi),
                packets: 0,
                dropped: 0,
                garbage: 0,
                connections: 0,
            });
    }
}
