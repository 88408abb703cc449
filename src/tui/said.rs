//! The selected actor: who they are, and every quotation of theirs, under its article, in time order. Of somebody or
//! something that is not quoted: every mention.

use ratatui::{buffer::Buffer, layout::Rect};
use rustc_hash::FxHashMap;

use super::{
    action::Motion,
    articles::{RowLook, dated},
    filter::{Filtered, chips},
    layout::Parts,
    paint::{Pen, thumb},
    scene::{Look, Scene},
};
use crate::{
    briefing::{ArticleId, Whose},
    model::QuotationKind,
    text::Span,
    view::{
        ActorRow, Citation, Counts, MentionRow, QuoteRow, Role, article, wordings,
        wrap::{Measure, wrap},
    },
};

/// The actor pane: a list of blocks, the first about the actor, then one a quotation or mention. Only blocks in sight
/// are laid out, because an actor can have thousands.
#[derive(Debug, Default)]
pub struct Said {
    laid_out: Option<Source>,
    /// Blocks laid out so far.
    blocks: FxHashMap<usize, Vec<Row>>,
    /// The first block in sight, and how many of its rows are above it.
    top: (usize, usize),
    /// What is in sight.
    rows: Vec<Row>,
    height: usize,
    /// How many blocks are in sight to their end.
    in_sight: usize,
    /// The row the list was last scrolled for.
    followed: Option<usize>,
}

/// What the rows are made from; they are made anew when this changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Source {
    selected: Option<Whose>,
    generation: u64,
    width: u16,
    airy: bool,
    attitudes: bool,
    filters: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Row {
    /// Words about the actor.
    About(String, Role),
    /// Date and outlet of the quotations under it.
    Outlet(String),
    /// The headline under that.
    Headline(ArticleId, String),
    /// A line of a quotation or mention: which one of the list, its text, what its first line shows before it.
    Item(usize, String, Option<Mark>),
    /// Who else carries the statement of the quotation above.
    Also(usize, String),
    /// Another wording of that statement: which one of the list, who carries it, its words.
    Wording(usize, String, String, Mark),
    /// The same words in a copy of an article: which one of the list, who carries it.
    Copied(usize, String, Mark),
    /// A line of the note on a quotation.
    Note(usize, String, bool),
    Blank,
}

impl Row {
    /// Which of the list it is a row of.
    const fn of(&self) -> Option<usize> {
        match self {
            Self::Item(i, ..)
            | Self::Note(i, ..)
            | Self::Also(i, ..)
            | Self::Wording(i, ..)
            | Self::Copied(i, ..) => Some(*i),
            Self::About(..) | Self::Outlet(_) | Self::Headline(..) | Self::Blank => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    /// How a quotation is put; `None` for a mention.
    kind: Option<QuotationKind>,
    /// Its sign.
    role: Option<Role>,
}

/// Columns before the words of a quotation: bar, sign, doubt, mark.
const MARGIN: u16 = 4;
/// A pane at least so high has blank lines between quotations.
const AIRY: u16 = 30;
/// Columns at most for who carries another wording.
const CARRIER: usize = 16;
/// Bytes of what stands on each side of a mention.
const AROUND: usize = 40;
/// Lines at most for what the actor is said to be, and for other forms of the name.
const ABOUT_LINES: usize = 3;

/// The sign before a quotation that says how it is put.
pub const fn sign(kind: QuotationKind) -> &'static str {
    match kind {
        QuotationKind::Direct => "“",
        QuotationKind::Mixed => "‘",
        QuotationKind::Indirect => "›",
        QuotationKind::Attitude => "~",
    }
}

impl Said {
    /// Lays the pane out for where it stands, and follows the current quotation.
    pub fn settle(&mut self, scene: &Scene<'_>, body: Rect) {
        let source = Source {
            selected: scene.selected,
            generation: scene.generation,
            width: body.width,
            airy: body.height >= AIRY,
            attitudes: scene.attitudes,
            filters: scene.filters.changes(),
        };
        let resized = self.height != usize::from(body.height);
        self.height = usize::from(body.height);
        if self.laid_out != Some(source) {
            if self.laid_out.is_none_or(|s| s.selected != source.selected) {
                self.top = (0, 0);
            }
            self.blocks.clear();
            self.laid_out = Some(source);
            self.followed = None;
        }
        if resized || self.followed != scene.at() {
            self.followed = scene.at();
            if let Some(at) = scene.at() {
                self.follow(scene, source, at + 1);
            }
        }
        self.top.0 = self.top.0.min(scene.rows());
        self.fill(scene, source);
    }

