//! Splitting an actor: its mentions, by article, to be marked as somebody else's.

use ratatui::buffer::Buffer;
use rustc_hash::FxHashSet;

use super::{Ground, Hint, List, Overlaid, Reply, draw_box, frame::put_problem, short_name};
use crate::{
    briefing::{ActorId, ArticleId},
    model::{Decision, MentionId},
    tui::{
        action::{Action, Context},
        articles::{RowLook, dated},
        moved::Moved,
        paint::Pen,
        scene::Scene,
        theme::Theme,
    },
    view::{Citation, MentionRow, Role, cells},
};

/// The mentions of an actor, some of them marked.
#[derive(Debug)]
pub struct Split {
    actor: ActorId,
    rows: Vec<Row>,
    marked: FxHashSet<(ArticleId, MentionId)>,
    list: List,
    generation: u64,
    /// What is to be said instead of the number of marked mentions.
    problem: Option<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    /// An article, with the number of its mentions.
    Article(ArticleId, usize),
    Mention(ArticleId, MentionId),
}

const SIZE: (u16, u16) = (100, 30);
/// Bytes of what stands on each side of a mention.
const AROUND: usize = 90;

impl Split {
    /// The mentions of an actor, none marked.
    pub fn new(scene: &Scene<'_>, actor: ActorId) -> Self {
        let mut split = Self {
            actor,
            rows: Vec::new(),
            marked: FxHashSet::default(),
            list: List::default(),
            generation: scene.generation,
            problem: None,
        };
        split.fill(scene);
        // The first row that can be marked in the article on screen, if the actor is mentioned there.
        let here = split.rows.iter().position(|row| matches!(row, Row::Article(a, _) if *a == scene.article));
        split.list.at = here.unwrap_or(0);
        split
    }

    fn fill(&mut self, scene: &Scene<'_>) {
        self.rows.clear();
        for of_article in scene.mentions_of(self.actor).chunk_by(|a, b| a.0 == b.0) {
            self.rows.extend(of_article.first().map(|(article, _)| Row::Article(*article, of_article.len())));
            self.rows.extend(of_article.iter().map(|(article, mention)| Row::Mention(*article, *mention)));
        }
    }

    /// Marks the mention, or all of the article, or takes the marks away; goes on to the next.
    fn mark(&mut self) {
        match self.rows.get(self.list.at) {
            Some(Row::Mention(article, mention)) => {
                if !self.marked.remove(&(*article, *mention)) {
                    self.marked.insert((*article, *mention));
                }
                self.list.at = (self.list.at + 1).min(self.rows.len().saturating_sub(1));
            }
            Some(Row::Article(article, count)) => {
                let (article, all) = (*article, self.marked_of(*article) == *count);
                for (of, mention) in self.mentions().filter(|(of, _)| *of == article).collect::<Vec<_>>() {
                    if all {
                        self.marked.remove(&(of, mention));
                    } else {
                        self.marked.insert((of, mention));
                    }
                }
            }
            None => {}
        }
    }

    fn mentions(&self) -> impl Iterator<Item = (ArticleId, MentionId)> {
        self.rows.iter().filter_map(|row| match row {
            Row::Mention(article, mention) => Some((*article, *mention)),
            Row::Article(..) => None,
        })
    }

    fn marked_of(&self, article: ArticleId) -> usize {
        self.marked.iter().filter(|(of, _)| *of == article).count()
    }

