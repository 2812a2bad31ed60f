//! Listening to a connected device until it is gone.

use std::time::Duration;

use btleplug::api::Peripheral as _;
use futures::StreamExt as _;
use mycrm_signals::decode::Command;
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout};

use super::link::{Link, Order, Orders, ending};
use super::lock;
use super::notify::{Heeded, Notifications};
use super::offer::{Offer, REQUEST, tell};
use super::radio::AdapterState;
use crate::event::{Ended, Happening};
use crate::gatt;
use crate::muse::KEEP_ALIVE_EVERY;

/// Signal strength and charge are asked for every so many looks.
const LOOKS_BETWEEN_QUESTIONS: u32 = 5;

/// Listens; says why it ended, and by which order.
pub(super) async fn listen(
    link: &mut Link,
    orders: &mut Orders,
    offer: &Offer,
) -> (Ended, Option<Order>) {
    let shared = link.shared.clone();
    let id = link.id.clone();
    let Some(heard) = link.heard() else {
        return (Ended::Lost, None);
    };
    let peripheral = heard.peripheral.clone();
    let stream = &mut heard.stream;
    let mut notifications = Notifications::new(shared.clone(), id.clone());

    let mut looks = interval_at(Instant::now(), shared.options.watch_every);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut alive = interval_at(Instant::now() + KEEP_ALIVE_EVERY, KEEP_ALIVE_EVERY);
    alive.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut number = 0_u32;
    let mut silent_since = Instant::now();
    let (mut taken, mut heard) = (0, 0);
    loop {
        tokio::select! {
            notification = stream.next() => match notification {
                Some(notification) => match notifications.take(notification) {
                    Heeded::Yes => {}
                    Heeded::Enough => return (Ended::Flooded, None),
                },
                None => return (Ended::Lost, None),
            },
            _ = alive.tick(), if offer.control.is_some() => {
                if let Some((control, _)) = &offer.control {
                    let _ = tell(&peripheral, control, Command::KeepAlive).await;
                }
            }
            _ = looks.tick() => {
                notifications.account();
                // Where the system does not answer in time because of all that the device sends, it is connected.
                let connected = match timeout(REQUEST, peripheral.is_connected()).await {
                    Ok(told) => told.unwrap_or(false),
                    Err(_) => notifications.heard() > heard,
                };
                heard = notifications.heard();
                if !connected {
                    let adapter = lock(&shared.adapter).state;
                    let reason = if adapter == AdapterState::On { Ended::Lost } else { Ended::Adapter };
                    return (reason, None);
                }
                if notifications.taken() != taken {
                    taken = notifications.taken();
                    silent_since = Instant::now();
                } else if let Some((control, generation)) = &offer.control {
                    // A strap may rightly be silent, a headband not.
                    if silent_since.elapsed() >= shared.options.silence * 3 {
                        let _ = timeout(REQUEST, peripheral.disconnect()).await;
                        return (Ended::Silent, None);
                    }
                    if silent_since.elapsed() >= shared.options.silence {
                        let _ = tell(&peripheral, control, generation.resume()).await;
                    }
                }
                if number.is_multiple_of(LOOKS_BETWEEN_QUESTIONS) {
                    question(&shared, &id, &peripheral, &mut notifications).await;
                }
                number = number.wrapping_add(1);
            }
            end = ending(orders) => {
                notifications.account();
                return (Ended::Asked, Some(end));
            }
        }
    }
}

/// Asks for signal strength, and for the charge where it is not sent by itself.
async fn question(
    shared: &super::Shared,
    id: &crate::found::DeviceId,
    peripheral: &btleplug::platform::Peripheral,
    notifications: &mut Notifications,
) {
    const PATIENCE: Duration = Duration::from_secs(1);
    if let Ok(Ok(rssi)) = timeout(PATIENCE, peripheral.read_rssi()).await {
        shared.note(id, |status| status.rssi = Some(rssi));
        shared.publish(Some(id), Happening::Rssi(rssi));
    }
    let level = peripheral
        .characteristics()
        .into_iter()
        .find(|one| one.uuid == gatt::BATTERY_LEVEL);
    if let Some(level) = level
        && let Ok(Ok(value)) = timeout(PATIENCE, peripheral.read(&level)).await
        && let Some(percent) = value.first()
    {
        notifications.battery(f32::from(*percent));
    }
}
