//! Finding words anywhere in the briefing: what has them as one types, of each kind, with its place beside the list.

mod preview;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Ground, Hint, List, Overlaid, Reply,
    awaited::Of,
    draw_box, draw_input,
    frame::{inside, under},
};
use crate::{
    briefing::{Article, Whose},
    text::Span,
    tui::{
        action::{Action, Context},
        articles::RowLook,
        behind::{Batch, Wanted, Worked},
        input::Input,
        layout::Screen,
        moved::Moved,
        paint::{Pen, column},
        scene::Scene,
        theme::Theme,
    },
    view::{
        Citation, Role, cells,
        find::{Found, Snippet, Words, paragraph},
    },
};
use preview::preview_of;

/// Finding words anywhere.
#[derive(Debug, Default)]
pub struct Anywhere {
    input: Input,
    words: Option<Words>,
    /// What is wanted: what is typed, of which briefing, with attitudes or without.
    wanted: Option<(String, u64, bool)>,
    /// What was found so far, by kind: actors, quotations, text.
    found: [Vec<Found>; 3],
    /// Whether that is all.
    is_all: bool,
    /// The one kind that is listed, if not all are.
    kind: Option<usize>,
    /// Where it is drawn: the list, and the place of what is selected.
    list: List,
    preview: Preview,
}

/// What stands beside the list.
#[derive(Debug, Default)]
struct Preview {
    /// What it is of: a row, the briefing, columns and lines.
    of: Option<(Found, u64, u16, u16)>,
    lines: Vec<Vec<(String, Role)>>,
}

/// What the kinds are called, and one of each.
const KINDS: [(&str, &str); 3] = [("actors", "actor"), ("quotations", "said"), ("text", "text")];
const SIZE: (u16, u16) = (168, 52);
/// Lines of what is typed, of the kinds, and an empty one.
const HEAD: u16 = 3;
/// From so many columns on the place stands beside the list; else under it, in so many lines, from so many on.
const WIDE: u16 = 96;
const UNDER: u16 = 7;
const HIGH: u16 = 16;
/// Columns of who said it.
const NAME: usize = 18;
/// Bytes of what stands before the words in a row.
const BEFORE: usize = 24;

impl Anywhere {
    /// Shows what was found, if that is what is wanted.
    fn show(&mut self, (generation, attitudes): Of, batch: Batch) {
        if self.wanted != Some((batch.typed, generation, attitudes)) {
            return;
        }
        if batch.is_first {
            self.found = Default::default();
        }
        // What is selected stays so when more comes in above it.
        let (before, at) = (self.found.each_ref().map(Vec::len), self.list.at);
        if self.kind.is_none() && !batch.is_first && at >= before[0] + before[1] {
            let more = batch.found[0].len() + batch.found[1].len();
            self.list.at += more;
            self.list.top += more;
        }
        for (all, new) in self.found.iter_mut().zip(batch.found) {
            all.extend(new);
        }
        self.is_all = batch.is_last;
    }

    fn len(&self) -> usize {
        self.found.iter().enumerate().filter(|(i, _)| self.lists(*i)).map(|(_, all)| all.len()).sum()
    }

    fn lists(&self, kind: usize) -> bool {
        self.kind.is_none_or(|only| only == kind)
    }

    fn found(&self, at: usize) -> Option<Found> {
        let kinds = self.found.iter().enumerate().filter(|(i, _)| self.lists(*i));
        let mut at = at;
        for (_, all) in kinds {
            match all.get(at) {
                Some(found) => return Some(*found),
                None => at -= all.len(),
            }
        }
        None
    }

    /// Where it is, its list, and what stands beside or under that, if there is room.
    fn areas(screen: &Screen) -> (Rect, Rect, Option<Rect>) {
        let area = screen.overlay(SIZE.0, SIZE.1);
        let inside = inside(area);
        let body = under(inside, HEAD.min(inside.height.saturating_sub(1)));
        if inside.width >= WIDE {
            let own = inside.width * 9 / 20;
            let beside = Rect { x: body.x + own + 3, width: body.width - own - 3, ..body };
            (area, Rect { width: own, ..body }, Some(beside))
        } else if inside.height >= HIGH {
            let list = Rect { height: body.height - UNDER - 1, ..body };
            (area, list, Some(Rect { y: list.bottom() + 1, height: UNDER, ..body }))
        } else {
            (area, body, None)
        }
    }

