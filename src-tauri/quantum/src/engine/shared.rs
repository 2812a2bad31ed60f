//! Blocks of a state handed to several threads at once.
//!
//! One of the two places with `unsafe` (the other is `simd`). Why it is sound: a [`Layout`] splits
//! the index bits into block bits and outer bits; a block's amplitudes are those whose outer bits
//! equal the block's, so two different blocks never share one, and each block is handed out
//! exactly once per call.
#![allow(unsafe_code)]

use num_complex::Complex;
use rayon::prelude::*;
use std::marker::PhantomData;

/// Which index bits lie inside a block.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    /// Number of qubits of the state.
    pub(crate) qubits: usize,
    /// The block's qubits, ascending.
    pub(crate) inner: Vec<u8>,
    /// Qubits outside the block, ascending.
    outer: Vec<u8>,
    /// Start of each contiguous row relative to the block's base.
    rows: Vec<usize>,
    /// Amplitudes per row.
    pub(crate) row_len: usize,
}

impl Layout {
    /// A layout with the qubits of `mask` inside the block.
    pub(crate) fn new(qubits: usize, mask: u64) -> Self {
        let inner: Vec<u8> = (0..qubits as u8).filter(|q| mask >> q & 1 == 1).collect();
        let outer: Vec<u8> = (0..qubits as u8).filter(|q| mask >> q & 1 == 0).collect();
        let run = inner
            .iter()
            .enumerate()
            .take_while(|(i, q)| *i == **q as usize)
            .count();
        let rows = (0..1usize << (inner.len() - run))
            .map(|j| deposit(j, &inner[run..]))
            .collect();
        Self {
            qubits,
            inner,
            outer,
            rows,
            row_len: 1 << run,
        }
    }

    /// Number of blocks.
    pub(crate) fn blocks(&self) -> usize {
        1 << self.outer.len()
    }

    /// Position of `qubit` inside the block.
    pub(crate) fn position(&self, qubit: usize) -> Option<usize> {
        self.inner.iter().position(|&q| q as usize == qubit)
    }
}

/// Spreads the bits of `value` over the given positions, lowest first.
pub(crate) fn deposit(value: usize, positions: &[u8]) -> usize {
    positions
        .iter()
        .enumerate()
        .fold(0, |acc, (i, &p)| acc | (value >> i & 1) << p)
}

/// One block of a state: rows of contiguous amplitudes.
pub(crate) struct Block<'a, T> {
    state: *mut Complex<T>,
    /// Index of the block's first amplitude: its outer bits, inner bits zero.
    pub(crate) base: usize,
    /// Base of the block this thread is likely to work on next.
    next: usize,
    layout: &'a Layout,
    life: PhantomData<&'a mut [Complex<T>]>,
}

impl<T> Block<'_, T> {
    /// Number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.layout.rows.len()
    }

    /// Row `j`; borrows the block, so only one row is held at a time.
    pub(crate) fn row(&mut self, j: usize) -> &mut [Complex<T>] {
        let start = self.base + self.layout.rows[j];
        // In bounds: `for_each_block` checked the length; base and row only set bits below it.
        // Unshared: see the head of this file.
        unsafe { std::slice::from_raw_parts_mut(self.state.add(start), self.layout.row_len) }
    }
}

impl<T> Block<'_, T> {
    /// Asks the processor to bring share `share` of `shares` of the next block into its cache. Rows
    /// of a block lie far apart, where the processor does not guess them by itself; asked for while
    /// this block is worked on, they are there in time.
    pub(crate) fn fetch_next(&self, share: usize, shares: usize) {
        const LINE: usize = 64;
        let per_row = (self.layout.row_len * size_of::<Complex<T>>()).div_ceil(LINE);
        let lines = per_row * self.layout.rows.len();
        for line in lines * share / shares..lines * (share + 1) / shares {
            let start = self.next + self.layout.rows[line / per_row];
            // In bounds like `row`; and a prefetch never faults.
            let at = unsafe { self.state.add(start) }.cast::<u8>();
            fetch(at.wrapping_add(line % per_row * LINE));
        }
    }
}

#[inline(always)]
pub(crate) fn fetch(at: *const u8) {
    #[cfg(target_arch = "x86_64")]
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T1, _mm_prefetch};
        _mm_prefetch::<_MM_HINT_T1>(at.cast());
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = at;
}

struct Pointer<T>(*mut Complex<T>);
// The pointer is only used through blocks, which do not overlap.
unsafe impl<T: Send> Send for Pointer<T> {}
unsafe impl<T: Send> Sync for Pointer<T> {}

/// Calls `work` once for each block, from several threads when there are several blocks.
pub(crate) fn for_each_block<T: Send>(
    state: &mut [Complex<T>],
    layout: &Layout,
    work: impl Fn(&mut Block<'_, T>) + Sync,
) {
    assert_eq!(
        state.len(),
        1 << layout.qubits,
        "the layout belongs to another state"
    );
    let pointer = Pointer(state.as_mut_ptr());
    let one = |index: usize| {
        let pointer = &pointer;
        let base = deposit(index, &layout.outer);
        work(&mut Block {
            state: pointer.0,
            base,
            next: deposit((index + 1) & (layout.blocks() - 1), &layout.outer),
            layout,
            life: PhantomData,
        });
    };
    if layout.blocks() == 1 {
        one(0);
    } else {
        // Neighbouring blocks share pages and sometimes cache lines: give each thread a run of
        // them.
        let run = (layout.blocks() / (rayon::current_num_threads() * 8)).max(1);
        (0..layout.blocks())
            .into_par_iter()
            .with_min_len(run)
            .for_each(one);
    }
}

/// Asks the system for large pages under memory that is about to be written for the first time. A
/// block's rows lie in many pages, more than the processor remembers when they are small.
#[cfg(target_os = "linux")]
pub(crate) fn large_pages<T>(memory: &mut [std::mem::MaybeUninit<T>]) {
    const LARGE: usize = 2 << 20;
    let start = memory.as_mut_ptr() as usize;
    let (from, to) = (start.next_multiple_of(LARGE), start + size_of_val(memory));
    if to > from + LARGE {
        let length = (to - from) / LARGE * LARGE;
        let at = memory.as_mut_ptr().cast::<u8>().wrapping_add(from - start);
        // Advice only: whole pages inside the caller's own memory; what they hold does not change,
        // and a refusal changes nothing.
        unsafe { libc::madvise(at.cast(), length, libc::MADV_HUGEPAGE) };
    }
}

/// Other systems choose page sizes by themselves.
#[cfg(not(target_os = "linux"))]
pub(crate) fn large_pages<T>(_: &mut [std::mem::MaybeUninit<T>]) {}
