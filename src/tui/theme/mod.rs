//! How each role looks: themes as data, with as many colours as the terminal shows, or none.

mod colour;
mod file;
mod looks;
#[cfg(test)]
mod tests;

use ratatui::{
    buffer::Buffer,
    style::{Color, Style},
};

pub use self::{
    colour::{Depth, Rgb},
    looks::{AUTO, Looks},
};
use crate::view::{Role, Roles};

/// A style and a sign for every role.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    looks: Vec<Look>,
    /// What is painted where nothing else is: background and text.
    ground: Style,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Look {
    style: Style,
    sign: Option<String>,
}

impl Theme {
    /// The theme of the terminal's own colours, with them or without.
    pub fn embedded(colours: bool) -> Self {
        Looks::new(Vec::new(), if colours { Depth::Sixteen } else { Depth::Mono }).theme()
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

    /// Paints the theme's background, if it has one, under all that is drawn.
    pub fn paint(&self, buffer: &mut Buffer) {
        let Style { fg, bg, .. } = self.ground;
        if (fg, bg) == (None, None) {
            return;
        }
        for cell in &mut buffer.content {
            for (colour, ground) in [(&mut cell.fg, fg), (&mut cell.bg, bg)] {
                if let (Color::Reset, Some(ground)) = (*colour, ground) {
                    *colour = ground;
                }
            }
        }
    }
}
