//! What is typed after `:`: the names of actions, some with an argument. Read, completed, and what is wrong with it.

use std::path::PathBuf;

use nucleo_matcher::{
    Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};

use super::{
    action::{Action, Argument, Context},
    exporter::Format,
    scene::Scene,
};
use crate::{
    briefing::{Actor, ActorId, ArticleId, Briefing, Whose},
    model::EntityKind,
    text::{file_name, nearest},
};

/// What a typed line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// An action, as its key does it.
    Do(Action),
    /// To see somebody.
    See(Whose),
    /// A sheet of an actor.
    Sheet {
        /// Of whom.
        actor: ActorId,
        /// The id of its format.
        format: String,
        /// Where to.
        path: PathBuf,
    },
    /// To go to a line of an article as it arrived, both counted from 1; without an article, of this one.
    Open(Option<ArticleId>, Option<usize>),
    /// This theme.
    Theme(String),
    /// The keys that have to do with these words.
    Help(String),
    /// To save the filter under this name.
    SaveFilter(String),
    /// To forget the filter of this name.
    ForgetFilter(String),
    /// The places of the article that have these words.
    Search(String),
    /// A line of the shell, to be given what is marked, the quotation or the article.
    Pipe(String),
}

/// What arguments may name besides actors and articles.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The formats of a sheet.
    pub formats: Vec<Format>,
    /// The themes.
    pub themes: Vec<String>,
    /// The filters saved under names.
    pub filters: Vec<(String, String)>,
}

/// A way a line can go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The whole line with it.
    pub line: String,
    /// What is shown of it.
    pub name: String,
    /// What may follow.
    pub argument: &'static str,
    /// What it does or is.
    pub help: String,
    /// The action, when it is one.
    pub action: Option<Action>,
}

/// So many actors are offered.
const OFFERED: usize = 50;

/// Whether an action can be typed: it works in a pane or everywhere.
pub fn is_command(action: Action) -> bool {
    let typed = [Context::Articles, Context::Reader, Context::Actor, Context::Global];
    action.contexts().iter().any(|context| typed.contains(context))
}

fn commands() -> impl Iterator<Item = Action> {
    Action::ALL.iter().copied().filter(|action| is_command(*action))
}

/// The name of a command and the rest of the line.
fn parted(line: &str) -> (&str, &str) {
    let (name, rest) = line.trim_start().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
    (name, rest.trim())
}

/// What `line` asks for, or why it cannot be done; `None` when nothing is typed.
pub fn read(line: &str, scene: &Scene<'_>, known: &Known) -> Option<Result<Command, String>> {
    let (name, rest) = parted(line);
    (!name.is_empty()).then(|| command(name, rest, scene, known))
}

fn command(name: &str, rest: &str, scene: &Scene<'_>, known: &Known) -> Result<Command, String> {
    if let Ok(line) = name.parse() {
        return on_line(scene.article, Some(line), scene).map(|line| Command::Open(None, line));
    }
    let action = named(name)?;
    let Some(argument) = action.argument().filter(|_| !rest.is_empty()) else {
        return if rest.is_empty() {
            Ok(Command::Do(action))
        } else {
            Err(format!("{action} takes nothing more"))
        };
    };
    match argument {
        Argument::Actor => actor(rest, scene.briefing, |_, _| true).map(Command::See),
        Argument::Entity => actor(rest, scene.briefing, is_silent).map(Command::See),
        Argument::Sheet => sheet(rest, scene, &known.formats),
        Argument::Theme => theme(rest, &known.themes),
        Argument::Article => article(rest, scene),
        Argument::Keys => Ok(Command::Help(rest.to_owned())),
        Argument::Words => Ok(Command::Search(rest.to_owned())),
        Argument::Shell => Ok(Command::Pipe(rest.to_owned())),
        Argument::Filter if action == Action::SaveFilter => Ok(Command::SaveFilter(rest.to_owned())),
        Argument::Filter => Ok(Command::ForgetFilter(rest.to_owned())),
    }
}

