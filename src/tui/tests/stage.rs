//! A reader on a screen of cells, driven by key scripts.

use std::{fmt::Write, path::PathBuf, sync::Arc};

use ratatui::{Terminal, backend::TestBackend, buffer::Buffer, layout::Position, style::Style};

use crate::{
    briefing::{Article, Briefing},
    cli::exporter,
    decisions::Log,
    export::Formats,
    model::{Analysis, Decision, Document},
    notation,
    tui::{
        Exporter, Keymap, State, Theme,
        behind::{self, Job},
        chord::Chord,
        draw::draw,
        event::Event,
        keeper::{Kept, Wish},
        mouse::{Did, Mouse},
        state::{Effect, Outcome},
        update,
    },
};

/// Three articles of two outlets and a file, with everything the reader marks.
pub const MARKED: [&str; 3] = [
    "\
outlet: The Harbour Post
author: Ana Reyes
date: 2026-01-19

|kicker| News
= Port strike enters third week as talks stall
|stamp| 2 min read
|caption| Cranes stand idle. Photo: Harbour Post

|dateline| [KOTA BARU]{@kota place} – |paragraph| [Mara Chen]{@chen person}, [head of the port authority]{role @chen}, <said> on Monday: «“We will not be blackmailed. The port stays open, whatever it takes.”»{@chen}

[The dockers’ union]{@union organization} <insisted>{1} that «the offer was “an insult to every family in [Kota Baru]{@kota}”»{1 @union}, while [Chen]{@chen} <added>{2} that «talks would go on»{2 @chen}.

«“Not a day,”»{3} [she]{@chen} <said>{3}, «“not an hour.”»{3 @chen}

Ships were waiting, [a senior ministry official]{@official unnamed} <said>{4}: «“We count forty, and nobody knows who pays.”»{4 @official}

[Chen]{@chen} <wants>{5} «a deal before Sunday»{@chen attitude 5}.

|item| • twelve ships turned away
|item| • four hundred dockers without pay since the first of January, by their own count

|comments| 3 Comments
|comments| 1. First!
|comments| 2. Chen should resign.
",
    "\
outlet: Daily Strait
date: 2026-01-20

= Chen: no deal without the ministry

[The head of the port, Mara Chen]{@chen person \"Mara Chen\"}, <told> reporters on Tuesday that «no deal was possible “without the ministry at the table”»{@chen}.

[Dockers]{@dockers group} <shouted>: «“Liar!”»{@dockers}

«The ministry had been asked twice»{@chen 0.4}, it was said.
",
    "\
id: notes/hostile.txt

= \u{1b}\\[31mAlarm\u{1b}\\[0m \u{202e}gnitfihs\u{202c} 港口罢工 👩\u{200d}🚒 مرفأ

[港口主管]{@head person} <said>: «“我们不会让步，\u{200b}无论如何。👷🏽 \u{1b}\\]0;owned\u{7} הנמל ייסגר”»{@head}

Zalgo: e\u{301}\u{302}\u{303}\u{304} and a_word_that_is_longer_than_any_line_of_this_pane_and_must_be_cut_somewhere_without_harm_to_its_neighbours.
",
];

/// The marked articles, analysed.
pub fn articles() -> Vec<(Arc<Document>, Option<Arc<Analysis>>)> {
    MARKED.map(parsed).to_vec()
}

/// A marked article, analysed.
pub fn parsed(marked: &str) -> (Arc<Document>, Option<Arc<Analysis>>) {
    let (document, analysis) = notation::parse(marked).expect("marked text");
    (Arc::new(document), Some(Arc::new(analysis)))
}

/// A reader on a screen of cells.
pub struct Stage {
    pub state: State,
    /// All that was to be done outside so far, decisions left out: they are made at once.
    pub effects: Vec<Effect>,
    /// What was decided.
    pub log: Log,
    documents: Vec<(Arc<Document>, Option<Arc<Analysis>>)>,
    theme: Theme,
    terminal: Terminal<TestBackend>,
    exporter: Exporter,
}

impl Stage {
    /// A reader of the three articles.
    pub fn new(size: (u16, u16)) -> Self {
        Self::of(Briefing::new(articles()), size)
    }

    /// A reader of a briefing.
    pub fn of(briefing: Briefing, size: (u16, u16)) -> Self {
        let exporter = exporter(Formats::default());
        let formats = exporter.formats.clone();
        let as_it_arrived = |article: &Article| (Arc::clone(&article.document), article.analysis.clone());
        Self {
            log: Log::default(),
            documents: briefing.articles.iter().map(as_it_arrived).collect(),
            state: State::new(Arc::new(briefing), Keymap::embedded(), size, Vec::new(), formats),
            effects: Vec::new(),
            theme: Theme::embedded(true),
            terminal: Terminal::new(TestBackend::new(size.0, size.1)).expect("a test backend"),
            exporter,
        }
    }

    /// Without colours.
    pub fn mono(mut self) -> Self {
        self.theme = Theme::embedded(false);
        self
    }

    /// Presses keys, parted by spaces; `type:words` types words (an underscore for a space).
    pub fn keys(mut self, script: &str) -> Self {
        for step in script.split_whitespace() {
            if let Some(text) = step.strip_prefix("type:") {
                for c in text.replace('_', " ").chars() {
                    let name = if c == ' ' { "Space".to_owned() } else { c.to_string() };
                    self.happen(Event::Key(name.parse().expect("a key")));
                }
            } else {
                for key in step.parse::<Chord>().expect("keys").keys() {
                    self.happen(Event::Key(*key));
                }
            }
        }
        self
    }

    /// Lets something happen.
    pub fn happen(&mut self, event: Event) {
        if let Event::Resize(columns, rows) = event {
            self.terminal.backend_mut().resize(columns, rows);
        }
        let Outcome { effects, .. } = update::handle(&mut self.state, event);
        for effect in effects {
            match effect {
                Effect::Wish(wish) => self.grant(wish),
                Effect::Preview(draft) => {
                    let show = &self.exporter.show;
                    let preview = show(&self.state.briefing, &draft.selection, &draft.format);
                    self.happen(Event::Previewed(Box::new((draft, preview))));
                }
                Effect::Work(job) => self.work(&job),
                effect => self.effects.push(effect),
            }
        }
    }

    /// Writes the sheets that were ordered since it was last asked to.
    pub fn write(mut self) -> Self {
        for effect in std::mem::take(&mut self.effects) {
            match effect {
                Effect::Export(order) => {
                    let result = (self.exporter.write)(&self.state.briefing, &order);
                    self.happen(Event::Exported(result));
                }
                other => self.effects.push(other),
            }
        }
        self
    }

    /// Does what is done behind the screen.
    pub fn work(&mut self, job: &Job) {
        let mut all = Vec::new();
        assert!(behind::work(job, || true, |worked| all.push(worked)), "nothing else is wanted");
        for worked in all {
            self.happen(Event::Worked(job.generation, worked));
        }
    }

    /// Does what the keeper and the work behind the screen do.
    fn grant(&mut self, wish: Wish) {
        let asked = wish.clone();
        let (log, entry) = std::mem::take(&mut self.log).with(|log| wish.decision(log));
        self.log = log;
        let kept = Kept::new(&asked, &self.log, entry.as_ref());
        let decisions: Vec<Decision> = self.log.in_force().map(|entry| entry.decision.clone()).collect();
        let briefing = Briefing::decided(self.documents.clone(), &decisions);
        self.happen(Event::Briefing(Arc::new(briefing)));
        self.happen(Event::Kept(Box::new(kept)));
    }

    /// Presses and lets go of the mouse where `text` is first drawn; pressed twice is opened.
    pub fn press(mut self, text: &str) -> Self {
        let at = self.find(text);
        self.mouse(Did::Press, at);
        self.mouse(Did::Release, at);
        self
    }

    /// Where `text` is first drawn.
    pub fn find(&mut self, text: &str) -> (u16, u16) {
        let shown = self.text();
        let found = (0..).zip(shown.lines()).find_map(|(y, line)| {
            let (before, _) = line.split_once(text)?;
            Some((unicode_width::UnicodeWidthStr::width(before) as u16, y))
        });
        found.unwrap_or_else(|| panic!("{text:?} is not in\n{shown}"))
    }

    /// Lets the mouse do something at a column and a row.
    pub fn mouse(&mut self, did: Did, (x, y): (u16, u16)) {
        self.happen(Event::Mouse(Mouse { did, at: Position::new(x, y) }));
    }

    /// Draws, and gives the cells.
    pub fn buffer(&mut self) -> &Buffer {
        self.terminal.draw(|frame| draw(&self.state, &self.theme, frame)).expect("a test backend");
        self.terminal.backend().buffer()
    }

    /// The screen as lines of text.
    pub fn text(&mut self) -> String {
        lines(self.buffer(), |text, cell| text.push_str(cell.symbol()))
    }

    /// The screen as its symbols, then a letter for the style of each cell, then what the letters mean.
    pub fn dump(&mut self) -> String {
        let buffer = self.buffer();
        let mut legend: Vec<Style> = Vec::new();
        let symbols = lines(buffer, |text, cell| text.push_str(cell.symbol()));
        let styles = lines(buffer, |text, cell| {
            let style = cell.style();
            if is_plain(style) {
                text.push(' ');
                return;
            }
            let at = legend.iter().position(|s| *s == style).unwrap_or_else(|| {
                legend.push(style);
                legend.len() - 1
            });
            let letters = ('a'..='z').chain('A'..='Z').chain('0'..='9');
            text.push(letters.clone().nth(at).expect("fewer styles than letters"));
        });
        let mut out = format!("{symbols}\n{}\n{styles}\n", "=".repeat(usize::from(buffer.area.width)));
        for (letter, style) in ('a'..='z').chain('A'..='Z').zip(&legend) {
            writeln!(out, "{letter} {}", words(*style)).expect("a string");
        }
        out
    }

    /// Compares the dump with the file of this name (`UPDATE_EXPECT=1` writes it).
    #[track_caller]
    pub fn check(mut self, name: &str) {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/tui/tests/golden");
        expect_test::expect_file![folder.join(format!("{name}.txt"))].assert_eq(&self.dump());
    }
}

/// One line a row, without blanks at its end; the second half of a wide character is left out.
fn lines(buffer: &Buffer, mut show: impl FnMut(&mut String, &ratatui::buffer::Cell)) -> String {
    let mut out = String::new();
    for row in buffer.content().chunks(usize::from(buffer.area.width)) {
        let mut line = String::new();
        let mut skip = 0;
        for cell in row {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            skip = unicode_width::UnicodeWidthStr::width(cell.symbol()).saturating_sub(1);
            show(&mut line, cell);
        }
        out += line.trim_end();
        out.push('\n');
    }
    out
}

fn is_plain(style: Style) -> bool {
    words(style).is_empty()
}

fn words(style: Style) -> String {
    let colour = |c: Option<ratatui::style::Color>| c.filter(|c| *c != ratatui::style::Color::Reset);
    let fg = colour(style.fg).map(|c| c.to_string());
    let bg = colour(style.bg).map(|c| format!("on {c}"));
    let more = style.add_modifier.iter_names().map(|(name, _)| name.to_lowercase());
    fg.into_iter().chain(bg).chain(more).collect::<Vec<_>>().join(" ")
}
