//! The dialog of a sheet: what goes in, in which order and format, into which file, and what that is going to be like.

mod draw;
mod of;

pub use of::Of;

use ratatui::buffer::Buffer;

use super::{Ground, Hint, Overlaid, Reply};
use crate::{
    home,
    remembered::Sheets,
    text::file_name,
    tui::{
        action::{Action, Context, Motion},
        exporter::{Draft, Format, Order, Preview, Refusal},
        input::Input,
        layout::around,
        scene::Scene,
    },
    view::{
        Sort,
        query::{Property, What},
    },
};
use of::Count;

/// What the user says about a sheet.
#[derive(Debug)]
pub struct ExportPrompt {
    formats: Vec<Format>,
    /// What can go in now, and how much that is.
    all: Vec<(Of, String, Count)>,
    of: Of,
    sort: Sort,
    checked: bool,
    /// Which of the formats.
    format: usize,
    input: Input,
    /// Where files went before, and what the actor's is called: what a name is made of until one is typed.
    place: String,
    stem: String,
    named: bool,
    field: Field,
    stage: Stage,
    /// What was counted: the briefing, whether attitudes are shown, the filters' changes.
    counted: Option<(u64, bool, u64)>,
    /// What is to be shown, and whether it was asked for.
    draft: Option<Draft>,
    asked: bool,
    preview: Option<Preview>,
    /// The first line of it in sight, and how many are.
    top: usize,
    height: usize,
}

/// What is chosen or typed, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Of,
    Sort,
    Checked,
    Format,
    File,
}

/// How far it is.
#[derive(Debug, PartialEq, Eq)]
enum Stage {
    /// The user chooses.
    Chooses,
    /// It is being written.
    Writes,
    /// Whether a file may be replaced.
    Asks(String),
    /// Why it was not written.
    Failed(String),
}

impl Field {
    const ALL: [Self; 5] = [Self::Of, Self::Sort, Self::Checked, Self::Format, Self::File];
}

/// What stands in a path for the name of an actor.
const ACTOR: &str = "{actor}";

impl ExportPrompt {
    /// Asks for a sheet, beginning with what was chosen before.
    pub fn new(scene: &Scene<'_>, formats: Vec<Format>, before: &Sheets) -> Self {
        let named = |of: &Of| of.name() == before.of;
        let sort = Sort::ALL.into_iter().find(|sort| sort.name() == before.order);
        let format = formats.iter().position(|format| format.id == before.format);
        let mut prompt = Self {
            all: Vec::new(),
            of: Of::ALL.into_iter().find(named).unwrap_or(Of::Actor),
            sort: sort.unwrap_or(Sort::Actor),
            checked: before.checked,
            format: format.unwrap_or(0),
            formats,
            input: Input::default(),
            place: before.place.clone(),
            stem: scene.shown_actor().map(|actor| file_name::stem(&actor.name)).unwrap_or_default(),
            named: false,
            field: Field::Of,
            stage: Stage::Chooses,
            counted: None,
            draft: None,
            asked: false,
            preview: None,
            top: 0,
            height: 1,
        };
        prompt.look(scene);
        // A filter is on because it is wanted.
        let listed = prompt.all.iter().any(|(of, ..)| *of == Of::Listed);
        if before.of.is_empty() && listed {
            prompt.of = Of::Listed;
        }
        prompt.name();
        prompt
    }

    /// The same for a sheet that was ordered in another way and not written.
    pub fn refused(mut self, order: &Order, typed: String, refusal: Refusal) -> Self {
        self.sort = order.selection.sort.unwrap_or(self.sort);
        self.checked = false;
        self.format = self.formats.iter().position(|f| f.id == order.format).unwrap_or(self.format);
        self.input = Input::new(typed);
        self.named = true;
        self.field = Field::File;
        self.fail(refusal);
        self
    }

    /// The same with this going in, if there is such a thing.
    pub fn of(mut self, of: Of, scene: &Scene<'_>) -> Self {
        self.of = of;
        self.look(scene);
        self
    }

    /// Whether it asks for a yes.
    const fn asks(&self) -> bool {
        matches!(self.stage, Stage::Asks(_))
    }

