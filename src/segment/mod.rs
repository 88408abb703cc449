//! Segmentation: the readable blocks of a document cut into tokens, sentences and paragraphs.
//!
//! All three are spans of the text as it arrived or ranges over one another. A token is looked up in the
//! lexicon once, here. Quotation marks are told apart (opening, closing, apostrophe) here too, because
//! that needs the characters around them.

mod lexer;
mod sentence;
mod tag;

use crate::{
    lexicon::Lexicon,
    model::{Layout, Paragraph, Segments, Sentence, TokenRange},
};

/// Cuts the blocks of `layout` into tokens, sentences and paragraphs.
///
/// One paragraph per block. Sentences cover all tokens, paragraphs all sentences. Linear in the text.
pub fn segment(raw: &str, layout: &Layout, lexicon: &Lexicon) -> Segments {
    let mut out = Segments::default();
    let bytes: u32 = layout.blocks.iter().map(|b| b.span.len()).sum();
    out.tokens.reserve(bytes as usize / 5);
    out.sentences.reserve(bytes as usize / 100);
    out.paragraphs.reserve(layout.blocks.len());
    for (i, block) in layout.blocks.iter().enumerate() {
        let first = out.tokens.len() as u32;
        lexer::lex(raw, block.span, lexicon, &mut out.tokens);
        let tokens = TokenRange { start: first, end: out.tokens.len() as u32 };
        let first_sentence = out.sentences.len() as u32;
        let mut start = first;
        for end in sentence::ends(raw, out.tokens.get(tokens.range()).unwrap_or_default()) {
            let end = first + end;
            let range = TokenRange { start, end };
            tag::tag(raw, out.tokens.get_mut(range.range()).unwrap_or_default());
            out.sentences.push(Sentence { tokens: range });
            start = end;
        }
        let sentences = TokenRange { start: first_sentence, end: out.sentences.len() as u32 };
        out.paragraphs.push(Paragraph { block: i as u32, tokens, sentences });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::segment;
    use crate::{
        lexicon::Lexicon,
        model::{Block, BlockKind, Layout, TokenKind},
        text::Span,
    };

    /// Tokens parted by spaces, sentences by " | ".
    fn cut(text: &str) -> String {
        let layout = Layout {
            blocks: vec![Block { span: Span::whole(text), kind: BlockKind::Paragraph }],
            ..Layout::default()
        };
        let segments = segment(text, &layout, &Lexicon::embedded());
        let sentences = segments.sentences.iter().map(|s| {
            let words: Vec<&str> =
                segments.tokens[s.tokens.range()].iter().map(|t| t.span.of(text)).collect();
            words.join(" ")
        });
        sentences.collect::<Vec<_>>().join(" | ")
    }

    fn kinds(text: &str) -> Vec<TokenKind> {
        let layout = Layout {
            blocks: vec![Block { span: Span::whole(text), kind: BlockKind::Paragraph }],
            ..Layout::default()
        };
        segment(text, &layout, &Lexicon::embedded()).tokens.iter().map(|t| t.kind).collect()
    }

    #[test]
    fn words_keep_their_hyphens_and_lose_their_possessive() {
        assert_eq!(
            cut("Iraq’s Kurdish-led SDF don't trust al-Sadr."),
            "Iraq ’s Kurdish-led SDF don't trust al-Sadr ."
        );
        assert_eq!(cut("He’s sure that’s it’s not Iraq’s."), "He ’s sure that ’s it ’s not Iraq ’s .");
        assert_eq!(cut("U.S. officials’ $1.5 bn"), "U.S. officials ’ $1.5 bn");
    }

    #[test]
    fn sentences_end_where_a_new_one_begins() {
        assert_eq!(cut("Mr. Smith left. He said so."), "Mr . Smith left . | He said so .");
        assert_eq!(cut("“No. Never.” He sat down."), "“ No . | Never . ” | He sat down .");
        assert_eq!(cut("“No,” Smith said. “Never.”"), "“ No , ” Smith said . | “ Never . ”");
    }

    #[test]
    fn a_question_before_its_cue_stays_in_the_sentence() {
        assert_eq!(
            cut("“Why?” asked Smith. “Why?” Jane Smith said."),
            "“ Why ? ” asked Smith . | “ Why ? ” Jane Smith said ."
        );
    }

    #[test]
    fn straight_marks_open_and_close_in_turn() {
        use TokenKind::{Close, Open};
        let marks = |text| kinds(text).into_iter().filter(|k| matches!(k, Open | Close)).collect::<Vec<_>>();
        assert_eq!(marks("\"No,\" he said. \"Never.\""), [Open, Close, Open, Close]);
        assert_eq!(marks("“No,” he said. “Never."), [Open, Close, Open]);
    }

    #[test]
    fn single_marks_are_told_from_apostrophes() {
        use TokenKind::{CloseSingle, OpenSingle, Possessive};
        let marks = |text| {
            kinds(text)
                .into_iter()
                .filter(|k| matches!(k, OpenSingle | CloseSingle | Possessive))
                .collect::<Vec<_>>()
        };
        assert_eq!(marks("‘No,’ he said of Iraq’s borders."), [OpenSingle, CloseSingle, Possessive]);
        assert_eq!(marks("'No plan', says minister"), [OpenSingle, CloseSingle]);
        assert_eq!(marks("the officials' plan"), [Possessive]);
    }
}
