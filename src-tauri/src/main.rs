//! The window's entry.
// A packaged program opens no console beside its window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    std::process::exit(mycrm_desktop::run());
}
