//! What a quotation is set in: its paragraph, the sentences around it, what the speaker is said to be there.

use super::citation::one_line;
use crate::{
    briefing::{Article, Briefing, QuoteId},
    model::{Analysis, Attribution, BlockKind},
    text::Span,
};

/// What a quotation is set in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Setting {
    /// Which paragraph of its article it begins in, counted from 1; `None` in a headline or a crosshead.
    pub paragraph: Option<usize>,
    /// The sentences it stands in with its cue and speaker, in one line, within its paragraph.
    pub context: String,
    /// What its article says the actor is: the wording nearest before the quotation, else the first one.
    pub role: Option<String>,
}

impl Setting {
    /// The setting of a quotation; an empty one where the briefing does not have it.
    pub fn new(briefing: &Briefing, quote: QuoteId) -> Self {
        let found = || {
            let article = briefing.article(quote.article)?;
            Some((article, article.analysis.as_deref()?, briefing.attribution(quote)?))
        };
        found()
            .map(|(article, analysis, it)| Self::of(briefing, quote, article, analysis, it))
            .unwrap_or_default()
    }

    fn of(
        briefing: &Briefing,
        quote: QuoteId,
        article: &Article,
        analysis: &Analysis,
        attribution: &Attribution,
    ) -> Self {
        let raw: &str = &article.document.raw;
        let role = briefing.speaker(quote).and_then(|actor| {
            let entities = briefing.actor(actor)?.entities.iter().filter(|(id, _)| *id == quote.article);
            let roles = entities.filter_map(|(_, entity)| analysis.entity(*entity)).flat_map(|e| &e.roles);
            let mut spans: Vec<Span> = roles.map(|role| role.span).collect();
            spans.sort_unstable_by_key(|span| span.start());
            let end = attribution.quotation.extent().end();
            let before = spans.iter().rev().find(|span| span.start() < end);
            before.or(spans.first()).map(|span| one_line(span.of(raw)))
        });
        Self {
            paragraph: paragraph(analysis, attribution.quotation.extent().start()),
            context: one_line(context(analysis, attribution).of(raw)),
            role,
        }
    }
}

/// The number of the paragraph that has the byte `at`.
fn paragraph(analysis: &Analysis, at: u32) -> Option<usize> {
    let is_text = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Dateline);
    let blocks = &analysis.layout.blocks;
    let index = blocks.partition_point(|block| block.span.end() <= at);
    let has = blocks.get(index).is_some_and(|block| block.span.start() <= at && is_text(block.kind));
    // A dateline is the head of the paragraph after it.
    let counts = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Item);
    let before = blocks.iter().take(index).filter(|block| counts(block.kind)).count();
    has.then_some(before + 1)
}

/// From the first to the last sentence that a quotation shares with its cue and its speaker, as far as these
/// stand in paragraphs of the quotation.
fn context(analysis: &Analysis, attribution: &Attribution) -> Span {
    let extent = attribution.quotation.extent();
    let blocks = &analysis.layout.blocks;
    let touched = |span: Span| {
        let first = blocks.partition_point(|block| block.span.end() <= span.start());
        let last = blocks.partition_point(|block| block.span.start() < span.end());
        let own = blocks.get(first..last).unwrap_or_default();
        own.first().zip(own.last()).map_or(span, |(first, last)| first.span.join(last.span))
    };
    let own = touched(extent);
    let speaker = attribution.speaker.and_then(|id| analysis.mention(id)).map(|mention| mention.span);
    let near = [attribution.cue, speaker].into_iter().flatten().filter(|span| own.intersect(*span).is_some());
    let whole = near.fold(extent, Span::join);
    let sentences = &analysis.sentences;
    let first = sentences.partition_point(|sentence| sentence.end() <= whole.start());
    let last = sentences.partition_point(|sentence| sentence.start() < whole.end());
    sentences.get(first..last).unwrap_or_default().iter().fold(whole, |all, sentence| all.join(*sentence))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use crate::{
        briefing::ArticleId,
        model::{Document, Given, Origin},
        pipeline::Engine,
    };

    fn settings(raw: &str) -> Vec<Setting> {
        let (id, given) = ("a".to_owned(), Given::default());
        let document = Document { id, raw: raw.into(), origin: Origin::Stdin, given };
        let analysis = Engine::new().analyse(&document);
        let count = analysis.attributions.len() as u32;
        let briefing = Briefing::new(vec![(Arc::new(document), Some(Arc::new(analysis)))]);
        let id = |index| QuoteId { article: ArticleId(0), index };
        (0..count).map(|index| Setting::new(&briefing, id(index))).collect()
    }

    const ARTICLE: &str = "Harbour stays shut\n\nThe harbour was quiet on Monday. Ships waited outside.\n\n\
        Nobody came. “We will not wait,” said Mara Chen, the harbour chief. “Not a day.” Gulls cried.\n\n\
        Chen, a former pilot, was alone. She said that the pumps had failed.";

    #[test]
    fn the_context_is_whole_sentences_with_cue_and_speaker() {
        let all = settings(ARTICLE);
        assert_eq!(all[0].context, "“We will not wait,” said Mara Chen, the harbour chief.", "{all:?}");
        assert_eq!(all[0].paragraph, Some(2));
        let last = all.last().expect("a quotation");
        assert_eq!((last.paragraph, last.context.as_str()), (Some(3), "She said that the pumps had failed."));
    }

    #[test]
    fn the_role_is_the_one_last_said_before_the_quotation() {
        let all = settings(ARTICLE);
        let roles: Vec<Option<&str>> = all.iter().map(|s| s.role.as_deref()).collect();
        assert_eq!(roles.first(), Some(&Some("the harbour chief")));
        assert_eq!(roles.last(), Some(&Some("a former pilot")));
    }
}
