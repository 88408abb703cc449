//! Bars above the article: where it stands in its site, the weather, scores of games.

use super::{Label, Rule};
use crate::model::MaskReason::{Control, Kicker};

/// "Home / India / Delhi News / Metro line delayed", "News › UK › Crime".
fn is_breadcrumbs(label: &Label<'_>) -> bool {
    let text = label.text.trim();
    if text.len() > 200 || text.ends_with(['.', '?', '!', '”', '"', ':']) {
        return false;
    }
    let mut parts: Vec<&str> = Vec::new();
    let arrows = [" › ", " » ", " > ", "›", "»"];
    let slashes = [" / ", " \\ ", " | "];
    let mark = arrows.iter().chain(&slashes).find(|mark| text.contains(**mark));
    if let Some(mark) = mark {
        parts.extend(text.split(mark).map(str::trim).filter(|part| !part.is_empty()));
    }
    let name = |part: &str| {
        part.split(' ').count() <= 4
            && part.starts_with(|c: char| c.is_uppercase())
            && !part.contains(|c: char| c.is_ascii_digit())
    };
    let home = parts.first().is_some_and(|first| first.eq_ignore_ascii_case("home"));
    let arrowed = mark.is_some_and(|mark| arrows.contains(mark));
    let least = match (arrowed, home) {
        (true, _) => 2,
        (false, true) => 3,
        (false, false) => 4,
    };
    // The last part may be the headline.
    parts.len() >= least
        && parts.iter().rev().skip(1).all(|part| name(part))
        && (home || parts.last().is_some_and(|p| name(p)))
}

/// "14°C Faro, Portugal".
fn is_weather(label: &Label<'_>) -> bool {
    let degrees = |w: &str| {
        let number = w.trim_start_matches(['-', '–', '+', '−']);
        number.starts_with(|c: char| c.is_ascii_digit()) && number.contains(['°', '℃'])
    };
    let scale = |w: &str| degrees(w) && w.ends_with(['c', 'f', '℃']);
    let sky =
        phrases!["clear" "cloudy" "sunny" "rain" "showers" "overcast" "snow" "fog" "haze" "thunderstorm"];
    let words = || label.low.split(' ');
    label.words <= 6
        && !label.text.ends_with(['.', '?', '!', ':'])
        && words().any(degrees)
        && (words().any(scale) || label.has(sky))
}

/// "FT Santa Rita 2-1 Deportivo Sur": a score between names, with the state of the game.
fn is_score(label: &Label<'_>) -> bool {
    let score = |w: &str| {
        w.split_once(['-', '–', ':']).is_some_and(|(a, b)| {
            let few = |n: &str| (1..=3).contains(&n.len()) && n.bytes().all(|c| c.is_ascii_digit());
            few(a) && few(b)
        })
    };
    label.words <= 12
        && matches!(label.text.split(' ').next(), Some("FT" | "HT" | "AET" | "LIVE" | "Live"))
        && label.text.split(' ').skip(1).any(score)
        && !label.text.ends_with(['.', '!', '?'])
}

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "breadcrumbs",
        applies: is_breadcrumbs,
        masks: &[
            "Home / India / Delhi News / Metro line to airport delayed again, minister blames rock",
            "News > UK News > Crime",
            "World › Africa",
            "Home » News » Top stories",
        ],
        keeps: &[
            "Votes / seats / share of votes",
            "Smith > Jones, he wrote, and left",
            "Either / or",
            "Home rule › what it means for 3 million people and their towns",
        ],
        ..Rule::of(Kicker)
    },
    Rule {
        name: "weather",
        applies: is_weather,
        masks: &["14°C Faro, Portugal", "Bogotá 16° Partly cloudy"],
        keeps: &["It was 40°C in the shade.", "A degree: 40°C in the shade of the old town hall of Córdoba"],
        ..Rule::of(Control)
    },
    Rule {
        name: "score of a game",
        applies: is_score,
        masks: &["FT Santa Rita 2-1 Deportivo Sur", "LIVE Unión 0-0 Llano"],
        keeps: &["FT reporters won 2-1.", "Santa Rita 2-1 Deportivo Sur: as it happened"],
        ..Rule::of(Control)
    },
];
