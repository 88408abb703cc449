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
    /// How many weights are kept: those that matter in most choices, learned again without the others.
    pub most: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { l2: 1e-5, epochs: 12, rate: 0.15, least: 4, most: usize::MAX }
    }
}

/// Learns weights for `features` features from `choices`.
pub fn learn(choices: &[Choice], features: usize, settings: Settings) -> Weights {
    let mut index = number_values(choices, features, settings.least);
    let mut weights = fit(choices, &index, settings);
    if index.len() > settings.most {
        index = keep_most(&index, &weights, settings.most);
        weights = fit(choices, &index, settings);
    }
    let mut out = Weights::zero(features);
    for ((feature, value), number) in index {
        out.set(feature as usize, value, weights.get(number.at as usize).copied().unwrap_or_default());
    }
    out
}

/// The strength of L2 under which weights learned from nine tenths of `choices` find the rest most probable.
pub fn choose_strength(choices: &[Choice], features: usize, settings: Settings) -> Settings {
    let (seen, held) = choices.split_at(choices.len() * 9 / 10);
    let mut best = (settings, f64::NEG_INFINITY);
    for l2 in [1e-6, 1e-5, 1e-4, 1e-3] {
        let tried = Settings { l2, ..settings };
        let weights = learn(seen, features, tried);
        let likelihood: f64 =
            held.iter().filter(|c| !c.right.is_empty()).map(|c| log_likelihood(c, &weights)).sum();
        if likelihood > best.1 {
            best = (tried, likelihood);
        }
    }
    best.0
}

/// The logarithm of the probability that the weights give to the right candidates of a choice.
fn log_likelihood(choice: &Choice, weights: &Weights) -> f64 {
    let mut scores: Vec<f32> = choice.candidates.iter().map(|values| weights.score(values)).collect();
    softmax(&mut scores);
    let right: f32 = choice.right.iter().filter_map(|&r| scores.get(r)).sum();
    f64::from(right.max(1e-6)).ln()
}

/// The number of a (feature, value) and how often it was seen.
#[derive(Debug, Clone, Copy)]
struct Number {
    at: u32,
    seen: u32,
}

type Index = FxHashMap<(u32, Value), Number>;

/// The `most` values whose weights move most scores: size of the weight times the root of how often it is seen.
fn keep_most(index: &Index, weights: &[f32], most: usize) -> Index {
    let mut ranked: Vec<(f32, (u32, Value), u32)> = index
        .iter()
        .map(|(key, n)| {
            let weight = weights.get(n.at as usize).copied().unwrap_or_default();
            (weight.abs() * (n.seen as f32).sqrt(), *key, n.seen)
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.truncate(most);
    ranked.sort_by_key(|r| r.1);
    ranked.into_iter().enumerate().map(|(at, (_, key, seen))| (key, Number { at: at as u32, seen })).collect()
}

/// The weights of the values in `index`, by number.
fn fit(choices: &[Choice], index: &Index, settings: Settings) -> Vec<f32> {
    let compact: Vec<(Vec<Vec<u32>>, &[usize])> = choices
        .iter()
        .filter(|c| !c.right.is_empty() && c.candidates.len() > 1)
        .map(|c| {
            let rows = c.candidates.iter().map(|values| {
                let ids = values.iter().enumerate().filter(|(_, v)| !v.is_none());
                ids.filter_map(|(f, v)| index.get(&(f as u32, *v)).map(|n| n.at)).collect()
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
    sum.into_iter().map(|s| (s / averaged) as f32).collect()
}

/// Numbers every (feature, value) seen often enough, in order of first sight.
fn number_values(choices: &[Choice], features: usize, least: u32) -> Index {
    let mut counts: FxHashMap<(u32, Value), u32> = FxHashMap::default();
    let all = || choices.iter().flat_map(|c| &c.candidates);
    for values in all() {
        for (f, v) in values.iter().enumerate().take(features).filter(|(_, v)| !v.is_none()) {
            *counts.entry((f as u32, *v)).or_default() += 1;
        }
    }
    let mut keys: Vec<((u32, Value), u32)> = counts.into_iter().filter(|&(_, n)| n >= least).collect();
    keys.sort_unstable();
    keys.into_iter().enumerate().map(|(at, (key, seen))| (key, Number { at: at as u32, seen })).collect()
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
