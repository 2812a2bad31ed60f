//! One device: found, connected, subscribed to, and connected again when it was lost.

use std::sync::Arc;
use std::time::Duration;

use btleplug::api::{CharPropFlags, Characteristic, Peripheral as _, ValueNotification, WriteType};
use btleplug::platform::Peripheral;
use futures::StreamExt as _;
use futures::stream::BoxStream;
use mycrm_signals::decode::Command;
use tokio::sync::{oneshot, watch};
use tokio::time::{Instant, sleep, timeout};

use super::radio::Radio;
use super::status::LinkState;
use super::{Shared, listen};
use crate::backoff::{Backoff, chance};
use crate::event::{Ended, Happening};
use crate::found::DeviceId;
use crate::gatt;
use crate::kind::DeviceKind;
use crate::muse::Generation;
use crate::trouble::{Trouble, is_in_progress, read};

/// How long the other requests to a connected device may take.
pub(super) const REQUEST: Duration = Duration::from_secs(5);

/// A device that is kept connected.
pub(super) struct Link {
    pub(super) shared: Arc<Shared>,
    radio: Arc<Radio>,
    pub(super) id: DeviceId,
    pub(super) stopped: watch::Receiver<bool>,
    /// The device and its one stream of notifications, kept over all connections: the Bluetooth library's task panics
    /// when a stream is dropped while notifications flow.
    heard: Option<Heard>,
}

/// A device with its stream.
pub(super) struct Heard {
    pub(super) peripheral: Peripheral,
    pub(super) stream: BoxStream<'static, ValueNotification>,
}

/// What a connected device offers.
pub(super) struct Offer {
    pub(super) control: Option<(Characteristic, Generation)>,
    pub(super) measured: Vec<Characteristic>,
}

impl Link {
    pub(super) fn new(
        shared: Arc<Shared>,
        radio: Arc<Radio>,
        id: DeviceId,
        stopped: watch::Receiver<bool>,
    ) -> Self {
        Self {
            shared,
            radio,
            id,
            stopped,
            heard: None,
        }
    }

    fn state(&self, state: LinkState) {
        self.shared.note(&self.id, |status| status.state = state);
    }

    fn publish(&self, what: Happening) {
        self.shared.publish(Some(&self.id), what);
    }
}

/// Keeps a device connected until it is told to stop; `answer` gets the outcome of the first attempts.
pub(super) async fn keep(mut link: Link, answer: oneshot::Sender<Result<(), Trouble>>) {
    let options = link.shared.options.clone();
    let backoff = Backoff {
        first: options.first_wait,
        most: options.longest_wait,
    };
    let mut stopped = link.stopped.clone();
    let mut first = Some(answer);
    let mut attempt = 0_u32;
    let reason = loop {
        link.state(LinkState::Connecting);
        link.publish(Happening::Connecting {
            attempt: attempt.saturating_add(1),
        });
        let made = tokio::select! {
            made = connect(&mut link) => made,
            () = asked(&mut stopped) => break Ended::Asked,
        };
        let ended = match made {
            Ok(offer) => {
                attempt = 0;
                if let Some(answer) = first.take() {
                    let _ = answer.send(Ok(()));
                }
                link.shared.note(&link.id, |status| {
                    status.state = LinkState::Connected;
                    status.connections += 1;
                });
                link.publish(Happening::Connected);
                listen::listen(&mut link, &offer).await
            }
            Err(trouble) => Ended::Trouble { trouble },
        };
        let hopeless = first.is_some() && attempt.saturating_add(1) >= options.attempts
            || matches!(
                ended,
                Ended::Asked
                    | Ended::Flooded
                    | Ended::Trouble {
                        trouble: Trouble::NotAWearable { .. } | Trouble::PermissionRefused
                    }
            );
        if hopeless {
            break ended;
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
            () = asked(&mut stopped) => break Ended::Asked,
        }
    };
    farewell(&mut link).await;
    if let Some(answer) = first.take() {
        let _ = answer.send(match &reason {
            Ended::Trouble { trouble } => Err(trouble.clone()),
            Ended::Asked => Err(Trouble::Stopped),
            _ => Err(Trouble::OutOfReach {
                device: link.id.clone(),
            }),
        });
    }
    super::lock(&link.shared.devices).remove(&link.id);
    link.publish(Happening::Disconnected {
        reason,
        again_in: None,
    });
}

/// Waits until the connection is asked to end.
pub(super) async fn asked(stopped: &mut watch::Receiver<bool>) {
    // Nobody left who could ask: the same as being asked.
    let _ = stopped.wait_for(|stop| *stop).await;
}

