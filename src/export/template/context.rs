//! What a template sees: the sheet as its JSON has it, and how it is read.

use minijinja::{Value, value::Serde};
use serde::Serialize;

use super::{
    arrange::{self, By},
    texts::Texts,
};
use crate::{
    briefing::Briefing,
    export::{
        Sheet, SheetArticle,
        sheet::{Refused, SheetActor, SheetQuotation},
    },
};

/// The whole context. The first fields are those of the JSON format.
#[derive(Debug, Serialize)]
struct Context<'s> {
    schema: &'s str,
    version: u32,
    actors: Vec<Actor<'s>>,
    articles: &'s [SheetArticle],
    refused: &'s [Refused],
    /// The program and its version.
    program: &'static str,
    /// How many quotations the sheet has.
    count: usize,
    /// What `parts` are: `actor`, `day` or `outlet`.
    by: &'static str,
    parts: Vec<Part<'s>>,
    /// The articles that have quotations in the sheet, by number.
    cited: Vec<&'s SheetArticle>,
    /// Those of `articles` with something that the sheet may lack.
    lacking: Vec<&'s SheetArticle>,
    /// Those without any quotation.
    without: Vec<&'s SheetArticle>,
    /// The articles of `cited` with their texts, every quotation of the sheet marked.
    texts: Value,
}

#[derive(Debug, Serialize)]
struct Actor<'s> {
    name: &'s str,
    kind: &'s str,
    aliases: &'s [String],
    roles: &'s [String],
    quotations: Vec<Value>,
}

/// Some statements under one heading.
#[derive(Debug, Serialize)]
struct Part<'s> {
    /// The actor's name, the day or the outlet.
    title: Option<&'s str>,
    /// The actor, in parts by actor.
    actor: Option<Value>,
    /// How many quotations it has.
    count: usize,
    /// In how many articles.
    articles: usize,
    /// How many of these are copies or versions of others of them.
    copies: usize,
    /// The first and the last day, ISO 8601.
    first: Option<&'s str>,
    last: Option<&'s str>,
    statements: Vec<Statement<'s>>,
}

#[derive(Debug, Serialize)]
struct Statement<'s> {
    number: usize,
    /// Whose it is.
    actor: &'s str,
    /// The day of the first report in the part, ISO 8601.
    first: Option<&'s str>,
    /// The fullest wording that the part has.
    quotation: Value,
    /// Who has the same words.
    again: Vec<Value>,
    /// The other wordings.
    others: Vec<Wording>,
    /// Who carries it too, but not in this part.
    elsewhere: Vec<&'s str>,
}

#[derive(Debug, Serialize)]
struct Wording {
    quotation: Value,
    again: Vec<Value>,
}

/// What a template sees of the sheet of a briefing.
pub(super) fn context(sheet: &Sheet, briefing: &Briefing) -> Value {
    let by = By::of(sheet);
    // Each quotation is converted once, however often it is shown.
    let values: Vec<Value> = sheet.quotations().map(|(_, quotation)| Value::from(Serde(quotation))).collect();
    let value = |quotation: &SheetQuotation| {
        values.get(quotation.number.wrapping_sub(1)).cloned().unwrap_or_default()
    };
    let all = |quotations: &[&SheetQuotation]| quotations.iter().map(|q| value(q)).collect::<Vec<_>>();
    let parts = arrange::parts(sheet, by);
    let parts = parts.iter().zip(0..).map(|(part, number): (&arrange::Part<'_>, usize)| {
        let dates = || part.quotations().filter_map(|quotation| quotation.date.as_deref());
        let of_articles = part.quotations().map(|quotation| (quotation.copy_group, quotation.article));
        let mut articles: Vec<(Option<usize>, usize)> = of_articles.collect();
        articles.sort_unstable();
        articles.dedup();
        let is_again =
            |pair: &&[(Option<usize>, usize)]| matches!(pair, [(Some(a), _), (Some(b), _)] if a == b);
        let copies = articles.windows(2).filter(is_again).count();
        let actor = sheet.actors.get(number).filter(|_| by == By::Actor);
        let statements = part.statements.iter().filter_map(|statement| {
            let (first, others) = statement.wordings.split_first()?;
            let wording = |wording: &arrange::Wording<'_>| Wording {
                quotation: value(wording.first),
                again: all(&wording.again),
            };
            Some(Statement {
                number: first.first.statement,
                actor: &statement.actor.name,
                first: statement.quotations().filter_map(|quotation| quotation.date.as_deref()).min(),
                quotation: value(first.first),
                again: all(&first.again),
                others: others.iter().map(wording).collect(),
                elsewhere: statement.elsewhere.clone(),
            })
        });
        Part {
            title: part.title,
            actor: actor.map(|actor| Value::from(Serde(Actor::new(actor, Vec::new())))),
            count: part.len(),
            articles: articles.len(),
            copies,
            first: dates().min(),
            last: dates().max(),
            statements: statements.collect(),
        }
    });
    let of_actor = |actor: &'_ SheetActor| actor.quotations.iter().map(&value).collect();
    let articles = || sheet.articles.iter();
    Value::from(Serde(Context {
        schema: sheet.schema,
        version: sheet.version,
        actors: sheet.actors.iter().map(|actor| Actor::new(actor, of_actor(actor))).collect(),
        articles: &sheet.articles,
        refused: &sheet.refused,
        program: concat!("Dixit ", env!("CARGO_PKG_VERSION")),
        count: sheet.len(),
        by: by.name(),
        parts: parts.collect(),
        cited: sheet.cited(),
        lacking: articles().filter(|article| !article.is_whole()).collect(),
        without: articles().filter(|article| article.analysed && article.quotations == 0).collect(),
        texts: Value::from_object(Texts::new(sheet, briefing)),
    }))
}

impl<'s> Actor<'s> {
    fn new(actor: &'s SheetActor, quotations: Vec<Value>) -> Self {
        Self { name: &actor.name, kind: actor.kind, aliases: &actor.aliases, roles: &actor.roles, quotations }
    }
}
