//! What cues were found to report, in order of the text.

use super::content::Side;
use crate::model::{MentionId, TokenRange};

/// A cue that was found to report something, with whose words and which.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The cue's token.
    pub cue: u32,
    /// How probably it is a cue.
    pub probability: f32,
    /// Who is reported.
    pub subject: MentionId,
    /// How probably that is the subject.
    pub subject_probability: f32,
    /// On which side of the cue its content stands.
    pub side: Side,
    /// The content.
    pub content: Vec<TokenRange>,
}

impl Told {
    /// Whether `run` lies in the content, its closing mark aside.
    pub fn reports(&self, run: TokenRange) -> bool {
        self.content.iter().any(|c| c.start <= run.start && run.end <= c.end + 1)
    }
}

/// The reports whose cues stand in `range`; they are in order of their cues.
pub fn within(told: &[Told], range: TokenRange) -> &[Told] {
    let from = |at: u32| told.partition_point(|t| t.cue < at);
    told.get(from(range.start)..from(range.end)).unwrap_or_default()
}
