//! One device: found, connected, subscribed to, and connected again when it was lost.

use std::sync::Arc;
use std::time::Duration;

use btleplug::api::{Peripheral as _, ValueNotification};
use btleplug::platform::Peripheral;
use futures::StreamExt as _;
use futures::stream::BoxStream;
use mycrm_signals::decode::Command;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, sleep, timeout};

use super::offer::{Offer, REQUEST, location, offer, request, tell};
use super::radio::Radio;
use super::status::LinkState;
use super::{Shared, listen};
use crate::backoff::{Backoff, chance};
use crate::event::{Ended, Happening};
use crate::found::DeviceId;
use crate::kind::DeviceKind;
use crate::trouble::{Trouble, is_in_progress, read};

/// What a link is told.
pub(super) enum Order {
    /// Connect, and stay connected; the answer comes after the first attempts.
    Connect(Answer),
    /// Disconnect, and wait for further orders; the answer comes when it is done.
    Rest(Answer),
    /// Disconnect for good.
    Quit,
}

/// Where an outcome goes.
pub(super) type Answer = oneshot::Sender<Result<(), Trouble>>;

/// The orders that a link receives.
pub(super) type Orders = mpsc::UnboundedReceiver<Order>;

/// A device that was ever connected in this session.
///
/// It stays, with its one stream of notifications, until the session ends, also while it is disconnected. The Bluetooth
/// library's task panics when a stream is dropped while notifications flow; and on `dbus-daemon` 1.14 taking back the
/// subscription of one device takes that of another, since the daemon does not tell rules apart that differ in their
/// `path_namespace` only. For the same reason subscriptions are made and taken back only while it is this device's turn
/// to connect: then the rule that goes is the one that came last.
pub(super) struct Link {
    pub(super) shared: Arc<Shared>,
    radio: Arc<Radio>,
    pub(super) id: DeviceId,
    heard: Option<Heard>,
}

/// A device with its stream.
pub(super) struct Heard {
    pub(super) peripheral: Peripheral,
    pub(super) stream: BoxStream<'static, ValueNotification>,
}

impl Link {
    pub(super) fn new(shared: Arc<Shared>, radio: Arc<Radio>, id: DeviceId) -> Self {
        Self {
            shared,
            radio,
            id,
            heard: None,
        }
    }

    /// The device and its stream while connected.
    pub(super) fn heard(&mut self) -> Option<&mut Heard> {
        self.heard.as_mut()
    }

    fn state(&self, state: LinkState) {
        self.shared.note(&self.id, |status| status.state = state);
    }

    fn publish(&self, what: Happening) {
        self.shared.publish(Some(&self.id), what);
    }
}

/// Does what it is told until it is told to quit.
pub(super) async fn keep(mut link: Link, mut orders: Orders) {
    loop {
        let order = tokio::select! {
            order = orders.recv() => order,
            () = discard(&mut link.heard) => None,
        };
        let end = match order {
            Some(Order::Connect(answer)) => connected(&mut link, &mut orders, answer).await,
            Some(Order::Rest(answer)) => {
                let _ = answer.send(Ok(()));
                None
            }
            Some(Order::Quit) | None => return,
        };
        match end {
            Some(Order::Rest(answer)) => {
                let _ = answer.send(Ok(()));
            }
            Some(Order::Quit) => return,
            Some(Order::Connect(_)) | None => {}
        }
    }
}

/// Takes what still comes from a device at rest, such as its signal strength during a scan. Never ends.
async fn discard(heard: &mut Option<Heard>) {
    if let Some(heard) = heard {
        while heard.stream.next().await.is_some() {}
    }
    std::future::pending().await
}

/// Waits for an order that ends a connection. A further wish for one is granted already.
pub(super) async fn ending(orders: &mut Orders) -> Order {
    loop {
        match orders.recv().await {
            Some(Order::Connect(answer)) => {
                let _ = answer.send(Ok(()));
            }
            Some(end) => return end,
            None => return Order::Quit,
        }
    }
}

/// Keeps a device connected; gives the order that ended it, or none when it is hopeless.
async fn connected(link: &mut Link, orders: &mut Orders, answer: Answer) -> Option<Order> {
    link.shared.introduce(&link.id);
    let options = link.shared.options.clone();
    let backoff = Backoff {
        first: options.first_wait,
        most: options.longest_wait,
    };
    let mut first = Some(answer);
    let mut attempt = 0_u32;
    let (reason, end) = loop {
        link.state(LinkState::Connecting);
        link.publish(Happening::Connecting {
            attempt: attempt.saturating_add(1),
        });
        let made = tokio::select! {
            made = connect(link) => made,
            end = ending(orders) => break (Ended::Asked, Some(end)),
        };
        let ended = match made {
            Ok(offer) => {
                attempt = 0;
                link.shared.note(&link.id, |status| {
                    status.state = LinkState::Connected;
                    status.connections += 1;
                });
                link.publish(Happening::Connected);
                if let Some(answer) = first.take() {
                    let _ = answer.send(Ok(()));
                }
                match listen::listen(link, orders, &offer).await {
                    (ended, None) => ended,
                    (ended, end) => break (ended, end),
                }
            }
            Err(trouble) => Ended::Trouble { trouble },
        };
        let given_up = first.is_some() && attempt.saturating_add(1) >= options.attempts;
        if given_up || is_hopeless(&ended) {
            break (ended, None);
        }
        let wait = backoff.wait(attempt, chance());
        attempt = attempt.saturating_add(1);
        link.state(LinkState::Waiting);
        link.publish(Happening::Disconnected {
            reason: ended,
            again_in: Some(wait),
        });
        tokio::select! {
            () = sleep(wait) => {}
            () = discard(&mut link.heard) => {}
            end = ending(orders) => break (Ended::Asked, Some(end)),
        }
    };
    farewell(link).await;
    super::lock(&link.shared.devices).remove(&link.id);
    if let Some(answer) = first.take() {
        let _ = answer.send(Err(match &reason {
            Ended::Trouble { trouble } => trouble.clone(),
            _ => Trouble::Stopped,
        }));
    }
    link.publish(Happening::Disconnected {
        reason,
        again_in: None,
    });
    end
}

