//! Learning: weights from choices that annotators made.
//!
//! Each *choice* is a set of candidates of which some are right. The weights maximise the probability of the
//! right ones under a softmax over the candidates (conditional logistic regression), with L2 and `AdaGrad`
//! steps. Everything is deterministic: same choices, same order, same bytes.

use rustc_hash::FxHashMap;

use super::{Value, Weights, softmax};

/// One choice: candidates, each described by one value a feature, and which of them are right.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// The candidates' values, in the model's order of features.
    pub candidates: Vec<Vec<Value>>,
    /// Indices of the right candidates; a choice without any teaches nothing.
    pub right: Vec<usize>,
}

/// How to learn.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Strength of L2, per choice.
    pub l2: f32,
    /// Passes over the choices.
    pub epochs: usize,
    /// First step size.
    pub rate: f32,
    /// A value seen fewer times than this gets no weight.
    pub least: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { l2: 1e-5, epochs: 12, rate: 0.15, least: 4 }
    }
}

/// Learns weights for `features` features from `choices`.
pub fn learn(choices: &[Choice], features: usize, settings: Settings) -> Weights {
    let index = number_values(choices, features, settings.least);
    let compact: Vec<(Vec<Vec<u32>>, &[usize])> = choices
        .iter()
        .filter(|c| !c.right.is_empty() && c.candidates.len() > 1)
        .map(|c| {
            let rows = c.candidates.iter().map(|values| {
                let ids = values.iter().enumerate().filter(|(_, v)| !v.is_none());
                ids.filter_map(|(f, v)| index.get(&(f as u32, *v)).copied()).collect()
            });
            (rows.collect(), c.right.as_slice())
        })
        .collect();
    let mut weights = vec![0f32; index.len()];
    let mut squares = vec![1e-6f32; index.len()];
    let mut sum = vec![0f64; index.len()];
    let mut order: Vec<usize> = (0..compact.len()).collect();
    let mut seed = 0x9E37_79B9_7F4A_7C15u64;
    for epoch in 0..settings.epochs {
        shuffle(&mut order, &mut seed);
        for &at in &order {
            let Some((rows, right)) = compact.get(at) else { continue };
            let mut scores: Vec<f32> =
                rows.iter().map(|r| r.iter().map(|&i| weights[i as usize]).sum()).collect();
            softmax(&mut scores);
            let mass: f32 = right.iter().filter_map(|&r| scores.get(r)).sum::<f32>().max(1e-9);
            for (c, row) in rows.iter().enumerate() {
                let p = scores.get(c).copied().unwrap_or_default();
                let target = if right.contains(&c) { p / mass } else { 0.0 };
                let error = p - target;
                if error.abs() < 1e-4 {
                    continue;
                }
                for &i in row {
                    let i = i as usize;
                    let gradient = error + settings.l2 * weights[i];
                    squares[i] += gradient * gradient;
                    weights[i] -= settings.rate * gradient / squares[i].sqrt();
                }
            }
        }
        if epoch * 2 >= settings.epochs {
            for (s, w) in sum.iter_mut().zip(&weights) {
                *s += f64::from(*w);
            }
        }
    }
    let averaged = settings.epochs.div_ceil(2).max(1) as f64;
    let mut out = Weights::zero(features);
    for ((feature, value), i) in index {
        out.set(feature as usize, value, (sum[i as usize] / averaged) as f32);
    }
    out
}

/// Numbers every (feature, value) seen often enough, in order of first sight.
fn number_values(choices: &[Choice], features: usize, least: u32) -> FxHashMap<(u32, Value), u32> {
    let mut counts: FxHashMap<(u32, Value), u32> = FxHashMap::default();
    let all = || choices.iter().flat_map(|c| &c.candidates);
    for values in all() {
        for (f, v) in values.iter().enumerate().take(features).filter(|(_, v)| !v.is_none()) {
            *counts.entry((f as u32, *v)).or_default() += 1;
        }
    }
    let mut keys: Vec<(u32, Value)> =
        counts.into_iter().filter(|&(_, n)| n >= least).map(|(k, _)| k).collect();
    keys.sort_unstable();
    keys.into_iter().enumerate().map(|(i, k)| (k, i as u32)).collect()
}

/// Fisher and Yates, with a small generator of our own so that the order never depends on a library's version.
fn shuffle(order: &mut [usize], seed: &mut u64) {
    for i in (1..order.len()).rev() {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(i, ((*seed >> 33) as usize) % (i + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_that_tells_right_from_wrong_gets_the_weight() {
        let choice = |right: usize| Choice {
            candidates: (0..2).map(|c| vec![Value::when(c == right), Value::YES]).collect(),
            right: vec![right],
        };
        let choices: Vec<Choice> = (0..40).map(|i| choice(i % 2)).collect();
        let weights = learn(&choices, 2, Settings::default());
        assert!(weights.of(0, Value::YES) > 1.0, "{weights:?}");
        assert!(weights.of(1, Value::YES).abs() < 0.1, "{weights:?}");
    }

    #[test]
    fn learning_twice_gives_the_same_weights() {
        let choices: Vec<Choice> = (0..50)
            .map(|i| Choice {
                candidates: vec![vec![Value::number(i % 7)], vec![Value::number(i % 5)]],
                right: vec![0],
            })
            .collect();
        let text = |w: Weights| w.write("", &["f"], &crate::lexicon::Lexicon::embedded());
        assert_eq!(
            text(learn(&choices, 1, Settings::default())),
            text(learn(&choices, 1, Settings::default()))
        );
    }
}