    /// Which of the list stands first, if the pane is scrolled to it.
    pub fn first(&self) -> Option<usize> {
        self.top.0.checked_sub(1)
    }

    /// Stays where it is: the actor is the same, whatever its number is by now.
    pub fn keep(&mut self, whose: Option<Whose>) {
        if let Some(source) = &mut self.laid_out {
            source.selected = whose;
        }
    }

    /// What stood first stands in that row of the list by now, if it is there.
    pub fn keep_first(&mut self, row: Option<usize>) {
        if let Some(row) = row {
            self.top.0 = row + 1;
        }
    }

    /// The rows of a block: 0 is about the actor, the others are quotations.
    fn block(&mut self, scene: &Scene<'_>, source: Source, index: usize) -> &[Row] {
        self.blocks.entry(index).or_insert_with(|| match index.checked_sub(1) {
            None => about(scene, source.width),
            Some(mention) if scene.lists_mentions() => mentioned(scene, source, mention),
            Some(quote) => quotation(scene, source, quote),
        })
    }

    /// Collects what is in sight.
    fn fill(&mut self, scene: &Scene<'_>, source: Source) {
        let (first, skip) = self.top;
        let mut rows: Vec<Row> = Vec::with_capacity(self.height);
        self.in_sight = 0;
        for index in first..=scene.rows() {
            let above = if index == first { skip } else { 0 };
            rows.extend(self.block(scene, source, index).iter().skip(above).cloned());
            self.in_sight += 1;
            if rows.len() >= self.height {
                break;
            }
        }
        // A block that is cut off is not all in sight.
        self.in_sight -= usize::from(rows.len() > self.height && self.in_sight > 1);
        rows.truncate(self.height);
        self.rows = rows;
    }

    /// Scrolls no further than it takes to have all of block `at` in sight, or else its beginning.
    fn follow(&mut self, scene: &Scene<'_>, source: Source, at: usize) {
        if (at, 0) < self.top {
            self.top = (at, 0);
        }
        let least = self.top_for(scene, source, at);
        self.top = self.top.max(least);
        // At the first quotation, everything about the actor is worth seeing, if there is room.
        if at == 1 && least == (0, 0) {
            self.top = least;
        }
    }

    /// The first row there is room for when block `at` is in sight to its end, or else its beginning.
    fn top_for(&mut self, scene: &Scene<'_>, source: Source, at: usize) -> (usize, usize) {
        // From the block upwards, as many rows as fit.
        let mut rows = self.block(scene, source, at).len();
        let mut first = at;
        while first > 0 && rows < self.height {
            first -= 1;
            rows += self.block(scene, source, first).len();
        }
        if first == at { (at, 0) } else { (first, rows.saturating_sub(self.height)) }
    }

    /// Scrolls by so many rows, down when positive; the current row stays current.
    pub fn scroll(&mut self, rows: isize, scene: &Scene<'_>) {
        let Some(source) = self.laid_out else { return };
        for _ in 0..rows.unsigned_abs() {
            let (block, skip) = self.top;
            if rows > 0 {
                let is_last = skip + 1 >= self.block(scene, source, block).len();
                self.top = if is_last { (block + 1, 0) } else { (block, skip + 1) };
            } else if skip > 0 {
                self.top.1 -= 1;
            } else if let Some(before) = block.checked_sub(1) {
                self.top = (before, self.block(scene, source, before).len().saturating_sub(1));
            }
        }
        let last = self.top_for(scene, source, scene.rows());
        self.top = self.top.min(last);
    }

