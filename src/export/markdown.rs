//! The sheet as Markdown: a heading for each actor, one for each article, each quotation as a block quotation.

use std::io::{self, Write};

use super::{
    Sheet, SheetArticle,
    sheet::{SheetActor, SheetPart, SheetQuotation},
};
use crate::text::safe;

pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# Quotations")?;
    for actor in &sheet.actors {
        write_actor(actor, out)?;
    }
    write_lacks(sheet, out)?;
    writeln!(
        out,
        "\n---\n\nEvery quotation stands in its article as it arrived, character for character; \
         characters are counted as Unicode code points, the end exclusive."
    )
}

fn write_actor(actor: &SheetActor, out: &mut dyn Write) -> io::Result<()> {
    let mut facts = vec![actor.kind.to_owned()];
    if !actor.roles.is_empty() {
        facts.push(format!("described as {}", inline(&actor.roles.join("; "))));
    }
    if !actor.aliases.is_empty() {
        facts.push(format!("also called {}", inline(&actor.aliases.join("; "))));
    }
    writeln!(out, "\n## {}\n\n{}.", inline(&actor.name), facts.join(", "))?;
    for article in actor.quotations.chunk_by(|a, b| a.file == b.file && a.document == b.document) {
        if let Some(first) = article.first() {
            write_citation(first, out)?;
        }
        for quotation in article {
            write_quotation(quotation, out)?;
        }
    }
    Ok(())
}

fn write_citation(q: &SheetQuotation, out: &mut dyn Write) -> io::Result<()> {
    let byline = q.byline.as_ref().map(|name| format!("by {name}"));
    let date = Some(q.date.clone().unwrap_or_else(|| "undated".to_owned()));
    let facts: Vec<String> = [q.outlet.clone(), byline, date, q.url.clone(), Some(q.file.clone())]
        .into_iter()
        .flatten()
        .map(|fact| inline(&fact))
        .collect();
    writeln!(out, "\n### {}\n\n{}", inline(&q.headline), facts.join(" · "))
}

fn write_quotation(q: &SheetQuotation, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    let words: Vec<String> = q.words.iter().map(|words| escape(words)).collect();
    for line in words.join(" […] ").lines() {
        writeln!(out, "{}", format!("> {line}").trim_end())?;
    }
    let said = match (&q.speaker, &q.cue) {
        (Some(speaker), Some(cue)) => format!("{} ({})", inline(speaker), inline(cue)),
        (Some(speaker), None) => inline(speaker),
        // On an actor's sheet, the reader said so.
        (None, Some(cue)) => format!("as corrected ({})", inline(cue)),
        (None, None) => "as corrected".to_owned(),
    };
    let spans: Vec<String> = q.spans.iter().map(|[start, end]| format!("{start}–{end}")).collect();
    let doubt = if q.doubtful { format!(" · doubtful ({:.2})", q.confidence) } else { String::new() };
    let doubt = if q.checked { " · checked".to_owned() } else { doubt };
    writeln!(out, "\n— {said} · {} · line {} · characters {}{doubt}", q.kind, q.line, spans.join(", "))?;
    write_statement(q, out)?;
    q.note.iter().try_for_each(|note| writeln!(out, "\nNote: {}", inline(note)))
}

/// Who else carries the statement, and how this wording differs from the fullest one.
fn write_statement(q: &SheetQuotation, out: &mut dyn Write) -> io::Result<()> {
    let own = q.outlet.as_ref().unwrap_or(&q.document);
    let others: Vec<String> =
        q.carriers.iter().filter(|name| *name != own).map(|name| inline(name)).collect();
    if others.is_empty() && q.differences.is_empty() {
        return Ok(());
    }
    let also = if others.is_empty() { String::new() } else { format!(", also in {}", others.join(", ")) };
    writeln!(out, "\nStatement {}{also}.", q.statement)?;
    if q.differences.iter().all(|part| part.share == "same") {
        return Ok(());
    }
    let show = |part: &SheetPart| match part.share {
        "missing" => format!("~~{}~~", inline(&part.words)),
        "inserted" => format!("**{}**", inline(&part.words)),
        _ => inline(&part.words),
    };
    let parts: Vec<String> = q.differences.iter().map(show).collect();
    let grave = if q.grave { " **A number or a negation differs.**" } else { "" };
    writeln!(out, "\nAgainst the fullest wording (~~only there~~, **only here**): {}{grave}", parts.join(" "))
}

/// What the sheet may lack, by article.
fn write_lacks(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## What this sheet may lack\n")?;
    let some: Vec<&SheetArticle> = sheet.articles.iter().filter(|article| !article.is_whole()).collect();
    if some.is_empty() {
        writeln!(out, "Nothing is known to be unattributed, doubtful or masked.")?;
    } else {
        writeln!(
            out,
            "Of all quotations of an article, whoever speaks: those nobody could be named for, those whose \
             attribution is doubtful, and passages with quotation marks in masked text.\n"
        )?;
        writeln!(
            out,
            "| article | quotations | unattributed | doubtful | masked | problems |\n|---|---|---|---|---|---|"
        )?;
        for article in &some {
            let name = [article.outlet.clone(), Some(article.headline.clone()), Some(article.file.clone())];
            let name: Vec<String> = name.into_iter().flatten().map(|text| inline(&text)).collect();
            let problems =
                if article.analysed { inline(&article.problems.join(" ")) } else { "not read yet".into() };
            let counts = [article.quotations, article.unattributed, article.doubtful, article.masked];
            let counts = counts.map(|count| count.to_string()).join(" | ");
            writeln!(out, "| {} | {counts} | {problems} |", name.join(" · "))?;
        }
    }
    let none = sheet.articles.iter().filter(|article| article.analysed && article.quotations == 0);
    let none: Vec<String> = none.map(|article| inline(&article.file)).collect();
    if none.is_empty() { Ok(()) } else { writeln!(out, "\nWithout any quotation: {}.", none.join(", ")) }
}

/// `text` in one line, nothing in it taken for Markdown or HTML.
fn inline(text: &str) -> String {
    escape_line(&safe::line(text))
}

/// `text` with its line breaks, nothing in it taken for Markdown or HTML.
fn escape(text: &str) -> String {
    text.lines().map(|line| escape_line(&safe::line(line.trim()))).collect::<Vec<_>>().join("\n")
}

/// Escapes what has a meaning anywhere, and what has one at the beginning of a line there.
fn escape_line(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (i, c) in line.char_indices() {
        let anywhere = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$');
        let first = i == 0 && matches!(c, '#' | '+' | '-' | '=' | ':');
        let numbering = i > 0 && i == digits && matches!(c, '.' | ')');
        if anywhere || first || numbering {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markdown() {
        for (text, escaped) in [
            ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
            ("[in Hasaka](javascript:x)", r"\[in Hasaka\](javascript:x)"),
            ("# not a heading #1", r"\# not a heading #1"),
            ("- no - item", r"\- no - item"),
            ("1. no 2. item", r"1\. no 2. item"),
            ("2019) so", r"2019\) so"),
            ("a | b `c` *d* _e_ ~f~ &lt; $x$", r"a \| b \`c\` \*d\* \_e\_ \~f\~ \&lt; \$x\$"),
            ("esc\u{1b}[31m", r"esc␛\[31m"),
            ("two\nlines", "two lines"),
        ] {
            assert_eq!(inline(text), escaped);
        }
    }

    #[test]
    fn every_line_of_several_is_escaped_as_a_beginning() {
        assert_eq!(escape("“a\n# b\n\n1. c”"), "“a\n\\# b\n\n1\\. c”");
    }
}
