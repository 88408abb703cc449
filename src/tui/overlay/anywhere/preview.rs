//! The place of what is selected beside the list: the paragraphs around it, or what an actor said.

use crate::{
    briefing::{QuoteId, Whose},
    text::Span,
    tui::{articles::dated, scene::Scene},
    view::{
        Citation, QuoteRow, Role, cells,
        find::{Found, Words, paragraphs_around},
        wrap::{Measure, wrap},
    },
};

/// A paragraph is shown from so many bytes before the words to so many after them.
const REACH: u32 = 2000;

/// What stands beside the list for a row.
pub fn preview_of(
    found: Found,
    words: &Words,
    scene: &Scene<'_>,
    (columns, height): (usize, usize),
) -> Vec<Vec<(String, Role)>> {
    let (article, place) = match found {
        Found::Actor(id, _) => return preview_of_actor(Whose::Actor(id), words, scene, (columns, height)),
        Found::Quotation(QuoteId { article, .. }, place) | Found::Text(article, place) => (article, place),
    };
    let id = article;
    let Some(article) = scene.briefing.article(id) else { return Vec::new() };
    let citation = Citation::new(id, article);
    let mut lines = vec![
        vec![(cells::short(&citation.headline, columns), Role::Title)],
        vec![(cells::short(&dated(&citation), columns), Role::Dim)],
        Vec::new(),
    ];
    let room = height.saturating_sub(lines.len());
    let (mut text, mut at) = (Vec::new(), 0);
    for part in paragraphs_around(article, place) {
        let is_here = part.contains(place.start());
        let part = near(&article.document.raw, part, place);
        if !text.is_empty() {
            text.push(Vec::new());
        }
        let words_of = part.of(&article.document.raw);
        let spans = wrapped(words_of, columns);
        if is_here {
            let here = spans.iter().position(|span| part.start() + span.end() > place.start());
            at = text.len() + here.unwrap_or(0);
        }
        text.extend(lines_of(words_of, &spans, words));
        if text.len() >= at + room * 2 {
            break;
        }
    }
    let first = at.saturating_sub(room / 3).min(text.len().saturating_sub(room));
    lines.extend(text.into_iter().skip(first).take(room));
    lines
}

/// What stands beside the list for an actor: who they are, and what they said.
fn preview_of_actor(
    whose: Whose,
    words: &Words,
    scene: &Scene<'_>,
    (columns, height): (usize, usize),
) -> Vec<Vec<(String, Role)>> {
    let Whose::Actor(id) = whose else { return Vec::new() };
    let Some(actor) = scene.briefing.actor(id) else { return Vec::new() };
    let quotes = scene.quotes_of(whose);
    let number = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let about = format!(
        "{}, {}, {}",
        actor.kind.name(),
        number(quotes.len(), "quotation"),
        number(actor.mentions, "mention")
    );
    let mut lines = vec![vec![(cells::short(&actor.name, columns), actor.kind.into())]];
    lines.push(vec![(cells::short(&about, columns), Role::Dim)]);
    let rows = quotes.iter().filter_map(|quote| QuoteRow::new(scene.briefing, *quote));
    for row in rows.take(height) {
        if lines.len() >= height {
            break;
        }
        lines.push(Vec::new());
        lines.push(vec![(cells::short(&dated(&row.citation), columns), Role::Dim)]);
        let text = row.text();
        lines.extend(lines_of(&text, &wrapped(&text, columns), words));
    }
    lines.truncate(height);
    lines
}

/// What of a paragraph is near a place in it: a whole file may be one.
fn near(text: &str, part: Span, place: Span) -> Span {
    let least = place.start().saturating_sub(REACH).max(part.start());
    let most = place.end().saturating_add(REACH).min(part.end());
    let border = |at: &u32| text.is_char_boundary(*at as usize);
    let start = (least..=place.start()).find(border).unwrap_or(part.start());
    let end = (place.end().min(most)..=most).rev().find(border).unwrap_or(part.end());
    if part.contains(place.start()) { Span::new(start, end) } else { head(text, part) }
}

/// The beginning of a paragraph.
fn head(text: &str, part: Span) -> Span {
    let most = part.start().saturating_add(REACH).min(part.end());
    let end = (part.start()..=most).rev().find(|at| text.is_char_boundary(*at as usize));
    Span::new(part.start(), end.unwrap_or(part.end()))
}

fn wrapped(text: &str, columns: usize) -> Vec<Span> {
    let mut spans = Vec::new();
    wrap(text, Span::whole(text), Measure::even(columns), &mut spans);
    spans
}

/// A text in lines, the words in it standing out.
fn lines_of(text: &str, spans: &[Span], words: &Words) -> Vec<Vec<(String, Role)>> {
    let places: Vec<Span> = words.places(text).collect();
    let line = |span: &Span| {
        let mut parts = Vec::new();
        let mut at = span.start();
        for place in places.iter().filter(|place| place.start() < span.end() && place.end() > span.start()) {
            let (start, end) = (place.start().max(at), place.end().min(span.end()));
            parts.push((Span::new(at, start).of(text).to_owned(), Role::Text));
            parts.push((Span::new(start, end).of(text).to_owned(), Role::SearchHit));
            at = end;
        }
        parts.push((Span::new(at, span.end()).of(text).to_owned(), Role::Text));
        parts
    };
    spans.iter().map(line).collect()
}
