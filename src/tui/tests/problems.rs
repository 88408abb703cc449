//! What went wrong, and the analysis that is stopped and goes on.

use std::{path::PathBuf, sync::Arc};

use super::stage::{Stage, articles};
use crate::{
    briefing::{ArticleId, Briefing},
    disk::Notice,
    model::{Analysis, Problem},
    text::Span,
    tui::{event::Event, keeper::Kept, layout::Pane, outside::Task, overlay::Overlay, state::Effect},
};

/// A reader of articles one of which tells of two problems.
fn stage(size: (u16, u16)) -> Stage {
    let mut articles = articles();
    let problem = |span, message: &str| Problem { span, message: message.into() };
    let known = articles[1].1.take().expect("an analysis");
    let problems = vec![
        problem(None, "the analysis of this article failed; please report it"),
        problem(Some(Span::new(40, 44)), "a mark that opens a quotation is never closed"),
    ];
    articles[1].1 = Some(Arc::new(Analysis { problems, ..Analysis::clone(&known) }));
    let mut stage = Stage::of(Briefing::new(articles), size);
    stage.happen(Event::Problem("config.toml line 7: there is no key \"Entr\"; \"Enter\" is near".into()));
    stage.happen(Event::Kept(Box::new(Kept::Failed(
        "not kept: cannot write decisions.jsonl: no space".into(),
    ))));
    stage
}

#[test]
fn all_that_went_wrong_is_in_one_list() {
    let mut stage = stage((80, 24)).keys("j");
    assert!(stage.text().lines().last().is_some_and(|line| line.ends_with("!4")), "{}", stage.text());
    stage.keys("! j j j").check("problems");
    stage_of_none().keys("!").mono().check("problems-none");
}

fn stage_of_none() -> Stage {
    Stage::new((60, 20))
}

#[test]
fn a_problem_in_an_article_is_gone_to_and_come_back_from() {
    let stage = stage((80, 24)).keys("! G Enter");
    assert_eq!((stage.state.article, stage.state.focus), (ArticleId(1), Pane::Reader));
    assert!(stage.state.overlays.is_empty() && stage.state.reader.in_sight().contains(40));
    let stage = stage.keys("Backspace");
    assert_eq!((stage.state.article, stage.state.focus), (ArticleId(0), Pane::Articles));
    let mut stage = stage.keys("! Enter");
    assert!(stage.text().contains("that is in no article and in no file that could be edited"));
    assert!(stage.keys("Esc").state.overlays.is_empty());
}

#[test]
fn a_problem_in_a_file_is_opened_in_the_editor_at_its_line() {
    let mut stage = stage((80, 24));
    let (config, decisions) = (PathBuf::from("dixit/config.toml"), PathBuf::from("kept.jsonl"));
    stage.state.notices.push(Notice::at("config.toml line 7: there is no key".into(), &config, 7));
    let told = vec![Notice::at("kept.jsonl, line 3: cut off".into(), &decisions, 3)];
    stage.happen(Event::Kept(Box::new(Kept::Told(told))));
    let mut stage = stage.keys("! j j Enter");
    assert_eq!(stage.effects.pop(), Some(Effect::Outside(Task::Edit(config, 7))));
    assert!(stage.text().contains("holds from the next start on"));
    let mut stage = stage.keys("j Enter");
    assert_eq!(stage.effects.pop(), Some(Effect::Outside(Task::Edit(decisions, 3))));
    assert!(matches!(stage.state.overlays.last(), Some(Overlay::Problems(_))), "it goes on");
}

#[test]
fn the_analysis_is_stopped_and_goes_on() {
    let mut partly = articles();
    partly[2].1 = None;
    let mut stage = Stage::of(Briefing::new(partly), (120, 36)).keys("P");
    assert_eq!(stage.effects, [Effect::Pause(true)]);
    let text = stage.text();
    assert!(text.contains("analysed 2 of 3, stopped") && text.contains("to go on: P"), "{text}");
    let mut stage = stage.keys("P");
    assert_eq!(stage.effects, [Effect::Pause(true), Effect::Pause(false)]);
    assert!(stage.text().contains("analysed 2 of 3 · "));
    let mut stage = Stage::new((120, 36)).keys("P");
    assert!(stage.effects.is_empty() && stage.text().contains("all articles are analysed"));
}
