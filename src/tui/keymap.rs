//! Which keys do what: the embedded keymap with the user's laid over it, asked at every key, shown by help.

use std::fmt::Write;

use super::{
    action::{Action, Context},
    chord::Chord,
    key::Key,
};
use crate::{
    config::{Config, Problem, Word},
    text::nearest,
};

const EMBEDDED: &str = include_str!("keymap.toml");
/// What a key is bound to that does nothing.
const NONE: &str = "none";

/// Keys and what they do, by context. Within one context no chord begins another, so the keys typed so far do
/// something, wait for more, or mean nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Keymap {
    /// Those the user bound first.
    bindings: Vec<Binding>,
}

/// What keys do in one context.
#[derive(Debug, Clone, PartialEq)]
struct Binding {
    context: Context,
    chord: Chord,
    action: Action,
    /// Where the user bound it.
    line: Option<usize>,
}

/// What keys typed so far come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// They do this.
    Does(Action),
    /// More keys are to follow.
    Waits,
    /// They are bound to nothing.
    Nothing,
}

/// What a key does next in an unfinished chord.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// The key.
    pub key: Key,
    /// What it does; `None` when more keys are to follow.
    pub action: Option<Action>,
}

impl Keymap {
    /// The keymap that is built in.
    pub fn embedded() -> Self {
        // A test reads the same file, so a binary whose keymap is broken is never built from a tested tree.
        Self::default().with(&Config::parse(EMBEDDED)).0
    }

    /// The keymap that is built in with what the user bound laid over it, and what was wrong with that.
    pub fn of(config: &Config) -> (Self, Vec<Problem>) {
        let (mut keymap, problems) = Self::embedded().with(config);
        for binding in Self::embedded().bindings.into_iter().rev() {
            // Whatever was bound, there is a way out.
            let leaves = matches!(binding.action, Action::Quit | Action::Close);
            if leaves && keymap.chord_in(binding.context, binding.action).is_none() {
                keymap.bindings.retain(|b| b.context != binding.context || !b.chord.clashes(&binding.chord));
                keymap.bindings.push(binding);
            }
        }
        (keymap, problems)
    }

    /// This keymap with what `config` binds laid over it.
    fn with(mut self, config: &Config) -> (Self, Vec<Problem>) {
        let mut laid = Laid::default();
        for keys in &config.keys {
            let context = Context::ALL.into_iter().find(|c| c.name() == keys.context.text);
            let Some(context) = context else {
                let names = Context::ALL.iter().map(|c| c.name());
                laid.tell(keys.context.line, nearest::unknown("context", &keys.context.text, names));
                continue;
            };
            for (written, name) in &keys.bound {
                if let Err(wrong) = laid.bind(&self, context, written, name) {
                    laid.tell(written.line, wrong);
                }
            }
        }
        let Laid { bound, gone, mut problems } = laid;
        let is_gone = |b: &Binding| gone.iter().any(|(of, chord, _)| b.context == *of && b.chord == *chord);
        self.bindings.retain(|b| !is_gone(b));
        let clash = |old: &Binding| {
            let by = bound.iter().find(|b| b.context == old.context && b.chord.clashes(&old.chord))?;
            Some((by.line.unwrap_or_default(), by.chord.clone()))
        };
        let (lost, kept): (Vec<_>, Vec<_>) =
            self.bindings.into_iter().map(|old| (clash(&old), old)).partition(|(clash, _)| clash.is_some());
        self.bindings = bound;
        self.bindings.extend(kept.into_iter().map(|(_, old)| old));
        for (by, Binding { context, chord, action, .. }) in lost {
            let by = by.filter(|(_, by)| *by != chord && self.chord_in(context, action).is_none());
            if let Some((line, by)) = by {
                let text = format!("{by} takes the place of {chord}: {action} has no key");
                problems.push(Problem { line, text });
            }
        }
        problems.sort_by_key(|problem| problem.line);
        (self, problems)
    }

    /// What the keys `typed` so far do in the first of `contexts` that knows them.
    pub fn find(&self, contexts: &[Context], typed: &[Key]) -> Found {
        for context in contexts {
            let mut begun = self.begun(*context, typed).peekable();
            if begun.peek().is_some() {
                let whole = begun.find(|b| b.chord.keys().len() == typed.len());
                return whole.map_or(Found::Waits, |b| Found::Does(b.action));
            }
        }
        Found::Nothing
    }

    /// What can follow the keys `typed` so far.
    pub fn next(&self, contexts: &[Context], typed: &[Key]) -> Vec<Next> {
        let mut all: Vec<Next> = Vec::new();
        for binding in contexts.iter().flat_map(|context| self.begun(*context, typed)) {
            let Some((key, rest)) = binding.chord.keys().get(typed.len()..).and_then(<[Key]>::split_first)
            else {
                continue;
            };
            if all.iter().all(|next| next.key != *key) {
                all.push(Next { key: *key, action: rest.is_empty().then_some(binding.action) });
            }
        }
        all
    }

