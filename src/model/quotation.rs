//! Quotations, and who they are attributed to.

use super::MentionId;
use crate::text::Span;

/// What was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// How it was put.
    pub kind: QuotationKind,
    /// Its words, with their quotation marks; several spans where the cue or a paragraph break interrupts.
    /// In order, disjoint, never empty.
    pub content: Vec<Span>,
}

impl Quotation {
    /// From the first word to the last, what interrupts included.
    pub fn extent(&self) -> Span {
        let first = self.content.first().copied().unwrap_or_default();
        self.content.last().map_or(first, |last| first.join(*last))
    }
}

/// How a quotation is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum QuotationKind {
    /// All of it in quotation marks.
    Direct,
    /// Some of it in quotation marks.
    Mixed,
    /// None of it in quotation marks.
    Indirect,
    /// A belief, wish or plan rather than something said ("wants to", "believes"); hidden by default.
    Attitude,
}

impl QuotationKind {
    /// All kinds, in the order lists show them.
    pub const ALL: [Self; 4] = [Self::Direct, Self::Mixed, Self::Indirect, Self::Attitude];

    /// The kind in one word, as files and screens say it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
            Self::Attitude => "attitude",
        }
    }
}

/// A quotation with its speaker, the word that reports it, and the reasons.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// What was said.
    pub quotation: Quotation,
    /// The word that reports it ("said", "according to").
    pub cue: Option<Span>,
    /// The mention of who said it; its entity is the actor. `None`: nobody could be named.
    pub speaker: Option<MentionId>,
    /// How sure.
    pub confidence: Confidence,
    /// What decided, strongest first.
    pub evidence: Vec<Evidence>,
}

/// How probably an attribution is right, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Confidence(pub f32);

impl Confidence {
    /// Below this the reader marks an attribution as doubtful; on polnear-dev, of those above it 95 in 100 are
    /// right.
    pub const DOUBTFUL: Self = Self(0.7);

    /// As screens show it: `91%`. Rounded down, so that nothing uncertain is called 100%.
    pub fn percent(self) -> String {
        // Within f32, hundredths such as 0.29 are not exact; a thousandth of a percent more makes them so.
        format!("{}%", (self.0.clamp(0.0, 1.0) * 100.0 + 0.001).floor())
    }

    /// Whether the reader should look twice.
    pub fn is_doubtful(self) -> bool {
        self < Self::DOUBTFUL
    }
}

/// One reason for an attribution.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The feature's name in the weights file.
    pub feature: &'static str,
    /// The reason in words: "subject of *said* right after the closing mark".
    pub words: String,
    /// Where to look.
    pub places: Vec<Span>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_uncertain_is_called_certain() {
        let percents = [0.0, 0.29, 0.599, 0.999, 1.0, 7.0].map(|sure| Confidence(sure).percent());
        assert_eq!(percents, ["0%", "29%", "59%", "99%", "100%", "100%"]);
    }
}
