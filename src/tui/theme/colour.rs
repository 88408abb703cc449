//! Colours: as themes write them, as far as a terminal can show them, and how well one is read on another.

use ratatui::style::Color;

/// Red, green and blue.
pub type Rgb = (u8, u8, u8);

/// How many colours the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None: modifiers and signs only.
    Mono,
    /// Its own sixteen.
    Sixteen,
    /// 256.
    Indexed,
    /// All.
    True,
}

impl Depth {
    /// What the variables of the environment say, `variable` reading one.
    pub fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let term = set("TERM").unwrap_or_default();
        let colours = set("COLORTERM").unwrap_or_default();
        let all = ["-direct", "kitty", "ghostty", "alacritty", "wezterm", "foot"];
        if set("NO_COLOR").is_some() {
            Self::Mono
        } else if matches!(colours.as_str(), "truecolor" | "24bit") || all.iter().any(|t| term.contains(t)) {
            Self::True
        } else if !colours.is_empty() || term.contains("256") {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }
}

/// A colour of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tint {
    /// Exactly this; and one of the sixteen for terminals that have no more.
    Exact(Rgb, Color),
    /// One of the terminal's own, or of the 256.
    Own(Color),
}

impl Tint {
    /// The colour that `name` writes: one of the sixteen, `#rrggbb`, a number of the 256.
    pub fn parse(name: &str) -> Option<Self> {
        match name.parse().ok()? {
            Color::Rgb(r, g, b) => Some(Self::exact((r, g, b), None)),
            Color::Reset => None,
            own => Some(Self::Own(own)),
        }
    }

    /// Exactly this, and `own` on terminals that have sixteen colours; the nearest of these without it.
    pub fn exact(rgb: Rgb, own: Option<Color>) -> Self {
        let nearest = || {
            (0..16).min_by_key(|index| distance(rgb, of_index(*index))).map_or(Color::Reset, Color::Indexed)
        };
        Self::Exact(rgb, own.unwrap_or_else(nearest))
    }

    /// What a terminal can show of it.
    pub fn at(self, depth: Depth) -> Option<Color> {
        match (self, depth) {
            (_, Depth::Mono) => None,
            (Self::Own(own) | Self::Exact(_, own), Depth::Sixteen) | (Self::Own(own), _) => Some(own),
            (Self::Exact(rgb, _), Depth::Indexed) => Some(Color::Indexed(to_index(rgb))),
            (Self::Exact((r, g, b), _), Depth::True) => Some(Color::Rgb(r, g, b)),
        }
    }
}

/// The one of the 256 that is nearest; the first sixteen are the terminal's own and never known.
fn to_index(rgb: Rgb) -> u8 {
    (16..=255).min_by_key(|index| distance(rgb, of_index(*index))).unwrap_or(15)
}

/// How far two colours are from each other, roughly as eyes weigh the three.
fn distance(a: Rgb, b: Rgb) -> u32 {
    let part = |a: u8, b: u8, weight: u32| u32::from(a.abs_diff(b)).pow(2) * weight;
    part(a.0, b.0, 2) + part(a.1, b.1, 4) + part(a.2, b.2, 3)
}

/// What a number of the 256 looks like; the first sixteen as most terminals have them.
pub fn of_index(index: u8) -> Rgb {
    let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
    match index {
        0..=15 => {
            let on = match index {
                0..=6 => 128,
                7 => 192,
                _ => 255,
            };
            let low = if index == 8 { 128 } else { 0 };
            let part = |bit: u8| if index != 8 && index & bit != 0 { on } else { low };
            (part(1), part(2), part(4))
        }
        16..=231 => {
            let n = index - 16;
            (step(n / 36), step(n / 6 % 6), step(n % 6))
        }
        232..=255 => {
            let grey = 8 + 10 * (index - 232);
            (grey, grey, grey)
        }
    }
}

/// How bright a colour is, 0 to 1: relative luminance as WCAG 2 defines it.
fn luminance((r, g, b): Rgb) -> f64 {
    let part = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
}

/// How well one colour is read on another, 1 to 21: the contrast ratio of WCAG 2.
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Whether black is read better on it than white.
pub fn is_light(rgb: Rgb) -> bool {
    contrast(rgb, (0, 0, 0)) > contrast(rgb, (255, 255, 255))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_says_how_many_colours_there_are() {
        for (set, expected) in [
            ("TERM=xterm-256color COLORTERM=truecolor", Depth::True),
            ("TERM=xterm-kitty", Depth::True),
            ("TERM=xterm-256color", Depth::Indexed),
            ("TERM=screen.xterm-256color COLORTERM=", Depth::Indexed),
            ("TERM=xterm COLORTERM=1", Depth::Indexed),
            ("TERM=linux", Depth::Sixteen),
            ("", Depth::Sixteen),
            ("TERM=xterm-kitty NO_COLOR=1", Depth::Mono),
            ("TERM=xterm-kitty NO_COLOR=", Depth::True),
        ] {
            let value = |name: &str| {
                let mut all = set.split(' ').filter_map(|one| one.split_once('='));
                all.find(|(variable, _)| *variable == name).map(|(_, value)| value.to_owned())
            };
            assert_eq!(Depth::of(value), expected, "{set}");
        }
    }

    #[test]
    fn a_colour_is_shown_as_well_as_the_terminal_can() {
        let tint = Tint::exact((232, 193, 78), Some(Color::Yellow));
        let shown = [Depth::Mono, Depth::Sixteen, Depth::Indexed, Depth::True].map(|depth| tint.at(depth));
        let expected = [None, Some(Color::Yellow), Some(Color::Indexed(179)), Some(Color::Rgb(232, 193, 78))];
        assert_eq!(shown, expected);
        assert_eq!(Tint::parse("#ff0000").and_then(|t| t.at(Depth::Sixteen)), Some(Color::Indexed(9)));
        assert_eq!(Tint::parse("light-red"), Some(Tint::Own(Color::LightRed)));
        assert_eq!((Tint::parse("pinkish"), Tint::parse("reset")), (None, None));
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast((0, 0, 0), (255, 255, 255)) - 21.0).abs() < 0.001);
        assert!((contrast((119, 119, 119), (255, 255, 255)) - 4.48).abs() < 0.01);
        assert!(is_light((253, 246, 227)) && !is_light((0, 43, 54)));
    }

    #[test]
    fn the_256_are_as_terminals_have_them() {
        let seen = [0, 1, 7, 8, 9, 15, 16, 196, 231, 232, 255].map(of_index);
        let grey = |n| (n, n, n);
        let expected = [
            grey(0),
            (128, 0, 0),
            grey(192),
            grey(128),
            (255, 0, 0),
            grey(255),
            grey(0),
            (255, 0, 0),
            grey(255),
            grey(8),
            grey(238),
        ];
        assert_eq!(seen, expected);
    }
}
