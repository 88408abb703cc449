//! How long a key takes to the finished frame, with a thousand articles open: update, layout, drawing, and
//! what changed on screen. Every row is one key and one frame.

use std::sync::Arc;

use divan::Bencher;
use dixit::{
    briefing::Briefing,
    ingest,
    model::{Analysis, Document, Given, Origin},
    pipeline::Engine,
    tui::{Action, Event, Keymap, State, Theme, draw, handle, update},
};
use ratatui::{Terminal, backend::TestBackend};

fn main() {
    divan::main();
}

fn document(id: String, raw: &str) -> Document {
    Document { id, raw: raw.into(), origin: Origin::Sample, given: Given::default() }
}

/// A thousand articles: the samples, two hundred times each. One actor has thousands of quotations in them,
/// which is harder than most briefings.
fn thousand() -> Vec<(Arc<Document>, Option<Arc<Analysis>>)> {
    let samples = ingest::sample();
    let analyses: Vec<_> = Engine::new().analyse_all(&samples).into_iter().map(Arc::new).collect();
    let again = samples.iter().zip(&analyses).cycle().take(1000).enumerate();
    let article = |(i, (sample, facts)): (usize, (&Document, &Arc<Analysis>))| {
        (Arc::new(document(format!("{i}.txt"), &sample.raw)), Some(Arc::clone(facts)))
    };
    again.map(article).collect()
}

struct Reader {
    state: State,
    theme: Theme,
    terminal: Terminal<TestBackend>,
}

impl Reader {
    fn new(briefing: Briefing) -> Self {
        let size = (200, 50);
        Self {
            state: State::new(Arc::new(briefing), Keymap::embedded(), size, Vec::new(), Vec::new()),
            theme: Theme::embedded(true),
            terminal: Terminal::new(TestBackend::new(size.0, size.1)).expect("a test backend"),
        }
    }

    fn of_thousand(actions: &[Action]) -> Self {
        let mut reader = Self::new(Briefing::new(thousand()));
        for action in actions {
            update(&mut reader.state, *action);
        }
        reader.draw();
        reader
    }

    fn draw(&mut self) {
        self.terminal.draw(|frame| draw(&self.state, &self.theme, frame)).expect("a test backend");
    }

    /// Measures `action`, and `back` whenever the end of the list or text is near.
    fn bench(mut self, bencher: Bencher, action: Action, back: Action) {
        let mut count = 0;
        bencher.bench_local(|| {
            update(&mut self.state, if count % 900 == 899 { back } else { action });
            count += 1;
            self.draw();
        });
    }
}

#[divan::bench]
fn nothing_changes(bencher: Bencher) {
    Reader::of_thousand(&[]).bench(bencher, Action::Clear, Action::Clear);
}

#[divan::bench]
fn next_article(bencher: Bencher) {
    Reader::of_thousand(&[]).bench(bencher, Action::Down, Action::Top);
}

#[divan::bench]
fn page_of_articles(bencher: Bencher) {
    Reader::of_thousand(&[]).bench(bencher, Action::PageDown, Action::Top);
}

#[divan::bench]
fn scroll_the_article(bencher: Bencher) {
    Reader::of_thousand(&[Action::OpenArticle]).bench(bencher, Action::Down, Action::Top);
}

#[divan::bench]
fn next_quotation(bencher: Bencher) {
    Reader::of_thousand(&[]).bench(bencher, Action::NextQuotation, Action::PreviousQuotation);
}

#[divan::bench]
fn next_actor(bencher: Bencher) {
    Reader::of_thousand(&[]).bench(bencher, Action::NextActor, Action::PreviousActor);
}

#[divan::bench]
fn typing_a_name(bencher: Bencher) {
    let mut reader = Reader::of_thousand(&[Action::FindActor]);
    let letters = ["s", "a", "d", "r"];
    let mut count = 0;
    bencher.bench_local(|| {
        let letter = letters[count % 4];
        if count % 4 == 0 {
            update(&mut reader.state, Action::Close);
            update(&mut reader.state, Action::FindActor);
        }
        handle(&mut reader.state, Event::Paste(letter.into()));
        count += 1;
        reader.draw();
    });
}

/// Opening a view of many quotations, with everything in it counted.
#[divan::bench(args = [Action::Matrix, Action::Timeline, Action::Beside, Action::Compare])]
fn open_a_table(bencher: Bencher, action: Action) {
    let mut reader = Reader::of_thousand(&[]);
    let mut open = false;
    bencher.bench_local(|| {
        open = !open;
        update(&mut reader.state, if open { action } else { Action::Close });
        reader.draw();
    });
}

/// What a new briefing from the work behind costs the screen.
#[divan::bench]
fn new_briefing(bencher: Bencher) {
    let mut reader = Reader::of_thousand(&[]);
    let briefing = Arc::new(Briefing::new(thousand()));
    bencher.bench_local(|| {
        handle(&mut reader.state, Event::Briefing(Arc::clone(&briefing)));
        reader.draw();
    });
}

/// Opening and leaving one article of two megabytes.
#[divan::bench(sample_count = 10)]
fn open_two_megabytes(bencher: Bencher) {
    let engine = Engine::new();
    let samples = ingest::sample();
    let joined: Vec<&str> = samples.iter().map(|sample| &*sample.raw).collect();
    let long = document("long".into(), &joined.join("\n\n").repeat(90));
    let short = document("short".into(), joined.first().expect("five samples"));
    let analysed = |d: Document| {
        let analysis = engine.analyse(&d);
        (Arc::new(d), Some(Arc::new(analysis)))
    };
    let mut reader = Reader::new(Briefing::new(vec![analysed(short), analysed(long)]));
    let mut down = false;
    bencher.bench_local(|| {
        down = !down;
        update(&mut reader.state, if down { Action::Down } else { Action::Up });
        reader.draw();
    });
}
