//! What lies over the panes: help, lists, tables, dialogs, lines being typed. The topmost has the keys.
//!
//! An overlay is a file here, which answers what [`Overlaid`] asks, and a line in the list of them below; whoever opens it
//! pushes it onto the others.

mod anywhere;
mod ask;
mod awaited;
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
mod overlaid;
mod page;
mod pick;
mod problems;
mod quotations;
mod reply;
mod search;
mod sides;
mod split;
mod suggest;
mod timeline;
mod versions;
mod wordings;

use std::ops::{Deref, DerefMut};

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
pub use overlaid::{Ground, Hint, Overlaid};
pub use pick::Pick;
pub use problems::{Problems, count as count_problems};
pub use quotations::Quotations;
pub use reply::{From, Reply};
pub use search::Search;
pub use sides::SidesList;
pub use split::Split;
pub use suggest::Suggest;
pub use timeline::TimelinePage;
pub use versions::Versions;
pub use wordings::Wordings;

pub(super) use frame::{draw_box, short_name};

use frame::{draw_input, draw_more};
use list::List;

/// Makes the enum, and the one place that knows which of them it is. What is large is in a box.
macro_rules! overlays {
    ($($(#[$doc:meta])* $name:ident($of:ident $(<$boxed:ident>)?),)*) => {
        /// Something over the panes.
        #[derive(Debug)]
        pub enum Overlay { $($(#[$doc])* $name($of $(<$boxed>)?),)* }

        impl Deref for Overlay {
            type Target = dyn Overlaid;

            fn deref(&self) -> &Self::Target {
                match self {
                    $(Self::$name(of) => {
                        $(let of: &$boxed = of;)?
                        of
                    })*
                }
            }
        }

        impl DerefMut for Overlay {
            fn deref_mut(&mut self) -> &mut Self::Target {
                match self {
                    $(Self::$name(of) => {
                        $(let of: &mut $boxed = of;)?
                        of
                    })*
                }
            }
        }
    };
}

overlays! {
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
    Search(Search),
    /// The command line.
    Command(CommandLine),
    /// The filter of a list.
    Filter(FilterPrompt),
    /// What went wrong.
    Problems(Problems),
    /// Finding words anywhere in the briefing.
    Anywhere(Box<Anywhere>),
}
