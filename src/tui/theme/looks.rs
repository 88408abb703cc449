//! Which theme is shown: the one that is wanted, or the one that suits the terminal's background.

use super::{
    Theme,
    colour::{Depth, Rgb, is_light},
    file::{Draft, inherits},
};
use crate::{config::Problem, text::nearest};

/// What is wanted when the terminal's background is to decide.
pub const AUTO: &str = "auto";
/// The theme everything is laid over.
const BASE: &str = "terminal";
/// The themes that are built in.
pub const EMBEDDED: [(&str, &str); 6] = [
    (BASE, include_str!("terminal.toml")),
    ("dark", include_str!("dark.toml")),
    ("light", include_str!("light.toml")),
    ("high-contrast", include_str!("high-contrast.toml")),
    (COLOUR_BLIND, include_str!("colour-blind.toml")),
    (COLOUR_BLIND_LIGHT, include_str!("colour-blind-light.toml")),
];
/// The theme that is another where the background is light.
const COLOUR_BLIND: &str = "colour-blind";
const COLOUR_BLIND_LIGHT: &str = "colour-blind-light";
/// Themes inherit from each other so far and no further.
const DEEPEST: usize = 8;

/// The themes there are and which one is shown.
#[derive(Debug, Clone)]
pub struct Looks {
    /// The user's, each with its name and text; one called like a built-in one takes its place.
    own: Vec<(String, String)>,
    wanted: String,
    depth: Depth,
    /// The terminal's background, when it says so.
    background: Option<Rgb>,
}

impl Looks {
    /// The themes that are built in and the user's `own`, on a terminal of this `depth`.
    pub fn new(own: Vec<(String, String)>, depth: Depth) -> Self {
        Self { own, wanted: AUTO.to_owned(), depth, background: None }
    }

    /// What can be wanted.
    pub fn names(&self) -> Vec<String> {
        let embedded = EMBEDDED.iter().map(|(name, _)| (*name).to_owned());
        let own = self.own.iter().map(|(name, _)| name.clone());
        let own = own.filter(|name| EMBEDDED.iter().all(|(embedded, _)| embedded != name));
        std::iter::once(AUTO.to_owned()).chain(embedded).chain(own).collect()
    }

    /// What is wanted.
    pub fn wanted(&self) -> &str {
        &self.wanted
    }

    /// From now on this theme is wanted, if there is one of that name.
    pub fn want(&mut self, name: &str) -> Result<(), String> {
        let names = self.names();
        if !names.iter().any(|known| known == name) {
            return Err(nearest::unknown("theme", name, names.iter().map(String::as_str)));
        }
        name.clone_into(&mut self.wanted);
        Ok(())
    }

    /// The terminal says what its background is.
    pub fn on(&mut self, background: Rgb) {
        self.background = Some(background);
    }

    /// Whether the terminal said what its background is.
    pub const fn is_answered(&self) -> bool {
        self.background.is_some()
    }

    /// Whether it would help to know the terminal's background.
    pub fn asks(&self) -> bool {
        [AUTO, COLOUR_BLIND].contains(&self.wanted.as_str()) && self.depth > Depth::Sixteen
    }

    /// The theme to show.
    pub fn theme(&self) -> Theme {
        let is_auto = self.wanted == AUTO;
        let light = self.background.filter(|_| self.asks()).map(is_light);
        let name = match (is_auto, light) {
            (true, None) => BASE,
            (true, Some(true)) => "light",
            (true, Some(false)) => "dark",
            (false, Some(true)) if self.wanted == COLOUR_BLIND => COLOUR_BLIND_LIGHT,
            (false, _) => &self.wanted,
        };
        // A theme that was asked for brings its background; one that was chosen for the terminal's leaves that.
        self.draft(name).0.theme(self.depth, !is_auto)
    }

    /// What is wrong with a theme's own file.
    pub fn problems(&self, name: &str) -> Vec<Problem> {
        self.draft(name).1
    }

    /// A theme laid over all it inherits from, and what is wrong with its own file.
    pub fn draft(&self, name: &str) -> (Draft, Vec<Problem>) {
        let mut texts = Vec::new();
        let mut next = Some(name.to_owned());
        while let Some(text) = next.take().and_then(|name| self.text(&name)) {
            // Whatever inherits from nothing inherits from the base, which inherits from nothing.
            let parent = inherits(text).unwrap_or_else(|| BASE.to_owned());
            let is_base = EMBEDDED.first().is_some_and(|(_, base)| *base == text);
            texts.push(text);
            if !is_base && texts.len() < DEEPEST {
                next = Some(parent);
            }
        }
        let mut draft = Draft::new();
        let mut problems = Vec::new();
        for text in texts.into_iter().rev() {
            problems = draft.lay(text);
        }
        (draft, problems)
    }

    fn text(&self, name: &str) -> Option<&str> {
        let own = self.own.iter().find(|(own, _)| own == name).map(|(_, text)| text.as_str());
        own.or_else(|| EMBEDDED.iter().find(|(embedded, _)| *embedded == name).map(|(_, text)| *text))
    }
}
