//! Watching the folders: what came, changed and went is said, and stands where it belongs.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::Sender,
};

use super::{
    action::Action,
    background,
    event::Event,
    note::{note, note_ways},
    overlay::Overlay,
    state::{Effect, Message, State},
    work::Work,
};
use crate::{
    disk::Notice,
    ingest::{
        News, Shelf,
        watch::{How, Report, Watch, Wish},
    },
};

/// Whether the folders are watched, and which files cannot be read.
#[derive(Debug, Default)]
pub struct Watching {
    pub mode: Mode,
    /// The files that cannot be read, with the reasons.
    pub refused: Vec<Notice>,
    /// The article that was read and is gone, until that is said.
    pub lost: Option<String>,
}

/// Whether the folders are watched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// There is nothing to watch.
    #[default]
    Nothing,
    /// They could be.
    Off,
    /// They are; the system tells.
    On,
    /// All in them is looked at every so often.
    Looking,
}

/// What is to be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// What came, changed and went; empty where nothing did.
    pub words: String,
    /// What is to be noticed: a folder that is gone, files that cannot be read.
    pub problem: Option<String>,
    /// How it watches by now, if that is another way.
    pub mode: Option<Mode>,
    /// The files that cannot be read by now, if those are others.
    pub refused: Option<Vec<Notice>>,
}

impl Told {
    /// What is to be told of news, with all files that cannot be read.
    fn of(news: &News, refused: Vec<Notice>) -> Self {
        // There is little room: the list of problems has whole paths.
        let own = |path: &Path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let names = |paths: &[PathBuf]| {
            let names: Vec<String> = paths.iter().map(|path| own(path)).collect();
            (!names.is_empty()).then(|| names.join(", "))
        };
        let gone = names(&news.gone).map(|names| format!("{names} is gone: what was read of it stays"));
        let cannot = news.refused.split_first().map(|(first, others)| {
            let more = if others.is_empty() { String::new() } else { format!(" ({} more)", others.len()) };
            let origin = first.origin.to_string();
            let file = own(Path::new(&origin));
            format!("cannot be read: {file}: {}{more}", first.reason)
        });
        let back = names(&news.back).map(|names| format!("{names} is there again"));
        let words: Vec<String> = back.into_iter().chain(counted(news)).collect();
        Self { words: words.join(": "), problem: gone.or(cannot), mode: None, refused: Some(refused) }
    }
}

/// What came, changed and went: "2 new, 1 changed"; of a single one which it is.
fn counted(news: &News) -> Option<String> {
    let removed = news.removed.len().saturating_sub(news.renamed);
    let new = news.new.len().saturating_sub(news.renamed);
    let counts =
        [(new, "new"), (news.changed.len(), "changed"), (news.renamed, "renamed"), (removed, "removed")];
    let said: Vec<String> =
        counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    let only = match &*said {
        [] => return None,
        // What has another name is new and removed, and is called as it is now.
        [_] => news.new.first().or(news.changed.first()).or(news.removed.first()),
        _ => None,
    };
    let is_one = new + news.changed.len() + news.renamed + removed == 1;
    Some(match only.filter(|_| is_one) {
        Some(document) => format!("{}: {}", said.concat().trim_start_matches("1 "), document.id),
        None => said.join(", "),
    })
}

/// Starts the thread that watches, as soon as that is wished; `notices` says what of a shelf cannot be read.
pub fn start(shelf: Shelf, notices: fn(&Shelf) -> Vec<Notice>, work: Work, events: Sender<Event>) -> Wish {
    let (watch, wish) = Watch::new(shelf);
    background::spawn(move || {
        watch.run(|shelf, report| {
            let told = match report {
                Report::Watching(how) => {
                    Told { mode: Some(mode(&how)), problem: problem(how), ..Told::default() }
                }
                Report::Stopped => Told { mode: Some(Mode::Off), ..Told::default() },
                Report::News(news) => {
                    let told = Told::of(&news, notices(shelf));
                    if !(news.new.is_empty() && news.changed.is_empty() && news.removed.is_empty()) {
                        // It is told when it is shown.
                        work.take(shelf.documents(), &news, told);
                        return true;
                    }
                    told
                }
            };
            events.send(Event::Watched(Box::new(told))).is_ok()
        });
    });
    wish
}

const fn mode(how: &How) -> Mode {
    match how {
        How::Told => Mode::On,
        How::Looking(_) => Mode::Looking,
    }
}

fn problem(how: How) -> Option<String> {
    match how {
        How::Told => None,
        How::Looking(why) => Some(format!("{why}: the files are looked at every few seconds instead")),
    }
}

/// Says what is told, and keeps what of it stays.
pub fn heard(state: &mut State, told: Told) {
    if let Some(mode) = told.mode {
        state.watching.mode = mode;
    }
    if let Some(refused) = told.refused {
        state.watching.refused = refused;
        let all = state.told();
        for overlay in &mut state.overlays {
            if let Overlay::Problems(problems) = overlay {
                problems.tell(&all);
            }
        }
    }
    let lost = state.watching.lost.take().map(|id| format!("{id}, which you read, is gone"));
    if let Some(problem) = told.problem {
        let words = [lost, Some(told.words)].into_iter().flatten().filter(|words| !words.is_empty());
        let all: Vec<String> = std::iter::once(problem).chain(words).collect();
        state.message = Some(Message::Problem(all.join("; ")));
    } else if let Some(lost) = lost {
        // That it was removed is said.
        let others = told.words.contains(',').then_some(told.words);
        let all: Vec<String> = std::iter::once(lost).chain(others).collect();
        state.message = Some(Message::Note(all.join("; ")));
    } else if !told.words.is_empty() {
        state.message = Some(Message::Note(told.words));
    }
}

/// Watches the folders, or does not any more.
pub fn toggle(state: &mut State, effects: &mut Vec<Effect>) {
    let on = match state.watching.mode {
        Mode::Nothing => return note(state, "there is no folder to watch: dixit --watch FOLDER"),
        Mode::Off => true,
        Mode::On | Mode::Looking => false,
    };
    effects.push(Effect::Watch(on));
    if on {
        note(state, "watching: what comes, changes and goes is shown at once");
    } else {
        note_ways(state, "not watching any more; to go on", &[Action::Watch]);
    }
}