/// The action of this name, or of the only name that begins so.
fn named(name: &str) -> Result<Action, String> {
    let is = |action: &Action| action.name() == name || action.short() == Some(name);
    let mut begun = commands().filter(|action| action.name().starts_with(name));
    match (commands().find(is), begun.next(), begun.next()) {
        (Some(action), ..) | (None, Some(action), None) => Ok(action),
        (None, Some(one), Some(other)) => Err(format!("{name} may be {one} or {other}")),
        (None, None, _) => {
            let names = commands().flat_map(|action| [Some(action.name()), action.short()]).flatten();
            Err(nearest::unknown("command", name, names))
        }
    }
}

/// Whether somebody is mentioned only.
fn is_silent(briefing: &Briefing, id: ActorId) -> bool {
    let kind = |kind| matches!(kind, EntityKind::Place | EntityKind::Organization);
    briefing.actor(id).is_some_and(|actor| actor.quotes.is_empty() && kind(actor.kind))
}

/// Whoever has this name, or begins so; of several the one quoted most often, then mentioned.
fn actor(
    name: &str,
    briefing: &Briefing,
    wanted: impl Fn(&Briefing, ActorId) -> bool,
) -> Result<Whose, String> {
    let found = briefing.find_actors(name).into_iter().filter(|id| wanted(briefing, *id));
    let known = |id: &ActorId| briefing.actor(*id).map(|actor| (actor.quotes.len(), actor.mentions));
    if let Some(id) = found.max_by_key(known) {
        return Ok(Whose::Actor(id));
    }
    let all = briefing.actors.iter().zip(0..).filter(|(_, id)| wanted(briefing, ActorId(*id)));
    let near = nearest::nearest(name, all.map(|(actor, _)| actor.name.as_str()));
    let near = near.map(|near| format!("; “{near}” is near")).unwrap_or_default();
    Err(format!("nobody is called “{name}” in these articles{near}"))
}

fn sheet(rest: &str, scene: &Scene<'_>, formats: &[Format]) -> Result<Command, String> {
    let Some(Whose::Actor(actor)) = scene.selected else { return Err("select an actor first".into()) };
    let of = |name: &str| formats.iter().find(|f| f.id.eq_ignore_ascii_case(name));
    let ends = |f: &&Format| rest.to_lowercase().ends_with(&format!(".{}", f.extension));
    let (first, path) = parted(rest);
    let (format, path) = if let Some(format) = of(first) {
        (format, path)
    } else {
        // One word is a file or a format misspelt; a file has its format in its ending.
        let ending = formats.iter().rev().filter(ends).max_by_key(|f| f.extension.len());
        let ids = formats.iter().map(|f| f.id.as_str());
        (ending.ok_or_else(|| nearest::unknown("format", first, ids))?, rest)
    };
    let path = match path {
        "" => {
            let name = scene.shown_actor().map_or("", |actor| actor.name.as_str());
            format!("{}.{}", file_name::stem(name), format.extension)
        }
        "-" => return Err("the reader writes into files: - is none".into()),
        path => path.to_owned(),
    };
    Ok(Command::Sheet { actor, format: format.id.clone(), path: path.into() })
}

fn theme(name: &str, known: &[String]) -> Result<Command, String> {
    let is_known = known.iter().any(|theme| theme == name);
    let unknown = || nearest::unknown("theme", name, known.iter().map(String::as_str));
    is_known.then(|| Command::Theme(name.to_owned())).ok_or_else(unknown)
}

/// An article by its number in the list, from 1, with a line of it or without.
fn article(rest: &str, scene: &Scene<'_>) -> Result<Command, String> {
    let (number, line) = rest.split_once(':').map_or((rest, None), |(number, line)| (number, Some(line)));
    let all = scene.briefing.articles.len();
    let number: usize =
        number.parse().map_err(|_| format!("{number:?} is no number: open NUMBER or NUMBER:LINE"))?;
    if number == 0 || number > all {
        return Err(format!("there are {all} articles"));
    }
    let article = ArticleId(number as u32 - 1);
    let line =
        line.map(|line| line.parse().map_err(|_| format!("{line:?} is no line number"))).transpose()?;
    Ok(Command::Open(Some(article), on_line(article, line, scene)?))
}

