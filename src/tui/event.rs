//! Everything that can wake the reader: a closed list.

use std::sync::Arc;

use super::{
    behind::Worked,
    exporter::{Draft, Preview, Refusal},
    keeper::Kept,
    key::Key,
    mouse::Mouse,
    theme::Rgb,
    watching::Told,
};
use crate::briefing::Briefing;

/// What woke the reader.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(String),
    /// The terminal has a new size: columns and rows.
    Resize(u16, u16),
    /// The background work knows more; the briefing replaces the one before.
    Briefing(Arc<Briefing>),
    /// This was worked out behind the screen, of that briefing.
    Worked(u64, Worked),
    /// What became of a wish about decisions, or what others decided.
    Kept(Box<Kept>),
    /// What became of a sheet that was to be written: what was, or why nothing.
    Exported(Result<String, Refusal>),
    /// What a sheet is going to be like.
    Previewed(Box<(Draft, Preview)>),
    /// The terminal says what its background is.
    Background(Rgb),
    /// This is to be told of the files that are watched, once the briefing with them is there.
    Watched(Box<Told>),
    /// Something went wrong behind the screen.
    Problem(String),
    /// The system asks for something.
    Signal(Signal),
    /// The terminal is gone.
    Closed,
}

/// What the system can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// End, by this signal (SIGTERM, SIGHUP, SIGINT).
    End(i32),
    /// Give the terminal back for a while.
    Suspend,
    /// The terminal is ours again.
    Resume,
}
