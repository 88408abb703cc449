//! The scene: everything the features may look at, with the indexes that make looking cheap.

use crate::{
    lexicon::{Classes, Lexicon},
    model::{
        BlockKind, EntityKind, Layout, Mention, MentionId, MentionKind, Passages, Quoted, Segments, Tag,
        Token, TokenKind, TokenRange,
    },
    text::Span,
};

/// A document before attribution, indexed by token.
#[derive(Debug)]
pub struct Scene<'t> {
    /// The text as it arrived.
    pub raw: &'t str,
    /// Its blocks.
    pub layout: &'t Layout,
    /// Its tokens, sentences, paragraphs.
    pub segments: &'t Segments,
    /// Its mentions.
    pub mentions: &'t [Mention],
    /// Its quoted runs and possible cues.
    pub passages: &'t Passages,
    /// The word lists.
    pub lexicon: &'t Lexicon,
    /// The tokens of each mention.
    pub places: Vec<TokenRange>,
    /// The tokens of each mention's head.
    pub heads: Vec<TokenRange>,
    /// The sentence of each token.
    sentence_of: Vec<u32>,
    /// The paragraph of each sentence.
    paragraph_of: Vec<u32>,
    /// The quoted run each token is in, or `u32::MAX`.
    quoted_of: Vec<u32>,
    /// The mentions that begin in each sentence: a range of mention ids.
    mentions_of: Vec<(u32, u32)>,
    /// Whether a quotation opens in each sentence.
    marked: Vec<bool>,
    /// Whether each mention may be taken for a speaker.
    able: Vec<bool>,
}

impl<'t> Scene<'t> {
    /// Indexes a document. Linear in its tokens.
    pub fn new(
        raw: &'t str,
        layout: &'t Layout,
        segments: &'t Segments,
        mentions: &'t [Mention],
        passages: &'t Passages,
        lexicon: &'t Lexicon,
    ) -> Self {
        let count = segments.tokens.len();
        let mut sentence_of = vec![0; count];
        for (i, sentence) in segments.sentences.iter().enumerate() {
            for s in sentence_of.get_mut(sentence.tokens.range()).unwrap_or_default() {
                *s = i as u32;
            }
        }
        let mut paragraph_of = vec![0; segments.sentences.len()];
        for (i, paragraph) in segments.paragraphs.iter().enumerate() {
            for p in paragraph_of.get_mut(paragraph.sentences.range()).unwrap_or_default() {
                *p = i as u32;
            }
        }
        let mut quoted_of = vec![u32::MAX; count];
        for (i, quoted) in passages.quoted.iter().enumerate() {
            for q in quoted_of.get_mut(quoted.tokens.range()).unwrap_or_default() {
                *q = i as u32;
            }
        }
        let places = segments.places(mentions.iter().map(|m| m.span));
        let heads = segments.places(mentions.iter().map(|m| m.head));
        let mut mentions_of = Vec::with_capacity(segments.sentences.len());
        let mut at = 0usize;
        for sentence in &segments.sentences {
            let from = at;
            while places.get(at).is_some_and(|p| p.start < sentence.tokens.end) {
                at += 1;
            }
            mentions_of.push((from as u32, at as u32));
        }
        let opens = |t: &Token| t.kind == TokenKind::Open;
        let tokens = |range: TokenRange| segments.tokens.get(range.range()).unwrap_or_default();
        let marked = segments.sentences.iter().map(|s| tokens(s.tokens).iter().any(opens)).collect();
        let mut scene = Self {
            raw,
            layout,
            segments,
            mentions,
            passages,
            lexicon,
            places,
            heads,
            sentence_of,
            paragraph_of,
            quoted_of,
            mentions_of,
            marked,
            able: Vec::new(),
        };
        let able = |id| scene.can_speak(id) && !scene.is_apposition(id) && !scene.is_bracketed(id);
        scene.able = (0..mentions.len()).map(|i| able(MentionId(i as u32))).collect();
        scene
    }