    fn begun(&self, context: Context, typed: &[Key]) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |b| b.context == context && b.chord.keys().starts_with(typed))
    }

    fn chord_in(&self, context: Context, action: Action) -> Option<&Chord> {
        self.bindings.iter().find(|b| b.context == context && b.action == action).map(|b| &b.chord)
    }

    /// The keys that hints show for `action` in `context` or everywhere.
    pub fn chord(&self, context: Context, action: Action) -> Option<&Chord> {
        self.chord_in(context, action).or_else(|| self.chord_in(Context::Global, action))
    }

    /// What can be done in one context and by which keys, in the order help shows it; with actions that have none.
    pub fn of_context(&self, context: Context) -> impl Iterator<Item = (Action, Vec<&Chord>)> {
        let works = Action::ALL.iter().filter(move |action| action.contexts().contains(&context));
        works.map(move |action| {
            let bound = self.bindings.iter().filter(move |b| b.context == context && b.action == *action);
            (*action, bound.map(|b| &b.chord).collect())
        })
    }

    /// All of it: context, keys, action, what it does.
    pub fn rows(&self) -> Vec<[String; 4]> {
        let of = |context: Context| {
            self.of_context(context).map(move |(action, chords)| {
                [context.name().into(), joined(&chords), action.name().into(), action.help().into()]
            })
        };
        Context::ALL.into_iter().flat_map(of).collect()
    }
}

/// What a file lays over a keymap.
#[derive(Default)]
struct Laid {
    bound: Vec<Binding>,
    /// What is bound to nothing from now on, and in which line.
    gone: Vec<(Context, Chord, usize)>,
    problems: Vec<Problem>,
}

impl Laid {
    fn tell(&mut self, line: usize, text: String) {
        self.problems.push(Problem { line, text });
    }

    /// Binds one chord over those of `base`, or says why not.
    fn bind(&mut self, base: &Keymap, context: Context, written: &Word, name: &Word) -> Result<(), String> {
        let (chord, action) = read(context, written, name)?;
        let line = written.line;
        if let Some((.., first)) = self.gone.iter().find(|(of, gone, _)| *of == context && *gone == chord) {
            return Err(format!("{chord} is bound in line {first} already"));
        }
        let Some(action) = action else {
            if !base.bindings.iter().any(|b| b.context == context && b.chord == chord) {
                return Err(format!("{chord} does nothing in {} anyway", context.name()));
            }
            self.gone.push((context, chord, line));
            return Ok(());
        };
        let clash = self.bound.iter().find(|b| b.context == context && b.chord.clashes(&chord));
        match clash.map(|b| (&b.chord, b.line.unwrap_or_default())) {
            Some((other, first)) if *other == chord => {
                Err(format!("{chord} is bound in line {first} already"))
            }
            Some((other, first)) => Err(format!("{chord} clashes with {other} in line {first}")),
            None => {
                self.bound.push(Binding { context, chord, action, line: Some(line) });
                Ok(())
            }
        }
    }
}

/// Chords as lists of keys show them: a comma is a key, so spaces part them; a chord with a space is in brackets.
pub fn joined(chords: &[&Chord]) -> String {
    let written = chords.iter().map(|chord| {
        let chord = chord.to_string();
        if chord.contains(' ') { format!("({chord})") } else { chord }
    });
    written.collect::<Vec<_>>().join(" ")
}

/// What a line of a keymap says: the chord, and its action or `None` for none.
fn read(context: Context, written: &Word, name: &Word) -> Result<(Chord, Option<Action>), String> {
    let chord: Chord = written.text.parse().map_err(|wrong| format!("{wrong}"))?;
    if context == Context::Prompt && chord.types() {
        return Err(format!("{chord} types where a line is typed: it cannot be bound in {}", context.name()));
    }
    if name.text == NONE {
        return Ok((chord, None));
    }
    let action: Action = name.text.parse().map_err(|wrong| format!("{wrong}"))?;
    if !action.contexts().contains(&context) {
        let works: Vec<&str> = action.contexts().iter().map(|c| c.name()).collect();
        return Err(format!("{action} does nothing in {}: it works in {}", context.name(), works.join(", ")));
    }
    Ok((chord, Some(action)))
}

