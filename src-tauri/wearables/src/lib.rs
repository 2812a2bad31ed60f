//! Wearables over Bluetooth LE: found, connected, listened to, recorded.