    /// Says why it was not written, or asks whether it may be.
    pub fn fail(&mut self, refusal: Refusal) {
        self.stage = match refusal {
            Refusal::Exists(text) => Stage::Asks(text),
            Refusal::Failed(text) => Stage::Failed(text),
        };
    }

    /// Shows what the sheet is going to be like, if that is what is wanted.
    pub fn show(&mut self, draft: &Draft, preview: Preview) {
        if self.draft.as_ref() == Some(draft) {
            self.preview = Some(preview);
        }
    }

    /// What is to be shown and was not asked for yet.
    pub fn wanted(&mut self) -> Option<Draft> {
        if std::mem::replace(&mut self.asked, true) { None } else { self.draft.clone() }
    }

    /// What is to be remembered of the choices.
    pub fn remembered(&self) -> Sheets {
        let typed = self.input.text().trim();
        let ending = format!(".{}", self.format().map_or("", |f| f.extension.as_str()));
        let place = if typed.contains(ACTOR) {
            typed.strip_suffix(&ending).unwrap_or(typed)
        } else {
            let end = typed.rfind(std::path::is_separator).map_or(0, |at| at + 1);
            typed.get(..end).unwrap_or_default()
        };
        Sheets {
            of: self.of.name().to_owned(),
            order: self.sort.name().to_owned(),
            checked: self.checked,
            format: self.format().map(|format| format.id.clone()).unwrap_or_default(),
            place: place.to_owned(),
        }
    }

    fn go(&mut self, step: isize) {
        let at = Field::ALL.iter().position(|field| *field == self.field).unwrap_or(0);
        self.field = Field::ALL.get(around(at, step, Field::ALL.len())).copied().unwrap_or(Field::Of);
    }

    fn choose(&mut self, step: isize) {
        self.stage = Stage::Chooses;
        self.top = 0;
        match self.field {
            Field::Of => {
                let at = self.all.iter().position(|(of, ..)| *of == self.of).unwrap_or(0);
                self.of = self.all.get(around(at, step, self.all.len())).map_or(self.of, |(of, ..)| *of);
                self.name();
            }
            Field::Sort => {
                let at = Sort::ALL.iter().position(|sort| *sort == self.sort).unwrap_or(0);
                self.sort = Sort::ALL.get(around(at, step, Sort::ALL.len())).copied().unwrap_or(self.sort);
            }
            Field::Checked => self.checked = !self.checked,
            Field::Format => {
                let before = self.ending();
                self.format = around(self.format, step, self.formats.len());
                let typed = self.input.text();
                let name = typed.strip_suffix(&before).unwrap_or(typed);
                self.input = Input::new(format!("{name}{}", self.ending()));
            }
            Field::File => {}
        }
    }

    fn format(&self) -> Option<&Format> {
        self.formats.get(self.format)
    }

    /// What files of the format end in.
    fn ending(&self) -> String {
        self.format().map(|format| format!(".{}", format.extension)).unwrap_or_default()
    }

    /// Names the file after what goes in, until a name is typed.
    fn name(&mut self) {
        if self.named {
            return;
        }
        let stem = self.of.stem().unwrap_or(&self.stem);
        let stem = if self.place.contains(ACTOR) { "" } else { stem };
        self.input = Input::new(format!("{}{stem}{}", self.place, self.ending()));
    }

    /// How much goes in.
    fn count(&self) -> Count {
        self.all.iter().find(|(of, ..)| *of == self.of).map(|(.., count)| *count).unwrap_or_default()
    }

    /// Counts again when the briefing or what is shown of it is another, and says what is to be shown.
    fn look(&mut self, scene: &Scene<'_>) {
        let now = (scene.generation, scene.attitudes, scene.filters.changes());
        let is_new = self.counted != Some(now);
        if is_new {
            self.counted = Some(now);
            let texts = scene.filters.texts();
            let count = |of: Of| Some((of, of.label(scene), of.count(scene, texts)?));
            self.all = Of::ALL.into_iter().filter_map(count).collect();
            if !self.all.iter().any(|(of, ..)| *of == self.of) {
                self.of = self.all.first().map_or(self.of, |(of, ..)| *of);
            }
        }
        let draft = self.draft(scene);
        if is_new || draft != self.draft {
            self.draft = draft;
            self.asked = false;
        }
    }