/// One attempt, from the search to the last subscription.
async fn connect(link: &mut Link) -> Result<Offer, Trouble> {
    link.radio.ready().await?;
    find(link).await?;
    let Some(heard) = &link.heard else {
        return Err(Trouble::UnknownDevice {
            device: link.id.clone(),
        });
    };
    let peripheral = heard.peripheral.clone();
    let turn = link.radio.turn().await;
    let connected = establish(&link.id, link.shared.options.connect_within, &peripheral).await;
    link.radio.turn_done(turn).await;
    connected?;
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

/// Sees to it that the device is known to the system, scanning for it where it is not.
async fn find(link: &mut Link) -> Result<(), Trouble> {
    let known = link.radio.peripheral(&link.id).await?;
    if let Some(known) = known {
        return adopt(link, known).await;
    }
    link.radio.search(true).await;
    let until = Instant::now() + link.shared.options.connect_within;
    let mut found = Ok(None);
    while Instant::now() < until {
        found = link.radio.peripheral(&link.id).await;
        if !matches!(found, Ok(None)) {
            break;
        }
        sleep(Duration::from_millis(250)).await;
    }
    link.radio.search(false).await;
    match found? {
        Some(peripheral) => adopt(link, peripheral).await,
        None => Err(Trouble::OutOfReach {
            device: link.id.clone(),
        }),
    }
}

/// Opens the one stream of a device that is met for the first time.
async fn adopt(link: &mut Link, peripheral: Peripheral) -> Result<(), Trouble> {
    if link.heard.is_none() {
        let stream = peripheral.notifications().await.map_err(read)?;
        link.heard = Some(Heard {
            peripheral,
            stream: stream.boxed(),
        });
    }
    Ok(())
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

/// What of the device's characteristics is understood here.
fn offer(peripheral: &Peripheral) -> Offer {
    let all = peripheral.characteristics();
    let has = |uuid| all.iter().any(|one| one.uuid == uuid);
    let generation = if has(gatt::ATHENA) {
        Generation::Athena
    } else {
        Generation::Classic
    };
    Offer {
        control: all
            .iter()
            .find(|one| one.uuid == gatt::MUSE_CONTROL)
            .map(|one| (one.clone(), generation)),
        measured: all
            .into_iter()
            .filter(|one| gatt::is_measured(one.uuid) && notifies(one))
            .collect(),
    }
}

fn notifies(characteristic: &Characteristic) -> bool {
    characteristic
        .properties
        .intersects(CharPropFlags::NOTIFY | CharPropFlags::INDICATE)
}

/// Sends a headband a command.
pub(super) async fn tell(
    peripheral: &Peripheral,
    control: &Characteristic,
    command: Command,
) -> Result<(), Trouble> {
    let kind = if control
        .properties
        .contains(CharPropFlags::WRITE_WITHOUT_RESPONSE)
    {
        WriteType::WithoutResponse
    } else {
        WriteType::WithResponse
    };
    request(peripheral.write(control, &command.to_bytes(), kind)).await
}

/// A request with the ordinary time limit.
async fn request(asked: impl Future<Output = btleplug::Result<()>>) -> Result<(), Trouble> {
    match timeout(REQUEST, asked).await {
        Ok(done) => done.map_err(read),
        Err(_) => Err(Trouble::Failed {
            detail: "the device did not answer a request in time".into(),
        }),
    }
}

/// Ends a connection so that nothing flows any more when the stream is dropped.
async fn farewell(link: &mut Link) {
    let Some(heard) = link.heard.take() else {
        return;
    };
    let offer = offer(&heard.peripheral);
    if matches!(
        timeout(REQUEST, heard.peripheral.is_connected()).await,
        Ok(Ok(true))
    ) {
        if let Some((control, _)) = &offer.control {
            let _ = tell(&heard.peripheral, control, Command::Halt).await;
        }
        for characteristic in &offer.measured {
            let _ = timeout(REQUEST, heard.peripheral.unsubscribe(characteristic)).await;
        }
    }
    // Also withdraws an attempt that is still pending.
    let _ = timeout(REQUEST, heard.peripheral.disconnect()).await;
    // What is on its way arrives before the stream goes.
    sleep(Duration::from_millis(20)).await;
    drop(heard);
}

impl Link {
    /// The device and its stream while connected.
    pub(super) fn heard(&mut self) -> Option<&mut Heard> {
        self.heard.as_mut()
    }
}
