//! What Word files and OpenDocument texts share: names of styles, tables, what a file's properties say of it.

use super::{draft::Draft, draft::flow};
use crate::model::{Given, MaskReason, RegionKind};

/// Titles and names that programs put in where nobody wrote any.
const NOTHING_SAID: &[&str] = &[
    "admin",
    "administrator",
    "anonymous",
    "author",
    "document",
    "document1",
    "microsoft account",
    "microsoft office user",
    "microsoft word",
    "openxml",
    "owner",
    "powerpoint presentation",
    "python-docx",
    "root",
    "title",
    "unknown",
    "untitled",
    "user",
    "utilisateur",
    "word document",
];

/// What a property says, unless a program filled it in.
pub(super) fn said(property: &str) -> Option<String> {
    let said = flow(property);
    let nothing = NOTHING_SAID.contains(&said.to_lowercase().as_str()) || !said.contains(char::is_alphabetic);
    (!nothing).then_some(said)
}

/// A date as programs write it; `None` for those that mean none.
pub(super) fn date(property: &str) -> Option<String> {
    let date = property.trim();
    let year: i32 = date.get(..4)?.parse().ok()?;
    (year >= 1990).then(|| date.to_owned())
}

/// What paragraphs of a style are, by the name of the style, which is English in the file whatever the user sees.
pub(super) fn kind_of(style: &str) -> Option<RegionKind> {
    let name = style.to_lowercase().replace("_20_", " ");
    let name = name.trim();
    if name.starts_with("heading") || ["title", "subtitle"].contains(&name) {
        Some(RegionKind::Heading)
    } else if name.contains("quot") || name == "block text" {
        Some(RegionKind::Quote)
    } else if name.ends_with("caption") || ["illustration", "figure", "drawing"].contains(&name) {
        Some(RegionKind::Furniture(MaskReason::Caption))
    } else if ["header", "footer"].contains(&name) {
        Some(RegionKind::Furniture(MaskReason::RunningHead))
    } else if name.starts_with("list bullet") || name.starts_with("list number") {
        Some(RegionKind::Item)
    } else {
        None
    }
}

/// The text of an office file in the making.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub draft: Draft,
    /// Paragraphs and tables so far, which are counted for their places.
    pub paragraphs: usize,
    pub tables: usize,
    /// What the file itself calls its title, or its first heading if nothing stands above that.
    pub title: Option<String>,
}

impl Sheet {
    /// Adds a paragraph of a style, at the place that its number gives.
    pub fn paragraph(&mut self, line: &str, style: &str, kind: Option<RegionKind>) {
        self.paragraphs += 1;
        self.push(line, style, kind, &format!("paragraph {}", self.paragraphs));
    }

    /// Adds a paragraph at a place.
    pub fn push(&mut self, line: &str, style: &str, kind: Option<RegionKind>, place: &str) {
        let lines: Vec<String> = line.lines().map(flow).filter(|line| !line.is_empty()).collect();
        let line = lines.join("\n");
        if line.is_empty() {
            return;
        }
        let is_title = style.eq_ignore_ascii_case("title");
        let heads = self.draft.text().is_empty() && kind == Some(RegionKind::Heading);
        if is_title || heads && self.title.is_none() {
            self.title = Some(flow(&line));
        }
        self.draft.place(place);
        self.draft.push(&line, kind);
    }

    /// Adds a row of a table: its cells in one line, or one below the other where they hold paragraphs.
    pub fn row(&mut self, cells: Vec<Vec<String>>, place: &str) {
        let cells: Vec<Vec<String>> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
        if cells.iter().all(|cell| cell.len() == 1) {
            let cells = cells.concat();
            let kind = (cells.len() > 1).then_some(RegionKind::Item);
            self.push(&cells.join(" | "), "", kind, place);
        } else {
            cells.concat().iter().for_each(|line| self.push(line, "", None, place));
        }
    }

    /// The title that stands in the file, else the one of its properties, where the properties are no better.
    pub fn given(&mut self, properties: Given) -> Given {
        Given { title: self.title.take().or(properties.title), ..properties }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_that_nobody_wrote_say_nothing() {
        assert_eq!(said(" Port\n strike "), Some("Port strike".to_owned()));
        assert_eq!(
            [said("Untitled"), said("Microsoft Office User"), said(""), said("12")],
            [None, None, None, None]
        );
        assert_eq!(date("1601-01-01T00:00:00Z"), None);
        assert_eq!(date("2026-01-19T08:00:00Z"), Some("2026-01-19T08:00:00Z".to_owned()));
    }

    #[test]
    fn a_table_is_rows_of_cells_or_cells_of_paragraphs() {
        let mut sheet = Sheet::default();
        sheet.row(vec![vec!["Town".into()], vec![], vec!["Boats".into()]], "table 1, row 1");
        sheet.row(vec![vec!["One.".into(), "Two.".into()], vec!["Three.".into()]], "table 1, row 2");
        assert_eq!(sheet.draft.text(), "Town | Boats\n\nOne.\n\nTwo.\n\nThree.\n\n");
    }
}