/// The built-in keys as Markdown, for the README.
pub fn table() -> String {
    let keymap = Keymap::embedded();
    let mut out = String::from("| where | keys | action | what it does |\n|---|---|---|---|\n");
    for context in Context::ALL {
        for (action, chords) in keymap.of_context(context) {
            let keys: Vec<String> = chords.iter().map(|c| format!("`{c}`").replace('|', "\\|")).collect();
            let (name, help) = (context.name(), action.help());
            // Writing to a String cannot fail.
            let _ = writeln!(out, "| {name} | {} | {action} | {help} |", keys.join(" "));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_keymap_is_right_and_every_action_has_a_key_wherever_it_works() {
        let config = Config::parse(EMBEDDED);
        let (keymap, problems) = Keymap::default().with(&config);
        assert_eq!((config.problems, problems), (vec![], vec![]));
        for context in Context::ALL {
            for (action, chords) in keymap.of_context(context) {
                assert!(!chords.is_empty(), "{action} has no key in {}", context.name());
            }
        }
    }

    #[test]
    fn panes_do_not_hide_keys_that_work_everywhere() {
        let keymap = Keymap::embedded();
        for pane in [Context::Articles, Context::Reader, Context::Actor] {
            for chord in keymap.of_context(pane).flat_map(|(_, chords)| chords) {
                assert_eq!(
                    keymap.find(&[Context::Global], chord.keys()),
                    Found::Nothing,
                    "{chord} in {}",
                    pane.name()
                );
            }
        }
    }

    fn told(text: &str) -> Vec<String> {
        let config = Config::parse(text);
        assert_eq!(config.problems, []);
        let (_, problems) = Keymap::of(&config);
        problems.into_iter().map(|p| format!("{}: {}", p.line, p.text)).collect()
    }

    fn does(config: &str, keys: &str) -> Found {
        let chord: Chord = keys.parse().expect("keys");
        Keymap::of(&Config::parse(config)).0.find(&[Context::Reader, Context::Global], chord.keys())
    }

    #[test]
    fn mistakes_are_named_with_their_lines() {
        for (text, expected) in [
            ("[keys.global]\ngq = 'quit'\n'g q' = 'copy'", "3: gq is bound in line 2 already"),
            ("[keys.global]\nx = 'qiut'", "2: there is no action \"qiut\"; \"quit\" is near"),
            ("[keys.global]\nEntr = 'quit'", "2: there is no key \"Entr\"; \"Enter\" is near"),
            ("[keys.globl]\nx = 'quit'", "1: there is no context \"globl\"; \"global\" is near"),
            (
                "[keys.actor]\nx = 'open-article'",
                "2: open-article does nothing in actor: it works in articles",
            ),
            ("[keys.prompt]\nx = 'close'", "2: x types where a line is typed: it cannot be bound in prompt"),
            ("[keys.global]\nX = 'quit'\nXX = 'copy'", "3: XX clashes with X in line 2"),
            ("[keys.global]\nQ = 'none'", "2: Q does nothing in global anyway"),
            ("[keys.global]\n']q' = 'copy'", "2: ]q takes the place of ]: next-quotation has no key"),
        ] {
            assert_eq!(told(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_the_user_binds_wins_and_the_rest_stays() {
        let config = "[keys.global]\nx = 'copy'\nq = 'none'\n[keys.reader]\ngx = 'scroll-top'\nqiut = 'x'\n";
        assert_eq!(does(config, "x"), Found::Does(Action::Copy));
        assert_eq!(does(config, "q"), Found::Nothing);
        assert_eq!(does(config, "y"), Found::Does(Action::Copy));
        assert_eq!(does(config, "g"), Found::Waits);
        assert_eq!(does(config, "gx"), Found::Does(Action::ScrollTop));
        assert_eq!(does(config, "w"), Found::Does(Action::Why));
        let (keymap, _) = Keymap::of(&Config::parse(config));
        assert_eq!(
            keymap.chord(Context::Reader, Action::Copy),
            "x".parse().ok().as_ref(),
            "the user's comes first"
        );
    }

    #[test]
    fn a_chord_may_be_given_up_for_its_first_key() {
        let config = "[keys.global]\ng = 'top'\ngg = 'none'\nge = 'none'\ngm = 'none'\ngt = 'none'\ngb = 'none'\ngp = 'none'\n'g?' = 'none'\n";
        assert_eq!((told(config), does(config, "g")), (vec![], Found::Does(Action::Top)));
    }

    #[test]
    fn there_is_always_a_way_out() {
        let config = "[keys.global]\nq = 'none'\nCtrl-c = 'none'\n";
        assert_eq!([does(config, "q"), does(config, "Ctrl-c")], [Found::Nothing, Found::Does(Action::Quit)]);
    }

    #[test]
    fn what_can_follow_is_listed() {
        let keymap = Keymap::embedded();
        let shown = |typed: &str| {
            let chord: Chord = typed.parse().expect("keys");
            let next = keymap.next(&[Context::Reader, Context::Global], chord.keys());
            next.iter()
                .map(|n| format!("{} {}", n.key, n.action.map_or("…", Action::name)))
                .collect::<Vec<_>>()
        };
        assert_eq!(shown("z"), ["z scroll-middle", "t scroll-top", "b scroll-bottom"]);
        assert_eq!(shown("Ctrl-w").len(), 8);
        assert_eq!(shown("q"), [""; 0]);
    }

    #[test]
    fn the_table_has_a_row_for_every_action_where_it_works() {
        assert!(table().contains("| global | `j` `Down` | down | Next line, row or field |\n"));
        assert_eq!(table().lines().count(), 2 + Keymap::embedded().rows().len());
    }
}
