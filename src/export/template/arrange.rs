//! How a sheet is read: in parts (actors, or the days or outlets it was asked to be in order of), each with its
//! statements, each with its wordings, what is the same counted once.

use rustc_hash::FxHashMap;

use crate::{
    export::{
        Sheet,
        sheet::{SheetActor, SheetQuotation},
    },
    text::fold::fold,
    view::Sort,
};

/// What a sheet is parted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export) enum By {
    Actor,
    Day,
    Outlet,
}

impl By {
    pub(in crate::export) const fn name(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Day => "day",
            Self::Outlet => "outlet",
        }
    }

    /// What a sheet was asked to be parted by.
    pub(in crate::export) const fn of(sheet: &Sheet) -> Self {
        match sheet.sort {
            Some(Sort::Time) => Self::Day,
            Some(Sort::Outlet) => Self::Outlet,
            Some(Sort::Actor | Sort::Statement) | None => Self::Actor,
        }
    }
}

/// A quotation and whose it is.
pub(in crate::export) type Owned<'s> = (&'s SheetActor, &'s SheetQuotation);

/// Some statements of a sheet under one heading.
#[derive(Debug)]
pub(in crate::export) struct Part<'s> {
    /// The actor's name, the day or the outlet; `None` for an unknown day or outlet.
    pub title: Option<&'s str>,
    /// In order of their numbers; by days and outlets those of an actor together.
    pub statements: Vec<Statement<'s>>,
}

/// A statement, or as much of it as a part has.
#[derive(Debug)]
pub(in crate::export) struct Statement<'s> {
    pub actor: &'s SheetActor,
    /// Its wordings, each with who else has the same words; the fullest first.
    pub wordings: Vec<Wording<'s>>,
    /// Who carries it too, but not in this part.
    pub elsewhere: Vec<&'s str>,
}

/// Quotations in the same words, but for case and marks.
#[derive(Debug)]
pub(in crate::export) struct Wording<'s> {
    pub first: &'s SheetQuotation,
    pub again: Vec<&'s SheetQuotation>,
}

impl<'s> Part<'s> {
    /// How many quotations it has.
    pub(in crate::export) fn len(&self) -> usize {
        self.quotations().count()
    }

    /// Its quotations.
    pub(in crate::export) fn quotations(&self) -> impl Iterator<Item = &'s SheetQuotation> {
        self.statements.iter().flat_map(Statement::quotations)
    }
}

/// The parts of a sheet, in their order.
pub(in crate::export) fn parts(sheet: &Sheet, by: By) -> Vec<Part<'_>> {
    let mut parts: Vec<(Option<&str>, Vec<Owned<'_>>)> = Vec::new();
    let mut places: FxHashMap<(usize, Option<&str>), usize> = FxHashMap::default();
    for (number, actor) in sheet.actors.iter().enumerate() {
        for quotation in &actor.quotations {
            let key = match by {
                By::Actor => (number, Some(actor.name.as_str())),
                By::Day => (0, quotation.date.as_deref()),
                By::Outlet => (0, quotation.outlet.as_deref()),
            };
            let place = *places.entry(key).or_insert(parts.len());
            if place == parts.len() {
                parts.push((key.1, Vec::new()));
            }
            if let Some((_, quotations)) = parts.get_mut(place) {
                quotations.push((actor, quotation));
            }
        }
    }
    if by != By::Actor {
        // What is not known comes last, as in every list.
        parts.sort_by_key(|(title, _)| (title.is_none(), title.map(str::to_lowercase)));
    }
    parts.into_iter().map(|(title, quotations)| Part { title, statements: statements(quotations) }).collect()
}

fn statements(quotations: Vec<Owned<'_>>) -> Vec<Statement<'_>> {
    let mut all: Vec<Vec<Owned<'_>>> = Vec::new();
    let mut places: FxHashMap<(*const SheetActor, usize), usize> = FxHashMap::default();
    for (actor, quotation) in quotations {
        // Statements are counted by actor; one that has no number is one of its own.
        let own = if quotation.statement == 0 { usize::MAX - quotation.number } else { quotation.statement };
        let place = *places.entry((std::ptr::from_ref(actor), own)).or_insert(all.len());
        if place == all.len() {
            all.push(Vec::new());
        }
        if let Some(statement) = all.get_mut(place) {
            statement.push((actor, quotation));
        }
    }
    let mut statements: Vec<Statement<'_>> = all.into_iter().filter_map(Statement::new).collect();
    // Actors stay in their order, for the sort is stable.
    let mut order: FxHashMap<*const SheetActor, usize> = FxHashMap::default();
    for statement in &statements {
        let next = order.len();
        order.entry(std::ptr::from_ref(statement.actor)).or_insert(next);
    }
    statements.sort_by_key(|statement| {
        let actor = order.get(&std::ptr::from_ref(statement.actor)).copied();
        (actor, statement.wordings.first().map(|wording| wording.first.statement))
    });
    statements
}

impl<'s> Statement<'s> {
    /// Its quotations.
    pub(super) fn quotations(&self) -> impl Iterator<Item = &'s SheetQuotation> {
        let of = |wording: &Wording<'s>| [wording.first].into_iter().chain(wording.again.clone());
        self.wordings.iter().flat_map(of)
    }

    fn new(mut quotations: Vec<Owned<'s>>) -> Option<Self> {
        quotations.sort_by_key(|(_, quotation)| quotation.wording);
        let (actor, first) = *quotations.first()?;
        let mut wordings: Vec<(String, Wording<'s>)> = Vec::new();
        for (_, quotation) in &quotations {
            let words = fold(&quotation.words.join(" "));
            match wordings.iter_mut().find(|(known, _)| *known == words) {
                Some((_, wording)) => wording.again.push(quotation),
                None => wordings.push((words, Wording { first: quotation, again: Vec::new() })),
            }
        }
        // What is cited is in one line.
        let is =
            |q: &SheetQuotation, name: &str| carrier_of(q).split_whitespace().eq(name.split_whitespace());
        let here = |carrier: &str| quotations.iter().any(|(_, quotation)| is(quotation, carrier));
        let elsewhere = first.carriers.iter().map(String::as_str).filter(|carrier| !here(carrier));
        Some(Self {
            actor,
            elsewhere: elsewhere.collect(),
            wordings: wordings.into_iter().map(|(_, wording)| wording).collect(),
        })
    }
}

/// Who carries a quotation: the outlet, or where it is not known the document.
fn carrier_of(quotation: &SheetQuotation) -> &str {
    quotation.outlet.as_deref().unwrap_or(&quotation.document)
}
