//! The rows of lists over the panes as one searches in them: what each says, which is selected, where they stand.

use ratatui::layout::Rect;

use super::Overlay;
use crate::tui::{layout::Screen, scene::Scene};

impl Overlay {
    /// Whether it is a list that is searched; what is typed under a line finds its rows by itself.
    pub const fn can_be_searched(&self) -> bool {
        matches!(
            self,
            Self::Pick(_)
                | Self::Split(_)
                | Self::Suggest(_)
                | Self::Wordings(_)
                | Self::Versions(_)
                | Self::Quotations(_)
                | Self::Beside(_)
                | Self::Problems(_)
                | Self::Matrix(_)
                | Self::Timeline(_)
        )
    }

    /// What each row says.
    pub fn row_texts(&self, scene: &Scene<'_>) -> Vec<String> {
        match self {
            Self::Pick(pick) => pick.texts(),
            Self::Split(split) => split.texts(scene),
            Self::Suggest(_) => super::Suggest::texts(scene),
            Self::Wordings(wordings) => wordings.texts(),
            Self::Versions(versions) => versions.texts(),
            Self::Quotations(list) => list.texts(scene),
            Self::Beside(beside) => beside.texts(),
            Self::Problems(problems) => problems.texts(),
            Self::Matrix(matrix) => matrix.texts(),
            Self::Timeline(timeline) => timeline.texts(),
            _ => Vec::new(),
        }
    }

    /// The selected row.
    pub fn row(&self) -> usize {
        match self {
            Self::Pick(pick) => pick.list.at,
            Self::Split(split) => split.list.at,
            Self::Suggest(suggest) => suggest.list.at,
            Self::Wordings(wordings) => wordings.at(),
            Self::Versions(versions) => versions.top(),
            Self::Quotations(list) => list.list.at,
            Self::Beside(beside) => beside.list.at,
            Self::Problems(problems) => problems.list.at,
            Self::Matrix(matrix) => matrix.rows().at,
            Self::Timeline(timeline) => timeline.rows().at,
            _ => 0,
        }
    }

    /// Where its rows were drawn.
    pub fn rows_area(&self, screen: &Screen) -> Rect {
        match self {
            Self::Pick(pick) => pick.list.area(),
            Self::Split(split) => split.list.area(),
            Self::Suggest(suggest) => suggest.list.area(),
            Self::Wordings(wordings) => wordings.area(screen),
            Self::Versions(versions) => versions.area(screen),
            Self::Quotations(list) => list.list.area(),
            Self::Beside(beside) => beside.list.area(),
            Self::Problems(problems) => problems.list.area(),
            Self::Matrix(matrix) => matrix.rows().area(),
            Self::Timeline(timeline) => timeline.rows().area(),
            _ => Rect::default(),
        }
    }
}
