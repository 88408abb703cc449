//! Every action has its effect in every context it works in: the screen, or what is to be done outside, is another.

use super::{
    copies,
    stage::Stage,
    tables::{dam, said},
};
use crate::tui::action::{Action, Context};

/// What is pressed so that a context has the keys.
fn open(context: Context, action: Action) -> &'static str {
    match (context, action) {
        (Context::Articles | Context::Global, _) => "",
        (Context::Reader, _) => "2",
        (Context::Actor, _) => "3",
        // Questions are answered with yes and no, a list of mentions is marked.
        (Context::List, Action::Yes | Action::No) => "] v",
        (Context::List, Action::Later | Action::Undo | Action::Redo) => "M",
        (Context::List, Action::Mark) => "s",
        (Context::List, _) => "gb",
        (Context::Table, _) => "gm",
        (Context::Dialog, _) => "e",
        (Context::Prompt, Action::SaveFilter | Action::ForgetFilter) => "F type:port",
        (Context::Prompt, _) => "f",
    }
}

/// What is pressed then, so that there is something to be done.
fn before(context: Context, action: Action) -> &'static str {
    match (context, action) {
        (Context::Dialog, Action::Up) => "Tab Tab",
        (Context::Dialog, Action::PageUp | Action::HalfPageUp) => "PgDn",
        (Context::Dialog, Action::PreviousChoice) => "l",
        (_, Action::Up | Action::Top | Action::PageUp | Action::HalfPageUp) => "Down Down",
        (Context::Table, Action::ColumnLeft | Action::FirstColumn) => "l l",
        (_, Action::NextHit | Action::PreviousHit | Action::Clear) => "/ type:a Enter",
        (_, Action::ScrollMiddle | Action::ScrollTop | Action::ScrollBottom) => "] ]",
        (_, Action::PreviousQuotation | Action::PreviousMention) => "] ] ]",
        (_, Action::Undo) => "] Space",
        (_, Action::Redo) => "] Space u",
        (_, Action::PaneLeft | Action::PaneArticles) => "3",
        (_, Action::UsualWidths) => "+",
        (_, Action::AsGiven) => ",n",
        (_, Action::NoGroups) => ",p",
        (_, Action::DropTerm) => "F type:dam Enter",
        (_, Action::Back) => "3 G Enter",
        (
            _,
            Action::Wordings
            | Action::Check
            | Action::Note
            | Action::Correct
            | Action::Copy
            | Action::MarkQuotation
            | Action::Deny
            | Action::Why,
        ) => "]",
        _ => "",
    }
}

/// All that can be seen and all that is to be done outside.
fn seen(mut stage: Stage) -> String {
    let outside = format!("{:?} {:?}", stage.effects, stage.log);
    format!("{}{outside}", stage.dump())
}

#[test]
fn every_action_has_an_effect_in_every_context_it_works_in() {
    // An answer that nothing asks for is none; the questions of a dialog have tests of their own.
    let asks_nothing = |context, action| {
        context == Context::Dialog && matches!(action, Action::Yes | Action::No)
            || context == Context::Prompt && matches!(action, Action::PreviousField)
            // One of a few rows in sight is not scrolled to, and what is asked about is another list's.
            || context == Context::List && matches!(action, Action::Later | Action::Undo | Action::Redo)
    };
    let mut without = Vec::new();
    for context in Context::ALL {
        for action in Action::ALL.iter().copied().filter(|a| a.contexts().contains(&context)) {
            if asks_nothing(context, action) {
                continue;
            }
            let stage = || match action {
                Action::FoldCopies | Action::Changes => copies::stage((120, 36)),
                Action::ScrollMiddle | Action::ScrollTop | Action::ScrollBottom => Stage::new((80, 12)),
                _ => dam((120, 16)),
            };
            let keys = format!("{} {}", open(context, action), before(context, action));
            let chords: Vec<_> =
                stage().state.keymap.of_context(context).filter(|row| row.0 == action).collect::<Vec<_>>()[0]
                    .1
                    .iter()
                    .map(ToString::to_string)
                    .collect();
            let after = stage().keys(&keys).keys(&chords[0]);
            if seen(stage().keys(&keys)) == seen(after) {
                without.push(format!("{} {action} by {} after {keys:?}", context.name(), chords[0]));
            }
        }
    }
    assert_eq!(without, [""; 0]);
}

#[test]
fn an_action_that_cannot_be_done_says_why() {
    for (keys, why) in [
        ("Backspace", "no jump to come back from"),
        ("n", "nothing was searched for"),
        ("X", "there is no filter on the articles"),
        ("2 zz", "no place to scroll to"),
        ("y", "go to a quotation first"),
        ("P", "all articles are analysed"),
        ("v", "go to a quotation first"),
        ("D", "no other article is a copy"),
    ] {
        let stage = dam((120, 36)).keys(keys);
        assert!(said(&stage).contains(why), "{keys}: {:?}", stage.state.message);
    }
}
