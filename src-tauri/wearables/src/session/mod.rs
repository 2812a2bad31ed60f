//! The session: one value that owns the radio, its thread, the scan and every connection.

mod link;
mod listen;
mod notify;
mod offer;
mod radio;
mod scan;
mod status;
mod worker;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::{broadcast, mpsc, oneshot};

use crate::event::{Event, Events, Happening};
use crate::found::{DeviceId, Found};
use crate::trouble::Trouble;

pub use radio::{Adapter, AdapterState};
pub use scan::Scan;
pub use status::{DeviceStatus, LinkState};

/// How a session behaves. The waits are those that BlueZ needs; tests shorten them.
#[derive(Clone)]
pub struct Options {
    /// Milliseconds since 1970, from the application's clock.
    pub clock: Arc<dyn Fn() -> i64 + Send + Sync>,
    /// How many times as fast as the machine's that clock runs: 1, but for simulated bodies that live faster.
    pub pace: f64,
    /// How long one attempt to connect may take. BlueZ itself would wait 30 s for an absent device.
    pub connect_within: Duration,
    /// Attempts before a connection that was asked for is given up. One that stood before is tried for ever.
    pub attempts: u32,
    /// The wait before the second attempt; it doubles from then on.
    pub first_wait: Duration,
    /// The longest wait between attempts.
    pub longest_wait: Duration,
    /// How often connections and adapter are looked at.
    pub watch_every: Duration,
    /// How long a headband may be silent before it is told to go on; after three times as long it is connected anew.
    pub silence: Duration,
    /// Notifications in a second that are taken from one device; what is over it is dropped.
    pub packets_per_second: u32,
    /// Events that are kept for a reader that is slow; at about 190 a second for a Muse.
    pub buffer: usize,
    /// The most devices at once.
    pub most_devices: usize,
}

