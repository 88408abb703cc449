//! What follows from an event: whether the screen is drawn, and what is done outside the state.

use super::{
    behind::Job,
    exporter::{Draft, Order},
    keeper::Wish,
    outside::Task,
};
use crate::briefing::ArticleId;

/// What follows from an event.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Whether the screen is to be drawn.
    pub redraw: bool,
    /// What is to be done outside, in this order.
    pub effects: Vec<Effect>,
}

/// Something to be done outside the state.
#[derive(Debug, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// End the program as this signal does.
    Die(i32),
    /// Give the terminal to the shell until `fg`.
    Suspend,
    /// Take the terminal again and draw everything.
    Redraw,
    /// Put this on the clipboard.
    Copy(String),
    /// Take the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Have another program do this.
    Outside(Task),
    /// Write this sheet.
    Export(Order),
    /// Show what this sheet is going to be like.
    Preview(Draft),
    /// Analyse this article next.
    Want(ArticleId),
    /// Stop the analysis, or let it go on.
    Pause(bool),
    /// Decide something, undo it, redo it.
    Wish(Wish),
    /// Work this out behind the screen.
    Work(Job),
    /// Watch the folders, or do not.
    Watch(bool),
}