    fn draft(&self, scene: &Scene<'_>) -> Option<Draft> {
        let mut selection = self.of.selection(scene)?;
        selection.sort = Some(self.sort);
        if self.checked {
            selection.query = selection.query.and(What::Is(vec![Property::Checked]));
        }
        Some(Draft { selection, format: self.format()?.id.clone() })
    }

    /// Orders the sheet, or says why not.
    fn order(&mut self, scene: &Scene<'_>, replace: bool) -> Reply {
        if self.stage == Stage::Writes {
            return Reply::Stay;
        }
        let fail = |text: &str| Stage::Failed(text.to_owned());
        let draft = self.draft(scene).filter(|_| self.count().of(self.checked) > 0);
        match (draft, self.input.text().trim()) {
            (None, _) => self.stage = fail("there is nothing to write: choose what goes in"),
            (_, "") => self.stage = fail("a file needs a name"),
            // The screen is on it, or on the terminal it would go to.
            (_, "-") => self.stage = fail("the reader writes into files: - is none"),
            (Some(Draft { selection, format }), path) => {
                let order = Order { selection, format, path: home::expand(path), replace };
                self.stage = Stage::Writes;
                return Reply::Export(Box::new(order));
            }
        }
        Reply::Stay
    }
}

impl Overlaid for ExportPrompt {
    /// Where nothing is typed, letters choose.
    fn context(&self) -> Context {
        if self.field == Field::File && !self.asks() { Context::Prompt } else { Context::Dialog }
    }

    fn hints(&self) -> Vec<Hint> {
        if self.asks() {
            return vec![(Action::Yes, "yes"), (Action::No, "no")];
        }
        vec![
            (Action::Accept, "write"),
            (Action::Complete, "next"),
            (Action::NextField, "field"),
            (Action::NextChoice, "change"),
        ]
    }

    fn accept(&mut self, scene: &Scene<'_>) -> Reply {
        if self.asks() { Reply::Stay } else { self.order(scene, false) }
    }

    fn close(&mut self) -> Reply {
        if !self.asks() {
            return Reply::Close;
        }
        self.stage = Stage::Chooses;
        Reply::Stay
    }

    fn update(&mut self, action: Action, scene: &Scene<'_>) -> Reply {
        if self.asks() {
            return match action {
                Action::Yes => self.order(scene, true),
                Action::No => self.close(),
                _ => Reply::Stay,
            };
        }
        match action {
            Action::NextField | Action::Complete => self.go(1),
            Action::PreviousField => self.go(-1),
            Action::NextChoice => self.choose(1),
            Action::PreviousChoice => self.choose(-1),
            _ => match action.motion() {
                Some(Motion::Lines(step)) => self.go(step),
                Some(motion) => {
                    let lines = self.preview.as_ref().map_or(0, |preview| preview.lines.len());
                    self.top = motion.apply(self.top, lines, self.height);
                }
                None => {}
            },
        }
        self.look(scene);
        Reply::Stay
    }

    fn input(&mut self) -> Option<&mut Input> {
        (self.context() == Context::Prompt).then_some(&mut self.input)
    }

    /// An ending that is a format's chooses it.
    fn typed(&mut self, _: &Scene<'_>) -> Reply {
        self.stage = Stage::Chooses;
        self.named = true;
        let typed = self.input.text().to_lowercase();
        let of = |f: &Format| typed.ends_with(&format!(".{}", f.extension));
        let fitting = (0..self.formats.len()).filter(|at| self.formats.get(*at).is_some_and(of));
        let length = |at: &usize| self.formats.get(*at).map_or(0, |format| format.extension.len());
        // Of equals the first: the program's own formats come before the user's.
        self.format = fitting.rev().max_by_key(length).unwrap_or(self.format);
        Reply::Stay
    }

    fn settle(&mut self, Ground { scene, screen, .. }: Ground<'_>) {
        self.look(scene);
        self.height = usize::from(self.areas(screen).preview.height);
        let lines = self.preview.as_ref().map_or(0, |preview| preview.lines.len());
        self.top = self.top.min(lines.saturating_sub(self.height));
    }

    fn draw(&self, ground: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        self.draw_dialog(ground, buffer)
    }
}
