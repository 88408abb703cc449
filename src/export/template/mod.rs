//! Formats that are templates: those of the program in `src/export/templates`, and the user's own.
//!
//! A template sees what `context` makes of a sheet, and prints it through `escape`, the one door: whatever a text
//! holds, printed it is one line that means nothing in the format the template's name ends in.

pub(super) mod arrange;
mod context;
mod escape;
mod filters;
mod own;
mod texts;

use std::error::Error as _;

use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, syntax::SyntaxConfig};

pub use self::{filters::FILTERS, own::OwnTemplate};
use super::Sheet;
use crate::briefing::Briefing;

/// The templates of the program by their names.
const BUILT_IN: [(&str, &str); 3] = [
    ("sheet.md.j2", include_str!("../templates/sheet.md.j2")),
    ("sheet.html.j2", include_str!("../templates/sheet.html.j2")),
    ("sheet.txt.j2", include_str!("../templates/sheet.txt.j2")),
];

/// What a template of the user calls one of the program, before its name: `{% extends "dixit/sheet.md.j2" %}`.
const OF_PROGRAM: &str = "dixit/";

/// Why a template wrote nothing: what is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {problem}", line.map(|line| format!(", line {line}")).unwrap_or_default())]
pub struct TemplateError {
    /// The file, or the name of a template of the program.
    pub file: String,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// What is wrong there.
    pub problem: String,
}

/// Templates that can be written by.
#[derive(Debug)]
pub struct Templates {
    environment: Environment<'static>,
}

impl Templates {
    /// Those of the program.
    pub fn new() -> Self {
        let mut environment = Environment::new();
        let mut syntax = SyntaxConfig::builder();
        syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
        environment.set_syntax(syntax.build().expect("the usual delimiters are delimiters"));
        // A misspelt name is an error, asking whether something is there is none.
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        escape::set(&mut environment);
        filters::set(&mut environment);
        environment.set_loader(|name| Ok(Self::built_in(name.strip_prefix(OF_PROGRAM).unwrap_or_default())));
        Self { environment }
    }

    /// Those of the program and those that `load` finds by name, which are not trusted to come to an end: one may
    /// take `fuel` steps.
    fn with(load: impl Fn(&str) -> Option<String> + Send + Sync + 'static, fuel: u64) -> Self {
        let mut templates = Self::new();
        templates.environment.set_loader(move |name| {
            let built_in = name.strip_prefix(OF_PROGRAM).and_then(Self::built_in);
            Ok(built_in.map(str::to_owned).or_else(|| load(name)))
        });
        templates.environment.set_fuel(Some(fuel));
        templates
    }

    /// The text of a template of the program.
    pub fn built_in(name: &str) -> Option<&'static str> {
        BUILT_IN.into_iter().find(|(own, _)| *own == name).map(|(_, text)| text)
    }

    /// The sheet of `briefing` by a template of the program.
    pub fn render(&self, name: &str, sheet: &Sheet, briefing: &Briefing) -> Result<String, TemplateError> {
        self.run(&format!("{OF_PROGRAM}{name}"), sheet, briefing).map_err(|error| told(&error, name))
    }

    fn run(&self, name: &str, sheet: &Sheet, briefing: &Briefing) -> Result<String, Error> {
        self.environment.get_template(name)?.render(context::context(sheet, briefing))
    }
}

/// What an error says, with the place in the innermost template it came from; `file` where it does not say.
fn told(error: &Error, file: &str) -> TemplateError {
    let mut told = error;
    let mut next = error.source();
    while let Some(source) = next {
        if let Some(inner) = source.downcast_ref::<Error>().filter(|inner| inner.line().is_some()) {
            told = inner;
        }
        next = source.source();
    }
    let problem = match (told.kind(), told.detail()) {
        (ErrorKind::OutOfFuel, _) => "it takes too many steps; does it come to an end?".to_owned(),
        (kind, None) => kind.to_string(),
        (kind, Some(detail)) => format!("{kind}: {detail}"),
    };
    TemplateError { file: told.name().unwrap_or(file).to_owned(), line: told.line(), problem }
}

#[cfg(test)]
mod html;
#[cfg(test)]
mod tests;
