//! The migrations are embedded by a macro, which the compiler does not know to be fed by files: a new one has to rebuild
//! what embeds them.

fn main() {
    println!("cargo::rerun-if-changed=../../migrations");
}
