//! From primitives to passes over memory: each pass takes every primitive that a block of about
//! 2^15 amplitudes can hold, so a layer of a circuit costs about two passes.

use super::lower::Prim;

/// Index bits of a block: 2^15 complex128 amplitudes in split arrays are 512 KiB, half of a usual
/// second-level cache. Smaller blocks need more passes, larger ones leave the cache.
pub(crate) const BLOCK_BITS: usize = 15;
/// Low index bits that every block holds, so that rows are at least eight cache lines.
pub(crate) const LOW_BITS: usize = 5;
/// How far ahead of the first waiting primitive a pass looks.
const WINDOW: usize = 1 << 14;

/// What is done in one go over the state.
#[derive(Debug)]
pub(crate) enum Step {
    /// Primitives inside blocks of the given qubits (mask).
    Pass(u64, Vec<Prim>),
    /// One wide operator.
    Wide(Prim),
}

/// Orders `prims` into steps. Primitives that share no qubit, or share only qubits both read
/// diagonally, may change places; nothing else does.
pub(crate) fn schedule(qubits: usize, block: usize, prims: Vec<Prim>) -> Vec<Step> {
    let mut waiting: Vec<Option<Prim>> = prims.into_iter().map(Some).collect();
    let mut first = 0;
    let mut steps = Vec::new();
    while first < waiting.len() {
        if waiting[first].as_ref().is_some_and(Prim::is_wide) {
            if let Some(p) = waiting[first].take() {
                steps.push(Step::Wide(p));
            }
        } else {
            steps.push(one_pass(qubits, block, &mut waiting, first));
        }
        while first < waiting.len() && waiting[first].is_none() {
            first += 1;
        }
    }
    steps
}

fn one_pass(qubits: usize, block: usize, waiting: &mut [Option<Prim>], first: usize) -> Step {
    let everything = mask_below(qubits);
    let room = block.min(qubits);
    let mut set = if qubits <= block {
        everything
    } else {
        mask_below(LOW_BITS)
    };
    let mut taken = Vec::new();
    let (mut moved, mut read) = (0u64, 0u64);
    let end = waiting.len().min(
        first
            + if qubits <= block {
                waiting.len()
            } else {
                WINDOW
            },
    );
    for slot in &mut waiting[first..end] {
        let Some(prim) = slot else { continue };
        let (m, r) = (prim.moves(), prim.reads());
        let free = m & (moved | read) == 0 && r & moved == 0;
        let fits = ((set | m).count_ones() as usize) <= room;
        if free && fits && !prim.is_wide() {
            set |= m;
            taken.extend(slot.take());
        } else {
            moved |= m;
            read |= r;
            if moved & everything == everything {
                break;
            }
        }
    }
    // Spare room goes to the lowest qubits: longer rows.
    for q in 0..qubits {
        if (set.count_ones() as usize) < room {
            set |= 1 << q;
        }
    }
    Step::Pass(set, taken)
}

/// The lowest `count` bits.
pub(crate) fn mask_below(count: usize) -> u64 {
    if count >= 64 {
        u64::MAX
    } else {
        (1 << count) - 1
    }
}
