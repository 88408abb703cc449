//! What lies over the panes: help, and lines being typed. The topmost has the keys.

mod anywhere;
mod ask;
mod beside;
mod command;
mod compare;
mod comparing;
mod export;
mod filter;
mod find;
mod frame;
mod grid;
mod help;
mod list;
mod matrix;
mod page;
mod pick;
mod problems;
mod quotations;
mod reply;
mod rows;
mod sides;
mod split;
mod suggest;
mod timeline;
mod versions;
mod wordings;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{
    action::{Action, Context},
    behind::{Wanted, Worked},
    input::Input,
    key::Key,
    keymap::Keymap,
    layout::Screen,
    moved::Moved,
    scene::Scene,
    theme::Theme,
};

pub use anywhere::Anywhere;
pub use ask::Ask;
pub use beside::BesidePage;
pub use command::CommandLine;
pub use comparing::Comparing;
pub use export::{ExportPrompt, Of};
pub use filter::FilterPrompt;
pub use find::{Entity, Find, Merge, See, Speaker};
pub use help::Help;
pub use matrix::MatrixPage;
pub use pick::Pick;
pub use problems::{Problems, count as count_problems};
pub use quotations::Quotations;
pub use reply::{From, Reply};
pub use sides::SidesList;
pub use split::Split;
pub use suggest::Suggest;
pub use timeline::TimelinePage;
pub use versions::Versions;
pub use wordings::Wordings;

pub(super) use frame::{draw_box, short_name};

use frame::{draw_input, draw_more};
use list::List;

/// Something over the panes.
#[derive(Debug)]
pub enum Overlay {
    /// The keys.
    Help(Help),
    /// Finding an actor by name, to see it or to decide something about it.
    Find(Find),
    /// Choosing one of a few decisions.
    Pick(Pick),
    /// Typing what a decision says.
    Ask(Ask),
    /// Marking mentions that are somebody else's.
    Split(Split),
    /// Answering which actors may be one.
    Suggest(Suggest),
    /// The wordings of a statement.
    Wordings(Wordings),
    /// Who is quoted where.
    Matrix(MatrixPage),
    /// When somebody is quoted.
    Timeline(TimelinePage),
    /// Who is quoted beside somebody.
    Beside(BesidePage),
    /// Choosing what somebody is compared with.
    Sides(SidesList),
    /// Two actors, or two outlets, side by side.
    Comparing(Box<Comparing>),
    /// Some quotations.
    Quotations(Quotations),
    /// What one article changed of another.
    Versions(Versions),
    /// Where to write the sheet, and in which format.
    Export(Box<ExportPrompt>),
    /// What to search for, and where the search starts.
    Search(Input, From),
    /// The command line.
    Command(CommandLine),
    /// The filter of a list.
    Filter(FilterPrompt),
    /// What went wrong.
    Problems(Problems),
    /// Finding words anywhere in the briefing.
    Anywhere(Box<Anywhere>),
}

impl Overlay {
    /// Its keys.
    pub const fn context(&self) -> Context {
        match self {
            Self::Export(prompt) => prompt.context(),
            Self::Matrix(_) | Self::Timeline(_) => Context::Table,
            Self::Pick(_)
            | Self::Split(_)
            | Self::Suggest(_)
            | Self::Wordings(_)
            | Self::Versions(_)
            | Self::Quotations(_)
            | Self::Beside(_)
            | Self::Problems(_) => Context::List,
            Self::Help(_)
            | Self::Find(_)
            | Self::Ask(_)
            | Self::Search(..)
            | Self::Sides(_)
            | Self::Comparing(_)
            | Self::Command(_)
            | Self::Anywhere(_)
            | Self::Filter(_) => Context::Prompt,
        }
    }

