//! What an article changed of the one it is a copy or a version of, paragraph by paragraph.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Ground, Hint, Overlaid, Reply, draw_box, draw_more,
    wordings::{joined, styled},
};
use crate::{
    briefing::ArticleId,
    tui::{
        action::{Action, Context},
        articles::dated,
        layout::Screen,
        moved::Moved,
        paint::Pen,
        scene::Scene,
    },
    view::{Changed, Citation, Role, Share, changes},
};

/// What the second of two articles changed of the first.
#[derive(Debug)]
pub struct Versions {
    articles: [ArticleId; 2],
    /// What the lines were made from: the briefing, and columns.
    laid_out: Option<(u64, u16)>,
    lines: Vec<Vec<(String, Role)>>,
    top: usize,
    height: usize,
}

const WIDTH: u16 = 108;
/// Columns before the words of a paragraph.
const MARGIN: usize = 2;

impl Versions {
    /// What `second` changed of `first`.
    pub const fn new(first: ArticleId, second: ArticleId) -> Self {
        Self { articles: [first, second], laid_out: None, lines: Vec::new(), top: 0, height: 1 }
    }

    fn lay_out(&mut self, scene: &Scene<'_>, columns: usize) {
        let [first, second] = self.articles;
        let name = |id: ArticleId| {
            let article = scene.briefing.article(id)?;
            Some(dated(&Citation::new(id, article)))
        };
        let [first_name, second_name] = [first, second].map(|id| name(id).unwrap_or_default());
        self.lines = vec![
            vec![("[-".into(), Role::Doubtful), (first_name, Role::Doubtful), ("-]".into(), Role::Doubtful)],
            vec![("{+".into(), Role::Checked), (second_name, Role::Checked), ("+}".into(), Role::Checked)],
        ];
        let changes = changes(scene.briefing, first, second);
        for run in changes.chunk_by(|a, b| a.is_same() && b.is_same()) {
            self.lines.push(Vec::new());
            if run.first().is_some_and(Changed::is_same) {
                let words = match run.len() {
                    1 => "one paragraph is the same".to_owned(),
                    n => format!("{n} paragraphs are the same"),
                };
                self.lines.push(vec![("= ".into(), Role::Sign), (words, Role::Dim)]);
            }
            for changed in run.iter().filter(|changed| !changed.is_same()) {
                self.lines.extend(lines_of(changed, columns));
            }
        }
    }

    fn last_top(&self) -> usize {
        self.lines.len().saturating_sub(self.height)
    }
}

impl Overlaid for Versions {
    fn context(&self) -> Context {
        Context::List
    }

    fn hints(&self) -> Vec<Hint> {
        vec![(Action::Accept, "close")]
    }

    fn accept(&mut self, _: &Scene<'_>) -> Reply {
        Reply::Close
    }

    fn update(&mut self, action: Action, _: &Scene<'_>) -> Reply {
        if let Some(motion) = action.motion() {
            self.top = motion.apply(self.top, self.last_top() + 1, self.height);
        }
        Reply::Stay
    }

    fn follow(&mut self, moved: &Moved<'_>) -> bool {
        let [first, second] = self.articles.map(|id| moved.article(id));
        let both = first.zip(second);
        self.articles = both.map_or(self.articles, |(first, second)| [first, second]);
        both.is_some()
    }

    /// Its lines are its rows.
    fn texts(&self, _: &Scene<'_>) -> Vec<String> {
        self.lines.iter().map(|line| joined(std::slice::from_ref(line))).collect()
    }

    fn row(&self) -> usize {
        self.top
    }

    fn rows_area(&self, screen: &Screen) -> Rect {
        screen.overlay(WIDTH, self.lines.len() as u16 + 2)
    }

    fn go_to_row(&mut self, (line, _): (usize, Option<usize>), _: &Scene<'_>) {
        self.top = line.min(self.last_top());
    }

    fn settle(&mut self, Ground { scene, screen, .. }: Ground<'_>) {
        let columns = screen.overlay(WIDTH, 3).width.saturating_sub(4);
        if self.laid_out != Some((scene.generation, columns)) {
            self.laid_out = Some((scene.generation, columns));
            self.lay_out(scene, usize::from(columns).max(1));
        }
        self.height = usize::from(self.rows_area(screen).height.saturating_sub(2));
        self.top = self.top.min(self.last_top());
    }

    fn draw(&self, Ground { theme, screen, .. }: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let area = self.rows_area(screen);
        let inside = draw_box(area, "What was changed", theme, buffer);
        for (y, line) in self.lines.iter().skip(self.top).take(self.height).enumerate() {
            let mut pen = Pen::new(buffer, inside, y as u16);
            for (text, role) in line {
                pen.put(text, theme.style(*role));
            }
        }
        draw_more(area, self.last_top() - self.top, theme, buffer);
        None
    }
}

/// A paragraph that is not the same: its sign, then its words.
fn lines_of(changed: &Changed, columns: usize) -> Vec<Vec<(String, Role)>> {
    let mut out = Vec::new();
    if changed.is_grave() {
        out.push(vec![("! a number or a negation differs".into(), Role::Warning)]);
    }
    if changed.moved {
        let words = if changed.share == Share::Missing { "moved from here" } else { "moved here" };
        out.push(vec![(format!("{} {words}", changed.sign()), Role::Sign)]);
    }
    let sign = if changed.is_grave() || changed.moved { " " } else { changed.sign() };
    for (i, line) in styled(&changed.parts, columns.saturating_sub(MARGIN).max(1)).into_iter().enumerate() {
        let sign = if i == 0 { format!("{sign} ") } else { "  ".to_owned() };
        out.push([(sign, Role::Sign)].into_iter().chain(line).collect());
    }
    out
}
