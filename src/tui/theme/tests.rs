//! The themes that are built in are right, can be read, and say nothing by colour alone.

use ratatui::style::{Color, Modifier};

use super::{
    Depth, Looks, Rgb, Theme,
    colour::{contrast, of_index},
    looks::EMBEDDED,
};
use crate::view::{Role, Roles};

fn looks(depth: Depth) -> Looks {
    Looks::new(Vec::new(), depth)
}

fn theme(name: &str, depth: Depth) -> Theme {
    let mut looks = looks(depth);
    looks.want(name).expect("a theme");
    looks.theme()
}

#[test]
fn the_built_in_themes_are_right() {
    for (name, _) in EMBEDDED {
        assert_eq!(looks(Depth::True).problems(name), [], "{name}");
    }
}

#[test]
fn a_role_is_dressed_once_and_a_theme_is_a_palette() {
    let section = |text: &str, name: &str| {
        let table: toml::Table = text.parse().expect("a theme");
        table.get(name).and_then(toml::Value::as_table).cloned().unwrap_or_default()
    };
    let (_, base) = EMBEDDED[0];
    let names: Vec<String> = section(base, "palette").into_iter().map(|(name, _)| name).collect();
    for (role, look) in section(base, "roles") {
        for part in ["fg", "bg"].into_iter().filter_map(|part| look.get(part)?.as_str()) {
            assert!(names.iter().any(|name| name == part), "{role} has {part}, which is not in the palette");
        }
    }
    for (theme, text) in EMBEDDED {
        let own: Vec<String> = section(text, "palette").into_iter().map(|(name, _)| name).collect();
        assert_eq!(own, names, "{theme}");
    }
}

#[test]
fn every_role_has_a_look_and_every_colour_a_second_channel() {
    let (_, base) = EMBEDDED[0];
    for (name, _) in EMBEDDED {
        let (colours, mono) = (theme(name, Depth::True), theme(name, Depth::Mono));
        for role in Role::ALL {
            let named = base.lines().any(|l| l.starts_with(&format!("{} = ", role.name())));
            assert!(named, "{} is not in the theme", role.name());
            let (look, plain) = (colours.style(*role), mono.style(*role));
            assert_eq!((plain.fg, plain.bg), (None, None));
            if look.fg.is_some() || look.bg.is_some() {
                let second = !plain.add_modifier.is_empty() || mono.sign(*role) != " " || *role == Role::Sign;
                assert!(second, "{} is told by colour alone in {name}", role.name());
            }
        }
    }
}

#[test]
fn sixteen_colours_are_enough_for_every_theme() {
    for (name, _) in EMBEDDED {
        let theme = theme(name, Depth::Sixteen);
        for role in Role::ALL {
            let style = theme.style(*role);
            for colour in [style.fg, style.bg, theme.ground.fg, theme.ground.bg].into_iter().flatten() {
                assert!(!matches!(colour, Color::Rgb(..) | Color::Indexed(_)), "{} in {name}", role.name());
            }
            assert!(style.fg.is_none() || style.fg != style.bg, "{} in {name} is not seen", role.name());
        }
    }
}

fn rgb(colour: Color) -> Option<Rgb> {
    match colour {
        Color::Rgb(r, g, b) => Some((r, g, b)),
        Color::Indexed(index) => Some(of_index(index)),
        _ => None,
    }
}

#[test]
fn every_theme_can_be_read_on_its_background() {
    for (name, _) in EMBEDDED {
        let Some((background, text)) = looks(Depth::True).draft(name).0.ground() else { continue };
        for depth in [Depth::Indexed, Depth::True] {
            let theme = theme(name, depth);
            let ground = |colour: Option<Color>, own| colour.and_then(rgb).unwrap_or(own);
            let (background, text) = (ground(theme.ground.bg, background), ground(theme.ground.fg, text));
            for role in Role::ALL {
                let style = theme.style(*role);
                let least = match role {
                    _ if name == "high-contrast" => 7.0,
                    // Lines are no text.
                    Role::Rule => 3.0,
                    _ => 4.5,
                };
                let ratio = contrast(ground(style.fg, text), ground(style.bg, background));
                assert!(ratio >= least, "{} in {name} has {ratio:.1} to 1 with {depth:?}", role.name());
            }
        }
    }
}

/// What eyes without one kind of cone see of a colour, in linear light (Machado, Oliveira and Fernandes, 2009): without the
/// one for long waves, for middle ones, for short ones.
const EYES: [[[f64; 3]; 3]; 3] = [
    [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ],
    [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ],
    [
        [1.255_528, -0.076_749, -0.178_779],
        [-0.078_411, 0.930_809, 0.147_602],
        [0.004_733, 0.691_367, 0.303_900],
    ],
];

