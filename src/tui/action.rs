//! Everything a key can do: a closed list, each with its name, its help line and where it works.

use std::{fmt, str::FromStr};

use crate::text::nearest;

/// Which part of the screen reads the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// The list of articles.
    Articles,
    /// The article.
    Reader,
    /// The selected actor.
    Actor,
    /// Every pane.
    Global,
    /// A list over the panes.
    List,
    /// A table over the panes.
    Table,
    /// A dialog over the panes: fields, each with its choices.
    Dialog,
    /// A line being typed, with or without a list under it.
    Prompt,
}

impl Context {
    /// All contexts, in the order help shows them.
    pub const ALL: [Self; 8] = [
        Self::Articles,
        Self::Reader,
        Self::Actor,
        Self::Global,
        Self::List,
        Self::Table,
        Self::Dialog,
        Self::Prompt,
    ];

    /// The name of its table in a keymap file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Reader => "reader",
            Self::Actor => "actor",
            Self::Global => "global",
            Self::List => "list",
            Self::Table => "table",
            Self::Dialog => "dialog",
            Self::Prompt => "prompt",
        }
    }

    /// What help calls it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Articles => "Articles",
            Self::Reader => "Reading",
            Self::Actor => "Actor",
            Self::Global => "Everywhere",
            Self::List => "In a list",
            Self::Table => "In a table",
            Self::Dialog => "In a dialog",
            Self::Prompt => "While typing",
        }
    }
}

macro_rules! actions {
    ($($(#[$doc:meta])* $action:ident $name:literal $help:literal [$($context:ident)*])*) => {
        /// What a key can do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $(#[doc = $help] $action,)* }

        impl Action {
            /// All actions, in the order help shows them.
            pub const ALL: &'static [Self] = &[$(Self::$action,)*];

            /// Its name in a keymap file.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$action => $name,)* }
            }

            /// What it does, in a few words.
            pub const fn help(self) -> &'static str {
                match self { $(Self::$action => $help,)* }
            }

            /// Where it may be bound.
            pub const fn contexts(self) -> &'static [Context] {
                match self { $(Self::$action => &[$(Context::$context,)*],)* }
            }
        }
    };
}

