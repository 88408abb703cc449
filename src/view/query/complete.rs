//! Completing a query: what can stand where the cursor is.

use super::{
    Field, Phrase, Property, TextField, Texts,
    parse::{Piece, pieces},
    print,
};
use crate::{briefing::Briefing, model::QuotationKind, text::Span, text::fold::fold};

/// What can stand where the cursor is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// What is replaced, in bytes of the query.
    pub span: Span,
    /// What it can be replaced by, the likeliest first.
    pub offers: Vec<Offer>,
}

/// Something that can stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is put there.
    pub text: String,
    /// A word on it.
    pub help: String,
}

/// So many are offered at most.
const MOST: usize = 50;

/// What can stand in the query `text` where the cursor is, at byte `at`.
pub fn complete(text: &str, at: usize, briefing: &Briefing, texts: &Texts) -> Completion {
    let at = at as u32;
    let pieces = pieces(text);
    let piece = pieces.iter().rfind(|piece| piece.span.start() <= at && at <= piece.span.end());
    let Some((piece, name)) = piece.and_then(|piece| Some((piece, piece.field?))) else {
        let start = piece.map_or(at, |piece| piece.span.start() + u32::from(piece.negated));
        let span = Span::new(start.min(at), at);
        return Completion { span, offers: fields(span.of(text)) };
    };
    let span = value_at(piece, name, at, text);
    let typed = span.of(text).trim_start_matches(print::is_mark);
    let named = |name: &str| name.starts_with(&typed.to_lowercase());
    let offer = |text: &str, help: &str| Offer { text: text.into(), help: help.into() };
    let offers = match Field::named(&name.of(text).to_ascii_lowercase()) {
        Some(Field::Kind) => {
            QuotationKind::ALL.iter().filter(|k| named(k.name())).map(|k| offer(k.name(), "")).collect()
        }
        Some(Field::Is) => {
            let all = Property::ALL.iter().filter(|property| named(property.name()));
            all.map(|property| offer(property.name(), property.help())).collect()
        }
        Some(Field::Text(TextField::Outlet)) => outlets(typed, briefing),
        Some(Field::Text(TextField::Actor)) => actors(typed, briefing, texts),
        Some(Field::Since | Field::Until | Field::Date) => days(typed, briefing),
        _ => Vec::new(),
    };
    Completion { span, offers }
}

/// The value the cursor is in, up to the cursor.
fn value_at(piece: &Piece, name: Span, at: u32, text: &str) -> Span {
    let value = piece.values.iter().rfind(|value| value.span.start() <= at && at <= value.span.end());
    // An empty value begins behind the colon or the last comma.
    let behind = |c: char| {
        let before = Span::new(name.start(), at).of(text);
        before.rfind(c).map(|i| name.start() + i as u32 + 1)
    };
    let start = value.map(|value| value.span.start()).or_else(|| behind(',')).or_else(|| behind(':'));
    Span::new(start.unwrap_or(at), at)
}

fn fields(typed: &str) -> Vec<Offer> {
    let typed = typed.to_lowercase();
    let fits = Field::ALL.into_iter().filter(|field| field.name().starts_with(&typed));
    fits.map(|field| Offer { text: format!("{}:", field.name()), help: field.help().into() }).collect()
}

/// A name so that it is read as one value.
fn name(text: &str) -> String {
    let whole = text.contains(char::is_whitespace);
    print::phrase(&Phrase { text: text.into(), whole }, true)
}

/// Outlets of the briefing, those of most articles first.
fn outlets(typed: &str, briefing: &Briefing) -> Vec<Offer> {
    let typed = format!(" {}", fold(typed));
    let mut all: Vec<(&str, usize)> = Vec::new();
    let mut names: Vec<&str> = briefing.articles.iter().filter_map(|a| a.outlet.as_deref()).collect();
    names.sort_unstable();
    for of_outlet in names.chunk_by(|a, b| a == b) {
        let fits = |name: &&&str| format!(" {}", fold(name)).contains(&typed);
        all.extend(of_outlet.first().filter(fits).map(|name| (*name, of_outlet.len())));
    }
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let offer = |(outlet, count): (&str, usize)| Offer {
        text: name(outlet),
        help: format!("{count} article{}", if count == 1 { "" } else { "s" }),
    };
    all.into_iter().take(MOST).map(offer).collect()
}

/// Actors that are quoted, those quoted most often first.
fn actors(typed: &str, briefing: &Briefing, texts: &Texts) -> Vec<Offer> {
    let typed = format!(" {}", fold(typed));
    let all = briefing.actors.iter().zip(texts.actors(briefing));
    let fits = all.filter(|(actor, forms)| !actor.quotes.is_empty() && forms.contains(&typed));
    let offer = |(actor, _): (&crate::briefing::Actor, _)| Offer {
        text: name(actor.name.trim()),
        help: format!("{}, {} quoted", actor.kind.name(), actor.quotes.len()),
    };
    fits.take(MOST).map(offer).collect()
}

/// Days of the articles, the latest first.
fn days(typed: &str, briefing: &Briefing) -> Vec<Offer> {
    let dates = briefing.articles.iter().filter_map(crate::briefing::Article::date);
    let mut dates: Vec<String> = dates.map(|date| date.to_string()).collect();
    dates.sort_unstable_by(|a, b| b.cmp(a));
    let of_day = dates.chunk_by(|a, b| a == b).filter_map(|days| Some((days.first()?, days.len())));
    let fits = of_day.filter(|(day, _)| day.starts_with(typed));
    let offer = |(day, count): (&String, usize)| Offer {
        text: day.clone(),
        help: format!("{count} article{}", if count == 1 { "" } else { "s" }),
    };
    fits.take(MOST).map(offer).collect()
}
