//! The window.
fn main() {
    mycrm_desktop::run()
}