actions! {
    Down "down" "Next line, row or field" [Global List Table Dialog Prompt]
    Up "up" "Previous line, row or field" [Global List Table Dialog Prompt]
    Top "top" "First line or row" [Global List Table]
    Bottom "bottom" "Last line or row" [Global List Table]
    HalfPageDown "half-page-down" "Half a page down" [Global List Table Dialog]
    HalfPageUp "half-page-up" "Half a page up" [Global List Table Dialog]
    PageDown "page-down" "A page down" [Global List Table Dialog Prompt]
    PageUp "page-up" "A page up" [Global List Table Dialog Prompt]
    NextPane "next-pane" "Next pane" [Global]
    PreviousPane "previous-pane" "Previous pane" [Global]
    PaneLeft "pane-left" "The pane to the left" [Global]
    PaneRight "pane-right" "The pane to the right" [Global]
    PaneArticles "pane-articles" "The articles" [Global]
    PaneReader "pane-reader" "The article" [Global]
    PaneActor "pane-actor" "The actor" [Global]
    OpenArticle "open-article" "Read the article" [Articles]
    OpenQuotation "open-quotation" "Jump to the quotation in its article" [Actor]
    ShowActor "show-actor" "See all that the actor said" [Reader]
    ScrollMiddle "scroll-middle" "Scroll the current place to the middle" [Reader]
    ScrollTop "scroll-top" "Scroll the current place to the top" [Reader]
    ScrollBottom "scroll-bottom" "Scroll the current place to the bottom" [Reader]
    Zoom "zoom" "Give the pane all the screen, or not" [Global]
    Wider "wider" "Make the pane wider" [Global]
    Narrower "narrower" "Make the pane narrower" [Global]
    UsualWidths "usual-widths" "Make all panes as wide as usual" [Global]
    Back "back" "Back to where the last jump began" [Global]
    NextUnread "next-unread" "The next article you did not read" [Global]
    ToggleRead "toggle-read" "Say that the article is read, or not" [Global]
    Star "star" "Give the article a star, or none" [Global]
    NewestFirst "newest-first" "Articles: the newest first" [Global]
    OldestFirst "oldest-first" "Articles: the oldest first" [Global]
    AsGiven "as-given" "Articles: as they were given" [Global]
    GroupByOutlet "group-by-outlet" "Articles: by outlet" [Global]
    GroupByDay "group-by-day" "Articles: by day" [Global]
    NoGroups "no-groups" "Articles: not in groups" [Global]
    FoldCopies "fold-copies" "Articles: copies and versions once, or all" [Global]
    Changes "changes" "See what the article changed of its copy or version" [Global]
    NextActor "next-actor" "Next actor of this article" [Global]
    PreviousActor "previous-actor" "Previous actor of this article" [Global]
    NextQuotation "next-quotation" "Next quotation of the actor, in any article" [Global]
    PreviousQuotation "previous-quotation" "Previous quotation of the actor" [Global]
    FindActor "find-actor" "Find an actor by name" [Global]
    Entities "entities" "Find a place or a body that does not speak" [Global]
    NextMention "next-mention" "Next mention of the actor, in any article" [Global]
    PreviousMention "previous-mention" "Previous mention of the actor" [Global]
    Unattributed "unattributed" "See what nobody could be named for" [Global]
    Why "why" "Show or hide why the quotation is whose it is" [Global]
    Wordings "wordings" "See the wordings of the statement, and what differs" [Global]
    Timeline "timeline" "See when the actor is quoted, by day and outlet" [Global]
    Matrix "matrix" "See who is quoted where: actors by outlets" [Global]
    Beside "beside" "See who is quoted beside the actor" [Global]
    Compare "compare" "Set the actor beside another, or outlets on the actor" [Global]
    Merge "merge" "Merge the actor with another" [Global]
    Suggestions "suggestions" "Answer which actors may be one" [Global]
    Split "split" "Split mentions off the actor" [Global]
    Rename "rename" "Give the actor another name" [Global]
    Kind "kind" "Say what the actor is" [Global]
    Correct "correct" "Say who said the quotation" [Global]
    Deny "deny" "Say that it is no quotation, or no actor" [Global]
    Note "note" "Write a note on the quotation" [Global]
    Check "check" "Mark the quotation as checked, or not" [Global]
    Undo "undo" "Undo the last correction" [Global List]
    Redo "redo" "Redo the correction undone last" [Global List]
    Anywhere "find-anywhere" "Find words in the whole briefing: names, quotations, text" [Global]
    Search "search" "Search in the article, or in the list" [Global List Table]
    NextHit "next-hit" "Next place found" [Global List Table]
    PreviousHit "previous-hit" "Previous place found" [Global List Table]
    Export "export" "Export a sheet: of the actor, of what is marked, of all" [Global]
    Filter "filter" "Filter the articles, or the actor's quotations, by a query" [Global]
    DropTerm "drop-term" "Drop the last term of the filter" [Global]
    SaveFilter "save-filter" "Save the filter under a name, to be typed as @name" [Global Prompt]
    ForgetFilter "forget-filter" "Forget a filter saved under a name" [Global Prompt]
    MarkQuotation "mark-quotation" "Mark the quotation to be exported, or not" [Global]
    Copy "copy" "Copy the quotation with its citation" [Global]
    Browse "browse" "Open the article's page, or its file, outside" [Global]
    Edit "edit" "Open the article's file in $EDITOR, at the quotation" [Global]
    Pager "pager" "Read the article in $PAGER" [Global]
    Pipe "pipe" "Pipe what is marked, the quotation or the article to a command" [Global]
    ToggleMasked "toggle-masked" "Show or hide masked text" [Global]
    ToggleAttitudes "toggle-attitudes" "Show or hide what actors believe, want or plan" [Global]
    Theme "theme" "Next theme" [Global]
    Mouse "mouse" "Take the mouse, or leave it to the terminal" [Global]
    Command "command" "Type a command: the name of an action" [Global]
    Tour "tour" "Be shown around, a key at a time" [Global]
    Help "help" "All keys; type to find, Enter does it" [Global]
    Problems "problems" "What went wrong, and where" [Global]
    Pause "pause" "Stop the analysis, or go on with it" [Global]
    Watch "watch" "Watch the folders for articles that come, change and go, or not" [Global]
    Clear "clear" "Close why, clear the search, or end the tour" [Global]
    Redraw "redraw" "Draw the screen anew" [Global]
    Suspend "suspend" "Suspend; fg comes back" [Global List Table Dialog Prompt]
    Quit "quit" "Quit" [Global]
    Close "close" "Close" [List Table Dialog Prompt]
    Mark "mark" "Mark the row, or not" [List]
    Yes "yes" "They are one; in wordings: one statement with another; in a dialog: yes" [List Dialog]
    No "no" "They are two; in wordings: not this statement; in a dialog: no; in other lists: next place found" [List Dialog]
    Later "later" "Ask another time" [List]
    ColumnLeft "column-left" "The column to the left" [Table]
    ColumnRight "column-right" "The column to the right" [Table]
    FirstColumn "first-column" "The first column" [Table]
    LastColumn "last-column" "The last column" [Table]
    Sort "sort" "Sort by this column; again, the other way round" [Table]
    NextField "next-field" "The next field" [Dialog]
    PreviousField "previous-field" "The field before" [Dialog Prompt]
    NextChoice "next-choice" "The next choice of the field" [Dialog]
    PreviousChoice "previous-choice" "The choice before" [Dialog]
    Accept "accept" "Take what is typed or selected" [List Table Dialog Prompt]
    Complete "complete" "Next choice or field" [Prompt]
}

