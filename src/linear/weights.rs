//! Weights: read from text, looked up by feature and value, written back sorted.

use std::fmt::Write as _;

use super::{Value, table::Table};
use crate::lexicon::Lexicon;

/// The weights of one model. Each value of each feature has one, or, where the outcomes of a choice share their
/// features, as the kinds of a name do, one for each of `WIDE` outcomes.
#[derive(Debug, Clone, Default)]
pub struct Weights<const WIDE: usize = 1> {
    /// One for each feature of the model, in their order.
    tables: Vec<Table<WIDE>>,
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
    /// No weights yet, for `features` features.
    pub fn zero(features: usize) -> Self {
        Self { tables: vec![Table::default(); features] }
    }

    /// Reads a weights file whose features are called `names`: `WIDE` names in a row are the outcomes of one
    /// feature. Lines that begin with `#` are its header; words that left the lexicon are skipped.
    pub fn parse(text: &str, names: &[&str], lexicon: &Lexicon) -> Result<Self, WeightError> {
        let mut out = Self::zero(names.len() / WIDE);
        let mut name = None;
        for (i, line) in text.lines().enumerate() {
            match line.as_bytes().first() {
                None | Some(b'#') => continue,
                Some(b'[') => {
                    let text = line.trim_matches(['[', ']']);
                    let known = names.iter().position(|n| *n == text);
                    name = Some(known.ok_or_else(|| WeightError::Feature(i + 1, text.to_owned()))?);
                    continue;
                }
                Some(_) => {}
            }
            let weight = line.split_once('\t').and_then(|(v, w)| Some((v, hundredths(w)?)));
            let (Some((value, weight)), Some(name)) = (weight, name) else {
                return Err(WeightError::Form(i + 1));
            };
            if let (Some(value), Some(table)) = (Value::read(value, lexicon), out.tables.get_mut(name / WIDE))
            {
                table.entry(value)[name % WIDE] = weight;
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
        let mut lines: Vec<Vec<String>> = vec![Vec::new(); names.len()];
        for (table, lines) in self.tables.iter().zip(lines.chunks_mut(WIDE)) {
            for (value, row) in table.iter() {
                let kept = row.iter().zip(&mut *lines).filter(|(w, _)| w.abs() >= 0.045);
                kept.for_each(|(w, lines)| lines.push(format!("{}\t{w:.2}", value.write(lexicon))));
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
        self.tables.get(feature)?.get(value)
    }

    /// How many values have weights.
    pub fn len(&self) -> usize {
        self.tables.iter().map(Table::len).sum()
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
        if let Some(table) = self.tables.get_mut(feature) {
            *table.entry(value) = [weight];
        }
    }
}

/// A weight as it is written: `-1.05`.
fn hundredths(text: &str) -> Option<f32> {
    let (size, sign) = text.strip_prefix('-').map_or((text, 1.0), |size| (size, -1.0));
    let (ones, [b'.', tenth, hundredth]) = size.as_bytes().split_last_chunk()? else { return None };
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
    let longer = |n: u32, byte| n.checked_mul(10)?.checked_add(digit(byte)?);
    let number = ones.iter().chain([tenth, hundredth]).try_fold(0, longer)?;
    // Both are whole numbers, so that this is the float nearest to what is written.
    Some(sign * number as f32 / 100.0)
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

#[cfg(test)]
mod tests {
    use super::hundredths;

    #[test]
    fn weights_are_read_as_the_nearest_float() {
        for number in -2000..=2000 {
            let text = format!("{:.2}", f64::from(number) / 100.0);
            assert_eq!(hundredths(&text), text.parse().ok(), "{text}");
        }
        for wrong in ["", "1", "1.5", "-", "1,50", "1.5x", "--1.50", "99999999999.00"] {
            assert_eq!(hundredths(wrong), None, "{wrong}");
        }
    }
}
