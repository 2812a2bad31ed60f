//! Monte Carlo paths against exact answers.

use mycrm_quantum::paths::{Chain, Dwell, Process};
use mycrm_quantum::random::{Alias, Stream};
use mycrm_quantum::{Control, Error};
use ndarray::{Array2, array};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

fn chain() -> Chain {
    let mut r = Stream::new(3, 3);
    let mut m = Array2::zeros((7, 7));
    for s in 0..5 {
        (0..7).for_each(|t| m[[s, t]] = r.unit() + if t > 4 { 0.3 } else { 0.0 });
        let total: f64 = m.row(s).sum();
        m.row_mut(s).mapv_inplace(|x| x / total);
    }
    m[[5, 5]] = 1.0;
    m[[6, 6]] = 1.0;
    Chain::new(m.view()).unwrap()
}

fn pool(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap()
}

#[test]
fn paths_follow_the_matrix_power() {
    let c = chain();
    let n = 3_000_000u64;
    for start in [
        vec![1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        vec![0.2, 0.1, 0.0, 0.3, 0.2, 0.15, 0.05],
    ] {
        let t = c.walk(&start, 12, n, 17, Control::default()).unwrap();
        assert_eq!(t.entered.row(0).sum(), n);
        assert_eq!(t.ended(&c).iter().sum::<u64>(), n);
        for step in 1..=12 {
            let now = c.after(&start, step).unwrap();
            for s in 0..7 {
                // Absorbing states collect all entries so far.
                let seen = if c.is_absorbing(s) {
                    t.entered.column(s).iter().take(step + 1).sum()
                } else {
                    t.entered[[step, s]]
                };
                let (p, got) = (now[s], seen as f64 / n as f64);
                let sigma = (p * (1.0 - p) / n as f64).sqrt();
                assert!(
                    (p - got).abs() < 5.0 * sigma + 1e-9,
                    "step {step} state {s}: {got} {p}"
                );
            }
        }
    }
}

#[test]
fn long_paths_reach_the_absorption_probabilities() {
    let c = chain();
    let exact = c.absorption().unwrap();
    let t = c
        .walk(
            &[0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0],
            200,
            1_000_000,
            2,
            Control::default(),
        )
        .unwrap();
    let won = t.ended(&c)[5] as f64 / 1e6;
    assert!((won - exact[[2, 5]]).abs() < 0.003);
    assert!((exact[[2, 5]] + exact[[2, 6]] - 1.0).abs() < 1e-12);
    let power = c.after(&[0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0], 2000).unwrap();
    assert!((power[5] - exact[[2, 5]]).abs() < 1e-12);
}

#[test]
fn a_seed_gives_one_answer_on_any_number_of_threads() {
    let c = chain();
    let start = [0.5, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0];
    let go = || c.walk(&start, 20, 700_001, 5, Control::default()).unwrap();
    assert_eq!(pool(1).install(go), pool(2).install(go));
    let dwell = [Dwell::Exponential(1.0); 7];
    let p = Process::new(c.clone(), &dwell).unwrap();
    let go = || p.run(0, 10.0, 11, 200_001, 5, Control::default()).unwrap();
    assert_eq!(pool(1).install(go), pool(2).install(go));
    assert_ne!(
        go(),
        p.run(0, 10.0, 11, 200_001, 6, Control::default()).unwrap()
    );
}

#[test]
fn a_stream_can_be_read_ahead() {
    let mut drawn = Stream::new(9, 2);
    let fixed = drawn.clone();
    for ahead in 0..100 {
        assert_eq!(fixed.unit_at(ahead), drawn.unit());
    }
}

#[test]
fn small_numbers_of_paths_are_exact() {
    let c = chain();
    let start = [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
    for n in [0, 1, 5, 8, 9, 17, 100] {
        let t = c.walk(&start, 3, n, 1, Control::default()).unwrap();
        assert_eq!(t.entered.row(0).sum(), n);
        assert_eq!(t.ended(&c).iter().sum::<u64>(), n);
    }
}

#[test]
fn exponential_dwell_follows_the_master_equation() {
    // 0 → 1 at rate 1, 1 → absorbed at rate 1/2.
    let m = array![[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 1.0]];
    let p = Process::new(
        Chain::new(m.view()).unwrap(),
        &[
            Dwell::Exponential(1.0),
            Dwell::Exponential(2.0),
            Dwell::Fixed(1.0),
        ],
    )
    .unwrap();
    let n = 400_000u64;
    let h = p.run(0, 4.0, 5, n, 9, Control::default()).unwrap();
    for t in 0..5 {
        let x = t as f64;
        let zero = (-x).exp();
        let one = 2.0 * ((-x / 2.0).exp() - (-x).exp());
        for (s, p) in [zero, one, 1.0 - zero - one].into_iter().enumerate() {
            let got = h.occupied[[t, s]] as f64 / n as f64;
            assert!((got - p).abs() < 0.004, "time {t} state {s}: {got} {p}");
        }
        assert_eq!(h.occupied.row(t).sum(), n);
    }
    assert_eq!(h.absorbed, h.occupied[[4, 2]]);
    let fixed = Process::new(Chain::new(m.view()).unwrap(), &[Dwell::Fixed(1.0); 3]).unwrap();
    let h = fixed.run(0, 3.0, 4, 10, 1, Control::default()).unwrap();
    assert_eq!(h.occupied.column(2).to_vec(), [0, 0, 10, 10]);
    assert_eq!(h.absorbed_time, 20.0);
}

#[test]
fn likely_paths_are_the_likeliest() {
    let c = chain();
    let best = c.likely_paths(0, 4, 30).unwrap();
    // All paths of at most four steps, by brute force.
    let mut all: Vec<f64> = Vec::new();
    let mut open = vec![(0usize, 1.0, 0usize)];
    while let Some((s, p, depth)) = open.pop() {
        if c.is_absorbing(s) {
            all.push(p);
        } else if depth < 4 {
            (0..7).for_each(|t| open.push((t, p * c.matrix()[[s, t]], depth + 1)));
        }
    }
    all.sort_by(|a, b| b.total_cmp(a));
    assert!(
        best.iter()
            .zip(&all)
            .all(|(a, b)| (a.probability - b).abs() < 1e-15)
    );
}

#[test]
fn watching_and_stopping() {
    let c = chain();
    let start = [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
    let seen = AtomicU64::new(0);
    let stop = AtomicBool::new(false);
    let tell = |done: u64, total: u64| {
        assert!(done <= total);
        seen.fetch_max(done, Ordering::Relaxed);
        stop.store(true, Ordering::Relaxed);
    };
    let control = Control {
        stop: Some(&stop),
        progress: Some(&tell),
    };
    assert_eq!(
        c.walk(&start, 30, 1 << 40, 1, control).unwrap_err(),
        Error::Cancelled
    );
    assert!(seen.load(Ordering::Relaxed) > 0);
}

#[test]
fn alias_tables_follow_their_weights() {
    let w = [0.5, 3.0, 0.0, 1.5, 5.0];
    let a = Alias::new(&w).unwrap();
    let mut r = Stream::new(2, 2);
    let mut n = [0u64; 5];
    (0..1_000_000).for_each(|_| n[a.draw(&mut r)] += 1);
    assert_eq!(n[2], 0);
    let x2: f64 = [0, 1, 3, 4]
        .iter()
        .map(|i| (n[*i] as f64 - w[*i] * 1e5).powi(2) / (w[*i] * 1e5))
        .sum();
    assert!(x2 < 16.3, "{x2}");
    assert!(
        Alias::new(&[]).is_err() && Alias::new(&[0.0]).is_err() && Alias::new(&[f64::NAN]).is_err()
    );
}

#[test]
fn a_stream_filled_is_the_stream_drawn() {
    let (mut a, mut b) = (Stream::new(8, 1), Stream::new(8, 1));
    let mut bits = [0; 37];
    a.fill(&mut bits);
    assert!(bits.iter().all(|x| *x == b.bits()));
    assert_eq!(a.bits(), b.bits());
    // Means and neighbours of many streams' numbers: uniform and not correlated.
    let n = 200_000;
    let (mut sum, mut product) = (0.0, 0.0);
    for stream in 0..n {
        let mut r = Stream::new(3, stream);
        let (x, y) = (r.unit() - 0.5, r.unit() - 0.5);
        sum += x;
        product += x * y;
    }
    assert!(
        sum.abs() < 5.0 * (n as f64 / 12.0).sqrt()
            && product.abs() < 5.0 * (n as f64).sqrt() / 12.0
    );
}

#[test]
fn bad_chains_are_refused() {
    assert!(matches!(
        Chain::new(array![[0.5, 0.6], [0.0, 1.0]].view()),
        Err(Error::Probability { .. })
    ));
    assert!(matches!(
        Chain::new(array![[1.5, -0.5], [0.0, 1.0]].view()),
        Err(Error::Probability { .. })
    ));
    assert!(matches!(
        Chain::new(array![[1.0, 0.0]].view()),
        Err(Error::Shape { .. })
    ));
    assert!(
        Chain::new(array![[0.0, 1.0], [1.0, 0.0]].view())
            .unwrap()
            .absorption()
            .is_err()
    );
    let c = Chain::from_counts(array![[0.0, 3.0], [4.0, 0.0]].view(), 0.5, &[1]).unwrap();
    assert!((c.matrix()[[0, 1]] - 0.875).abs() < 1e-15 && c.is_absorbing(1));
    assert!(c.walk(&[0.5, 0.6], 3, 10, 1, Control::default()).is_err());
    assert!(c.walk(&[1.0], 3, 10, 1, Control::default()).is_err());
    assert!(c.walk(&[1.0, 0.0], 0, 10, 1, Control::default()).is_err());
    assert!(Process::new(c, &[Dwell::Exponential(-1.0), Dwell::Fixed(1.0)]).is_err());
}