    /// What the marks come to, or why they come to nothing.
    fn decision(&self, scene: &Scene<'_>) -> Result<Decision, &'static str> {
        if self.marked.is_empty() {
            return Err("mark what is somebody else first");
        }
        if self.marked.len() == self.mentions().count() {
            return Err("leave at least one mention: all of them are nobody else");
        }
        let anchor = |(article, mention)| scene.briefing.anchor_of_mention(article, mention);
        let (mut mentions, mut articles) = (Vec::new(), Vec::new());
        for row in &self.rows {
            match *row {
                // An article that is marked as a whole is one line of the decision, and finds what it gains later.
                Row::Article(article, count) if self.marked_of(article) == count => {
                    articles.extend(self.mentions().find(|(of, _)| *of == article).and_then(anchor));
                }
                Row::Mention(article, mention) if self.marked.contains(&(article, mention)) => {
                    let whole = self.rows.contains(&Row::Article(article, self.marked_of(article)));
                    mentions.extend(Some((article, mention)).filter(|_| !whole).and_then(anchor));
                }
                _ => {}
            }
        }
        let actor = scene.briefing.anchor_of_actor(self.actor).ok_or("this actor is gone")?;
        Ok(Decision::Split { actor, mentions, articles })
    }

    fn draw_row(&self, row: Row, look: RowLook<'_>, scene: &Scene<'_>, theme: &Theme, mut pen: Pen<'_>) {
        let style = |role| look.over(theme.style(role));
        let (mark, role) = match row {
            Row::Mention(article, mention) if self.marked.contains(&(article, mention)) => ("[x]", Role::Key),
            Row::Mention(..) => ("[ ]", Role::Dim),
            Row::Article(article, count) => match self.marked_of(article) {
                0 => ("[ ]", Role::Dim),
                marked if marked == count => ("[x]", Role::Key),
                _ => ("[-]", Role::Key),
            },
        };
        match row {
            Row::Article(article, count) => {
                pen.put(mark, style(role)).skip(1);
                let Some(of) = scene.briefing.article(article) else { return };
                let citation = Citation::new(article, of);
                let counted = format!("{count}");
                pen.put(&dated(&citation), style(Role::Dim)).skip(1);
                let room = pen.room().saturating_sub(cells::width(&counted) + 2);
                pen.fit(&citation.headline, room, style(Role::Crosshead));
                pen.skip_until_left(counted.len() + 1).put(&counted, style(Role::Count));
            }
            Row::Mention(article, mention) => {
                pen.skip(2).put(mark, style(role)).skip(1);
                let Some(row) = MentionRow::new(scene.briefing, article, mention, AROUND) else { return };
                // What stands before is cut at its beginning, so that the mention itself is always seen.
                let room = pen.room().saturating_sub(cells::width(&row.words)) / 2;
                let before = cells::tail(&row.before, room);
                pen.put(if before.len() < row.before.len() { "…" } else { "" }, style(Role::Dim));
                pen.put(before, style(Role::Text)).put(&row.words, style(Role::SelectedMention));
                pen.fit(&row.after, usize::MAX, style(Role::Text));
            }
        }
    }
}

impl Overlaid for Split {
    fn context(&self) -> Context {
        Context::List
    }

    fn hints(&self) -> Vec<Hint> {
        vec![(Action::Accept, "split"), (Action::Mark, "mark")]
    }

    fn accept(&mut self, scene: &Scene<'_>) -> Reply {
        match self.decision(scene) {
            Ok(decision) => Reply::Decide(Box::new(decision)),
            Err(problem) => {
                self.problem = Some(problem);
                Reply::Stay
            }
        }
    }

    fn update(&mut self, action: Action, _: &Scene<'_>) -> Reply {
        self.problem = None;
        match action {
            Action::Mark => self.mark(),
            _ => self.list.update(action),
        }
        Reply::Stay
    }

    fn follow(&mut self, moved: &Moved<'_>) -> bool {
        let actor = moved.actor(self.actor);
        self.actor = actor.unwrap_or(self.actor);
        self.marked = self.marked.iter().filter_map(|at| moved.mention(*at)).collect();
        actor.is_some()
    }

    fn list(&self) -> Option<&List> {
        Some(&self.list)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }

    fn texts(&self, scene: &Scene<'_>) -> Vec<String> {
        let text = |row: &Row| match *row {
            Row::Article(id, _) => {
                let citation = Citation::new(id, scene.briefing.article(id)?);
                Some(format!("{}\n{}", dated(&citation), citation.headline))
            }
            Row::Mention(article, mention) => {
                Some(MentionRow::new(scene.briefing, article, mention, AROUND)?.text())
            }
        };
        self.rows.iter().map(|row| text(row).unwrap_or_default()).collect()
    }

    fn pressed_again(&self) -> Option<Action> {
        Some(Action::Mark)
    }

    fn settle(&mut self, Ground { scene, screen, .. }: Ground<'_>) {
        if self.generation != scene.generation {
            self.generation = scene.generation;
            self.fill(scene);
            let known: FxHashSet<(ArticleId, MentionId)> = self.mentions().collect();
            self.marked.retain(|mention| known.contains(mention));
        }
        self.list.settle(self.rows.len(), screen.overlay(SIZE.0, SIZE.1).height.saturating_sub(4));
        // The article of the first mention in sight stays in sight.
        if self.list.top == 1 && self.list.at < self.list.height {
            self.list.top = 0;
        }
    }

    fn draw(&self, ground: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let Ground { scene, theme, screen, .. } = ground;
        let name = scene.briefing.actor(self.actor).map_or("", |actor| actor.name.as_str());
        let area = screen.overlay(SIZE.0, SIZE.1);
        let inside = draw_box(
            area,
            &format!("Split {}: which mentions are somebody else?", short_name(name)),
            theme,
            buffer,
        );
        for (y, row) in self.list.in_sight(&self.rows).iter().enumerate() {
            let (look, pen) = self.list.begin(y, theme, inside, buffer);
            self.draw_row(*row, look, scene, theme, pen);
        }
        let mut pen = Pen::new(buffer, inside, inside.height.saturating_sub(1));
        if let Some(problem) = self.problem {
            put_problem(problem, theme, &mut pen);
        } else {
            let counted = format!("{} of {} mentions marked", self.marked.len(), self.mentions().count());
            pen.put(&counted, theme.style(Role::Dim));
        }
        None
    }
}
