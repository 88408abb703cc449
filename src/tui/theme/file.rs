//! A theme file: what it says, laid over the theme it inherits from.

use std::collections::BTreeMap;

use ratatui::style::{Modifier, Style};
use serde::Deserialize;
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};

use super::{
    Look, Theme,
    colour::{Depth, Rgb, Tint},
};
use crate::{
    config::{Problem, lines},
    text::{lines::Lines, nearest},
    view::Role,
};

/// The settings of a theme file.
const SETTINGS: [&str; 6] = ["inherits", "background", "text", "paint", "palette", "roles"];
const MODIFIERS: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
];
/// What takes an inherited colour away.
const NONE: &str = "none";

/// A theme before it is known what the terminal can show.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The background it is made for; the terminal's own without one.
    background: Option<Tint>,
    text: Option<Tint>,
    /// Whether it paints the background however it was chosen.
    paint: bool,
    palette: BTreeMap<String, Tint>,
    /// By [`Role`].
    entries: Vec<Entry>,
    /// The line of each entry, in the file laid over it last.
    lines: Vec<usize>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    fg: Option<String>,
    bg: Option<String>,
    add: Option<Vec<String>>,
    mono: Option<Vec<String>>,
    sign: Option<String>,
}

/// The theme a file inherits from, if it says one.
pub fn inherits(text: &str) -> Option<String> {
    let (root, ..) = lines::read(text);
    root.get_ref().get("inherits").and_then(|name| Some(name.get_ref().as_str()?.to_owned()))
}

impl Draft {
    /// A theme that says nothing.
    pub fn new() -> Self {
        let len = Role::ALL.len();
        Self { entries: vec![Entry::default(); len], lines: vec![0; len], ..Self::default() }
    }

    /// Lays a file over it; says what is wrong with that.
    pub fn lay(&mut self, text: &str) -> Vec<Problem> {
        let (root, at, mut problems) = lines::read(text);
        self.lines.fill(0);
        for (name, value) in lines::in_order(root.get_ref()) {
            let name = lines::word(name, &at);
            let wrong = match (name.text.as_str(), value.get_ref()) {
                ("inherits", DeValue::String(_)) => None,
                ("paint", DeValue::Boolean(paint)) => {
                    self.paint = *paint;
                    None
                }
                ("background", value) => set(&mut self.background, tint(value)),
                ("text", value) => set(&mut self.text, tint(value)),
                ("palette", DeValue::Table(table)) => {
                    self.mix(table, &at, &mut problems);
                    None
                }
                ("roles", DeValue::Table(table)) => {
                    self.dress(table, &at, &mut problems);
                    None
                }
                (name, _) if SETTINGS.contains(&name) => Some(format!("{name} is something else")),
                (name, _) => Some(nearest::unknown("setting of a theme", name, SETTINGS)),
            };
            problems.extend(wrong.map(|text| Problem { line: name.line, text }));
        }
        self.check(&mut problems);
        problems.sort_by_key(|problem| problem.line);
        problems
    }

    fn mix(&mut self, table: &DeTable<'_>, at: &Lines, problems: &mut Vec<Problem>) {
        for (name, value) in lines::in_order(table) {
            let name = lines::word(name, at);
            match tint(value.get_ref()) {
                Ok(tint) => _ = self.palette.insert(name.text, tint),
                Err(wrong) => problems.push(Problem { line: name.line, text: wrong }),
            }
        }
    }

    fn dress(&mut self, table: &DeTable<'_>, at: &Lines, problems: &mut Vec<Problem>) {
        for (name, value) in lines::in_order(table) {
            let name = lines::word(name, at);
            let role = Role::ALL.iter().find(|role| role.name() == name.text);
            let wrong = match role.map(|role| (*role as usize, entry(value))) {
                None => nearest::unknown("role", &name.text, Role::ALL.iter().map(|role| role.name())),
                Some((_, Err(wrong))) => format!("{}: {wrong}", name.text),
                Some((index, Ok(entry))) => {
                    if let (Some(old), Some(line)) = (self.entries.get_mut(index), self.lines.get_mut(index))
                    {
                        old.lay(entry);
                        *line = name.line;
                    }
                    continue;
                }
            };
            problems.push(Problem { line: name.line, text: wrong });
        }
    }

