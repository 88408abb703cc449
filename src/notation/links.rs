//! What a mark means where its braces do not say: the rules by which the parser fills in and the printer leaves out.

use std::collections::BTreeMap;

use crate::{
    model::{Analysis, Layout, MentionId, MentionKind, QuotationKind},
    text::{Span, chars},
};

/// For each cue the quotation of its line it belongs to: as many cues as quotations pair in order, else
/// the nearest pair first, none twice.
///
/// `contents` are the spans of unnumbered quotations with the index of each.
pub(super) fn pair_cues(raw: &str, contents: &[(usize, Span)], cues: &[Span]) -> Vec<Option<usize>> {
    let breaks: Vec<u32> = memchr::memchr_iter(b'\n', raw.as_bytes()).map(|i| i as u32).collect();
    let line = |span: Span| breaks.partition_point(|&b| b < span.start());
    let mut lines: BTreeMap<usize, Line> = BTreeMap::new();
    for &(index, span) in contents {
        lines.entry(line(span)).or_default().contents.push((span, index));
    }
    for (index, &span) in cues.iter().enumerate() {
        lines.entry(line(span)).or_default().cues.push((span, index));
    }
    let mut out = vec![None; cues.len()];
    for line in lines.values_mut() {
        line.pair(&mut out);
    }
    out
}

/// The quotations and cues of one line, each with its index.
#[derive(Default)]
struct Line {
    contents: Vec<(Span, usize)>,
    cues: Vec<(Span, usize)>,
}

impl Line {
    fn pair(&mut self, out: &mut [Option<usize>]) {
        let Self { contents, cues } = self;
        contents.sort_unstable();
        cues.sort_unstable();
        if contents.len() == cues.len() {
            contents.iter().zip(cues).for_each(|(content, cue)| out[cue.1] = Some(content.1));
            return;
        }
        let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
        for (i, content) in contents.iter().enumerate() {
            pairs.extend(cues.iter().enumerate().map(|(j, cue)| (distance(content.0, cue.0), i, j)));
        }
        pairs.sort_unstable();
        let mut taken = vec![false; contents.len()];
        for (_, i, j) in pairs {
            let (content, cue) = (contents[i].1, cues[j].1);
            if !taken[i] && out[cue].is_none() {
                taken[i] = true;
                out[cue] = Some(content);
            }
        }
    }
}

/// The mention that speaks when only its entity is given: the nearest to the cue, else to the words,
/// not within the words; the earlier of two.
pub(super) fn nearest_mention(
    cue: Option<Span>,
    content: &[Span],
    mentions: impl Iterator<Item = (MentionId, Span)>,
) -> Option<MentionId> {
    mentions
        .filter(|(_, span)| !content.iter().any(|c| c.covers(*span)))
        .min_by_key(|&(id, span)| {
            let far = match cue {
                Some(cue) => distance(span, cue),
                None => content.iter().map(|&c| distance(span, c)).min().unwrap_or_default(),
            };
            (far, id)
        })
        .map(|(id, _)| id)
}

/// Bytes between two spans; 0 when they touch or overlap.
fn distance(a: Span, b: Span) -> u32 {
    a.start().saturating_sub(b.end()).max(b.start().saturating_sub(a.end()))
}

/// Pronouns that speak.
const PRONOUNS: [&str; 20] = [
    "he", "she", "it", "they", "i", "we", "you", "who", "him", "her", "them", "his", "their", "its", "my",
    "our", "me", "us", "himself", "herself",
];

/// What a mention seems to be: a pronoun by list, a name if a word of it (its first, when that is a
/// determiner, aside) begins with a capital, else a nominal.
pub fn mention_kind(words: &str) -> MentionKind {
    if PRONOUNS.contains(&words.to_lowercase().as_str()) {
        return MentionKind::Pronoun;
    }
    let mut words = words.split_whitespace().peekable();
    words.next_if(|w| matches!(*w, "The" | "A" | "An" | "One" | "Some" | "Many" | "Several" | "His" | "Her"));
    if words.any(|w| w.chars().next().is_some_and(char::is_uppercase)) {
        MentionKind::Name
    } else {
        MentionKind::Nominal
    }
}