/// `line`, if an article has it.
fn on_line(article: ArticleId, line: Option<usize>, scene: &Scene<'_>) -> Result<Option<usize>, String> {
    let lines = scene.briefing.article(article).map_or(0, |article| article.document.raw.lines().count());
    match line {
        Some(line) if line == 0 || line > lines => Err(format!("the article has {lines} lines")),
        line => Ok(line),
    }
}

/// The ways `line` can go on, the likeliest first.
pub fn completions(line: &str, scene: &Scene<'_>, known: &Known) -> Vec<Completion> {
    let (name, rest) = parted(line);
    if !line.trim_start().contains(char::is_whitespace) {
        return of_names(name);
    }
    let Some(argument) = named(name).ok().and_then(Action::argument) else { return Vec::new() };
    let complete = |word: &str, help: String| Completion {
        line: format!("{name} {word}"),
        name: word.to_owned(),
        argument: "",
        help,
        action: None,
    };
    match argument {
        Argument::Actor => of_actors(rest, scene.briefing, |_| true, complete),
        Argument::Entity => of_actors(rest, scene.briefing, |id| is_silent(scene.briefing, id), complete),
        Argument::Sheet => {
            let begun = known.formats.iter().filter(|format| format.id.starts_with(rest));
            begun.map(|format| complete(&format.id, format.name.clone())).collect()
        }
        Argument::Theme => {
            let begun = known.themes.iter().filter(|name| name.starts_with(rest));
            begun.map(|name| complete(name, String::new())).collect()
        }
        Argument::Filter => {
            let typed = rest.trim_start_matches('@');
            let begun = known.filters.iter().filter(|(name, _)| name.starts_with(typed));
            begun.map(|(name, query)| complete(name, query.clone())).collect()
        }
        Argument::Article | Argument::Keys | Argument::Words | Argument::Shell => Vec::new(),
    }
}

fn matching<T>(typed: &str, all: impl Iterator<Item = T>, name: impl Fn(&T) -> &str) -> Vec<T> {
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let (mut matcher, mut letters) = (Matcher::default(), Vec::new());
    let mut score = |item: &T| pattern.score(Utf32Str::new(name(item), &mut letters), &mut matcher);
    let mut found: Vec<(u32, T)> = all.filter_map(|item| Some((score(&item)?, item))).collect();
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, item)| item).collect()
}

fn of_names(typed: &str) -> Vec<Completion> {
    let names =
        commands().flat_map(|action| [action.short(), Some(action.name())].map(|name| (action, name)));
    let names = names.filter_map(|(action, name)| Some((action, name?)));
    let mut found = matching(typed, names, |(_, name)| name);
    let mut seen = Vec::new();
    // An action that is found by both of its names is offered by the better one.
    found.retain(|(action, _)| {
        !seen.contains(action) && {
            seen.push(*action);
            true
        }
    });
    let completion = |(action, name): (Action, &str)| Completion {
        line: name.to_owned() + if action.argument().is_some() { " " } else { "" },
        name: name.to_owned(),
        argument: action.argument().map_or("", Argument::hint),
        help: action.help().to_owned(),
        action: Some(action),
    };
    found.into_iter().map(completion).collect()
}