    /// Which of the list stands so many rows under the top of the pane.
    pub fn at(&self, row: usize) -> Option<usize> {
        self.rows.get(row).and_then(Row::of)
    }

    /// The row a movement leads to.
    pub fn after(&self, motion: Motion, scene: &Scene<'_>) -> usize {
        match (scene.at(), motion) {
            (Some(at), _) => motion.apply(at, scene.rows(), self.in_sight),
            (None, Motion::Bottom) => scene.rows().saturating_sub(1),
            (None, _) => 0,
        }
    }

    /// Where the thumb of its scroll bar is.
    pub fn thumb(&self, scene: &Scene<'_>) -> Option<(u16, u16)> {
        let all = scene.rows() + 1;
        thumb(self.height as u16, self.top.0, self.in_sight.min(all), all)
    }

    /// Draws the pane.
    pub fn draw(&self, look: Look<'_>, parts: Parts, buffer: &mut Buffer) {
        let counter = look.scene.counter_text();
        let mut pen = Pen::new(buffer, parts.title, 0);
        let room = pen.skip(1).room().saturating_sub(counter.len() + 2);
        pen.fit(look.scene.shown_name().unwrap_or("Actor"), room, look.title());
        pen.skip_until_left(counter.len() + 1).put(&counter, look.style(Role::Count));
        chips(Filtered::Quotations, look, parts.rule, buffer);
        for (y, row) in self.rows.iter().enumerate() {
            let area = Rect { y: parts.body.y + y as u16, height: 1, ..parts.body };
            draw_row(row, look, area, buffer);
        }
    }
}

fn draw_row(row: &Row, look: Look<'_>, area: Rect, buffer: &mut Buffer) {
    let selected = row.of().is_some_and(|i| Some(i) == look.scene.at());
    let row_look = RowLook::new(look.theme, selected, look.focused);
    let mut pen = row_look.begin(area, buffer);
    let picked = |pen: &mut Pen<'_>, row: usize, has_mark: bool| {
        let quote = look.scene.quotes.get(row).filter(|_| has_mark && !look.scene.lists_mentions());
        if quote.is_some_and(|quote| look.scene.marked.quotes.contains(quote)) {
            pen.put(look.theme.sign(Role::Picked), row_look.over(look.style(Role::Picked)));
        } else {
            pen.skip(1);
        }
    };
    match row {
        Row::Blank => {}
        Row::About(text, role) => _ = pen.put(text, look.style(*role)),
        Row::Outlet(text) => {
            let room = pen.room().saturating_sub(1);
            pen.fit(text, room, look.style(Role::Dim)).skip(1);
            while pen.room() > 1 {
                pen.put(look.theme.sign(Role::Rule), look.style(Role::Rule));
            }
        }
        Row::Headline(article, text) => {
            let here = if *article == look.scene.article { Role::Crosshead } else { Role::Dim };
            let room = pen.room().saturating_sub(1);
            pen.link(look.link(*article)).fit(text, room, look.style(here));
        }
        Row::Item(i, text, mark) => {
            if let Some(mark) = mark {
                pen.put(mark.kind.map_or("·", sign), row_look.over(look.style(Role::Sign)));
                let sign = mark.role.map_or(" ", |role| look.theme.sign(role));
                pen.put(sign, row_look.over(look.style(mark.role.unwrap_or(Role::Doubtful))));
            } else {
                pen.skip(2);
            }
            picked(&mut pen, *i, mark.is_some());
            pen.put(text, row_look.base);
        }
        Row::Also(_, text) => {
            let room = pen.skip(3).room().saturating_sub(1);
            pen.fit(text, room, row_look.over(look.style(Role::Dim)));
        }
        Row::Wording(i, carrier, words, mark) => {
            let sign = mark.role.map_or(" ", |role| look.theme.sign(role));
            pen.skip(1).put(sign, row_look.over(look.style(mark.role.unwrap_or(Role::Doubtful))));
            picked(&mut pen, *i, true);
            pen.put("≈ ", row_look.over(look.style(Role::Sign)));
            pen.fit(carrier, CARRIER, row_look.over(look.style(Role::Dim))).put(": ", row_look.base);
            let room = pen.room().saturating_sub(1);
            pen.fit(words, room, row_look.base);
        }
        Row::Copied(_, carrier, mark) => {
            let sign = mark.role.map_or(" ", |role| look.theme.sign(role));
            pen.skip(1).put(sign, row_look.over(look.style(mark.role.unwrap_or(Role::Doubtful))));
            pen.skip(1).put(look.theme.sign(Role::Copies), row_look.over(look.style(Role::Copies))).skip(1);
            let room = pen.room().saturating_sub(1);
            pen.fit(&format!("{carrier}: the same words"), room, row_look.over(look.style(Role::Dim)));
        }
        Row::Note(_, text, first) => {
            let sign = if *first { look.theme.sign(Role::Noted) } else { " " };
            pen.skip(3).put(sign, row_look.over(look.style(Role::Noted)));
            pen.skip(1).put(text, row_look.over(look.style(Role::Dim)));
        }
    }
}

