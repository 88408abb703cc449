//! What went wrong: files, settings, decisions, analyses, each with its place; Enter goes there, in an article or, in the
//! editor, in a file.

use std::path::PathBuf;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Ground, Hint, List, Overlaid, Reply, draw_box, frame};
use crate::{
    briefing::{ArticleId, Briefing},
    disk::Notice,
    text::Span,
    tui::{
        action::{Action, Context},
        layout::Screen,
        paint::Pen,
        scene::Scene,
    },
    view::{
        Citation, Role,
        wrap::{Measure, wrap},
    },
};

/// What went wrong.
#[derive(Debug, Default)]
pub struct Problems {
    /// What was told since the start.
    told: Vec<Notice>,
    rows: Vec<Row>,
    /// Which briefing the rows are of.
    made: Option<u64>,
    list: List,
}

/// Something that went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    text: String,
    /// Where, if somewhere in particular.
    place: Option<Place>,
}

/// Where something went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    /// In an article.
    Article(ArticleId, Option<Span>),
    /// In a line of a file, counted from 1.
    File(PathBuf, usize),
}

const SIZE: (u16, u16) = (100, 24);
/// Lines in which the selected row is said in full, with the one above them.
const FULL: u16 = 4;

/// How many problems the analyses of a briefing told.
pub fn count(briefing: &Briefing) -> usize {
    let told = briefing.articles.iter().filter_map(|article| article.analysis.as_ref());
    told.map(|analysis| analysis.problems.len()).sum()
}

fn rows(told: &[Notice], briefing: &Briefing) -> Vec<Row> {
    let told = told.iter().map(|notice| {
        let place = notice.at.clone().map(|(path, line)| Place::File(path, line));
        Row { text: notice.text.clone(), place }
    });
    let of_articles = (0..).map(ArticleId).zip(&briefing.articles).flat_map(|(id, article)| {
        let problems = article.analysis.iter().flat_map(|analysis| &analysis.problems);
        problems.map(move |problem| {
            let text = format!("{}: {}", Citation::new(id, article).file(), problem.message);
            Row { text, place: Some(Place::Article(id, problem.span)) }
        })
    });
    told.chain(of_articles).collect()
}

impl Problems {
    /// What was `told` since the start, and what the analyses say.
    pub fn new(told: Vec<Notice>) -> Self {
        Self { told, ..Self::default() }
    }

    /// By now, this was told since the start.
    pub fn tell(&mut self, told: &[Notice]) {
        self.told = told.to_vec();
        self.made = None;
    }

    fn areas(screen: &Screen) -> (Rect, Rect) {
        let area = screen.overlay(SIZE.0, SIZE.1);
        let inside = frame::inside(area);
        (area, Rect { height: inside.height.saturating_sub(FULL).max(1), ..inside })
    }
}

impl Overlaid for Problems {
    fn context(&self) -> Context {
        Context::List
    }

    fn hints(&self) -> Vec<Hint> {
        vec![(Action::Accept, "go there")]
    }

    fn accept(&mut self, _: &Scene<'_>) -> Reply {
        match self.rows.get(self.list.at).map(|row| &row.place) {
            Some(Some(Place::Article(article, span))) => Reply::Go(*article, *span),
            Some(Some(Place::File(path, line))) => Reply::Edit(path.clone(), *line),
            Some(None) => Reply::Note("that is in no article and in no file that could be edited".into()),
            None => Reply::Close,
        }
    }

    fn list(&self) -> Option<&List> {
        Some(&self.list)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }

    fn texts(&self, _: &Scene<'_>) -> Vec<String> {
        self.rows.iter().map(|row| row.text.clone()).collect()
    }

    fn settle(&mut self, Ground { scene, screen, .. }: Ground<'_>) {
        if self.made != Some(scene.generation) {
            self.rows = rows(&self.told, scene.briefing);
            self.made = Some(scene.generation);
        }
        self.list.settle(self.rows.len(), Self::areas(screen).1.height);
    }

    fn draw(&self, Ground { theme, screen, .. }: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let (area, list) = Self::areas(screen);
        let title = format!("Problems: {}", self.list.counter());
        let inside = draw_box(area, &title, theme, buffer);
        for (y, row) in self.list.in_sight(&self.rows).iter().enumerate() {
            let (look, mut pen) = self.list.begin(y, theme, list, buffer);
            let style = |role| look.over(theme.style(role));
            // What can be gone to has the sign of an article that is still to be read.
            let sign = if row.place.is_some() { Role::Unread } else { Role::Warning };
            pen.put(theme.sign(sign), style(sign)).skip(1);
            let room = pen.room();
            pen.fit(&row.text, room, style(Role::Text));
        }
        let Some(row) = self.rows.get(self.list.at) else {
            Pen::new(buffer, list, 0).put("Nothing went wrong.", theme.style(Role::Dim));
            return None;
        };
        let below =
            Rect { y: list.bottom() + 1, height: FULL.saturating_sub(1), ..inside }.intersection(inside);
        let mut lines = Vec::new();
        wrap(&row.text, Span::whole(&row.text), Measure::even(inside.width.into()), &mut lines);
        for (y, line) in (0..below.height).zip(lines) {
            Pen::new(buffer, below, y).put(line.of(&row.text), theme.style(Role::Dim));
        }
        None
    }
}
