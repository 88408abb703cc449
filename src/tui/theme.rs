//! How each role looks: the embedded theme, with colours or without.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::view::{Role, Roles};

const EMBEDDED: &str = include_str!("theme.toml");

/// A style and a sign for every role.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    looks: Vec<Look>,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Look {
    style: Style,
    sign: Option<String>,
}

/// What is wrong with a theme file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// It is not TOML of the right shape.
    #[error("not a theme: {0}")]
    Shape(String),
    /// It names a role that is none.
    #[error("there is no role {0:?}")]
    UnknownRole(String),
    /// A role has a colour or modifier that is none.
    #[error("{role}: there is no colour or modifier {name:?}")]
    UnknownLook {
        /// The role.
        role: String,
        /// What it asks for.
        name: String,
    },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    fg: Option<String>,
    bg: Option<String>,
    #[serde(default)]
    add: Vec<String>,
    #[serde(default)]
    mono: Vec<String>,
    sign: Option<String>,
}

impl Theme {
    /// The theme that is built in, with colours or without.
    pub fn embedded(colours: bool) -> Self {
        // A test reads the same file, so a binary whose theme is broken is never built from a tested tree.
        Self::parse(EMBEDDED, colours).unwrap_or(Self { looks: vec![Look::default(); Role::ALL.len()] })
    }

    /// Reads a theme file. Roles it does not name look like running text.
    pub fn parse(text: &str, colours: bool) -> Result<Self, ThemeError> {
        let file: BTreeMap<String, Entry> =
            toml::from_str(text).map_err(|e| ThemeError::Shape(e.to_string()))?;
        let mut looks = vec![Look::default(); Role::ALL.len()];
        for (name, entry) in file {
            let role = Role::ALL.iter().find(|r| r.name() == name);
            let Some(look) = role.and_then(|r| looks.get_mut(*r as usize)) else {
                return Err(ThemeError::UnknownRole(name));
            };
            let style =
                entry.style(colours).map_err(|wrong| ThemeError::UnknownLook { role: name, name: wrong })?;
            *look = Look { style, sign: entry.sign };
        }
        Ok(Self { looks })
    }

    /// The style of one role.
    pub fn style(&self, role: Role) -> Style {
        self.looks.get(role as usize).map_or_else(Style::default, |l| l.style)
    }

    /// The style of several roles at once: stronger ones are laid over weaker ones.
    pub fn blend(&self, roles: Roles) -> Style {
        roles.iter().fold(Style::default(), |style, role| style.patch(self.style(role)))
    }

    /// The sign of a role, or a space.
    pub fn sign(&self, role: Role) -> &str {
        self.looks.get(role as usize).and_then(|l| l.sign.as_deref()).unwrap_or(" ")
    }
}

impl Entry {
    /// Its style, or the name that means nothing.
    fn style(&self, colours: bool) -> Result<Style, String> {
        let mut style = Style::default();
        let colour = |name: &String| name.parse::<Color>().map_err(|_| name.clone());
        let (fg, bg) = (self.fg.as_ref().map(colour).transpose()?, self.bg.as_ref().map(colour).transpose()?);
        let mono = self.mono.iter().map(|m| modifier(m)).collect::<Result<Vec<_>, _>>()?;
        for name in &self.add {
            style = style.add_modifier(modifier(name)?);
        }
        if colours {
            (style.fg, style.bg) = (fg, bg);
            return Ok(style);
        }
        Ok(mono.into_iter().fold(style, Style::add_modifier))
    }
}

fn modifier(name: &str) -> Result<Modifier, String> {
    Ok(match name {
        "bold" => Modifier::BOLD,
        "dim" => Modifier::DIM,
        "italic" => Modifier::ITALIC,
        "underlined" => Modifier::UNDERLINED,
        "reversed" => Modifier::REVERSED,
        _ => return Err(name.into()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_a_look_and_every_colour_a_second_channel() {
        let (colours, mono) = (
            Theme::parse(EMBEDDED, true).expect("the embedded theme"),
            Theme::parse(EMBEDDED, false).expect("the embedded theme"),
        );
        for role in Role::ALL {
            let named = EMBEDDED.lines().any(|l| l.starts_with(&format!("{} = ", role.name())));
            assert!(named, "{} is not in the theme", role.name());
            let (look, plain) = (colours.style(*role), mono.style(*role));
            assert_eq!((plain.fg, plain.bg), (None, None));
            if look.fg.is_some() || look.bg.is_some() {
                let second = !plain.add_modifier.is_empty() || mono.sign(*role) != " " || *role == Role::Sign;
                assert!(second, "{} is told by colour alone", role.name());
            }
        }
    }

    #[test]
    fn colours_are_the_terminals_own_sixteen() {
        let theme = Theme::embedded(true);
        for role in Role::ALL {
            let style = theme.style(*role);
            for colour in [style.fg, style.bg].into_iter().flatten() {
                assert!(!matches!(colour, Color::Rgb(..) | Color::Indexed(_)), "{}", role.name());
            }
        }
    }

    #[test]
    fn stronger_roles_are_laid_over_weaker_ones() {
        let theme = Theme::embedded(true);
        let roles = Roles::of(Role::CurrentQuote).with(Role::Person).with(Role::QuoteDirect);
        let style = theme.blend(roles);
        assert_eq!((style.fg, style.bg), (Some(Color::Black), Some(Color::Yellow)));
        assert!(style.add_modifier.contains(Modifier::BOLD | Modifier::ITALIC));
    }

    #[test]
    fn mistakes_are_named() {
        let problem = |text| Theme::parse(text, true).expect_err("a mistake").to_string();
        assert_eq!(problem("persn = {}"), "there is no role \"persn\"");
        assert_eq!(problem("person = { fg = 'pink' }"), "person: there is no colour or modifier \"pink\"");
        assert_eq!(
            problem("person = { add = ['blink'] }"),
            "person: there is no colour or modifier \"blink\""
        );
    }
}