/// The rows of a quotation, under its article's heading where it is the first of it.
fn quotation(scene: &Scene<'_>, source: Source, index: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let Some(id) = scene.quotes.get(index).copied() else { return rows };
    let Some(row) = QuoteRow::new(scene.briefing, id) else { return rows };
    // The note has a line of its own here, so that there is room for the other sign.
    let mark = crate::briefing::Mark { note: None, ..row.mark.clone() };
    let mark = Mark { kind: Some(row.kind), role: article::sign_of(Some(&mark), row.confidence) };
    if scene.leader(index).is_some_and(|leader| leader != id) {
        let carrier = row.citation.outlet_or_file().to_owned();
        let statement = scene.statements.of(id).map(|(_, statement)| statement);
        let copied = statement.is_some_and(|statement| wordings::is_copied(scene.briefing, statement, id));
        rows.push(if copied {
            Row::Copied(index, carrier, mark)
        } else {
            Row::Wording(index, carrier, row.text(), mark)
        });
        rows.extend(noted(source, index, &row));
        return rows;
    }
    let before = index.checked_sub(1).and_then(|i| scene.leader(i));
    if before.is_none_or(|b| b.article != id.article) {
        rows.push(Row::Blank);
        heading(&row.citation, &mut rows);
    } else if source.airy {
        rows.push(Row::Blank);
    }
    let lines = wrapped(source, &row.text(), MARGIN).into_iter().enumerate();
    rows.extend(lines.map(|(i, line)| Row::Item(index, line, (i == 0).then_some(mark))));
    rows.extend(also(scene, index, &row));
    rows.extend(noted(source, index, &row));
    rows
}

/// `text` in lines, so many columns kept free before it.
fn wrapped(source: Source, text: &str, margin: u16) -> Vec<String> {
    let columns = usize::from(source.width.saturating_sub(margin + 1)).max(1);
    let mut lines = Vec::new();
    wrap(text, Span::whole(text), Measure::even(columns), &mut lines);
    lines.iter().map(|line| line.of(text).to_owned()).collect()
}

/// The note on a quotation.
fn noted(source: Source, index: usize, row: &QuoteRow) -> impl Iterator<Item = Row> {
    let note = wrapped(source, row.mark.note.as_deref().unwrap_or_default(), MARGIN + 2);
    note.into_iter().enumerate().map(move |(i, line)| Row::Note(index, line, i == 0))
}

/// Who else carries the statement that a quotation reports.
fn also(scene: &Scene<'_>, index: usize, row: &QuoteRow) -> Option<Row> {
    let (_, statement) = scene.statements.of(row.id)?;
    let own = row.citation.outlet_or_file();
    let others = wordings::carriers(scene.briefing, statement).into_iter().filter(|name| name != own);
    let others: Vec<String> = others.collect();
    (!others.is_empty()).then(|| Row::Also(index, format!("also in {}", others.join(", "))))
}

