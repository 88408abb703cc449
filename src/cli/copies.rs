//! `dixit copies`: the articles that are one, and what each changed of the first.

use std::io;

use super::{Outcome, args::CopiesArgs, console::Console, input};
use crate::{
    briefing::{ArticleId, Briefing, CopyGroup, CopyKind, Member},
    text::Span,
    view::{
        Changed, Citation, Part, changes,
        wrap::{Measure, wrap},
    },
};

pub(super) fn run(args: &CopiesArgs, console: &mut Console) -> anyhow::Result<Outcome> {
    let briefing = input::briefing(&args.input, console)?;
    let groups = &briefing.copies().groups;
    if groups.is_empty() {
        console.notice("no article stands twice among these");
        return Ok(Outcome::NothingMatched);
    }
    for (number, group) in (1..).zip(groups) {
        let first = group.first();
        if console.columns.is_some() && number > 1 {
            console.line("")?;
        }
        for member in &group.members {
            let Some(article) = briefing.article(member.article) else { continue };
            let citation = Citation::new(member.article, article);
            let is_first = first == Some(member.article);
            if !args.diff || console.columns.is_some() {
                print(number, is_first, member, &citation, console)?;
            }
            if let Some(first) = first.filter(|_| args.diff && !is_first) {
                let changes = changes(&briefing, first, member.article);
                print_changes(number, &changes, &citation, console)?;
            }
        }
    }
    if let Some(line) = console.columns.and_then(|_| total(&briefing, groups)) {
        console.line("")?;
        console.line(&line)?;
    }
    Ok(Outcome::Done)
}

fn print(
    number: usize,
    is_first: bool,
    member: &Member,
    citation: &Citation,
    console: &mut Console,
) -> io::Result<()> {
    let kind = if is_first { "first" } else { member.kind.map_or("", CopyKind::name) };
    if console.columns.is_none() {
        let (number, shared) = (number.to_string(), format!("{:.2}", member.shared));
        let date = citation.stated().unwrap_or_default();
        let outlet = citation.outlet.as_deref().unwrap_or_default();
        let file = citation.file();
        return console.fields([number.as_str(), kind, &shared, &date, outlet, &citation.headline, &file]);
    }
    if is_first {
        console.line(&citation.headline)?;
    }
    let is = match (is_first, kind) {
        (true, _) => String::new(),
        (_, "") => format!("  {:.0} % the same", member.shared * 100.0),
        (_, kind) => format!("  {kind}, {:.0} % the same", member.shared * 100.0),
    };
    console.line(&format!("  {} {}{is}  {}", citation.day(), citation.outlet_or_file(), citation.file()))?;
    if is_first {
        return Ok(());
    }
    console.line(&format!("    {}", citation.headline))
}

fn print_changes(
    number: usize,
    changes: &[Changed],
    citation: &Citation,
    console: &mut Console,
) -> io::Result<()> {
    for changed in changes {
        let (line, words) = (changed.line.to_string(), Part::marked(&changed.parts));
        let Some(columns) = console.columns else {
            let number = number.to_string();
            console.fields([number.as_str(), &citation.file(), changed.sign(), &line, &words])?;
            continue;
        };
        let mut lines = Vec::new();
        wrap(
            &words,
            Span::whole(&words),
            Measure::even(columns.saturating_sub(INDENT).max(INDENT)),
            &mut lines,
        );
        // What is the same needs no more than its beginning.
        let most = if changed.is_same() { 1 } else { lines.len() };
        for (i, line) in lines.iter().take(most).enumerate() {
            let sign = if i == 0 { changed.sign() } else { " " };
            let more = if most < lines.len() { " …" } else { "" };
            console.line(&format!("    {sign} {}{more}", line.of(&words)))?;
        }
    }
    Ok(())
}

/// Columns before the words of a paragraph, and behind them.
const INDENT: usize = 8;

/// `2 groups of 5 articles, of 40`.
fn total(briefing: &Briefing, groups: &[CopyGroup]) -> Option<String> {
    let articles: Vec<ArticleId> =
        groups.iter().flat_map(|group| group.members.iter().map(|member| member.article)).collect();
    let of = briefing.articles.len();
    let some = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    (!groups.is_empty())
        .then(|| format!("{} of {} among {of}", some(groups.len(), "group"), some(articles.len(), "article")))
}