    /// How many there are of each kind, the listed ones bright.
    fn draw_kinds(&self, theme: &Theme, inside: Rect, buffer: &mut Buffer) {
        if self.words.is_none() {
            return;
        }
        let mut pen = Pen::new(buffer, inside, 1);
        for (i, ((kind, _), all)) in KINDS.iter().zip(&self.found).enumerate() {
            let style = |role| theme.style(if self.lists(i) { role } else { Role::Dim });
            let gap = if i > 0 { 3 } else { 0 };
            let mark = if self.kind == Some(i) { "▸" } else { "" };
            pen.skip(gap).put(mark, style(Role::Key)).put(kind, style(Role::Title));
            pen.skip(1).put(&all.len().to_string(), style(Role::Count));
        }
        let counter = self.list.counter();
        let more = if self.is_all { "" } else { "…" };
        pen.skip_until_left(cells::width(&counter) + 1);
        pen.put(&counter, theme.style(Role::Count)).put(more, theme.style(Role::Count));
    }

    fn draw_row(&self, found: Found, look: RowLook<'_>, scene: &Scene<'_>, theme: &Theme, mut pen: Pen<'_>) {
        let Some(words) = &self.words else { return };
        let style = |role| look.over(theme.style(role));
        let kind = KINDS.get(kind_of(found)).map_or("", |(_, one)| one);
        pen.put(kind, style(Role::Dim)).blank(6 - kind.len(), look.base);
        let (lead, role, snippet, tail) = match found {
            Found::Actor(id, form) => {
                let Some(actor) = scene.briefing.actor(id) else { return };
                let form = form.and_then(|i| actor.aliases.get(i)).map(|(_, alias)| alias.form.as_str());
                let lead = form.map(|_| format!("{}  ", actor.name)).unwrap_or_default();
                let snippet = snippet(words, form.unwrap_or(&actor.name));
                (lead, actor.kind.into(), snippet, scene.quotes_of(Whose::Actor(id)).len().to_string())
            }
            Found::Quotation(quote, place) => {
                let Some(article) = scene.briefing.article(quote.article) else { return };
                let name = cells::short(scene.name_of(scene.briefing.whose(quote)), NAME);
                let content = scene.briefing.attribution(quote).map(|a| a.quotation.content.as_slice());
                let content = content.unwrap_or_default().iter().find(|span| span.contains(place.start()));
                let snippet = placed(article, content.copied().unwrap_or(place), place);
                let citation = Citation::new(quote.article, article);
                (format!("{name}: "), Role::Count, snippet, citation.outlet_or_file().to_owned())
            }
            Found::Text(id, place) => {
                let Some(article) = scene.briefing.article(id) else { return };
                let citation = Citation::new(id, article);
                let snippet = if place.is_empty() {
                    snippet(words, &citation.headline)
                } else {
                    placed(article, paragraph(article, place), place)
                };
                (String::new(), Role::Text, snippet, citation.outlet_or_file().to_owned())
            }
        };
        let tail = cells::short(&tail, pen.room() / 4);
        let kept = cells::width(&tail) + 2;
        // The words are in sight, whatever stands before them.
        let room = pen.room().saturating_sub(kept + cells::width(&lead) + cells::width(&snippet.words)) / 2;
        let before = cells::tail(&snippet.before, room);
        let cut = before.len() < snippet.before.len() && !before.starts_with('…');
        let before = format!("{}{before}", if cut { "…" } else { "" });
        let base = if matches!(found, Found::Actor(..)) { style(role) } else { style(Role::Text) };
        let parts = [
            (&lead, style(role)),
            (&before, base),
            (&snippet.words, style(Role::Match)),
            (&snippet.after, base),
        ];
        for (text, style) in parts {
            let room = pen.room().saturating_sub(kept);
            pen.fit(text, room, style);
        }
        pen.skip_until_left(kept - 1).put(&tail, style(Role::Dim));
    }
}

impl Overlaid for Anywhere {
    fn context(&self) -> Context {
        Context::Prompt
    }

    fn hints(&self) -> Vec<Hint> {
        vec![(Action::Accept, "go there"), (Action::Complete, "kind")]
    }

    fn accept(&mut self, scene: &Scene<'_>) -> Reply {
        match self.found(self.list.at) {
            Some(Found::Actor(id, _)) => Reply::Choose(Whose::Actor(id)),
            Some(Found::Quotation(quote, _)) => Reply::Open(quote, scene.briefing.whose(quote)),
            Some(Found::Text(article, place)) => {
                Reply::Find(article, place, self.input.text().trim().to_owned())
            }
            None => Reply::Stay,
        }
    }

    fn update(&mut self, action: Action, _: &Scene<'_>) -> Reply {
        match action {
            Action::Complete => {
                self.kind = match self.kind {
                    None => Some(0),
                    Some(kind) if kind + 1 < KINDS.len() => Some(kind + 1),
                    Some(_) => None,
                };
                self.list.at = 0;
            }
            _ => self.list.update(action),
        }
        Reply::Stay
    }

