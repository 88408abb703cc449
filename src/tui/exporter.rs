//! What writes sheets and shows beforehand what they will be like: handed in by `cli`, because screen and sheet do not
//! know each other, and done behind the screen.

use std::{
    fmt,
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{self, Receiver, Sender},
    },
    thread::JoinHandle,
};

use super::{background, event::Event};
use crate::{briefing::Briefing, view::Selection};

/// A file format of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    /// What tells it from the others.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What its files end in, without the full stop.
    pub extension: String,
    /// What it is for, in one line.
    pub about: String,
}

/// A sheet that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// What goes in.
    pub selection: Selection,
    /// The id of its format.
    pub format: String,
    /// Where to; with `{actor}` in it, a file for each actor.
    pub path: PathBuf,
    /// Whether files that are there may be replaced.
    pub replace: bool,
}

/// Why a sheet was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is a file already, and it was not to be replaced.
    Exists(String),
    /// It cannot be written.
    Failed(String),
}

/// A sheet that is to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What goes in.
    pub selection: Selection,
    /// The id of its format.
    pub format: String,
}

/// What a sheet is going to be like.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// The first lines.
    pub lines: Vec<String>,
    /// Whether these are not lines of the file, but the quotations it will hold, one a line.
    pub rows: bool,
    /// It is made of so many quotations; `None` when it is made of all.
    pub of_first: Option<usize>,
    /// Why it could not be written.
    pub problem: Option<String>,
}

/// Writes what is ordered, and says what was written.
pub type Write = dyn Fn(&Briefing, &Order) -> Result<String, Refusal> + Send + Sync;
/// Says what a sheet of this selection is going to be like in the format with this id.
pub type Show = dyn Fn(&Briefing, &Selection, &str) -> Preview + Send + Sync;

/// What writes sheets.
#[derive(Clone)]
pub struct Exporter {
    /// The formats to choose from; the first is offered.
    pub formats: Vec<Format>,
    /// Writes one.
    pub write: Arc<Write>,
    /// Shows one.
    pub show: Arc<Show>,
}

impl fmt::Debug for Exporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exporter").field("formats", &self.formats).finish_non_exhaustive()
    }
}

/// A sheet of a briefing that is to be written.
type Ordered = (Arc<Briefing>, Order);

/// Where sheets are written and shown, one after the other, while the screen goes on.
#[derive(Debug)]
pub struct Desk {
    exporter: Exporter,
    events: Sender<Event>,
    writer: Option<(Sender<Ordered>, JoinHandle<()>)>,
    shower: Option<Sender<(Arc<Briefing>, Draft)>>,
}

impl Desk {
    /// A desk that sends what came of it as events.
    pub const fn new(exporter: Exporter, events: Sender<Event>) -> Self {
        Self { exporter, events, writer: None, shower: None }
    }

    /// Writes a sheet of `briefing`.
    pub fn write(&mut self, briefing: &Arc<Briefing>, order: Order) {
        let (sender, _) = self.writer.get_or_insert_with(|| {
            let (sender, received) = mpsc::channel::<Ordered>();
            let (write, events) = (Arc::clone(&self.exporter.write), self.events.clone());
            let work = move || {
                for (briefing, order) in received {
                    let _ = events.send(Event::Exported(write(&briefing, &order)));
                }
            };
            (sender, background::spawn(work))
        });
        // A writer ends only with the reader.
        let _ = sender.send((Arc::clone(briefing), order));
    }

    /// Shows what a sheet of `briefing` is going to be like; of several that are wanted, only the last.
    pub fn show(&mut self, briefing: &Arc<Briefing>, draft: Draft) {
        let sender = self.shower.get_or_insert_with(|| {
            let (sender, received) = mpsc::channel::<(Arc<Briefing>, Draft)>();
            let (show, events) = (Arc::clone(&self.exporter.show), self.events.clone());
            background::spawn(move || {
                while let Ok(first) = received.recv() {
                    let (briefing, draft) = received.try_iter().last().unwrap_or(first);
                    let preview = show(&briefing, &draft.selection, &draft.format);
                    if events.send(Event::Previewed(Box::new((draft, preview)))).is_err() {
                        return;
                    }
                }
            });
            sender
        });
        let _ = sender.send((Arc::clone(briefing), draft));
    }

    /// Waits until all is written; what could not be and was not said before, in words.
    pub fn finish(self, received: &Receiver<Event>) -> Result<(), String> {
        let Some((sender, writer)) = self.writer else { return Ok(()) };
        drop(sender);
        let _ = writer.join();
        let failed = received.try_iter().find_map(|event| match event {
            Event::Exported(Err(Refusal::Exists(why) | Refusal::Failed(why))) => Some(why),
            _ => None,
        });
        failed.map_or(Ok(()), |why| Err(format!("the sheet was not written: {why}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk(write: Arc<Write>) -> (Desk, Receiver<Event>) {
        let show: Arc<Show> =
            Arc::new(|_, _, format| Preview { lines: vec![format.to_owned()], ..Preview::default() });
        let (events, received) = mpsc::channel();
        (Desk::new(Exporter { formats: Vec::new(), write, show }, events), received)
    }

    fn order(path: &str) -> Order {
        Order { selection: Selection::default(), format: "md".into(), path: path.into(), replace: false }
    }

    #[test]
    fn all_is_written_by_the_end_and_what_was_not_is_said() {
        let briefing = Arc::new(Briefing::default());
        let (mut desk, received) = desk(Arc::new(|_, order| match order.path.to_str() {
            Some("full") => Err(Refusal::Failed("the disk is full".into())),
            path => Ok(format!("written to {}", path.unwrap_or_default())),
        }));
        desk.write(&briefing, order("a"));
        assert!(matches!(received.recv(), Ok(Event::Exported(Ok(text))) if text == "written to a"));
        desk.write(&briefing, order("full"));
        desk.write(&briefing, order("b"));
        assert_eq!(desk.finish(&received), Err("the sheet was not written: the disk is full".into()));
    }

    #[test]
    fn a_desk_where_nothing_was_written_is_left_at_once() {
        let (desk, received) = desk(Arc::new(|_, _| Ok(String::new())));
        assert_eq!(desk.finish(&received), Ok(()));
    }

    #[test]
    fn the_last_sheet_wanted_is_shown() {
        let briefing = Arc::new(Briefing::default());
        let (mut desk, received) = desk(Arc::new(|_, _| Ok(String::new())));
        for format in ["md", "csv", "json"] {
            desk.show(&briefing, Draft { selection: Selection::default(), format: format.into() });
        }
        let shown = received.iter().find_map(|event| match event {
            Event::Previewed(shown) if shown.0.format == "json" => Some(shown.1),
            _ => None,
        });
        assert_eq!(shown.map(|preview| preview.lines), Some(vec!["json".to_owned()]));
    }
}
