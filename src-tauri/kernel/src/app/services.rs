//! What lives as long as the app and is no record: a session with a radio, a cache of a feature's own.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::App;

/// One value of each type that was asked for.
#[derive(Default)]
pub(super) struct Services(Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

impl App {
    /// The app's one `T`, made by its default when it is first asked for. It goes when the app goes, so it must not
    /// hold an [`App`]: the two would keep each other; what it needs of the app is handed to its methods.
    pub fn service<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        let mut services = self
            .0
            .services
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let service = services
            .entry(TypeId::of::<T>())
            .or_insert_with(|| Arc::new(T::default()))
            .clone();
        // What stands under the id of a type is of that type.
        service.downcast().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::super::Config;
    use super::*;
    use crate::store::KeySource;

    #[derive(Default)]
    struct Counter(AtomicUsize);

    #[derive(Default)]
    struct Other(AtomicUsize);

    #[test]
    fn an_app_has_one_of_each_and_another_app_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let open = |name| {
            let config = Config {
                key: KeySource::Raw([7; 32]),
                ..Config::at(folder.path().join(name))
            };
            App::open(config).unwrap()
        };
        let (app, second) = (open("a.db"), open("b.db"));
        app.service::<Counter>().0.fetch_add(1, Ordering::Relaxed);
        app.clone()
            .service::<Counter>()
            .0
            .fetch_add(1, Ordering::Relaxed);
        assert_eq!(app.service::<Counter>().0.load(Ordering::Relaxed), 2);
        assert_eq!(app.service::<Other>().0.load(Ordering::Relaxed), 0);
        assert_eq!(second.service::<Counter>().0.load(Ordering::Relaxed), 0);
    }
}