    /// What taking what is typed does, in a word.
    pub fn accepts(&self) -> &'static str {
        match self {
            Self::Export(_) => "write",
            Self::Filter(_) => "filter",
            Self::Search(..) => "search",
            Self::Split(_) => "split",
            Self::Suggest(_) => "yes",
            Self::Ask(_) => "keep",
            Self::Find(find) => find.accepts(),
            Self::Wordings(_) | Self::Versions(_) => "close",
            Self::Pick(_) | Self::Beside(_) => "select",
            Self::Matrix(_) | Self::Timeline(_) => "quotations",
            Self::Quotations(_) | Self::Comparing(_) => "jump",
            Self::Sides(_) => "compare",
            Self::Problems(_) | Self::Anywhere(_) => "go there",
            Self::Help(_) | Self::Command(_) => "do it",
        }
    }

    /// Whether it goes on after a decision, so that this can be undone in it.
    pub const fn goes_on(&self) -> bool {
        matches!(self, Self::Suggest(_) | Self::Wordings(_))
    }

    /// Does what an action asks.
    pub fn update(&mut self, action: Action, scene: &Scene<'_>) -> Reply {
        match (self, action) {
            (Self::Search(_, from), Action::Close) => Reply::EndSearch(*from),
            (Self::Filter(prompt), _) => prompt.update(action, scene),
            (Self::Export(prompt), _) => prompt.update(action, scene),
            (_, Action::Close) | (Self::Search(..), Action::Accept) => Reply::Close,
            (Self::Help(help), _) => help.update(action),
            (Self::Find(find), _) => find.update(action, scene),
            (Self::Pick(pick), _) => pick.update(action),
            (Self::Ask(ask), _) => ask.update(action),
            (Self::Wordings(wordings), _) => wordings.update(action, scene),
            (Self::Matrix(matrix), _) => matrix.update(action, scene),
            (Self::Quotations(list), _) => list.update(action),
            (Self::Versions(versions), _) => versions.update(action),
            (Self::Timeline(timeline), _) => timeline.update(action, scene),
            (Self::Beside(beside), _) => beside.update(action),
            (Self::Sides(sides), _) => sides.update(action),
            (Self::Comparing(comparing), _) => comparing.update(action, scene),
            (Self::Split(split), _) => split.update(action, scene),
            (Self::Suggest(suggest), _) => suggest.update(action, scene),
            (Self::Search(..), _) => Reply::Stay,
            (Self::Problems(problems), _) => problems.update(action),
            (Self::Anywhere(anywhere), _) => anywhere.update(action, scene),
            (Self::Command(line), _) => line.update(action, scene),
        }
    }

    /// Types a key that is bound to nothing. `None` when it types nothing here.
    pub fn key(&mut self, key: Key, scene: &Scene<'_>) -> Option<Reply> {
        let changed = self.input()?.key(key)?;
        Some(if changed { self.changed(scene) } else { Reply::Stay })
    }

    /// Types what was pasted.
    pub fn paste(&mut self, text: &str, scene: &Scene<'_>) -> Reply {
        let Some(input) = self.input() else { return Reply::Stay };
        input.insert(text);
        self.changed(scene)
    }

    /// Follows what it is about into the next briefing; whether that is there. Called before that briefing is
    /// drawn.
    pub fn follow(&mut self, moved: &Moved<'_>) -> bool {
        match self {
            Self::Find(find) => find.follow(moved),
            Self::Split(split) => split.follow(moved),
            Self::Wordings(wordings) => wordings.follow(moved),
            Self::Matrix(matrix) => matrix.follow(moved),
            Self::Quotations(list) => list.follow(moved),
            Self::Timeline(timeline) => timeline.follow(moved),
            Self::Beside(beside) => beside.follow(moved),
            Self::Sides(sides) => sides.follow(moved),
            Self::Comparing(comparing) => comparing.follow(moved),
            Self::Anywhere(anywhere) => {
                anywhere.follow(moved);
                true
            }
            _ => true,
        }
    }

    /// What it wants worked out behind the screen, of this briefing, with attitudes or without; says so once.
    pub fn wants(&mut self, of: (u64, bool)) -> Option<Wanted> {
        match self {
            Self::Matrix(matrix) => matrix.wants(of),
            Self::Timeline(timeline) => timeline.wants(of),
            Self::Anywhere(anywhere) => anywhere.wants(of),
            _ => None,
        }
    }

    /// Takes what was worked out of a briefing, or gives it back if it waits for something else.
    pub fn take(&mut self, generation: u64, worked: Worked) -> Option<Worked> {
        match (self, worked) {
            (Self::Matrix(page), Worked::Matrix(attitudes, matrix)) => {
                page.take((generation, attitudes), *matrix);
            }
            (Self::Anywhere(anywhere), Worked::Found(attitudes, batch)) => {
                anywhere.take((generation, attitudes), batch);
            }
            (Self::Timeline(page), Worked::Timeline(whose, attitudes, timeline)) => {
                page.take((generation, attitudes), whose, *timeline);
            }
            (_, worked) => return Some(worked),
        }
        None
    }

    /// Whether Enter was pressed before what it opens was worked out; says so once.
    pub const fn was_asked(&mut self) -> bool {
        match self {
            Self::Matrix(matrix) => matrix.was_asked(),
            Self::Timeline(timeline) => timeline.was_asked(),
            _ => false,
        }
    }

    /// Fits a list to a briefing that has grown, and to the screen.
    pub fn settle(&mut self, scene: &Scene<'_>, screen: &Screen, keymap: &Keymap) {
        match self {
            Self::Help(help) => help.settle(screen, keymap),
            Self::Find(find) => find.settle(scene, screen),
            Self::Split(split) => split.settle(scene, screen),
            Self::Suggest(suggest) => suggest.settle(scene, screen),
            Self::Wordings(wordings) => wordings.settle(scene, screen),
            Self::Matrix(matrix) => matrix.settle(screen),
            Self::Quotations(list) => list.settle(screen),
            Self::Versions(versions) => versions.settle(scene, screen),
            Self::Timeline(timeline) => timeline.settle(scene, screen),
            Self::Beside(beside) => beside.settle(scene, screen),
            Self::Sides(sides) => sides.settle(scene, screen),
            Self::Comparing(comparing) => comparing.settle(scene, screen),
            Self::Pick(pick) => pick.settle(screen),
            Self::Problems(problems) => problems.settle(scene, screen),
            Self::Anywhere(anywhere) => anywhere.settle(scene, screen),
            Self::Command(line) => line.settle(scene, screen),
            Self::Export(prompt) => prompt.settle(scene, screen),
            Self::Ask(_) | Self::Search(..) | Self::Filter(_) => {}
        }
    }

    /// The list in it whose rows can be pressed.
    fn list(&mut self) -> Option<&mut List> {
        Some(match self {
            Self::Help(help) => &mut help.list,
            Self::Find(find) => &mut find.list,
            Self::Pick(pick) => &mut pick.list,
            Self::Split(split) => &mut split.list,
            Self::Suggest(suggest) => &mut suggest.list,
            Self::Quotations(list) => &mut list.list,
            Self::Beside(beside) => &mut beside.list,
            Self::Sides(sides) => &mut sides.list,
            Self::Problems(problems) => &mut problems.list,
            Self::Command(line) => &mut line.list,
            Self::Anywhere(anywhere) => anywhere.list(),
            Self::Ask(_)
            | Self::Wordings(_)
            | Self::Matrix(_)
            | Self::Timeline(_)
            | Self::Comparing(_)
            | Self::Versions(_)
            | Self::Export(_)
            | Self::Search(..)
            | Self::Filter(_) => return None,
        })
    }

    /// The row that was drawn at a place of the screen, and its column where it has some.
    pub fn row_at(&mut self, at: Position) -> Option<(usize, Option<usize>)> {
        match self {
            Self::Matrix(matrix) => matrix.cell_at(at),
            _ => self.list()?.row_at(at).map(|row| (row, None)),
        }
    }

    /// Selects a row, and its column.
    pub fn go_to_row(&mut self, (row, column): (usize, Option<usize>), scene: &Scene<'_>) {
        match self {
            Self::Matrix(matrix) => matrix.go_to(row, column),
            Self::Command(line) => line.take(row, scene),
            Self::Timeline(timeline) => timeline.go_to(row),
            Self::Wordings(wordings) => wordings.go_to(row),
            Self::Versions(versions) => versions.go_to(row),
            _ => {
                if let Some(list) = self.list() {
                    list.at = row;
                }
            }
        }
    }

    /// What pressing the selected row again does. What would decide something waits for a key.
    pub const fn pressed_again(&self) -> Option<Action> {
        match self {
            Self::Suggest(_) => None,
            Self::Split(_) => Some(Action::Mark),
            _ => Some(Action::Accept),
        }
    }

    fn input(&mut self) -> Option<&mut Input> {
        match self {
            Self::Pick(_)
            | Self::Split(_)
            | Self::Suggest(_)
            | Self::Wordings(_)
            | Self::Matrix(_)
            | Self::Versions(_)
            | Self::Timeline(_)
            | Self::Beside(_)
            | Self::Quotations(_)
            | Self::Problems(_) => None,
            Self::Sides(sides) => Some(sides.input()),
            Self::Comparing(comparing) => Some(comparing.input()),
            Self::Help(help) => Some(help.input()),
            Self::Command(line) => Some(line.input()),
            Self::Ask(ask) => Some(ask.input()),
            Self::Find(find) => Some(find.input()),
            Self::Export(prompt) => prompt.input(),
            Self::Search(input, _) => Some(input),
            Self::Filter(prompt) => Some(prompt.input()),
            Self::Anywhere(anywhere) => Some(anywhere.input()),
        }
    }

    fn changed(&mut self, scene: &Scene<'_>) -> Reply {
        match self {
            Self::Find(find) => find.look(scene),
            Self::Export(prompt) => prompt.typed(),
            Self::Command(line) => line.changed(scene),
            Self::Search(input, from) => return Reply::Search(input.text().into(), *from),
            Self::Filter(prompt) => return prompt.look(scene),
            Self::Anywhere(anywhere) => anywhere.typed(),
            Self::Help(_)
            | Self::Pick(_)
            | Self::Ask(_)
            | Self::Split(_)
            | Self::Suggest(_)
            | Self::Matrix(_)
            | Self::Timeline(_)
            | Self::Beside(_)
            | Self::Sides(_)
            | Self::Comparing(_)
            | Self::Quotations(_)
            | Self::Problems(_)
            | Self::Wordings(_)
            | Self::Versions(_) => {}
        }
        Reply::Stay
    }

    /// Draws it; says where the cursor of its line stands.
    pub fn draw(
        &self,
        scene: &Scene<'_>,
        theme: &Theme,
        keymap: &Keymap,
        screen: &Screen,
        buffer: &mut Buffer,
    ) -> Option<(u16, u16)> {
        match self {
            Self::Help(help) => Some(help.draw(theme, screen, buffer)),
            Self::Command(line) => Some(line.draw(theme, keymap, screen, buffer)),
            Self::Pick(pick) => {
                pick.draw(theme, screen, buffer);
                None
            }
            Self::Versions(versions) => {
                versions.draw(theme, screen, buffer);
                None
            }
            Self::Wordings(wordings) => {
                wordings.draw(theme, screen, buffer);
                None
            }
            Self::Matrix(matrix) => {
                matrix.draw(theme, screen, buffer);
                None
            }
            Self::Timeline(timeline) => {
                timeline.draw(theme, screen, buffer);
                None
            }
            Self::Beside(beside) => {
                beside.draw(theme, screen, buffer);
                None
            }
            Self::Sides(sides) => Some(sides.draw(theme, screen, buffer)),
            Self::Comparing(comparing) => Some(comparing.draw(theme, screen, buffer)),
            Self::Quotations(list) => {
                list.draw(scene, theme, screen, buffer);
                None
            }
            Self::Problems(problems) => {
                problems.draw(theme, screen, buffer);
                None
            }
            Self::Split(split) => {
                split.draw(scene, theme, screen, buffer);
                None
            }
            Self::Suggest(suggest) => {
                suggest.draw(scene, theme, screen, buffer);
                None
            }
            Self::Filter(prompt) => Some(prompt.draw(scene, theme, screen, buffer)),
            Self::Anywhere(anywhere) => Some(anywhere.draw(scene, theme, screen, buffer)),
            Self::Ask(ask) => Some(ask.draw(theme, screen, buffer)),
            Self::Find(find) => Some(find.draw(scene, theme, screen, buffer)),
            Self::Export(prompt) => prompt.draw(theme, screen, buffer),
            Self::Search(input, _) => {
                let area = Rect { width: screen.status.width / 2, ..screen.status };
                Some(draw_input(input, "/", theme, area, buffer))
            }
        }
    }
}