/// What a quotation seems to be: direct when each of its spans is wholly in marks, mixed when a mark
/// stands in any, else indirect. An opening mark need not close (the next paragraph goes on).
pub fn quotation_kind(raw: &str, content: &[Span]) -> QuotationKind {
    let direct = content.iter().all(|span| is_wholly_quoted(span.of(raw).trim()));
    let marked = content
        .iter()
        .any(|span| span.of(raw).contains(chars::is_double_mark) || is_wholly_quoted(span.of(raw).trim()));
    match (direct, marked) {
        (true, _) => QuotationKind::Direct,
        (false, true) => QuotationKind::Mixed,
        (false, false) => QuotationKind::Indirect,
    }
}

fn is_wholly_quoted(words: &str) -> bool {
    let Some(first) = words.chars().next() else { return false };
    let inner: String = words.chars().skip(1).collect();
    if chars::opens_quotation(first) || first == '"' {
        let close = |c: char| chars::closes_quotation(c) || c == '"';
        !inner.trim_end_matches(|c: char| matches!(c, '.' | ',' | '?' | '!') || close(c)).contains(close)
    } else {
        matches!(first, '‘' | '\'') && inner.trim_end_matches(['.', ',']).ends_with(['’', '\''])
    }
}

/// Headline, byline and dateline as the blocks show them.
pub(super) fn of_blocks(raw: &str, layout: &Layout) -> [Option<Span>; 3] {
    use crate::model::BlockKind::{Byline, Dateline, Headline};
    let first = |kind| layout.blocks.iter().find(|b| b.kind == kind).map(|b| b.span);
    let byline = first(Byline).map(|span| {
        let words = span.of(raw);
        let by = words.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map_or(0, str::len);
        Span::new(span.start() + by as u32, span.end()).trim(raw)
    });
    let dateline = first(Dateline).map(|span| {
        let words =
            span.of(raw).trim_end_matches(|c: char| c.is_whitespace() || chars::is_dash(c) || c == '-');
        Span::new(span.start(), span.start() + words.len() as u32)
    });
    [first(Headline), byline, dateline]
}

/// The name of entity `index` as its mentions show it: the longest named form, else the first mention.
pub(super) fn entity_name<'t>(raw: &'t str, analysis: &Analysis, index: usize) -> &'t str {
    let Some(entity) = analysis.entities.get(index) else { return "" };
    let mentions = || entity.mentions.iter().filter_map(|&m| analysis.mention(m));
    let longest = mentions()
        .filter(|m| m.kind == MentionKind::Name)
        .map(|m| m.span.of(raw))
        .reduce(|best, form| if form.chars().count() > best.chars().count() { form } else { best });
    longest.or_else(|| mentions().map(|m| m.span.of(raw)).next()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_look_like_what_they_are() {
        for (words, kind) in [
            ("She", MentionKind::Pronoun),
            ("The prominent cleric", MentionKind::Nominal),
            ("the SDF", MentionKind::Name),
            ("residents", MentionKind::Nominal),
            ("The Ministry of Works", MentionKind::Name),
        ] {
            assert_eq!(mention_kind(words), kind, "{words}");
        }
    }

    #[test]
    fn quotations_look_like_what_they_are() {
        for (words, kind) in [
            ("“No.”", QuotationKind::Direct),
            ("\"No,\"", QuotationKind::Direct),
            ("‘No,’", QuotationKind::Direct),
            ("“First of two paragraphs.", QuotationKind::Direct),
            ("“no” and “never”", QuotationKind::Mixed),
            ("that it was “no”", QuotationKind::Mixed),
            ("that it wasn’t", QuotationKind::Indirect),
        ] {
            assert_eq!(quotation_kind(words, &[Span::whole(words)]), kind, "{words}");
        }
    }
}
