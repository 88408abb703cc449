//! The linear model: named features, weights as readable text, scores that can say why.
//!
//! A *candidate* (a mention that may be the speaker, a kind a name may have) is described by features. Each
//! feature is one small function that returns a [`Value`]: nothing, a number, a word, or a word's last
//! letters. Each value of each feature has a weight; a candidate's score is the sum of its weights, and the
//! candidate with the highest score wins. The weights are learned by [`train`] from annotated articles and
//! stored as text, under each `[feature]` one `value weight` a line, sorted, so that a change shows in a diff.

mod table;
pub mod train;
mod weights;

pub use weights::{WeightError, Weights, softmax};

use crate::lexicon::{Lexicon, WordId};

/// What a feature says of a candidate. Weights are looked up by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Value(u64);

impl Value {
    /// The feature has nothing to say; it has no weight.
    pub const NONE: Self = Self(0);

    /// A yes.
    pub const YES: Self = Self::number(1);

    /// A small number: a bucketed distance, a code of a kind.
    pub const fn number(n: u32) -> Self {
        Self((1 << 28) | (n as u64 & 0x0FFF_FFFF))
    }

    /// Yes or nothing.
    pub const fn when(yes: bool) -> Self {
        if yes { Self::YES } else { Self::NONE }
    }

    /// A word of the lexicon; nothing for words it does not have.
    pub const fn word(word: WordId) -> Self {
        if word.0 == 0 { Self::NONE } else { Self((2 << 28) | (word.0 as u64 & 0x0FFF_FFFF)) }
    }

    /// The last three letters of a word, if they are plain ones.
    pub fn ending(word: &str) -> Self {
        let Some(end) = word.len().checked_sub(3).and_then(|at| word.as_bytes().get(at..)) else {
            return Self::NONE;
        };
        let mut packed = 0u64;
        for b in end {
            let lower = b.to_ascii_lowercase();
            if !lower.is_ascii_lowercase() {
                return Self::NONE;
            }
            packed = packed << 5 | u64::from(lower - b'a' + 1);
        }
        Self((3 << 28) | packed)
    }

    /// Both values at once; nothing if either has nothing to say.
    pub const fn and(self, other: Self) -> Self {
        if self.0 == 0 || other.0 == 0 { Self::NONE } else { Self(self.0 << 32 | (other.0 & 0xFFFF_FFFF)) }
    }

    /// Whether the feature has nothing to say.
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The value as the weights file writes it.
    pub fn write(self, lexicon: &Lexicon) -> String {
        let (high, low) = (self.0 >> 32, self.0 & 0xFFFF_FFFF);
        if high == 0 { part(low, lexicon) } else { format!("{}|{}", part(high, lexicon), part(low, lexicon)) }
    }

    /// Reads what [`Value::write`] wrote; `None` for a word the lexicon no longer has.
    pub fn read(text: &str, lexicon: &Lexicon) -> Option<Self> {
        match text.split_once('|') {
            Some((a, b)) => Some(read_part(a, lexicon)?.and(read_part(b, lexicon)?)),
            None => read_part(text, lexicon),
        }
    }
}

fn part(bits: u64, lexicon: &Lexicon) -> String {
    let low = bits & 0x0FFF_FFFF;
    match bits >> 28 {
        1 => low.to_string(),
        2 => lexicon.word(WordId(low as u32)).to_owned(),
        _ => {
            let letter = |shift: u64| char::from(b'a' + ((low >> shift) & 31) as u8 - 1);
            format!("-{}{}{}", letter(10), letter(5), letter(0))
        }
    }
}

fn read_part(text: &str, lexicon: &Lexicon) -> Option<Value> {
    if text.starts_with(|c: char| c.is_ascii_digit())
        && let Ok(n) = text.parse::<u32>()
    {
        return Some(Value::number(n));
    }
    if let Some(ending) = text.strip_prefix('-').filter(|e| e.len() == 3) {
        return Some(Value::ending(ending));
    }
    let word = lexicon.id(text);
    (word != WordId::UNKNOWN).then(|| Value::word(word))
}

/// What a model is asked about: a cue, a subject, a quoted run. Names the type its features look at.
pub trait Asked {
    /// A candidate in its document.
    type Of<'s>;
}

/// A named feature of the candidates of `A`.
pub struct Feature<A: Asked> {
    /// Its name in the weights file.
    pub name: &'static str,
    /// What it asks, in one line.
    pub summary: &'static str,
    /// Two short articles in the project's notation of which it says different things, that is: of what their marks
    /// designate (see the question, [`Asked`]). A test reads them through the stages and asks it.
    pub example: [&'static str; 2],
    /// The question itself.
    pub of: for<'c, 's> fn(&'c A::Of<'s>) -> Value,
}

/// The values of a candidate, in the order of its features.
pub fn describe<A: Asked>(features: &[Feature<A>], candidate: &A::Of<'_>) -> Vec<Value> {
    features.iter().map(|f| (f.of)(candidate)).collect()
}

/// The score of a candidate, without writing its values down.
pub fn score<A: Asked>(features: &[Feature<A>], candidate: &A::Of<'_>, weights: &Weights) -> f32 {
    features.iter().enumerate().map(|(i, f)| weights.of(i, (f.of)(candidate))).sum()
}

/// The features that speak most for `chosen` and against `other`, strongest first, at most `most`; each with how
/// much it adds to the lead.
pub fn deciding<'f, A: Asked>(
    features: &'f [Feature<A>],
    chosen: &A::Of<'_>,
    other: &A::Of<'_>,
    weights: &Weights,
    most: usize,
) -> Vec<(&'f Feature<A>, f32)> {
    let lead = |(i, f): (usize, &'f Feature<A>)| {
        let added = weights.of(i, (f.of)(chosen)) - weights.of(i, (f.of)(other));
        (f, added)
    };
    let mut all: Vec<(&Feature<A>, f32)> =
        features.iter().enumerate().map(lead).filter(|(_, a)| *a > 0.4).collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1));
    all.truncate(most);
    all
}

/// The names of `features`, in their order, as the weights file has them.
pub fn names<A: Asked>(features: &[Feature<A>]) -> Vec<&'static str> {
    features.iter().map(|f| f.name).collect()
}
