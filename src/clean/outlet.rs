//! The outlet where the furniture names it: "Courier moderates all comments", "© 2026 Courier".

use super::phrases::Phrases;
use super::{
    names,
    page::{Fate, Page},
};
use crate::{model::MaskReason, text::Span};

/// Ends of company names: who owns a site is not what it is called.
const COMPANIES: &Phrases = phrases!["llc" "inc" "ltd" "limited" "corp" "corporation" "gmbh" "plc" "company" "co" "holdings" "pvt" "group"];

/// The outlet that the masked lines of `page` name as their own.
pub(super) fn find(page: &Page<'_>) -> Option<Span> {
    let masked = page.lines.iter().zip(&page.fates).filter_map(|(line, fate)| match fate {
        Fate::Skip(reason, _) => Some((line, *reason)),
        _ => None,
    });
    let mut owner = None;
    for (line, reason) in masked {
        let name = match reason {
            MaskReason::Comments => {
                before(line.text, &[" moderates all comments", " moderates comments", " welcomes comments"])
            }
            MaskReason::Notice => after(
                line.text,
                &[
                    "appeared first on ",
                    "first appeared on ",
                    "first appeared in ",
                    "originally published by ",
                    "originally published in ",
                    "first published by ",
                    "originally appeared in ",
                    "originally appeared on ",
                ],
            ),
            MaskReason::Footer if owner.is_none() => {
                owner = copyright(line.text).map(|name| within(line.text, name, line.span));
                None
            }
            _ => None,
        };
        if let Some(name) = name.filter(|n| is_name(n)) {
            return Some(within(line.text, name, line.span));
        }
    }
    owner
}

fn before<'t>(text: &'t str, phrases: &[&str]) -> Option<&'t str> {
    phrases.iter().find_map(|p| text.split_once(p)).map(|(name, _)| name.trim())
}

fn after<'t>(text: &'t str, phrases: &[&str]) -> Option<&'t str> {
    let (_, rest) = phrases.iter().find_map(|p| text.split_once(p))?;
    Some(rest.split(['.', ',', ';', '(']).next()?.trim())
}

/// The name in "© 2026 Springfield Courier. All rights reserved.", unless it is a company's.
fn copyright(text: &str) -> Option<&str> {
    let at = text
        .find('©')
        .map(|i| i + '©'.len_utf8())
        .or_else(|| text.get(..9).filter(|w| w.eq_ignore_ascii_case("copyright")).map(|_| 9))?;
    let rest = text.get(at..)?.trim_start_matches(|c: char| !c.is_alphabetic());
    let rest =
        rest.strip_prefix("Copyright").unwrap_or(rest).trim_start_matches(|c: char| !c.is_alphabetic());
    let name = rest.split(['.', ',', '|', '-', '–', '©', ';']).next()?.trim();
    let name = name.strip_suffix("All rights reserved").unwrap_or(name).trim();
    let company = name.split_whitespace().any(|w| COMPANIES.contains(&w.to_lowercase().as_str()));
    (!company && is_name(name)).then_some(name)
}

/// A few capitalised words.
fn is_name(name: &str) -> bool {
    name.len() >= 2 && names::is_place(name)
}

/// The place of `part`, a piece of `text`, which stands at `line`.
fn within(text: &str, part: &str, line: Span) -> Span {
    let at = line.start() + text.find(part).unwrap_or_default() as u32;
    Span::new(at, at + part.len() as u32)
}