/// Whether another attempt would end as this one.
fn is_hopeless(ended: &Ended) -> bool {
    use Trouble::{NotAWearable, PermissionRefused};
    match ended {
        Ended::Flooded => true,
        Ended::Trouble { trouble } => matches!(trouble, NotAWearable { .. } | PermissionRefused),
        _ => false,
    }
}

/// One attempt, from the search to the last subscription.
async fn connect(link: &mut Link) -> Result<Offer, Trouble> {
    link.radio.ready().await?;
    let found = find(&link.radio, &link.id, link.shared.options.connect_within).await?;
    let turn = link.radio.turn().await;
    let peripheral = adopt(link, found).await?;
    establish(&link.id, link.shared.options.connect_within, &peripheral).await?;
    drop(turn);
    let offer = offer(&peripheral);
    if offer.measured.is_empty() {
        let _ = timeout(REQUEST, peripheral.disconnect()).await;
        return Err(Trouble::NotAWearable {
            device: link.id.clone(),
        });
    }
    link.shared.note(&link.id, |status| {
        if offer.control.is_some() {
            status.kind = DeviceKind::Headband;
        } else if status.kind == DeviceKind::Unknown {
            status.kind = DeviceKind::HeartStrap;
        }
    });
    if let Some(location) = location(&peripheral).await {
        link.shared
            .note(&link.id, |status| status.location = Some(location));
    }
    for characteristic in &offer.measured {
        request(peripheral.subscribe(characteristic)).await?;
    }
    if let Some((control, generation)) = &offer.control {
        // Its answers are not needed, but a headband without a listener on them stays still.
        request(peripheral.subscribe(control)).await?;
        for command in generation.start() {
            tell(&peripheral, control, *command).await?;
        }
    }
    Ok(offer)
}

/// The device as the system knows it, scanning for it where it does not.
async fn find(radio: &Radio, id: &DeviceId, patience: Duration) -> Result<Peripheral, Trouble> {
    if let Some(known) = radio.peripheral(id).await? {
        return Ok(known);
    }
    let _searching = radio.search().await;
    let until = Instant::now() + patience;
    while Instant::now() < until {
        if let Some(found) = radio.peripheral(id).await? {
            return Ok(found);
        }
        sleep(Duration::from_millis(250)).await;
    }
    Err(Trouble::OutOfReach { device: id.clone() })
}

/// Opens the one stream of a device that is met for the first time; gives the device that the stream belongs to.
async fn adopt(link: &mut Link, found: Peripheral) -> Result<Peripheral, Trouble> {
    if let Some(heard) = &link.heard {
        return Ok(heard.peripheral.clone());
    }
    let stream = found.notifications().await.map_err(read)?.boxed();
    link.heard = Some(Heard {
        peripheral: found.clone(),
        stream,
    });
    Ok(found)
}

/// Connects and discovers, with a time limit of our own.
async fn establish(id: &DeviceId, limit: Duration, peripheral: &Peripheral) -> Result<(), Trouble> {
    let out_of_reach = || Trouble::OutOfReach { device: id.clone() };
    let until = Instant::now() + limit;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        match timeout(left, peripheral.connect()).await {
            Ok(Ok(())) => break,
            // An earlier attempt, of this program or another, is still pending in the system.
            Ok(Err(error)) if is_in_progress(&error) && Instant::now() < until => {
                sleep(Duration::from_millis(300)).await;
            }
            Ok(Err(error)) => {
                return Err(match read(error) {
                    Trouble::Failed { detail } => {
                        tracing::debug!(detail, "no connection");
                        out_of_reach()
                    }
                    trouble => trouble,
                });
            }
            Err(_) => {
                // The system would go on trying: the farewell withdraws the request.
                let _ = timeout(REQUEST, peripheral.disconnect()).await;
                return Err(out_of_reach());
            }
        }
    }
    match timeout(limit, peripheral.discover_services()).await {
        Ok(discovered) => discovered.map_err(read),
        Err(_) => Err(out_of_reach()),
    }
}

/// Ends a connection so that nothing flows any more.
async fn farewell(link: &mut Link) {
    let Some(peripheral) = link.heard.as_ref().map(|heard| heard.peripheral.clone()) else {
        return;
    };
    let offer = offer(&peripheral);
    let connected = timeout(REQUEST, peripheral.is_connected()).await;
    if matches!(connected, Ok(Ok(true))) {
        if let Some((control, _)) = &offer.control {
            let _ = tell(&peripheral, control, Command::Halt).await;
        }
        for characteristic in &offer.measured {
            let _ = timeout(REQUEST, peripheral.unsubscribe(characteristic)).await;
        }
    }
    // Also withdraws an attempt that is still pending.
    let _ = timeout(REQUEST, peripheral.disconnect()).await;
}
