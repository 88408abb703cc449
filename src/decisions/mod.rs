//! The decisions file: where it is, reading it, appending to it.
//!
//! JSON Lines, one decision a line, the first line saying so: plain enough to be read, edited by hand and shared in
//! version control. It only grows: undo and redo are lines too. Several readers may have it open: each line is
//! written at once under an advisory lock, synced to the disk, and [`Log`] is a function of the file alone, so all
//! of them see the same decisions in force whoever wrote them.

mod file;
mod log;
mod opened;

pub use self::{
    file::{Contents, DecisionsError, DecisionsFile, usual_path},
    log::{Damaged, Log, VERSION},
    opened::Stamp,
};
