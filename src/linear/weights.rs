//! Weights: read from text, looked up by feature and value, written back sorted.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use super::Value;
use crate::lexicon::Lexicon;

/// The weights of one model: a table from value to weight for each of its features, in their order.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    tables: Vec<FxHashMap<Value, f32>>,
}

/// What can be wrong with a weights file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WeightError {
    /// A line is neither `[feature]` nor `value weight` under one.
    #[error("line {0}: neither `[feature]` nor `value weight` under one")]
    Form(usize),
    /// A feature the model does not have.
    #[error("line {0}: no feature is called {1}")]
    Feature(usize, String),
}

impl Weights {
    /// No weights yet, for `features` features.
    pub fn zero(features: usize) -> Self {
        Self { tables: vec![FxHashMap::default(); features] }
    }

    /// Reads a weights file. Lines that begin with `#` are its header; words that left the lexicon are skipped.
    pub fn parse(text: &str, names: &[&str], lexicon: &Lexicon) -> Result<Self, WeightError> {
        let mut out = Self::zero(names.len());
        let mut feature = None;
        for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty()) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                let known = names.iter().position(|n| *n == name);
                feature = Some(known.ok_or_else(|| WeightError::Feature(i + 1, name.to_owned()))?);
                continue;
            }
            let weight = line.split_once('\t').and_then(|(v, w)| Some((v, w.parse().ok()?)));
            let table = feature.and_then(|f| out.tables.get_mut(f));
            let (Some((value, weight)), Some(table)) = (weight, table) else {
                return Err(WeightError::Form(i + 1));
            };
            if let Some(value) = Value::read(value, lexicon) {
                table.insert(value, weight);
            }
        }
        Ok(out)
    }

    /// Reads a weights file that is part of the program.
    ///
    /// # Panics
    /// When it is damaged; `pipeline` has a test that reads them all.
    pub fn embedded(text: &str, names: &[&str], lexicon: &Lexicon) -> Self {
        Self::parse(text, names, lexicon).expect("embedded weights are read by a test")
    }

    /// The file [`Weights::parse`] reads, weights rounded to two digits, small ones left out.
    pub fn write(&self, header: &str, names: &[&str], lexicon: &Lexicon) -> String {
        let mut out = String::new();
        for line in header.lines() {
            let _ = writeln!(out, "# {line}");
        }
        for (table, name) in self.tables.iter().zip(names) {
            let kept = table.iter().filter(|(_, w)| w.abs() >= 0.045);
            let mut lines: Vec<String> = kept.map(|(v, w)| format!("{}\t{w:.2}", v.write(lexicon))).collect();
            if lines.is_empty() {
                continue;
            }
            lines.sort_unstable();
            let _ = writeln!(out, "\n[{name}]\n{}", lines.join("\n"));
        }
        out
    }

    /// The weight of `value` for the feature at `feature`; 0 where nothing was learned.
    pub fn of(&self, feature: usize, value: Value) -> f32 {
        if value.is_none() {
            return 0.0;
        }
        self.tables.get(feature).and_then(|t| t.get(&value)).copied().unwrap_or_default()
    }

    /// The score of a candidate described by one value a feature, in the model's order.
    pub fn score(&self, values: &[Value]) -> f32 {
        self.tables
            .iter()
            .zip(values)
            .map(
                |(table, value)| {
                    if value.is_none() { 0.0 } else { table.get(value).copied().unwrap_or_default() }
                },
            )
            .sum()
    }

    /// Sets one weight; training only.
    pub(super) fn set(&mut self, feature: usize, value: Value, weight: f32) {
        if let Some(table) = self.tables.get_mut(feature) {
            table.insert(value, weight);
        }
    }

    /// How many weights there are.
    pub fn len(&self) -> usize {
        self.tables.iter().map(FxHashMap::len).sum()
    }

    /// Whether nothing was learned.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Turns scores into probabilities that add up to 1, in place.
pub fn softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for s in scores.iter_mut() {
        *s = (*s - top).exp();
        sum += *s;
    }
    for s in scores.iter_mut() {
        *s /= sum;
    }
}
