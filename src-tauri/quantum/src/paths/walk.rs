//! Walking a chain: eight walkers interleaved, so that one's memory latency hides behind the
//! others' arithmetic, and no branch on where a walker goes.

use super::{Chain, streams};
use crate::control::Control;
use crate::error::{Error, Result};
use crate::random::{Alias, Stream};
use ndarray::Array2;

/// Walkers in flight at once.
const LANES: usize = 8;

/// What the paths did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Number of paths.
    pub paths: u64,
    /// How many paths entered state s at step t, shape (steps + 1, states). Step 0 is the start. A
    /// path enters an absorbing state once and ends.
    pub entered: Array2<u64>,
}

impl Tally {
    /// How many paths ended in each state: in absorbing ones at any step, in others by running out
    /// of steps.
    pub fn ended(&self, chain: &Chain) -> Vec<u64> {
        let last = self.entered.nrows() - 1;
        (0..chain.states())
            .map(|s| {
                if chain.is_absorbing(s) {
                    self.entered.column(s).sum()
                } else {
                    self.entered[[last, s]]
                }
            })
            .collect()
    }

    /// Steps taken by all paths together.
    pub fn steps(&self) -> u64 {
        self.entered.sum() - self.paths
    }
}

/// One alias column: where to go, and how likely the first choice is.
///
/// Bits 0..32: chance of the first choice in units of 2^-32; 32..47 and 48..63: the two next
/// states; 47 and 63: whether they are absorbing.
type Cell = u64;

struct Table {
    cells: Vec<Cell>,
    /// log2 of the columns per state.
    bits: u32,
}

impl Table {
    fn new(chain: &Chain, start: &[f64]) -> Result<Self> {
        let states = chain.states();
        let bits = states.next_power_of_two().trailing_zeros().max(1);
        let mut cells = Vec::with_capacity((states + 1) << bits);
        let rows = chain
            .matrix
            .rows()
            .into_iter()
            .map(|r| r.to_vec())
            .chain([start.to_vec()]);
        for mut row in rows {
            row.resize(1 << bits, 0.0);
            for (c, (keep, other)) in Alias::new(&row)?.columns().enumerate() {
                let end = |s: usize| (s | usize::from(chain.is_absorbing(s)) << 15) as u64;
                // A certain choice needs both arms alike: 2^32 does not fit in 32 bits.
                let (first, second) = if keep >= 1.0 {
                    (c, c)
                } else {
                    (c, other as usize)
                };
                let chance = ((keep * 4_294_967_296.0) as u64).min(0xFFFF_FFFF);
                cells.push(chance | end(first) << 32 | end(second) << 48);
            }
        }
        Ok(Self { cells, bits })
    }
}

impl Chain {
    /// Walks `paths` paths of at most `steps` steps, each from a state drawn from `start`.
    ///
    /// Transition probabilities are kept to 2^-32 of an alias column, far below the noise of any
    /// number of paths that can be walked.
    ///
    /// # Errors
    /// [`Error::Shape`], [`Error::Probability`] for the start; [`Error::Invalid`] for too many
    /// steps; [`Error::Cancelled`].
    pub fn walk(
        &self,
        start: &[f64],
        steps: usize,
        paths: u64,
        seed: u64,
        control: Control<'_>,
    ) -> Result<Tally> {
        self.check_start(start)?;
        if steps == 0 || steps > 1 << 20 || steps.saturating_mul(self.states()) > 1 << 24 {
            return Err(Error::Invalid(
                "paths take 1 to 2^20 steps, and steps times states at most 2^24".into(),
            ));
        }
        let table = Table::new(self, start)?;
        let states = self.states();
        let certain = start
            .iter()
            .position(|p| *p == 1.0)
            .filter(|s| !self.absorbing[*s]);
        let one = |stream: u64, paths: u64| {
            walk(
                &table,
                states,
                certain,
                steps,
                paths,
                &mut Stream::new(seed, stream),
            )
        };
        let add = |mut a: Vec<u64>, b: Vec<u64>| {
            a.iter_mut().zip(b).for_each(|(x, y)| *x += y);
            a
        };
        let counts =
            streams(paths, control, one, add)?.unwrap_or_else(|| vec![0; (steps + 1) * states]);
        let entered = Array2::from_shape_vec((steps + 1, states), counts)
            .map_err(|e| Error::Invalid(e.to_string()))?;
        Ok(Tally { paths, entered })
    }
}

/// Where a walker is: its row of cells, and step · states.
#[derive(Clone, Copy)]
struct Walker {
    row: usize,
    place: usize,
}

/// What all walkers share.
struct Course<'a> {
    cells: &'a [Cell],
    bits: u32,
    states: usize,
    /// Where a path begins.
    home: Walker,
    /// The place of the last step.
    last: usize,
}

impl Course<'_> {
    /// One step by the random number `r`, without a branch: counts the state entered, and starts
    /// over when the path has ended, which is answered as 1.
    #[inline(always)]
    fn step(&self, w: &mut Walker, r: u64, counts: &mut [u64]) -> usize {
        let cell = self.cells[w.row | (r >> (64 - self.bits)) as usize];
        let second = u32::from((r & 0xFFFF_FFFF) >= (cell & 0xFFFF_FFFF));
        let next = (cell >> (32 + 16 * second)) as usize & 0xFFFF;
        let state = next & 0x7FFF;
        counts[w.place + state] += 1;
        let ended = (next >> 15) | usize::from(w.place == self.last);
        // All ones while the path goes on.
        let on = ended.wrapping_sub(1);
        w.row = self.home.row ^ ((self.home.row ^ state << self.bits) & on);
        w.place = self.home.place ^ ((self.home.place ^ (w.place + self.states)) & on);
        ended
    }
}

/// Walks `paths` paths; counts of (step, state) entered, row-major.
///
/// A walker that ends starts over, which takes one from the paths still to start; near the end the
/// walkers are brought home one by one.
fn walk(
    table: &Table,
    states: usize,
    certain: Option<usize>,
    steps: usize,
    paths: u64,
    random: &mut Stream,
) -> Vec<u64> {
    let mut counts = vec![0u64; (steps + 1) * states];
    // From a certain start, walkers begin at step 1 and step 0 is counted at the end; otherwise the
    // start is a move of its own from the extra row behind the last state.
    let home = match certain {
        Some(s) => Walker {
            row: s << table.bits,
            place: states,
        },
        None => Walker {
            row: states << table.bits,
            place: 0,
        },
    };
    let course = Course {
        cells: &table.cells,
        bits: table.bits,
        states,
        home,
        last: steps * states,
    };
    let flying = paths.min(LANES as u64);
    let mut walkers = [home; LANES];
    let mut waiting = (paths - flying) as usize;
    let mut draws = [0u64; 64 * LANES];
    while waiting >= draws.len() {
        random.fill(&mut draws);
        for turn in draws.as_chunks::<LANES>().0 {
            for (w, r) in walkers.iter_mut().zip(turn) {
                waiting -= course.step(w, *r, &mut counts);
            }
        }
    }
    // The ones in flight, and the few that never started.
    let rest = walkers[..flying as usize].iter().copied();
    for mut w in rest.chain(std::iter::repeat_n(home, waiting)) {
        while course.step(&mut w, random.bits(), &mut counts) == 0 {}
    }
    if let Some(s) = certain {
        counts[s] = paths;
    }
    counts
}
