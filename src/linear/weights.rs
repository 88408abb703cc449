//! Weights: read from text, looked up by feature and value, written back sorted.

use std::fmt::Write as _;

use super::{Value, table::Table};
use crate::lexicon::Lexicon;

/// The weights of one model. Each value of each feature has one, or, where the outcomes of a choice share their
/// features, as the kinds of a name do, one for each of `WIDE` outcomes.
#[derive(Debug, Clone, Default)]
pub struct Weights<const WIDE: usize = 1> {
    table: Table<WIDE>,
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

impl<const WIDE: usize> Weights<WIDE> {
    /// Reads a weights file whose features are called `names`: `WIDE` names in a row are the outcomes of one
    /// feature. Lines that begin with `#` are its header; words that left the lexicon are skipped.
    pub fn parse(text: &str, names: &[&str], lexicon: &Lexicon) -> Result<Self, WeightError> {
        let mut table = Table::with_capacity(memchr::memchr_iter(b'\n', text.as_bytes()).count() / WIDE);
        let mut name = None;
        for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty()) {
            if let Some(text) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                let known = names.iter().position(|n| *n == text);
                name = Some(known.ok_or_else(|| WeightError::Feature(i + 1, text.to_owned()))?);
                continue;
            }
            let weight = line.split_once('\t').and_then(|(v, w)| Some((v, w.parse().ok()?)));
            let (Some((value, weight)), Some(name)) = (weight, name) else {
                return Err(WeightError::Form(i + 1));
            };
            if let Some(value) = Value::read(value, lexicon) {
                table.entry(name / WIDE, value)[name % WIDE] = weight;
            }
        }
        Ok(Self { table })
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
        let mut lines: Vec<Vec<String>> = vec![Vec::new(); names.len()];
        for (feature, value, row) in self.table.iter() {
            for (k, w) in row.iter().enumerate().filter(|(_, w)| w.abs() >= 0.045) {
                if let Some(lines) = lines.get_mut(feature * WIDE + k) {
                    lines.push(format!("{}\t{w:.2}", value.write(lexicon)));
                }
            }
        }
        for (lines, name) in lines.iter_mut().zip(names).filter(|(lines, _)| !lines.is_empty()) {
            lines.sort_unstable();
            let _ = writeln!(out, "\n[{name}]\n{}", lines.join("\n"));
        }
        out
    }

    /// The weights of `value` for the feature at `feature`, one for each outcome; `None` where nothing was learned.
    #[inline]
    pub fn row(&self, feature: usize, value: Value) -> Option<&[f32; WIDE]> {
        self.table.get(feature, value)
    }

    /// How many values have weights.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether nothing was learned.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Weights {
    /// The weight of `value` for the feature at `feature`; 0 where nothing was learned.
    #[inline]
    pub fn of(&self, feature: usize, value: Value) -> f32 {
        self.row(feature, value).map_or(0.0, |[weight]| *weight)
    }

    /// The score of a candidate described by one value a feature, in the model's order.
    pub fn score(&self, values: &[Value]) -> f32 {
        values.iter().enumerate().map(|(feature, value)| self.of(feature, *value)).sum()
    }

    /// Sets one weight; training only.
    pub(super) fn set(&mut self, feature: usize, value: Value, weight: f32) {
        *self.table.entry(feature, value) = [weight];
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
