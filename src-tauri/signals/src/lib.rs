//! What the body's signals say: packets decoded, filtered, turned into spectra, beats and states. Numbers in, numbers out.