fn of_actors(
    typed: &str,
    briefing: &Briefing,
    wanted: impl Fn(ActorId) -> bool,
    complete: impl Fn(&str, String) -> Completion,
) -> Vec<Completion> {
    let all = briefing.actors.iter().zip(0..).filter(|(_, id)| wanted(ActorId(*id))).map(|(actor, _)| actor);
    let found = matching(typed, all, |actor| &actor.name);
    let help = |actor: &Actor| match actor.quotes.len() {
        0 => actor.kind.name().to_owned(),
        1 => format!("{}, 1 quotation", actor.kind.name()),
        count => format!("{}, {count} quotations", actor.kind.name()),
    };
    let completion = |actor: &Actor| complete(&actor.name, help(actor));
    found.into_iter().take(OFFERED).map(completion).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::tests::stage::Stage;

    fn known() -> Known {
        let format = |(name, id): (&str, &str)| {
            let [id, name, about] = [id, name, ""].map(str::to_owned);
            Format { extension: id.clone(), id, name, about }
        };
        let formats = [("Markdown", "md"), ("CSV", "csv")].map(format).into();
        Known { formats, themes: ["auto", "light", "sea"].map(str::to_owned).into(), filters: Vec::new() }
    }

    fn told(line: &str) -> Result<Command, String> {
        let stage = Stage::new((80, 24));
        read(line, &stage.state.scene(), &known()).expect("something is typed")
    }

    fn offered(line: &str) -> Vec<String> {
        let stage = Stage::new((80, 24));
        completions(line, &stage.state.scene(), &known()).into_iter().map(|c| c.line).collect()
    }

    #[test]
    fn commands_are_read() {
        assert_eq!(told("q"), Ok(Command::Do(Action::Quit)));
        assert_eq!(told(" next-quotation "), Ok(Command::Do(Action::NextQuotation)));
        assert_eq!(told("open 2:3"), Ok(Command::Open(Some(ArticleId(1)), Some(3))));
        assert_eq!(told("4"), Ok(Command::Open(None, Some(4))));
        assert_eq!(told("theme sea"), Ok(Command::Theme("sea".into())));
        assert_eq!(told("help find an actor"), Ok(Command::Help("find an actor".into())));
        assert_eq!(told("search  harbour post"), Ok(Command::Search("harbour post".into())));
        let Ok(Command::See(Whose::Actor(chen))) = told("actor chen") else {
            panic!("{:?}", told("actor chen"))
        };
        let sheet = |format: &str, path: &str| {
            Ok(Command::Sheet { actor: chen, format: format.into(), path: path.into() })
        };
        assert_eq!(told("export md my sheet.txt"), sheet("md", "my sheet.txt"));
        assert_eq!(told("export out/chen.csv"), sheet("csv", "out/chen.csv"));
        assert_eq!(told("export md"), sheet("md", "mara-chen.md"));
        assert_eq!(read("  ", &Stage::new((80, 24)).state.scene(), &Known::default()), None);
    }

    #[test]
    fn mistakes_are_told_with_the_nearest_name() {
        for (line, expected) in [
            ("exprot md", "there is no command \"exprot\"; \"export\" is near"),
            ("zebra", "there is no command \"zebra\""),
            ("next", "next may be next-pane or next-unread"),
            ("quit now", "quit takes nothing more"),
            ("export pdf", "there is no format \"pdf\""),
            ("export mdd a.x", "there is no format \"mdd\"; \"md\" is near"),
            ("theme ligth", "there is no theme \"ligth\"; \"light\" is near"),
            ("open 9", "there are 3 articles"),
            ("open x", "\"x\" is no number: open NUMBER or NUMBER:LINE"),
            ("open 1:999", "the article has 21 lines"),
            ("actor Mara Chem", "nobody is called “Mara Chem” in these articles; “Mara Chen” is near"),
        ] {
            assert_eq!(told(line), Err(expected.to_owned()), "{line}");
        }
    }

    #[test]
    fn lines_are_completed_by_what_can_follow() {
        assert_eq!(offered("expo"), ["export "]);
        assert_eq!(offered("actor doc").first().map(String::as_str), Some("actor Dockers"));
        assert_eq!(offered("export "), ["export md", "export csv"]);
        assert_eq!(offered("quit "), [""; 0]);
        assert_eq!(offered("").len(), commands().count());
        assert!(offered("nq").contains(&"next-quotation".to_owned()));
    }

    #[test]
    fn short_names_are_nobody_elses() {
        let shorts: Vec<&str> = commands().filter_map(Action::short).collect();
        for short in &shorts {
            assert!(commands().all(|action| action.name() != *short), "{short}");
            assert_eq!(shorts.iter().filter(|other| *other == short).count(), 1, "{short}");
        }
    }
}