/// The rows of a mention, under its article's heading where it is the first of it.
fn mentioned(scene: &Scene<'_>, source: Source, index: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let Some((article, mention)) = scene.mentions.get(index).copied() else { return rows };
    let Some(row) = MentionRow::new(scene.briefing, article, mention, AROUND) else { return rows };
    let before = index.checked_sub(1).and_then(|i| scene.mentions.get(i));
    if before.is_none_or(|(of, _)| *of != article) {
        rows.push(Row::Blank);
        heading(&row.citation, &mut rows);
    } else if source.airy {
        rows.push(Row::Blank);
    }
    let text = row.text();
    let columns = usize::from(source.width.saturating_sub(MARGIN + 1)).max(1);
    let mut lines = Vec::new();
    wrap(&text, Span::whole(&text), Measure::even(columns), &mut lines);
    let mark = Mark { kind: None, role: None };
    let lines = lines.iter().enumerate();
    rows.extend(lines.map(|(i, l)| Row::Item(index, l.of(&text).into(), (i == 0).then_some(mark))));
    rows
}

fn heading(citation: &Citation, rows: &mut Vec<Row>) {
    rows.push(Row::Outlet(dated(citation)));
    rows.push(Row::Headline(citation.article, citation.headline.clone()));
}

/// Kind, roles, other names, counts.
fn about(scene: &Scene<'_>, width: u16) -> Vec<Row> {
    let mut rows = Vec::new();
    let columns = usize::from(width.saturating_sub(2)).max(1);
    let mut say = |text: &str, role: Role, most: usize| {
        let mut lines = Vec::new();
        wrap(text, Span::whole(text), Measure::even(columns), &mut lines);
        let cut = lines.len() > most;
        for (i, line) in lines.iter().take(most).enumerate() {
            let more = if cut && i + 1 == most { " …" } else { "" };
            rows.push(Row::About(format!("{}{more}", line.of(text)), role));
        }
    };
    let actor = match scene.selected {
        Some(Whose::Actor(id)) => ActorRow::new(scene.briefing, id),
        Some(Whose::Nobody) => {
            say("nobody could be named for these", Role::Dim, ABOUT_LINES);
            say(&Counts::of(scene.briefing, &scene.briefing.unattributed).words(), Role::Crosshead, 2);
            return rows;
        }
        None => None,
    };
    let Some(actor) = actor else {
        let pending = scene.shown_article().is_some_and(|a| a.analysis.is_none());
        if pending {
            say("reading the article…", Role::Dim, 1);
        } else {
            say("Nobody selected.", Role::Dim, 1);
            say("a selects an actor of this article, f finds one by name.", Role::Dim, ABOUT_LINES);
        }
        return rows;
    };
    say(actor.kind.name(), actor.kind.into(), 1);
    say(&actor.roles.join(" · "), Role::Dim, ABOUT_LINES);
    if !actor.aliases.is_empty() {
        say(&format!("also {}", actor.aliases.join(", ")), Role::Dim, ABOUT_LINES);
    }
    say(&counts(&actor), Role::Crosshead, 2);
    if let Some(others) = scene.shown_actor().map(|actor| &actor.could_be).filter(|others| !others.is_empty())
    {
        let names = others.iter().filter_map(|id| scene.briefing.actor(*id)).map(|actor| actor.name.as_str());
        let names = names.collect::<Vec<_>>().join(" or ");
        say(&format!("? may be {names}"), Role::Doubtful, ABOUT_LINES);
    }
    let facts = scene.shown_actor().map(|actor| actor.joins.as_slice()).unwrap_or_default();
    for join in facts.iter().filter(|join| join.uncertain).take(ABOUT_LINES) {
        say(&format!("? {}", join.words), Role::Doubtful, ABOUT_LINES);
    }
    rows
}

fn counts(actor: &ActorRow) -> String {
    if actor.counts.quotations == 0 {
        return format!(
            "not quoted, {} mention{}",
            actor.mentions,
            if actor.mentions == 1 { "" } else { "s" }
        );
    }
    actor.counts.words()
}
