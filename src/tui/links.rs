//! Links in the terminal (OSC 8): where there are such, and what makes a cell part of one.
//!
//! Every cell is a link of its own that ends where the cell does; an id makes one of those of an article. So whatever
//! is drawn over some of them leaves no link open.

use std::num::NonZeroU16;

use ratatui::buffer::{Cell, CellDiffOption};

use crate::{
    briefing::{Article, ArticleId},
    view::citation,
};

/// A link to the page of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What begins it.
    open: String,
}

/// What ends any.
const CLOSE: &str = "\x1b]8;;\x1b\\";

impl Link {
    /// The link to the page of an article, if it has one.
    pub fn to(id: ArticleId, article: &Article) -> Option<Self> {
        let page = citation::page(article)?;
        Some(Self { open: format!("\x1b]8;id=dixit{};{page}\x1b\\", id.0) })
    }

    /// Makes a cell of so many columns part of it.
    pub fn cover(&self, cell: &mut Cell, columns: usize) {
        let symbol = format!("{}{}{CLOSE}", self.open, cell.symbol());
        cell.set_symbol(&symbol);
        // What is written is longer than what is seen.
        let columns = u16::try_from(columns).ok().and_then(NonZeroU16::new);
        cell.set_diff_option(columns.map_or(CellDiffOption::None, CellDiffOption::ForcedWidth));
    }
}

/// Whether the terminal is known to have links, as its environment says; `variable` says what a variable holds.
pub fn are_there(variable: impl Fn(&str) -> Option<String>) -> bool {
    let value = |name: &str| variable(name).unwrap_or_default();
    let set = |name: &str| !value(name).is_empty();
    if set("FORCE_HYPERLINK") {
        return value("FORCE_HYPERLINK") != "0";
    }
    let (program, term) = (value("TERM_PROGRAM"), value("TERM"));
    let version = || {
        let version = value("TERM_PROGRAM_VERSION");
        let mut parts = version.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok());
        (parts.next().unwrap_or(0), parts.next().unwrap_or(0))
    };
    if set("TMUX") || program == "tmux" {
        return program == "tmux" && version() >= (3, 4);
    }
    // GNU screen, and whatever asks for its entry, passes on only what it knows.
    if set("STY") || term.starts_with("screen") {
        return false;
    }
    let programs = ["iTerm.app", "WezTerm", "vscode", "Hyper", "ghostty", "rio", "Tabby", "WarpTerminal"];
    let terms = ["xterm-kitty", "alacritty", "foot", "xterm-ghostty", "wezterm", "contour", "rio"];
    programs.contains(&program.as_str())
        || terms.iter().any(|known| term == *known || term.strip_prefix(known).is_some_and(|t| t.starts_with('-')))
        || ["WT_SESSION", "KONSOLE_VERSION", "DOMTERM"].into_iter().any(set)
        // VTE had a fault with them before 0.50.2.
        || value("VTE_VERSION").parse::<u32>().is_ok_and(|version| version >= 5002)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(set: &[(&str, &str)], expected: bool) {
        let variable =
            |name: &str| set.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned());
        assert_eq!(are_there(variable), expected, "{set:?}");
    }

    #[test]
    fn links_are_where_they_are_known_to_be() {
        check(&[], false);
        check(&[("TERM", "xterm-256color")], false);
        check(&[("TERM", "linux")], false);
        check(&[("TERM", "xterm-kitty")], true);
        check(&[("TERM", "foot-extra")], true);
        check(&[("VTE_VERSION", "7200"), ("TERM", "xterm-256color")], true);
        check(&[("VTE_VERSION", "4800")], false);
        check(&[("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.4"), ("TMUX", "x")], true);
        check(&[("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.3a"), ("TMUX", "x")], false);
        check(&[("TMUX", "x"), ("VTE_VERSION", "7200")], false);
        check(&[("STY", "1"), ("VTE_VERSION", "7200"), ("TERM", "screen.xterm")], false);
        check(&[("FORCE_HYPERLINK", "1")], true);
        check(&[("FORCE_HYPERLINK", "0"), ("VTE_VERSION", "7200")], false);
    }
}
