//! Runs of CNOT, X and SWAP as one affine map over GF(2): y = A x ⊕ b, where b depends on the
//! qubits outside the block.

/// An affine map of a block's index bits, kept as the columns of A⁻¹ and the parts of b.
#[derive(Debug, Clone)]
pub(crate) struct Affine {
    inverse: Vec<u32>,
    fixed: u32,
    /// Per outer qubit: what its |1⟩ flips.
    outer: Vec<(u8, u32)>,
    /// Positions it touches.
    pub(crate) touched: u64,
}

/// The map ready to run: source index of each destination.
#[derive(Debug, Clone)]
pub(crate) struct Gather {
    /// Source of destination `8 h + l` is `high[h] ^ low[l] ^ shift`.
    pub(crate) high: Vec<u32>,
    pub(crate) low: [u32; 8],
    fixed: u32,
    outer: Vec<(u8, u32)>,
}

impl Affine {
    pub(crate) fn identity(bits: usize) -> Self {
        Self {
            inverse: (0..bits).map(|b| 1 << b).collect(),
            fixed: 0,
            outer: Vec::new(),
            touched: 0,
        }
    }

    fn each_offset(&mut self, f: impl Fn(u32) -> u32) {
        self.fixed = f(self.fixed);
        self.outer.iter_mut().for_each(|(_, v)| *v = f(*v));
    }

    pub(crate) fn flip(&mut self, target: usize) {
        self.fixed ^= 1 << target;
        self.touched |= 1 << target;
    }

    pub(crate) fn cnot(&mut self, control: usize, target: usize) {
        self.inverse[control] ^= self.inverse[target];
        self.each_offset(|v| v ^ (v >> control & 1) << target);
        self.touched |= 1 << target | 1 << control;
    }

    /// CNOT whose control is the outer qubit `control`.
    pub(crate) fn cnot_outer(&mut self, control: u8, target: usize) {
        self.touched |= 1 << target;
        match self.outer.iter_mut().find(|(q, _)| *q == control) {
            Some((_, v)) => *v ^= 1 << target,
            None => self.outer.push((control, 1 << target)),
        }
    }

    pub(crate) fn swap(&mut self, a: usize, b: usize) {
        self.inverse.swap(a, b);
        self.each_offset(|v| {
            let differ = (v >> a ^ v >> b) & 1;
            v ^ (differ << a | differ << b)
        });
        self.touched |= 1 << a | 1 << b;
    }

    fn apply_inverse(&self, value: u32) -> u32 {
        self.inverse
            .iter()
            .enumerate()
            .filter(|(b, _)| value >> b & 1 == 1)
            .fold(0, |acc, (_, col)| acc ^ col)
    }

    pub(crate) fn gather(&self) -> Gather {
        let table = |columns: &[u32]| {
            let mut out = vec![0u32];
            for &col in columns {
                let more: Vec<u32> = out.iter().map(|v| v ^ col).collect();
                out.extend(more);
            }
            out
        };
        let lanes = table(&self.inverse[..3]);
        let mut low = [0; 8];
        low.copy_from_slice(&lanes);
        Gather {
            high: table(&self.inverse[3..]),
            low,
            fixed: self.apply_inverse(self.fixed),
            outer: self
                .outer
                .iter()
                .map(|&(q, v)| (q, self.apply_inverse(v)))
                .collect(),
        }
    }
}

impl Gather {
    /// The shift for the block whose base index is `base`.
    pub(crate) fn shift(&self, base: usize) -> u32 {
        self.outer
            .iter()
            .filter(|(q, _)| base >> q & 1 == 1)
            .fold(self.fixed, |acc, (_, v)| acc ^ v)
    }
}
