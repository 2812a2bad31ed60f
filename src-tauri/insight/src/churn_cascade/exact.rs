//! Small graphs exactly: every way in which the chances can fall.

use super::graph::Graph;

/// Most chances that are gone through: a million worlds.
const MOST: usize = 20;

/// Every loss and how likely it is, by the independent cascade; none where there are too many chances.
pub(super) fn losses(graph: &Graph, most: usize) -> Option<Vec<(f64, f64)>> {
    let open = |p: f64| p > 0.0 && p < 1.0;
    let seeds: Vec<usize> = (0..graph.len()).filter(|a| open(graph.seeds[*a])).collect();
    let ties: Vec<usize> = (0..graph.ties.len())
        .filter(|t| open(graph.ties[*t].2))
        .collect();
    let chances = seeds.len() + ties.len();
    if chances > most.min(MOST) {
        return None;
    }
    let (mut lives, mut leaves) = (vec![false; graph.ties.len()], vec![false; graph.len()]);
    let all = (0..1_u32 << chances).map(|world| {
        let falls = |bit: usize| world >> bit & 1 == 1;
        let mut probability = 1.0;
        let mut chance = |p: f64, yes: bool| probability *= if yes { p } else { 1.0 - p };
        leaves
            .iter_mut()
            .zip(&graph.seeds)
            .for_each(|(leaves, p)| *leaves = *p >= 1.0);
        for (bit, account) in seeds.iter().enumerate() {
            leaves[*account] = falls(bit);
            chance(graph.seeds[*account], falls(bit));
        }
        lives
            .iter_mut()
            .zip(&graph.ties)
            .for_each(|(lives, tie)| *lives = tie.2 >= 1.0);
        for (bit, tie) in ties.iter().enumerate() {
            lives[*tie] = falls(seeds.len() + bit);
            chance(graph.ties[*tie].2, falls(seeds.len() + bit));
        }
        (reached(graph, &lives, &mut leaves), probability)
    });
    Some(all.collect())
}

/// What all who leave are worth, once those who left took along whoever a living tie leads to.
fn reached(graph: &Graph, lives: &[bool], leaves: &mut [bool]) -> f64 {
    let mut open: Vec<usize> = (0..leaves.len()).filter(|a| leaves[*a]).collect();
    let mut loss = 0.0;
    while let Some(account) = open.pop() {
        loss += graph.values[account];
        for (other, tie) in graph.around(account) {
            if lives[*tie as usize] && !leaves[*other as usize] {
                leaves[*other as usize] = true;
                open.push(*other as usize);
            }
        }
    }
    loss
}
