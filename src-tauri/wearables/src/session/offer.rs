//! What a connected device offers, and asking it for something.

use std::time::Duration;

use btleplug::api::{CharPropFlags, Characteristic, Peripheral as _, WriteType};
use btleplug::platform::Peripheral;
use mycrm_signals::decode::{BodyLocation, Command};
use tokio::time::timeout;

use crate::gatt;
use crate::muse::Generation;
use crate::trouble::{Trouble, read};

/// How long the other requests to a connected device may take.
pub(super) const REQUEST: Duration = Duration::from_secs(5);

/// What a connected device offers.
pub(super) struct Offer {
    pub(super) control: Option<(Characteristic, Generation)>,
    pub(super) measured: Vec<Characteristic>,
}

/// What of the device's characteristics is understood here.
pub(super) fn offer(peripheral: &Peripheral) -> Offer {
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
pub(super) async fn request(
    asked: impl Future<Output = btleplug::Result<()>>,
) -> Result<(), Trouble> {
    match timeout(REQUEST, asked).await {
        Ok(done) => done.map_err(read),
        Err(_) => Err(Trouble::Failed {
            detail: "the device did not answer a request in time".into(),
        }),
    }
}

/// Where a heart-rate sensor is worn. Most say nothing, or nothing that is defined: then it stays unknown.
pub(super) async fn location(peripheral: &Peripheral) -> Option<BodyLocation> {
    let told = peripheral
        .characteristics()
        .into_iter()
        .find(|one| one.uuid == gatt::BODY_LOCATION)?;
    let value = timeout(REQUEST, peripheral.read(&told)).await.ok()?.ok()?;
    BodyLocation::from_bytes(&value).ok()
}