impl Options {
    /// The ordinary behaviour, with the application's clock (milliseconds since 1970).
    pub fn new(clock: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self {
            clock: Arc::new(clock),
            pace: 1.0,
            connect_within: Duration::from_secs(12),
            attempts: 3,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(30),
            watch_every: Duration::from_secs(2),
            silence: Duration::from_secs(3),
            packets_per_second: 2_000,
            buffer: 8_192,
            most_devices: 16,
        }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("connect_within", &self.connect_within)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

/// The radio in use: found devices, connections, events. Dropping it stops it.
pub struct Session {
    shared: Arc<Shared>,
    commands: mpsc::Sender<Command>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// What the session is asked for from outside.
#[derive(Debug)]
enum Command {
    Scan(Scan, oneshot::Sender<Result<(), Trouble>>),
    StopScan,
    Connect(DeviceId, oneshot::Sender<Result<(), Trouble>>),
    Disconnect(DeviceId, oneshot::Sender<Result<(), Trouble>>),
    Stop,
}

/// What thread and callers look at together. Locks are held for moments only.
pub(crate) struct Shared {
    options: Options,
    adapter: Mutex<Adapter>,
    found: Mutex<BTreeMap<DeviceId, Found>>,
    devices: Mutex<BTreeMap<DeviceId, DeviceStatus>>,
    scanning: std::sync::atomic::AtomicBool,
    events: Mutex<Option<broadcast::Sender<Event>>>,
}

/// Commands that may wait for the thread.
const WAITING_COMMANDS: usize = 64;

impl Session {
    /// Starts the thread and looks for the adapter once. An adapter that is missing or off is no error: the session waits
    /// for it, and [`Session::adapter`] says what is wrong.
    ///
    /// # Errors
    /// [`Trouble::Failed`] when the system gives no thread.
    pub fn start(options: Options) -> Result<Self, Trouble> {
        let (events, _) = broadcast::channel(options.buffer.max(16));
        let (commands, inbox) = mpsc::channel(WAITING_COMMANDS);
        let shared = Arc::new(Shared {
            options,
            adapter: Mutex::new(Adapter::unknown()),
            found: Mutex::default(),
            devices: Mutex::default(),
            scanning: false.into(),
            events: Mutex::new(Some(events)),
        });
        let (ready, looked) = std::sync::mpsc::channel();
        let theirs = shared.clone();
        let thread = std::thread::Builder::new()
            .name("wearables".into())
            .spawn(move || worker::run(theirs, inbox, ready))
            .map_err(|error| Trouble::Failed {
                detail: error.to_string(),
            })?;
        // The first look takes milliseconds; a system that hangs must not hang the caller.
        let _ = looked.recv_timeout(Duration::from_secs(5));
        Ok(Self {
            shared,
            commands,
            thread: Mutex::new(Some(thread)),
        })
    }

    /// The adapter as it was last seen, at most [`Options::watch_every`] ago.
    pub fn adapter(&self) -> Adapter {
        lock(&self.shared.adapter).clone()
    }

    /// Whether what this session hears is simulated.
    pub fn is_simulated(&self) -> bool {
        self.adapter().simulated
    }

    /// A new reader of everything that happens from now on.
    pub fn events(&self) -> Events {
        match lock(&self.shared.events).as_ref() {
            Some(events) => Events::new(events.subscribe()),
            None => Events::new(broadcast::channel(1).1),
        }
    }

    /// Begins to look for devices, or looks for others from now on; returns when the radio has begun.
    ///
    /// # Errors
    /// What is wrong with the adapter. It is not switched on behind the wearer's back.
    pub fn scan(&self, scan: Scan) -> Result<(), Trouble> {
        self.ask(|answer| Command::Scan(scan, answer))?.wait()
    }

    /// Ends the scan; what was found stays.
    pub fn stop_scan(&self) {
        let _ = self.commands.try_send(Command::StopScan);
    }

    /// Whether a scan is on.
    pub fn is_scanning(&self) -> bool {
        self.shared
            .scanning
            .load(std::sync::atomic::Ordering::Relaxed)
    }

    /// What was found, nearest first; devices that are only remembered by the system come last.
    pub fn found(&self) -> Vec<Found> {
        let mut found: Vec<Found> = lock(&self.shared.found).values().cloned().collect();
        found.sort_by(|a, b| {
            (b.last_seen.is_some(), b.rssi, &a.name, &a.id).cmp(&(
                a.last_seen.is_some(),
                a.rssi,
                &b.name,
                &b.id,
            ))
        });
        found
    }

    /// The devices that are connected, or wanted to be.
    pub fn devices(&self) -> Vec<DeviceStatus> {
        lock(&self.shared.devices).values().cloned().collect()
    }

    /// Connects a device and keeps it connected until [`Session::disconnect`]. Returns at once; the outcome of the first
    /// attempts can be waited for. A device that was connected in an earlier session is found by its id without a scan.
    ///
    /// # Errors
    /// [`Trouble::Busy`], [`Trouble::Stopped`].
    pub fn connect(&self, device: &DeviceId) -> Result<Outcome, Trouble> {
        self.ask(|answer| Command::Connect(device.clone(), answer))
    }

    /// Disconnects a device, or gives up connecting it. The outcome comes when the connection has ended.
    ///
    /// # Errors
    /// [`Trouble::Busy`], [`Trouble::Stopped`].
    pub fn disconnect(&self, device: &DeviceId) -> Result<Outcome, Trouble> {
        self.ask(|answer| Command::Disconnect(device.clone(), answer))
    }

    /// Ends scan, connections and thread, in this order, and waits for it (a few seconds at most). Idempotent.
    pub fn stop(&self) {
        let Some(thread) = lock(&self.thread).take() else {
            return;
        };
        // The channel closes with the last command, so a full one stops the thread just as well.
        let mut stop = Command::Stop;
        for _ in 0..100 {
            match self.commands.try_send(stop) {
                Ok(()) | Err(mpsc::error::TrySendError::Closed(_)) => break,
                Err(mpsc::error::TrySendError::Full(back)) => stop = back,
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = thread.join();
    }

    fn ask(
        &self,
        command: impl FnOnce(oneshot::Sender<Result<(), Trouble>>) -> Command,
    ) -> Result<Outcome, Trouble> {
        let (answer, outcome) = oneshot::channel();
        match self.commands.try_send(command(answer)) {
            Ok(()) => Ok(Outcome(outcome)),
            Err(mpsc::error::TrySendError::Full(_)) => Err(Trouble::Busy),
            Err(mpsc::error::TrySendError::Closed(_)) => Err(Trouble::Stopped),
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.stop();
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").finish_non_exhaustive()
    }
}

/// The outcome of something that was asked for, when it is there.
#[derive(Debug)]
pub struct Outcome(oneshot::Receiver<Result<(), Trouble>>);

impl Outcome {
    /// Waits on an ordinary thread.
    ///
    /// # Errors
    /// What stood in the way; [`Trouble::Stopped`] when the session ended before.
    pub fn wait(self) -> Result<(), Trouble> {
        self.0.blocking_recv().unwrap_or(Err(Trouble::Stopped))
    }

    /// Waits in an async task.
    ///
    /// # Errors
    /// As [`Outcome::wait`].
    pub async fn done(self) -> Result<(), Trouble> {
        self.0.await.unwrap_or(Err(Trouble::Stopped))
    }
}

impl Shared {
    /// Tells every reader.
    fn publish(&self, device: Option<&DeviceId>, what: Happening) {
        if let Some(events) = lock(&self.events).as_ref() {
            // Nobody listening is no failure.
            let _ = events.send(Event {
                device: device.cloned(),
                what,
            });
        }
    }

    /// Changes what is said of a device.
    fn note(&self, device: &DeviceId, change: impl FnOnce(&mut DeviceStatus)) {
        if let Some(status) = lock(&self.devices).get_mut(device) {
            change(status);
        }
    }

    /// Milliseconds since 1970.
    fn now(&self) -> i64 {
        (self.options.clock)()
    }
}

/// A lock whose holder panicked still guards whole values: each is replaced in one piece.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