/// What may be typed behind an action on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Argument {
    /// Any actor.
    Actor,
    /// A place or a body that does not speak.
    Entity,
    /// A format and a file, or one of the two.
    Sheet,
    /// The number of an article, and a line of it.
    Article,
    /// A theme.
    Theme,
    /// Words that have to do with keys.
    Keys,
    /// Words of an article.
    Words,
    /// The name of a filter.
    Filter,
    /// A line of the shell.
    Shell,
}

impl Argument {
    /// What it looks like.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Actor | Self::Entity | Self::Theme | Self::Filter => "[NAME]",
            Self::Sheet => "[FORMAT] [FILE]",
            Self::Article => "[NUMBER[:LINE]]",
            Self::Keys | Self::Words => "[WORDS]",
            Self::Shell => "COMMAND",
        }
    }
}

impl Action {
    /// What may be typed behind it on the command line.
    pub const fn argument(self) -> Option<Argument> {
        Some(match self {
            Self::FindActor => Argument::Actor,
            Self::Entities => Argument::Entity,
            Self::Export => Argument::Sheet,
            Self::OpenArticle => Argument::Article,
            Self::Theme => Argument::Theme,
            Self::Help => Argument::Keys,
            Self::Search => Argument::Words,
            Self::SaveFilter | Self::ForgetFilter => Argument::Filter,
            Self::Pipe => Argument::Shell,
            _ => return None,
        })
    }

    /// Another name of it on the command line.
    pub const fn short(self) -> Option<&'static str> {
        Some(match self {
            Self::FindActor => "actor",
            Self::Entities => "place",
            Self::OpenArticle => "open",
            Self::Quit => "q",
            _ => return None,
        })
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that is no action's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", nearest::unknown("action", .0, Action::ALL.iter().map(|action| action.name())))]
pub struct UnknownAction(pub String);

impl FromStr for Action {
    type Err = UnknownAction;

    fn from_str(name: &str) -> Result<Self, UnknownAction> {
        let known = Self::ALL.iter().find(|a| a.name() == name);
        known.copied().ok_or_else(|| UnknownAction(name.into()))
    }
}

/// A movement through a list or a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// By so many lines, down when positive.
    Lines(isize),
    /// By so many half pages.
    HalfPages(isize),
    /// By so many pages.
    Pages(isize),
    /// To the first.
    Top,
    /// To the last.
    Bottom,
}

impl Motion {
    /// Where a cursor at `at` of `len` rows goes, `page` rows being visible.
    pub fn apply(self, at: usize, len: usize, page: usize) -> usize {
        let page = page.max(1).cast_signed();
        let by = match self {
            Self::Top => return 0,
            Self::Bottom => return len.saturating_sub(1),
            Self::Lines(n) => n,
            Self::HalfPages(n) => n * (page / 2).max(1),
            // A line of the page before stays in sight.
            Self::Pages(n) => n * (page - 1).max(1),
        };
        at.saturating_add_signed(by).min(len.saturating_sub(1))
    }
}

impl Action {
    /// The movement this action is, if it is one.
    pub const fn motion(self) -> Option<Motion> {
        Some(match self {
            Self::Down => Motion::Lines(1),
            Self::Up => Motion::Lines(-1),
            Self::Top => Motion::Top,
            Self::Bottom => Motion::Bottom,
            Self::HalfPageDown => Motion::HalfPages(1),
            Self::HalfPageUp => Motion::HalfPages(-1),
            Self::PageDown => Motion::Pages(1),
            Self::PageUp => Motion::Pages(-1),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_lead_back_to_their_action() {
        for action in Action::ALL {
            assert_eq!(action.name().parse(), Ok(*action));
            assert!(!action.contexts().is_empty(), "{action} works nowhere");
        }
        assert_eq!("qiut".parse::<Action>(), Err(UnknownAction("qiut".into())));
    }

    #[test]
    fn movements_stay_inside_the_list() {
        assert_eq!(Motion::Lines(1).apply(4, 5, 10), 4);
        assert_eq!(Motion::Lines(-1).apply(0, 5, 10), 0);
        assert_eq!(Motion::HalfPages(1).apply(0, 100, 10), 5);
        assert_eq!(Motion::Pages(-1).apply(50, 100, 10), 41);
        assert_eq!(Motion::Bottom.apply(0, 0, 10), 0);
    }
}