    fn follow(&mut self, moved: &Moved<'_>) -> bool {
        for all in &mut self.found {
            let moved = all.iter().filter_map(|found| match *found {
                Found::Actor(id, _) => moved.actor(id).map(|id| Found::Actor(id, None)),
                Found::Quotation(quote, place) => {
                    moved.quote(quote).map(|to| Found::Quotation(to, moved.span(quote.article, place)))
                }
                Found::Text(id, place) => {
                    moved.article(id).map(|article| Found::Text(article, moved.span(id, place)))
                }
            });
            *all = moved.collect();
        }
        true
    }

    fn wants(&mut self, (generation, attitudes): Of) -> Option<Wanted> {
        let typed = self.words.as_ref()?.typed().to_owned();
        let wanted = Some((typed.clone(), generation, attitudes));
        if self.wanted == wanted {
            return None;
        }
        self.wanted = wanted;
        self.is_all = false;
        Some(Wanted::Find(typed, attitudes))
    }

    fn take(&mut self, generation: u64, worked: Worked) -> Option<Worked> {
        let Worked::Found(attitudes, batch) = worked else { return Some(worked) };
        self.show((generation, attitudes), batch);
        None
    }

    fn input(&mut self) -> Option<&mut Input> {
        Some(&mut self.input)
    }

    fn typed(&mut self, _: &Scene<'_>) -> Reply {
        self.list.at = 0;
        self.words = Words::new(self.input.text());
        if self.words.is_none() {
            self.found = Default::default();
        }
        Reply::Stay
    }

    fn list(&self) -> Option<&List> {
        Some(&self.list)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }

    fn settle(&mut self, Ground { scene, screen, .. }: Ground<'_>) {
        let (_, list, preview) = Self::areas(screen);
        self.list.settle(self.len(), list.height);
        let of = self.found(self.list.at).zip(preview);
        let of = of.map(|(found, area)| (found, scene.generation, area.width, area.height));
        if of != self.preview.of {
            self.preview.of = of;
            self.preview.lines = match (of, &self.words) {
                (Some((found, _, width, height)), Some(words)) => {
                    preview_of(found, words, scene, (usize::from(width).max(1), usize::from(height)))
                }
                _ => Vec::new(),
            };
        }
    }

    fn draw(&self, ground: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let Ground { scene, theme, screen, .. } = ground;
        let (area, list, preview) = Self::areas(screen);
        let inside = draw_box(area, "Find in the whole briefing", theme, buffer);
        let cursor = draw_input(&self.input, theme.sign(Role::Prompt), theme, inside, buffer);
        self.draw_kinds(theme, inside, buffer);
        let rows = (self.list.top..self.len()).take(self.list.height);
        for (y, found) in rows.filter_map(|at| self.found(at)).enumerate() {
            let (look, pen) = self.list.begin(y, theme, list.intersection(inside), buffer);
            self.draw_row(found, look, scene, theme, pen);
        }
        if self.len() == 0 {
            let text = match &self.words {
                None => "Words of a name, of a quotation, of the text: capitals mind the case.",
                Some(_) if !self.is_all => "Looking…",
                Some(_) if scene.briefing.pending() > 0 => "Nothing so far.",
                Some(_) => "Nothing has these words.",
            };
            let room = usize::from(list.width);
            Pen::new(buffer, list, 0).fit(text, room, theme.style(Role::Dim));
        }
        if let Some(preview) = preview {
            let rule = theme.style(Role::Rule);
            if preview.x > list.x {
                column(buffer, preview, preview.x - 2, "│", rule);
            } else {
                let line = Rect { y: preview.y - 1, height: 1, ..preview };
                let mut pen = Pen::new(buffer, line, 0);
                while pen.room() > 0 {
                    pen.put(theme.sign(Role::Rule), rule);
                }
            }
            for (y, line) in (0..preview.height).zip(&self.preview.lines) {
                let mut pen = Pen::new(buffer, preview, y);
                for (text, role) in line {
                    let room = pen.room();
                    pen.fit(text, room, theme.style(*role));
                }
            }
        }
        Some(cursor)
    }
}

const fn kind_of(found: Found) -> usize {
    match found {
        Found::Actor(..) => 0,
        Found::Quotation(..) => 1,
        Found::Text(..) => 2,
    }
}

/// The words where they first stand in a short text.
fn snippet(words: &Words, text: &str) -> Snippet {
    let place = words.places(text).next().unwrap_or_default();
    Snippet::new(text, Span::whole(text), place, [BEFORE * 2, text.len()])
}

/// The words at a place of an article.
fn placed(article: &Article, around: Span, place: Span) -> Snippet {
    const AFTER: usize = 240;
    Snippet::new(&article.document.raw, around, place, [BEFORE, AFTER])
}