/// How a colour is perceived by such eyes: lightness and two opponents, in which distances are differences (CIELAB).
fn perceived(colour: Rgb, eyes: &[[f64; 3]; 3]) -> [f64; 3] {
    let linear = <[u8; 3]>::from(colour).map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    let dot = |row: &[f64; 3], of: [f64; 3]| row.iter().zip(of).map(|(a, b)| a * b).sum::<f64>();
    let seen = [0, 1, 2].map(|i| dot(&eyes[i], linear).clamp(0.0, 1.0));
    let white = [[0.4339, 0.3762, 0.1899], [0.2126, 0.7152, 0.0722], [0.0177, 0.1095, 0.8730]];
    let [x, y, z] = white.map(|row| {
        let part = dot(&row, seen);
        if part > 0.008_856 { part.cbrt() } else { 7.787 * part + 16.0 / 116.0 }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

#[test]
fn colour_blind_readers_tell_apart_what_stands_side_by_side() {
    let roles = [Role::Text, Role::Person, Role::Organization, Role::Place, Role::Count, Role::Warning];
    for name in ["colour-blind", "colour-blind-light"] {
        let theme = theme(name, Depth::True);
        let of = |role: Role| theme.style(role).fg.or(theme.ground.fg).and_then(rgb).expect("a colour");
        for (i, a) in roles.iter().enumerate() {
            for b in &roles[i + 1..] {
                for eyes in &EYES {
                    let [one, other] = [*a, *b].map(|role| perceived(of(role), eyes));
                    let apart = one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
                    // Two colours two apart can just be told from each other side by side.
                    assert!(apart >= 12.0, "{} and {} are {apart:.0} apart in {name}", a.name(), b.name());
                }
            }
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
fn the_terminals_background_decides_when_nobody_does() {
    let mut looks = looks(Depth::True);
    assert_eq!(looks.theme(), theme("terminal", Depth::True));
    looks.on((253, 246, 227));
    assert_eq!(looks.theme().looks, theme("light", Depth::True).looks);
    assert_eq!(looks.theme().ground, ratatui::style::Style::default(), "its own background stays");
    looks.on((20, 20, 30));
    assert_eq!(looks.theme().looks, theme("dark", Depth::True).looks);
    looks.want("light").expect("a theme");
    assert_eq!(looks.theme(), theme("light", Depth::True));
    assert_eq!(
        looks.theme().ground.bg,
        Some(Color::Rgb(0xfb, 0xfa, 0xf6)),
        "what is asked for brings its own"
    );
    looks.want("colour-blind").expect("a theme");
    assert!(looks.asks());
    assert_eq!(looks.theme(), theme("colour-blind", Depth::True));
    looks.on((253, 246, 227));
    assert_eq!(looks.theme(), theme("colour-blind-light", Depth::True));
    let mut poor = self::looks(Depth::Sixteen);
    poor.on((20, 20, 30));
    assert_eq!((poor.theme(), poor.asks()), (Theme::embedded(true), false));
}

#[test]
fn a_theme_of_the_users_own_says_only_what_is_other() {
    let own = "inherits = 'dark'\n[palette]\nsky = ['#a0d0ff', 'light-cyan']\nbad = '#ff0000'\n[roles]\nperson = { fg = 'sky', add = [] }\ndim = { fg = 'none' }\n";
    let mut looks = Looks::new(vec![("mine".into(), own.into())], Depth::True);
    assert_eq!(looks.problems("mine"), []);
    assert_eq!(looks.want("mne"), Err("there is no theme \"mne\"; \"mine\" is near".into()));
    looks.want("mine").expect("a theme");
    let (mine, dark) = (looks.theme(), theme("dark", Depth::True));
    assert_eq!(mine.style(Role::Person).fg, Some(Color::Rgb(0xa0, 0xd0, 0xff)));
    assert!(mine.style(Role::Person).add_modifier.is_empty());
    assert_eq!((mine.style(Role::Dim).fg, mine.style(Role::Place)), (None, dark.style(Role::Place)));
    assert_eq!(mine.style(Role::Warning).fg, Some(Color::Rgb(255, 0, 0)));
    assert_eq!(mine.sign(Role::Unread), "●");
}

#[test]
fn mistakes_in_a_theme_are_told_with_their_lines_and_the_rest_holds() {
    let own = "pallete = 1\n[palette]\nsky = '#12'\n[roles]\npersn = {}\nplace = { fg = 'pink' }\ngroup = { fgg = 'red' }\n\
               document = { add = ['blink', 'bold'], fg = 'red' }\n";
    let looks = Looks::new(vec![("mine".into(), own.into())], Depth::True);
    let (draft, problems) = looks.draft("mine");
    let told: Vec<String> = problems.iter().map(|p| format!("{}: {}", p.line, p.text)).collect();
    expect_test::expect![[r##"
        [
            "1: there is no setting of a theme \"pallete\"; \"palette\" is near",
            "3: there is no colour \"#12\"",
            "5: there is no role \"persn\"; \"person\" is near",
            "6: place: there is no colour \"pink\"",
            "7: group: unknown field `fgg`, expected one of `fg`, `bg`, `add`, `mono`, `sign`",
            "8: document: there is no modifier \"blink\"",
        ]
    "##]]
    .assert_debug_eq(&told);
    assert_eq!(draft.theme(Depth::True, true).style(Role::Document).fg, Some(Color::Red));
}

#[test]
fn themes_that_inherit_from_each_other_come_to_an_end() {
    let own = [("a", "inherits = 'b'"), ("b", "inherits = 'a'\n[roles]\ntext = { fg = 'red' }")];
    let own = own.map(|(name, text)| (name.to_owned(), text.to_owned()));
    assert_eq!(
        Looks::new(own.into(), Depth::True).draft("a").0.theme(Depth::True, true).style(Role::Text).fg,
        Some(Color::Red)
    );
}
