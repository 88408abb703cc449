//! TOML into settings, each word with its line; what is wrong is passed over and told.

use toml::de::{DeTable, DeValue};

use super::{
    Config, Keys, Problem, Word,
    lines::{self, in_order, word},
};
use crate::text::{lines::Lines, nearest};

/// The settings there are. A new one has its name here and its arm in [`Config::parse`].
const SETTINGS: [&str; 5] = ["keys", "links", "measure", "mouse", "theme"];

impl Config {
    /// Reads what a configuration file says.
    pub fn parse(text: &str) -> Self {
        let (root, lines, problems) = lines::read(text);
        let mut config = Self { problems, ..Self::default() };
        for entry in in_order(root.get_ref()) {
            let name = word(entry.0, &lines);
            match (name.text.as_str(), entry.1.get_ref()) {
                ("keys", DeValue::Table(contexts)) => config.read_keys(contexts, &lines),
                ("theme", DeValue::String(_)) => config.theme = lines::text(entry.1, &lines),
                ("theme", _) => config.problem(&name, "theme is the name of one"),
                ("keys", _) => config.problem(&name, "keys is a table of contexts: [keys.global]"),
                ("measure", DeValue::Integer(columns)) => match columns.as_str().parse() {
                    Ok(columns @ 20..=200) => config.measure = Some(columns),
                    _ => config.problem(&name, "measure is between 20 and 200 columns"),
                },
                ("measure", _) => config.problem(&name, "measure is a number of columns: measure = 76"),
                ("links", DeValue::Boolean(on)) => config.links = Some(*on),
                ("mouse", DeValue::Boolean(on)) => config.mouse = Some(*on),
                ("mouse" | "links", _) => config.problem(&name, &format!("{} is true or false", name.text)),
                (unknown, _) => config.problem(&name, &nearest::unknown("setting", unknown, SETTINGS)),
            }
        }
        config.problems.sort_by_key(|problem| problem.line);
        config
    }

    fn problem(&mut self, at: &Word, text: &str) {
        self.problems.push(Problem { line: at.line, text: text.to_owned() });
    }

    fn read_keys(&mut self, contexts: &DeTable<'_>, lines: &Lines) {
        for (context, bound) in in_order(contexts) {
            let context = word(context, lines);
            let DeValue::Table(bound) = bound.get_ref() else {
                self.problem(
                    &context,
                    &format!("write it under a context: [keys.global] {:?} = …", context.text),
                );
                continue;
            };
            let mut keys = Keys { context, bound: Vec::new() };
            for (key, action) in in_order(bound) {
                let key = word(key, lines);
                match action.get_ref() {
                    // A line that is told of already says nothing more.
                    _ if self.problems.iter().any(|problem| problem.line == key.line) => {}
                    DeValue::String(_) => {
                        keys.bound.extend(lines::text(action, lines).map(|action| (key, action)));
                    }
                    _ => self.problem(&key, &format!("{:?}: name an action, or \"none\"", key.text)),
                }
            }
            self.keys.push(keys);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_in_the_order_of_the_file_with_their_lines() {
        let config =
            Config::parse("[keys.global]\n\"gg\" = \"top\"\nG = 'bottom'\n\n[keys.list]\nx = \"none\"\n");
        assert_eq!(config.problems, []);
        let told = |keys: &Keys| {
            let bound =
                keys.bound.iter().map(|(key, action)| format!(" {}:{}={}", key.line, key.text, action.text));
            format!("{}:{}{}", keys.context.line, keys.context.text, bound.collect::<String>())
        };
        let all: Vec<String> = config.keys.iter().map(told).collect();
        assert_eq!(all, ["1:global 2:gg=top 3:G=bottom", "5:list 6:x=none"]);
    }

    #[test]
    fn the_mouse_and_links_are_on_or_off() {
        let set = |text: &str| {
            let config = Config::parse(text);
            (config.mouse, config.links, config.problems.into_iter().map(|problem| problem.text).next())
        };
        assert_eq!(set("mouse = false\nlinks = true"), (Some(false), Some(true), None));
        assert_eq!(set("mouse = 'no'"), (None, None, Some("mouse is true or false".into())));
        assert_eq!(set("links = 1"), (None, None, Some("links is true or false".into())));
        assert_eq!(set(""), (None, None, None));
    }

    #[test]
    fn the_measure_is_a_number_of_columns() {
        let measure = |text: &str| {
            let config = Config::parse(text);
            (config.measure, config.problems.into_iter().map(|problem| problem.text).next())
        };
        assert_eq!(measure("measure = 66"), (Some(66), None));
        assert_eq!(measure("measure = 7"), (None, Some("measure is between 20 and 200 columns".into())));
        let told = "measure is a number of columns: measure = 76";
        assert_eq!(measure("measure = 'wide'"), (None, Some(told.into())));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_the_rest_holds() {
        let text = "kyes = 1\n[keys.global]\na = 1\nb = \"copy\"\nb = \"quit\"\nc = \nd = \"why\"\n[keys]\nq = \"quit\"\n";
        let config = Config::parse(text);
        let told: Vec<String> = config.problems.iter().map(|p| format!("{}: {}", p.line, p.text)).collect();
        expect_test::expect![[r#"
            [
                "1: there is no setting \"kyes\"; \"keys\" is near",
                "3: \"a\": name an action, or \"none\"",
                "5: duplicate key",
                "6: string values must be quoted, expected literal string",
                "9: write it under a context: [keys.global] \"q\" = …",
            ]
        "#]]
        .assert_debug_eq(&told);
        let keys: Vec<&str> =
            config.keys.iter().flat_map(|k| &k.bound).map(|(key, _)| key.text.as_str()).collect();
        assert_eq!(keys, ["b", "d"]);
    }
}