    /// Token `i`.
    pub fn token(&self, i: u32) -> Option<&'t Token> {
        self.segments.tokens.get(i as usize)
    }

    /// The token `by` places before or after `i`, within the same paragraph.
    pub fn near(&self, i: u32, by: i32) -> Option<&'t Token> {
        let at = i.checked_add_signed(by)?;
        let same = self.sentence(at) == self.sentence(i) || self.paragraph(at)? == self.paragraph(i)?;
        self.token(at).filter(|_| same)
    }

    /// The tokens `range`, as far as there are any.
    pub fn tokens(&self, range: TokenRange) -> &'t [Token] {
        let end = range.end.min(self.segments.tokens.len() as u32);
        self.segments.tokens.get(range.start as usize..end as usize).unwrap_or_default()
    }

    /// The word of token `i` as written; empty past the ends.
    pub fn word(&self, i: u32) -> &'t str {
        self.token(i).map(|t| t.span.of(self.raw)).unwrap_or_default()
    }

    /// Whether token `i` has one of `classes`.
    pub fn has(&self, i: u32, classes: Classes) -> bool {
        self.token(i).is_some_and(|t| t.classes.any(classes))
    }

    /// The kind of token `i`; a mark past the ends.
    pub fn kind(&self, i: u32) -> TokenKind {
        self.token(i).map_or(TokenKind::Mark, |t| t.kind)
    }

    /// The part of speech of token `i`.
    pub fn tag(&self, i: u32) -> Tag {
        self.token(i).map_or(Tag::Punctuation, |t| t.tag)
    }

    /// The sentence token `i` is in.
    pub fn sentence(&self, i: u32) -> u32 {
        self.sentence_of.get(i as usize).copied().unwrap_or(u32::MAX)
    }

    /// The tokens of sentence `s`.
    pub fn sentence_tokens(&self, s: u32) -> TokenRange {
        self.segments.sentences.get(s as usize).map(|s| s.tokens).unwrap_or_default()
    }

    /// The paragraph token `i` is in.
    pub fn paragraph(&self, i: u32) -> Option<u32> {
        self.sentence_of.get(i as usize).and_then(|&s| self.paragraph_of.get(s as usize)).copied()
    }

    /// The paragraph of sentence `s`.
    pub fn paragraph_of_sentence(&self, s: u32) -> Option<u32> {
        self.paragraph_of.get(s as usize).copied()
    }

    /// The tokens of paragraph `p`.
    pub fn paragraph_tokens(&self, p: u32) -> TokenRange {
        self.segments.paragraphs.get(p as usize).map(|p| p.tokens).unwrap_or_default()
    }

    /// The sentences of paragraph `p`.
    pub fn paragraph_sentences(&self, p: u32) -> TokenRange {
        self.segments.paragraphs.get(p as usize).map(|p| p.sentences).unwrap_or_default()
    }

    /// What block paragraph `p` is.
    pub fn block(&self, p: u32) -> BlockKind {
        let block =
            self.segments.paragraphs.get(p as usize).and_then(|p| self.layout.blocks.get(p.block as usize));
        block.map_or(BlockKind::Paragraph, |b| b.kind)
    }

    /// The quoted run token `i` is in, if any.
    pub fn quoted(&self, i: u32) -> Option<(u32, &'t Quoted)> {
        let q = self.quoted_of.get(i as usize).copied()?;
        self.passages.quoted.get(q as usize).map(|quoted| (q, quoted))
    }

    /// Whether token `i` is inside a double-quoted run of more than a few words: somebody else's words.
    pub fn is_quoted(&self, i: u32) -> bool {
        self.quoted(i).is_some_and(|(_, q)| q.words > 3 || !q.closed)
    }

    /// Whether a double-quoted run opens in sentence `s`.
    pub fn has_marks(&self, s: u32) -> bool {
        self.marked.get(s as usize).copied().unwrap_or_default()
    }

    /// The mentions that begin in sentence `s`.
    pub fn mentions_in(&self, s: u32) -> impl ExactSizeIterator<Item = MentionId> + use<> {
        let (from, to) = self.mentions_of.get(s as usize).copied().unwrap_or_default();
        (from as usize..to as usize).map(|i| MentionId(i as u32))
    }

    /// The mention with this id.
    pub fn mention(&self, id: MentionId) -> Option<&'t Mention> {
        self.mentions.get(id.0 as usize)
    }

    /// The tokens of a mention.
    pub fn place(&self, id: MentionId) -> TokenRange {
        self.places.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// The tokens of a mention's head.
    pub fn head(&self, id: MentionId) -> TokenRange {
        self.heads.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// Whether a mention may be taken for a speaker: it can speak, and neither a name before it nor one around it
    /// stands for the same.
    pub fn is_able(&self, id: MentionId) -> bool {
        self.able.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// Whether a mention can be a speaker at all: no possessive or object pronoun.
    pub fn can_speak(&self, id: MentionId) -> bool {
        let Some(mention) = self.mention(id) else { return false };
        if mention.kind != MentionKind::Pronoun {
            return true;
        }
        let word = mention.span.of(self.raw);
        ["he", "she", "they", "it", "i", "we", "who"].iter().any(|form| form.eq_ignore_ascii_case(word))
    }

    /// Whether a description stands behind a comma that follows a name: "Karim, a user of the network",
    /// "the Civil Guard (CG), the city's force".
    pub fn is_apposition(&self, id: MentionId) -> bool {
        let Some(mention) = self.mention(id) else { return false };
        let start = self.place(id).start;
        if mention.kind != MentionKind::Nominal || start < 2 || self.kind(start - 1) != TokenKind::Comma {
            return false;
        }
        let bracket = self.kind(start - 2) == TokenKind::CloseBracket;
        let determined = self.tag(start) == Tag::Determiner;
        (1..=6).filter_map(|back| id.0.checked_sub(back).map(MentionId)).any(|other| {
            let end = self.head(other).end;
            let adjacent = end == start - 1 || bracket && end < start && end + 6 > start;
            adjacent
                && self.mention(other).is_some_and(|m| {
                    m.kind == MentionKind::Name
                        && (m.entity_kind == EntityKind::Person
                            || determined && m.entity_kind == EntityKind::Organization)
                })
        })
    }

    /// Whether a name stands alone in brackets, as the abbreviation of the one before: "(SDF)".
    pub fn is_bracketed(&self, id: MentionId) -> bool {
        let place = self.place(id);
        place.start > 0
            && self.kind(place.start - 1) == TokenKind::OpenBracket
            && self.kind(place.end) == TokenKind::CloseBracket
    }

    /// The span of the tokens `range`, without the text around them.
    pub fn span(&self, range: TokenRange) -> Span {
        let tokens = self.segments.tokens.get(range.range()).unwrap_or_default();
        match (tokens.first(), tokens.last()) {
            (Some(a), Some(b)) => a.span.join(b.span),
            _ => Span::default(),
        }
    }
}
