//! The clipboard: through a program of the desktop, through tmux, or through the terminal itself (OSC 52).

use crossterm::{Command as _, clipboard::CopyToClipboard};

/// The way to the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clipboard {
    /// A program that reads it from standard input, with its arguments.
    Program(&'static str, &'static [&'static str]),
    /// The terminal; what it does with it, it does not say.
    Terminal,
}

impl Clipboard {
    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Program(name, _) => name,
            Self::Terminal => "the terminal (OSC 52)",
        }
    }
}

/// The way to the clipboard of whoever sits there; `variable` says what a variable of the environment holds, `has`
/// whether a program is there.
///
/// Under SSH the desktop is that of another machine, so only the terminal can reach it; tmux takes what the terminal is
/// to have for itself unless it is told, and passes it on when told with `-w`.
pub fn clipboard(variable: impl Fn(&str) -> Option<String>, has: impl Fn(&str) -> bool) -> Clipboard {
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let here = !set("SSH_TTY") && !set("SSH_CONNECTION");
    let ways: [(bool, &str, &[&str]); 5] = [
        (here && cfg!(target_os = "macos"), "pbcopy", &[]),
        (here && set("WAYLAND_DISPLAY"), "wl-copy", &[]),
        (here && set("DISPLAY"), "xclip", &["-selection", "clipboard", "-in"]),
        (here && set("DISPLAY"), "xsel", &["--clipboard", "--input"]),
        (set("TMUX"), "tmux", &["load-buffer", "-w", "-"]),
    ];
    let found = ways.into_iter().find(|(may, name, _)| *may && has(name));
    found.map_or(Clipboard::Terminal, |(_, name, arguments)| Clipboard::Program(name, arguments))
}

/// What puts `text` on the clipboard of the terminal. In tmux it is wrapped, so that the terminal around tmux hears it.
pub fn sequence(text: &str, in_tmux: bool) -> String {
    let mut plain = String::new();
    // Writing to a String cannot fail.
    _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut plain);
    if in_tmux {
        return format!("\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b"));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(set: &[&str], there: &[&str], way: &str) {
        let variable = |name: &str| set.contains(&name).then(|| "1".to_owned());
        assert_eq!(clipboard(variable, |name| there.contains(&name)).name(), way);
    }

    #[test]
    fn the_nearest_way_that_is_there_is_taken() {
        let all = ["tmux", "wl-copy", "xclip", "xsel"];
        check(&["TMUX", "SSH_TTY", "DISPLAY"], &all, "tmux");
        check(&["TMUX", "DISPLAY"], &all, "xclip");
        check(&["TMUX", "SSH_TTY"], &[], "the terminal (OSC 52)");
        check(&["SSH_CONNECTION", "DISPLAY"], &all, "the terminal (OSC 52)");
        check(&["WAYLAND_DISPLAY", "DISPLAY"], &all, "wl-copy");
        check(&["WAYLAND_DISPLAY", "DISPLAY"], &["xsel"], "xsel");
        check(&["DISPLAY"], &[], "the terminal (OSC 52)");
        check(&[], &all, "the terminal (OSC 52)");
    }

    #[test]
    fn the_terminal_gets_it_as_letters_that_can_do_nothing_and_tmux_passes_it_on() {
        assert_eq!(sequence("“No”\u{1b}]", false), "\x1b]52;c;4oCcTm/igJ0bXQ==\x1b\\");
        assert_eq!(sequence("No", true), "\x1bPtmux;\x1b\x1b]52;c;Tm8=\x1b\x1b\\\x1b\\");
    }
}
