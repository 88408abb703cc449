//! What a program outside is asked to do with the article or the quotation in sight.

use std::path::PathBuf;

use crate::{
    briefing::QuoteId,
    model::Origin,
    text::{lines::Lines, safe},
    tui::{action::Action, state::State},
    view::{QuoteRow, citation},
};

/// What a program outside is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Show an address, or a file, in whatever shows such.
    Open(String),
    /// Edit a file, at a line counted from 1.
    Edit(PathBuf, usize),
    /// Show a text.
    Page(String),
    /// Run a line of the shell that reads a text.
    Pipe(String, String),
}

/// What `action` asks of a program outside; or why it cannot be done.
pub fn task(state: &State, action: Action) -> Result<Task, String> {
    match action {
        Action::Edit => edit(state),
        Action::Pager => page(state),
        _ => open(state),
    }
}

/// To open the page of the article in sight, or its file where no address is known; or why not.
fn open(state: &State) -> Result<Task, String> {
    let article = state.briefing.article(state.article).ok_or("there is no article")?;
    if let Some(page) = citation::page(article) {
        return Ok(Task::Open(page));
    }
    match (&article.document.given.url, &article.document.origin) {
        (Some(url), _) => Err(format!("this is no address of a page: {}", safe::line(url))),
        (None, Origin::File(path)) => match path.canonicalize() {
            Ok(path) => Ok(Task::Open(path.to_string_lossy().into_owned())),
            Err(_) => Err(format!("the file is not there any more: {}", path.display())),
        },
        (None, origin) => Err(format!("no address is known, and it is in no file of its own: {origin}")),
    }
}

/// To edit the file of the article in sight, at the current quotation or else the line at the top of the screen.
fn edit(state: &State) -> Result<Task, String> {
    let article = state.briefing.article(state.article).ok_or("there is no article")?;
    match &article.document.origin {
        Origin::File(path) => {
            let here = state.quote.filter(|quote| quote.article == state.article);
            let extent = here.map(|quote| state.scene().extent(quote).start());
            let at = extent.unwrap_or_else(|| state.reader.place());
            let line = Lines::new(&article.document.raw).number(at);
            // The lines of a text that was taken from a page are not those of its file.
            let is_text = article.document.given.places.is_empty();
            Ok(Task::Edit(path.clone(), if is_text { line } else { 1 }))
        }
        Origin::Record(path, line) => Ok(Task::Edit(path.clone(), *line)),
        Origin::Member(path, name) => Err(format!("the article is a part of {}: {name}", path.display())),
        Origin::Sample => Err("the sample is in the program: it has no file".into()),
        Origin::Stdin => Err("the article came from standard input: it has no file".into()),
    }
}

/// To show the article in sight as it arrived.
fn page(state: &State) -> Result<Task, String> {
    let article = state.briefing.article(state.article).ok_or("there is no article")?;
    Ok(Task::Page(printable(&article.document.raw)))
}

/// To give a command the marked quotations with their citations, else the current one, else the article.
pub fn pipe(state: &State, command: &str) -> Result<Task, String> {
    let mut quotes: Vec<QuoteId> = state.marked.quotes.iter().copied().collect();
    quotes.sort_unstable();
    if quotes.is_empty() {
        quotes.extend(state.quote);
    }
    let rows = quotes.into_iter().filter_map(|quote| QuoteRow::new(&state.briefing, quote));
    let mut text: String = rows.map(|row| row.with_citation() + "\n").collect();
    if text.is_empty() {
        let article = state.briefing.article(state.article).ok_or("there is no article")?;
        text = article.document.raw.to_string();
    }
    Ok(Task::Pipe(command.to_owned(), text))
}

/// `text` with its lines, and nothing in it that could do more than be printed.
fn printable(text: &str) -> String {
    text.lines().map(|line| safe::line(line).into_owned() + "\n").collect()
}