    /// Takes away what means nothing, and tells of it where it was laid last.
    fn check(&mut self, problems: &mut Vec<Problem>) {
        let Self { palette, entries, lines, .. } = self;
        let known = |name: &str| name == NONE || palette.contains_key(name) || Tint::parse(name).is_some();
        for ((entry, line), role) in entries.iter_mut().zip(lines.iter()).zip(Role::ALL) {
            let mut tell =
                |text| problems.push(Problem { line: *line, text: format!("{}: {text}", role.name()) });
            for colour in [&mut entry.fg, &mut entry.bg] {
                if let Some(name) = colour.take_if(|name| !known(name)) {
                    tell(nearest::unknown("colour", &name, palette.keys().map(String::as_str)));
                }
            }
            for name in [&mut entry.add, &mut entry.mono].into_iter().flatten() {
                name.retain(|name| {
                    let known = modifier(name).is_some();
                    if !known {
                        tell(nearest::unknown("modifier", name, MODIFIERS.map(|(name, _)| name)));
                    }
                    known
                });
            }
        }
    }

    /// The theme a terminal of this `depth` shows; `painted` on the background it is made for.
    pub fn theme(&self, depth: Depth, painted: bool) -> Theme {
        let colour = |name: &Option<String>| {
            let name = name.as_ref().filter(|name| *name != NONE)?;
            self.palette.get(name).copied().or_else(|| Tint::parse(name))?.at(depth)
        };
        let looks = self.entries.iter().map(|entry| {
            let mono = entry.mono.iter().filter(|_| depth == Depth::Mono);
            let modifiers = entry.add.iter().chain(mono).flatten().filter_map(|name| modifier(name));
            let style = modifiers.fold(Style::default(), Style::add_modifier);
            let style = Style { fg: colour(&entry.fg), bg: colour(&entry.bg), ..style };
            Look { style, sign: entry.sign.clone() }
        });
        let ground =
            |tint: Option<Tint>| tint.filter(|_| painted || self.paint).and_then(|tint| tint.at(depth));
        let ground = Style { fg: ground(self.text), bg: ground(self.background), ..Style::default() };
        Theme { looks: looks.collect(), ground }
    }

    /// The background and the text it is made for.
    pub fn ground(&self) -> Option<(Rgb, Rgb)> {
        match (self.background?, self.text?) {
            (Tint::Exact(background, _), Tint::Exact(text, _)) => Some((background, text)),
            _ => None,
        }
    }
}

impl Entry {
    /// Lays another over it.
    fn lay(&mut self, over: Self) {
        let Self { fg, bg, add, mono, sign } = over;
        self.fg = fg.or(self.fg.take());
        self.bg = bg.or(self.bg.take());
        self.add = add.or(self.add.take());
        self.mono = mono.or(self.mono.take());
        self.sign = sign.or(self.sign.take());
    }
}

fn entry(value: &Spanned<DeValue<'_>>) -> Result<Entry, String> {
    Entry::deserialize(ValueDeserializer::from(value.clone())).map_err(|error| error.message().to_owned())
}

fn set(slot: &mut Option<Tint>, tint: Result<Tint, String>) -> Option<String> {
    tint.map(|tint| *slot = Some(tint)).err()
}

/// A colour of the palette: a name, or what it is exactly and its like among the sixteen.
fn tint(value: &DeValue<'_>) -> Result<Tint, String> {
    let named = |name: &str| Tint::parse(name).ok_or_else(|| format!("there is no colour {name:?}"));
    match value {
        DeValue::String(name) => named(name),
        DeValue::Array(pair) => {
            let mut both = pair.iter().filter_map(|value| value.get_ref().as_str());
            match (both.next().map(named), both.next().map(named)) {
                (Some(Ok(Tint::Exact(rgb, _))), Some(Ok(Tint::Own(own)))) => Ok(Tint::exact(rgb, Some(own))),
                (Some(Err(wrong)), _) | (_, Some(Err(wrong))) => Err(wrong),
                _ => Err("a colour is [\"#rrggbb\", NAME], NAME one of the sixteen".into()),
            }
        }
        _ => Err("a colour is a name, \"#rrggbb\" or [\"#rrggbb\", NAME]".into()),
    }
}

fn modifier(name: &str) -> Option<Modifier> {
    MODIFIERS.iter().find(|(known, _)| *known == name).map(|(_, modifier)| *modifier)
}
